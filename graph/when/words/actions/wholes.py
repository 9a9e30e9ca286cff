"""Grammar actions for lengths, zones and whole expressions, named as in grammar.txt; None: the words do not fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from graph.when.words.actions.clocks import clock_h, said_at, with_part
from graph.when.words.actions.days import day_number
from graph.when.words.actions.periods import units
from graph.when.words.tree import (
    Amount,
    AnchorDay,
    Bounded,
    CalendarDay,
    Choices,
    Clock,
    ClockBound,
    ClockExpr,
    DayExpr,
    DayPart,
    DayRange,
    Edge,
    Elapsed,
    Exact,
    Lasting,
    Length,
    Moment,
    NumericDate,
    Period,
    RelativeDay,
    Rolling,
    SameClock,
    Shifted,
    Spread,
    Stepped,
    Weekday,
    WeekdayIn,
    Window,
    Within,
    Without,
    WorkEdge,
    WorkingDays,
    ZoneSaid,
)
from graph.when.words.zone_names import ZoneWord

# Beside these a bare number is an hour: "tuesday 10", "9 tomorrow", "dec 3 4"; None: nothing beside it.
_TAKE_A_BARE_NUMBER = (type(None), RelativeDay, Weekday, WeekdayIn, NumericDate, AnchorDay, Stepped)

_LONGEST_LENGTH = 999 * 3600  # seconds said in hours and minutes; "1500 hours" is a time
_LONGEST_MONTH = 31  # days
_LONGEST_H = 5  # hours; "5h30" is a length, "9h30" a time

Point = Moment | Exact | Elapsed

# ---- zones


def zone(place: ZoneWord, offset: int | None = None) -> ZoneSaid:
    return ZoneSaid(place, offset)


def zone_offset(offset: int) -> ZoneSaid:
    return ZoneSaid(None, offset)


# ---- lengths


def counted(count: int, unit: str) -> Amount | None:
    return units(count, unit)


def working(count: int, unit: str) -> Amount | None:
    """ "3 business days"."""
    return Amount(working=count) if unit == "day" else None


def vague(least: int, most: int, unit: str) -> Amount | None:
    """ "2 to 3 days"."""
    short, long = units(least, unit), units(most, unit)
    return replace(short, most=long) if short and long and least < most else None


def one_or_two(unit: str) -> Amount | None:
    return vague(1, 2, unit)


def at_most(amount: Amount) -> Amount:
    return amount.longest


def decimal(figures: tuple[str, ...], unit: str) -> Amount | None:
    return _parts(Fraction(".".join(figures)), unit) if len(figures[0]) <= 4 and len(figures[1]) <= 2 else None


def fraction(figures: tuple[str, ...], unit: str) -> Amount | None:
    over, under = int(figures[0]), int(figures[1])
    return _parts(Fraction(over, under), unit) if under in (2, 3, 4) and over < under else None


def mixed_number(count: int, figures: tuple[str, ...], unit: str) -> Amount | None:
    """ "1 1/2 hours"."""
    part = fraction(figures, unit)
    whole = units(count, unit)
    return whole + part if whole and part else None


def one(unit: str) -> Amount | None:
    return units(1, unit)


def half(unit: str) -> Amount | None:
    return _parts(Fraction(1, 2), unit)


def quarter_of(unit: str) -> Amount | None:
    return _parts(Fraction(1, 4), unit)


def three_quarters(unit: str) -> Amount | None:
    return _parts(Fraction(3, 4), unit)


def one_and_part(unit: str, part: Fraction) -> Amount | None:
    return _parts(1 + part, unit)


def counted_and_part(count: int, unit: str, part: Fraction) -> Amount | None:
    return _parts(count + part, unit)


def count_and_part(count: int, part: Fraction, unit: str) -> Amount | None:
    """ "one and a half hours"."""
    return _parts(count + part, unit)


def counted_and_half(count: int, unit: str) -> Amount | None:
    """ "one a half hour", with a word lost."""
    return _parts(count + Fraction(1, 2), unit)


def half_part() -> Fraction:
    return Fraction(1, 2)


def quarter_part() -> Fraction:
    return Fraction(1, 4)


def three_quarter_parts() -> Fraction:
    return Fraction(3, 4)


def hours_and_minutes(count: int, unit: str, minutes: int) -> Amount | None:
    """ "1 hour 30", "one hour thirty": minutes of two figures, for "one hour 3" may be about three o'clock."""
    fits = unit == "hour" and 10 <= minutes < 60
    return Amount(seconds=3600 * count + 60 * minutes) if fits else None


