"""Days, clock and zone put together into meanings, checked against the clock changes and the present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from graph.when.context import TimeContext
from graph.when.meaning import AnyOf, ClockTime, Day, DaySpan, Instant, Meaning, Span, TimeRange
from graph.when.meanings.clocks import DAY, Minutes, minutes_of
from graph.when.meanings.days import days_of, seen_from
from graph.when.meanings.options import CannotBe, Options, one, several
from graph.when.meanings.periods import Days
from graph.when.meanings.zones import beside_the_gap, edge_at, moments_at, zone_of
from graph.when.resolution import Reason
from graph.when.words import tree
from graph.when.words.actions.periods import units
from graph.when.words.zone_names import UNKNOWN, ZoneWord, closest_zones

MOST_CANDIDATES = 4
_LOOKS_BACK = (7, 31, 62, 365, 8 * 366)  # days, from which the next of its kind is the last there was
MOST_DAYS = 7  # a clock time over a longer stretch of days is no list to choose from
IN_THE_PAST = "this lies in the past"


def moment_meanings(moment: tree.Moment, context: TimeContext) -> Options[Meaning]:
    """All readings of day, clock and zone together, best first, past ones left out unless the words look back.

    Raises:
        CannotBe: a skipped or impossible time, a past one, or a missing slot or zone.
    """
    if moment.zone and moment.zone.zone and moment.zone.zone.region == UNKNOWN:
        raise CannotBe(Reason.ZONE_UNKNOWN, _in_close_zones(moment, moment.zone.zone.said, context))
    if moment.day is None and moment.clock is None:
        return one(TimeRange(start=None, end=None, zone=zone_of(moment.zone, context.today, context).best))
    if moment.day is None and context.anchor is not None and not isinstance(moment.clock, tree.SameClock):
        moment = tree.Moment(tree.AnchorDay(0), moment.clock, moment.zone, moment.deadline)
    if moment.day is None:
        return _clock_alone(moment, context)
    try:
        return _dated(moment, moment.day, context)
    except CannotBe as refusal:
        if refusal.reason is Reason.NO_ANCHOR and moment.clock is not None and not refusal.neighbours:
            raise CannotBe(Reason.NO_ANCHOR, _clock_meanings(moment, context)) from refusal
        if refusal.reason is not Reason.IN_THE_PAST or not _recurs(moment.day):
            raise
    # "dec 30 at 9am" said on that day at eleven: the next there is
    again = _dated(moment, moment.day, seen_from(context.today + timedelta(days=1), context))
    return Options(again.values, again.reason, (*again.notes, "this one has just passed, so the next is meant"))


def _in_close_zones(moment: tree.Moment, said: str, context: TimeContext) -> Iterator[Meaning]:
    """The same on the clocks of the places whose names come closest."""
    for zone in closest_zones(said):
        with suppress(CannotBe):
            yield moment_meanings(replace(moment, zone=tree.ZoneSaid(ZoneWord(zone))), context).best


def _clock_meanings(moment: tree.Moment, context: TimeContext) -> tuple[Meaning, ...]:
    """What "that day at 3" says beside the day that nobody knows."""
    if isinstance(moment.clock, tree.SameClock):
        return ()
    return _clock_alone(tree.Moment(clock=moment.clock, zone=moment.zone), context).values


def _recurs(day: tree.DayExpr) -> bool:
    """Is it a date without a year?"""
    if isinstance(day, tree.NumericDate):
        return len(day.parts) == 2
    return isinstance(day, tree.CalendarDay) and day.year is None


def _dated(moment: tree.Moment, day: tree.DayExpr, context: TimeContext) -> Options[Meaning]:
    days = _days_asked_about(_edge_day(moment, context) or day, context)
    if moment.clock is None:
        zone = zone_of(moment.zone, days.best.first, context)
        found = Options(
            tuple(_of_days(d, z) for d in days.values for z in zone.values), days.reason or zone.reason, days.notes
        )
    else:
        found = _with_clock(moment, days, context)
    return present(found, context, past=days.past)


def _days_asked_about(day: tree.DayExpr, context: TimeContext) -> Options[Days]:
    """The days meant; of what was, the last such day, weekday or month and not the coming one."""
    days = days_of(day, context)
    if not context.looks_back:
        return days
    days = replace(days, past=True)
    bare = isinstance(day, tree.Weekday | tree.NamedMonth) and not day.which
    if not (bare or _recurs(day)) or days.best.first <= context.today:
        return days
    earlier = (days_of(day, seen_from(context.today - timedelta(days=back), context)) for back in _LOOKS_BACK)
    return next((replace(found, past=True) for found in earlier if found.best.last < context.today), days)


def _edge_day(moment: tree.Moment, context: TimeContext) -> tree.DayExpr | None:
    """ "first thing next week" is its first day, "eod next week" its last working day, "same time next week" +7."""
    if isinstance(moment.clock, tree.SameClock) and isinstance(moment.day, tree.Period):
        amount = units(moment.day.offset, moment.day.unit)
        return tree.Stepped(amount, tree.AnchorDay(0)) if amount else None
    if isinstance(moment.clock, tree.WorkEdge) and moment.day and days_of(moment.day, context).best.whole:
        working = tree.WorkingDays(moment.day)
        return tree.DayIn(1 if moment.clock.edge == "start" else -1, working)
    return None


def _of_days(days: Days, zone: str) -> Meaning:
    if days.whole:
        return DaySpan(first=days.first, last=days.last, zone=zone)
    return Day(date=days.first, zone=zone)


def _clock_alone(moment: tree.Moment, context: TimeContext) -> Options[Meaning]:
    assert moment.clock is not None  # the grammar builds no empty moment
    minutes = minutes_of(moment.clock, context)
    zone = zone_of(moment.zone, context.today, context)
    meanings = tuple(_of_minutes(m, zone.best) for m in minutes.values)
    if zone.reason:
        return Options(tuple(_of_minutes(minutes.best, name) for name in zone.values), zone.reason, zone.notes)
    return Options(meanings, minutes.reason, (*minutes.notes, *zone.notes))


def _of_minutes(minutes: Minutes, zone: str) -> Meaning:
    if minutes.point:
        assert minutes.start is not None  # a point has its minute
        return ClockTime(time=_time(minutes.start), zone=zone)
    start, end = minutes.start, minutes.end
    return TimeRange(start=None if start is None else _time(start), end=None if end is None else _time(end), zone=zone)


def _time(minute: int) -> time:
    return time(minute % DAY // 60, minute % 60)


def _with_clock(moment: tree.Moment, days: Options[Days], context: TimeContext) -> Options[Meaning]:
    assert moment.clock is not None
    minutes = minutes_of(moment.clock, context)
    zone = zone_of(moment.zone, days.best.first, context)
    meanings: list[Meaning] = []
    gaps: list[CannotBe] = []
    reason = days.reason or zone.reason or minutes.reason
    for name in zone.values:
        for m in minutes.values:
            for d in days.values:
                try:
                    placed, why = _placed(d, m, name, moment, context)
                except CannotBe as gap:
                    gaps.append(gap)
                    continue
                meanings += placed
                reason = reason or why
    if not meanings:
        raise gaps[0]
    if days.reason is Reason.SAME_WEEKDAY_TODAY and not isinstance(moment.clock, tree.SameClock):
        meanings = _soonest_day_first(meanings)
    return several(meanings, reason or Reason.AM_PM, *days.notes, *minutes.notes, *zone.notes)


def _soonest_day_first(meanings: list[Meaning]) -> list[Meaning]:
    """ "wednesday at 3" said on a wednesday morning is today's first; the order of am and pm stays."""
    half = len(meanings) // 2
    pairs = [meanings[i : i + 2][::-1] for i in range(0, 2 * half, 2)]
    return [meaning for pair in pairs for meaning in pair] + meanings[2 * half :]


