"""The console script: which commands there are and what they take. Their work is in ui/commands, imported when used."""

import sys
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.given.silence import silence_this_process
from ui.failing import CannotStart, told_as_json

app = typer.Typer(
    name="calcom-agent",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its boxes would print local variables
)

Now = Annotated[str | None, typer.Option("--now", help="Start a ticking clock here, e.g. 2026-11-24T09:00.")]
Zone = Annotated[str | None, typer.Option("--zone", help="Time zone of the person, e.g. Europe/Berlin.")]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of words.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget conversations and, in demo mode, the mocked account.")]
Batch = Annotated[Path | None, typer.Option("--batch", exists=True, dir_okay=False, help="Read rows of JSON.")]
State = Literal["start", "question", "answer", "options", "proposal", "done", "closed"]


def main() -> None:
    """Entry point of the console script."""
    silence_this_process()
    try:
        app()
    except CannotStart as reason:
        typer.echo(str(reason), err=True)
        sys.exit(1)


def _told(asked: bool) -> None:
    if asked:
        typer.echo(f"calcom-agent {version('calcom-agent')}")
        raise typer.Exit


@app.callback()
def of_all(
    asked: Annotated[bool, typer.Option("--version", callback=_told, is_eager=True, help="Say which this is.")] = False,
) -> None:
    """A scheduling assistant for Cal.com: shows what it would do, and does it once, after a yes."""


@app.command()
def ui(
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="0 takes any free one.")] = 7860,
    now: Now = None,
    fresh: Fresh = False,
) -> None:
    """Open the chat page in a browser on this machine."""
    from ui.commands import page

    page.run(port, now=now, fresh=fresh)


@app.command()
def chat(
    as_json: Json = False,
    zone: Zone = None,
    now: Now = None,
    thread: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
    fresh: Fresh = False,
) -> None:
    """Chat in the terminal; with --json one object per line of input, for scripts."""
    from ui.commands import chat as command

    with told_as_json() if as_json else nullcontext():
        command.run(as_json=as_json, zone=zone, now=now, thread=thread, fresh=fresh)


@app.command()
def mock(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 0,
    now: Annotated[str | None, typer.Option(help="Where the clock starts; without an offset, UTC.")] = None,
    release: Annotated[Literal["default", "2025-12", "2026-07"], typer.Option()] = "default",
    world: Annotated[Literal["sample", "empty", "recorded"], typer.Option()] = "sample",
    seed: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="JSON planted into the world.")] = None,
    rate_limit: Annotated[int | None, typer.Option(min=1, help="Requests a minute for each key.")] = None,
) -> None:
    """Serve a mocked Cal.com on this machine; the first line says where."""
    from ui.commands import mock as command

    command.run(port, now=now, release=release, world=world, seed=seed, rate_limit=rate_limit)


@app.command()
def when(
    expression: Annotated[str | None, typer.Argument(metavar="EXPR", help="Words about time.")] = None,
    now: Now = None,
    zone: Zone = None,
    date_order: Annotated[Literal["MDY", "DMY", "YMD"], typer.Option(help="How 5/6 is read.")] = "DMY",
    anchor: Annotated[str | None, typer.Option(help="The time spoken of: START or START/END, local.")] = None,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Say what words about time mean."""
    from ui.commands import when as command

    command.run(expression, now=now, zone=zone, date_order=date_order, anchor=anchor, as_json=as_json, batch=batch)


@app.command()
def understand(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A message.")] = None,
    state: Annotated[State, typer.Option(help="What the assistant had just done.")] = "start",
    interpreter: Annotated[Literal["offline", "model"], typer.Option()] = "offline",
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Say what a message means."""
    from ui.commands import understand as command

    command.run(text, state=state, interpreter=interpreter, as_json=as_json, batch=batch)


@app.command()
def journal(as_json: Json = False) -> None:
    """Say who said yes to what, when, and what came of it."""
    from ui.commands import journal as command

    command.run(as_json=as_json)


@app.command()
def forget(
    thread: Annotated[str | None, typer.Argument(help="The conversation, as --thread of chat names it.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All conversations.")] = False,
) -> None:
    """Erase what is kept of a conversation, or of all."""
    from ui.commands import forget as command

    if (thread is None) != everything:
        raise typer.BadParameter("name one conversation, or say --all", param_hint="THREAD")
    command.run(thread)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Say what is wrong with this set-up, and what to do about it."""
    from ui.commands import doctor as command

    sys.exit(0 if command.run(as_json=as_json) else 1)


if __name__ == "__main__":
    main()
