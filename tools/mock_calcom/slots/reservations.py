"""Slot reservations: held for minutes, hidden from slot lists, no obstacle to a booking. Source: contract §3.1."""

from datetime import datetime, timedelta
from typing import Any

from tools.mock_calcom.slots.busy import is_at
from tools.mock_calcom.slots.slots import hosts_of
from tools.mock_calcom.wire.calls import Call, Reply, done, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, at_least, body_id, is_instant, is_integer
from tools.mock_calcom.world.model import EventType, Json, Reservation
from tools.mock_calcom.world.timestamps import parse_instant, utc_text
from tools.mock_calcom.world.world import World

HOLD_MINUTES = 5
_RESERVED = "This time slot is already reserved by another user. Please choose a different time."


def reserve(call: Call) -> Reply:
    """POST /v2/slots/reservations: 201; a hold of another length needs the owner's key."""
    body = _checked(call.body)
    event_type = _event_type(call.world, body)
    _check_duration(call, event_type, body)
    start, minutes = _start(body), _slot_minutes(event_type, body)
    _check_room(call.world, event_type, start, start + timedelta(minutes=minutes))
    held = _hold(call, event_type, body, call.world.ids.uuid("reservation"))
    call.world.tables.reservations[held.uid] = held
    return success(shape(held) | {"reservationDuration": held.minutes}, status=201)


def get_reservation(call: Call) -> Reply:
    """GET …/{uid}: null when unknown or lapsed."""
    held = call.world.tables.reservations.get(call.params["uid"])
    return success(shape(held) if held is not None and held.until > call.now else None)


def patch_reservation(call: Call) -> Reply:
    """PATCH …/{uid}: another time, another five minutes."""
    body, uid = _checked(call.body), call.params["uid"]
    if uid not in call.world.tables.reservations:
        raise Refusal(404, f"Slot with uid={uid} not found")
    event_type = _event_type(call.world, body)
    _check_duration(call, event_type, body)
    start, minutes = _start(body), _slot_minutes(event_type, body)
    _check_room(call.world, event_type, start, start + timedelta(minutes=minutes), ignoring=uid)
    held = call.world.tables.reservations[uid] = _hold(call, event_type, body, uid)
    return success(shape(held) | {"reservationDuration": held.minutes})


def release(call: Call) -> Reply:
    """DELETE …/{uid}: also for unknown ones."""
    call.world.tables.reservations.pop(call.params["uid"], None)
    return done()


def shape(held: Reservation) -> Json:
    """As the API shows it."""
    return {
        "reservationUid": held.uid, "eventTypeId": held.event_type_id, "slotStart": utc_text(held.start),
        "slotEnd": utc_text(held.end), "slotDuration": int((held.end - held.start).total_seconds() // 60),
        "reservationUntil": utc_text(held.until),
    }  # fmt: skip


def _checked(given: Any) -> Json:
    body: Json = given if isinstance(given, dict) else {}
    form = QueryForm(body)
    form.rule("eventTypeId", _whole, required=True)
    form.rule("slotStart", is_instant, required=True)
    form.rule("slotDuration", at_least(1))
    form.rule("reservationDuration", at_least(1))
    form.check()
    return body


def _whole(name: str, value: Any) -> dict[str, str]:
    return {} if is_integer(value) else {"isInt": f"{name} must be an integer number"}


def _event_type(world: World, body: Json) -> EventType:
    event_type = world.event_types.get(body_id(body["eventTypeId"]))
    if event_type is None:
        raise Refusal(404, f"Event Type with ID={body['eventTypeId']} not found")
    return event_type


def _check_duration(call: Call, event_type: EventType, body: Json) -> None:
    if "reservationDuration" not in body:
        return
    if call.user is None:
        raise Refusal(
            401,
            "reservationDuration can only be used for authenticated requests - use access token, api key or OAuth "
            "credentials",
        )
    if call.user.id not in (event_type.owner_id, *event_type.host_ids):
        raise Refusal(
            403,
            "authenticated user is not owner of event type, does not have memberships in common with owner of the "
            "event type, nor does belong to event type's team or org.",
        )


def _start(body: Json) -> datetime:
    start = parse_instant(body["slotStart"])
    assert start is not None, "slotStart was checked"  # noqa: S101
    return start


def _slot_minutes(event_type: EventType, body: Json) -> int:
    minutes = body.get("slotDuration")
    if minutes is None:
        return event_type.length
    if not event_type.length_options:
        raise Refusal(400, "You passed 'slotDuration' but this event type is not a variable length event type.")
    if minutes not in event_type.length_options:
        raise Refusal(
            400,
            "Provided 'slotDuration' is not one of the possible lengths for the event type. The possible lengths for "
            f"this variable length event type are: {', '.join(map(str, event_type.length_options))}",
        )
    return int(minutes)


def _check_room(
    world: World, event_type: EventType, start: datetime, end: datetime, *, ignoring: str | None = None
) -> None:
    hosts = hosts_of(world, event_type)
    for booking in world.bookings_between(start, end):
        shared = event_type.seats is not None and booking.event_type_id == event_type.id
        if booking.status == "accepted" and not shared and any(is_at(world, host, booking) for host in hosts):
            raise Refusal(422, "Can't reserve a slot if the event is already booked.")
    now = world.now()
    for held in world.tables.reservations.values():
        same = held.event_type_id == event_type.id and held.uid != ignoring and held.until > now
        if same and held.start < end and held.end > start:
            raise Refusal(422, _RESERVED)


def _hold(call: Call, event_type: EventType, body: Json, uid: str) -> Reservation:
    minutes = body.get("reservationDuration") or HOLD_MINUTES
    start = _start(body)
    end = start + timedelta(minutes=_slot_minutes(event_type, body))
    hosts = hosts_of(call.world, event_type)
    host_id = hosts[0].id if hosts else event_type.owner_id
    return Reservation(uid, event_type.id, host_id, start, end, minutes, call.now + timedelta(minutes=minutes),
                       seated=event_type.seats is not None)  # fmt: skip
