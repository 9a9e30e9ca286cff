"""The report: a table for people, or JSON for scripts, and what to bear in mind when reading either."""

import json
import os
import sys
from itertools import zip_longest
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from evals.bench.cost.plain_agent import agent_name
from evals.bench.row import Row
from evals.bench.timing import Spread

_WIDE = 132  # letters a line when nobody's terminal says how many
_COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("what", "left"),
    ("measured", "right"),
    ("bar", "right"),
    ("", "left"),
    ("compared with", "right"),
    ("", "left"),
    ("ours ÷ it", "right"),
)
_VERDICTS = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}


def print_table(rows: list[Row], quiet: Spread, seconds: float) -> None:
    """One line for each row, bars and baselines beside it."""
    table = Table(title="Speed and cost, all of one run", title_justify="left")
    for heading, justify in _COLUMNS:
        table.add_column(heading, justify=justify)
    for row, after in zip_longest(rows, rows[1:]):
        table.add_row(*_cells(row), end_section=after is not None and after.part != row.part)
    console = Console() if sys.stdout.isatty() else Console(width=_WIDE)
    console.print(table)
    console.print(_footer(quiet, seconds), highlight=False)


def as_json(rows: list[Row], quiet: Spread, seconds: float) -> str:
    """One object: the rows, and the machine they were measured on."""
    machine: dict[str, Any] = {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "yardstick_ms": quiet._asdict(),
        "seconds": seconds,
    }
    return json.dumps({"rows": [row.as_json() for row in rows], "machine": machine}, ensure_ascii=False, indent=2)


def _cells(row: Row) -> tuple[str, ...]:
    against = "" if row.baseline is None else str(row.baseline)
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    what = f"{row.what}\n[dim]{_escaped(row.note)}[/]" if row.note else row.what
    return what, str(row.ours), row.bar, _VERDICTS[row.is_met], against, row.baseline_name, ratio


def _escaped(text: str) -> str:
    """Square brackets are rich's mark-up."""
    return text.replace("[", r"\[")


def _footer(quiet: Spread, seconds: float) -> str:
    return (
        "Times are medians with (least–p95) around them. Compare within this run only: ratios and counts carry over to"
        " other machines, milliseconds do not. Where nothing is waited for (resolver, interpreter, mock) they are"
        " processor time; all others grow with whatever else runs here.\n"
        f"The agent is {agent_name()} with four tools on the same client and a scripted model that answers at once.\n"
        f"This run took {seconds:.0f} s on {os.cpu_count()} cores, load average now {os.getloadavg()[0]:.1f};"
        f" a fixed loop took {quiet.p50:.1f} ms ({quiet.least:.1f}–{quiet.most:.1f}): the wider, the noisier."
    )
