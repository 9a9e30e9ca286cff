"""Repeated trials: pass^k as tau2 defines it, pass@1 with a Wilson interval. Infrastructure errors leave the ratio."""

from collections import defaultdict
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

from evals.playing.session import Session

_TRIALS = (2, 4)
_NOT_OURS = frozenset({"infra_error", "harness_error", "stale"})


@dataclass(frozen=True)
class Trials:
    """Of one conversation: how often played, how often passed."""

    played: int
    passed: int


def trials_of(session: Session) -> dict[str, Trials]:
    """By the conversation's name without its trial."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for one in session.played:
        if one.verdict.outcome not in _NOT_OURS:
            name = one.run.model_copy(update={"trial": 0}).name
            counts[name].append(one.verdict.passed)
    return {name: Trials(len(passed), sum(passed)) for name, passed in counts.items()}


def pass_hat(trials: list[Trials], k: int) -> float | None:
    """The chance that k trials of one conversation all pass, averaged; None when one was played less than k times."""
    if not trials or any(t.played < k for t in trials):
        return None
    return sum(comb(t.passed, k) / comb(t.played, k) for t in trials) / len(trials)


def wilson(passed: int, played: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a ratio."""
    if played == 0:
        return 0.0, 1.0
    share, square = passed / played, z * z
    middle = (share + square / (2 * played)) / (1 + square / played)
    reach = z * sqrt(share * (1 - share) / played + square / (4 * played * played)) / (1 + square / played)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def ratio(session: Session) -> tuple[int, int]:
    """Trials passed, of all that count."""
    trials = trials_of(session).values()
    return sum(t.passed for t in trials), sum(t.played for t in trials)


def told(session: Session) -> list[str]:
    """pass@1 with its interval, pass^2, pass^4, and the three worst conversations."""
    by_name = trials_of(session)
    passed, played = ratio(session)
    low, high = wilson(passed, played)
    lines = [f"pass@1 {passed / max(1, played):.3f} (95 %: {low:.3f} to {high:.3f}, {passed} of {played})"]
    lines += [f"pass^{k} {value:.3f}" for k in _TRIALS if (value := pass_hat(list(by_name.values()), k)) is not None]
    worst = sorted(by_name.items(), key=lambda item: item[1].passed / item[1].played)[:3]
    return lines + [f"worst {name}: {t.passed} of {t.played}" for name, t in worst if t.passed < t.played]


def facts(session: Session) -> dict[str, Any]:
    """The same as data, for run.json."""
    trials = list(trials_of(session).values())
    passed, played = ratio(session)
    hats = {f"pass^{k}": pass_hat(trials, k) for k in _TRIALS}
    return {"passed": passed, "played": played, "wilson": wilson(passed, played), **hats}
