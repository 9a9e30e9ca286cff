"""Guests and attendees of a booking that stands. Source: contract §4, §9."""

from typing import Any

from tools.mock_calcom.bookings.booking_shapes import attendee_shape, shape
from tools.mock_calcom.bookings.lookup import needed
from tools.mock_calcom.event_types.event_types import trpc
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, is_email, is_string, is_zone
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Attendee, Booking, Json

MOST_AT_ONCE, MOST_IN_ALL = 10, 30
_NOT_UNIQUE = "emails_must_be_unique_valid"


def add_guests(call: Call) -> Reply:
    """POST …/guests: the booking with its new guests; hosts and attendees only."""
    guests = _checked_guests(call)
    booking = needed(call.world, call.params["uid"])
    if not _concerns(call, booking):
        raise trpc(call.world.knobs, 403, "you_do_not_have_permission")
    present = {attendee.email for attendee in booking.attendees}
    fresh = [guest for guest in guests if guest["email"] not in present]
    if not fresh:
        raise trpc(call.world.knobs, 400, _NOT_UNIQUE)
    if call.world.knobs.guest_limits and len(present) + len(fresh) > MOST_IN_ALL:
        raise Refusal(
            400,
            f"Cannot add {len(fresh)} guests. This booking already has {len(booking.attendees)} attendees. Maximum "
            f"total guests allowed is {MOST_IN_ALL}. You can add up to {MOST_IN_ALL - len(present)} more guests.",
        )
    host = call.world.users[booking.host_id]
    for guest in fresh:
        _join(call, booking, guest, guest.get("timeZone") or host.time_zone)
    booking.guests += [guest["email"] for guest in fresh]
    booking.responses["guests"] = list(booking.guests)
    return success(shape(call.world, booking, call.user))


def list_attendees(call: Call) -> Reply:
    """GET …/attendees."""
    return success([_numbered(call, attendee) for attendee in _accessible(call).attendees])


def get_attendee(call: Call) -> Reply:
    """GET …/attendees/{id}."""
    attendee_id, booking = _number(call), _accessible(call)
    for attendee in booking.attendees:
        if attendee.id == attendee_id:
            return success(_numbered(call, attendee))
    raise Refusal(404, f"Attendee with id {attendee_id} not found in booking {booking.uid}")


def add_attendee(call: Call) -> Reply:
    """POST …/attendees: 201 with the attendee."""
    body: Json = call.body if isinstance(call.body, dict) else {}
    form = QueryForm(body)
    form.rule("name", is_string, required=True)
    form.rule("timeZone", is_zone, required=True)
    form.rule("email", _email, required=True)
    _optional_texts(form)
    form.check()
    booking = _accessible(call)
    if any(attendee.email == body["email"] for attendee in booking.attendees):
        raise trpc(call.world.knobs, 400, _NOT_UNIQUE)
    attendee = _join(call, booking, body, body["timeZone"])
    booking.guests.append(attendee.email)
    return success(_numbered(call, attendee) | {"bookingId": booking.id}, status=201)


def remove_attendee(call: Call) -> Reply:
    """DELETE …/attendees/{id}: anyone but the booker."""
    attendee_id, booking = _number(call), _accessible(call)
    found = next((attendee for attendee in booking.attendees if attendee.id == attendee_id), None)
    if found is None:
        raise Refusal(404, "attendee_not_found")
    if found is booking.attendees[0]:
        raise Refusal(400, "cannot_remove_primary_attendee")
    booking.attendees.remove(found)
    booking.guests = [guest for guest in booking.guests if guest != found.email]
    effects.changed(call.world, booking, "attendee removed")
    return success({"id": found.id, "bookingId": booking.id, "name": found.name, "email": found.email,
                    "timeZone": found.time_zone})  # fmt: skip


def _join(call: Call, booking: Booking, person: Json, time_zone: str) -> Attendee:
    number = call.world.ids.number("attendee")
    language = person.get("language") or "en"
    attendee = Attendee(number, person.get("name") or "", person["email"], time_zone, language,
                        person.get("phoneNumber"))  # fmt: skip
    booking.attendees.append(attendee)
    effects.changed(call.world, booking, "attendee added")
    return attendee


def _accessible(call: Call) -> Booking:
    booking = call.world.bookings.get(call.params["uid"])
    if booking is None or not _concerns(call, booking):
        uid = call.params["uid"]
        raise Refusal(
            403, f"BookingPbacGuard - user with id={call.host.id} does not have access to booking with uid={uid}"
        )
    return booking


def _concerns(call: Call, booking: Booking) -> bool:
    return call.host.id == booking.host_id or any(a.email == call.host.email for a in booking.attendees)


def _numbered(call: Call, attendee: Attendee) -> Json:
    return attendee_shape(call.world, attendee) | {"id": attendee.id}


def _number(call: Call) -> int:
    if not call.params["id"].isdigit():
        raise Refusal(400, "Validation failed (numeric string is expected)")
    return int(call.params["id"])


def _checked_guests(call: Call) -> list[Json]:
    body: Json = call.body if isinstance(call.body, dict) else {}
    form, guests = QueryForm(body), body.get("guests")
    if not isinstance(guests, list):
        form.fail("guests", {"arrayMinSize": "guests must contain at least 1 elements",
                             "isArray": "guests must be an array"})  # fmt: skip
    elif not guests:
        form.fail("guests", {"arrayMinSize": "guests must contain at least 1 elements"})
    elif call.world.knobs.guest_limits and len(guests) > MOST_AT_ONCE:
        form.fail("guests", {"arrayMaxSize": f"Cannot add more than {MOST_AT_ONCE} guests at a time"})
    else:
        _check_each(form, guests)
    form.check()
    return list(guests or [])


def _check_each(form: QueryForm, guests: list[Any]) -> None:
    inside = QueryForm(guests)
    for index, guest in enumerate(guests):
        if not isinstance(guest, dict):
            text = "each value in nested property guests must be either object or array"
            inside.fail(str(index), {"nestedValidation": text})
            continue
        inner = QueryForm(guest)
        inner.rule("email", _email, required=True)
        inner.rule("name", is_string)
        inner.rule("timeZone", is_zone)
        _optional_texts(inner)
        if inner.errors:
            inside.fail(str(index), None, inner.errors)
    if inside.errors:
        form.fail("guests", None, inside.errors)


def _optional_texts(form: QueryForm) -> None:
    for name in ("language", "phoneNumber"):
        if form.target.get(name) is not None:
            form.rule(name, is_string)


def _email(name: str, value: Any) -> dict[str, str]:
    return {} if is_email(value) else {"isEmail": f"{name} must be an email"}
