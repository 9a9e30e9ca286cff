"""Finding bookings by what a client holds: a uid, a series' uid, a seat's uid."""

from tools.mock_calcom.bookings.booking_shapes import shape, shape_all
from tools.mock_calcom.bookings.seats import find_seat
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.world.model import Booking
from tools.mock_calcom.world.world import World


def get_booking(call: Call) -> Reply:
    """GET /v2/bookings/{uid}: one booking, or an array for the uid of a series. No key needed."""
    uid = call.params["uid"]
    booking = find(call.world, uid)
    if booking is not None:
        return success(shape(call.world, booking, call.user))
    series = [b for b in call.world.series(uid) if is_visible(call.world, b)]
    if not series:
        raise Refusal(404, f"Booking with uid={uid} was not found in the database")
    return success(shape_all(call.world, series, call.user))


def get_by_seat(call: Call) -> Reply:
    """GET /v2/bookings/by-seat/{seatUid}."""
    seat_uid = call.params["seatUid"]
    found = find_seat(call.world, seat_uid)
    if found is None:
        raise Refusal(404, f"Booking with seatUid={seat_uid} was not found in the database")
    return success(shape(call.world, found[0], call.user))


def find(world: World, uid: str) -> Booking | None:
    """By uid, unless a lagging replica does not show it yet."""
    booking = world.bookings.get(uid)
    return booking if booking is not None and is_visible(world, booking) else None


def needed(world: World, uid: str, text: str = "Booking with uid={uid} was not found in the database") -> Booking:
    """The booking of a write. Raises Refusal 404 with the text of its route."""
    booking = world.bookings.get(uid)
    if booking is None:
        raise Refusal(404, text.format(uid=uid))
    return booking


def is_visible(world: World, booking: Booking) -> bool:
    """False while the replica that reads go to is behind (a knob)."""
    return booking.visible_at is None or booking.visible_at <= world.now()
