"""The host's own time, without any kind of meeting: what stands in a stretch of it, and what of it is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tools.bookings import list_bookings
from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, BusyTime, Schedule, Window
from tools.errors import SchedulingError
from tools.hours import hours_on

_LONGEST = timedelta(days=1)  # a booking that began this long before may still be going on
_STATUSES = ("past", "upcoming", "unconfirmed")


@dataclass(frozen=True, slots=True)
class OwnTime:
    """What a look at one's own calendars came to; all times UTC, earliest first."""

    free: tuple[Window, ...]  # of what was asked about: with hours said, all of it; without, within the working hours
    bookings: tuple[Booking, ...]  # that overlap what was asked about
    elsewhere: tuple[BusyTime, ...]  # of connected calendars, beside the bookings' own times
    is_open: bool  # whether any of it lies in the working hours, or those are not known
    complete: bool  # False: there are more bookings than were looked through
    calendars_read: bool  # False: only Cal.com's own bookings are known


async def own_time(
    calcom: CalcomClient, asked: Iterable[Window], zone: ZoneInfo, *, with_hours: bool, own: str | None = None
) -> OwnTime:
    """What stands in these stretches, and what of them is free.

    Args:
        zone: of the host, in which the calendars are asked.
        with_hours: hours were said, so that the working hours matter only for what is told of them.
        own: only the bookings of this address.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    stretches = merged(asked)
    hull = Window(start=stretches[0].start, end=stretches[-1].end)
    around = Window(start=hull.start - _LONGEST, end=hull.end)
    query = BookingQuery(statuses=_STATUSES, attendee_email=own)
    listing = await list_bookings(calcom, query, window=around)
    found = {b.uid: b for b in listing.bookings if b.is_live and _overlaps(b.start, b.end, stretches)}
    standing = tuple(found.values())
    elsewhere, calendars_read = await _elsewhere(calcom, hull, zone)
    beside = tuple(t for t in elsewhere if _overlaps(t.start, t.end, stretches) and not _is_one_of(t, standing))
    opening = _open_in(stretches, await _schedule(calcom))
    taken = [Window(start=booking.start, end=booking.end) for booking in standing]
    taken += [Window(start=time.start, end=time.end) for time in beside]
    return OwnTime(
        free=without(stretches if with_hours or opening is None else opening, taken),
        bookings=tuple(sorted(standing, key=lambda booking: booking.start)),
        elsewhere=tuple(sorted(beside, key=lambda time: time.start)),
        is_open=opening is None or bool(opening),
        complete=listing.complete,
        calendars_read=calendars_read,
    )


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same time with no two stretches that touch or overlap, earliest first."""
    joined: list[Window] = []
    for window in sorted(windows, key=lambda w: w.start):
        if joined and window.start <= joined[-1].end:
            joined[-1] = Window(start=joined[-1].start, end=max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return tuple(joined)


def without(whole: Iterable[Window], taken: Iterable[Window]) -> tuple[Window, ...]:
    """What of the whole is left beside what is taken, earliest first."""
    left = list(merged(whole))
    for busy in merged(taken):
        cut = [
            Window(start=start, end=end)
            for window in left
            for start, end in ((window.start, min(window.end, busy.start)), (max(window.start, busy.end), window.end))
            if start < end
        ]
        left = cut
    return tuple(left)


def _overlaps(start: datetime, end: datetime, stretches: Iterable[Window]) -> bool:
    return any(start < stretch.end and end > stretch.start for stretch in stretches)


def _is_one_of(time: BusyTime, bookings: Iterable[Booking]) -> bool:
    """Cal.com writes its bookings into the connected calendar, whose busy times then show them once more."""
    return any(time.start == booking.start and time.end == booking.end for booking in bookings)


async def _elsewhere(calcom: CalcomClient, hull: Window, zone: ZoneInfo) -> tuple[tuple[BusyTime, ...], bool]:
    """What connected calendars have, and whether they could be read."""
    try:
        return await calcom.busy_times(hull, zone), True
    except SchedulingError:
        return (), False


async def _schedule(calcom: CalcomClient) -> Schedule | None:
    try:
        return await calcom.default_schedule()
    except SchedulingError:
        return None


def _open_in(stretches: Iterable[Window], schedule: Schedule | None) -> tuple[Window, ...] | None:
    """The working hours in the stretches; None where they are not known."""
    if schedule is None:
        return None
    zone = ZoneInfo(schedule.time_zone)
    opening = []
    for stretch in stretches:
        day = stretch.start.astimezone(zone).date()
        while (noon := datetime(day.year, day.month, day.day, 12, tzinfo=zone)) - timedelta(days=1) < stretch.end:
            for start, end in hours_on(noon, schedule):
                start, end = max(start, stretch.start), min(end, stretch.end)
                if start < end:
                    opening.append(Window(start=start, end=end))
            day += timedelta(days=1)
    return merged(opening)
