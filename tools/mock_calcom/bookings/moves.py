"""Rescheduling: the old booking is cancelled, a new one with another uid takes its place. Source: contract §4.5."""

from dataclasses import replace
from datetime import datetime, timedelta

from tools.mock_calcom.bookings.booking_input import Move, read_move
from tools.mock_calcom.bookings.booking_places import is_room
from tools.mock_calcom.bookings.booking_rules import check_bounds, check_limits, free_hosts, needs_confirmation
from tools.mock_calcom.bookings.booking_shapes import made_shape
from tools.mock_calcom.bookings.creating import commit_window, hosts_still_free
from tools.mock_calcom.bookings.lookup import needed
from tools.mock_calcom.bookings.seats import find_seat, shared_booking
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Attendee, Booking, EventType, User
from tools.mock_calcom.world.world import FIRST_BOOKING_ID, World


async def reschedule_booking(call: Call) -> Reply:
    """POST /v2/bookings/{uid}/reschedule: 201 with the new booking; a refused move changes nothing."""
    move = read_move(call.body)
    world, old = call.world, needed(call.world, call.params["uid"])
    if move.seat_uid is not None and find_seat(world, move.seat_uid) is None:
        raise Refusal(404, f"Seat with uid={move.seat_uid} does not exist.")
    _check_alive(world, old)
    event_type = world.event_types.get(old.event_type_id)
    if event_type is None:
        raise Refusal(404, f"Booking with uid={old.uid} is missing event type")
    if old.seated and not _moves_all(old, move, call.user):
        new, seat = await _move_seat(world, event_type, old, move)
        return success(made_shape(world, new, call.user, seat_uid=seat.seat_uid), status=201)
    new = await _move(world, event_type, old, move, call.user)
    return success(made_shape(world, new, call.user), status=201)


def _check_alive(world: World, old: Booking) -> None:
    if old.alive or old.status == "rejected":
        return
    if old.moved_to is None:
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={old.uid} because it has been cancelled. Please provide uid of a "
            "booking that is not cancelled.",
        )
    if world.knobs.repeat_reschedule == "refused":
        raise Refusal(
            400,
            f"Can't reschedule booking with uid={old.uid} because it has been cancelled and rescheduled already to "
            f"booking with uid={old.moved_to}. You probably want to reschedule {old.moved_to} instead by passing it "
            "within the request URL.",
        )


def _moves_all(old: Booking, move: Move, user: User | None) -> bool:
    return move.seat_uid is None and user is not None and user.id == old.host_id


async def _move(world: World, event_type: EventType, old: Booking, move: Move, user: User | None) -> Booking:
    length = old.length if world.knobs.reschedule_keeps_length else timedelta(minutes=event_type.length)
    check_bounds(world, event_type, move.start)
    check_limits(world, event_type, move.start, length, ignoring=old.uid)
    free_hosts(world, event_type, move.start, length, ignoring=old.uid)
    await commit_window(world)
    if world.knobs.move_race == "one_wins":
        _check_alive(world, old)
    hosts = hosts_still_free(world, event_type, move.start, length, ignoring=old.uid)
    new = _successor(world, event_type, old, move, move.start + length, user)
    new.host_id = hosts[0].id
    world.add_booking(new)
    old.status, old.moved_to, old.updated_at = "cancelled", old.moved_to or new.uid, world.now()
    effects.moved(world, old, new)
    return new


def _successor(
    world: World, event_type: EventType, old: Booking, move: Move, end: datetime, user: User | None
) -> Booking:
    now, uid = world.now(), world.ids.uid()
    owner = world.users[old.host_id]
    by_owner = (user is not None and user.id == owner.id) or move.by == owner.email
    pending = needs_confirmation(event_type, move.start, now) and not by_owner
    location = old.location
    if is_room(location, old.uid, world.web_app) and not pending and world.knobs.video_provider != "none":
        location = f"{world.web_app}/video/{uid}"
    return replace(
        old,
        id=world.ids.number("booking", first=FIRST_BOOKING_ID),
        uid=uid,
        status="pending" if pending else "accepted",
        start=move.start,
        end=end,
        location=location,
        attendees=[replace(attendee, id=world.ids.number("attendee"), absent=False) for attendee in old.attendees],
        responses={name: value for name, value in old.responses.items() if name != "rescheduledReason"}
        | ({"rescheduledReason": move.reason} if move.reason else {}),
        guests=list(old.guests),
        moved_from=old.uid,
        moved_to=None,
        rescheduling_reason=move.reason or None,
        rescheduled_by=move.by,
        cancellation_reason="",
        absent_host=False,
        visible_at=None,
        created_at=now,
        updated_at=now,
    )


async def _move_seat(world: World, event_type: EventType, old: Booking, move: Move) -> tuple[Booking, Attendee]:
    """One seat goes to the shared booking at the new time, or opens one there, under a new seat uid."""
    if move.seat_uid is None:
        if world.knobs.seat_move_without_uid == 500:
            raise BareRefusal(500, "Internal server error")
        raise Refusal(400, f"Booking with uid={old.uid} is seated: provide seatUid of the seat to move.")
    attendee = next((seat for seat in old.attendees if seat.seat_uid == move.seat_uid), None)
    if attendee is None:
        raise Refusal(400, "Invalid seatUid: this seat does not belong to this booking.")
    target = shared_booking(world, event_type, move.start)
    if target is None:
        check_bounds(world, event_type, move.start)
        free_hosts(world, event_type, move.start, old.length, ignoring=old.uid)
    elif len(target.attendees) >= (event_type.seats or {})["seatsPerTimeSlot"]:
        raise Refusal(409, "No more seats left at this seated booking.")
    await commit_window(world)
    return _seat_moved(world, event_type, old, target, attendee, move)


def _seat_moved(
    world: World, event_type: EventType, old: Booking, target: Booking | None, attendee: Attendee, move: Move
) -> tuple[Booking, Attendee]:
    seat = replace(attendee, id=world.ids.number("attendee"), seat_uid=world.ids.uuid("seat"))
    if target is None:
        target = _successor(world, event_type, old, move, move.start + old.length, None)
        target.moved_from, target.attendees = None, []
        target.ics_uid = f"{world.ids.uid()}@Cal.com"
        target.title = f"{event_type.title} between {world.users[old.host_id].name} and {attendee.name}"
        world.add_booking(target)
    target.attendees.append(seat)
    old.attendees.remove(attendee)
    if not old.attendees:
        old.status = "cancelled"
    old.updated_at = world.now()
    effects.moved(world, old, target)
    return target, seat
