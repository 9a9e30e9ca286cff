"""What the host decides: confirm, decline, mark absent, hand over. Source: contract §4.7."""

from tools.mock_calcom.bookings.booking_places import shown_place
from tools.mock_calcom.bookings.booking_shapes import shape
from tools.mock_calcom.bookings.lookup import needed
from tools.mock_calcom.event_types.event_types import trpc
from tools.mock_calcom.slots.slots import hosts_of, is_free
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.wire.validation import QueryForm, is_boolean, path_id
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Booking, Json
from tools.mock_calcom.world.timestamps import utc_text


def confirm_booking(call: Call) -> Reply:
    """POST …/confirm: accepted. A rejected or cancelled one is revived, and nobody looks at the calendar."""
    booking = _hosted(call)
    if booking.status != "pending" and not call.world.knobs.revive_on_confirm:
        raise trpc(call.world.knobs, 400, "Booking is not pending")
    booking.status = "accepted"
    booking.updated_at = call.now
    booking.location = shown_place(
        booking.location, booking.uid, call.world.web_app, accepted=call.world.knobs.video_provider == "works"
    )
    effects.confirmed(call.world, booking)
    return success(shape(call.world, booking, call.user))


def decline_booking(call: Call) -> Reply:
    """POST …/decline: rejected; the reason is kept, but not echoed."""
    booking = _hosted(call)
    reason = call.body.get("reason") if isinstance(call.body, dict) else None
    booking.status = "rejected"
    booking.rejection_reason = reason if isinstance(reason, str) else ""
    booking.updated_at = call.now
    effects.declined(call.world, booking)
    return success(shape(call.world, booking, call.user))


def mark_absent(call: Call) -> Reply:
    """POST …/mark-absent, after the start only; any key may."""
    body = _checked_absence(call.body)
    booking = needed(call.world, call.params["uid"], "Booking with uid={uid} not found.")
    if booking.start > call.now:
        raise Refusal(
            400,
            "Bookings can only be marked as absent after their scheduled start time. Current time in UTC+0: "
            f"{utc_text(call.now)}, Booking start time in UTC+0: {utc_text(booking.start)}",
        )
    for mark in body.get("attendees") or []:
        matching = [attendee for attendee in booking.attendees if attendee.email == mark["email"]]
        if not matching:
            raise BareRefusal(500, "Failed to update no-show status")
        for attendee in matching:
            attendee.absent = mark["absent"]
    if "host" in body:
        booking.absent_host = body["host"]
    effects.changed(call.world, booking, "absence")
    return success(shape(call.world, booking, call.user))


def reassign_booking(call: Call) -> Reply:
    """POST …/reassign[/{userId}]: another host of a round robin takes over."""
    booking = needed(call.world, call.params["uid"])
    world, kind = call.world, call.world.event_types.get(booking.event_type_id)
    hosts = hosts_of(world, kind) if kind is not None and kind.team_id is not None else []
    if kind is not None and kind.team_id is not None and call.host.id not in {kind.owner_id, *kind.host_ids}:
        raise Refusal(403, "You do not have permission to reassign this booking")
    if "userId" in call.params:
        user_id = path_id(call.params["userId"])
        chosen = next((host for host in hosts if host.id == user_id), None)
        if chosen is None:
            raise Refusal(400, _not_a_host(user_id))
    else:
        span = booking.start, booking.end
        others = [host for host in hosts if host.id != booking.host_id and kind and is_free(world, host, kind, span)]
        if not others:
            raise Refusal(400, "Can't reassign the booking because no other host is available at that time.")
        chosen = others[0]
    booking.title = booking.title.replace(world.users[booking.host_id].name, chosen.name, 1)
    booking.host_id = chosen.id
    effects.changed(world, booking, "host")
    who = {"id": chosen.id, "name": chosen.name, "email": chosen.email}
    return success({"bookingUid": booking.uid, "reassignedTo": who})


def _hosted(call: Call) -> Booking:
    booking = needed(call.world, call.params["uid"])
    if call.host.id != booking.host_id:
        raise trpc(call.world.knobs, 401, "UNAUTHORIZED")
    if booking.status == "accepted":
        raise trpc(call.world.knobs, 400, "Booking already confirmed")
    return booking


def _checked_absence(body: object) -> Json:
    body = body if isinstance(body, dict) else {}
    form = QueryForm(body)
    form.rule("host", is_boolean)
    marks = body.get("attendees")
    if marks is not None and not isinstance(marks, list):
        form.fail("attendees", {"isArray": "attendees must be an array"})
    for mark in marks if isinstance(marks, list) else []:
        if not isinstance(mark, dict) or not isinstance(mark.get("absent"), bool) or "email" not in mark:
            form.fail("attendees", {"nestedValidation": "each value in nested property attendees must be valid"})
            break
    form.check()
    return body


def _not_a_host(user_id: int) -> str:
    return (
        f"User with id={user_id} is not a valid Round Robin host - the user to which you reassign this booking must "
        "be one of the booking hosts. Fetch the booking using following endpoint and select id of one of the hosts: "
        "https://cal.com/docs/api-reference/v2/bookings/get-a-booking"
    )
