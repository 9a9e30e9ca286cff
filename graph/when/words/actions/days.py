"""Grammar actions for days and stretches of days, named as in grammar.txt; None: the numbers do not fit the words."""

from __future__ import annotations

from dataclasses import replace

from graph.when.words.tree import (
    Amount,
    AnchorDay,
    CalendarDay,
    DayExpr,
    DayIn,
    NamedMonth,
    NumericDate,
    Period,
    RelativeDay,
    Stepped,
    Weekday,
    WeekdayIn,
    WeekdaysFromNow,
    WeekOf,
    Which,
    WorkingDays,
)

FIRST_YEAR = 100  # said in figures; what is less counts from this year


def relative_day(offset: int) -> RelativeDay:
    return RelativeDay(offset)


def today() -> RelativeDay:
    return RelativeDay(0)


def day_after_day(day: DayExpr) -> DayExpr:
    return _beside(day, 1)


def day_before_day(day: DayExpr) -> DayExpr:
    return _beside(day, -1)


def _beside(day: DayExpr, step: int) -> DayExpr:
    return RelativeDay(day.offset + step) if isinstance(day, RelativeDay) else Stepped(Amount(days=step), day)


def weeks_behind(day: DayExpr, unit: str) -> DayExpr | None:
    """ "monday week", "tomorrow fortnight"."""
    weeks = {"week": 1, "fortnight": 2}.get(unit)
    if weeks is None:
        return None
    return replace(day, weeks_later=weeks) if isinstance(day, Weekday) else Stepped(Amount(days=7 * weeks), day)


def day_with_reminder(day: DayExpr, offset: int) -> DayExpr:
    """ "26 November 2026 (tomorrow)": the word in brackets was true when it was written."""
    return day


def holiday(month_and_day: tuple[int, int]) -> CalendarDay:
    month, day = month_and_day
    return CalendarDay(day, month)


# ---- weekdays


def weekday(number: int) -> Weekday:
    return Weekday(number)


def which_weekday(which: Which, more: Which | None, number: int) -> Weekday | None:
    """ "next friday", "this coming friday"."""
    if more is None:
        return Weekday(number, which)
    return Weekday(number, more) if which == "this" and more != "this" else None


def weekday_after_next(number: int) -> WeekdayIn:
    return WeekdayIn(0, number, Period("week", 2))


def following_weekday(number: int) -> Weekday:
    return Weekday(number, "after")


def weekday_in(number: int, span: DayExpr) -> WeekdayIn:
    return WeekdayIn(0, number, span)


def in_weekday(span: DayExpr, number: int) -> WeekdayIn:
    return WeekdayIn(0, number, span)


def nth_weekday_in(nth: int, number: int, period: DayExpr) -> WeekdayIn:
    return WeekdayIn(nth, number, period)


def last_place() -> int:
    return -1


def weekdays_from_now(count: int, number: int) -> WeekdaysFromNow:
    return WeekdaysFromNow(count, number)


def weekday_of_step(number: int, amount: Amount) -> DayExpr | None:
    """ "monday two weeks from now": that week's monday."""
    if amount.seconds:
        return None
    return WeekdayIn(0, number, WeekOf(Stepped(amount)))


def week_after_next() -> Period:
    return Period("week", 2)


# ---- days of the calendar


def day_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= 2 and int(digits) else None


def year_number(digits: str) -> int | None:
    return int(digits) if len(digits) == 4 and 1900 <= int(digits) < 2200 else None


def year_words(century: int, rest: int) -> int | None:
    return century * 100 + rest if century in (19, 20, 21) and rest >= 10 else None


def year_from_now(which: Which) -> int | None:
    """ "this year", "next year": so many years from the present one."""
    return {"this": 0, "next": 1, "coming": 1}.get(which)


def thousands(thousand: int, rest: int | None) -> int | None:
    return 2000 + (rest or 0) if thousand == 2 else None


def nth_month(number: int | None, day: int, month: int, year: int | None) -> CalendarDay:
    return CalendarDay(day, month, year, number)


def month_nth(number: int | None, month: int, day: int, year: int | None) -> CalendarDay | None:
    return CalendarDay(day, month, year, number) if day <= 31 else None


def nth_day(day: int) -> CalendarDay:
    return CalendarDay(day)


def the_day_number(digits: str) -> CalendarDay | None:
    day = day_number(digits)
    return CalendarDay(day) if day and day <= 31 else None


def weekday_nth(number: int, day: int) -> CalendarDay:
    return CalendarDay(day, weekday=number)


