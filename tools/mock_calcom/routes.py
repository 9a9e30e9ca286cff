"""Every route of the mocked Cal.com on one page."""

from tools.mock_calcom import me
from tools.mock_calcom.bookings import (
    booking_extras,
    cancellations,
    creating,
    decisions,
    listing,
    lookup,
    moves,
    participants,
)
from tools.mock_calcom.event_types import event_types, private_links, teams
from tools.mock_calcom.old import old_bookings, old_event_types, old_schedules, old_slots
from tools.mock_calcom.slots import calendars, reservations, schedules
from tools.mock_calcom.slots.slot_queries import get_slots
from tools.mock_calcom.wire.auth import Access
from tools.mock_calcom.wire.calls import Call, Reply
from tools.mock_calcom.wire.routing import Route
from tools.mock_calcom.wire.versions import Serves
from tools.mock_calcom.world.model import RateLimit

_KEY, _PERMISSION, _PUBLIC, _LAX, _UID = (
    Access.KEY,
    Access.PERMISSION,
    Access.PUBLIC,
    Access.LAX,
    Access.PUBLIC_UID,
)
_ATTENDEE = "{} /v2/bookings/{{uid}}/attendees/{{id}}"
_LINK = "{} /v2/event-types/{{id}}/private-links/{{linkId}}"


def _health(call: Call) -> Reply:
    return Reply(200, "OK", {"Content-Type": "text/html; charset=utf-8"})


