"""Every knob of the world does what its name says; presets are whole columns of the contract's table."""

from dataclasses import fields
from typing import Any

import pytest

from tests.mock_calcom.builders import (
    EVENT_TYPES,
    SLOTS,
    a_body,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
    starts,
)
from tools.mock_calcom.world.knobs import RELEASES, Knobs

DAY = "2031-05-06"
NINE, ELEVEN = f"{DAY}T09:00:00Z", f"{DAY}T11:00:00Z"
WEEKLY = {"interval": 1, "occurrences": 3, "frequency": "weekly"}
SEATS = {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True}


def test_the_default_release_is_todays_best_guess() -> None:
    default = Knobs.of_release("default")

    assert default == Knobs()
    assert (default.reschedule_keeps_length, default.newer_routes, default.display_email) == (True, True, True)
    assert (default.second_cancel, default.race, default.pending_twin) == ("refused", "one_wins", "replay")


@pytest.mark.parametrize("release", RELEASES)
def test_presets_turn_only_knobs_that_exist(release: str) -> None:
    assert set(Knobs.of_release(release).as_dict()) == {field.name for field in fields(Knobs)}


async def test_metadata_can_be_dropped() -> None:
    world = a_world(metadata="drop")

    assert (await booked(a_client(world), a_type(world), NINE, metadata={"k": "v"}))["metadata"] == {}


async def test_take_can_be_off_by_one() -> None:
    world = a_world(take_off_by_one=True)
    client = a_client(world)
    kind = a_type(world)
    for hour in ("09", "10", "11"):
        await booked(client, kind, f"{DAY}T{hour}:00:00Z")

    assert len((await client.get("/v2/bookings?take=2", headers=as_owner())).json()["data"]) == 3


async def test_date_filters_can_be_ignored() -> None:
    world = a_world(date_filters_ignored=True)
    client = a_client(world)
    await booked(client, a_type(world), NINE)

    assert len((await client.get("/v2/bookings?afterStart=2040-01-01", headers=as_owner())).json()["data"]) == 1


@pytest.mark.parametrize(("blocks", "status"), [(False, 201), (True, 400)])
async def test_a_reservation_can_be_made_to_block_others(blocks: bool, status: int) -> None:
    world = a_world(reservation_blocks_others=blocks)
    client = a_client(world)
    kind = a_type(world)
    body = {"eventTypeId": kind.id, "slotStart": NINE}
    await client.post("/v2/slots/reservations", headers=plain(SLOTS), json=body)

    assert (await client.post("/v2/bookings", headers=plain(), json=a_body(kind, NINE))).status_code == status


async def test_a_list_without_a_query_can_be_empty() -> None:
    world = a_world(list_without_query="nothing")
    a_type(world)

    assert (await a_client(world).get("/v2/event-types", headers=as_owner(EVENT_TYPES))).json()["data"] == []


async def test_guards_can_leave_out_their_names() -> None:
    answer = await a_client(a_world(guard_prefixes=False)).get("/v2/me")

    assert said(answer).startswith("No authentication method provided.")


async def test_unknown_tokens_can_be_ignored_on_public_routes() -> None:
    client = a_client(a_world(unknown_token_on_public=200))

    public = await client.get("/v2/event-types?username=hanna", headers=as_owner(EVENT_TYPES, "token"))
    guarded = await client.get("/v2/me", headers=as_owner(key="token"))

    assert (public.status_code, guarded.status_code) == (200, 401)


async def test_refusals_of_time_can_be_bare() -> None:
    world = a_world(past_and_window_form="bare")

    answer = await a_client(world).post(
        "/v2/bookings", headers=plain(), json=a_body(a_type(world), "2031-05-02T09:00:00Z")
    )

    assert answer.json() == {"statusCode": 400, "message": "Attempting to book a meeting in the past."}


