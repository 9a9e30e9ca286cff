"""A run in figures: a table by kind, the counts, and of models or repeated trials what they came to and cost."""

from collections import Counter, defaultdict
from statistics import fmean
from typing import Any

from evals.playing.session import Played, Session
from evals.reporting import costs, trials
from evals.reporting.costs import Prices, percentile


def table(session: Session) -> str:
    """One line for each kind of scenario, and for each model when several read."""
    kinds: dict[str, list[Played]] = defaultdict(list)
    several = len({one.run.model for one in session.played}) > 1
    for one in session.played:
        kinds[f"{one.kind} {one.run.model or 'offline'}" if several else one.kind].append(one)
    columns = f"{'kind':<16}{'scen':>5}{'talks':>7}{'pass':>7}{'consist.':>10}{'calls/turn':>12}"
    lines = [f"{columns}{'p50 ms':>8}{'p95 ms':>8}"]
    lines += [_line(kind, played) for kind, played in sorted(kinds.items())]
    return "\n".join(lines)


def headline(session: Session) -> str:
    """Counts of everything."""
    outcomes = Counter(one.verdict.outcome for one in session.played)
    scenarios = len({one.run.scenario.id for one in session.played})
    broken = sum(finding.gate == "invariants" for one in session.played for finding in one.verdict.findings)
    counts = "   ".join(f"{name} {n}" for name, n in sorted(outcomes.items()))
    return (
        f"scenarios {scenarios}   conversations {len(session.played)}   {counts}   {session.seconds:.1f} s\n"
        f"safety invariants: {broken} violations (gate: 0)"
    )


def measured(session: Session, prices: Prices) -> list[str]:
    """pass@1 and pass^k, cost, latency, what a judge thinks. Of one offline trial there is nothing to tell."""
    lines = []
    if any(one.run.model or one.run.person or one.run.trial for one in session.played):
        lines += [*trials.told(session), *costs.told(session, prices), *costs.latency_told(session)]
    elif session.judge:
        lines += costs.told(session, prices)
    return lines + scores_told(session)


def facts(session: Session, prices: Prices) -> dict[str, Any]:
    """The same as data."""
    judge = {"judge": session.judge, "judge_spent": session.judge_spent.model_dump()} if session.judge else {}
    return {"trials_passed": trials.facts(session), **costs.facts(session, prices), **judge}


def scores_told(session: Session) -> list[str]:
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


def consistency(played: list[Played]) -> tuple[int, int]:
    """How many scenarios have one outcome for all their variants, of how many that have several."""
    by_id: dict[str, list[bool]] = defaultdict(list)
    for one in played:
        by_id[one.run.scenario.id].append(one.verdict.passed)
    several = [passed for passed in by_id.values() if len(passed) > 1]
    return sum(len(set(passed)) == 1 for passed in several), len(several)


def _line(kind: str, played: list[Played]) -> str:
    ids = {one.run.scenario.id for one in played}
    failing = {one.run.scenario.id for one in played if not one.verdict.passed}
    same, several = consistency(played)
    turns = [turn for one in played for turn in one.run.played]
    calls = sum(turn.calcom_calls for turn in turns) / max(1, len(turns))
    agree = f"{100 * same / several:.0f} %" if several else "-"
    passed = f"{len(ids) - len(failing)}/{len(ids)}"
    times = [turn.milliseconds for turn in turns]
    middle, slow = percentile(times, 0.5), percentile(times, 0.95)
    return f"{kind:<16}{len(ids):>5}{len(played):>7}{passed:>7}{agree:>10}{calls:>12.1f}{middle:>8.0f}{slow:>8.0f}"
