"""The guide for people who write scenarios says what the code says."""

import re
from collections.abc import Iterator
from pathlib import Path

from evals.stories.operations import OPERATIONS
from graph.when.resolution import Reason
from graph.wording import problems
from tools import errors
from tools.hours import Obstacle

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")


def tree(error: type[errors.SchedulingError]) -> Iterator[str]:
    """The codes of all errors below one."""
    for child in error.__subclasses__():
        yield child.code
        yield from tree(child)


def test_every_problem_code_is_listed() -> None:
    section = GUIDE.partition("## Problem codes")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([a-z_]+)`", section))
    literals = {
        code
        for path in Path(problems.__file__).parents[1].rglob("*.py")
        for code in re.findall(r'(?:Problem\(|Update\()code="([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    known = {*tree(errors.SchedulingError), *map(str, Obstacle), *map(str, Reason), *problems.CODES, *literals}

    assert listed >= known, f"not listed: {', '.join(sorted(known - listed))}"


def test_every_operation_is_listed() -> None:
    assert all(f"`{name}`" in GUIDE for name in OPERATIONS)