def hour_and_minutes(unit: str, minutes: int) -> Amount | None:
    return hours_and_minutes(1, unit, minutes)


def _parts(count: Fraction, unit: str) -> Amount | None:
    """A broken number of a unit; half a month is no length we know, half a year is six months."""
    if unit in ("month", "quarter", "year"):
        whole = units(1, unit)
        months = count * (whole.months if whole else 0)
        return Amount(months=int(months)) if months.denominator == 1 else None
    whole = units(1, unit)
    if whole is None:
        return None
    if whole.days and (count * whole.days).denominator == 1:
        return Amount(days=int(count * whole.days))
    seconds = count * (whole.seconds or whole.days * 86400)
    return Amount(seconds=int(seconds)) if seconds.denominator == 1 else None


def clock_amount(figures: tuple[str, ...]) -> Amount | None:
    """ "1h30"."""
    hours, minutes = int(figures[0]), int(figures[1])
    return Amount(seconds=3600 * hours + 60 * minutes) if minutes < 60 and 0 < hours <= _LONGEST_H else None


def two_amounts(first: Amount, second: Amount) -> Amount:
    return first + second


def more_amounts(first: Amount, second: Amount, third: Amount, fourth: Amount | None) -> Amount:
    return first + second + third + (fourth or Amount())


def elapsed_only(amount: Amount) -> Amount | None:
    return amount if amount.seconds and amount == Amount(amount.seconds) else None


def elapsed_unit(unit: str) -> Amount | None:
    amount = units(1, unit)
    return elapsed_only(amount) if amount else None


def hundred(more: int | None = None) -> int:
    return 100 + (more or 0)


def hundreds(ones: int, more: int | None = None) -> int:
    return 100 * ones + (more or 0)


def two() -> int:
    return 2


def three() -> int:
    return 3


def length(amount: Amount) -> Length | None:
    """A length fit for a calendar: "a minute" and "a second" are ways of speaking, "1500h" is a time."""
    whole = amount.seconds % 60 == 0 or amount.seconds > 60  # "90 seconds" is one, though no calendar takes it
    fits = whole and amount.seconds <= _LONGEST_LENGTH and amount != Amount(seconds=60)
    return Length(amount) if fits and not (amount.most or amount.working) else None


def one_in_figures(digits: str, unit: str) -> Length | None:
    """ "1 minute" in figures is no way of speaking."""
    return Length(Amount(seconds=60)) if digits == "1" and unit == "minute" else None


def h_clock(digits: str, letter: str) -> Moment | None:
    """ "16h" is a time, "2h" a length; "9h" is rather the time."""
    clock = clock_h(digits, letter) if int(digits) > _LONGEST_H else None
    return Moment(clock=replace(clock, bare=False)) if clock else None


def unit_long(unit: str) -> Length | None:
    """ "hour-long", "the hour one"; a day or a week so named is a stretch of the calendar."""
    amount = elapsed_unit(unit)
    return length(amount) if amount else None


def whole_unit(unit: str) -> Length | None:
    amount = units(1, unit)
    return length(amount) if amount else None


# ---- moments


def now() -> Elapsed:
    return Elapsed(Amount())


def elapsed(amount: Amount) -> Elapsed | None:
    """ "in 2 hours"; a distance in days alone is a day, not a moment."""
    return Elapsed(amount) if amount.seconds else None


def elapsed_ago(amount: Amount) -> Elapsed | None:
    return elapsed(amount.times(-1))


def elapsed_minutes(digits: str) -> Elapsed | None:
    return Elapsed(Amount(seconds=60 * int(digits))) if len(digits) <= 2 and int(digits) else None


def iso(written: tuple[str, str], offset: int | None) -> Exact:
    text, suffix = written
    if suffix == "z":
        return Exact(text, 0)
    if suffix:
        sign = -1 if suffix[0] == "-" else 1
        offset = sign * (int(suffix[1:3]) * 60 + int(suffix[-2:]))
    return Exact(text, offset)


