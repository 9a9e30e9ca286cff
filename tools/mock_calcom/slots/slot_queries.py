"""`GET /v2/slots`, version 2024-09-04: selectors, edges, zones and formats. Source: contract §3."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tools.mock_calcom.slots.slots import SlotQuery, free_starts
from tools.mock_calcom.wire.calls import Call, Reply
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import Complaints, body_id
from tools.mock_calcom.world.model import Booking, EventType, Json
from tools.mock_calcom.world.timestamps import find_zone, is_bare_date, parse_instant, zoned_text
from tools.mock_calcom.world.world import World

_COMMON = ("start", "end", "timeZone", "duration", "format", "bookingUidToReschedule")
_SELECTORS = {
    "eventTypeId": ("eventTypeId",),
    "username": ("eventTypeSlug", "username", "organizationSlug"),
    "teamSlug": ("eventTypeSlug", "teamSlug", "organizationSlug"),
    "usernames": ("usernames", "organizationSlug"),
}


def get_slots(call: Call) -> Reply:
    """GET /v2/slots: `data` maps local dates to slots; days without any are absent."""
    selector = _checked(call)
    event_type = _event_type(call, selector)
    data = _cached(call, event_type) if event_type is not None else {}
    return Reply(200, {"data": data, "status": "success"})


def slots_by_day(call: Call, event_type: EventType) -> Json:
    """The slots of a checked query, grouped by the asked zone's date."""
    zone = find_zone(call.one("timeZone")) or ZoneInfo("UTC")
    start, end = edges(call.one("start") or "", call.one("end") or "")
    minutes = max(0, int(float(call.one("duration") or 0))) or event_type.length
    query = SlotQuery(event_type, start, end, zone, minutes, call.one("bookingUidToReschedule"))
    as_range = (call.one("format") or "time").lower() == "range"
    seats = _SeatCounts(call.world, event_type, start, end) if event_type.seats else None
    days: Json = {}
    for free in free_starts(call.world, query):
        text = zoned_text(free, zone)
        slot: Json = {"start": text}
        if as_range:
            slot["end"] = zoned_text(free + timedelta(minutes=minutes), zone)
        if seats is not None:
            slot |= seats.at(free)
        days.setdefault(text[:10], []).append(slot)
    return days


def _cached(call: Call, event_type: EventType) -> Json:
    """Identical queries get the same answer for the seconds of the cache (a knob), whatever happened meanwhile."""
    now, cache = call.now, call.world.slot_cache
    question = json.dumps(call.query, sort_keys=True)
    if question in cache and cache[question][0] > now:
        return cache[question][1]
    data = slots_by_day(call, event_type)
    if call.world.knobs.slots_cache_s > 0:
        cache[question] = now + timedelta(seconds=call.world.knobs.slots_cache_s), data
    return data


def edges(start_text: str, end_text: str) -> tuple[datetime, datetime]:
    """The query's instants: bare dates are UTC days, an end at UTC midnight is stretched to the end of that day."""
    start, end = parse_instant(start_text), parse_instant(end_text)
    assert start is not None, "the query was not checked"  # noqa: S101
    assert end is not None, "the query was not checked"  # noqa: S101
    if is_bare_date(end_text) or (end.hour, end.minute, end.second, end.microsecond) == (0, 0, 0, 0):
        end = end.replace(hour=23, minute=59, second=59)
    return start, end


class _SeatCounts:
    """How many seats of each start are taken; full ones are counted like any other."""

    def __init__(self, world: World, event_type: EventType, start: datetime, end: datetime) -> None:
        self.total = (event_type.seats or {})["seatsPerTimeSlot"]
        self.bookings: dict[datetime, Booking] = {
            booking.start: booking
            for booking in world.bookings_between(start, end + timedelta(days=1))
            if booking.event_type_id == event_type.id and booking.status == "accepted"
        }

    def at(self, start: datetime) -> Json:
        booking = self.bookings.get(start)
        taken = len(booking.attendees) if booking else 0
        counts: Json = {"seatsBooked": taken, "seatsRemaining": self.total - taken, "seatsTotal": self.total}
        return counts | ({"bookingUid": booking.uid} if booking else {})


