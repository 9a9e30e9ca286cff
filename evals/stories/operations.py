"""The names scenarios use for Cal.com's endpoints, and what each endpoint must look like on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """One endpoint: its rule in the mock's route table, and the only cal-api-version that is right for it."""

    rule: str
    version: str | None = None  # None: any will do

    @property
    def writes(self) -> bool:
        """Whether it can change the calendar."""
        return not self.rule.startswith("GET ")


_BOOKINGS, _SLOTS, _TYPES, _SCHEDULES = "2024-08-13", "2024-09-04", "2024-06-14", "2024-06-11"

OPERATIONS: dict[str, Operation] = {
    "me.get": Operation("GET /v2/me"),
    "event_types.list": Operation("GET /v2/event-types", _TYPES),
    "event_types.get": Operation("GET /v2/event-types/{id}", _TYPES),
    "event_type.create": Operation("POST /v2/event-types", _TYPES),
    "schedules.list": Operation("GET /v2/schedules", _SCHEDULES),
    "schedules.default": Operation("GET /v2/schedules/default", _SCHEDULES),
    "calendars.list": Operation("GET /v2/calendars"),
    "calendars.busy": Operation("GET /v2/calendars/busy-times"),
    "slots.list": Operation("GET /v2/slots", _SLOTS),
    "bookings.list": Operation("GET /v2/bookings", _BOOKINGS),
    "booking.get": Operation("GET /v2/bookings/{uid}", _BOOKINGS),
    "booking.create": Operation("POST /v2/bookings", _BOOKINGS),
    "booking.reschedule": Operation("POST /v2/bookings/{uid}/reschedule", _BOOKINGS),
    "booking.cancel": Operation("POST /v2/bookings/{uid}/cancel", _BOOKINGS),
    "booking.confirm": Operation("POST /v2/bookings/{uid}/confirm", _BOOKINGS),
    "booking.decline": Operation("POST /v2/bookings/{uid}/decline", _BOOKINGS),
    "booking.add_guests": Operation("POST /v2/bookings/{uid}/guests", _BOOKINGS),
    "booking.mark_absent": Operation("POST /v2/bookings/{uid}/mark-absent", _BOOKINGS),
    "booking.set_place": Operation("PATCH /v2/bookings/{uid}/location", _BOOKINGS),
    "booking.attendees": Operation("GET /v2/bookings/{uid}/attendees", _BOOKINGS),
    "booking.calendar_links": Operation("GET /v2/bookings/{uid}/calendar-links", _BOOKINGS),
}
OF_RULE: dict[str, str] = {operation.rule: name for name, operation in OPERATIONS.items()}


def name_of(rule: str | None, method: str, path: str) -> str:
    """An operation's name; of a request that fits none, its method and path without the query."""
    return OF_RULE.get(rule or "") or f"{method} {path.partition('?')[0]}"


def is_write(op: str) -> bool:
    """Whether a request of this name could change the calendar; unknown ones count by their method."""
    known = OPERATIONS.get(op)
    return known.writes if known else not op.startswith(("GET ", "HEAD "))
