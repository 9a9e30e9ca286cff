"""`pytest evals`: the same environment as `python -m evals`, and a folder of one's own to play instead of ours."""

import pytest

from evals.environment import prepare

prepare()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest evals --scenarios DIR`."""
    parser.addoption("--scenarios", action="append", default=[], help="a file or folder to play instead of all of ours")
