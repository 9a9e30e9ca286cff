"""Contract §13, points 1–5: versions and the router, over raw HTTP."""

import pytest

from tests.mock_calcom.builders import (
    EVENT_TYPES,
    OWNER,
    a_body,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
)
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


@pytest.mark.parametrize("path", ANSWERS)
async def test_01_version_table_each_group_answers_only_under_its_versions(path: str) -> None:
    client = a_client(_world())

    answered = {v for v in VERSIONS if (await client.get(path, headers=as_owner(v))).status_code == 200}

    assert answered == ANSWERS[path]


@pytest.mark.parametrize(
    ("header", "shape"),
    [(" 2024-06-14 ", list), ('"2024-06-14"', dict), ("2026-02-25", dict), ("rubbish", dict), ("", dict)],
)
async def test_01_blanks_trimmed_quotes_unknown_unknown_is_absent(header: str, shape: type) -> None:
    client = a_client(_world())

    answer = await client.get("/v2/event-types", headers=as_owner(header))

    assert answer.status_code == 200
    assert isinstance(answer.json()["data"], shape)


async def test_01_a_knob_makes_2026_02_25_known_to_bookings() -> None:
    client = a_client(a_world(version_2026_02_25=True))

    bookings = await client.get("/v2/bookings", headers=as_owner("2026-02-25"))
    others = await client.get("/v2/event-types", headers=as_owner("2026-02-25"))

    assert bookings.json()["data"] == []
    assert others.status_code == 404


@pytest.mark.parametrize("headers", [plain("2024-09-04"), as_owner("2024-09-04", "cal_test_unknown")])
async def test_02_router_404_comes_before_any_key_check_and_without_rate_headers(headers: dict[str, str]) -> None:
    answer = await a_client(_world()).get("/v2/bookings?take=1&x=%20y", headers=headers)

    assert answer.status_code == 404
    assert answer.json() == {
        "status": "error",
        "timestamp": "2031-05-05T08:00:00.000Z",
        "path": "/v2/bookings?take=1&x=%20y",
        "error": {
            "code": "NotFoundException",
            "message": "Cannot GET /v2/bookings?take=1&x=%20y",
            "details": {"message": "Cannot GET /v2/bookings?take=1&x=%20y", "error": "Not Found", "statusCode": 404},
        },
    }
    assert not [name for name in answer.headers if name.startswith("x-ratelimit")]


@pytest.mark.parametrize(("method", "path"), [("PUT", "/v2/bookings"), ("GET", "/v1/bookings"), ("GET", "/v2")])
async def test_02_wrong_methods_and_v1_paths_are_router_404s(method: str, path: str) -> None:
    answer = await a_client(_world()).request(method, path, headers=as_owner())

    assert said(answer) == f"Cannot {method} {path}"


async def test_02_a_trailing_slash_is_fine() -> None:
    answer = await a_client(_world()).get("/v2/me/", headers=as_owner())

    assert answer.status_code == 200


@pytest.mark.parametrize("headers", [{}, plain("rubbish")])
async def test_03_create_without_a_version_is_a_form_a_400_with_reasons(headers: dict[str, str]) -> None:
    world = _world()

    answer = await a_client(world).post(
        "/v2/bookings", headers=headers, json=a_body(world.event_types[101], "2031-05-06T09:00:00Z")
    )

    error = answer.json()["error"]
    assert (answer.status_code, error["message"]) == (400, "Bad Request Exception")
    assert [entry["property"] for entry in error["details"]["errors"]] == ["timeZone", "language", "metadata"]


async def test_03_list_without_a_version_is_200_with_data_bookings() -> None:
    answer = await a_client(_world()).get("/v2/bookings", headers={"Authorization": f"Bearer {OWNER}"})

    assert answer.status_code == 200
    assert list(answer.json()["data"]) == ["bookings", "recurringInfo", "totalCount", "nextCursor"]


@pytest.mark.parametrize(
    ("method", "tail"),
    [("POST", "confirm"), ("POST", "decline"), ("POST", "reschedule"), ("POST", "mark-absent"), ("POST", "guests"),
     ("GET", "attendees"), ("PATCH", "location"), ("GET", "calendar-links")],
)  # fmt: skip
async def test_04_the_sub_resources_without_version_are_router_404s(method: str, tail: str) -> None:
    world = _world()
    client = a_client(world)
    booking = await booked(client, world.event_types[101], "2031-05-06T09:00:00Z")

    answer = await client.request(
        method, f"/v2/bookings/{booking['uid']}/{tail}", headers={"Authorization": f"Bearer {OWNER}"}
    )

    assert said(answer).startswith(f"Cannot {method} ")


@pytest.mark.parametrize("version", [*VERSIONS, "2026-02-25", "rubbish", ""])
async def test_05_me_calendars_and_teams_answer_under_any_version(version: str) -> None:
    client = a_client(_world())

    codes = [(await client.get(f"/v2/{name}", headers=as_owner(version))).status_code
             for name in ("me", "calendars", "teams")]  # fmt: skip

    assert codes == [200, 200, 200]


async def test_05_private_links_answer_only_without_a_version_or_under_2024_04_15() -> None:
    client = a_client(_world())
    key = {"Authorization": f"Bearer {OWNER}"}

    made = await client.post("/v2/event-types/101/private-links", headers=key, json={"maxUsageCount": 2})
    wrong = await client.get("/v2/event-types/101/private-links", headers=as_owner(EVENT_TYPES))

    assert made.status_code == 201
    assert made.json()["data"]["usageCount"] == 0
    assert wrong.status_code == 404
