"""When a host can be met at all: weekly hours, overrides, days out of office, booking windows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tools.mock_calcom.slots.schedules import OFFICE_HOURS, default_schedule
from tools.mock_calcom.wire.validation import WEEK_DAYS
from tools.mock_calcom.world.model import EventType, Json, User
from tools.mock_calcom.world.timestamps import find_zone, parse_date
from tools.mock_calcom.world.world import World

Span = tuple[datetime, datetime]
_DAY = timedelta(days=1)


def host_zone(world: World, host: User, event_type: EventType) -> ZoneInfo:
    """The zone in which the host's days begin and end."""
    schedule = world.schedules.get(event_type.schedule_id or 0) or default_schedule(world, host.id)
    return find_zone(schedule.time_zone if schedule else host.time_zone) or ZoneInfo("UTC")


def open_hours(world: World, host: User, event_type: EventType, start: datetime, end: datetime) -> list[Span]:
    """The host's hours within [start, end), earliest first, in UTC, touching ones joined.

    An override replaces its day's hours; a day out of office has none; a host without a schedule keeps office hours.
    """
    schedule = world.schedules.get(event_type.schedule_id or 0) or default_schedule(world, host.id)
    zone = host_zone(world, host, event_type)
    weekly = _by_week_day(schedule.availability if schedule else OFFICE_HOURS)
    special = _by_date(schedule.overrides if schedule else [])
    spans: list[Span] = []
    for day in _days(start.astimezone(zone).date() - _DAY, end.astimezone(zone).date()):
        if any(first <= day.isoformat() <= last for first, last in host.out_of_office):
            continue
        for opens, closes in special.get(day, weekly[day.weekday()]):
            spans.append((_instant(day, opens, zone), _closing(day, closes, zone)))
    return clip(merge(spans), start, end)


def bookable_from(event_type: EventType, now: datetime) -> datetime:
    """The first instant that the minimum notice allows."""
    return now + timedelta(minutes=event_type.notice)


def window_of(event_type: EventType, now: datetime, zone: ZoneInfo) -> Span | None:
    """The booking window as instants, or None without one."""
    window = event_type.window
    if window is None:
        return None
    today = now.astimezone(zone).date()
    if window["type"] == "range":
        first, last = (parse_date(day) or today for day in window["value"])
    elif window["type"] == "businessDays":
        first, last = today, _business_days_later(today, window["value"])
    else:
        first, last = today, today + timedelta(days=window["value"])
    return _instant(first, time(0), zone), _instant(last + _DAY, time(0), zone)


def merge(spans: list[Span]) -> list[Span]:
    """Overlapping and touching spans joined, earliest first; empty ones dropped."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def clip(spans: list[Span], start: datetime, end: datetime) -> list[Span]:
    """What of them lies within [start, end)."""
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]


def subtract(spans: list[Span], holes: list[Span]) -> list[Span]:
    """Spans minus holes; both merged and earliest first."""
    left: list[Span] = []
    first = 0
    for start, end in spans:
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        for hole_start, hole_end in holes[first:]:
            if hole_start >= end:
                break
            if start < hole_start:
                left.append((start, hole_start))
            start = max(start, hole_end)
        if start < end:
            left.append((start, end))
    return left


def _by_week_day(rules: list[Json]) -> list[list[tuple[time, time]]]:
    week: list[list[tuple[time, time]]] = [[] for _ in WEEK_DAYS]
    for rule in rules:
        for day in rule["days"]:
            week[WEEK_DAYS.index(day)].append(
                (time.fromisoformat(rule["startTime"]), time.fromisoformat(rule["endTime"]))
            )
    return week


def _by_date(overrides: list[Json]) -> dict[date, list[tuple[time, time]]]:
    days: dict[date, list[tuple[time, time]]] = {}
    for override in overrides:
        hours = time.fromisoformat(override["startTime"]), time.fromisoformat(override["endTime"])
        days.setdefault(date.fromisoformat(override["date"]), []).append(hours)
    return days


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _closing(day: date, at: time, zone: ZoneInfo) -> datetime:
    """23:59 is how a schedule says midnight."""
    return _instant(day + _DAY, time(0), zone) if at == time(23, 59) else _instant(day, at, zone)


def _business_days_later(day: date, count: int) -> date:
    while count > 0:
        day += _DAY
        count -= day.weekday() < 5
    return day
