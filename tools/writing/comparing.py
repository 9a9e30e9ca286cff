"""What stands compared with what was asked, field by field: Cal.com's word is not taken for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from tools.calcom.models import Attendee, Booking, BookingRequest, BookingStatus, Place

# Told, but the write is done all the same: some servers give a moved booking its event type's length, some drop guests.
MINOR = frozenset({"length", "name", "time zone", "guests", "answers", "host", "location"})

_ON_THE_NET = "on the net"


def unlike_request(
    booking: Booking, request: BookingRequest, length: int | None = None, host: str | None = None
) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from what was asked for. What it does not tell proves nothing.

    Args:
        length: minutes that were expected, where the request leaves them to the event type.
        host: whose address was shown as the host's.
    """
    expected = request.length_in_minutes or length
    person = _person(booking, request.attendee_email)
    found = {
        "status": booking.is_live,
        "start": booking.start == request.start,
        "event type": booking.event_type_id == request.event_type_id,
        "attendee": has_attendee(booking, request.attendee_email),
        "length": expected is None or minutes(booking) == expected,
        "name": person is None or _same(person.name, request.attendee_name),
        "time zone": person is None or _same(person.time_zone, request.attendee_time_zone),
        "guests": _is_shared(booking) or not booking.attendees or _folded(request.guests) <= _everybody(booking),
        "answers": not _answered_otherwise(booking, request),
        "location": not booking.location or request.place is None or is_at(booking, request.place),
        "host": host is None or not _hosts(booking) or host.casefold() in _hosts(booking),
    }
    return _false(found)


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
    return _false(found | _same_place(booking, seen))


def unlike_cancelled(booking: Booking, seen: Booking) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one, cancelled and not moved."""
    is_gone = booking.status is BookingStatus.CANCELLED
    return _false({"status": is_gone, "successor": booking.rescheduled_to_uid is None} | _still(booking, seen))


def unlike_decided(booking: Booking, seen: Booking, status: BookingStatus) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one, decided on."""
    return _false({"status": booking.status is status} | _still(booking, seen))


def unlike_series(
    series: Iterable[Booking], request: BookingRequest, starts: Sequence[datetime], host: str | None = None
) -> tuple[str, ...]:
    """What of a booked series is not as asked: fields of any occurrence, or "occurrences" when they start otherwise."""
    stands = sorted(series, key=lambda booking: booking.start)
    found = dict.fromkeys(
        name
        for booking in stands
        for name in unlike_request(booking, request.model_copy(update={"start": booking.start}), host=host)
    )
    if [booking.start for booking in stands] != sorted(starts):
        found["occurrences"] = None
    return tuple(found)


def unlike_rest(series: Iterable[Booking], going: Iterable[Booking], seen: Sequence[Booking]) -> tuple[str, ...]:
    """What of a series is not as confirmed, once those that go are cancelled and the others seen stand."""
    now = {booking.uid: booking for booking in series}
    gone = {booking.uid for booking in going}
    cancelled = {uid for uid, booking in now.items() if booking.status is BookingStatus.CANCELLED}
    left = tuple(booking for booking in seen if booking.uid not in gone)
    found = {
        "occurrences": gone <= cancelled,
        "the others": all(b.uid in now and now[b.uid].status == b.status for b in left),
    }
    changed = (name for b in seen if b.uid in now for name in _false(_still(now[b.uid], b)))
    return (*_false(found), *dict.fromkeys(changed))


def unlike_seat_gone(booking: Booking, seen: Booking, seat_uid: str) -> tuple[str, ...]:
    """What is not as confirmed, once one seat is given up: that seat is gone, all others are there."""
    others = {attendee.seat_uid for attendee in seen.attendees} - {seat_uid}
    left = {attendee.seat_uid for attendee in booking.attendees}
    found = {
        "seat": seat_uid not in left and (bool(booking.attendees) or not others),
        "the others": others <= left,
        "status": booking.status is (seen.status if others else BookingStatus.CANCELLED),
    }
    return _false(found | _still(booking, seen) | {"attendee": True})


