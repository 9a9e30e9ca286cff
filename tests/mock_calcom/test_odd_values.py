"""One odd value at a time in a good body: an answer, no unexpected 5xx, and a world that can still be saved."""

import asyncio
import json
import warnings
from itertools import product
from typing import Any

import pytest

from tests.mock_calcom.builders import NOW, OWNER, a_type, a_world
from tests.slices import sliced
from tools.mock_calcom.gateway import Gateway, Incoming
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.model import Team
from tools.mock_calcom.world.world import World

NINE = "2031-05-06T09:00:00Z"
HOURS = {"days": ["Monday"], "startTime": "09:00", "endTime": "10:00"}
ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**12, "", " ", "x", "a" * 5000, "\x00", "💥", [], [None], [1], ["x"], [[]], {},
    {"a": 1}, {"type": "time"}, {"type": ["x"]}, {"disabled": True}, {"disabled": 0}, {"day": -1}, {"day": "x"},
    {"type": "range", "value": ["x", "y"]}, {"type": "calendarDays", "value": 10**5}, {"seatsPerTimeSlot": 0},
    {"interval": 0, "occurrences": 0, "frequency": "weekly"},
    {"interval": 9999, "occurrences": 3, "frequency": "yearly"},
    {"maximumActiveBookings": "x"}, {"type": "link", "link": 5}, {"type": "attendeePhone", "phone": 5}, {"topic": {}},
    [HOURS | {"endTime": "08:00"}], [HOURS | {"days": []}], [HOURS | {"days": "Monday"}], [HOURS | {"days": [["x"]]}],
    [{"date": "2031-02-30", "startTime": "09:00", "endTime": "10:00"}], [{"email": 5}],
    [{"email": ["x"], "absent": True}],
    [{"type": "select", "slug": "t", "label": "T", "required": True, "options": [1]}], [{"type": {}}], [{"userId": 9}],
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2031-05-06", "UTC",
]  # fmt: skip
PERSON = {"name": "Ann", "email": "ann2@example.com", "timeZone": "Europe/Rome", "language": "en", "phoneNumber": None}
TYPE = {"title": "T", "slug": "t", "lengthInMinutes": 30} | dict.fromkeys(
    [
        "lengthInMinutesOptions", "description", "locations", "bookingFields", "recurrence", "seats", "hidden", "hosts",
        "confirmationPolicy", "bookingWindow", "bookingLimitsCount", "bookingLimitsDuration", "slotInterval",
        "bookerActiveBookingsLimit", "minimumBookingNotice", "offsetStart", "beforeEventBuffer", "afterEventBuffer",
        "scheduleId", "disableGuests", "disableCancelling", "schedulingType",
    ]
)  # fmt: skip
BODIES: dict[tuple[str, str, str], dict[str, Any]] = {
    ("POST", "/v2/bookings", "2024-08-13"): {
        "eventTypeId": 101, "start": NINE, "attendee": PERSON, "guests": None, "metadata": None, "location": None,
        "bookingFieldsResponses": None, "lengthInMinutes": None, "recurrenceCount": None, "instant": None,
        "eventTypeSlug": None, "username": None, "teamSlug": None, "organizationSlug": None, "meetingUrl": None,
    },
    ("POST", "/v2/bookings", "2024-04-15"): {
        "eventTypeId": 101, "start": NINE, "end": None, "timeZone": "UTC", "language": "en", "metadata": {},
        "responses": {"name": "Ann", "email": "ann2@example.com"},
    },
    ("POST", "/v2/event-types", "2024-06-14"): TYPE,
    ("PATCH", "/v2/event-types/101", "2024-06-14"): dict.fromkeys(TYPE),
    ("POST", "/v2/teams/7/event-types", "2024-06-14"): TYPE,
    ("POST", "/v2/schedules", "2024-06-11"): {
        "name": "N", "timeZone": "UTC", "isDefault": True, "availability": None, "overrides": None,
    },
    ("PATCH", "/v2/me", ""): dict.fromkeys(
        ["name", "timeZone", "email", "weekStart", "timeFormat", "defaultScheduleId"]
    ),
    ("POST", "/v2/slots/reservations", "2024-09-04"): {
        "eventTypeId": 101, "slotStart": NINE, "slotDuration": None, "reservationDuration": None,
    },
    ("POST", "/v2/slots/reserve", ""): {"eventTypeId": 101, "slotUtcStartDate": NINE, "slotUtcEndDate": NINE},
    ("POST", "/v2/bookings/UID/reschedule", "2024-08-13"): {
        "start": NINE, "reschedulingReason": None, "rescheduledBy": None, "seatUid": None,
    },
    ("POST", "/v2/bookings/UID/cancel", "2024-08-13"): {
        "cancellationReason": "x", "cancelSubsequentBookings": None, "seatUid": None,
    },
    ("POST", "/v2/bookings/UID/mark-absent", "2024-08-13"): {"host": None, "attendees": None},
    ("POST", "/v2/bookings/UID/guests", "2024-08-13"): {"guests": None},
    ("POST", "/v2/bookings/UID/attendees", "2024-08-13"): PERSON,
    ("PATCH", "/v2/bookings/UID/location", "2024-08-13"): {"location": None},
    ("POST", "/v2/event-types/101/private-links", ""): {"expiresAt": None, "maxUsageCount": None},
}  # fmt: skip
# Beyond 32 bit or beyond the calendar the real server faults as well; so does a video provider that is not there.
FAULTS = ("There was an error, please try again later.", "Internal server error", "Failed to update no-show status")


def _a_world() -> World:
    world = a_world()
    world.tables.teams[7] = Team(7, "Blue", "blue", [1, 2])
    put_booking(world, a_type(world), NOW, "Ann", "ann@example.com")
    return world


def _bodies(good: dict[str, Any]) -> list[dict[str, Any]]:
    sent = {name: value for name, value in good.items() if value is not None}
    odd = [sent | {name: value} for name in good for value in ODD]
    if "attendee" in good:
        odd += [sent | {"attendee": PERSON | {name: value}} for name in PERSON for value in ODD]
    return odd


def _send(world: World, method: str, target: str, version: str, body: object = None) -> tuple[int, Any]:
    headers = {"cal-api-version": version, "content-type": "application/json", "authorization": f"Bearer {OWNER}"}
    sent = b"" if body is None else json.dumps(body).encode()
    reply = asyncio.run(Gateway(world).answer(Incoming(method, target, headers, sent))).reply
    json.dumps(reply.body)
    return reply.status, reply.body


def _is_real(status: int, body: Any) -> bool:
    return status < 500 or str((body.get("error") or body).get("message")) in FAULTS


@pytest.mark.parametrize(
    ("route", "share"), [*product(BODIES, [10]), *sliced(product(BODIES, [1]), quick=0, slow=6)], ids=str
)
def test_odd_values_are_answered_and_leave_a_world_that_can_be_saved(route: tuple[str, str, str], share: int) -> None:
    method, path, version = route
    for body in _bodies(BODIES[route])[::share]:
        world = _a_world()
        target = path.replace("UID", next(iter(world.bookings)))

        status, answer = _send(world, method, target, version, body)

        assert _is_real(status, answer), body
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert world.load(json.loads(json.dumps(world.dump()))).dump()
        if status in (200, 201):
            number = list(world.event_types)[-1]
            slots = f"/v2/slots?eventTypeId={number}&start=2031-05-06&end=2031-05-07"
            for after, under in ((slots, "2024-09-04"), ("/v2/bookings", "2024-08-13"), ("/v2/event-types", "")):
                assert _is_real(*_send(world, "GET", after, under)), body
