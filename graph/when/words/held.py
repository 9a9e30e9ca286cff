"""What a reading holds: a day, a clock time, a part of the day, a length, a step from now, a shift of another time."""

from __future__ import annotations

from functools import singledispatch
from typing import Literal

from graph.when.words import tree

Held = Literal["day", "clock", "part", "length", "step", "shift"]
_NOTHING: frozenset[Held] = frozenset()
_DAY: frozenset[Held] = frozenset(("day",))
_LENGTH: frozenset[Held] = frozenset(("length",))
_STEP: frozenset[Held] = frozenset(("step",))
_SHIFT: frozenset[Held] = frozenset(("shift",))


@singledispatch
def held_by(reading: object) -> frozenset[Held]:
    """Everything the reading holds. What is counted in days, weeks or months holds "day" too, as "later today" does."""
    raise TypeError(f"not an expression: {reading!r}")


@held_by.register
def _moment(said: tree.Moment) -> frozenset[Held]:
    return _clock(said.clock) if said.day is None else _DAY | _clock(said.clock)


def _clock(said: tree.ClockExpr | None) -> frozenset[Held]:
    match said:
        case None:
            return _NOTHING
        case tree.DayPart() | tree.ClockBound(clock=tree.DayPart()):
            return frozenset(("part",))
        case tree.ClockLasting():
            return frozenset(("clock", "length"))
    return frozenset(("clock",))


@held_by.register
def _exact(said: tree.Exact) -> frozenset[Held]:
    return frozenset(("day", "clock"))


@held_by.register
def _elapsed(said: tree.Elapsed) -> frozenset[Held]:
    return _STEP


@held_by.register
def _within(said: tree.Within) -> frozenset[Held]:
    return _STEP | _DAY if said.until_midnight else _STEP


@held_by.register
def _shifted(said: tree.Shifted) -> frozenset[Held]:
    return _SHIFT | _days_of(said.amount)


@held_by.register
def _length(said: tree.Length) -> frozenset[Held]:
    return _LENGTH | _days_of(said.amount)


def _days_of(amount: tree.Amount | None) -> frozenset[Held]:
    return _DAY if amount and (amount.days or amount.months) else _NOTHING


@held_by.register
def _bounded(said: tree.Bounded) -> frozenset[Held]:
    return held_by(said.moment)


@held_by.register
def _spread(said: tree.Spread) -> frozenset[Held]:
    return held_by(said.start) | held_by(said.end)


@held_by.register
def _lasting(said: tree.Lasting) -> frozenset[Held]:
    return held_by(said.start) | _LENGTH


@held_by.register
def _choices(said: tree.Choices) -> frozenset[Held]:
    return frozenset[Held]().union(*map(held_by, said.options))


@held_by.register
def _without(said: tree.Without) -> frozenset[Held]:
    return held_by(said.base)
