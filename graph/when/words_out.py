"""Exact times in words for people: weekday and date always said, the other party's clock beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.when.context import DateOrder
from graph.when.meaning import (
    AnyOf,
    ClockTime,
    Day,
    DaySpan,
    Duration,
    Except,
    Instant,
    Meaning,
    Shift,
    Span,
    TimeRange,
)

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say_day(day: date, *, date_order: DateOrder = "DMY") -> str:
    """ "Thursday 26 November 2026"; with MDY "Thursday, November 26, 2026"."""
    weekday, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    if date_order == "MDY":
        return f"{weekday}, {month} {day.day}, {day.year}"
    return f"{weekday} {day.day} {month} {day.year}"


def say_time(at: time, *, date_order: DateOrder = "DMY") -> str:
    """ "14:00"; with MDY "2:00 PM"."""
    if date_order != "MDY":
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def say_instant(at: datetime, *, zone: str, other_zone: str | None = None, date_order: DateOrder = "DMY") -> str:
    """ "Thursday 26 November 2026, 14:00 (Europe/Berlin)", the other party's time behind it when it differs."""
    said = f"{_moment(at, zone, date_order)} ({_zone(at, zone)})"
    if not _differs(at, zone, other_zone):
        return said
    assert other_zone is not None  # a zone that differs is one
    return f"{said}, {_other(at, zone, other_zone, date_order)} ({_zone(at, other_zone)})"


def say_span(
    start: datetime | None,
    end: datetime | None,
    *,
    zone: str,
    other_zone: str | None = None,
    date_order: DateOrder = "DMY",
) -> str:
    """ "Thursday 26 November 2026, 14:00–14:30 (Europe/Berlin)"; an open side is "from" or "until"."""
    if start is None or end is None:
        at, word = (start, "from") if start else (end, "until")
        return (
            "any time"
            if at is None
            else f"{word} {say_instant(at, zone=zone, other_zone=other_zone, date_order=date_order)}"
        )
    said = f"{_stretch(start, end, zone, date_order)} ({_zone(start, zone)})"
    if not _differs(start, zone, other_zone):
        return said
    assert other_zone is not None
    until = end.astimezone(ZoneInfo(other_zone)).time()
    other = f"{_other(start, zone, other_zone, date_order)}–{say_time(until, date_order=date_order)}"
    return f"{said}, {other} ({_zone(start, other_zone)})"


def say_meaning(meaning: Meaning, *, zone: str, other_zone: str | None = None, date_order: DateOrder = "DMY") -> str:
    """Any meaning in words that do not depend on the day they are read, exact times in the person's `zone`."""
    match meaning:
        case Instant(at=at):
            return say_instant(at, zone=zone, other_zone=other_zone, date_order=date_order)
        case Span(start=start, end=end):
            return say_span(start, end, zone=zone, other_zone=other_zone, date_order=date_order)
        case Day(date=day):
            return say_day(day, date_order=date_order)
        case DaySpan(first=first, last=last):
            return f"{say_day(first, date_order=date_order)} to {say_day(last, date_order=date_order)}"
        case ClockTime(time=at):
            return say_time(at, date_order=date_order) + ("" if meaning.zone == zone else f" ({meaning.zone})")
        case TimeRange():
            return _clock_range(meaning, zone, date_order)
        case Duration(minutes=minutes):
            return say_duration(minutes)
        case Shift():
            return _shift(meaning)
    say: Callable[[Meaning], str] = lambda part: say_meaning(  # noqa: E731
        part, zone=zone, other_zone=other_zone, date_order=date_order
    )
    if isinstance(meaning, AnyOf):
        return " or ".join(map(say, meaning.options))
    assert isinstance(meaning, Except)
    return f"{say(meaning.base)} except {' or '.join(map(say, meaning.exclusions))}"


def say_duration(minutes: int) -> str:
    """ "45 minutes", "1 hour 30 minutes", "2 days"."""
    sizes = (("day", 1440), ("hour", 60), ("minute", 1))
    words = []
    for name, size in sizes:
        count, minutes = divmod(minutes, size)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''}")
    return " ".join(words) or "0 minutes"


def _shift(shift: Shift) -> str:
    amounts = [abs(shift.months), abs(shift.days)]
    words = [f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in zip(amounts, ("month", "day"), strict=True) if n]
    if shift.minutes:
        words.append(say_duration(abs(shift.minutes)))
    return f"{' '.join(words)} {'earlier' if min(shift.minutes, shift.days, shift.months) < 0 else 'later'}"


def _clock_range(meaning: TimeRange, zone: str, order: DateOrder) -> str:
    start, end = (at and say_time(at, date_order=order) for at in (meaning.start, meaning.end))
    start = say_time(meaning.start, date_order=order) if meaning.start is not None else None
    end = say_time(meaning.end, date_order=order) if meaning.end is not None else None
    place = "" if meaning.zone == zone else f" ({meaning.zone})"
    if start and end:
        return f"{start}–{end}{place}"
    return f"after {start}{place}" if start else f"before {end}{place}"


def _moment(at: datetime, zone: str, order: DateOrder) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{say_day(local.date(), date_order=order)}, {say_time(local.time(), date_order=order)}"


def _stretch(start: datetime, end: datetime, zone: str, order: DateOrder) -> str:
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (start, end))
    if _ends_on_its_day(first, last):
        return f"{_moment(start, zone, order)}–{say_time(last.time(), date_order=order)}"
    return f"{_moment(start, zone, order)} to {_moment(end, zone, order)}"


def _ends_on_its_day(first: datetime, last: datetime) -> bool:
    """Does the clock alone say where the stretch ends? Midnight belongs to the day before it."""
    midnight = last.time() == time(0) and last.date() == first.date() + timedelta(days=1)
    return (last.date() == first.date() or midnight) and first.utcoffset() == last.utcoffset()


def _zone(at: datetime, zone: str) -> str:
    """The zone's name, with its offset when the wall time comes twice that day."""
    local = at.astimezone(ZoneInfo(zone))
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return zone
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{zone}, UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _differs(at: datetime, zone: str, other_zone: str | None) -> bool:
    return (
        other_zone is not None
        and at.astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(ZoneInfo(other_zone)).utcoffset()
    )


def _other(at: datetime, zone: str, other_zone: str, order: DateOrder) -> str:
    """The same moment on the other party's clock, with their date when it is another day there."""
    here, there = at.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(other_zone))
    clock = say_time(there.time(), date_order=order)
    return clock if here.date() == there.date() else f"{say_day(there.date(), date_order=order)}, {clock}"
