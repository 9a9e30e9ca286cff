"""Seats of a shared booking: taking one, finding one, giving one up. Source: contract §4.3."""

from datetime import datetime, timedelta

from tools.mock_calcom.bookings.booking_input import Wish
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Attendee, Booking, EventType
from tools.mock_calcom.world.world import World


def shared_booking(world: World, event_type: EventType, start: datetime) -> Booking | None:
    """The booking of a seated type that starts at that very time."""
    for booking in world.bookings_between(start, start + timedelta(seconds=1)):
        if booking.event_type_id == event_type.id and booking.status == "accepted" and booking.start == start:
            return booking
    return None


def take_seat(world: World, event_type: EventType, booking: Booking, wish: Wish) -> Attendee:
    """One more attendee. Raises a refusal 409: full (form A), or signed up already (bare)."""
    total = (event_type.seats or {})["seatsPerTimeSlot"]
    if len(booking.attendees) >= total:
        raise Refusal(409, "No more seats left at this seated booking.")
    if any(attendee.email == wish.person.email for attendee in booking.attendees):
        raise BareRefusal(409, "already_signed_up_for_this_booking_error")
    attendee = new_attendee(world, wish, seated=True)
    booking.attendees.append(attendee)
    effects.changed(world, booking, "seat taken")
    return attendee


def new_attendee(world: World, wish: Wish, *, seated: bool) -> Attendee:
    """The booker; on a seated type with a seat, answers and metadata of its own."""
    person = wish.person
    attendee = Attendee(
        id=world.ids.number("attendee"), name=person.name, email=person.email or "", time_zone=person.time_zone,
        language=person.language, phone=person.phone,
    )  # fmt: skip
    if seated:
        attendee.seat_uid = world.ids.uuid("seat")
        attendee.responses = {**wish.answers, "name": person.name, "guests": []}
        attendee.metadata = dict(wish.metadata)
    return attendee


def find_seat(world: World, seat_uid: str) -> tuple[Booking, Attendee] | None:
    """The booking and the attendee of a seat."""
    for booking in world.bookings.values():
        for attendee in booking.attendees if booking.seated else ():
            if attendee.seat_uid == seat_uid:
                return booking, attendee
    return None


def own_seat(world: World, booking: Booking, seat_uid: str) -> Attendee:
    """The seat of this booking. Raises Refusal 400 for a seat that is gone or another booking's."""
    found = find_seat(world, seat_uid)
    if found is None:
        raise Refusal(400, "Invalid seatUid: this seat does not exist or has already been cancelled.")
    if found[0] is not booking:
        raise Refusal(400, "Invalid seatUid: this seat does not belong to this booking.")
    return found[1]
