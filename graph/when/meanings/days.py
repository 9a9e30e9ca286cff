"""Which days a day expression means, counted from the person's today."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import singledispatch

from graph.when.context import TimeContext
from graph.when.meanings.numeric_dates import numeric_date
from graph.when.meanings.options import CannotBe, Options, one, several
from graph.when.meanings.periods import (
    WORKING_WEEK,
    Days,
    add_months,
    month_days,
    portion,
    quarter_days,
    stepped,
    unit_days,
)
from graph.when.resolution import Reason
from graph.when.words import tree
from graph.when.words.actions.days import FIRST_YEAR

_TWO_WEEKS = 14
YEAR = timedelta(days=364)  # a whole number of weeks
_YEARS_AHEAD = 8  # far enough for the next 29 February


def days_of(expression: tree.DayExpr, context: TimeContext) -> Options[Days]:
    """The days meant, best reading first.

    Raises:
        CannotBe: no such date, a stretch without a day in it, or the words lean on a slot and none is under discussion.
    """
    found = _days(expression, context)
    values = tuple(days for days in found.values if days.first <= days.last)  # "the next 0 days" has none
    if not values:
        raise CannotBe(Reason.NO_SUCH_DATE)
    return replace(found, values=values)


@singledispatch
def _days(expression: object, context: TimeContext) -> Options[Days]:
    raise TypeError(f"not a day expression: {expression!r}")


@_days.register
def _relative(said: tree.RelativeDay, context: TimeContext) -> Options[Days]:
    return one(Days.single(context.today + timedelta(days=said.offset)), past=said.offset < 0)


@_days.register
def _weekday(said: tree.Weekday, context: TimeContext) -> Options[Days]:
    today = context.today
    ahead = (said.weekday - today.weekday()) % 7
    coming = today + timedelta(days=ahead or 7)
    if said.which == "last":
        return one(Days.single(today - timedelta(days=(today.weekday() - said.weekday) % 7 or 7)), past=True)
    if said.which == "after" or (said.which == "following" and context.anchor is not None):
        base = _anchor_date(context)
        return one(Days.single(base + timedelta(days=(said.weekday - base.weekday()) % 7 or 7)))
    if said.which in ("next", "following"):
        next_week = context.week_of(today) + timedelta(days=7)
        by_week = next_week + timedelta(days=(said.weekday - next_week.weekday()) % 7)
        return several((Days.single(by_week), Days.single(coming)), Reason.THIS_OR_NEXT_WEEK)
    if said.weeks_later:
        return one(Days.single(coming + timedelta(days=7 * said.weeks_later)))
    if ahead or said.which == "coming":
        return one(Days.single(coming))
    both = (Days.single(coming), Days.single(today))
    return several(both if said.which == "" else both[::-1], Reason.SAME_WEEKDAY_TODAY)


@_days.register
def _calendar_day(said: tree.CalendarDay, context: TimeContext) -> Options[Days]:
    if not 1 <= said.day <= 31:
        raise CannotBe(Reason.NO_SUCH_DATE)
    if said.month is None:
        return one(Days.single(_next_day_of_month(said, context.today)))
    if said.year is not None:
        day = _date(_year_said(said.year, context), said.month, said.day)
    else:
        day = _next_in_years(said.month, said.day, context.today)
    if said.weekday is None or day.weekday() == said.weekday:
        return one(Days.single(day))
    return several((Days.single(day), Days.single(_nearest(day, said.weekday, context.today))), Reason.WEEKDAY_MISMATCH)


def _next_day_of_month(said: tree.CalendarDay, today: date) -> date:
    """The next such day of any month, on the named weekday when there is one."""
    for months in range(12 * _YEARS_AHEAD):
        first = add_months(today.replace(day=1), months)
        if said.day <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=said.day)
            if day >= today and said.weekday in (None, day.weekday()):
                return day
    raise CannotBe(Reason.NO_SUCH_DATE)


def _next_in_years(month: int, day: int, today: date) -> date:
    for year in range(today.year, today.year + _YEARS_AHEAD + 1):
        if day <= monthrange(year, month)[1] and (found := date(year, month, day)) >= today:
            return found
    raise CannotBe(Reason.NO_SUCH_DATE)


def _date(year: int, month: int, day: int) -> date:
    if day > monthrange(year, month)[1]:
        raise CannotBe(Reason.NO_SUCH_DATE)
    return date(year, month, day)


def _year_said(year: int, context: TimeContext) -> int:
    """A small number counts from the present year: 1 is "next year"."""
    return year if year >= FIRST_YEAR else context.today.year + year


def _nearest(day: date, weekday: int, today: date) -> date:
    """The named weekday closest to the date, not before today: an early one would be dropped, and the doubt with it."""
    ahead = (weekday - day.weekday()) % 7
    nearest = day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return nearest if nearest >= today else nearest + timedelta(days=7)


@_days.register
def _numeric(said: tree.NumericDate, context: TimeContext) -> Options[Days]:
    read = numeric_date(said.parts, context)
    if said.weekday is None or read.best.weekday() == said.weekday:
        return Options(tuple(map(Days.single, read.values[:1])), notes=read.notes)
    if agreeing := [day for day in read.values if day.weekday() == said.weekday]:
        return several((Days.single(agreeing[0]), Days.single(read.best)), Reason.DAY_MONTH_ORDER)
    nearest = _nearest(read.best, said.weekday, context.today)
    return several((Days.single(read.best), Days.single(nearest)), Reason.WEEKDAY_MISMATCH)


@_days.register
def _day_in(said: tree.DayIn, context: TimeContext) -> Options[Days]:
    period = days_of(said.period, context)

    def nth(days: Days) -> Days:
        if isinstance(said.period, tree.WorkingDays):
            return _picked([day for day in days if day.weekday() < WORKING_WEEK], said.nth)
        return _picked(list(days), said.nth)

    return _mapped(period, nth)


def _picked(days: list[date], nth: int) -> Days:
    """The nth of these days, from their end when it is negative; 0 is the only one."""
    place = nth - 1 if nth > 0 else nth
    if not -len(days) <= place < len(days):
        raise CannotBe(Reason.NO_SUCH_DATE)
    return Days.single(days[place])


@_days.register
def _weekday_in(said: tree.WeekdayIn, context: TimeContext) -> Options[Days]:
    def pick(days: Days) -> Days:
        return _picked([day for day in days if day.weekday() == said.weekday], said.nth)

    picked = _mapped(days_of(said.period, context), pick)
    yearless = isinstance(said.period, tree.NamedMonth) and said.period.year is None
    if yearless and picked.best.last < context.today:
        return _mapped(_shifted_year(said.period, context), pick)
    return picked


def _shifted_year(period: tree.DayExpr, context: TimeContext) -> Options[Days]:
    """The same month a year on, when this year's has passed the day in question."""
    assert isinstance(period, tree.NamedMonth)
    return one(month_days(context.today.year + 1, period.month))


