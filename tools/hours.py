"""Why a start is not on offer: past, too soon, too far ahead, a day off, outside the hours, off the grid, or taken."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from math import gcd
from zoneinfo import ZoneInfo

from tools.calcom.models import EventType, Schedule, Slot

_TELLING = 4  # free starts of one stretch that show its step
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Obstacle(StrEnum):
    """Why a start cannot be booked, as far as one can tell from outside."""

    IN_THE_PAST = "in_the_past"
    TOO_SOON = "too_soon"  # minimum booking notice
    TOO_FAR = "too_far"  # booking window
    CLOSED_DAY = "closed_day"  # no hours on that day
    OUTSIDE_HOURS = "outside_hours"
    ENDS_OUTSIDE_HOURS = "ends_outside_hours"  # it would begin within them
    OFF_GRID = "off_grid"  # no start of the event type, free or not
    TAKEN = "slot_taken"


def obstacle(
    start: datetime,
    event_type: EventType,
    schedule: Schedule | None,
    free: Sequence[Slot],
    *,
    now: datetime,
    minutes: int,
) -> Obstacle:
    """Why `start` is not among the free slots.

    Args:
        schedule: the host's hours, None when they are not known.
        free: what is free around it, earliest first.
        minutes: how long the booking would take.
    """
    if start <= now:
        return Obstacle.IN_THE_PAST
    if start < now + timedelta(minutes=event_type.minimum_booking_notice):
        return Obstacle.TOO_SOON
    if (last := last_bookable(event_type, now)) is not None and start > last:
        return Obstacle.TOO_FAR
    if schedule is not None:
        opening = hours_on(start, schedule)
        if not opening:
            return Obstacle.CLOSED_DAY
        length = timedelta(minutes=minutes)
        around = next(((begin, end) for begin, end in opening if begin <= start and start + length <= end), None)
        if around is None:
            begins = any(begin <= start < end for begin, end in opening)
            return Obstacle.ENDS_OUTSIDE_HOURS if begins else Obstacle.OUTSIDE_HOURS
        if _misses_the_grid(start, [s.start for s in free if around[0] <= s.start < around[1]], minutes):
            return Obstacle.OFF_GRID
    return Obstacle.OFF_GRID if _between_free_neighbours(start, free, minutes) else Obstacle.TAKEN


def hours_on(instant: datetime, schedule: Schedule) -> list[tuple[datetime, datetime]]:
    """The host's open stretches, UTC, on the host's calendar day that holds the instant; [] on a day off."""
    zone = ZoneInfo(schedule.time_zone)
    day = instant.astimezone(zone).date()
    overrides = [o for o in schedule.overrides if o.date == day]
    weekly = [a for a in schedule.availability if _DAY_NAMES[day.weekday()] in a.days]
    stretches = [(part.start_time, part.end_time) for part in overrides or weekly]
    return [
        (_utc(datetime.combine(day, begin, tzinfo=zone)), _utc(_closing(datetime.combine(day, end, tzinfo=zone), end)))
        for begin, end in stretches
        if begin != end
    ]


def last_bookable(event_type: EventType, now: datetime) -> datetime | None:
    """The end of the event type's booking window; None when it has none that is fixed."""
    window = event_type.booking_window or {}
    value = window.get("value")
    match window.get("type"):
        case "range" if isinstance(value, list) and len(value) == 2:
            return datetime.fromisoformat(str(value[1])[:10]).replace(tzinfo=UTC) + timedelta(days=1)
        case "calendarDays" if isinstance(value, int):
            return now + timedelta(days=value + 1)
        case "businessDays" if isinstance(value, int):
            return now + timedelta(days=value // 5 * 7 + value % 5 + 3)
    return None


def _misses_the_grid(start: datetime, free: Sequence[datetime], minutes: int) -> bool:
    """Whether no step leads from the free starts of the same stretch to this one: then it is never a start.

    The step is what the free starts have in common, if that is not so long that some between them may be taken.
    """
    if not free:
        return False
    step = gcd(*((other - free[0]) // timedelta(minutes=1) for other in free))
    if len(free) < _TELLING or step >= 2 * minutes:
        step = gcd(step, minutes)
    return (start - free[0]) % timedelta(minutes=step) != timedelta(0)


def _between_free_neighbours(start: datetime, free: Sequence[Slot], minutes: int) -> bool:
    """Starts just before and just after are free and touch: the time itself is, too."""
    before = max((slot.start for slot in free if slot.start < start), default=None)
    after = min((slot.start for slot in free if slot.start > start), default=None)
    return before is not None and after is not None and after - before <= timedelta(minutes=minutes)


def _closing(end: datetime, clock: time) -> datetime:
    """A day that closes at 00:00 or 23:59 is open to the midnight that follows."""
    return end + timedelta(days=1) if clock == time(0) else end


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
