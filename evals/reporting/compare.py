"""Two runs beside each other: regressed, fixed, new, removed, flipped variants, replies and costs that shifted."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evals.playing.session import Played, Session
from evals.reporting.costs import percentile

SCHEMA = 1
_MOST = 20  # conversations that were not played this time, told by name: of a part of all there are many
Baseline = dict[str, Any]


@dataclass(frozen=True)
class Comparison:
    """Names of conversations in each group; shifts in percent."""

    regressed: list[str] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)
    still_failing: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    flipped: list[str] = field(default_factory=list)  # scenarios of which only some variants changed sides
    reply_changed: list[str] = field(default_factory=list)  # passing as before, but saying something else
    shifts: dict[str, float] = field(default_factory=dict)


def baseline_of(session: Session) -> Baseline:
    """The little that is committed: outcome and digest of replies by conversation, and what it all cost."""
    talks = {one.run.name: {"outcome": one.verdict.outcome, "replies": _digest(one)} for one in session.played}
    return {"schema": SCHEMA, "costs": _costs(session), "talks": dict(sorted(talks.items()))}


def compare(before: Baseline, now: Baseline) -> Comparison:
    """What changed from one to the other."""
    old, new = before["talks"], now["talks"]
    both = [name for name in new if name in old]
    regressed = [name for name in both if _good(old[name]) and not _good(new[name])]
    fixed = [name for name in both if not _good(old[name]) and _good(new[name])]
    return Comparison(
        regressed=regressed,
        fixed=fixed,
        still_failing=[name for name in both if not _good(old[name]) and not _good(new[name])],
        new=sorted(set(new) - set(old)),
        removed=sorted(set(old) - set(new)),
        flipped=_flipped({*regressed, *fixed}, both),
        reply_changed=[
            name
            for name in both
            if _good(old[name]) and _good(new[name]) and old[name]["replies"] != new[name]["replies"]
        ],
        shifts=_shifts(before["costs"], now["costs"]),
    )


def told(comparison: Comparison) -> str:
    """In words, the bad first."""
    groups = {
        "REGRESSED": comparison.regressed,
        "fixed": comparison.fixed,
        "still failing": comparison.still_failing,
        "new": comparison.new,
        "removed": comparison.removed,
        "flipped": comparison.flipped,
        "reply changed": comparison.reply_changed,
    }
    lines = ["   ".join(f"{name} {len(names)}" for name, names in groups.items())]
    for name in ("REGRESSED", "fixed", "removed", "flipped"):
        told_of = groups[name] if name != "removed" else groups[name][:_MOST]
        lines += [f"  {name:<10} {one}" for one in told_of]
        lines += [f"  {name:<10} … and {len(groups[name]) - _MOST} more"] if len(told_of) < len(groups[name]) else []
    lines += [f"  {name} {percent:+.1f} %" for name, percent in comparison.shifts.items() if abs(percent) >= 0.05]
    return "\n".join(lines)


def _flipped(changed: set[str], both: list[str]) -> list[str]:
    by_id: dict[str, list[bool]] = {}
    for name in both:
        by_id.setdefault(name.split()[0], []).append(name in changed)
    return sorted(scenario for scenario, moved in by_id.items() if any(moved) and not all(moved))


def _good(talk: dict[str, str]) -> bool:
    return talk["outcome"] in ("pass", "quarantined")


def _digest(one: Played) -> str:
    """Of all replies; uids are left out, for they differ when an earlier step makes one more."""
    text = "\x00".join(turn.reply for turn in one.run.played)
    for uid in one.run.after.bookings:
        text = text.replace(uid, "<uid>")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _costs(session: Session) -> dict[str, float]:
    turns = [turn for one in session.played for turn in one.run.played]
    count = max(1, len(turns))
    total: Callable[[str], float] = lambda name: sum(getattr(turn, name) for turn in turns)  # noqa: E731
    return {
        "model calls per turn": round(total("model_calls") / count, 4),
        "Cal.com calls per turn": round(total("calcom_calls") / count, 4),
        "prompt tokens per turn": round(total("prompt_tokens") / count, 1),
        "p95 ms": round(percentile([turn.milliseconds for turn in turns], 0.95), 1),
    }


def _shifts(before: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    """Latency is left out: it says more about the machine than about the change."""
    return {
        name: 100 * (now[name] - old) / old
        for name, old in before.items()
        if old and name in now and not name.endswith("ms")
    }