def _placed(
    days: Days, minutes: Minutes, zone: str, moment: tree.Moment, context: TimeContext
) -> tuple[list[Meaning], Reason | None]:
    """The clock on those days: usually one meaning, two when a wall time repeats."""
    if not days.whole:
        return _on_day(days.first, minutes, zone, moment, context)
    if (days.last - days.first).days >= MOST_DAYS:
        raise CannotBe(Reason.NO_SUCH_TIME)
    each = [_on_day(day, minutes, zone, moment, context)[0][0] for day in days]
    ahead = [meaning for meaning in each if not is_past(meaning, context)] or each
    return [AnyOf(options=tuple(ahead)) if len(ahead) > 1 else ahead[0]], None


def _on_day(
    day: date, minutes: Minutes, zone: str, moment: tree.Moment, context: TimeContext
) -> tuple[list[Meaning], Reason | None]:
    if minutes.point:
        assert minutes.start is not None
        return _instants(day, minutes.start, zone, moment.zone)
    span = _span(day, minutes, zone)
    if minutes.start is not None or day < context.today:
        return [span], None
    now = context.now.astimezone(UTC)
    until = Span(start=now, end=span.end, zone=zone)
    if minutes.deadline or (span.start and span.start < now):
        return [until], None
    return ([span, until], Reason.WINDOW_OR_DEADLINE) if moment.deadline else ([span], None)


