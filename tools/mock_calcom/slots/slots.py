"""The slot engine: free starts of one event type, really computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tools.mock_calcom.slots.availability import (
    Span,
    bookable_from,
    host_zone,
    open_hours,
    subtract,
    window_of,
)
from tools.mock_calcom.slots.busy import busy_spans, reached_limit, reserved_spans
from tools.mock_calcom.world.model import EventType, User
from tools.mock_calcom.world.world import World

_GRIDS = (60, 30, 20, 15, 10, 5)


@dataclass(frozen=True)
class SlotQuery:
    """What to look for. Instants in UTC; `minutes` is the length of a slot; `zone` shapes grid and days.

    `ignoring` is the uid of a booking about to be moved, `holder` that of the asker's own reservation.
    """

    event_type: EventType
    start: datetime
    end: datetime
    zone: ZoneInfo
    minutes: int
    ignoring: str | None = None
    holder: str | None = None


def hosts_of(world: World, event_type: EventType) -> list[User]:
    """Who could host it: the owner, or the team's hosts."""
    ids = event_type.host_ids if event_type.team_id is not None else [event_type.owner_id]
    return [world.users[user_id] for user_id in ids if user_id in world.users]


def free_starts(world: World, query: SlotQuery) -> list[datetime]:
    """Starts of free slots, earliest first; [] for a query that ends before it starts."""
    event_type, every_host = query.event_type, query.event_type.settings.get("schedulingType") == "collective"
    found: list[set[datetime]] = [set(_of_host(world, query, host)) for host in hosts_of(world, event_type)]
    if not found or event_type.settings.get("schedulingType") == "managed":
        return []
    starts = set.intersection(*found) if every_host else set.union(*found)
    return _first_of_day(starts, query.zone) if event_type.first_slot_only else sorted(starts)


def is_free(world: World, host: User, event_type: EventType, span: Span, *, ignoring: str | None = None) -> bool:
    """Whether a meeting may lie there: inside the host's hours and clear of everything busy. The grid is no matter."""
    start, end = span
    hours = open_hours(world, host, event_type, start - timedelta(days=1), end + timedelta(days=1))
    if not any(opens <= start and end <= closes for opens, closes in hours):
        return False
    return not overlaps(world, host, event_type, span, ignoring=ignoring)


def overlaps(world: World, host: User, event_type: EventType, span: Span, *, ignoring: str | None = None) -> bool:
    """Whether something busy lies there."""
    start, end = span
    holes = busy_spans(world, host, event_type, start, end, ignoring=ignoring)
    if world.knobs.reservation_blocks_others:
        holes = holes + reserved_spans(world, host, start, end)
    return any(hole_start < end and hole_end > start for hole_start, hole_end in holes)


def _of_host(world: World, query: SlotQuery, host: User) -> Iterator[datetime]:
    event_type, length = query.event_type, timedelta(minutes=query.minutes)
    zone = host_zone(world, host, event_type)
    spans = open_hours(world, host, event_type, *_reach(world, query, zone))
    if not spans:
        return
    first, last = spans[0][0], spans[-1][1]
    spans = subtract(spans, busy_spans(world, host, event_type, first, last, ignoring=query.ignoring))
    spans = subtract(spans, reserved_spans(world, host, first, last, besides=query.holder))
    has_limits = bool(event_type.limits_count or event_type.limits_duration)
    for start in _starts(spans, event_type, query.minutes, query.zone):
        if not has_limits or reached_limit(world, event_type, start, length, zone, ignoring=query.ignoring) is None:
            yield start


def _reach(world: World, query: SlotQuery, zone: ZoneInfo) -> Span:
    """The query narrowed by notice and booking window.

    Measured releases answer rolling windows wrongly: whatever start is asked, they begin today (a knob).
    """
    now, event_type = world.now(), query.event_type
    earliest = bookable_from(event_type, now)
    window = window_of(event_type, now, zone)
    if window is None:
        return max(query.start, earliest), query.end
    if (event_type.window or {}).get("rolling") and world.knobs.rolling_window == "start_ignored":
        return (earliest, query.end) if query.start < window[1] else (query.end, query.end)
    return max(query.start, earliest, window[0]), min(query.end, window[1])


def _starts(spans: list[Span], event_type: EventType, minutes: int, zone: ZoneInfo) -> Iterator[datetime]:
    length = timedelta(minutes=minutes)
    step = timedelta(minutes=(event_type.slot_interval or minutes) + event_type.offset_start)
    grid = next((grid for grid in _GRIDS if (event_type.slot_interval or minutes) % grid == 0), 1)
    for span_start, span_end in spans:
        start = _on_grid(span_start, grid, zone) + timedelta(minutes=event_type.offset_start)
        while start + length <= span_end:
            yield start
            start += step


def _on_grid(moment: datetime, grid: int, zone: ZoneInfo) -> datetime:
    """The next full grid minute of the hour, as the asked zone's clock shows it."""
    if moment.second or moment.microsecond:
        moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    past = moment.astimezone(zone).minute % grid
    return moment + timedelta(minutes=(grid - past) % grid)


def _first_of_day(starts: set[datetime], zone: ZoneInfo) -> list[datetime]:
    days: dict[object, datetime] = {}
    for start in sorted(starts):
        days.setdefault(start.astimezone(zone).date(), start)
    return list(days.values())
