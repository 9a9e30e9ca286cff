"""Scripted faults: per route a queue of things that go wrong once, and can be asked for when they did not."""

from dataclasses import dataclass, field
from typing import Any

BEFORE = frozenset({"refuse", "drop_before_commit", "status", "redirect", "hang"})
AFTER = frozenset(
    {
        "commit_then_drop", "commit_then_half_body", "commit_then_500", "commit_then_502", "commit_then_hang", "drip",
        "bad_json", "extra_or_missing_fields", "wrong_echo", "huge", "date_skew", "delay",
    }
)  # fmt: skip


@dataclass
class Fault:
    """One fault: fires `times` times on requests whose rule or path matches `route`.

    `route` is `METHOD /v2/path/{uid}` as in the routes table, a path alone, or `*`. `params` are the kind's own:
    s (hang, delay, date_skew), bytes_per_s (drip), code, headers, envelope A|B|html, message (status),
    to (redirect), bytes, gzip (huge), add, remove (extra_or_missing_fields), set (wrong_echo).
    """

    id: int
    route: str
    kind: str
    times: int = 1
    fired: int = 0
    params: dict[str, Any] = field(default_factory=dict)

    def matches(self, rule: str) -> bool:
        """Whether it is for this rule, written `METHOD /v2/…`."""
        return self.fired < self.times and self.route in ("*", rule, rule.partition(" ")[2])

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"id": self.id, "route": self.route, "kind": self.kind, "times": self.times, "fired": self.fired,
                **self.params}  # fmt: skip


class FaultQueue:
    """Faults in the order they were scripted."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def script(self, route: str, kind: str, *, times: int = 1, **params: Any) -> Fault:
        """Adds one. Raises ValueError for an unknown kind."""
        if kind not in BEFORE | AFTER:
            raise ValueError(f"unknown fault {kind!r}; known are {', '.join(sorted(BEFORE | AFTER))}")
        fault = Fault(len(self.faults) + 1, route, kind, times, params=params)
        self.faults.append(fault)
        return fault

    def take(self, rule: str) -> Fault | None:
        """The first that matches, counted as fired."""
        fault = next((fault for fault in self.faults if fault.matches(rule)), None)
        if fault is not None:
            fault.fired += 1
        return fault

    def unfired(self) -> list[Fault]:
        """Scripted, but never (or not often enough) met."""
        return [fault for fault in self.faults if fault.fired < fault.times]

    def clear(self) -> None:
        """Forget all."""
        self.faults.clear()
