"""What stands compared with what was asked, field by field: Cal.com's word is not taken for it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tools.calcom.models import Booking, BookingRequest, BookingStatus, EventType

# Some servers give a moved booking its event type's default length. The move itself is then done all the same.
MINOR = frozenset({"length"})


def unlike_request(booking: Booking, request: BookingRequest, length: int | None = None) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from what was asked for.

    Args:
        length: minutes that were expected, where the request leaves them to the event type.
    """
    expected = request.length_in_minutes or length
    found = {
        "status": booking.is_live,
        "start": booking.start == request.start,
        "event type": booking.event_type_id == request.event_type_id,
        "attendee": has_attendee(booking, request.attendee_email),
        "length": expected is None or minutes(booking) == expected,
    }
    return tuple(name for name, is_equal in found.items() if not is_equal)


def unlike_move(booking: Booking, seen: Booking, start: datetime) -> tuple[str, ...]:
    """The names of the fields in which a moved booking differs from the old one at its new start."""
    found = {
        "status": booking.is_live,
        "start": booking.start == start,
        "event type": booking.event_type_id == seen.event_type_id,
        "origin": booking.uid != seen.uid and booking.rescheduled_from_uid in (None, seen.uid),
        "attendee": _addresses(seen) <= _addresses(booking),
        "length": minutes(booking) == minutes(seen),
    }
    return tuple(name for name, is_equal in found.items() if not is_equal)


def unlike_cancelled(booking: Booking, seen: Booking) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one, cancelled."""
    found = {"status": booking.status is BookingStatus.CANCELLED, "uid": booking.uid == seen.uid}
    return tuple(name for name, is_equal in found.items() if not is_equal)


def unlike_decided(booking: Booking, seen: Booking, status: BookingStatus) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one, decided on."""
    found = {"status": booking.status is status, "start": booking.start == seen.start, "uid": booking.uid == seen.uid}
    return tuple(name for name, is_equal in found.items() if not is_equal)


def unlike_series(series: Iterable[Booking], request: BookingRequest, starts: Sequence[datetime]) -> tuple[str, ...]:
    """What of a booked series is not as asked: fields of any occurrence, or "occurrences" when they start otherwise."""
    stands = sorted(series, key=lambda booking: booking.start)
    found = dict.fromkeys(
        name
        for booking in stands
        for name in unlike_request(booking, request.model_copy(update={"start": booking.start}))
    )
    if [booking.start for booking in stands] != sorted(starts):
        found["occurrences"] = None
    return tuple(found)


def unlike_rest(series: Iterable[Booking], going: Iterable[Booking], seen: Iterable[Booking]) -> tuple[str, ...]:
    """What of a series is not as confirmed, once those that go are cancelled and the others seen stand."""
    status = {booking.uid: booking.status for booking in series}
    gone = {booking.uid for booking in going}
    found = {
        "occurrences": all(status.get(uid) is BookingStatus.CANCELLED for uid in gone),
        "the others": all(status.get(b.uid) == b.status for b in seen if b.uid not in gone),
    }
    return tuple(name for name, is_equal in found.items() if not is_equal)


def unlike_seat_gone(booking: Booking, seen: Booking, seat_uid: str) -> tuple[str, ...]:
    """What is not as confirmed, once one seat is given up: that seat is gone, all others are there."""
    others = {attendee.seat_uid for attendee in seen.attendees} - {seat_uid}
    left = {attendee.seat_uid for attendee in booking.attendees}
    found = {
        "seat": seat_uid not in left and (bool(booking.attendees) or not others),
        "the others": others <= left,
        "status": booking.is_live if others else booking.status is BookingStatus.CANCELLED,
    }
    return tuple(name for name, is_equal in found.items() if not is_equal)


def minutes(booking: Booking) -> int:
    """A booking's length in minutes."""
    return (booking.end - booking.start) // timedelta(minutes=1)


def has_attendee(booking: Booking, email: str) -> bool:
    """Whether an address is among the attendees. Hidden attendees (seats, to outsiders) prove nothing against it."""
    return not booking.attendees or email.casefold() in _addresses(booking)


def refuses_duplicates(event_type: EventType) -> bool:
    """Cal.com itself turns a second identical booking away: an accepted booking of one person at one time."""
    return not (event_type.is_seated or event_type.is_recurring or event_type.may_need_confirmation)


def _addresses(booking: Booking) -> set[str]:
    return {attendee.email.casefold() for attendee in booking.attendees}
