"""What time words leave to the talk they stand in: a bare weekday, and a time of day that is lifted."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from graph.when.words import tree
from graph.when.words.grammar import trees_of, words_of

_LIFTS = ("any time", "anytime", "whenever", "all day")


def names_a_bare_weekday(expression: str) -> bool:
    """Does a weekday stand in it that no date, "this", "next" or "last" pins down?

    After "next week" such a one is the day of that week, and the new day of a booking one of the booking's own week.
    """
    readings = trees_of(words_of(expression))
    return bool(readings) and any(_is_bare(part) for part in _parts(readings[0]))


def lifts_the_time_of_day(expression: str) -> bool:
    """ "any time friday", after "2pm": the hour that was said before no longer counts."""
    return any(phrase in expression.lower() for phrase in _LIFTS)


def _is_bare(part: object) -> bool:
    return isinstance(part, tree.Weekday) and not part.which and not part.weeks_later


def _parts(node: object) -> list[object]:
    """The node and all that it is made of."""
    if isinstance(node, tuple):
        return [part for member in node for part in _parts(member)]
    if not is_dataclass(node):
        return []
    return [node, *(part for name in fields(node) for part in _parts(getattr(node, name.name)))]
