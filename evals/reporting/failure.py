"""A failing run on one screen: what was said, what came back, what Cal.com was asked, and what is wrong with it."""

from pathlib import Path

from evals.checks.findings import GATES, Verdict
from evals.checks.record import Run, Turn
from evals.stories.loader import FOLDER
from evals.stories.wall_times import local


def screen(run: Run, verdict: Verdict) -> str:
    """The whole story of a failure, ready for a terminal."""
    scenario = run.scenario
    now = local(scenario.clock.start, scenario.zone)
    lines = [
        f"{verdict.outcome.upper()} {run.name}  [{_profile(run)}]",
        f"  {scenario.title}",
        f"  gates  {_gates(verdict)}",
    ]
    lines.append(f"  clock {now} {scenario.zone}   account {scenario.account.base or 'own'}")
    for turn in run.turns:
        lines += _turn(turn, verdict)
    if run.left is not None:
        lines.append(f"  --   left  {run.left.how}{': ' + run.left.why if run.left.why else ''}")
    for finding in verdict.findings:
        if finding.turn is None:
            lines.append(f"  {finding.gate:<12}{finding.rule + '  ' if finding.rule else ''}{finding.text}")
    lines.append(f"  re-run  python -m evals run {rerun(run)}")
    return "\n".join(lines)


def rerun(run: Run) -> str:
    """The arguments that play exactly this again."""
    ours = not run.path or FOLDER in Path(run.path).parents
    words = [run.scenario.id if ours else run.path, "--user model" if run.person else f"--variant {run.variant}"]
    if run.model:
        words.append("--interpreter model")
    if run.perturbed:
        words.append(f"--perturb {run.perturbed}")
    if run.mutant:
        words.append(f"--mutant {run.mutant}")
    return " ".join([*words, "--trace"])


def _turn(turn: Turn, verdict: Verdict) -> list[str]:
    if not turn.n:
        return [f"  --   {turn.kind:<6}{turn.text}"]
    wrong = [finding for finding in verdict.findings if finding.turn == turn.n]
    mark = ">" if wrong else " "
    said = f"[{turn.text}]" if turn.kind == "press" else _clip(turn.text, 300)
    lines = [f"  T{turn.n} {mark} user  {said}"]
    lines += [f"       bot   {part}" for part in _clip(turn.reply, 900).splitlines() or [""]]
    if turn.error:
        lines.append(f"       crash {turn.error}")
    lines.append(f"       path  {' > '.join(turn.nodes) or '-'}    calls: {_calls(turn)}")
    lines += [f"       ✗ {finding.rule or finding.gate}: {finding.text}" for finding in wrong]
    return lines


def _calls(turn: Turn) -> str:
    shown = []
    for request in turn.requests:
        fault = f" ({request.fault})" if request.fault else ""
        committed = " COMMITTED" if request.effects else ""
        shown.append(f"{request.op} {request.status}{fault}{committed}")
    return ", ".join(shown) or "-"


def _gates(verdict: Verdict) -> str:
    wrong = {finding.gate for finding in verdict.findings}
    return " · ".join(gate.upper() if gate in wrong else f"{gate} ok" for gate in GATES)


def _profile(run: Run) -> str:
    varied = f"variant {run.variant}, " if run.variant else ""
    return f"{varied}{run.profile}{', mutant ' + run.mutant if run.mutant else ''}"


def _clip(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}… ({len(text)} characters)"