ROUTES: list[Route] = [
    Route("GET /health", _health, _PUBLIC),
    Route("GET /v2/me", me.get_me, _KEY),
    Route("PATCH /v2/me", me.patch_me, _KEY),
    Route("GET /v2/event-types", event_types.list_event_types, _PUBLIC, Serves.EVENT_TYPES),
    Route("POST /v2/event-types", event_types.create_event_type, _PERMISSION, Serves.EVENT_TYPES),
    Route("GET /v2/event-types/{id}", event_types.get_event_type, _PERMISSION, Serves.EVENT_TYPES),
    Route("PATCH /v2/event-types/{id}", event_types.patch_event_type, _PERMISSION, Serves.EVENT_TYPES),
    Route("DELETE /v2/event-types/{id}", event_types.delete_event_type, _PERMISSION, Serves.EVENT_TYPES),
    Route("GET /v2/event-types/{id}/private-links", private_links.list_links, _PERMISSION, Serves.PRIVATE_LINKS),
    Route("POST /v2/event-types/{id}/private-links", private_links.create_link, _PERMISSION, Serves.PRIVATE_LINKS),
    Route(_LINK.format("PATCH"), private_links.patch_link, _PERMISSION, Serves.PRIVATE_LINKS),
    Route(_LINK.format("DELETE"), private_links.delete_link, _PERMISSION, Serves.PRIVATE_LINKS),
    Route("GET /v2/calendars", calendars.get_calendars, _KEY),
    Route("GET /v2/calendars/busy-times", calendars.busy_times, _KEY),
    Route("GET /v2/teams", teams.list_teams, _KEY),
    Route("GET /v2/teams/{id}", teams.get_team, _KEY),
    Route("GET /v2/teams/{id}/event-types", teams.list_team_event_types, _LAX),
    Route("GET /v2/teams/{id}/event-types/{eventTypeId}", teams.get_team_event_type, _KEY),
    Route("POST /v2/teams/{id}/event-types", teams.create_team_event_type, _KEY),
    Route("GET /v2/organizations/{orgId}/users/{userId}/ooo", teams.organization_guard, _KEY),
    Route("GET /v2/organizations/{orgId}/ooo", teams.organization_guard, _KEY),
    Route("POST /v2/organizations/{orgId}/users/{userId}/ooo", teams.organization_guard, _KEY),
    Route("PATCH /v2/organizations/{orgId}/users/{userId}/ooo/{oooId}", teams.organization_guard, _KEY),
    Route("DELETE /v2/organizations/{orgId}/users/{userId}/ooo/{oooId}", teams.organization_guard, _KEY),
    Route("GET /v2/schedules", schedules.list_schedules, _KEY, Serves.SCHEDULES),
    Route("POST /v2/schedules", schedules.create_schedule, _KEY, Serves.SCHEDULES),
    Route("GET /v2/schedules/default", schedules.get_default, _KEY, Serves.SCHEDULES),
    Route("GET /v2/schedules/{id}", schedules.get_schedule, _KEY, Serves.SCHEDULES),
    Route("PATCH /v2/schedules/{id}", schedules.patch_schedule, _KEY, Serves.SCHEDULES),
    Route("DELETE /v2/schedules/{id}", schedules.delete_schedule, _KEY, Serves.SCHEDULES),
    Route("GET /v2/slots", get_slots, _LAX, Serves.SLOTS),
    Route("POST /v2/slots/reservations", reservations.reserve, _PUBLIC, Serves.SLOTS),
    Route("GET /v2/slots/reservations/{uid}", reservations.get_reservation, _PUBLIC, Serves.SLOTS),
    Route("PATCH /v2/slots/reservations/{uid}", reservations.patch_reservation, _PUBLIC, Serves.SLOTS),
    Route("DELETE /v2/slots/reservations/{uid}", reservations.release, _PUBLIC, Serves.SLOTS),
    Route("GET /v2/slots/available", old_slots.available, _LAX, Serves.SLOTS_OLD),
    Route("POST /v2/slots/reserve", old_slots.reserve, _PUBLIC, Serves.SLOTS_OLD),
    Route("DELETE /v2/slots/selected-slot", old_slots.release, _PUBLIC, Serves.SLOTS_OLD),
    Route("GET /v2/event-types", old_event_types.list_groups, _PUBLIC, Serves.EVENT_TYPES_OLD),
    Route("GET /v2/event-types/{id}", old_event_types.get_event_type, _PERMISSION, Serves.EVENT_TYPES_OLD),
    Route("GET /v2/schedules", old_schedules.list_schedules, _KEY, Serves.SCHEDULES_OLD),
    Route("GET /v2/schedules/default", old_schedules.get_default, _KEY, Serves.SCHEDULES_OLD),
    Route("GET /v2/bookings", old_bookings.list_bookings, _PERMISSION, Serves.BOOKINGS_OLD),
    Route("POST /v2/bookings", old_bookings.create_booking, _PUBLIC, Serves.BOOKINGS_OLD),
    Route("GET /v2/bookings/{uid}", old_bookings.get_booking, _UID, Serves.BOOKINGS_OLD),
    Route("POST /v2/bookings/{uid}/cancel", old_bookings.cancel_booking, _UID, Serves.BOOKINGS_OLD),
    Route("POST /v2/bookings", creating.create_booking, _PUBLIC, Serves.BOOKINGS),
    Route("GET /v2/bookings", listing.list_bookings, _PERMISSION, Serves.BOOKINGS),
    Route("GET /v2/bookings/by-seat/{seatUid}", lookup.get_by_seat, _PUBLIC, Serves.BOOKINGS, newer=True),
    Route("GET /v2/bookings/{uid}", lookup.get_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/reschedule", moves.reschedule_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/cancel", cancellations.cancel_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/confirm", decisions.confirm_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/decline", decisions.decline_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/mark-absent", decisions.mark_absent, _PERMISSION, Serves.BOOKINGS),
    Route(
        "POST /v2/bookings/{uid}/guests",
        participants.add_guests,
        _PERMISSION,
        Serves.BOOKINGS,
        own_limit=RateLimit(5, "Booking_guests_add"),
    ),
    Route("GET /v2/bookings/{uid}/attendees", participants.list_attendees, _PERMISSION, Serves.BOOKINGS, newer=True),
    Route(
        "POST /v2/bookings/{uid}/attendees",
        participants.add_attendee,
        _PERMISSION,
        Serves.BOOKINGS,
        newer=True,
        own_limit=RateLimit(5, "Booking_attendees_add"),
    ),
    Route(_ATTENDEE.format("GET"), participants.get_attendee, _PERMISSION, Serves.BOOKINGS, newer=True),
    Route(
        _ATTENDEE.format("DELETE"),
        participants.remove_attendee,
        _PERMISSION,
        Serves.BOOKINGS,
        newer=True,
        own_limit=RateLimit(5, "Booking_attendees_remove"),
    ),
    Route("GET /v2/bookings/{uid}/calendar-links", booking_extras.calendar_links, _PERMISSION, Serves.BOOKINGS),
    Route("GET /v2/bookings/{uid}/references", booking_extras.references, _PERMISSION, Serves.BOOKINGS),
    Route(
        "PATCH /v2/bookings/{uid}/location",
        booking_extras.patch_location,
        _PERMISSION,
        Serves.BOOKINGS,
        newer=True,
        own_limit=RateLimit(5, "Booking_location_update"),
    ),
    Route(
        "GET /v2/bookings/{uid}/conferencing-sessions",
        booking_extras.conferencing_sessions,
        _PERMISSION,
        Serves.BOOKINGS,
    ),
    Route("POST /v2/bookings/{uid}/reassign", decisions.reassign_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/reassign/{userId}", decisions.reassign_booking, _PERMISSION, Serves.BOOKINGS),
]
