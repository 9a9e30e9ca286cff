"""What a run as a whole comes to: its exit code, and in words why it is not worth more than that."""

from collections import Counter
from enum import IntEnum

from evals.playing.session import Session
from evals.reporting.trials import ratio

MOST_INFRA = 0.02  # of all conversations: beyond it a run says nothing
_ROUNDING = 1e-9


class Exit(IntEnum):
    """Exit codes, pinned."""

    MET = 0
    FAILED = 1
    BAD_INPUT = 2
    INFRA = 3
    STALE = 4
    NOTHING = 5


def exit_code(session: Session, at_least: float = 1.0) -> Exit:
    """Broken invariants come first and are never averaged; then whether the run says anything; then the ratio."""
    counts = Counter(one.verdict.outcome for one in session.played)
    if not counts:
        return Exit.NOTHING
    if broken(session):
        return Exit.FAILED
    if counts["stale"]:
        return Exit.STALE
    if counts["harness_error"] or is_invalid(session):
        return Exit.INFRA
    passed, played = ratio(session)
    if not played:
        return Exit.INFRA
    return Exit.MET if passed >= at_least * played - _ROUNDING else Exit.FAILED


def broken(session: Session) -> int:
    """Violations of invariants, in any trial."""
    return sum(finding.gate == "invariants" for one in session.played for finding in one.verdict.findings)


def is_invalid(session: Session) -> bool:
    """Whether too many conversations met an endpoint that failed."""
    return _infra(session) > MOST_INFRA * len(session.played)


def warnings(session: Session) -> list[str]:
    """Why the figures may not count: endpoints that failed, recordings that no longer fit."""
    lines = []
    if infra := _infra(session):
        share = f"{infra} of {len(session.played)} conversations ({100 * infra / len(session.played):.1f} %)"
        limit = f"more than {100 * MOST_INFRA:g} %: this run is invalid"
        lines.append(f"infra: {share} met an endpoint that failed; {limit if is_invalid(session) else 'left out'}")
        reasons = Counter(one.run.failure for one in session.played if one.verdict.outcome == "infra_error")
        lines += [f"  {n} × {reason}" for reason, n in reasons.most_common(3)]
    stale = Counter(_reason(one.run.failure or "") for one in session.played if one.verdict.outcome == "stale")
    lines += [f"stale: {reason} ({n} conversations); record them anew" for reason, n in stale.most_common(5)]
    return lines


def _infra(session: Session) -> int:
    return sum(one.verdict.outcome == "infra_error" for one in session.played)


def _reason(failure: str) -> str:
    return failure.partition(": ")[2] or failure
