"""The main job over raw HTTP: look, book, list, move, cancel; and the sample account."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.mock_calcom.builders import (
    BOOKINGS,
    EVENT_TYPES,
    NOW,
    SCHEDULES,
    a_body,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
    standing,
    starts,
)
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.server import MockServer


async def test_a_booking_takes_its_time_away_and_a_cancel_gives_it_back() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)

    booking = await booked(client, kind, "2031-05-06T09:00:00Z")
    while_booked = await starts(client, kind, "2031-05-06")
    await client.post(f"/v2/bookings/{booking['uid']}/cancel", headers=plain(), json={"cancellationReason": "ill"})

    assert "09:00" not in while_booked
    assert "09:00" in await starts(client, kind, "2031-05-06")


async def test_a_move_makes_a_new_uid_and_links_both_ways() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)
    old = await booked(client, kind, "2031-05-06T09:00:00Z")

    answer = await client.post(
        f"/v2/bookings/{old['uid']}/reschedule", headers=plain(), json={"start": "2031-05-06T13:00:00Z"}
    )

    new = answer.json()["data"]
    gone = (await client.get(f"/v2/bookings/{old['uid']}", headers=plain())).json()["data"]
    assert answer.status_code == 201
    assert new["rescheduledFromUid"] == old["uid"]
    assert (gone["status"], gone["rescheduledToUid"]) == ("cancelled", new["uid"])


async def test_the_second_identical_booking_is_refused_with_the_text_of_a_taken_slot() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)
    await booked(client, kind, "2031-05-06T09:00:00Z")

    answer = await client.post("/v2/bookings", headers=plain(), json=a_body(kind, "2031-05-06T09:00:00Z"))

    assert answer.status_code == 400
    assert said(answer) == "User either already has booking at this time or is not available"


async def test_the_sample_shows_six_event_types_to_its_owner_and_five_to_others() -> None:
    client = a_client()

    own = await client.get("/v2/event-types", headers=as_owner(EVENT_TYPES, KEY))
    public = await client.get("/v2/event-types", headers=plain(EVENT_TYPES), params={"username": "clara"})

    assert [kind["slug"] for kind in own.json()["data"]] == [
        "intro", "30min", "consultation", "project-review", "workshop", "private-coaching",
    ]  # fmt: skip
    assert len(public.json()["data"]) == 5


@pytest.mark.parametrize("weekday", range(7))
async def test_the_sample_can_be_used_on_any_day_of_the_week(weekday: int) -> None:
    world = sample_world(standing(NOW + timedelta(days=weekday)))
    client = a_client(world)

    answer = await client.get("/v2/bookings", headers=as_owner(BOOKINGS, KEY), params={"status": "upcoming"})

    coming = answer.json()["data"]
    names = {booking["attendees"][0]["name"] for booking in coming}
    assert {"John Smith", "John Miller", "Ana Silva"} <= names
    assert [booking["status"] for booking in coming].count("pending") == 1
    assert len(world.bookings) == 24


async def test_the_default_schedule_is_monday_to_friday_nine_to_five() -> None:
    answer = await a_client().get("/v2/schedules/default", headers=as_owner(SCHEDULES, KEY))

    assert answer.json()["data"]["availability"] == [
        {"days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "startTime": "09:00", "endTime": "17:00"}
    ]


async def test_the_mock_answers_on_real_http_in_the_running_loop() -> None:
    async with MockServer(sample_world(standing())) as server, httpx.AsyncClient(base_url=server.base_url) as client:
        answer = await client.get("/v2/me", headers=as_owner(key=server.key))

    assert answer.json()["data"]["username"] == "clara"
    assert server.base_url.startswith("http://127.0.0.1:")


def test_the_mock_answers_on_real_http_from_a_thread() -> None:
    with MockServer(sample_world(standing())) as server:
        answer = httpx.get(f"{server.base_url}/v2/me", headers=as_owner(key=server.key))

    assert answer.json()["data"]["timeZone"] == "Europe/Berlin"


async def test_the_control_route_sets_the_clock_and_shows_the_journal() -> None:
    client = a_client()

    moved = await client.post("/_mock/clock", json={"now": "2031-06-01T10:00:00Z", "frozen": True})
    await client.get("/v2/me", headers=as_owner(key=KEY))
    journal = (await client.get("/_mock/journal")).json()

    assert moved.json()["now"] == "2031-06-01T10:00:00.000Z"
    assert journal["entries"][-1] | {"n": 0} == {
        "n": 0, "at": "2031-06-01T10:00:00.000Z", "kind": "request", "effects": [], "method": "GET", "path": "/v2/me",
        "version": "2024-08-13", "rule": "GET /v2/me", "key": 1, "status": 200, "fault": None,
    }  # fmt: skip


async def test_the_same_seed_and_course_give_the_same_bytes() -> None:
    answers = []
    for _ in range(2):
        world = a_world()
        kind = a_type(world)
        client = a_client(world)
        answer = await client.post("/v2/bookings", headers=plain(), json=a_body(kind, "2031-05-06T09:00:00Z"))
        answers.append((answer.content, answer.headers["X-Request-Id"]))

    assert answers[0] == answers[1]


async def test_a_saved_world_goes_on_after_a_restart(tmp_path: Path) -> None:
    world = a_world()
    world.persist_to = tmp_path / "world.json"
    kind = a_type(world)
    client = a_client(world)
    first = await booked(client, kind, "2031-05-06T09:00:00Z")

    again = a_world().load_from(world.persist_to)
    second = await booked(a_client(again), again.event_types[kind.id], "2031-05-06T10:00:00Z")

    assert list(again.bookings) == [first["uid"], second["uid"]]
    assert second["id"] == first["id"] + 1


async def test_bookings_made_at_once_are_all_in_the_saved_world(tmp_path: Path) -> None:
    world = a_world()
    world.persist_to = tmp_path / "world.json"
    kind = a_type(world)
    client = a_client(world)

    made = await asyncio.gather(*(booked(client, kind, f"2031-05-06T{hour:02}:00:00Z") for hour in range(7, 15)))

    assert list(a_world().load_from(world.persist_to).bookings) == list(world.bookings)
    assert len(made) == 8
    assert os.listdir(tmp_path) == ["world.json"]


async def test_a_refused_request_writes_nothing(tmp_path: Path) -> None:
    world = a_world()
    world.persist_to = tmp_path / "world.json"

    await a_client(world).post("/v2/bookings", headers=plain(), json={})

    assert not world.persist_to.exists()


async def test_no_stamp_is_later_than_the_clock() -> None:
    client = a_client()

    answer = await client.get("/v2/me")

    stamp = datetime.fromisoformat(answer.json()["timestamp"])
    assert stamp == NOW.astimezone(UTC)
