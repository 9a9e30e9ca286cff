"""What a machine may lack: tests that need it are skipped there and told of in one line, but in CI they fail."""

import os
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest


def lacking(what: str) -> NoReturn:
    """This machine has no such thing; CI must have it."""
    if os.environ.get("CI"):
        pytest.fail(f"no {what}, and in CI nothing is skipped for the lack of it")
    pytest.skip(f"no {what}")


def line_of(skipped: Iterable[pytest.TestReport | pytest.CollectReport]) -> str:
    """`skipped: 3 (no Chromium: 2 · no PostgreSQL: 1)`, most frequent first; "" when nothing was."""
    reasons = Counter(reason_of(report) for report in skipped)
    each = " · ".join(f"{reason}: {count}" for reason, count in reasons.most_common())
    return f"skipped: {reasons.total()} ({each})" if reasons else ""


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr  # of a skip: file, line, "Skipped: why"; where it stands is nobody's concern
    return told[2].removeprefix("Skipped: ") if isinstance(told, tuple) else "unknown"
