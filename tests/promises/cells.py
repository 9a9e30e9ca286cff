"""The tables whose product is tried: what can go wrong, at which step of a confirmed write, once or always."""

import itertools
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from graph.executing.writes import WRITES
from tools.mock_calcom.world.faults import KINDS, Fault, FaultQueue

Step = Literal["the look before", "the write", "the look after a lost answer", "the look after a lost request"]
STEPS: tuple[Step, ...] = (
    "the look before",
    "the write",
    "the look after a lost answer",
    "the look after a lost request",
)
TIMES = {"once": 1, "always": 99}

# More than one form of a kind of fault. A kind that is not named here is tried in its plain form.
_FORMS: dict[str, list[dict[str, Any]]] = {
    "hang": [{"s": 0}],
    "commit_then_hang": [{"s": 0}],
    "delay": [{"s": 0}],
    "status": [
        *({"code": code} for code in (400, 401, 403, 404, 405, 408, 409, 410, 422, 423, 429, 500, 503, 504)),
        {"code": 502, "envelope": "html"},
        {"code": 403, "envelope": "html"},
        {"code": 429, "headers": {"Retry-After": "2"}},
        {"code": 429, "headers": {"Retry-After": "300"}},
        {"code": 404, "message": "Cannot POST /v2/bookings"},
        {"code": 400, "message": "User either already has booking at this time or is not available"},
        {"code": 500, "envelope": "A"},
    ],
    "redirect": [{"to": "https://elsewhere.example.test/", "code": code} for code in (302, 307)],
    "drip": [{"bytes_per_s": 1e9}],
    "huge": [{"bytes": 9_000_000}, {"bytes": 9_000_000, "gzip": True}],
    "date_skew": [{"s": 3600}, {"s": -86400}],
    "extra_or_missing_fields": [
        {"add": {"brandNew": {"x": [1]}}},
        *({"remove": [field]} for field in ("uid", "start", "end", "status", "attendees", "eventTypeId", "title")),
    ],
    "wrong_echo": [
        {"set": {"uid": "wrongwrongwrongwrong"}},
        {"set": {"start": "2031-05-20T08:00:00.000Z"}},
        {"set": {"status": "cancelled"}},
        {"set": {"status": "pending"}},
        {"set": {"eventTypeId": 9}},
        {"set": {"attendees": [{"name": "Eve", "email": "eve@example.test", "timeZone": "UTC", "absent": False}]}},
    ],
}


class Trouble(NamedTuple):
    """One form of a kind of fault."""

    kind: str
    params: dict[str, Any]

    def __str__(self) -> str:
        return " ".join([self.kind, *(f"{name}={value}" for name, value in self.params.items())])


TROUBLES = [Trouble(kind, params) for kind in sorted(KINDS) for params in _FORMS.get(kind, [{}])]


class Cell(NamedTuple):
    """One square of the matrix."""

    write: str
    step: Step
    times: str
    trouble: Trouble

    def __str__(self) -> str:
        return " · ".join(str(part) for part in self)

    @property
    def is_a_lie(self) -> bool:
        """Whether Cal.com says something untrue of its own calendar whenever it is asked. That nobody sees through."""
        return self.trouble.kind == "wrong_echo" and self.step != "the write"


MATRIX = [Cell(*cell) for cell in itertools.product(WRITES, STEPS, TIMES, TROUBLES)]


@dataclass
class FaultsAt(FaultQueue):
    """Faults for a step rather than for a route: for reads, for writes, or for reads once a write has come."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._reads, self._writes, self._later = FaultQueue(), FaultQueue(), FaultQueue()
        place = {"the look before": self._reads, "the write": self._writes}.get(cell.step, self._later)
        place.script("*", cell.trouble.kind, times=TIMES[cell.times], **cell.trouble.params)
        if place is self._later:
            lost = "commit_then_drop" if "answer" in cell.step else "drop_before_commit"
            self._writes.script("*", lost, times=TIMES[cell.times])

    def take(self, rule: str) -> Fault | None:
        """The fault that is due for this request."""
        if rule.startswith("GET"):
            return self._reads.take(rule)
        self._reads, self._later = (self._later, FaultQueue()) if self._later.faults else (self._reads, self._later)
        return self._writes.take(rule)
