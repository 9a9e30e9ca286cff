"""`python -m evals run`: choose conversations and players, play, check, tell, report."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from evals.chat_models.cassettes import FOLDER as CASSETTES
from evals.chat_models.endpoints import Role
from evals.lint import mistakes
from evals.lint_doubts import doubts
from evals.mutants.all import named
from evals.playing import scoring
from evals.playing.perturb import PERTURBATIONS
from evals.playing.players import Player, PlayerNames, UnknownPlayer, player
from evals.playing.session import Job, Session, jobs_for, play_all
from evals.reporting import coverage as coverage_of
from evals.reporting import store
from evals.reporting.costs import prices_from
from evals.reporting.exit_code import Exit, exit_code, warnings
from evals.reporting.failure import screen
from evals.reporting.report_markdown import markdown
from evals.reporting.reports import write_all
from evals.reporting.summary import headline, measured, table
from evals.stories.loader import BadScenario, Loaded, select

Selection = Annotated[list[str] | None, typer.Argument(help="files, folders, ids, tags or kinds; all when left out")]
_MODES = "model (asks it), record (asks for what is not recorded), replay (never asks)"


def run(
    what: Selection = None,
    jobs: Annotated[int, typer.Option("-j", help="processes; 0 = one for each core, at most 4")] = 0,
    shard: Annotated[str, typer.Option(help="i/n: only this part")] = "1/1",
    trials: Annotated[int, typer.Option(min=1, help="how often each conversation is played")] = 1,
    variant: Annotated[int | None, typer.Option(help="only this variant; 0 = as written")] = None,
    perturb: Annotated[str, typer.Option(help=f"also with changed words: all, or {', '.join(PERTURBATIONS)}")] = "",
    interpreter: Annotated[str, typer.Option(help=f"who reads messages: offline, {_MODES}")] = "offline",
    user: Annotated[str, typer.Option(help=f"who plays the person: scripted, {_MODES}")] = "scripted",
    judge: Annotated[str, typer.Option(help=f"who scores tone and help, never a gate: none, {_MODES}")] = "none",
    cassettes: Annotated[Path, typer.Option(help="where recorded answers are")] = CASSETTES,
    price: Annotated[list[str] | None, typer.Option(help="IN/OUT or MODEL=IN/OUT, for a million tokens")] = None,
    at_least: Annotated[float, typer.Option(min=0, max=1, help="share of trials that must pass")] = 1.0,
    report: Annotated[Path | None, typer.Option(help="folder for run.json, results.jsonl and reports")] = None,
    mutant: Annotated[str | None, typer.Option(help="play with a broken assistant (see `mutants`)")] = None,
    coverage: Annotated[bool, typer.Option(help="what was reached: faults, zones, edges of the graph")] = False,
    trace: Annotated[bool, typer.Option(help="tell every conversation, not only the failing ones")] = False,
) -> None:
    """Play scenarios and judge them by the calendar's end state."""
    names = PlayerNames(interpreter, user, cassettes, mutant)
    try:
        sound, mistaken = _parted(select(what or []))
        chosen = jobs_for(
            sound,
            trials=trials,
            shard=_shard(shard),
            perturb=_perturbations(perturb),
            simulated=user != "scripted",
        )
        names.players()
        if mutant is not None:
            named(mutant)
        jury, prices = _jury(judge), prices_from(price or [])
        if perturb and user != "scripted":
            raise ValueError("--perturb changes what is written; with --user a model finds its own words")
    except (BadScenario, UnknownPlayer, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    chosen = [job for job in chosen if variant is None or job.variant == variant]
    if not chosen:
        typer.echo(_left_out(mistaken) or "nothing selected", err=True)
        raise typer.Exit(Exit.BAD_INPUT if mistaken else Exit.NOTHING)
    if report is not None:
        store.clear(report)
    session = _played(chosen, names, jobs or min(4, os.cpu_count() or 1))
    if jury is not None:
        session = scoring.scored(session, jury, cassettes)
    notes = measured(session, prices)
    tell(session, trace=trace, notes=notes)
    if coverage:
        typer.echo(coverage_of.told(session))
    meta = {"profile": interpreter, "user": user, "shard": shard, "trials": trials}
    _summarise(session, notes, f"Evals (reads: {interpreter}, person: {user})")
    if report is not None:
        write_all(report, session, meta, prices)
    if mistaken:
        typer.echo(_left_out(mistaken), err=True)
    raise typer.Exit(Exit.BAD_INPUT if mistaken else exit_code(session, at_least))


def tell(session: Session, *, trace: bool, notes: list[str]) -> None:
    """On the terminal: failures on a screen each, the table, the figures. Stale ones have one sentence together."""
    for one in session.played:
        if trace or not (one.verdict.passed or one.verdict.outcome == "stale"):
            typer.echo(screen(one.run, one.verdict) + "\n")
    typer.echo("\n".join([table(session), headline(session), *notes, *warnings(session)]))


def _played(chosen: list[Job], names: PlayerNames, processes: int) -> Session:
    if names.mutant is None:
        return play_all(chosen, names, processes=processes)
    with named(names.mutant).patch():
        return play_all(chosen, names)


def _jury(mode: str) -> Player | None:
    found = player(Role.JUDGE, mode)
    if found is not None and find_spec("deepeval") is None:
        raise UnknownPlayer("a judge needs deepeval: pip install -e '.[evals]'")
    return found


def _parted(chosen: list[Loaded]) -> tuple[list[Loaded], dict[Path, list[str]]]:
    """What can be played, and the files with mistakes in them. Doubts are told, and their files played."""
    mistaken = {loaded.path: wrong for loaded in chosen if (wrong := mistakes(loaded))}
    for loaded in chosen:
        for text in doubts(loaded):
            typer.echo(f"{loaded.path}: doubtful: {text}", err=True)
    return [loaded for loaded in chosen if loaded.path not in mistaken], mistaken


def _left_out(mistaken: dict[Path, list[str]]) -> str:
    """Which files were not played, and why."""
    lines = [f"{path}: {text}" for path, wrong in mistaken.items() for text in wrong]
    return "\n".join([*lines, f"{len(mistaken)} files not played: mistakes in them"] if lines else [])


def _summarise(session: Session, notes: list[str], title: str) -> None:
    """In a CI job its summary page gets the Markdown report."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown(session, title, [*notes, *warnings(session)]))


def _shard(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    i, n = int(part), int(parts or "1")
    if not 1 <= i <= n:
        raise ValueError(f"--shard {text}: i/n with 1 ≤ i ≤ n")
    return i, n


def _perturbations(text: str) -> tuple[str, ...]:
    names = tuple(PERTURBATIONS) if text == "all" else tuple(filter(None, text.split(",")))
    if unknown := set(names) - set(PERTURBATIONS):
        raise ValueError(f"--perturb: unknown {', '.join(sorted(unknown))}")
    return names
