"""Dates in figures: 3/12, 12.05.2026, 2026-12-03, read in the person's order of day and month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from graph.when.context import TimeContext
from graph.when.meanings.options import CannotBe, Options
from graph.when.resolution import Reason

_CENTURY_TURNS = 69  # '68 is 2068, '69 is 1969


def numeric_date(parts: tuple[str, ...], context: TimeContext) -> Options[date]:
    """The dates the figures can mean, the person's own order first.

    Raises:
        CannotBe: no such date in either order, or the only one there is lies in the past though its twin does not.
    """
    readings = [_dated(day, month, year, context) for day, month, year in _orders(parts, context)]
    dates = tuple(dict.fromkeys(reading for reading in readings if reading is not None))
    if not dates:
        raise CannotBe(Reason.NO_SUCH_DATE)
    swapped = readings[0] is None
    note = ("day and month taken in the only order that makes a date",) if swapped else ()
    return Options(dates, notes=note or _order_note(parts, dates, context))


def _order_note(parts: tuple[str, ...], dates: tuple[date, ...], context: TimeContext) -> tuple[str, ...]:
    """Two dates fit "12/1": which of them was taken must not stay unsaid."""
    if len(dates) < 2:
        return ()
    first = "day" if context.date_order == "DMY" else "month"
    said = "/".join(part for part in parts if part.isdecimal())
    return (f"{said} read with the {first} first",)


def _orders(parts: tuple[str, ...], context: TimeContext) -> list[tuple[int, int, int | None]]:
    """(day, month, year) in the order the person uses, then the other way round."""
    numbers = [int(part) for part in parts]
    if len(parts) == 3 and len(parts[0]) > 2:
        year, month, day = numbers
        return [(day, month, year)]
    if len(parts) == 3 and context.date_order == "YMD" and len(parts[2]) <= 2:
        year, month, day = numbers
        return [(day, month, _full_year(year))]
    year_said = _year_said(parts[2], context) if len(parts) == 3 else None
    first, second = numbers[:2]
    by_day, by_month = (first, second, year_said), (second, first, year_said)
    return [by_day, by_month] if context.date_order == "DMY" else [by_month, by_day]


def _year_said(figures: str, context: TimeContext) -> int:
    return context.today.year + int(figures) if figures[0] == "+" else _full_year(int(figures))


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if year < _CENTURY_TURNS else 1900 + year


def _dated(day: int, month: int, year: int | None, context: TimeContext) -> date | None:
    if not 1 <= month <= 12 or day < 1:
        return None
    years = [year] if year is not None else range(context.today.year, context.today.year + 9)
    for candidate in years:
        if 1 <= candidate <= 9999 and day <= monthrange(candidate, month)[1]:
            found = date(candidate, month, day)
            if year is not None or found >= context.today:
                return found
    return None
