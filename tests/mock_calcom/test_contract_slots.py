"""Contract §13, points 16–28: event types, slots, reservations, over raw HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    EVENT_TYPES,
    NOW,
    OWNER,
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
    starts,
)
from tools.mock_calcom.app import create_app
from tools.mock_calcom.schedules import add_schedule
from tools.mock_calcom.world import World

DAY = "2031-05-06"  # a Tuesday; 09:00 in Berlin is 07:00 UTC
OFF = {"disabled": True}


async def _slots(client: httpx.AsyncClient, **query: Any) -> httpx.Response:
    return await client.get("/v2/slots", headers=plain(SLOTS), params=query)


async def test_16_lists_have_no_pages_and_off_policies_read_disabled() -> None:
    world = a_world()
    a_type(world)

    answer = await a_client(world).get("/v2/event-types", headers=as_owner(EVENT_TYPES))

    kind = answer.json()["data"][0]
    assert set(answer.json()) == {"status", "data"}
    assert [kind[name] for name in ("bookingWindow", "confirmationPolicy", "seats", "bookerActiveBookingsLimit")] == (
        [OFF] * 4
    )
    assert kind["recurrence"] is None
    assert not {"lengthInMinutesOptions", "bookingLimitsCount", "bookingLimitsDuration"} & set(kind)


async def test_16_a_fresh_type_has_the_default_fields_around_its_own() -> None:
    world = a_world()
    topic = {"type": "select", "slug": "topic", "label": "Topic", "required": True, "placeholder": "",
             "options": ["A", "B"]}  # fmt: skip
    body = {"title": "Intro", "slug": "intro", "lengthInMinutes": 30, "bookingFields": [topic]}

    answer = await a_client(world).post("/v2/event-types", headers=as_owner(EVENT_TYPES), json=body)

    fields = answer.json()["data"]["bookingFields"]
    assert answer.status_code == 201
    assert [field["slug"] for field in fields] == [
        "name", "email", "location", "topic", "title", "notes", "guests", "rescheduleReason",
    ]  # fmt: skip
    assert fields[3] == topic | {"isDefault": False, "disableOnPrefill": False, "hidden": False}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}, "seats"),
        ({"type": "always", "blockUnconfirmedBookingsInBooker": True}, "confirmationPolicy"),
        ({"type": "businessDays", "value": 10, "rolling": False}, "bookingWindow"),
        ({"interval": 1, "occurrences": 4, "frequency": "weekly"}, "recurrence"),
    ],
)
async def test_16_policies_come_back_as_given(given: dict[str, Any], name: str) -> None:
    world = a_world()
    body = {"title": "T", "slug": "t", "lengthInMinutes": 30, name: given}

    answer = await a_client(world).post("/v2/event-types", headers=as_owner(EVENT_TYPES), json=body)

    shown = answer.json()["data"][name]
    assert {key: value for key, value in shown.items() if key != "disabled"} == given


async def test_17_a_key_and_no_query_gives_own_types_hidden_included_but_others_do_not_see_hidden_ones() -> None:
    world = a_world()
    a_type(world, "open")
    hidden = a_type(world, "secret", hidden=True)
    client = a_client(world)

    own = await client.get("/v2/event-types", headers=as_owner(EVENT_TYPES))
    public = await client.get("/v2/event-types?username=hanna", headers=plain(EVENT_TYPES))
    nobody = await client.get("/v2/event-types", headers=plain(EVENT_TYPES))
    booking = await booked(client, hidden, f"{DAY}T09:00:00Z")

    assert [kind["slug"] for kind in own.json()["data"]] == ["open", "secret"]
    assert [kind["slug"] for kind in public.json()["data"]] == ["open"]
    assert nobody.json()["data"] == []
    assert booking["status"] == "accepted"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [("username=hanna&eventSlug=open", ["open"]), ("username=hanna&eventSlug=nope", []), ("username=nobody", []),
     ("eventSlug=open", []), ("username=HANNA", []), ("usernames=hanna,egon", ["dynamic"])],
)  # fmt: skip
async def test_18_username_and_event_slug_find_and_unknown_ones_give_nothing(query: str, slugs: list[str]) -> None:
    world = a_world()
    a_type(world, "open")

    answer = await a_client(world).get(f"/v2/event-types?{query}", headers=plain(EVENT_TYPES))

    assert [kind["slug"] for kind in answer.json()["data"]] == slugs


@pytest.mark.parametrize(
    ("method", "key", "number", "status", "text"),
    [
        ("GET", STRANGER, 101, 404, "Event type with id 101 not found"),
        ("PATCH", STRANGER, 101, 404, "Event type with id 101 not found"),
        ("DELETE", STRANGER, 101, 403, "User with ID=2 does not own event type with ID=101"),
        ("GET", OWNER, 999, 404, "Event type with id 999 not found"),
        ("PATCH", OWNER, 999, 404, "Event type with id 999 not found"),
        ("DELETE", OWNER, 999, 404, "Event type with ID=999 does not exist."),
    ],
)
async def test_19_foreign_or_missing_types(method: str, key: str, number: int, status: int, text: str) -> None:
    world = a_world()
    a_type(world)
    body = {"title": "x"} if method == "PATCH" else None

    answer = await a_client(world).request(
        method, f"/v2/event-types/{number}", headers=as_owner(EVENT_TYPES, key), json=body
    )

    assert (answer.status_code, said(answer)) == (status, text)


async def test_19_a_duplicate_slug_is_a_400() -> None:
    world = a_world()
    a_type(world, "intro")
    body = {"title": "T", "slug": "intro", "lengthInMinutes": 30}

    answer = await a_client(world).post("/v2/event-types", headers=as_owner(EVENT_TYPES), json=body)

    assert (answer.status_code, said(answer)) == (400, "User already has an event type with this slug.")


async def test_19_a_deleted_types_bookings_can_be_cancelled_but_not_moved() -> None:
    world = a_world()
    client = a_client(world)
    booking = await booked(client, a_type(world), f"{DAY}T09:00:00Z")

    gone = await client.delete("/v2/event-types/101", headers=as_owner(EVENT_TYPES))
    moved = await client.post(
        f"/v2/bookings/{booking['uid']}/reschedule", headers=plain(), json={"start": f"{DAY}T11:00:00Z"}
    )
    cancelled = await client.post(f"/v2/bookings/{booking['uid']}/cancel", headers=plain())

    assert gone.json()["data"] == {"id": 101, "lengthInMinutes": 30, "slug": "meeting", "title": "Meeting"}
    assert (moved.status_code, said(moved)) == (404, f"Booking with uid={booking['uid']} is missing event type")
    assert cancelled.json()["data"]["status"] == "cancelled"


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