async def test_a_series_can_be_all_or_nothing() -> None:
    world = a_world(series_conflict="nothing_stored")
    client = a_client(world)
    await booked(client, a_type(world, "single"), "2031-05-13T09:00:00Z")
    series = a_type(world, "series", recurrence=WEEKLY)

    answer = await client.post("/v2/bookings", headers=plain(), json=a_body(series, NINE))

    assert answer.status_code == 400
    assert len(world.bookings) == 1


async def test_a_moved_booking_can_be_moved_again() -> None:
    world = a_world(repeat_reschedule="allowed")
    client = a_client(world)
    old = await booked(client, a_type(world), NINE)
    path = f"/v2/bookings/{old['uid']}/reschedule"

    answers = [
        await client.post(path, headers=plain(), json={"start": start}) for start in (ELEVEN, f"{DAY}T12:00:00Z")
    ]

    assert [answer.status_code for answer in answers] == [201, 201]


async def test_a_pending_twin_can_be_a_conflict() -> None:
    world = a_world(pending_twin="conflict")
    client = a_client(world)
    kind = a_type(world, confirmationPolicy={"type": "always", "blockUnconfirmedBookingsInBooker": False})
    await booked(client, kind, NINE)

    answer = await client.post("/v2/bookings", headers=plain(), json=a_body(kind, NINE))

    assert answer.json() == {"statusCode": 409, "message": "booking_conflict"}


async def test_a_seat_moved_without_its_uid_can_be_a_400() -> None:
    world = a_world(seat_move_without_uid=400)
    client = a_client(world)
    booking = await booked(client, a_type(world, seats=SEATS), NINE)

    answer = await client.post(f"/v2/bookings/{booking['uid']}/reschedule", headers=plain(), json={"start": ELEVEN})

    assert answer.status_code == 400
    assert "seatUid" in said(answer)


async def test_the_host_can_be_let_off_the_reason() -> None:
    world = a_world(host_reason_required=False)
    client = a_client(world)
    booking = await booked(client, a_type(world), NINE)

    assert (await client.post(f"/v2/bookings/{booking['uid']}/cancel", headers=as_owner())).status_code == 200


@pytest.mark.parametrize(("knob", "first"), [("plain", "2031-05-12"), ("start_ignored", "2031-05-05")])
async def test_rolling_windows_can_be_answered_as_wrongly_as_the_real_ones(knob: str, first: str) -> None:
    world = a_world(rolling_window=knob)
    kind = a_type(world, bookingWindow={"type": "calendarDays", "value": 10, "rolling": True})

    answer = await a_client(world).get(
        f"/v2/slots?eventTypeId={kind.id}&start=2031-05-12&end=2031-05-13", headers=plain(SLOTS)
    )

    assert next(iter(answer.json()["data"])) == first


@pytest.mark.parametrize("duration", [-30, "-0.5", 0])
async def test_a_duration_of_nothing_is_the_default(duration: Any) -> None:
    world = a_world()

    assert len(await starts(a_client(world), a_type(world), DAY, duration=duration)) == 16


@pytest.mark.parametrize("release", ["2025-12", "2026-07"])
def test_real_releases_answer_slots_from_a_two_second_memory_and_seats_in_any_order(release: str) -> None:
    knobs = Knobs.of_release(release)

    assert (knobs.slots_cache_s, knobs.seats_order, knobs.move_race) == (2.0, "any", "both_win")


@pytest.mark.parametrize("order", ["as_booked", "any"])
async def test_seats_stand_as_they_were_booked_or_in_the_databases_own_order(order: str) -> None:
    world = a_world(seats_order=order)
    kind = a_type(world, seats=SEATS | {"seatsPerTimeSlot": 6})
    client = a_client(world)
    names = [f"p{n}@example.com" for n in range(6)]
    for name in names:
        seat = await booked(client, kind, NINE, attendee={"email": name})

    one = (await client.get(f"/v2/bookings/{seat['uid']}", headers=as_owner())).json()["data"]["attendees"]

    assert sorted(a["email"] for a in one) == names
    assert ([a["email"] for a in one] == names) == (order == "as_booked")
