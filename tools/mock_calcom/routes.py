"""Every route of the mocked Cal.com on one page."""

from tools.mock_calcom import bookings, cancellations, decisions, event_types, listing, lookup, me, moves, schedules
from tools.mock_calcom.auth import Access
from tools.mock_calcom.calls import Call, Reply
from tools.mock_calcom.routing import Route
from tools.mock_calcom.slot_queries import get_slots
from tools.mock_calcom.versions import Serves

_KEY, _PERMISSION, _PUBLIC, _LAX, _UID = (
    Access.KEY,
    Access.PERMISSION,
    Access.PUBLIC,
    Access.LAX,
    Access.PUBLIC_UID,
)


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
    Route("GET /v2/schedules", schedules.list_schedules, _KEY, Serves.SCHEDULES),
    Route("POST /v2/schedules", schedules.create_schedule, _KEY, Serves.SCHEDULES),
    Route("GET /v2/schedules/default", schedules.get_default, _KEY, Serves.SCHEDULES),
    Route("GET /v2/schedules/{id}", schedules.get_schedule, _KEY, Serves.SCHEDULES),
    Route("PATCH /v2/schedules/{id}", schedules.patch_schedule, _KEY, Serves.SCHEDULES),
    Route("DELETE /v2/schedules/{id}", schedules.delete_schedule, _KEY, Serves.SCHEDULES),
    Route("GET /v2/slots", get_slots, _LAX, Serves.SLOTS),
    Route("POST /v2/bookings", bookings.create_booking, _PUBLIC, Serves.BOOKINGS),
    Route("GET /v2/bookings", listing.list_bookings, _PERMISSION, Serves.BOOKINGS),
    Route("GET /v2/bookings/by-seat/{seatUid}", lookup.get_by_seat, _PUBLIC, Serves.BOOKINGS, newer=True),
    Route("GET /v2/bookings/{uid}", lookup.get_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/reschedule", moves.reschedule_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/cancel", cancellations.cancel_booking, _UID, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/confirm", decisions.confirm_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/decline", decisions.decline_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/mark-absent", decisions.mark_absent, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/reassign", decisions.reassign_booking, _PERMISSION, Serves.BOOKINGS),
    Route("POST /v2/bookings/{uid}/reassign/{userId}", decisions.reassign_booking, _PERMISSION, Serves.BOOKINGS),
]
