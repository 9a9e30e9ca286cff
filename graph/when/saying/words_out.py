"""Exact times in words for people: weekday and date always said, the other party's clock beside it."""

from __future__ import annotations

from dataclasses import dataclass
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
from graph.when.words.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

_DAYS = tuple(name.capitalize() for name in WEEKDAY_NAMES)
_MONTHS = tuple(name.capitalize() for name in MONTH_NAMES)


def say_day(day: date, *, date_order: DateOrder = "DMY", today: date | None = None) -> str:
    """ "Thursday 26 November 2026", with MDY "Thursday, November 26, 2026"; with `today` given "(tomorrow)"."""
    weekday, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    said = f"{weekday} {day.day} {month} {day.year}"
    if date_order == "MDY":
        said = f"{weekday}, {month} {day.day}, {day.year}"
    # The date stands beside it, so the relative word cannot mislead even when it is read a day later.
    near = {0: " (today)", 1: " (tomorrow)"} if today else {}
    return said + near.get((day - today).days if today else 0, "")


def say_time(at: time, *, date_order: DateOrder = "DMY") -> str:
    """ "14:00"; with MDY "2:00 PM"."""
    if date_order != "MDY":
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def say_instant(
    at: datetime,
    *,
    zone: str,
    other_zone: str | None = None,
    date_order: DateOrder = "DMY",
    now: datetime | None = None,
) -> str:
    """ "Thursday 26 November 2026, 14:00 (Europe/Berlin)", the other party's time behind it when it differs."""
    voice = _Voice(zone, other_zone, date_order, now)
    return f"{voice.moment(at)} ({_zone(at, zone)}){voice.on_the_other_side(at)}"


def say_span(
    start: datetime | None,
    end: datetime | None,
    *,
    zone: str,
    other_zone: str | None = None,
    date_order: DateOrder = "DMY",
    now: datetime | None = None,
) -> str:
    """ "Thursday 26 November 2026, 14:00–14:30 (Europe/Berlin)"; an open side is "from" or "before"."""
    if start is None or end is None:
        at, word = (start, "from") if start else (end, "before")
        say = {"zone": zone, "other_zone": other_zone}
        return "any time" if at is None else f"{word} {say_instant(at, **say, date_order=date_order, now=now)}"  # type: ignore[arg-type]
    voice = _Voice(zone, other_zone, date_order, now)
    return f"{voice.stretch(start, end)} ({_zone(start, zone)}){voice.on_the_other_side(start, end)}"


def say_duration(minutes: int) -> str:
    """ "45 minutes", "1 hour 30 minutes", "2 days"."""
    words = []
    for name, size in (("day", 1440), ("hour", 60), ("minute", 1)):
        count, minutes = divmod(minutes, size)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''}")
    return " ".join(words) or "0 minutes"


def say_meaning(
    meaning: Meaning,
    *,
    zone: str,
    other_zone: str | None = None,
    date_order: DateOrder = "DMY",
    now: datetime | None = None,
) -> str:
    """Any meaning in words, exact times in the person's `zone`; `resolve` reads them back as the same meaning."""
    return _Voice(zone, other_zone, date_order, now).meaning(meaning)


@dataclass(frozen=True)
class _Voice:
    """For whom the words are: their zone, the other party's, their order of day and month, and their present."""

    zone: str
    other_zone: str | None
    date_order: DateOrder
    now: datetime | None

    def meaning(self, meaning: Meaning) -> str:
        match meaning:
            case Instant(at=at):
                return f"{self.moment(at)} ({_zone(at, self.zone)}){self.on_the_other_side(at)}"
            case Span(start=start, end=end):
                return say_span(
                    start, end, zone=self.zone, other_zone=self.other_zone, date_order=self.date_order, now=self.now
                )
            case Day(date=day):
                return self.day(day)
            case DaySpan(first=first, last=last):
                return f"{self.day(first)} to {self.day(last)}"
            case ClockTime(time=at, zone=zone):
                return self.time(at) + self.named(zone)
            case TimeRange():
                return self.clock_range(meaning)
            case Duration(minutes=minutes):
                return say_duration(minutes)
            case Shift():
                return _shift(meaning)
            case AnyOf(options=options):
                return " or ".join(map(self.meaning, options))
            case Except(base=base, exclusions=exclusions):
                return f"{self.meaning(base)} except {' or '.join(map(self.meaning, exclusions))}"

    def day(self, day: date) -> str:
        today = self.now.astimezone(ZoneInfo(self.zone)).date() if self.now else None
        return say_day(day, date_order=self.date_order, today=today)

    def time(self, at: time) -> str:
        return say_time(at, date_order=self.date_order)

    def moment(self, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.zone))
        return f"{self.day(local.date())}, {self.time(local.time())}"

    def stretch(self, start: datetime, end: datetime) -> str:
        first, last = (at.astimezone(ZoneInfo(self.zone)) for at in (start, end))
        if _ends_on_its_day(first, last):
            return f"{self.moment(start)}–{self.time(last.time())}"
        return f"{self.moment(start)} ({_zone(start, self.zone)}) to {self.moment(end)}"

    def clock_range(self, meaning: TimeRange) -> str:
        start, end = (None if at is None else self.time(at) for at in (meaning.start, meaning.end))
        if start and end:
            return f"{start}–{end}{self.named(meaning.zone)}"
        if not (start or end):
            return f"any time{self.named(meaning.zone)}"
        return (f"after {start}" if start else f"before {end}") + self.named(meaning.zone)

    def named(self, zone: str) -> str:
        """A zone behind a clock time, unless it is the person's own."""
        return "" if zone == self.zone else f" ({zone})"

    def on_the_other_side(self, start: datetime, end: datetime | None = None) -> str:
        """The same on the other party's clock when it differs, with their date when it is another day there."""
        if self.other_zone is None:
            return ""
        here, there = start.astimezone(ZoneInfo(self.zone)), start.astimezone(ZoneInfo(self.other_zone))
        if here.utcoffset() == there.utcoffset():
            return ""
        date_there = "" if here.date() == there.date() else f"{say_day(there.date(), date_order=self.date_order)}, "
        until = "" if end is None else f"–{self.time(end.astimezone(there.tzinfo).time())}"
        return f", {date_there}{self.time(there.time())}{until} ({_zone(start, self.other_zone)})"


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
    return f"{zone}, UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _shift(shift: Shift) -> str:
    words = [
        f"{abs(count)} {unit}{'s' if abs(count) > 1 else ''}"
        for count, unit in ((shift.months, "month"), (shift.days, "day"))
        if count
    ]
    if shift.minutes:
        words.append(say_duration(abs(shift.minutes)))
    return f"{' '.join(words)} {'earlier' if min(shift.minutes, shift.days, shift.months) < 0 else 'later'}"
