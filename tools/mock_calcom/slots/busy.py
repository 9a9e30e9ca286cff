"""What already fills a host's calendar, seen from one event type."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tools.mock_calcom.slots.availability import Span, merge
from tools.mock_calcom.world.model import Booking, EventType, User
from tools.mock_calcom.world.world import World

_UNITS = {"day": 0, "week": 1, "month": 2, "year": 3}


def busy_spans(
    world: World, host: User, event_type: EventType, start: datetime, end: datetime, *, ignoring: str | None = None
) -> list[Span]:
    """The stretches in which no meeting of this type may lie, buffers of both sides included; merged.

    Args:
        ignoring: uid of a booking that is about to be moved away.
    """
    around = _Buffers(world, event_type)
    margin = timedelta(days=1)
    return merge(
        [
            around.widen(booking)
            for booking in blocking_bookings(world, host, event_type, start - margin, end + margin)
            if booking.uid != ignoring
        ]
    )


def blocking_bookings(
    world: World, host: User, event_type: EventType, start: datetime, end: datetime
) -> Iterator[Booking]:
    """Bookings that hide their time from this type: accepted ones of any type, pending ones of its own if it says so.

    A seated type's own bookings never do.
    """
    for booking in world.bookings_between(start, end):
        own = booking.event_type_id == event_type.id
        if booking.status == "pending":
            hides = own and event_type.blocks_while_pending
        else:
            hides = booking.status == "accepted" and not (own and event_type.seats)
        if hides and is_at(world, host, booking):
            yield booking


def is_at(world: World, user: User, booking: Booking) -> bool:
    """Whether the user hosts or attends it."""
    if booking.host_id == user.id:
        return True
    return any(attendee.email == user.email for attendee in booking.attendees)


def reserved_spans(
    world: World, host: User, start: datetime, end: datetime, *, besides: str | None = None
) -> list[Span]:
    """Slots held by reservations that have not lapsed; they hide from every type of the host.

    Those of seated types hide nothing.
    """
    now = world.now()
    return merge(
        [
            (held.start, held.end)
            for held in world.tables.reservations.values()
            if held.host_id == host.id
            and not held.seated
            and held.uid != besides
            and held.until > now
            and held.start < end
            and held.end > start
        ]
    )


def reached_limit(
    world: World,
    event_type: EventType,
    start: datetime,
    length: timedelta,
    zone: ZoneInfo,
    *,
    ignoring: str | None = None,
) -> str | None:
    """The text of the count or duration limit that one more booking would break; None when there is room."""
    for unit, most in (event_type.limits_count or {}).items():
        if len(_in_period(world, event_type, start, unit, zone, ignoring)) + 1 > most:
            return "booking_limit_reached"
    for unit, minutes in (event_type.limits_duration or {}).items():
        taken = sum((b.length for b in _in_period(world, event_type, start, unit, zone, ignoring)), timedelta())
        if taken + length > timedelta(minutes=minutes):
            return "duration_limit_reached"
    return None


class _Buffers:
    """How far a booking reaches for a candidate: its own buffers and the candidate's, the other way round."""

    def __init__(self, world: World, candidate: EventType) -> None:
        self.event_types, self.candidate = world.event_types, candidate
        self._known: dict[int, tuple[timedelta, timedelta]] = {}

    def widen(self, booking: Booking) -> Span:
        number = booking.event_type_id
        if number not in self._known:
            kind, candidate = self.event_types.get(number), self.candidate
            lead = (kind.buffer_before if kind else 0) + candidate.buffer_after
            trail = (kind.buffer_after if kind else 0) + candidate.buffer_before
            self._known[number] = timedelta(minutes=lead), timedelta(minutes=trail)
        lead_time, trail_time = self._known[number]
        return booking.start - lead_time, booking.end + trail_time


def _in_period(
    world: World, event_type: EventType, start: datetime, unit: str, zone: ZoneInfo, ignoring: str | None
) -> list[Booking]:
    period = _period(start, unit, zone)
    reach = timedelta(days=(2, 9, 33, 368)[_UNITS[unit]])
    return [
        booking
        for booking in world.bookings_between(start - reach, start + reach)
        if booking.event_type_id == event_type.id
        and booking.status == "accepted"
        and booking.uid != ignoring
        and _period(booking.start, unit, zone) == period
    ]


def _period(moment: datetime, unit: str, zone: ZoneInfo) -> tuple[int, ...]:
    local = moment.astimezone(zone)
    if unit == "week":
        return tuple(local.isocalendar()[:2])
    return {"day": (local.year, local.month, local.day), "month": (local.year, local.month)}.get(unit, (local.year,))