def day_alone(day: DayExpr, zone: ZoneSaid | None) -> Moment:
    return Moment(day, zone=zone)


def day_any_time(day: DayExpr) -> Moment:
    return Moment(day)


def clock_alone(clock: ClockExpr | Moment, zone: ZoneSaid | None = None) -> Moment | None:
    return _moment(None, clock, zone)


def day_then_clock(day: DayExpr, clock: ClockExpr | Moment, zone: ZoneSaid | None) -> Moment | None:
    return _moment(day, clock, zone)


def numbered_then_clock(number: int, digits: str, clock: ClockExpr | Moment, zone: ZoneSaid | None) -> Moment | None:
    """ "monday 8 10:00": before a clock the number is the day of the month."""
    day = day_number(digits)
    bare = isinstance(clock, Clock) and clock.bare
    fits = day is not None and day <= _LONGEST_MONTH and not bare
    return _moment(CalendarDay(day, weekday=number), clock, zone) if day and fits else None


def later_then_clock(amount: Amount, clock: ClockExpr | Moment, zone: ZoneSaid | None) -> Moment | None:
    """ "a day later at 3", "a week later, same time": that day counts from the slot under discussion."""
    return _moment(Stepped(amount, AnchorDay(0)), clock, zone) if amount.is_of_days else None


def earlier_then_clock(amount: Amount, clock: ClockExpr | Moment, zone: ZoneSaid | None) -> Moment | None:
    return later_then_clock(amount.times(-1), clock, zone)


def first_from(moment: Point, day: DayExpr) -> Moment | None:
    """ "friday at 10 from 16 october": the first such day from there on."""
    if not isinstance(moment, Moment) or not isinstance(moment.day, Weekday | type(None)):
        return None
    named = moment.day
    return replace(moment, day=WeekdayIn(1, named.weekday, Rolling(Amount(days=7), day)) if named else day)


def clock_then_day(
    clock: ClockExpr | Moment, zone: ZoneSaid | None, day: DayExpr, late: ZoneSaid | None
) -> Moment | None:
    moment = _moment(day, clock, zone or late, clock_first=True)
    before = isinstance(clock, ClockBound) and clock.edge in ("before", "by")
    return replace(moment, deadline=before, leads=True) if moment else None


def _moment(
    day: DayExpr | None, clock: ClockExpr | Moment | None, zone: ZoneSaid | None, *, clock_first: bool = False
) -> Moment | None:
    if isinstance(clock, Moment):  # a range with its own zone
        return None if zone else replace(clock, day=day)
    if isinstance(clock, Clock) and clock.bare and not _takes_a_bare_number(day, clock, clock_first):
        return None
    if isinstance(day, Weekday) and day.which == "after" and not isinstance(clock, SameClock):
        return None  # "the friday after 3pm" is that friday, not the following one
    return Moment(day, clock, zone)


def _takes_a_bare_number(day: DayExpr | None, clock: Clock, clock_first: bool) -> bool:
    """ "tuesday 10" is a time; "two upcoming weeks", "the second one" and "29 feb 2027" are not."""
    if isinstance(day, CalendarDay):
        named = day.month is not None or day.weekday is not None or clock_first
        like_a_year = day.month is not None and clock.hour in (19, 20, 21) and clock.minute != 0
        return named and not like_a_year
    return isinstance(day, _TAKE_A_BARE_NUMBER)


def day_with_part(day: DayExpr, part: DayPart) -> Moment:
    return Moment(day, part)


def part_with_day(part: DayPart, day: DayExpr) -> Moment:
    return Moment(day, part, leads=True)


def portion_day_part(portion: str, day: DayExpr, part: str) -> Moment:
    """ "early friday morning"."""
    return Moment(day, DayPart(part, portion))


def portion_day(portion: str, day: DayExpr) -> Moment | None:
    """ "late tomorrow"."""
    return None if portion == "mid" else Moment(day, DayPart("day", portion))


def tonight() -> Moment:
    return Moment(RelativeDay(0), DayPart("tonight"))


def this_part(portion: str | None, inner: str | None, part: str) -> Moment:
    return Moment(RelativeDay(0), DayPart(part, portion or inner or ""))


def that_part(part: str) -> Moment:
    return Moment(AnchorDay(0), DayPart(part))


