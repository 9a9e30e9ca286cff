"""The development rows kept beside the project, scored by their own scorer, never below a floor."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.rows.expressions import when_batch

_SHARED = Path(__file__).parents[3] / "shared"
_SCORER = _SHARED / "tools" / "score_times.py"

needs_the_rows = pytest.mark.skipif(not _SCORER.exists(), reason="no development rows beside the project")


def scores(name: str, folder: Path) -> tuple[float, float, int]:
    """(exact %, wrong %, false alarms) of one file of rows; prints the scorer's own line."""
    cases = _SHARED / "data" / f"expressions_{name}.jsonl"
    rows = [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines()]
    answers = folder / f"{name}.jsonl"
    answers.write_text("\n".join(map(json.dumps, when_batch(rows))), encoding="utf-8")
    done = subprocess.run([sys.executable, _SCORER, cases, answers], capture_output=True, text=True, check=True)
    line = done.stdout.splitlines()[-1]
    print(name, line)
    found = re.search(r"exact ([\d.]+)%  wrong ([\d.]+)%.*false alarms (\d+)", line)
    assert found is not None
    return float(found[1]), float(found[2]), int(found[3])


@needs_the_rows
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "least_exact", "most_wrong"), [("own", 98.0, 1.0), ("duckling", 85.0, 6.0), ("recognizers", 89.0, 4.0)]
)
def test_the_development_rows_are_read_as_well_as_before(
    name: str, least_exact: float, most_wrong: float, tmp_path: Path
) -> None:
    exact, wrong, false_alarms = scores(name, tmp_path)

    assert exact >= least_exact
    assert wrong <= most_wrong
    assert false_alarms == 0
