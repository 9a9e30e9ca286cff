"""`python -m evals`: play and check scenarios, compare runs; write, lint and read scenario files."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from evals.checks.record import Spent
from evals.cli_run import Selection, run, tell
from evals.editor_schema import SCHEMA, schema_text
from evals.lint import mistakes
from evals.lint_doubts import doubts
from evals.mutants.all import MUTANTS, Hunt, UnknownMutant, hunt_all, named
from evals.playing import determinism
from evals.playing.session import Job, Session
from evals.reporting import compare, store
from evals.reporting.exit_code import Exit, exit_code
from evals.reporting.failure import screen
from evals.reporting.reports import write_all
from evals.reporting.summary import headline, measured
from evals.stories import accounts
from evals.stories.loader import FOLDER, BadScenario, load_folder, select
from evals.stories.story import story
from evals.stories.template import new_scenario

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
BASELINE = Path(__file__).parent / "baselines" / "offline.json"


app.command()(run)


@app.command()
def lint(what: Selection = None) -> None:
    """Find mistakes in scenario files without playing them."""
    try:
        chosen = select(what or [])
    except BadScenario as error:
        raise _bad(error) from None
    wrong = [f"{loaded.path}: {text}" for loaded in chosen for text in mistakes(loaded)]
    unsure = [f"{loaded.path}: doubtful: {text}" for loaded in chosen for text in doubts(loaded)]
    typer.echo("\n".join([*wrong, *unsure, f"{len(chosen)} scenarios, {len(wrong)} mistakes, {len(unsure)} doubts"]))
    raise typer.Exit(Exit.BAD_INPUT if wrong else Exit.MET)


@app.command()
def schema(write: Annotated[bool, typer.Option(help="into evals/schema, instead of printing it")] = False) -> None:
    """The JSON Schema of scenario files."""
    if write:
        SCHEMA.parent.mkdir(exist_ok=True)
        SCHEMA.write_text(schema_text(), encoding="utf-8")
    else:
        typer.echo(schema_text(), nl=False)


@app.command()
def new(
    scenario_id: Annotated[str, typer.Argument(metavar="KIND.NAME")],
    base: Annotated[str, typer.Option(help=f"account: {', '.join(accounts.names())}")] = "consultant",
    folder: Annotated[Path | None, typer.Option(help="where kinds are folders; outside the clone ./scenarios")] = None,
) -> None:
    """Begin a scenario: a file that passes, to be changed into your story."""
    kind, _, name = scenario_id.partition(".")
    folder = folder or (FOLDER if Path.cwd() == FOLDER.parents[1] else Path("scenarios"))
    path = folder / kind / f"{name or 'story'}.yaml"
    if path.exists():
        raise _bad(ValueError(f"{path} exists already"))
    path.parent.mkdir(parents=True, exist_ok=True)
    schema_at = "../../schema/scenario.schema.json" if folder == FOLDER else str(SCHEMA)
    path.write_text(new_scenario(scenario_id, base=base, schema=schema_at), encoding="utf-8")
    typer.echo(f"{path}\nplay it: python -m evals run {path} --trace")


@app.command()
def show(
    what: Annotated[str, typer.Argument(help="a scenario, or the folder of a stored run")],
    name: Annotated[str, typer.Argument(help="of a stored run: only conversations whose name has this")] = "",
) -> None:
    """Tell a scenario as a story, or the failures of a stored run."""
    if (Path(what) / "run.json").exists():
        session = store.read(Path(what)).session
        for one in session.played:
            if name in one.run.name and (name or not one.verdict.passed):
                typer.echo(screen(one.run, one.verdict) + "\n")
        typer.echo(headline(session))
        return
    try:
        typer.echo("\n\n".join(story(loaded) for loaded in select([what])))
    except BadScenario as error:
        raise _bad(error) from None


@app.command()
def regrade(folder: Path) -> None:
    """Judge a stored run by the checks as they are now."""
    try:
        session = store.read(folder, check_again=True).session
    except store.NoSuchRun as error:
        raise _bad(error) from None
    tell(session, trace=False, notes=measured(session, {}))
    raise typer.Exit(exit_code(session))


@app.command()
def merge(into: Path, parts: list[Path]) -> None:
    """Join the stored runs of several shards."""
    try:
        stored = [store.read(part) for part in parts]
    except store.NoSuchRun as error:
        raise _bad(error) from None
    parts_played = [part.session for part in stored]
    session = Session(
        [one for part in parts_played for one in part.played],
        sum(part.seconds for part in parts_played),
        judge=next((part.judge for part in parts_played if part.judge), None),
        judge_spent=sum((part.judge_spent for part in parts_played), Spent()),
    )
    write_all(into, session, {"profile": stored[0].meta.get("profile"), "merged": len(stored)})
    tell(session, trace=False, notes=measured(session, {}))
    raise typer.Exit(exit_code(session))


@app.command()
def diff(
    now: Annotated[Path, typer.Argument(help="a stored run")],
    before: Annotated[Path, typer.Argument(help="a stored run, or a baseline file")] = BASELINE,
    fail_on: Annotated[str, typer.Option(help="regressed: exit 1 when something is")] = "",
    save: Annotated[bool, typer.Option(help="make the run the new baseline instead")] = False,
) -> None:
    """What changed between two runs."""
    if fail_on not in ("", "regressed"):
        raise _bad(ValueError(f"--fail-on {fail_on}: known is only “regressed”"))
    try:
        mine = compare.baseline_of(store.read(now).session)
        if save:
            BASELINE.parent.mkdir(exist_ok=True)
            BASELINE.write_text(json.dumps(mine, indent=1) + "\n", encoding="utf-8")
            return
        theirs = compare.baseline_of(store.read(before).session) if before.is_dir() else json.loads(before.read_text())
    except (store.NoSuchRun, OSError, ValueError) as error:
        raise _bad(error) from None
    if theirs["talks"].keys().isdisjoint(mine["talks"]):
        raise _bad(ValueError(f"{now} and {before} have no conversation in common; give the run to compare with"))
    comparison = compare.compare(theirs, mine)
    typer.echo(compare.told(comparison))
    raise typer.Exit(Exit.FAILED if fail_on == "regressed" and comparison.regressed else Exit.MET)


@app.command()
def goldens(path: Annotated[Path, typer.Argument(help="a folder to write to")], what: Selection = None) -> None:
    """Export scenarios as deepeval goldens, with a test for `deepeval test run`; needs the extra `evals`."""
    from evals.reporting.deepeval_adapter import write_goldens

    try:
        count = write_goldens(path, select(what or []))
    except BadScenario as error:
        raise _bad(error) from None
    typer.echo(f"{count} goldens in {path / 'goldens.json'}\nplay them: deepeval test run {path / 'test_goldens.py'}")


@app.command()
def mutants(
    which: Annotated[list[str] | None, typer.Argument(help="names; all when left out")] = None,
    jobs: Annotated[int, typer.Option("-j", help="processes; 0 = one for each core, at most 4")] = 0,
) -> None:
    """Play with broken assistants: each must be caught by some scenario, by its end or by an invariant."""
    try:
        chosen = [named(name) for name in which] if which else MUTANTS
    except UnknownMutant as error:
        raise _bad(error) from None
    alive = 0
    for one in hunt_all(chosen, load_folder(FOLDER), processes=jobs or min(4, os.cpu_count() or 1)):
        alive += one.caught_by is None
        typer.echo(_fared(one))
    typer.echo(f"mutants {len(chosen) - alive}/{len(chosen)} caught")
    raise typer.Exit(Exit.FAILED if alive else Exit.MET)


def _fared(one: Hunt) -> str:
    by, mutant = one.caught_by, one.mutant
    if by is None:
        lacks = mutant.missing or f"a scenario in which an assistant that {mutant.does} ends otherwise"
        return f"ALIVE  {mutant.name:<34}{one.played} conversations did not tell; missing: {lacks}"
    found = next(finding for finding in by.verdict.findings if finding.gate in ("end state", "invariants"))
    return f"caught {mutant.name:<34}{by.run.name}: {found.rule or found.gate}: {found.text}"[:190]


@app.command(name="determinism")
def same(what: Selection = None) -> None:
    """Play twice in each of three machine zones: the records must be equal."""
    try:
        chosen = [Job(loaded) for loaded in select(what or ["smoke"])]
    except BadScenario as error:
        raise _bad(error) from None
    equal, differing = determinism.check(chosen)
    typer.echo("\n".join([*(f"DIFFERS {name}" for name in differing), f"{equal} of {len(chosen)} identical"]))
    raise typer.Exit(Exit.FAILED if differing else Exit.MET)


def main() -> None:
    """The command."""
    app()


def _bad(error: Exception) -> typer.Exit:
    typer.echo(str(error), err=True)
    return typer.Exit(Exit.BAD_INPUT)
