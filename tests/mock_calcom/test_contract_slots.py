"""Contract §13, points 20–27: slots, over raw HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    NOW,
    SLOTS,
    a_body,
    a_client,
    a_type,
    a_world,
    booked,
    plain,
    said,
    starts,
)
from tools.mock_calcom.slots.schedules import add_schedule

DAY = "2031-05-06"  # a Tuesday; 09:00 in Berlin is 07:00 UTC
OFF = {"disabled": True}


async def _slots(client: httpx.AsyncClient, **query: Any) -> httpx.Response:
    return await client.get("/v2/slots", headers=plain(SLOTS), params=query)


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        ({"eventTypeId": 999}, 404, "Event Type not found"),
        ({"eventTypeSlug": "nope", "username": "hanna"}, 404, "Event Type not found"),
        ({"eventTypeSlug": "meeting", "username": "HANNA"}, 404, "User with username HANNA not found"),
        ({"eventTypeSlug": "meeting", "teamSlug": "nope"}, 404, "Team with slug nope not found"),
        ({"eventTypeSlug": "meeting"}, 400, "eventTypeSlug property is wrong,property eventTypeSlug should not exist"),
        ({"eventTypeId": 101, "eventTypeSlug": "meeting"}, 400,
         "eventTypeSlug property is wrong,property eventTypeSlug should not exist"),
    ],
)  # fmt: skip
async def test_20_slots_need_no_key_but_one_selector(query: dict[str, Any], status: int, text: str) -> None:
    world = a_world()
    a_type(world)

    answer = await _slots(a_client(world), start=DAY, end=DAY, **query)

    assert answer.status_code == status
    assert said(answer).startswith(text)


async def test_20_slug_and_username_select_without_a_key() -> None:
    world = a_world()
    a_type(world)

    answer = await _slots(a_client(world), eventTypeSlug="meeting", username="hanna", start=DAY, end=DAY)

    assert len(answer.json()["data"][DAY]) == 16


async def test_21_days_are_utc_days_whatever_the_zone_says() -> None:
    world = a_world(zone="America/Los_Angeles")
    kind = a_type(world)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start=DAY, end=DAY, timeZone="America/Los_Angeles")

    found = answer.json()["data"]
    assert list(found) == [DAY]
    assert found[DAY][0]["start"] == f"{DAY}T09:00:00.000-07:00"
    assert found[DAY][-1]["start"] == f"{DAY}T16:00:00.000-07:00", (
        "the one of 16:30 would end at midnight UTC, a second too late"
    )


async def test_21_an_end_at_utc_midnight_is_stretched_to_the_end_of_that_day() -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start=f"{DAY}T00:00:00Z", end="2031-05-07T00:00:00Z")

    assert list(answer.json()["data"]) == [DAY, "2031-05-07"]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2031-05-07", DAY, []), ("2030-05-06", "2030-05-07", []), ("2039-05-02", "2039-05-02", ["2039-05-02"])],
)
async def test_21_inverted_and_past_ranges_are_empty_and_there_is_no_year_limit(
    start: str, end: str, days: list[str]
) -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start=start, end=end)

    assert (answer.status_code, list(answer.json()["data"])) == (200, days)


@pytest.mark.parametrize("bad", ["soon", "2031-02-30", "2031-05-06T09:00:00 02:00"])
async def test_21_a_bad_date_is_a_400(bad: str) -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start=bad, end=DAY)

    assert said(answer) == "start property is wrong,start must be a valid ISO 8601 date string "


async def test_22_the_map_is_keyed_by_local_date_and_empty_days_are_absent() -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(
        a_client(world), eventTypeId=kind.id, start="2031-05-09", end="2031-05-12", timeZone="Pacific/Auckland"
    )

    found = answer.json()["data"]
    assert list(found) == ["2031-05-09", "2031-05-10", "2031-05-12", "2031-05-13"]
    assert found["2031-05-10"][0]["start"] == "2031-05-10T00:00:00.000+12:00"


@pytest.mark.parametrize(
    ("zone", "first"),
    [(None, "2031-01-07T08:00:00.000Z"), ("UTC", "2031-01-07T08:00:00.000Z"),
     ("Europe/London", "2031-01-07T08:00:00.000+00:00"), ("Asia/Kathmandu", "2031-01-07T14:00:00.000+05:45")],
)  # fmt: skip
async def test_22_utc_prints_z_and_london_in_winter_plus_zero(zone: str | None, first: str) -> None:
    world = a_world()
    world.clock.set(NOW - timedelta(days=200), frozen=True)
    kind = a_type(world)
    query = {"timeZone": zone} if zone else {}

    answer = await _slots(a_client(world), eventTypeId=kind.id, start="2031-01-07", end="2031-01-07", **query)

    assert answer.json()["data"]["2031-01-07"][0]["start"] == first


async def test_22_over_a_dst_change_the_hosts_wall_clock_stays() -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(
        a_client(world), eventTypeId=kind.id, start="2031-10-24", end="2031-10-27", timeZone="Europe/Berlin"
    )

    assert [slots[0]["start"] for slots in answer.json()["data"].values()] == [
        "2031-10-24T09:00:00.000+02:00", "2031-10-27T09:00:00.000+01:00",
    ]  # fmt: skip


async def test_22_over_the_askers_dst_change_the_offset_changes() -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(
        a_client(world), eventTypeId=kind.id, start="2031-10-31", end="2031-11-03", timeZone="America/New_York"
    )

    assert [slots[0]["start"] for slots in answer.json()["data"].values()] == [
        "2031-10-31T04:00:00.000-04:00", "2031-11-03T03:00:00.000-05:00",
    ]  # fmt: skip


@pytest.mark.parametrize("spelling", ["range", "RANGE", "Range"])
async def test_23_format_range_in_any_case_adds_the_end(spelling: str) -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(
        a_client(world), eventTypeId=kind.id, start=f"{DAY}T09:00:00Z", end=f"{DAY}T09:30:00Z", format=spelling
    )

    assert answer.json()["data"][DAY] == [{"start": f"{DAY}T09:00:00.000Z", "end": f"{DAY}T09:30:00.000Z"}]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("format", "list", "slotFormat must be either 'range' or 'time'"),
     ("duration", "abc", "duration must be a number conforming to the specified constraints"),
     ("timeZone", "Mars/Base", "timeZone must be a valid IANA time-zone"),
     ("timeZone", "", "timeZone must be a valid IANA time-zone")],
)  # fmt: skip
async def test_23_bad_values_are_400s(name: str, value: str, reason: str) -> None:
    world = a_world()
    kind = a_type(world)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start=DAY, end=DAY, **{name: value})

    assert (answer.status_code, said(answer)) == (400, f"{name} property is wrong,{reason} ")


@pytest.mark.parametrize(("minutes", "count"), [(60, 8), (45, 10), (0, 16), (30, 16)])
async def test_23_duration_is_obeyed_on_every_type_as_length_and_step(minutes: int, count: int) -> None:
    world = a_world()
    kind = a_type(world)

    assert len(await starts(a_client(world), kind, DAY, duration=minutes)) == count


async def test_24_minimum_notice_cuts_the_list() -> None:
    world = a_world()
    kind = a_type(world, minimumBookingNotice=125)

    assert (await starts(a_client(world), kind, "2031-05-05"))[0] == "10:30", "it is 08:00, and 10:05 is off the grid"


@pytest.mark.parametrize(
    ("window", "days"),
    [({"type": "range", "value": ["2031-05-07", "2031-05-08"]}, ["2031-05-07", "2031-05-08"]),
     ({"type": "calendarDays", "value": 2, "rolling": False}, ["2031-05-05", "2031-05-06", "2031-05-07"]),
     ({"type": "businessDays", "value": 5, "rolling": False},
      ["2031-05-05", "2031-05-06", "2031-05-07", "2031-05-08", "2031-05-09", "2031-05-12"])],
)  # fmt: skip
async def test_24_range_and_day_windows_cut_the_list(window: dict[str, Any], days: list[str]) -> None:
    world = a_world()
    kind = a_type(world, bookingWindow=window)

    answer = await _slots(a_client(world), eventTypeId=kind.id, start="2031-05-05", end="2031-05-31")

    assert list(answer.json()["data"]) == days


async def test_24_buffers_of_the_booking_and_of_the_candidate_both_count() -> None:
    world = a_world()
    kind = a_type(world, beforeEventBuffer=15, afterEventBuffer=30, slotInterval=15)
    client = a_client(world)
    await booked(client, kind, f"{DAY}T10:00:00Z")

    free = await starts(client, kind, DAY)

    assert [at for at in free if "08:30" <= at <= "11:30"] == ["08:30", "08:45", "11:15", "11:30"]


async def test_24_offset_start_shifts_every_slot() -> None:
    world = a_world()
    kind = a_type(world, offsetStart=10)

    assert (await starts(a_client(world), kind, DAY))[:3] == ["07:10", "07:50", "08:30"]


async def test_24_a_slot_interval_is_the_step() -> None:
    world = a_world()
    kind = a_type(world, slotInterval=20)

    assert (await starts(a_client(world), kind, DAY))[:3] == ["07:00", "07:20", "07:40"]


async def test_24_a_types_own_schedule_and_its_overrides_count() -> None:
    world = a_world()
    hours = [{"days": ["Tuesday", "Wednesday"], "startTime": "08:00", "endTime": "09:00"}]
    override = [{"date": "2031-05-07", "startTime": "13:00", "endTime": "14:00"},
                {"date": "2031-05-10", "startTime": "12:00", "endTime": "12:30"}]  # fmt: skip
    schedule = add_schedule(world, 1, "Mornings", "America/New_York", hours, override)
    kind = a_type(world, scheduleId=schedule.id)

    answer = await _slots(
        a_client(world), eventTypeId=kind.id, start="2031-05-05", end="2031-05-11", timeZone="America/New_York"
    )

    found = {day: [slot["start"][11:16] for slot in slots] for day, slots in answer.json()["data"].items()}
    assert found == {DAY: ["08:00", "08:30"], "2031-05-07": ["13:00", "13:30"], "2031-05-10": ["12:00"]}


async def test_24_first_slot_only_gives_one_a_day() -> None:
    world = a_world()
    kind = a_type(world, onlyShowFirstAvailableSlot=True)

    assert await starts(a_client(world), kind, DAY) == ["07:00"]


async def test_24_a_day_out_of_office_is_absent() -> None:
    world = a_world()
    world.users[1].out_of_office = [(DAY, DAY)]
    kind = a_type(world)
    client = a_client(world)

    refused = await client.post("/v2/bookings", headers=plain(), json=a_body(kind, f"{DAY}T09:00:00Z"))

    assert await starts(client, kind, DAY) == []
    assert refused.status_code == 400


async def test_25_an_accepted_booking_hides_its_time_from_every_type_and_a_cancel_returns_it() -> None:
    world = a_world()
    one, other = a_type(world, "one"), a_type(world, "other", lengthInMinutes=60)
    client = a_client(world)

    booking = await booked(client, one, f"{DAY}T09:00:00Z")
    while_booked = [await starts(client, one, DAY), await starts(client, other, DAY)]
    await client.post(f"/v2/bookings/{booking['uid']}/cancel", headers=plain())

    assert not any("09:00" in free for free in while_booked)
    assert "09:00" in await starts(client, other, DAY)


@pytest.mark.parametrize("blocking", [True, False])
async def test_25_a_pending_booking_hides_its_time_only_from_its_own_type_and_only_if_blocking(blocking: bool) -> None:
    world = a_world()
    policy = {"type": "always", "blockUnconfirmedBookingsInBooker": blocking}
    kind, other = a_type(world, "asked", confirmationPolicy=policy), a_type(world, "other")
    client = a_client(world)

    await booked(client, kind, f"{DAY}T09:00:00Z")

    assert ("09:00" in await starts(client, kind, DAY)) is not blocking
    assert "09:00" in await starts(client, other, DAY)


async def test_26_booking_uid_to_reschedule_shows_the_own_time() -> None:
    world = a_world()
    kind = a_type(world)
    client = a_client(world)
    booking = await booked(client, kind, f"{DAY}T09:00:00Z")

    freed = await starts(client, kind, DAY, bookingUidToReschedule=booking["uid"])
    unknown = await starts(client, kind, DAY, bookingUidToReschedule="nosuch")

    assert "09:00" in freed
    assert "09:00" not in unknown


async def test_27_seat_counts_stand_on_every_slot_and_full_ones_stay() -> None:
    world = a_world()
    kind = a_type(world, seats={"seatsPerTimeSlot": 1, "showAttendeeInfo": False, "showAvailabilityCount": False})
    client = a_client(world)
    booking = await booked(client, kind, f"{DAY}T09:00:00Z")

    answer = await _slots(client, eventTypeId=kind.id, start=f"{DAY}T09:00:00Z", end=f"{DAY}T10:00:00Z")

    full, free = answer.json()["data"][DAY]
    assert full == {"start": f"{DAY}T09:00:00.000Z", "seatsBooked": 1, "seatsRemaining": 0, "seatsTotal": 1,
                    "bookingUid": booking["uid"]}  # fmt: skip
    assert free["seatsRemaining"] == 1
    assert "bookingUid" not in free