@_days.register
def _weekdays_from_now(said: tree.WeekdaysFromNow, context: TimeContext) -> Options[Days]:
    first = context.today + timedelta(days=(said.weekday - context.today.weekday()) % 7 or 7)
    return one(Days.single(first + timedelta(days=7 * (said.count - 1))))


@_days.register
def _stepped(said: tree.Stepped, context: TimeContext) -> Options[Days]:
    base = one(Days.single(context.today)) if said.base is None else days_of(said.base, context)
    back = min(said.amount.days, said.amount.months, said.amount.working) < 0
    reached = _mapped(base, lambda days: _between(days.first, said.amount))
    return Options(reached.values, reached.reason, reached.notes, past=back and said.base is None)


def _between(day: date, amount: tree.Amount) -> Days:
    """The day so far from another; of "2 to 3 weeks" all from the nearer to the further."""
    if amount.most is None:
        return Days.single(stepped(day, amount))
    nearer, further = sorted((stepped(day, amount), stepped(day, amount.most)))
    return Days(nearer, further)


@_days.register
def _anchor_day(said: tree.AnchorDay, context: TimeContext) -> Options[Days]:
    base = context.today if said.or_today and context.anchor is None else _anchor_date(context)
    return one(Days.single(base + timedelta(days=said.offset)))


def _anchor_date(context: TimeContext) -> date:
    if context.anchor is None:
        raise CannotBe(Reason.NO_ANCHOR)
    return context.anchor.start.astimezone(context.local_now.tzinfo).date()


# ---- stretches


@_days.register
def _period(said: tree.Period, context: TimeContext) -> Options[Days]:
    anchored = said.from_anchor and context.anchor is not None
    base = _anchor_date(context) if anchored else context.today
    days = unit_days(said.unit, base, said.offset, context)
    if said.unit == "weekend" and said.which == "next":
        nearest = unit_days("weekend", base, 0, context)
        return several((days, nearest) if nearest.first > context.today else (days,), Reason.THIS_OR_NEXT_WEEK)
    return one(days, past=said.offset < 0)


@_days.register
def _named_month(said: tree.NamedMonth, context: TimeContext) -> Options[Days]:
    today = context.today
    if said.year is not None:
        return one(month_days(_year_said(said.year, context), said.month))
    if said.which == "last":
        return one(month_days(today.year - (said.month >= today.month), said.month), past=True)
    passed = said.month < today.month or (said.which in ("next", "following") and said.month == today.month)
    return one(month_days(today.year + passed, said.month))


