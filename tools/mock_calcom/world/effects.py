"""What a change in the calendar sets off: a line in the journal, mails to everyone concerned, a webhook."""

from datetime import timedelta

from tools.mock_calcom.world.model import Booking
from tools.mock_calcom.world.world import World

_HOOKS = {
    "created": "BOOKING_CREATED", "requested": "BOOKING_REQUESTED", "cancelled": "BOOKING_CANCELLED",
    "moved": "BOOKING_RESCHEDULED", "confirmed": "BOOKING_CREATED", "declined": "BOOKING_REJECTED",
    "absent": "BOOKING_NO_SHOW_UPDATED",
}  # fmt: skip


def created(world: World, booking: Booking) -> None:
    """A new booking, accepted or requested."""
    _hide_from_replica(world, booking)
    _record(world, booking, "created" if booking.status == "accepted" else "requested")


def moved(world: World, old: Booking, new: Booking) -> None:
    """`old` gave way to `new`."""
    _hide_from_replica(world, new)
    _record(world, new, "moved", **{"from": old.uid})


def cancelled(world: World, booking: Booking) -> None:
    """Called off (also: a second mail for one that was)."""
    _record(world, booking, "cancelled")


def confirmed(world: World, booking: Booking) -> None:
    """The host said yes."""
    _record(world, booking, "confirmed")


def declined(world: World, booking: Booking) -> None:
    """The host said no."""
    _record(world, booking, "declined")


def changed(world: World, booking: Booking, how: str) -> None:
    """Anything else: seats, guests, place, absences."""
    booking.updated_at = world.now()
    world.journal.effect(world.stamp(), "booking", "changed", uid=booking.uid, how=how)


def _hide_from_replica(world: World, booking: Booking) -> None:
    if world.knobs.replica_lag_s:
        booking.visible_at = world.now() + timedelta(seconds=world.knobs.replica_lag_s)


def _record(world: World, booking: Booking, what: str, **facts: str) -> None:
    at = world.stamp()
    kind = "created" if what == "requested" else what
    world.journal.effect(at, "booking", kind, uid=booking.uid, status=booking.status, **facts)
    for address in [world.users[booking.host_id].email, *(attendee.email for attendee in booking.attendees)]:
        world.journal.effect(at, "mail", what, uid=booking.uid, to=address)
    world.journal.effect(at, "webhook", _HOOKS[what], uid=booking.uid)
