"""Words said once for several options: "mon or tue morning", "2 or 3pm tomorrow", "the 3rd or 4th of december"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from graph.when.words import tree

W = TypeVar("W", bound=tree.Window)


def shared(options: Sequence[W]) -> tuple[W, ...]:
    """The options, each completed by its neighbours: a day comes from before, else from after; the rest from after.

    A time of day that was said before its day ("at 3 on monday or tuesday") holds for the days behind it.
    """
    done: list[W] = []
    options = _beside_neighbours(options)
    for place, option in enumerate(options):
        if isinstance(option, tree.Moment):
            before = [other for other in done if isinstance(other, tree.Moment)]
            after = [other for other in options[place + 1 :] if isinstance(other, tree.Moment)]
            done.append(_completed(option, before[::-1], after))  # type: ignore[arg-type]  # a Moment is a Window
        else:
            done.append(option)
    return tuple(done)


def _beside_neighbours(options: Sequence[W]) -> list[W]:
    beside: list[W] = list(options[:1])
    for before, option in pairwise(options):
        if isinstance(option, tree.Moment) and isinstance(before, tree.Moment | tree.Elapsed):
            beside.append(_after_neighbour(option, before))  # type: ignore[arg-type]  # a Moment is a Window
        else:
            beside.append(option)
    return beside


def _after_neighbour(option: tree.Moment, before: tree.Moment | tree.Elapsed) -> tree.Moment:
    """ "dec 3 or 4" names days, not an hour; "now until 5" ends today."""
    if isinstance(before, tree.Moment) and before.day is not None and option.day is not None:
        return replace(option, day=_counted_on(option.day, before.day))
    if option.day is not None:
        return option
    if isinstance(before, tree.Elapsed):
        return replace(option, day=tree.RelativeDay(0))
    dated = isinstance(before.day, tree.CalendarDay) and before.day.month is not None and before.clock is None
    if (
        dated
        and isinstance(before.day, tree.CalendarDay)
        and isinstance(option.clock, tree.Clock)
        and option.clock.bare
    ):
        return replace(option, day=replace(before.day, day=option.clock.hour, weekday=None), clock=None)
    return option


def _counted_on(day: tree.DayExpr, before: tree.DayExpr) -> tree.DayExpr:
    """ "tomorrow or the day after", "next week or the week after"."""
    if isinstance(day, tree.AnchorDay) and day.offset:
        return tree.Stepped(tree.Amount(days=day.offset), before)
    if isinstance(day, tree.Period) and day.from_anchor and isinstance(before, tree.Period) and before.unit == day.unit:
        return replace(before, offset=before.offset + day.offset, which="")
    return day


def _completed(option: tree.Moment, before: list[tree.Moment], after: list[tree.Moment]) -> tree.Moment:
    day = option.day or next((other.day for other in (*before, *after) if other.day), None)
    leading = [other for other in before if other.leads]
    clock = option.clock or next((other.clock for other in (*after, *leading) if other.clock), None)
    zone = option.zone or next((other.zone for other in after if other.zone), None)
    if day is not None and option.day is not None:
        day = _completed_day(day, before, after)
    return replace(option, day=day, clock=_with_half(clock, after), zone=zone)


def _completed_day(day: tree.DayExpr, before: list[tree.Moment], after: list[tree.Moment]) -> tree.DayExpr:
    within = [o.day for o in (*before, *after) if isinstance(o.day, tree.WeekdayIn) and o.day.nth == 0]
    if isinstance(day, tree.Weekday) and not (day.which or day.weeks_later) and within:
        return replace(within[0], weekday=day.weekday)  # "wed or thu next week"
    if isinstance(day, tree.Weekday) and not day.which:
        return replace(day, which=next((o.day.which for o in before if isinstance(o.day, tree.Weekday)), ""))
    if isinstance(day, tree.NumericDate) and len(day.parts) == 2:
        dated = [o.day for o in after if isinstance(o.day, tree.NumericDate) and len(o.day.parts) == 3]
        return replace(day, parts=(*day.parts, dated[0].parts[2])) if dated and len(dated[0].parts[0]) <= 2 else day
    if isinstance(day, tree.CalendarDay):
        named = [o.day for o in (*after, *before) if isinstance(o.day, tree.CalendarDay) and o.day.month]
        if day.month is None and named:
            return replace(day, month=named[0].month, year=named[0].year)
        if day.year is None and named and named[0].year and named[0] in [o.day for o in after]:
            return replace(day, year=named[0].year)
    return day


def _with_half(clock: tree.ClockExpr | None, after: list[tree.Moment]) -> tree.ClockExpr | None:
    """ "2 or 3pm": the half said last holds for the hours before it."""
    if not isinstance(clock, tree.Clock) or clock.half or clock.part:
        return clock
    said = next((o.clock for o in after if isinstance(o.clock, tree.Clock) and o.clock.half in ("am", "pm")), None)
    if said is None or (said.half == "pm" and clock.hour % 12 > said.hour % 12):
        return clock  # "11 or 1pm" crosses noon
    return replace(clock, half=said.half, bare=False)
