"""`python -m evals`: run, show, lint and write scenarios."""

from enum import IntEnum
from typing import Annotated

import typer

from evals import schema as schema_file
from evals.casts import UnknownCast, cast_named
from evals.failure import screen
from evals.loader import BadScenario, select
from evals.session import Session, jobs_for, play_all
from evals.summary import headline, table

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)


class Exit(IntEnum):
    """Exit codes, pinned."""

    MET = 0
    FAILED = 1
    BAD_INPUT = 2
    INFRA = 3
    STALE = 4
    NOTHING = 5


Selection = Annotated[list[str] | None, typer.Argument(help="files, folders, ids, tags or kinds; all when left out")]


@app.command()
def run(
    what: Selection = None,
    jobs: Annotated[int, typer.Option("-j", help="processes")] = 1,
    shard: Annotated[str, typer.Option(help="i/n: only this part")] = "1/1",
    trials: Annotated[int, typer.Option(min=1, help="how often each conversation is played")] = 1,
    variant: Annotated[int | None, typer.Option(help="only this variant; 0 = as written")] = None,
    interpreter: Annotated[str, typer.Option(help="offline")] = "offline",
    trace: Annotated[bool, typer.Option(help="tell every conversation, not only the failing ones")] = False,
) -> None:
    """Play scenarios and judge them by the calendar's end state."""
    try:
        chosen = jobs_for(select(what or []), trials=trials, shard=_shard(shard))
        cast_named(interpreter)
    except (BadScenario, UnknownCast, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(Exit.BAD_INPUT) from None
    chosen = [job for job in chosen if variant is None or job.variant == variant]
    if not chosen:
        typer.echo("nothing selected", err=True)
        raise typer.Exit(Exit.NOTHING)
    session = play_all(chosen, interpreter, processes=jobs)
    _tell(session, trace=trace)
    raise typer.Exit(_exit_code(session))


@app.command()
def schema(write: Annotated[bool, typer.Option(help="into evals/schema, instead of printing it")] = False) -> None:
    """The JSON Schema of scenario files."""
    if write:
        schema_file.FILE.parent.mkdir(exist_ok=True)
        schema_file.FILE.write_text(schema_file.text(), encoding="utf-8")
    else:
        typer.echo(schema_file.text(), nl=False)


def _tell(session: Session, *, trace: bool) -> None:
    for one in session.played:
        if trace or not one.verdict.passed:
            typer.echo(screen(one.run, one.verdict) + "\n")
    typer.echo(table(session))
    typer.echo(headline(session))


def _exit_code(session: Session) -> Exit:
    outcomes = {one.verdict.outcome for one in session.played}
    if "stale" in outcomes:
        return Exit.STALE
    if outcomes & {"infra_error", "harness_error"}:
        return Exit.INFRA
    return Exit.FAILED if session.failed else Exit.MET


def _shard(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    i, n = int(part), int(parts or "1")
    if not 1 <= i <= n:
        raise ValueError(f"--shard {text}: i/n with 1 ≤ i ≤ n")
    return i, n


def main() -> None:
    """The command."""
    app()
