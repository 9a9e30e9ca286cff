"""The scorers beside the repository, run as the programs they are; what they print comes back as figures."""

import json
import re
import sys
import tempfile
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.bench.development import SHARED

Rows = Iterable[Mapping[str, Any]]

_NAMED = re.compile(r"([a-z][a-z ]*?) (\d+(?:\.\d+)?)(%?)(?: of (\d+))?")


class NoFigures(RuntimeError):
    """A scorer ended badly, or without the line its figures are in."""


class Scores(dict[str, float]):
    """The figures of a scorer's last line by name: shares in percent, counts as they are. `n` is how many rows."""

    def per_hundred(self, name: str) -> float:
        """A count as a share of what it is out of, in percent; 0 of 0 is 0."""
        return 100 * self[name] / (self[f"{name} of"] or 1)


async def score_times(cases: Rows, answers: Rows) -> Scores:
    """Of a resolver: exact, wrong, partial, declined, and false alarms."""
    return await _scored("score_times.py", cases, answers)


async def score_intents(rows: Rows, answers: Rows) -> Scores:
    """Of an interpreter: strict and lenient shares, approvals taken, false approvals; or times, for rows with spans."""
    return await _scored("score_intents.py", rows, answers)


def figures(line: str) -> Scores:
    """What a line like `n 7  exact 85.7%  false alarms 1 of 4` says."""
    found = Scores()
    for name, value, percent, total in _NAMED.findall(line):
        is_share = not percent and "." in value
        found[name] = float(value) * (100 if is_share else 1)
        if total:
            found[f"{name} of"] = float(total)
    return found


async def _scored(program: str, cases: Rows, answers: Rows) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder, name), rows) for name, rows in (("cases", cases), ("answers", answers))]
        command = [sys.executable, str(SHARED / "tools" / program), *map(str, files)]
        process = await create_subprocess_exec(*command, stdout=PIPE)
        printed, _ = await process.communicate()
    scores = figures(printed.decode().strip().rpartition("\n")[2])
    if process.returncode or "n" not in scores:
        raise NoFigures(f"{program} ended with {process.returncode} and printed {printed[-200:]!r}")
    return scores


def _written(file: Path, rows: Rows) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file
