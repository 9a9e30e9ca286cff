"""Cancelling a booking, a series or its rest, a seat. Source: contract §4.2, §4.3, §4.6."""

from tools.mock_calcom.bookings.booking_input import Cancellation, read_cancellation
from tools.mock_calcom.bookings.booking_shapes import shape, shape_all
from tools.mock_calcom.bookings.seats import own_seat
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Booking, User
from tools.mock_calcom.world.world import World


def cancel_booking(call: Call) -> Reply:
    """POST /v2/bookings/{uid}/cancel: 200 with what was cancelled; a series comes back whole."""
    wish = read_cancellation(call.body)
    world, uid = call.world, call.params["uid"]
    booking = world.bookings.get(uid)
    if booking is None:
        return success(shape_all(world, _cancel_series(world, uid, wish, call.user), call.user))
    if wish.subsequent:
        return success(shape_all(world, _cancel_rest(world, booking, wish, call.user), call.user))
    if wish.seat_uid is not None:
        _give_up_seat(world, booking, wish)
    else:
        _cancel_one(world, booking, wish, call.user)
    return success(shape(world, booking, call.user))


def _cancel_one(world: World, booking: Booking, wish: Cancellation, user: User | None) -> None:
    if booking.status == "cancelled":
        _cancel_again(world, booking, wish)
        return
    is_host = user is not None and user.id == booking.host_id
    if booking.seated and not is_host:
        raise BareRefusal(401, world.knobs.seat_cancel_text)
    check_cancellable(world, booking)
    if is_host and not wish.reason and world.knobs.host_reason_required:
        raise BareRefusal(400, world.knobs.host_reason_text)
    call_off(world, booking, wish.reason)


def check_cancellable(world: World, booking: Booking) -> None:
    """Raises BareRefusal 400 for one that has ended or whose type forbids it."""
    if booking.end < world.now():
        raise BareRefusal(400, "Cannot cancel a booking that has already ended")
    kind = world.event_types.get(booking.event_type_id)
    if kind is not None and (kind.disable_cancelling or {}).get("disabled"):
        raise BareRefusal(400, "This event type does not allow cancellations")


def call_off(world: World, booking: Booking, reason: str | None) -> None:
    """The booking is cancelled and everyone hears of it."""
    booking.status = "cancelled"
    booking.cancellation_reason = reason or ""
    booking.updated_at = world.now()
    effects.cancelled(world, booking)
    if booking.seated:
        booking.attendees = []


def _cancel_again(world: World, booking: Booking, wish: Cancellation) -> None:
    if world.knobs.second_cancel == "refused":
        raise _already(booking.uid)
    booking.cancellation_reason = wish.reason or ""
    effects.cancelled(world, booking)


def _cancel_series(world: World, series_uid: str, wish: Cancellation, user: User | None) -> list[Booking]:
    series = world.series(series_uid)
    if not series:
        raise Refusal(404, f"Booking with uid={series_uid} not found")
    if wish.subsequent:
        raise Refusal(
            400,
            "Cannot cancel subsequent bookings for recurring event - you have to provide uid of one of the individual "
            "bookings of a recurring booking.",
        )
    if not any(booking.alive for booking in series):
        raise _already(series_uid)
    _cancel_many(world, series, wish, user)
    for booking in series:
        booking.cancellation_reason = wish.reason or ""
    return series


def _cancel_rest(world: World, booking: Booking, wish: Cancellation, user: User | None) -> list[Booking]:
    if booking.series_uid is None:
        raise Refusal(400, f"Booking with bookingUid={booking.uid} is not part of a recurring booking.")
    if not booking.alive:
        raise _already(booking.uid)
    series = world.series(booking.series_uid)
    _cancel_many(world, [later for later in series if later.start >= booking.start], wish, user)
    return series


def _cancel_many(world: World, bookings: list[Booking], wish: Cancellation, user: User | None) -> None:
    is_host = user is not None and user.id == bookings[0].host_id
    if is_host and not wish.reason and world.knobs.host_reason_required:
        raise BareRefusal(400, world.knobs.host_reason_text)
    for booking in bookings:
        if booking.alive:
            call_off(world, booking, wish.reason)


def _give_up_seat(world: World, booking: Booking, wish: Cancellation) -> None:
    seat = own_seat(world, booking, wish.seat_uid or "")
    check_cancellable(world, booking)
    booking.attendees.remove(seat)
    if booking.attendees:
        effects.changed(world, booking, "seat given up")
    else:
        call_off(world, booking, wish.reason)


def _already(uid: str) -> Refusal:
    return Refusal(
        400,
        f"Can't cancel booking with uid={uid} because it has been cancelled already. Please provide uid of a booking "
        "that is not cancelled.",
    )
