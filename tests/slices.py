"""Which cells of a matrix run when: a few in every run, some among the slow tests, the rest in the thorough run."""

import random
from collections.abc import Iterable
from typing import Any

import pytest


def sliced(every: Iterable[Any], *, quick: int, slow: int, seed: int = 20261129) -> list[Any]:
    """The cells in their own order, each marked by when it runs. Which ones are quick or slow is drawn by the seed.

    A cell is a tuple of arguments, or the one argument there is. What is not among the `quick` and the `slow` ones is
    thorough.
    """
    cells = [cell if isinstance(cell, tuple) else (cell,) for cell in every]
    drawn = random.Random(seed).sample(range(len(cells)), len(cells))
    rank = {index: place for place, index in enumerate(drawn)}
    return [pytest.param(*cell, marks=_marks(rank[index], quick, slow)) for index, cell in enumerate(cells)]


def _marks(place: int, quick: int, slow: int) -> tuple[pytest.MarkDecorator, ...]:
    if place < quick:
        return ()
    return (pytest.mark.slow,) if place < quick + slow else (pytest.mark.slow, pytest.mark.thorough)