def next_part(part: str) -> Moment:
    return Moment(AnchorDay(1, or_today=True), DayPart(part))


def part_alone(moment: Moment, zone: ZoneSaid | None) -> Moment:
    return replace(moment, zone=zone)


def part_then_clock(moment: Moment, clock: ClockExpr | Moment, zone: ZoneSaid | None) -> Moment | None:
    if isinstance(clock, Moment) or not isinstance(moment.clock, DayPart):
        return None
    joined = with_part(clock, moment.clock)
    return Moment(moment.day, joined, zone) if joined else None


def clock_then_part(
    clock: ClockExpr | Moment, zone: ZoneSaid | None, moment: Moment, late: ZoneSaid | None
) -> Moment | None:
    return part_then_clock(moment, clock, zone or late)


# ---- stretches and lists


def bounded(edge: Edge, moment: Point) -> Bounded | None:
    if isinstance(moment, Moment) and moment.day is None:
        return None  # a bound on the clock alone belongs to the clock
    return Bounded(edge, moment)


def moment_onwards(moment: Point) -> Bounded | None:
    return bounded("from", moment)


def moment_latest(moment: Point) -> Bounded | None:
    return bounded("by", moment)


def spread(start: Point, end: Point) -> Spread | None:
    ends_are_clocks = all(isinstance(point, Moment) and point.day is None for point in (start, end))
    return None if ends_are_clocks else Spread(start, end)


def stroke(start: Point, end: Point) -> Spread | None:
    """ISO's way of writing a stretch; between mere days or hours a stroke means "or"."""
    full = all(
        isinstance(point, Exact) or (isinstance(point, Moment) and point.day and point.clock) for point in (start, end)
    )
    return Spread(start, end) if full else None


def lasting(start: Point, amount: Amount) -> Lasting:
    return Lasting(start, amount)


def lasting_from(amount: Amount, start: Point) -> Lasting:
    return Lasting(start, amount)


def within(amount: Amount) -> Within:
    return Within(amount)


def open_from_now() -> Within:
    return Within(None)


def later_today() -> Within:
    return Within(None, until_midnight=True)


def choices(first: Window, others: tuple[Window, ...]) -> Choices | None:
    return Choices((first, *others)) if others else None


def listed_days(first: int, others: tuple[int, ...], last: Moment, more: tuple[Window, ...]) -> Choices | None:
    """ "8, 15 and 22 december at 10": numbers before a date are days of its month."""
    date = last.day
    if not isinstance(date, CalendarDay) or date.month is None:
        return None
    days = [replace(last, day=replace(date, day=number, weekday=None)) for number in (first, *others)]
    return Choices((*days, last, *more))


def month_listed(
    month: int, first: int, others: tuple[int, ...], last: int, clock: ClockExpr | Moment | None
) -> Choices | None:
    """ "december 8, 15 and 22": the numbers go up; in "june 3, 2 or 3" they are hours."""
    numbers = [first, *others, last]
    days = [_moment(CalendarDay(number, month), clock, None) for number in numbers]
    rising = sorted(set(numbers)) == numbers and last <= _LONGEST_MONTH
    return Choices(tuple(filter(None, days))) if rising and None not in days else None


def without(base: Window, first: Window, others: tuple[Window, ...]) -> Without:
    return Without(base, (first, *others))


# ---- relative to the slot under discussion


def days_without(base: Window, first: Window, others: tuple[Window, ...]) -> Without | None:
    """ "any day but friday"; after a time "but" only adds to it ("same time but friday")."""
    of_days = (
        isinstance(base, Moment)
        and base.clock is None
        and isinstance(base.day, WorkingDays | Period | Rolling | DayRange)
    )
    return without(base, first, others) if of_days else None


def opened_clock(clock: Clock | WorkEdge) -> Moment:
    """ "make it 3", "how about 4": an hour, for it is asked of a time."""
    return Moment(clock=said_at(clock))


def later(amount: Amount) -> Shifted:
    return Shifted(amount, 1)


def earlier(amount: Amount) -> Shifted:
    return Shifted(amount, -1)


def soft_later() -> Shifted:
    return Shifted(None, 1)


def soft_earlier() -> Shifted:
    return Shifted(None, -1)