def weekday_number(number: int, digits: str) -> CalendarDay | None:
    """ "monday 21": past 12, for "monday 10" is a time."""
    day = day_number(digits)
    return CalendarDay(day, weekday=number) if day and 12 < day <= 31 else None


def nth_of(nth: int, period: DayExpr) -> DayIn:
    return DayIn(nth, period)


def number_of(digits: str, period: DayExpr) -> DayIn | None:
    day = day_number(digits)
    return DayIn(day, period) if day else None


def of_nth(period: DayExpr, nth: int) -> DayIn | None:
    return None if isinstance(period, NamedMonth) else DayIn(nth, period)


def nth_working(nth: int, period: DayExpr) -> DayIn:
    """ "the last working day of the month"."""
    return DayIn(nth, WorkingDays(period))


def next_working(which: Which) -> Stepped | None:
    return Stepped(Amount(working=1)) if which in ("next", "coming") else None


def which_calendar_day(which: Which, day: DayExpr) -> DayExpr | None:
    """ "next 5/12" is the next one there is; "last 5/12" is not for us."""
    return day if which in ("this", "next", "coming") else None


def figures(number: int | None, parts: tuple[str, ...]) -> NumericDate | None:
    date = NumericDate(parts, number)
    if len(parts) == 2:
        low, high = sorted(map(int, parts))
        return date if max(map(len, parts)) <= 2 and low <= 12 and high <= 31 else None
    return date if {2, 4} & {len(parts[0]), len(parts[2])} else None


def figures_and_year(parts: tuple[str, ...], year: int) -> NumericDate | None:
    said = f"{year}" if year >= FIRST_YEAR else f"+{year}"
    return NumericDate((*parts, said)) if figures(None, parts) else None


def figures_dots(number: int | None, parts: tuple[str, ...]) -> NumericDate | None:
    """ "thu 9.30" is half past nine, for no month is the thirtieth; "thu 14.5" and "thu 14.05" are dates."""
    hour, minute = parts
    a_clock = number is not None and len(minute) == 2 and 12 < int(minute) < 60 and int(hour) < 24
    is_date = number is not None or all(len(part) <= 2 and int(part) for part in parts)
    return figures(number, parts) if is_date and not a_clock else None


def dashed(first: str, second: str) -> NumericDate | None:
    """ "15-2": a date only when it cannot be hours ("2-3") nor days of a month."""
    fits = max(len(first), len(second)) <= 2 and 12 < max(int(first), int(second)) <= 31
    return NumericDate((first, second)) if fits and min(int(first), int(second)) in range(1, 13) else None


def weekday_dashed(number: int, first: str, second: str) -> NumericDate | None:
    """ "friday 7-6" counts backwards, so it is a date; "friday 2-3" is a time."""
    backwards = 12 >= int(first) > int(second) >= 1 and int(first) < 9
    return NumericDate((first, second), number) if backwards else None


def compact_date(digits: str) -> NumericDate | None:
    """ "20170302"."""
    return (
        NumericDate((digits[:4], digits[4:6], digits[6:])) if len(digits) == 8 and digits[:2] in ("19", "20") else None
    )


# ---- steps


def step(amount: Amount) -> Stepped | None:
    return Stepped(amount) if amount.is_of_days else None


def step_from(amount: Amount, base: DayExpr) -> Stepped | None:
    return Stepped(amount, base) if amount.is_of_days else None


def weeks_on(amount: Amount, base: DayExpr) -> Stepped | None:
    """ "a week on friday", "two weeks tomorrow"."""
    whole_weeks = amount.days and not amount.days % 7 and not (amount.seconds or amount.months)
    return Stepped(amount, base) if whole_weeks and isinstance(base, RelativeDay | Weekday) else None


def step_before(amount: Amount, base: DayExpr) -> Stepped | None:
    return step_from(amount.times(-1), base)


def step_ago(amount: Amount) -> Stepped | None:
    return step(amount.times(-1))


def same_day_of(which: Which, unit: str) -> Stepped | None:
    """ "the same day next week", counted from the slot under discussion."""
    steps = {"week": Amount(days=7), "month": Amount(months=1)}
    return Stepped(steps[unit], AnchorDay(0)) if which in ("next", "following") and unit in steps else None


def same_day() -> AnchorDay:
    return AnchorDay(0)


def next_day() -> AnchorDay:
    return AnchorDay(1)


def previous_day() -> AnchorDay:
    return AnchorDay(-1)