def unlike_invited(booking: Booking, seen: Booking, guests: Iterable[str]) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one with these addresses in it."""
    found = {"status": booking.status is seen.status, "new guests": _folded(guests) <= _everybody(booking)}
    return _false(found | _still(booking, seen))


def unlike_absent(booking: Booking, seen: Booking, email: str) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one with this attendee noted as absent."""
    person = _person(booking, email)
    return _false(
        {"status": booking.status is seen.status, "absence": bool(person and person.absent)} | _still(booking, seen)
    )


def unlike_placed(booking: Booking, seen: Booking, place: Place) -> tuple[str, ...]:
    """The names of the fields in which a booking differs from the seen one at another place."""
    rest = {name: is_so for name, is_so in _still(booking, seen).items() if name != "location"}
    return _false({"status": booking.status is seen.status, "place": is_at(booking, place)} | rest)


def is_at(booking: Booking, place: Place) -> bool:
    """Whether a booking takes place there; a room on the net gets an address of its own."""
    if place.type == "integration":
        return _place(booking) == _ON_THE_NET
    if place.value is None:  # the one that its kind has
        return True
    return " ".join((booking.location or "").split()).casefold() == " ".join((place.value or "").split()).casefold()


def minutes(booking: Booking) -> int:
    """A booking's length in minutes."""
    return (booking.end - booking.start) // timedelta(minutes=1)


def has_attendee(booking: Booking, email: str) -> bool:
    """Whether an address is among the attendees. Hidden attendees (seats, to outsiders) prove nothing against it."""
    return not booking.attendees or email.casefold() in _addresses(booking)


def _still(booking: Booking, seen: Booking) -> dict[str, bool]:
    """What deciding on a booking or cancelling it leaves as it was."""
    known = {seen.event_type_id, booking.event_type_id} - {None}
    return {
        "uid": booking.uid == seen.uid,
        "start": booking.start == seen.start,
        "length": booking.start != seen.start or minutes(booking) == minutes(seen),
        "event type": len(known) <= 1,
        "attendee": not booking.attendees or _addresses(seen) <= _addresses(booking),
    } | _same_place(booking, seen)


def _same_place(booking: Booking, seen: Booking) -> dict[str, bool]:
    """Where it is and whose time it is, as far as both tell it. A room on the net may get another address."""
    hosts, places = (_hosts(seen), _hosts(booking)), {_place(seen), _place(booking)} - {""}
    return {"host": not all(hosts) or hosts[0] == hosts[1], "location": len(places) <= 1}


def _place(booking: Booking) -> str:
    """What can be compared of a location; "" where none is told."""
    told = " ".join((booking.location or "").split()).casefold()
    return _ON_THE_NET if "://" in told or told.startswith("integrations:") else told


def _hosts(booking: Booking) -> set[str]:
    return _folded(host.email for host in booking.hosts) - {""}


def _false(found: Mapping[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, is_equal in found.items() if not is_equal)


def _person(booking: Booking, email: str) -> Attendee | None:
    return next((attendee for attendee in booking.attendees if attendee.email.casefold() == email.casefold()), None)


def _answered_otherwise(booking: Booking, request: BookingRequest) -> bool:
    """Whether an answer on the booking form, the notes among them, is there with another text."""
    told = booking.booking_fields_responses
    pairs = ((told[slug], said) for slug, said in request.answers.items() if slug in told)
    return any(not _same(_as_text(one), _as_text(other)) for one, other in pairs)


def _as_text(answer: object) -> str:
    """One form for what is a list here and a tuple there."""
    return ", ".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_shared(booking: Booking) -> bool:
    return any(attendee.seat_uid for attendee in booking.attendees)


def _everybody(booking: Booking) -> set[str]:
    return _addresses(booking) | _folded(booking.guests)


def _folded(addresses: Iterable[str]) -> set[str]:
    return {address.casefold() for address in addresses}


def _addresses(booking: Booking) -> set[str]:
    return {attendee.email.casefold() for attendee in booking.attendees} - {""}
