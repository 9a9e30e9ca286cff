"""The figures of a run with models or repeated trials: in words for people, as data for run.json."""

from collections import defaultdict
from statistics import fmean
from typing import Any

from evals.playing.session import Session
from evals.reporting import costs, passes
from evals.reporting.costs import Prices


def measured(session: Session, prices: Prices) -> list[str]:
    """pass@1 and pass^k, cost, latency, what a judge thinks. Of one offline trial there is nothing to tell."""
    lines = []
    if any(one.run.model or one.run.person or one.run.trial for one in session.played):
        lines += [*passes.told(session), *costs.told(session, prices), *costs.latency_told(session)]
    elif session.judge:
        lines += costs.told(session, prices)
    return lines + opinions(session)


def facts(session: Session, prices: Prices) -> dict[str, Any]:
    """The same as data."""
    judge = {"judge": session.judge, "judge_spent": session.judge_spent.model_dump()} if session.judge else {}
    return {"trials_passed": passes.facts(session), **costs.facts(session, prices), **judge}


def opinions(session: Session) -> list[str]:
    """The mean of each score, and how often there was none."""
    scores: dict[str, list[float]] = defaultdict(list)
    silent = 0
    for score in (score for one in session.played for score in one.scores):
        if score.score is None:
            silent += 1
        else:
            scores[score.metric].append(score.score)
    if not session.judge:
        return []
    means = ", ".join(f"{name} {fmean(values):.2f} ({len(values)})" for name, values in scores.items())
    without = f"; {silent} answers missing" if silent else ""
    return [f"judge {session.judge}, for information: {means or 'no scores'}{without}"]
