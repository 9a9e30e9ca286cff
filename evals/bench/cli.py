"""`python -m evals.bench`: which parts are measured, how thoroughly, and how the result is printed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from evals.bench import development, far_side, page_start
from evals.bench.cost import booking_cost, prompt_size, turn_overhead
from evals.bench.dialogues import dialogues
from evals.bench.language import reading, words
from evals.bench.report import as_json, print_table
from evals.bench.row import Row
from evals.bench.timing import Spread, yardstick
from evals.playing.network_guard import only_loopback

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class Part(StrEnum):
    """What can be measured on its own."""

    BOOKING = booking_cost.PART
    TURN = turn_overhead.PART
    TIME = reading.PART
    MOCK = far_side.PART
    PAGE = page_start.PART
    PROMPT = prompt_size.PART
    WORDS = words.PART
    DIALOGUES = dialogues.PART


@dataclass(frozen=True)
class Sizes:
    """How thoroughly."""

    turns: int = 200
    fuzzed: int = 100_000
    readings: int = 20
    requests: int = 60
    starts: int = 3


QUICK = Sizes(turns=24, fuzzed=1_000, readings=2, requests=10, starts=1)


async def measure(parts: list[Part], sizes: Sizes) -> list[Row]:
    """The rows of these parts, in the order of the parts; without development rows, only those that need none."""
    if not development.is_here():
        for part in _ON_DEVELOPMENT_ROWS & set(parts):
            typer.echo(f"{part}: left out, there are no development rows beside the repository.", err=True)
        parts = [part for part in parts if part not in _ON_DEVELOPMENT_ROWS]
    return [row for part in parts for row in await _MEASURED[part](sizes)]


@app.command()
def bench(
    only: Annotated[list[Part] | None, typer.Option(help="Measure only this part; may be repeated.")] = None,
    quick: Annotated[bool, typer.Option(help="Small sizes: shows that it runs, measures little.")] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Measure speed and cost side by side with a plain tool-calling agent and a bare Gradio page."""
    began, before = time.perf_counter(), yardstick()
    with only_loopback():
        rows = asyncio.run(measure(only or list(Part), QUICK if quick else Sizes()))
    quiet, seconds = Spread.of([*before, *yardstick()]), time.perf_counter() - began
    if json:
        typer.echo(as_json(rows, quiet, seconds))
    else:
        print_table(rows, quiet, seconds)


async def _reading(sizes: Sizes) -> list[Row]:
    return reading.resolver(sizes.fuzzed) + reading.interpreter(sizes.readings)


_ON_DEVELOPMENT_ROWS = frozenset({Part.WORDS, Part.DIALOGUES})
_MEASURED: dict[Part, Callable[[Sizes], Awaitable[list[Row]]]] = {
    Part.BOOKING: lambda _: booking_cost.booking_cost(),
    Part.TURN: lambda sizes: turn_overhead.turn_overhead(sizes.turns),
    Part.TIME: _reading,
    Part.MOCK: lambda sizes: far_side.far_side(sizes.requests),
    Part.PAGE: lambda sizes: page_start.page_start(sizes.starts),
    Part.PROMPT: lambda _: prompt_size.prompt_size(),
    Part.WORDS: lambda _: words.words(),
    Part.DIALOGUES: lambda _: dialogues.dialogues(),
}


def main() -> None:
    """The command."""
    app()
