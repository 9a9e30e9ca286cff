"""Every promise of the README names a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROMISES = (ROOT / "README.md").read_text().partition("## What we promise")[2].partition("\n## ")[0]
NAMED = re.findall(r"`(tests/\S+\.py)::(\w+)`", PROMISES)


def test_every_promise_names_a_test_and_every_named_test_is_there() -> None:
    rows = [line for line in PROMISES.splitlines() if line.startswith("| ")][1:]

    assert len(rows) == len(NAMED) > 20
    assert [f"{path}::{name}" for path, name in NAMED if f"def {name}(" not in (ROOT / path).read_text()] == []
