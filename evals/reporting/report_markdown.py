"""The Markdown report: a CI job's summary."""

from collections import Counter
from collections.abc import Sequence

from evals.playing.session import Played, Session
from evals.reporting.failure import rerun
from evals.reporting.summary import consistency

_MOST = 20  # failures told in full


def markdown(session: Session, title: str = "Evals", notes: Sequence[str] = ()) -> str:
    """Counts, a table by kind, the figures in `notes`, and each failure in a fold."""
    outcomes = Counter(one.verdict.outcome for one in session.played)
    scenarios = len({one.run.scenario.id for one in session.played})
    same, several = consistency(session.played)
    counts = " · ".join(f"{name} **{n}**" for name, n in sorted(outcomes.items()))
    broken = sum(finding.gate == "invariants" for one in session.played for finding in one.verdict.findings)
    lines = [
        f"## {title}: {'passed' if not session.failed else 'FAILED'}",
        "",
        f"{scenarios} scenarios, {len(session.played)} conversations in {session.seconds:.1f} s: {counts}",
        f"Safety invariants: **{broken}** violations. All variants of a scenario agree in {same} of {several}.",
        "",
        "| kind | scenarios | conversations | passed |",
        "|---|---:|---:|---:|",
        *_rows(session),
        "",
        *(f"- {_escaped(note.strip())}" for note in notes),
        "",
    ]
    lines += [_fold(one) for one in session.failed[:_MOST]]
    if len(session.failed) > _MOST:
        lines.append(f"… and {len(session.failed) - _MOST} more.")
    return "\n".join(lines) + "\n"


def _rows(session: Session) -> list[str]:
    rows = []
    for kind in sorted({one.kind for one in session.played}):
        played = [one for one in session.played if one.kind == kind]
        ids = {one.run.scenario.id for one in played}
        passed = sum(one.verdict.passed for one in played)
        rows.append(f"| {kind} | {len(ids)} | {len(played)} | {passed}/{len(played)} |")
    return rows


def _fold(one: Played) -> str:
    findings = [f"- T{f.turn}: {f.text}" if f.turn else f"- {f.text}" for f in one.verdict.findings]
    talk = [f"> **T{t.n}** {_one_line(t.text)}\n>\n> {_one_line(t.reply)}\n>" for t in one.run.played]
    body = "\n".join(["", *findings, "", *talk, "", f"`python -m evals run {rerun(one.run)}`"])
    return f"<details><summary><code>{one.run.name}</code> {one.verdict.outcome}</summary>\n{body}\n\n</details>\n"


def _one_line(text: str) -> str:
    return _escaped(" / ".join(line.strip() for line in text.splitlines() if line.strip())[:400])


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")