@_days.register
def _year(said: tree.Year, context: TimeContext) -> Options[Days]:
    return one(Days(date(said.year, 1, 1), date(said.year, 12, 31)))


@_days.register
def _quarter(said: tree.Quarter, context: TimeContext) -> Options[Days]:
    if said.year is not None:
        return one(quarter_days(_year_said(said.year, context), said.quarter))
    days = quarter_days(context.today.year, said.quarter)
    return one(days if days.last >= context.today else quarter_days(context.today.year + 1, said.quarter))


@_days.register
def _week_number(said: tree.WeekNumber, context: TimeContext) -> Options[Days]:
    def week(year: int) -> Days:
        monday = date.fromisocalendar(year, said.number, 1)
        return Days(monday, monday + timedelta(days=6))

    year = context.today.isocalendar().year
    days = week(year)
    return one(days if days.last >= context.today else week(year + 1))


@_days.register
def _week_of(said: tree.WeekOf, context: TimeContext) -> Options[Days]:
    def week(days: Days) -> Days:
        base = days.last if said.nth == -1 else days.first
        later = 7 * ((said.nth or 1) - 1) if said.nth != -1 else 0
        return unit_days("week", base + timedelta(days=later), 0, context)

    return _mapped(days_of(said.day, context), week)


@_days.register
def _rolling(said: tree.Rolling, context: TimeContext) -> Options[Days]:
    if said.back and said.first is not None:
        ends = days_of(said.first, context)
        after = timedelta(days=1)
        return _mapped(ends, lambda days: Days(stepped(days.last + after, said.amount.times(-1)), days.last))
    if said.back:
        first = stepped(context.today, said.amount.times(-1))
        return one(Days(first, context.today - timedelta(days=1)), past=True)
    if said.first is None:
        return _ahead(said.amount, context)
    start = days_of(said.first, context)
    return _mapped(start, lambda days: Days(days.first, stepped(days.first, said.amount) - timedelta(days=1)))


def _ahead(amount: tree.Amount, context: TimeContext) -> Options[Days]:
    """The next so many days start tomorrow; weeks and months may be meant as those of the calendar, too."""
    rolling = Days(context.today + timedelta(days=1), stepped(context.today, amount))
    if amount.months:
        first = unit_days("month", context.today, 1, context).first
    elif amount.days >= _TWO_WEEKS and amount.days % 7 == 0:
        first = unit_days("week", context.today, 1, context).first
    else:
        return one(rolling)
    calendar = Days(first, stepped(first, amount) - timedelta(days=1))
    return several((rolling, calendar), Reason.THIS_OR_NEXT_WEEK)


@_days.register
def _rest(said: tree.Rest, context: TimeContext) -> Options[Days]:
    return one(Days(context.today, unit_days(said.unit, context.today, 0, context).last))


@_days.register
def _portion_of(said: tree.PortionOf, context: TimeContext) -> Options[Days]:
    return _mapped(days_of(said.period, context), lambda days: portion(said.portion, days))


@_days.register
def _day_range(said: tree.DayRange, context: TimeContext) -> Options[Days]:
    first = days_of(said.first, context)
    last = days_of(said.last, context)
    if has_begun(first.best.first, last.best.last):
        first = days_of(said.first, seen_from(last.best.last - YEAR, context))
    if last.best.last < first.best.first:
        last = days_of(said.last, seen_from(first.best.first, context))
    return one(Days(first.best.first, last.best.last), *first.notes, past=first.past)


@_days.register
def _working_days(said: tree.WorkingDays, context: TimeContext) -> Options[Days]:
    if said.period is None:
        return one(
            Days(context.today + timedelta(days=1), context.today + timedelta(days=7)), "read as the next seven days"
        )
    return _mapped(days_of(said.period, context), _without_weekend, "weekdays only")


def _without_weekend(days: Days) -> Days:
    """A week becomes its working days; other stretches stay, for their weekends lie inside."""
    working = [day for day in days if day.weekday() < WORKING_WEEK]
    return Days(working[0], working[-1]) if working and len(list(days)) <= 7 else days


def has_begun(first: date, last: date) -> bool:
    """ "20 November to 3 December" on the 24th: the coming 20th is far behind the coming 3rd, so the last is meant."""
    return first - last > YEAR / 2


def seen_from(day: date, context: TimeContext) -> TimeContext:
    """The same context on the morning of another day, to read "monday to friday" forwards."""
    return context.model_copy(update={"now": datetime.combine(day, time(0), context.local_now.tzinfo)})


def _mapped(options: Options[Days], change: Callable[[Days], Days], *notes: str) -> Options[Days]:
    return Options(tuple(map(change, options.values)), options.reason, (*options.notes, *notes), options.past)
