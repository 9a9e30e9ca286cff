"""A resolution explained to a person at a terminal: what was understood, what was assumed, what stands in the way."""

from __future__ import annotations

from graph.when.context import TimeContext
from graph.when.meaning import Meaning
from graph.when.resolution import Ambiguous, Found, Invalid, Reason, Resolution
from graph.when.saying.words_out import say_meaning

_WHY = {
    Reason.AM_PM: "am or pm was not said",
    Reason.THIS_OR_NEXT_WEEK: '"next" can be the week after this one or simply the coming one',
    Reason.SAME_WEEKDAY_TODAY: "today is that weekday",
    Reason.DAY_MONTH_ORDER: "day and month can be read in either order",
    Reason.REPEATED_HOUR: "clocks go back, so this hour comes twice",
    Reason.NONEXISTENT_LOCAL_TIME: "clocks go forward, so this time does not exist",
    Reason.NO_SUCH_DATE: "there is no such date",
    Reason.IN_THE_PAST: "that is in the past",
    Reason.NO_ANCHOR: "it counts from another time, and none is under discussion",
    Reason.ZONE_UNKNOWN: "which time zone that is is not known",
    Reason.ZONE_IS_AMBIGUOUS: "the zone's name does not fit what clocks there show on that day",
    Reason.NO_SUCH_TIME: "there is no such time",
    Reason.WEEKDAY_MISMATCH: "the weekday does not fit the date",
    Reason.WINDOW_OR_DEADLINE: "it can mean that day only, or any time from now until then",
}


def explain(resolution: Resolution, context: TimeContext) -> str:
    """One line for what it is, one for each reading or assumption."""
    if isinstance(resolution, Found):
        return _lines(_said(resolution.meaning, context), "assuming", resolution.assumptions)
    if isinstance(resolution, Ambiguous):
        readings = [f"  {place}. {_said(m, context)}" for place, m in enumerate(resolution.candidates, 1)]
        head = "\n".join([f"several readings: {_WHY[resolution.reason]}", *readings])
        return _lines(head, "assuming", resolution.assumptions)
    if isinstance(resolution, Invalid):
        near = [_said(meaning, context) for meaning in resolution.neighbours]
        return _lines(f"not possible: {_WHY[resolution.reason]}", "closest", near)
    return _lines("not understood as a time", "unused word", resolution.unused_words)


def _said(meaning: Meaning, context: TimeContext) -> str:
    words = say_meaning(meaning, zone=context.user_zone, date_order=context.date_order, now=context.now)
    return f"{words} [{meaning.kind.replace('_', ' ')}]"


def _lines(head: str, label: str, items: tuple[str, ...] | list[str]) -> str:
    return "\n".join([head, *(f"  {label}: {item}" for item in items)])
