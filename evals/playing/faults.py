"""Faults of a scenario, scripted into the mocked Cal.com: on the wire by its own queue, in the world by a hook."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from evals.stories.operations import OPERATIONS
from evals.stories.scenario_world import Fault, WorldEvent
from tools.mock_calcom.world.faults import Fault as WireFault
from tools.mock_calcom.world.faults import FaultQueue

HANG = 1.2  # seconds a silent request stays open: longer than the client waits in such a scenario
_WORLD_ONLY = frozenset({"slot_taken", "event"})
Happens = Callable[[WorldEvent], None]


class HookedQueue(FaultQueue):
    """The mock's queue, which also lets things happen in the world just before the n-th request of a kind."""

    def __init__(self, happens: Happens) -> None:
        super().__init__()
        self._happens = happens
        self._hooks: list[tuple[str, Fault]] = []
        self._seen: Counter[str] = Counter()
        self._met: set[int] = set()
        self._told: dict[int, Fault] = {}

    def load(self, faults: list[Fault]) -> None:
        """Script these, after forgetting all others."""
        self.clear()
        self._hooks, self._seen, self._met, self._told = [], Counter(), set(), {}
        for fault in faults:
            rule = "*" if fault.when.op == "*" else OPERATIONS[fault.when.op].rule
            if fault.then is not None:
                self._hooks.append((rule, fault))
            if fault.do not in _WORLD_ONLY:
                kind, params = wire_form(fault)
                times = sys.maxsize if fault.when.times == "always" else fault.when.times
                wire = self.script(rule, kind, times=times, skip=fault.when.call - 1, **params)
                self._told[wire.id] = fault

    def take(self, rule: str) -> WireFault | None:
        """First the world, then the wire."""
        self._seen.update((rule, "*"))
        for number, (wanted, fault) in enumerate(self._hooks):
            if wanted in (rule, "*") and self._seen[wanted] == fault.when.call and fault.then is not None:
                self._met.add(number)
                self._happens(fault.then)
        return super().take(rule)

    def never_met(self) -> list[str]:
        """What was scripted and did not happen, or not often enough, in words."""
        wire = [_too_seldom(self._told[f.id], f.fired) for f in self.unfired() if f.times < sys.maxsize or not f.fired]
        world = [f"never happened: {f.do} on {f.when.op}" for n, (_, f) in enumerate(self._hooks) if n not in self._met]
        return wire + world


def _too_seldom(fault: Fault, fired: int) -> str:
    what = f"{fault.do} on {fault.when.op}"
    return f"happened only {fired} of {fault.when.times} times: {what}" if fired else f"never happened: {what}"


def wire_form(fault: Fault) -> tuple[str, dict[str, Any]]:
    """Kind and parameters as the mock's queue knows them."""
    status, message = fault.status, {"message": fault.message} if fault.message else {}
    match fault.do:
        case "rate_limited":
            headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            return "status", {"code": 429, "headers": headers, "envelope": "A", **message}
        case "bad_key":
            return "status", {"code": 401, "envelope": "A", "message": fault.message or "Invalid API Key"}
        case "forbidden":
            return "status", {"code": 403, "envelope": "A", "message": fault.message or "Forbidden"}
        case "not_found":
            return "status", {"code": 404, "envelope": "A", "message": fault.message or "Not found"}
        case "error":
            return "status", {"code": status or 500, "envelope": "html" if status == 502 else "B", **message}
        case "html":
            return "status", {"code": 200, "envelope": "html"}
        case "odd_shape":
            return "status", {"code": 200, "envelope": "B", **message}
        case "refuse" | "drop":
            return ("refuse" if fault.do == "refuse" else "drop_before_commit"), {}
        case "timeout":
            return "hang", {"s": HANG}
        case "commit_then_drop" | "deliver_twice":
            return fault.do, {}
        case "commit_then_timeout":
            return "commit_then_hang", {"s": HANG}
        case "commit_then_error":
            return ("commit_then_502" if status == 502 else "commit_then_500"), {}
        case "slow":
            return "delay", {"s": 0.05}
        case "truncated":
            return "commit_then_half_body", {}
        case "bad_json":
            return "bad_json", {}
        case "alter":
            return "extra_or_missing_fields", {"add": fault.set, "remove": fault.remove}
    raise ValueError(f"{fault.do} does not happen on the wire")


def is_silent(fault: Fault) -> bool:
    """Whether the client has to give up waiting."""
    return fault.do in ("timeout", "commit_then_timeout")
