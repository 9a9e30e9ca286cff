"""Scripted faults: per route a queue of things that go wrong, and can be asked for when they never did."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

INSTEAD = frozenset({"refuse", "drop_before_commit", "hang", "status", "redirect"})
BEFORE = frozenset({"delay"})
TWICE = frozenset({"deliver_twice"})
AFTER = frozenset(
    {"commit_then_drop", "commit_then_half_body", "commit_then_500", "commit_then_502", "commit_then_hang", "drip",
     "bad_json", "extra_or_missing_fields", "wrong_echo", "huge", "date_skew"}
)  # fmt: skip
KINDS = INSTEAD | BEFORE | TWICE | AFTER


@dataclass
class Fault:
    """One fault: fires on `times` requests whose rule matches `route`, after letting `skip` of them pass.

    `route` is `METHOD /v2/path/{uid}` as in the routes table, the path alone, or `*`. Kinds and their params:

    Instead of the request (nothing is stored): refuse, drop_before_commit (the connection ends without an answer) ·
    hang(s=60) (silence, then the connection ends) · status(code=500, headers={}, envelope="A"|"B"|"html", message) ·
    redirect(to, code=307).
    Before it: delay(s=1). In its place: deliver_twice (a gateway that hands it on twice and gives the second answer).
    After it was stored: commit_then_drop · commit_then_half_body · commit_then_500 · commit_then_502 ·
    commit_then_hang(s=60) · drip(bytes_per_s=20) · bad_json · extra_or_missing_fields(add={}, remove=[]) ·
    wrong_echo(set={}) · huge(bytes=64 MB, gzip=false) · date_skew(s). All seconds are real ones.
    """

    id: int
    route: str
    kind: str
    times: int = 1
    skip: int = 0
    fired: int = 0
    params: dict[str, Any] = field(default_factory=dict)

    def matches(self, rule: str) -> bool:
        """Whether it is for this rule and not used up."""
        return self.fired < self.times and self.route in ("*", rule, rule.partition(" ")[2])

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"id": self.id, "route": self.route, "kind": self.kind, "times": self.times, "skip": self.skip,
                "fired": self.fired, **self.params}  # fmt: skip


class FaultQueue:
    """Faults in the order they were scripted."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._passed: Counter[int] = Counter()

    def script(self, route: str, kind: str, *, times: int = 1, skip: int = 0, **params: Any) -> Fault:
        """Adds one. Raises ValueError for an unknown kind."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind!r}; known are {', '.join(sorted(KINDS))}")
        fault = Fault(len(self.faults) + 1, route, kind, times, skip, params=params)
        self.faults.append(fault)
        return fault

    def take(self, rule: str) -> Fault | None:
        """The first that is due for this rule, counted as fired."""
        for fault in self.faults:
            if not fault.matches(rule):
                continue
            if self._passed[fault.id] >= fault.skip:
                fault.fired += 1
                return fault
            self._passed[fault.id] += 1
        return None

    def unfired(self) -> list[Fault]:
        """Scripted, but never (or not often enough) met."""
        return [fault for fault in self.faults if fault.fired < fault.times]

    def clear(self) -> None:
        """Forget all."""
        self.faults.clear()
        self._passed.clear()
