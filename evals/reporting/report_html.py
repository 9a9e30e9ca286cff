"""The HTML report: one file, nothing loaded from elsewhere; filters, transcripts, calls and state beside each other."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from evals.checks import statediff
from evals.checks.end_state import told
from evals.checks.findings import Finding
from evals.checks.record import Requested, Run, Turn
from evals.playing.session import Played, Session
from evals.reporting.failure import rerun
from evals.stories.wall_times import local

_HERE = Path(__file__).parent


def html(session: Session, title: str = "Evals", notes: Sequence[str] = ()) -> str:
    """The page; conversations that failed stand open at the top."""
    ordered = sorted(session.played, key=lambda one: (one.verdict.passed, one.run.name))
    page = (_HERE / "report.html").read_text(encoding="utf-8")
    return (
        page.replace("{{title}}", escape(title))
        .replace("{{summary}}", "<br>".join([_summary(session), *map(escape, notes)]))
        .replace("{{kinds}}", "".join(f"<option>{escape(kind)}" for kind in sorted({one.kind for one in ordered})))
        .replace("{{talks}}", "\n".join(map(_talk, ordered)))
    )


def _summary(session: Session) -> str:
    scenarios = len({one.run.scenario.id for one in session.played})
    passed = len(session.played) - len(session.failed)
    broken = sum(finding.gate == "invariants" for one in session.played for finding in one.verdict.findings)
    return (
        f"{scenarios} scenarios · {len(session.played)} conversations · <b>{passed} passed</b> · "
        f"<b class='{'bad' if session.failed else ''}'>{len(session.failed)} failed</b> · "
        f"{broken} violations of invariants · {session.seconds:.1f} s"
    )


def _talk(one: Played) -> str:
    run, outcome = one.run, one.verdict.outcome
    tags = " ".join((*run.scenario.tags, *(fault.do for fault in run.scenario.faults)))
    text = escape(f"{run.name} {run.scenario.title} {tags}".casefold(), quote=True)
    anchor = escape(run.name.replace(" ", "."), quote=True)
    loose = [finding for finding in one.verdict.findings if finding.turn is None]
    return (
        f"<details id='{anchor}' class='talk {outcome}'"
        f" data-kind='{escape(one.kind)}' data-outcome='{outcome}' data-text='{text}'"
        f"{'' if one.verdict.passed else ' open'}>"
        f"<summary><span class=mark>{outcome}</span> <code>{escape(run.name)}</code> {escape(run.scenario.title)}"
        f" <small>{escape(tags)} <a href='#{anchor}' title='a link to this conversation'>#</a></small></summary>"
        f"{_setting(run)}{_findings(loose)}{_scores(one)}"
        f"<table class=turns>{''.join(_turn(turn, one) for turn in run.turns)}</table>{_left(run)}"
        f"{_ends(run)}</details>"
    )


def _setting(run: Run) -> str:
    when = f"{local(run.scenario.clock.start, run.scenario.zone)} {run.scenario.zone}"
    again = f"<code>python -m evals run {escape(rerun(run))}</code>"
    return f"<p class=clock>{escape(when)} · account {escape(run.scenario.account.base or 'own')} · {again}</p>"


def _turn(turn: Turn, one: Played) -> str:
    if not turn.n:
        return f"<tr class=world><td colspan=2>{escape(turn.kind)}: {escape(turn.text)}</td></tr>"
    wrong = _findings([finding for finding in one.verdict.findings if finding.turn == turn.n])
    said = f"<kbd>{escape(turn.text)}</kbd>" if turn.kind == "press" else escape(turn.text[:2000])
    crash = f"<pre class=bad>{escape(turn.error)}</pre>" if turn.error else ""
    calls = "".join(f"<li{' class=wrote' if r.effects else ''}>{_call(r)}" for r in turn.requests)
    slots = "".join(f"<li>{escape(name)}: {escape(str(value))}" for name, value in turn.state.slots.items())
    return (
        f"<tr><td class=said><p class=user>{said}</p><p class=bot>{escape(turn.reply)}</p>{crash}{wrong}</td>"
        f"<td class=seen><p>{' › '.join(map(escape, turn.nodes))}</p><ul>{calls}</ul><ul class=slots>{slots}</ul>"
        f"<p>{turn.milliseconds:.0f} ms · {turn.model_calls} model calls</p></td></tr>"
    )


def _call(request: Requested) -> str:
    fault = f" <b>{escape(request.fault)}</b>" if request.fault else ""
    effects = "".join(f" {escape(effect.what)}" for effect in request.effects)
    return f"{escape(request.op)} {request.status}{fault}{effects}"


def _findings(findings: Iterable[Finding]) -> str:
    items = "".join(f"<li><b>{escape(f.rule or f.gate)}</b> {escape(f.text)}" for f in findings)
    return f"<ul class=findings>{items}</ul>" if items else ""


def _left(run: Run) -> str:
    """How a simulated person went away."""
    if run.left is None:
        return ""
    return f"<p class=clock>{escape(run.person or '')} as the person left: {run.left.how} {escape(run.left.why)}</p>"


def _scores(one: Played) -> str:
    told = (f"{s.metric} {'-' if s.score is None else format(s.score, '.2f')}: {s.reason}" for s in one.scores)
    items = "".join(f"<li>{escape(text)}" for text in told)
    return f"<ul class=scores>{items}</ul>" if items else ""


def _ends(run: Run) -> str:
    changes = statediff.diff(run.before, run.after).changes
    items = "".join(f"<li>{escape(told(change, run))}" for change in changes)
    return f"<div class=end><b>The calendar, beginning to end</b><ul>{items or '<li>unchanged'}</ul></div>"