def _instants(day: date, minute: int, zone: str, said: tree.ZoneSaid | None) -> tuple[list[Meaning], Reason | None]:
    moments = moments_at(day, minute, zone)
    if not moments:
        raise CannotBe(Reason.NONEXISTENT_LOCAL_TIME, _as_instants(beside_the_gap(day, minute, zone), zone))
    if said and said.zone and said.offset is not None:  # "(Europe/Berlin, UTC+1)" tells the two apart
        moments = [m for m in moments if m.utcoffset() == timedelta(minutes=said.offset)] or moments
    return list(_as_instants(moments, zone)), Reason.REPEATED_HOUR if len(moments) > 1 else None


def _as_instants(moments: Iterable[datetime], zone: str) -> Iterator[Meaning]:
    return (Instant(at=moment.astimezone(UTC), zone=zone) for moment in moments)


def _span(day: date, minutes: Minutes, zone: str) -> Span:
    start = edge_at(day, minutes.start or 0, zone)
    end = edge_at(day, DAY if minutes.end is None else minutes.end, zone, last=True)
    return Span(start=start.astimezone(UTC), end=end.astimezone(UTC), zone=zone)


# ---- the present


def present(found: Options[Meaning], context: TimeContext, *, past: bool = False) -> Options[Meaning]:
    """Readings that are not over yet. Days that look back on purpose stay, and say so; an exact moment is for booking.

    Raises:
        CannotBe: all readings lie in the past; they are its neighbours.
    """
    if past and not any(isinstance(meaning, Instant) for meaning in found.values):
        over = any(is_past(meaning, context) for meaning in found.values)
        return Options(
            found.values[:MOST_CANDIDATES], found.reason, (*found.notes, *([IN_THE_PAST] if over else [])), True
        )
    ahead = tuple(meaning for meaning in found.values if not is_past(meaning, context))
    if not ahead:
        raise CannotBe(Reason.IN_THE_PAST, found.values[:MOST_CANDIDATES])
    return Options(ahead[:MOST_CANDIDATES], found.reason if len(ahead) > 1 else None, found.notes)


def is_past(meaning: Meaning, context: TimeContext) -> bool:
    """Is it over, or for an exact moment already begun? What has no date never is."""
    end = upper(meaning)
    if end is None:
        return False
    return end < context.now if isinstance(meaning, Instant) else end <= context.now


def lower(meaning: Meaning) -> datetime | None:
    """The first moment of a dated meaning, in UTC; None when it has none."""
    match meaning:
        case Instant(at=at):
            return at
        case Span(start=start):
            return start
        case Day(date=day, zone=zone) | DaySpan(first=day, zone=zone):
            return edge_at(day, 0, zone).astimezone(UTC)
        case AnyOf(options=options):
            return min(filter(None, map(lower, options)), default=None)
    return None


def upper(meaning: Meaning) -> datetime | None:
    """The moment a dated meaning is over, in UTC; None when it has none or is open."""
    match meaning:
        case Instant(at=at):
            return at
        case Span(end=end):
            return end
        case Day(date=day, zone=zone) | DaySpan(last=day, zone=zone):
            return edge_at(day, DAY, zone).astimezone(UTC)
        case AnyOf(options=options):
            ends = [upper(option) for option in options]
            return None if None in ends else max(filter(None, ends), default=None)
    return None
