"""Contract §13, point 58: determinism, reset, dumps, seeds; over raw HTTP."""

from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
)

DAY = "2031-05-06"
NINE, ELEVEN = f"{DAY}T09:00:00Z", f"{DAY}T11:00:00Z"
ALWAYS = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


async def _get(client: httpx.AsyncClient, uid: str) -> Any:
    return (await client.get(f"/v2/bookings/{uid}", headers=plain())).json()["data"]


async def test_58_reset_goes_back_to_the_start_and_ids_repeat() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)
    first = await booked(client, kind, NINE)

    await client.post("/_mock/reset")
    state = (await client.get("/_mock/state")).json()
    second = await booked(client, world.event_types[kind.id], NINE)

    assert state["bookings"] == {}
    assert second["uid"] == first["uid"]


async def test_58_a_dump_and_a_load_are_the_same_world() -> None:
    world = a_world()
    client = a_client(world)
    await booked(client, a_type(world, seats=SEATS), NINE)

    again = a_world().load(world.dump())

    assert again.dump() == world.dump()


async def test_58_a_seed_plants_people_types_and_bookings_and_turns_knobs() -> None:
    world = a_world()
    client = a_client(world)
    seed = {
        "knobs": {"second_cancel": "repeats_mail"}, "rate_limit": 500,
        "users": [{"name": "Ina", "email": "ina@example.com", "key": "cal_test_ina"}],
        "event_types": [{"title": "Chat", "slug": "chat", "lengthInMinutes": 15}],
        "bookings": [{"event_type": "chat", "start": NINE, "attendee": {"name": "Bo", "email": "bo@example.com"}}],
    }  # fmt: skip

    made = (await client.post("/_mock/seed", json=seed)).json()["made"]
    booking = await _get(client, made["bookings"][0])
    wrong = await client.post("/_mock/seed", json={"knobs": {"gravity": 0}})

    assert (booking["start"], booking["attendees"][0]["name"]) == (f"{DAY}T09:00:00.000Z", "Bo")
    assert (world.knobs.second_cancel, world.rate_limit) == ("repeats_mail", 500)
    assert (await client.get("/v2/me", headers=as_owner(key="cal_test_ina"))).status_code == 200
    assert (wrong.status_code, wrong.json()["error"]) == (400, "ValueError: unknown knobs: gravity")


async def test_58_the_throttle_can_forget() -> None:
    world = a_world()
    world.rate_limit = 1
    client = a_client(world)

    codes = [(await client.get("/v2/me", headers=as_owner())).status_code for _ in range(2)]
    await client.post("/_mock/throttle")

    assert codes == [200, 429]
    assert (await client.get("/v2/me", headers=as_owner())).status_code == 200


async def test_58_an_unknown_release_is_refused_at_the_door() -> None:
    with pytest.raises(ValueError, match="unknown release"):
        a_world(release="2019-01")
