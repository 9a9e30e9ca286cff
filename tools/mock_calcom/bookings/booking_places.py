"""Where a booking takes place: what may be asked for, what is stored, what is shown. Source: contract §4.1."""

from typing import Any

from tools.mock_calcom.wire.errors import Refusal, core_bad_request
from tools.mock_calcom.world.model import EventType, Json

VIDEO = "integrations:daily"
_STORED = {"address": "inPerson", "phone": "userPhone", "link": "link", "integration": VIDEO, "attendeePhone": "phone",
           "attendeeAddress": "attendeeInPerson", "attendeeDefined": "somewhereElse"}  # fmt: skip
_GIVEN_BY_ATTENDEE = {"attendeePhone": "phone", "attendeeAddress": "address", "attendeeDefined": "location"}
_GIVEN_BY_HOST = {"address": "address", "phone": "phone", "link": "link"}


def read_place(event_type: EventType, place: Any) -> tuple[str | None, Json | None]:
    """Where it will be, and the stored answer; without a wish it is the type's first location and no answer.

    Raises Refusal 400 naming the kinds the type offers; a plain string is the legacy form and always passes.
    """
    if place is None:
        return _first(event_type), None
    if isinstance(place, str):
        kind = "link" if place.startswith(("http://", "https://")) else "somewhereElse"
        return place, {"value": kind, "optionValue": place}
    kind = str(place.get("type", "undefined")) if isinstance(place, dict) else "undefined"
    offered = [location for location in event_type.locations if location["type"] == kind]
    if kind not in _STORED or not offered:
        raise _not_offered(event_type, "type", kind, [location["type"] for location in event_type.locations])
    if kind == "integration":
        return VIDEO, _integration(event_type, place, offered)
    if kind in _GIVEN_BY_ATTENDEE:
        value = place.get(_GIVEN_BY_ATTENDEE[kind])
        if not isinstance(value, str):
            raise core_bad_request("responses.location.optionValue - Required, ")
        return value, {"value": _STORED[kind], "optionValue": value}
    return offered[0][_GIVEN_BY_HOST[kind]], {"value": _STORED[kind], "optionValue": ""}


def shown_place(location: str | None, uid: str, web_app: str, *, accepted: bool) -> str | None:
    """A video room gets its address once the booking is accepted."""
    return f"{web_app}/video/{uid}" if accepted and location == VIDEO else location


def is_room(location: str | None, uid: str, web_app: str) -> bool:
    """Whether the location is a video room of that booking."""
    return location in (VIDEO, f"{web_app}/video/{uid}")


def _first(event_type: EventType) -> str | None:
    for location in event_type.locations:
        kind = location["type"]
        return VIDEO if kind == "integration" else location.get(_GIVEN_BY_HOST.get(kind, ""))
    return VIDEO


def _integration(event_type: EventType, place: Json, offered: list[Json]) -> Json:
    names = [location["integration"] for location in offered]
    if place.get("integration") not in names:
        raise _not_offered(event_type, "integration", place.get("integration"), names)
    return {"value": VIDEO, "optionValue": ""}


def _not_offered(event_type: EventType, what: str, given: Any, offered: list[str]) -> Refusal:
    kinds = "location types" if what == "type" else "integrations"
    these = "types" if what == "type" else "integrations"
    return Refusal(
        400,
        f"Booking location with {what} {'undefined' if given is None else given} not valid for event type with "
        f"id={event_type.id}. The event type has following {kinds}: {', '.join(offered)}, and only these {these} are "
        "allowed for booking location.",
    )
