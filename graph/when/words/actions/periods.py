"""Grammar actions for stretches of days: weeks, months, portions, ranges. None: the numbers do not fit the words."""

from __future__ import annotations

from graph.when.words.actions.days import year_number
from graph.when.words.tree import (
    Amount,
    CalendarDay,
    DayExpr,
    DayIn,
    DayRange,
    NamedMonth,
    Period,
    PortionOf,
    Quarter,
    Rest,
    Rolling,
    WeekNumber,
    WeekOf,
    Which,
    WorkingDays,
    Year,
)

_OFFSETS: dict[str, int] = {"this": 0, "next": 1, "coming": 1, "following": 1, "last": -1}
_FIRST_PLAIN_YEAR = 1960
_PERIODS = ("week", "month", "quarter", "year", "weekend")


def which_week(which: Which, unit: str) -> DayExpr | None:
    return which_unit(which, unit) if unit == "week" else None


def which_unit(which: Which, unit: str) -> DayExpr | None:
    if unit == "fortnight":
        return Rolling(Amount(days=14)) if which in ("next", "coming") else None
    if unit not in _PERIODS:
        return None
    return Period(unit, _OFFSETS[which], from_anchor=which == "following")


def unit_after_next(unit: str) -> Period | None:
    return Period(unit, 2) if unit in _PERIODS else None


def unit_after(unit: str) -> Period | None:
    return Period(unit, 1, from_anchor=True) if unit in _PERIODS else None


def unit_before(unit: str) -> Period | None:
    return Period(unit, -1, from_anchor=True) if unit in _PERIODS else None


def weekend() -> Period:
    return Period("weekend")


def which_weekend(which: Which, more: Which | None) -> Period | None:
    if more is not None:
        return which_weekend("this", None) if which == "this" else None
    which = "this" if which == "coming" else which
    return Period("weekend", _OFFSETS[which], "next" if which == "next" else "", which == "following")


def weekend_after_next() -> Period:
    return Period("weekend", 2)


def week_number(digits: str) -> WeekNumber | None:
    return WeekNumber(int(digits)) if len(digits) <= 2 and 1 <= int(digits) <= 53 else None


def week_of(day: DayExpr) -> WeekOf:
    return WeekOf(day)


def nth_week_of(nth: int, period: DayExpr) -> WeekOf:
    return WeekOf(period, nth)


def unit_starting(unit: str, day: DayExpr) -> Rolling | None:
    amount = units(1, unit)
    return Rolling(amount, day) if amount and amount.is_of_days else None


def next_units(amount: Amount) -> Rolling | None:
    return Rolling(amount) if amount.is_of_days else None


def next_counted(count: int, unit: str) -> Rolling | None:
    amount = units(count, unit)
    return next_units(amount) if amount else None


def last_units(amount: Amount) -> Rolling | None:
    return Rolling(amount, back=True) if amount.is_of_days else None


def units_of(place: int, amount: Amount, period: DayExpr) -> Rolling | None:
    """ "the first two weeks of june", "the last 3 days of may"."""
    fits = amount.is_of_days and place in (1, -1)
    return Rolling(amount, DayIn(place, period), back=place < 0) if fits else None


def units(count: int, unit: str) -> Amount | None:
    """So many of a unit; quarters are three months."""
    sizes = {
        "second": Amount(seconds=count),
        "minute": Amount(seconds=60 * count),
        "hour": Amount(seconds=3600 * count),
        "day": Amount(days=count),
        "week": Amount(days=7 * count),
        "fortnight": Amount(days=14 * count),
        "month": Amount(months=count),
        "quarter": Amount(months=3 * count),
        "year": Amount(months=12 * count),
    }
    return sizes.get(unit)


def rest_of(unit: str) -> Rest | None:
    return Rest(unit) if unit in _PERIODS else None


def start_of(period: DayExpr) -> PortionOf:
    return PortionOf("start", period)


def end_of(period: DayExpr) -> PortionOf:
    return PortionOf("end", period)


def first_half(period: DayExpr) -> PortionOf:
    return PortionOf("first half", period)


def second_half(period: DayExpr) -> PortionOf:
    return PortionOf("second half", period)


def portion_of(portion: str, period: DayExpr) -> PortionOf:
    return PortionOf(portion, period)


def this_unit(unit: str) -> Period | None:
    """ "the end of the month", "early in the week": the present one."""
    return Period(unit) if unit in _PERIODS else None


def in_year(digits: str) -> Year | None:
    year = year_number(digits)
    return Year(year) if year else None


def plain_year(digits: str) -> Year | None:
    """ "2027", and "1985"; what could be an evening hour ("1930") is one."""
    year = in_year(digits)
    return year if year and year.year >= _FIRST_PLAIN_YEAR else None


def any_day(period: DayExpr | None = None) -> WorkingDays:
    return WorkingDays(period)


def month(number: int) -> NamedMonth:
    return NamedMonth(number)


def which_month(which: Which, number: int) -> NamedMonth:
    return NamedMonth(number, which=which)


def month_of_year(number: int, year: int) -> NamedMonth:
    return NamedMonth(number, year)


def which_month_span(which: Which) -> Period:
    return Period("month", _OFFSETS[which], from_anchor=which == "following")


def the_month() -> Period:
    return Period("month")


def year_slash_month(parts: tuple[str, ...]) -> NamedMonth | None:
    """ "2014/10" and "10/2014"."""
    year, number = sorted(parts, key=len, reverse=True)
    if len(year) != 4 or len(number) > 2 or not 1 <= int(number) <= 12:
        return None
    return NamedMonth(int(number), int(year))


def quarter(number: str | int, year: int | None) -> Quarter | None:
    return Quarter(int(number), year) if 1 <= int(number) <= 4 else None


# ---- ranges of days


def month_days(month: int, first: int, last: int, year: int | None) -> DayRange:
    return DayRange(CalendarDay(first, month, year), CalendarDay(last, month, year))


def days_month(first: int, last: int, month: int, year: int | None) -> DayRange:
    return month_days(month, first, last, year)


def days_of_span(first: int, last: int, period: DayExpr) -> DayRange | None:
    return None if isinstance(period, NamedMonth) else DayRange(DayIn(first, period), DayIn(last, period))


def day_to_month_day(first: int, month: int, last: int, year: int | None) -> DayRange:
    return month_days(month, first, last, year)
