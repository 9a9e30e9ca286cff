"""The old slots controller: `/available`, `/reserve`, `/selected-slot`, for versions before 2024-09-04."""

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from zoneinfo import ZoneInfo

from tools.mock_calcom.event_types.event_types import find_by_slug, trpc
from tools.mock_calcom.slots.reservations import HOLD_MINUTES
from tools.mock_calcom.slots.slots import SlotQuery, free_starts
from tools.mock_calcom.wire.calls import Call, Reply, done, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.wire.validation import QueryForm, body_id, is_instant, is_integer
from tools.mock_calcom.world.model import EventType, Json, Reservation
from tools.mock_calcom.world.timestamps import find_zone, parse_instant, zoned_text


def available(call: Call) -> Reply:
    """GET /v2/slots/available: starts under `time`; nothing is stretched here, a bare end is its midnight."""
    query = _checked(call)
    event_type = _event_type(call, query)
    zone = find_zone(query.get("timeZone", "UTC"))
    if zone is None:
        raise BareRefusal(500, "Internal server error")
    days: Json = {}
    for text in _starts(call, event_type, query, zone) if event_type else ():
        days.setdefault(text[:10], []).append({"time": text})
    return Reply(200, {"data": {"slots": days}, "status": "success"})


def reserve(call: Call) -> Reply:
    """POST /v2/slots/reserve: always granted; the uid comes as a cookie too."""
    body: Json = call.body if isinstance(call.body, dict) else {}
    form = QueryForm(body)
    form.rule("eventTypeId", _number, required=True)
    form.rule("slotUtcStartDate", is_instant, required=True)
    form.rule("slotUtcEndDate", is_instant, required=True)
    form.check()
    event_type = call.world.event_types.get(body_id(body["eventTypeId"]))
    if event_type is None:
        raise Refusal(404, "Event Type not found")
    start, end = parse_instant(body["slotUtcStartDate"]), parse_instant(body["slotUtcEndDate"])
    uid = call.world.ids.uuid("reservation")
    if start is not None and end is not None:
        until = call.now + timedelta(minutes=HOLD_MINUTES)
        held = Reservation(uid, event_type.id, event_type.owner_id, start, end, HOLD_MINUTES, until)
        call.world.tables.reservations[uid] = held
    reply = success(uid, status=201)
    reply.headers["Set-Cookie"] = f"uid={uid}; Path=/"
    return reply


def release(call: Call) -> Reply:
    """DELETE /v2/slots/selected-slot?uid=…: also for unknown ones."""
    call.world.tables.reservations.pop(call.one("uid") or "", None)
    return done()


def _starts(call: Call, event_type: EventType, query: Json, zone: ZoneInfo) -> list[str]:
    start, end = parse_instant(query["startTime"]), parse_instant(query["endTime"])
    assert start is not None, "startTime was checked"  # noqa: S101
    assert end is not None, "endTime was checked"  # noqa: S101
    minutes = max(0, query.get("duration") or 0) or event_type.length
    cookie = SimpleCookie(call.headers.get("cookie", "")).get("uid")
    moving = query.get("rescheduleUid")
    wanted = SlotQuery(event_type, start, end, zone, minutes, moving, cookie.value if cookie else None)
    return [zoned_text(free, zone) for free in free_starts(call.world, wanted)]


def _checked(call: Call) -> Json:
    query: Json = dict(call.query)
    for name in ("eventTypeId", "duration"):
        if name in query:
            query[name] = int(query[name]) if str(query[name]).lstrip("-").isdigit() else None
    form = QueryForm(query)
    form.rule("startTime", is_instant, required=True)
    form.rule("endTime", is_instant, required=True)
    form.rule("eventTypeId", _number)
    form.rule("duration", _number)
    form.rule("usernameList", lambda name, value: {} if isinstance(value, list) else _not_a_list(name))
    form.check()
    return query


def _event_type(call: Call, query: Json) -> EventType | None:
    """The type asked for; None for a user who is not there. Raises Refusal 404, code TRPCError."""
    world, found = call.world, None
    if "eventTypeId" in query:
        found = world.event_types.get(body_id(query["eventTypeId"]))
    elif "eventTypeSlug" in query and "usernameList" in query:
        names = query["usernameList"]
        if world.user_named(names[0]) is None or len(names) > 1:
            return None
        found = find_by_slug(world, names[0], query["eventTypeSlug"])
    if found is None:
        raise trpc(world.knobs, 404, "NOT_FOUND")
    return found


def _number(name: str, value: Any) -> dict[str, str]:
    return {} if is_integer(value) else {"isNumber": f"{name} must be a number conforming to the specified constraints"}


def _not_a_list(name: str) -> dict[str, str]:
    return {"isArray": f"{name} must be an array"}
