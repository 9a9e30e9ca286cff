"""Files of JSON rows in, one JSON object per row out."""

import json
from collections.abc import Iterator
from pathlib import Path

from ui.failing import CannotStart


def rows_of(file: Path) -> Iterator[dict[str, object]]:
    """The rows of a JSON-lines file, in order, empty lines left out. Raises CannotStart naming a line that is none."""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CannotStart(f"{file.name}, line {number}: not JSON ({error})") from error
        if not isinstance(row, dict):
            raise CannotStart(f"{file.name}, line {number}: not a JSON object")
        yield row


def print_row(row: object) -> None:
    """One line, at once."""
    print(json.dumps(row), flush=True)
