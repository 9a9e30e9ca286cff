"""Contract §13, point 28: reservations and the cache of slot lists, over raw HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    OWNER,
    SLOTS,
    STRANGER,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
    starts,
)
from tools.mock_calcom.app import create_app
from tools.mock_calcom.world.world import World

DAY = "2031-05-06"  # a Tuesday; 09:00 in Berlin is 07:00 UTC
OFF = {"disabled": True}


async def _slots(client: httpx.AsyncClient, **query: Any) -> httpx.Response:
    return await client.get("/v2/slots", headers=plain(SLOTS), params=query)


async def _reserve(
    client: httpx.AsyncClient, kind: int, at: str, key: str | None = None, **more: Any
) -> httpx.Response:
    headers = as_owner(SLOTS, key) if key else plain(SLOTS)
    body = {"eventTypeId": kind, "slotStart": f"{DAY}T{at}:00Z", **more}
    return await client.post("/v2/slots/reservations", headers=headers, json=body)


async def test_28_a_reservation_hides_its_slot_from_all_types_for_five_minutes_and_stops_no_booking() -> None:
    now = [datetime(2031, 5, 5, 8, tzinfo=UTC)]
    world = World(lambda: now[0])
    world.add_user("Hanna Host", "hanna@example.com", key=OWNER, time_zone="Europe/Berlin")
    kind, other = a_type(world, "one"), a_type(world, "other")
    client = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(world)), base_url="http://mock")

    held = (await _reserve(client, kind.id, "09:00")).json()["data"]
    hidden = [await starts(client, kind, DAY), await starts(client, other, DAY)]
    booking = await booked(client, kind, f"{DAY}T09:00:00Z")
    await client.post(f"/v2/bookings/{booking['uid']}/cancel", headers=plain())
    now[0] += timedelta(minutes=5)
    lapsed = await client.get(f"/v2/slots/reservations/{held['reservationUid']}", headers=plain(SLOTS))

    assert (held["reservationDuration"], held["reservationUntil"]) == (5, "2031-05-05T08:05:00.000Z")
    assert not any("09:00" in free for free in hidden)
    assert booking["status"] == "accepted"
    assert lapsed.json() == {"status": "success", "data": None}
    assert "09:00" in await starts(client, kind, DAY)


async def test_28_a_second_reservation_and_a_booked_slot_are_422s() -> None:
    world = a_world()
    kind, other = a_type(world, "one"), a_type(world, "other")
    client = a_client(world)
    await _reserve(client, kind.id, "09:00")
    await booked(client, kind, f"{DAY}T11:00:00Z")

    again, overlapping, elsewhere, taken = [
        await _reserve(client, kind.id, "09:00"),
        await _reserve(client, kind.id, "09:15"),
        await _reserve(client, other.id, "09:00"),
        await _reserve(client, kind.id, "11:00"),
    ]

    reserved = "This time slot is already reserved by another user. Please choose a different time."
    assert [(a.status_code, said(a)) for a in (again, overlapping)] == [(422, reserved)] * 2
    assert elsewhere.status_code == 201
    assert (taken.status_code, said(taken)) == (422, "Can't reserve a slot if the event is already booked.")


async def test_28_releasing_works_for_unknown_ones_too_and_moving_does_not() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)
    body = {"eventTypeId": kind.id, "slotStart": f"{DAY}T09:00:00Z"}

    released = await client.delete("/v2/slots/reservations/nosuch", headers=plain(SLOTS))
    moved = await client.patch("/v2/slots/reservations/nosuch", headers=plain(SLOTS), json=body)

    assert released.json() == {"status": "success"}
    assert (moved.status_code, said(moved)) == (404, "Slot with uid=nosuch not found")


@pytest.mark.parametrize(("key", "status"), [(None, 401), (STRANGER, 403), (OWNER, 201)])
async def test_28_reservation_duration_is_for_the_owner(key: str | None, status: int) -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _reserve(a_client(world), kind.id, "09:00", key, reservationDuration=10)

    assert answer.status_code == status


async def test_28_a_knob_answers_identical_slot_queries_from_a_two_second_cache() -> None:
    world = a_world(slots_cache_s=2.0)
    kind = a_type(world)
    client = a_client(world)
    await starts(client, kind, DAY)
    await booked(client, kind, f"{DAY}T09:00:00Z")

    stale = await starts(client, kind, DAY)
    world.clock.advance(timedelta(seconds=2.1))
    fresh = await starts(client, kind, DAY)

    assert "09:00" in stale
    assert "09:00" not in fresh
