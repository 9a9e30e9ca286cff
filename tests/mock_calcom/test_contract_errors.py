"""Contract §13, points 6–15: error forms, credentials, the throttle, over raw HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    BOOKINGS,
    EVENT_TYPES,
    NOW,
    OWNER,
    SCHEDULES,
    SLOTS,
    STRANGER,
    a_body,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
)
from tools.mock_calcom.app import create_app
from tools.mock_calcom.seeding import add_key
from tools.mock_calcom.world.model import RateLimit
from tools.mock_calcom.world.world import World

VERSIONS = ("2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")
ANSWERS = {
    "/v2/bookings": {"2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13"},
    "/v2/event-types": {"2024-04-15", "2024-06-11", "2024-06-14"},
    "/v2/schedules": {"2024-04-15", "2024-06-11", "2024-06-14"},
    "/v2/slots?eventTypeId=101&start=2031-05-06&end=2031-05-06": {"2024-09-04"},
    "/v2/event-types/101/private-links": {"2024-04-15"},
    "/v2/me": set(VERSIONS),
    "/v2/calendars": set(VERSIONS),
    "/v2/teams": set(VERSIONS),
}


def _world() -> World:
    world = a_world()
    a_type(world)
    return world


async def test_06_form_b_is_status_and_message_and_nothing_else() -> None:
    world = _world()
    kind = a_type(world, "limited", bookingLimitsCount={"day": 1})
    client = a_client(world)
    await booked(client, kind, "2031-05-06T09:00:00Z")

    answer = await client.post("/v2/bookings", headers=plain(), json=a_body(kind, "2031-05-06T11:00:00Z"))

    assert answer.json() == {"statusCode": 401, "message": "booking_limit_reached"}


async def test_07_details_follow_the_kind_of_error() -> None:
    world = _world()
    client = a_client(world)
    world.rate_limit = 2
    body = a_body(world.event_types[101], "2031-05-06T09:00:00Z", attendee={"email": "no"})

    thrown = await client.get("/v2/bookings/nosuch", headers=plain())
    deep = await client.post("/v2/bookings", headers=plain(), json=body)
    throttled = await client.get("/v2/bookings/nosuch", headers=plain())

    text = "Booking with uid=nosuch was not found in the database"
    assert thrown.json()["error"]["details"] == {"message": text, "error": "Not Found", "statusCode": 404}
    assert "details" not in deep.json()["error"]
    assert throttled.json()["error"]["details"] == ("CustomThrottlerGuard - Too many requests. Please try again later.")


@pytest.mark.parametrize(
    ("method", "path", "version", "body", "wrong"),
    [
        ("GET", "/v2/bookings?take=0", BOOKINGS, None, "take"),
        ("POST", "/v2/event-types", EVENT_TYPES, {"title": "T", "slug": "t"}, "lengthInMinutes"),
        ("POST", "/v2/schedules", SCHEDULES, {"name": "X", "timeZone": "Mars/Base", "isDefault": False}, "timeZone"),
        ("POST", "/v2/slots/reservations", SLOTS, {"eventTypeId": 101, "slotStart": "soon"}, "slotStart"),
    ],
)
async def test_08_query_form_400s_list_their_properties(
    method: str, path: str, version: str, body: dict[str, Any] | None, wrong: str
) -> None:
    answer = await a_client(_world()).request(method, path, headers=as_owner(version), json=body)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["message"]) == (
        400, "BadRequestException", "Bad Request Exception",
    )  # fmt: skip
    assert [entry["property"] for entry in error["details"]["errors"]] == [wrong]
    assert error["details"]["errors"][0]["constraints"]


async def test_08_guests_are_validated_in_query_form_too() -> None:
    world = _world()
    client = a_client(world)
    booking = await booked(client, world.event_types[101], "2031-05-06T09:00:00Z")

    answer = await client.post(f"/v2/bookings/{booking['uid']}/guests", headers=as_owner(), json={"guests": []})

    constraints = answer.json()["error"]["details"]["errors"][0]["constraints"]
    assert constraints == {"arrayMinSize": "guests must contain at least 1 elements"}


async def test_08_booking_bodies_and_slots_are_refused_in_one_string() -> None:
    client = a_client(_world())
    body = {"start": "2031-05-06T09:00:00Z", "eventTypeId": 101, "attendee": {"name": "A", "email": "a@example.com"}}

    booking = await client.post("/v2/bookings", headers=plain(), json=body)
    slots = await client.get("/v2/slots?eventTypeId=101&start=soon&end=2031-05-06", headers=plain(SLOTS))

    assert said(booking) == (
        "attendee property is wrong, timeZone property is wrong,timeZone must be a valid IANA time-zone "
    )
    assert said(slots) == "start property is wrong,start must be a valid ISO 8601 date string "


@pytest.mark.parametrize("where", ["create", "attendee", "reschedule", "cancel"])
async def test_09_unknown_body_properties_are_refused_on_bookings(where: str) -> None:
    world = _world()
    client = a_client(world)
    booking = await booked(client, world.event_types[101], "2031-05-06T09:00:00Z")
    fresh = a_body(world.event_types[101], "2031-05-06T11:00:00Z")
    path, body = {
        "create": ("", fresh | {"bogus": 1}),
        "attendee": ("", fresh | {"attendee": fresh["attendee"] | {"bogus": 1}}),
        "reschedule": (f"/{booking['uid']}/reschedule", {"start": "2031-05-06T11:00:00Z", "bogus": 1}),
        "cancel": (f"/{booking['uid']}/cancel", {"bogus": 1}),
    }[where]

    answer = await client.post(f"/v2/bookings{path}", headers=plain(), json=body)

    assert answer.status_code == 400
    assert said(answer).endswith("bogus property is wrong,property bogus should not exist ")


async def test_09_unknown_properties_are_dropped_elsewhere() -> None:
    client = a_client(_world())
    body = {"name": "X", "timeZone": "Europe/Paris", "isDefault": False, "bogus": 1}

    schedule = await client.post("/v2/schedules", headers=as_owner(SCHEDULES), json=body)

    assert schedule.status_code == 201
    assert "bogus" not in schedule.json()["data"]


async def test_09_an_unknown_query_name_is_refused_on_slots_and_ignored_elsewhere() -> None:
    client = a_client(_world())

    slots = await client.get("/v2/slots?eventTypeId=101&start=2031-05-06&end=2031-05-06&bogus=1", headers=plain(SLOTS))
    types = await client.get("/v2/event-types?username=hanna&bogus=1", headers=plain(EVENT_TYPES))
    bookings = await client.get("/v2/bookings?bogus=1", headers=as_owner())

    assert said(slots) == "bogus property is wrong,property bogus should not exist "
    assert (types.status_code, bookings.status_code) == (200, 200)


@pytest.mark.parametrize(
    ("method", "path", "version"),
    [("GET", "/v2/me", BOOKINGS), ("GET", "/v2/schedules", SCHEDULES), ("GET", "/v2/calendars", BOOKINGS),
     ("GET", "/v2/teams", BOOKINGS)],
)  # fmt: skip
async def test_10_no_credentials_401_on_me_schedules_calendars_teams(method: str, path: str, version: str) -> None:
    answer = await a_client(_world()).request(method, path, headers=plain(version))

    assert answer.status_code == 401
    assert said(answer).startswith("ApiAuthStrategy - No authentication method provided. Either pass an API key")


@pytest.mark.parametrize(
    ("method", "path", "version"),
    [("GET", "/v2/bookings", BOOKINGS), ("POST", "/v2/bookings/x/confirm", BOOKINGS),
     ("POST", "/v2/bookings/x/decline", BOOKINGS), ("POST", "/v2/bookings/x/mark-absent", BOOKINGS),
     ("POST", "/v2/bookings/x/guests", BOOKINGS), ("GET", "/v2/bookings/x/calendar-links", BOOKINGS),
     ("GET", "/v2/event-types/101", EVENT_TYPES), ("POST", "/v2/event-types", EVENT_TYPES),
     ("PATCH", "/v2/event-types/101", EVENT_TYPES), ("DELETE", "/v2/event-types/101", EVENT_TYPES),
     ("GET", "/v2/event-types/101/private-links", "")],
)  # fmt: skip
async def test_10_no_credentials_403_on_the_guarded_routes(method: str, path: str, version: str) -> None:
    answer = await a_client(_world()).request(method, path, headers=plain(version))

    assert answer.status_code == 403
    assert said(answer).startswith("PermissionsGuard - no authentication provided. Provide either authorization bearer")


@pytest.mark.parametrize(
    ("path", "version"),
    [("/v2/me", BOOKINGS), ("/v2/event-types?username=hanna", EVENT_TYPES), ("/v2/bookings/x", BOOKINGS),
     ("/v2/slots?eventTypeId=101&start=2031-05-06&end=2031-05-06", SLOTS)],
)  # fmt: skip
async def test_11_an_unknown_cal_key_is_401_on_every_routed_path(path: str, version: str) -> None:
    answer = await a_client(_world()).get(path, headers=as_owner(version, "cal_live_unknown"))

    assert (answer.status_code, said(answer)) == (401, "CustomThrottlerGuard - Invalid API Key")
    assert not [name for name in answer.headers if name.startswith("x-ratelimit")]


@pytest.mark.parametrize(
    ("key", "text"),
    [("cal_test_old", "ApiAuthStrategy - api key - Your api key is expired"), ("token", "Invalid Access Token.")],
)
async def test_11_expired_keys_and_unknown_tokens_are_401_on_public_routes_but_not_on_slots(
    key: str, text: str
) -> None:
    world = _world()
    add_key(world, 1, "cal_test_old", expires_at=NOW - timedelta(days=1))
    client = a_client(world)

    public = await client.get("/v2/event-types?username=hanna", headers=as_owner(EVENT_TYPES, key))
    slots = await client.get("/v2/slots?eventTypeId=101&start=2031-05-06&end=2031-05-06", headers=as_owner(SLOTS, key))

    assert (public.status_code, said(public)) == (401, text)
    assert slots.status_code == 200


@pytest.mark.parametrize("header", ["bearer cal_test_owner", "Basic Zm9vOmJhcg==", "Bearer"])
async def test_11_the_word_bearer_matters_and_its_case_too(header: str) -> None:
    answer = await a_client(_world()).get("/v2/me", headers={"Authorization": header})

    assert (answer.status_code, said(answer)) == (401, "Invalid Access Token.")


async def test_11_a_key_in_the_query_is_ignored() -> None:
    answer = await a_client(_world()).get(f"/v2/me?apiKey={OWNER}")

    assert answer.status_code == 401


async def test_12_request_ids_on_all_and_never_the_clients_own() -> None:
    client = a_client(_world())

    answers = [
        await client.get("/v2/me", headers=as_owner() | {"X-Request-Id": "mine"}),
        await client.get("/v2/nothing", headers=plain()),
        await client.get("/v2/me", headers=as_owner(key="cal_unknown")),
    ]

    ids = [answer.headers["X-Request-Id"] for answer in answers]
    assert len(set(ids)) == 3
    assert "mine" not in ids


async def test_12_rate_headers_count_down() -> None:
    client = a_client(_world())

    answers = [await client.get("/v2/me", headers=as_owner()) for _ in range(2)]

    assert [answer.headers["X-RateLimit-Remaining-Default"] for answer in answers] == ["119", "118"]
    assert answers[0].headers["X-RateLimit-Limit-Default"] == "120"
    assert answers[0].headers["X-RateLimit-Reset-Default"] == "60"


async def test_13_call_121_is_refused_with_seconds_left_and_frees_after_a_minutes_block() -> None:
    now = [datetime(2031, 5, 5, 8, tzinfo=UTC)]
    world = World(lambda: now[0])
    world.add_user("Hanna Host", "hanna@example.com", key=OWNER)
    world.add_user("Egon Else", "egon@example.com", key=STRANGER)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(world)), base_url="http://mock")

    allowed = [(await client.get("/v2/me", headers=as_owner())).status_code for _ in range(120)]
    refused = await client.get("/v2/me", headers=as_owner())
    now[0] += timedelta(seconds=20)
    later = await client.get("/v2/me", headers=as_owner())
    free = [
        (await client.get("/v2/no-such-thing", headers=as_owner())).status_code,
        (await client.get("/v2/me", headers=as_owner(key=STRANGER))).status_code,
        (await client.get("/v2/event-types", headers=plain(EVENT_TYPES))).status_code,
    ]
    now[0] += timedelta(seconds=41)
    after = await client.get("/v2/me", headers=as_owner())

    assert allowed == [200] * 120
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "ThrottlerException")
    assert refused.headers["X-RateLimit-Remaining-Default"] == "0"
    assert [answer.headers["X-RateLimit-Reset-Default"] for answer in (refused, later)] == ["60", "40"]
    assert "retry-after" not in refused.headers
    assert free == [404, 200, 200]
    assert (after.status_code, after.headers["X-RateLimit-Remaining-Default"]) == (200, "119")


async def test_13_a_key_with_named_limits_shows_one_trio_each_and_is_refused_when_all_are_used_up() -> None:
    world = _world()
    add_key(world, 1, "cal_test_two", limits=[RateLimit(1, "Burst", 10, 5), RateLimit(2, "Hourly", 3600, 60)])
    client = a_client(world)

    answers = [await client.get("/v2/me", headers=as_owner(key="cal_test_two")) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["X-RateLimit-Limit-Burst"] == "1"
    assert answers[0].headers["X-RateLimit-Remaining-Hourly"] == "1"
    assert "X-RateLimit-Limit-Default" not in answers[0].headers


async def test_14_malformed_json_is_a_form_a_400_without_rate_headers() -> None:
    headers = plain() | {"Content-Type": "application/json"}

    answer = await a_client(_world()).post("/v2/bookings", headers=headers, content=b'{"start": ')

    assert (answer.status_code, said(answer)) == (400, "Unexpected end of JSON input")
    assert answer.headers["X-Request-Id"] == "unknown-request-id"
    assert "X-RateLimit-Limit-Default" not in answer.headers


@pytest.mark.parametrize("content", [b"\x1c", b'"x"', b"nul", b"{]", b'{"a": "b', b"\xff", b"[" * 100_000])
async def test_14_whatever_is_no_json_is_a_400(content: bytes) -> None:
    headers = plain() | {"Content-Type": "application/json"}

    answer = await a_client(_world()).post("/v2/bookings", headers=headers, content=content)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequestException")


@pytest.mark.parametrize("number", ["abc", "99999999999", "1.5"])
async def test_14_ids_that_are_no_32_bit_number_are_500(number: str) -> None:
    client = a_client(_world())

    answers = [
        await client.get(f"/v2/event-types/{number}", headers=as_owner(EVENT_TYPES)),
        await client.delete(f"/v2/event-types/{number}", headers=as_owner(EVENT_TYPES)),
        await client.get(f"/v2/schedules/{number}", headers=as_owner(SCHEDULES)),
    ]

    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert answers[0].json()["error"] == {
        "code": "INTERNAL_SERVER_ERROR", "message": "There was an error, please try again later.",
    }  # fmt: skip


async def test_14_a_patch_of_a_type_that_is_no_number_is_a_400() -> None:
    answer = await a_client(_world()).patch("/v2/event-types/abc", headers=as_owner(EVENT_TYPES), json={"title": "x"})

    assert (answer.status_code, said(answer)) == (400, "Validation failed (numeric string is expected)")


async def test_15_a_bare_500_and_an_html_502_can_be_injected() -> None:
    world = _world()
    world.faults.script("/v2/me", "status", code=500)
    world.faults.script("/v2/me", "status", code=502, envelope="html")
    client = a_client(world)

    bare, html = [await client.get("/v2/me", headers=as_owner()) for _ in range(2)]

    assert bare.json() == {"statusCode": 500, "message": "Internal server error"}
    assert (html.status_code, html.headers["content-type"]) == (502, "text/html")
