"""Stretches of whole days: weeks, months, quarters, years, weekends, and their early, middle and late portions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.when.context import TimeContext
from graph.when.words.tree import Amount

WORKING_WEEK = 5  # days from monday on


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days, both ends included; `whole` marks a stretch even if it is one day long."""

    first: date
    last: date
    whole: bool = True

    @classmethod
    def single(cls, day: date) -> Days:
        return cls(day, day, whole=False)

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=count) for count in range((self.last - self.first).days + 1))


def add_months(day: date, months: int) -> date:
    """The same day so many months on, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stepped(day: date, amount: Amount) -> date:
    """The day so many calendar months and days on, and after those so many days of the working week."""
    day = add_months(day, amount.months) + timedelta(days=amount.days)
    step = timedelta(days=1 if amount.working > 0 else -1)
    for _ in range(abs(amount.working)):
        day += step
        while day.weekday() >= WORKING_WEEK:
            day += step
    return day


def month_days(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def quarter_days(year: int, quarter: int) -> Days:
    return Days(date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter).last)


def unit_days(unit: str, base: date, offset: int, context: TimeContext) -> Days:
    """The week, weekend, month, quarter or year that holds `base`, so many units on."""
    if unit == "week":
        first = context.week_of(base) + timedelta(days=7 * offset)
        return Days(first, first + timedelta(days=6))
    if unit == "weekend":
        saturday = base - timedelta(days=base.weekday()) + timedelta(days=5 + 7 * offset)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "month":
        first = add_months(base.replace(day=1), offset)
        return month_days(first.year, first.month)
    if unit == "quarter":
        first = add_months(base.replace(day=1), 3 * offset)
        return quarter_days(first.year, (first.month + 2) // 3)
    return Days(date(base.year + offset, 1, 1), date(base.year + offset, 12, 31))


# Portions of a period: (days skipped at its start, days kept), by its length in days; None keeps to the end.
_WEEK_PORTIONS = {"early": (0, 3), "start": (0, 3), "mid": (1, 3), "late": (3, None), "end": (4, None)}
_MONTH_PORTIONS = {"early": (0, 15), "start": (0, 10), "mid": (10, 10), "late": (20, None), "end": (20, None)}
_SHORTEST_WEEK, _LONGEST_WEEK, _LONGEST_MONTH = 5, 7, 31


def portion(name: str, days: Days) -> Days:
    """Early next week is monday to wednesday, the end of a month its last days, the start of a year its first third."""
    length = (days.last - days.first).days + 1
    if name == "first half":
        return Days(days.first, days.first + timedelta(days=(length + 1) // 2 - 1))
    if name == "second half":
        return Days(days.first + timedelta(days=(length + 1) // 2), days.last)
    if length < _SHORTEST_WEEK:
        part = (length + 1) // 2  # "late this weekend" is its sunday
        early, late = (0, part), (length - part, None)
        skipped, kept = {"early": early, "start": early, "late": late, "end": late}.get(name, (0, None))
    elif length <= _LONGEST_MONTH:
        skipped, kept = (_WEEK_PORTIONS if length <= _LONGEST_WEEK else _MONTH_PORTIONS)[name]
    else:
        third = length // 3
        skipped, kept = {"early": (0, third), "start": (0, third), "mid": (third, third)}.get(name, (2 * third, None))
    first = days.first + timedelta(days=skipped)
    return Days(first, days.last if kept is None else min(days.last, first + timedelta(days=kept - 1)))
