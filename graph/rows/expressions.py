"""Resolutions in the exchange form, {"kind": "one|several|invalid|none", "readings": [...]}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.when.context import TimeContext, context_from_row
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
from graph.when.meanings.remaining import remaining
from graph.when.resolution import Ambiguous, Found, Invalid, Resolution
from graph.when.resolve import resolve

Row = dict[str, object]


def answer_row(resolution: Resolution, context: TimeContext) -> Row:
    """One JSON object for a resolution. Wall times get an offset when the hour repeats or the zone is another's."""
    if isinstance(resolution, Found):
        if isinstance(resolution.meaning, AnyOf | Except):
            return {"kind": "several", "readings": _pieces(resolution.meaning, context)}
        return {"kind": "one", "readings": _readings(resolution.meaning, context)}
    if isinstance(resolution, Ambiguous):
        readings = [reading for meaning in resolution.candidates for reading in _readings(meaning, context)]
        return {"kind": "one", "readings": readings}
    return {"kind": "invalid" if isinstance(resolution, Invalid) else "none", "readings": []}


def _pieces(meaning: AnyOf | Except, context: TimeContext) -> list[Row]:
    if isinstance(meaning, AnyOf):
        return [row for option in meaning.options for row in _readings(option, context)]
    return [row for piece in remaining(meaning) for row in _readings(piece, context)]


def _readings(meaning: Meaning, context: TimeContext) -> list[Row]:
    match meaning:
        case Instant(at=at, zone=zone):
            return [{"type": "instant", "start": _wall(at, zone, context)}]
        case Day(date=day):
            return [{"type": "date", "start": day.isoformat()}]
        case DaySpan(first=first, last=last):
            return [{"type": "range", "start": first.isoformat(), "end": (last + timedelta(days=1)).isoformat()}]
        case Span(start=start, end=end, zone=zone):
            return [{"type": "range", "start": _wall(start, zone, context), "end": _wall(end, zone, context)}]
        case Duration(minutes=minutes):
            return [{"type": "duration", "seconds": 60 * minutes}]
        case ClockTime() | TimeRange():
            return _clock_readings(meaning, context)
        case AnyOf() | Except():
            return _pieces(meaning, context)
        case Shift():  # relative to a slot nobody knows: no reading
            return []


def _wall(at: datetime | None, zone: str, context: TimeContext) -> str | None:
    """Local time in the meaning's zone; with its offset where the bare wall time would not say enough."""
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(zone))
    plain = local.replace(tzinfo=None, fold=0)
    clear = zone == context.user_zone and plain.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) == at
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    shown = plain if clear and not twice else local
    return shown.isoformat(timespec="seconds" if shown.second else "minutes")


def _clock_readings(meaning: ClockTime | TimeRange, context: TimeContext) -> list[Row]:
    """A clock without a day. The form has no place for a zone, so another zone's clock gets a date: its next."""
    if isinstance(meaning, ClockTime):
        plain: Row = {"type": "time", "start": f"{meaning.time:%H:%M}"}
        if meaning.zone == context.user_zone:
            return [plain]
        return [
            plain,
            {"type": "instant", "start": _next(meaning.time, meaning.zone, context).isoformat(timespec="minutes")},
        ]
    if meaning.zone == context.user_zone or meaning.start is None or meaning.end is None:
        return [{"type": "time_range", "start": _hours(meaning.start), "end": _hours(meaning.end)}]
    start = _next(meaning.start, meaning.zone, context)
    end = datetime.combine(start.date() + timedelta(days=meaning.end <= meaning.start), meaning.end, start.tzinfo)
    return [{"type": "range", "start": start.isoformat(timespec="minutes"), "end": end.isoformat(timespec="minutes")}]


def _hours(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _next(at: time, zone: str, context: TimeContext) -> datetime:
    """The next time clocks in that zone show it."""
    local = context.now.astimezone(ZoneInfo(zone))
    today = datetime.combine(local.date(), at, local.tzinfo)
    return today if today.astimezone(UTC) >= context.now else today + timedelta(days=1)


def when_batch(rows: Iterable[Mapping[str, object]]) -> list[Row]:
    """Answer rows with `text` and the fields of `context_from_row`, in order."""
    return [_answered(str(row["text"]), context_from_row(row)) for row in rows]


def _answered(text: str, context: TimeContext) -> Row:
    return answer_row(resolve(text, context), context)
