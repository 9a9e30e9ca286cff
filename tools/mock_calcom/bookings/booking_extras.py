"""Sub-resources of a booking: links for calendars, its place, its references."""

from typing import Any
from urllib.parse import quote

from tools.mock_calcom.bookings.booking_places import VIDEO, is_room
from tools.mock_calcom.bookings.booking_shapes import shape
from tools.mock_calcom.bookings.lookup import needed
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Booking, Json
from tools.mock_calcom.world.timestamps import utc_text

_PLACES = {
    "link": ("link", "link"), "address": ("inPerson", "address"), "phone": ("userPhone", "phone"),
    "attendeePhone": ("phone", "phone"), "attendeeAddress": ("attendeeInPerson", "address"),
    "attendeeDefined": ("somewhereElse", "location"), "integration": (VIDEO, "integration"),
}  # fmt: skip


def calendar_links(call: Call) -> Reply:
    """GET …/calendar-links: four ways to put it into one's own calendar."""
    booking = needed(call.world, call.params["uid"], "Booking with uid {uid} not found")
    return success(_links(booking, utc_text(call.now)))


def patch_location(call: Call) -> Reply:
    """PATCH …/location {location: {type, …}}: the booking at its new place."""
    booking = needed(call.world, call.params["uid"])
    wish = call.body.get("location") if isinstance(call.body, dict) else None
    kind = str(wish.get("type")) if isinstance(wish, dict) else ""
    if not isinstance(wish, dict) or kind not in _PLACES:
        raise Refusal(400, "location property is wrong,location must be one of the supported location types ")
    stored, field = _PLACES[kind]
    if not isinstance(wish.get(field), str):
        raise Refusal(400, f"location property is wrong, {field} property is wrong,{field} must be a string ")
    booking.location = VIDEO if kind == "integration" else wish[field]
    booking.responses["location"] = {"value": stored, "optionValue": ""}
    effects.changed(call.world, booking, "place")
    return success(shape(call.world, booking, call.user))


def references(call: Call) -> Reply:
    """GET …/references: what was made elsewhere for it, here the video room."""
    booking = needed(call.world, call.params["uid"])
    rooms: list[Json] = []
    if is_room(booking.location, booking.uid, call.world.web_app):
        rooms.append({"type": "daily_video", "eventUid": f"room{booking.id}", "id": booking.id,
                      "destinationCalendarId": None})  # fmt: skip
    return success(rooms)


def conferencing_sessions(call: Call) -> Reply:
    """GET …/conferencing-sessions: a video provider would answer, and there is none."""
    needed(call.world, call.params["uid"])
    raise BareRefusal(500, "Internal server error")


def _links(booking: Booking, stamp: str) -> list[Json]:
    start, end = f"{booking.start:%Y%m%dT%H%M%SZ}", f"{booking.end:%Y%m%dT%H%M%SZ}"
    first, last = f"{booking.start:%Y-%m-%dT%H:%M:%SZ}", f"{booking.end:%Y-%m-%dT%H:%M:%SZ}"
    place = f"&location={_quoted(booking.location)}" if booking.location and booking.location != VIDEO else ""
    details = booking.description or ""
    path = "%2Fcalendar%2Faction%2Fcompose"

    def outlook(host: str, path: str, subject: str) -> str:
        return (
            f"https://{host}/calendar/0/deeplink/compose?body={details}&enddt={last}&path={path}&rru=addevent"
            f"&startdt={first}&subject={subject}{place}"
        )

    google = f"dates={start}/{end}&text={booking.title}&details={details}{place}"
    return [
        _link("Google Calendar", "googleCalendar", f"https://calendar.google.com/calendar/r/eventedit?{google}"),
        _link("Microsoft Office", "microsoftOffice", outlook("outlook.office.com", path, booking.title)),
        _link("Microsoft Outlook", "microsoftOutlook",
              outlook("outlook.live.com", path.replace("%", "%25"), _quoted(booking.title))),
        _link("ICS", "ics", f"data:text/calendar,{_quoted(_ics(booking, start, stamp))}"),
    ]  # fmt: skip


def _ics(booking: Booking, start: str, stamp: str) -> str:
    place = [f"LOCATION:{booking.location}"] if booking.location and booking.location != VIDEO else []
    minutes = int(booking.length.total_seconds() // 60)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "CALSCALE:GREGORIAN", "PRODID:adamgibbons/ics", "METHOD:PUBLISH",
        "X-PUBLISHED-TTL:PT1H", "BEGIN:VEVENT", f"UID:{booking.uid}", f"SUMMARY:{booking.title}",
        f"DTSTAMP:{stamp[:16].replace('-', '').replace(':', '')}00Z", f"DTSTART:{start}", *place,
        f"DURATION:PT{minutes}M", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def _link(label: str, id: str, link: str) -> Json:
    return {"label": label, "id": id, "link": link}


def _quoted(text: Any) -> str:
    return quote(str(text), safe="!'()*~")