def _checked(call: Call) -> str:
    """The selector in use. Raises Refusal 400 with every complaint."""
    query, complaints = call.query, Complaints()
    selector = _selector(query)
    complaints.unknown(query, (*_SELECTORS[selector], *_COMMON))
    if selector == "eventTypeId" and _number(call.one("eventTypeId")) is None:
        complaints.add("eventTypeId", "eventTypeId must be a number conforming to the specified constraints")
    if selector == "usernames":
        _check_usernames(query, complaints)
    for name in ("start", "end"):
        if parse_instant(call.one(name)) is None:
            complaints.add(name, f"{name} must be a valid ISO 8601 date string")
    if "timeZone" in query and find_zone(call.one("timeZone")) is None:
        complaints.add("timeZone", "timeZone must be a valid IANA time-zone")
    if "duration" in query and _number(call.one("duration")) is None:
        complaints.add("duration", "duration must be a number conforming to the specified constraints")
    if "format" in query and (call.one("format") or "").lower() not in ("time", "range"):
        complaints.add("format", "slotFormat must be either 'range' or 'time'")
    complaints.check()
    return selector


def _selector(query: dict[str, Any]) -> str:
    if "eventTypeId" in query:
        return "eventTypeId"
    if "eventTypeSlug" in query and "teamSlug" in query:
        return "teamSlug"
    return "username" if "eventTypeSlug" in query and "username" in query else "usernames"


def _check_usernames(query: dict[str, Any], complaints: Complaints) -> None:
    names = usernames(query)
    if names is None:
        reasons = "each value in usernames must be a string", "The array must contain at least 2 elements."
        complaints.add("usernames", *reasons, "usernames must be an array")
    elif len(names) < 2:
        complaints.add("usernames", "The array must contain at least 2 elements.")
    if "organizationSlug" not in query:
        complaints.add("organizationSlug", "organizationSlug must be a string")


def usernames(query: dict[str, Any]) -> list[str] | None:
    """The comma list (or repeated name) as a list."""
    value = query.get("usernames")
    if value is None:
        return None
    return value if isinstance(value, list) else [name for name in value.split(",") if name]


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"-?\d{1,15}(\.\d+)?", text) else None


def _event_type(call: Call, selector: str) -> EventType | None:
    world, slug = call.world, call.one("eventTypeSlug") or ""
    organization = call.one("organizationSlug")
    if selector == "usernames":
        return None
    if organization is not None:
        raise Refusal(404, f"slots-input.service.ts: Organization with slug {organization} not found")
    if selector == "eventTypeId":
        found = world.event_types.get(body_id(int(_number(call.one("eventTypeId")) or 0)))
    elif selector == "teamSlug":
        found = team_event_type(world, call.one("teamSlug") or "", slug)
    else:
        found = user_event_type(world, call.one("username") or "", slug)
    if found is None:
        raise Refusal(404, "Event Type not found")
    return found


def user_event_type(world: World, username: str, slug: str) -> EventType | None:
    """By slug and username, case-sensitive. Raises Refusal 404 for an unknown user."""
    user = world.user_named(username)
    if user is None:
        raise Refusal(404, f"User with username {username} not found")
    owned = (kind for kind in world.event_types.values() if kind.owner_id == user.id and kind.team_id is None)
    return next((kind for kind in owned if kind.slug == slug), None)


def team_event_type(world: World, team_slug: str, slug: str) -> EventType | None:
    """By slug and team. Raises Refusal 404 for an unknown team."""
    team = next((team for team in world.tables.teams.values() if team.slug == team_slug), None)
    if team is None:
        raise Refusal(404, f"Team with slug {team_slug} not found")
    return next((kind for kind in world.event_types.values() if kind.team_id == team.id and kind.slug == slug), None)
