"""Whatever is sent to whichever route: an answer in a known form, and a 500 only where the real server gives one."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mock_calcom.builders import NOW, OWNER, STRANGER, a_type, a_world
from tools.mock_calcom.gateway import Gateway, Incoming
from tools.mock_calcom.routes import ROUTES
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.wire.versions import KNOWN
from tools.mock_calcom.world.world import World

# The real server's own 500s: ids beyond its database, seats without a uid, no video provider, the old slots path.
REAL_500S = {
    "There was an error, please try again later.", "Internal server error", "Failed to update no-show status",
}  # fmt: skip
# fmt: off
NAMES = [
    "start", "end", "attendee", "eventTypeId", "eventTypeSlug", "username", "teamSlug", "organizationSlug",
    "lengthInMinutes", "guests", "location", "bookingFieldsResponses", "metadata", "recurrenceCount", "instant",
    "cancellationReason", "cancelSubsequentBookings", "seatUid", "host", "attendees", "reschedulingReason",
    "rescheduledBy", "title", "slug", "locations", "bookingFields", "seats", "recurrence", "bookingWindow", "hidden",
    "confirmationPolicy", "bookingLimitsCount", "scheduleId", "name", "timeZone", "isDefault", "availability",
    "overrides", "email", "maxUsageCount", "slotStart", "slotDuration", "reservationDuration", "expiresAt",
    "weekStart", "timeFormat", "responses", "language", "duration", "format", "status", "take", "skip", "afterStart",
    "sortStart", "attendeeEmail", "eventTypeIds", "usernames", "usernameList", "startTime", "endTime", "dateFrom",
    "dateTo", "loggedInUsersTz", "calendarsToLoad[0][credentialId]", "calendarsToLoad[0][externalId]", "bookingUid",
    "slotUtcStartDate", "hosts",
]
# fmt: on
ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([101, 102, 10**12, 1.5]),
    st.text(max_size=8),
    st.sampled_from(
        [
            "2031-05-06T09:00:00Z",
            "2031-05-06",
            "Europe/Berlin",
            "ann@example.com",
            "meeting",
            "hanna",
            "range",
            "asc",
            "always",
            "weekly",
            "upcoming",
            "09:00",
            "Monday",
            "cal-video",
            "link",
        ]
    ),
)  # fmt: skip
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*NAMES, "type", "value", "days", "date", "disabled", "unit", "count"]), inner,
                        max_size=4),
    ),
    max_leaves=8,
)  # fmt: skip
GOOD_BODY = {
    "eventTypeId": 101, "start": "2031-05-06T09:00:00Z", "title": "T", "slug": "t", "lengthInMinutes": 30,
    "attendee": {"name": "Ann", "email": "ann@example.com", "timeZone": "Europe/Rome"}, "name": "N",
    "timeZone": "Europe/Berlin", "isDefault": False, "slotStart": "2031-05-06T09:00:00Z",
}  # fmt: skip
QUERY_VALUES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["101", "2031-05-06", "2031-05-06T09:00:00Z", "UTC", "hanna", "meeting", "60", "past", "1"]),
)

Request = tuple[str, str, dict[str, str], bytes]


def _a_world() -> World:
    world = a_world()
    world.rate_limit = 10**9
    kind = a_type(world)
    a_type(world, "class", seats={"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True})
    a_type(world, "series", recurrence={"interval": 1, "occurrences": 3, "frequency": "monthly"})
    put_booking(world, kind, NOW, "Ann", "ann@example.com")
    return world


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Method, target, headers and body of a request to one of the routes."""
    route = draw(st.sampled_from(ROUTES))
    path = route.rule.partition(" ")[2]
    for part in ("{id}", "{uid}", "{linkId}", "{seatUid}", "{userId}", "{orgId}"):
        path = path.replace(part, draw(st.sampled_from(["UID", "101", "1", "abc", "99999999999", "%27%3B", "-1"])))
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    query = "&".join(f"{name}={_quoted(draw(QUERY_VALUES))}" for name in names)
    key = draw(st.sampled_from([f"Bearer {OWNER}", f"Bearer {STRANGER}", "Bearer cal_unknown", "Bearer x", None]))
    version = draw(st.sampled_from([*sorted(route.serves & KNOWN), "rubbish"]))
    headers = {"cal-api-version": version, "content-type": "application/json"}
    if key is not None:
        headers["authorization"] = key
    return route.method, f"{path}?{query}" if query else path, headers, draw(_bodies())


def _bodies() -> st.SearchStrategy[bytes]:
    changes = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)
    return st.one_of(
        changes.map(lambda body: json.dumps(GOOD_BODY | body).encode()),
        changes.map(lambda body: json.dumps(body).encode()),
        VALUES.map(lambda value: json.dumps(value).encode()),
        st.binary(max_size=10),
    )


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _message(body: Any) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    return str(error["message"] if isinstance(error, dict) else body["message"])


@pytest.mark.parametrize("examples", [150, pytest.param(1500, marks=[pytest.mark.slow, pytest.mark.thorough])])
def test_every_request_gets_an_answer_in_a_known_form(examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(request=requests())
    def for_any(request: Request) -> None:
        is_answered(request)

    for_any()


def is_answered(request: Request) -> None:
    method, target, headers, body = request
    world = _a_world()
    uid = next(iter(world.bookings))

    outcome = asyncio.run(Gateway(world).answer(Incoming(method, target.replace("UID", uid), headers, body)))

    reply = outcome.reply
    json.dumps(reply.body)
    assert reply.headers["X-Request-Id"]
    if reply.status >= 500:
        assert reply.status == 500
        assert _message(reply.body) in REAL_500S
    elif reply.status >= 400:
        assert _message(reply.body)
    assert world.load(json.loads(json.dumps(world.dump()))).dump()
