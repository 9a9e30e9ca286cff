"""Readings under consideration, best first, with what separates them; and the refusal that ends a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.when.meaning import Meaning
from graph.when.resolution import Reason

T = TypeVar("T")


class CannotBe(Exception):
    """Understood, but impossible as said. Raised and caught inside this room only."""

    def __init__(self, reason: Reason, neighbours: Iterable[Meaning] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.neighbours = tuple(neighbours)


@dataclass(frozen=True, slots=True)
class Options(Generic[T]):
    """Possible values, best first. `reason` says why there are several; `past` that the words look back on purpose."""

    values: tuple[T, ...]
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    past: bool = False

    @property
    def best(self) -> T:
        return self.values[0]


def one(value: T, *notes: str, past: bool = False) -> Options[T]:
    return Options((value,), notes=notes, past=past)


def several(values: Iterable[T], reason: Reason, *notes: str) -> Options[T]:
    """Distinct values in their order; the reason falls away when only one is left."""
    distinct = tuple(dict.fromkeys(values))
    return Options(distinct, reason if len(distinct) > 1 else None, notes)
