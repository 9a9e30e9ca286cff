"""Contract §13, points 44–48: listing and reading bookings, over raw HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.mock_calcom.builders import (
    NOW,
    OWNER,
    STRANGER,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
)
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World


def _at(day: int, hour: int = 9) -> datetime:
    return datetime(2031, 5, day, hour, tzinfo=UTC)


def _a_calendar() -> World:
    """Now is 2031-05-05 08:00 UTC: two past bookings, one running, four coming, one of them pending, one cancelled."""
    world = a_world()
    kind, asked = a_type(world), a_type(world, "asked", lengthInMinutes=60)
    rows: list[tuple[Any, datetime, str, str]] = [
        (kind, _at(1), "accepted", "past"), (asked, _at(2), "pending", "past-pending"),
        (kind, NOW - timedelta(minutes=10), "accepted", "running"), (kind, _at(6), "accepted", "soon"),
        (asked, _at(7), "pending", "asked"), (kind, _at(8), "cancelled", "cancelled"),
        (kind, _at(9), "rejected", "rejected"),
    ]  # fmt: skip
    for number, (event_type, start, status, name) in enumerate(rows):
        made = NOW - timedelta(days=20 - number)
        put_booking(world, event_type, start, name, f"{name}@example.com", status=status, created_at=made)
    put_booking(world, kind, _at(12), "series", "series@example.com", series_uid="s", guests=["guest@example.com"])
    return world


async def _names(world: World, query: str = "", key: str = OWNER) -> list[str]:
    answer = await a_client(world).get(f"/v2/bookings?{query}", headers=as_owner(key=key))
    assert answer.status_code == 200, answer.text
    return [booking["attendees"][0]["name"] for booking in answer.json()["data"]]


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("upcoming", ["running", "soon", "asked", "series"]),
        ("recurring", ["series"]),
        ("past", ["past-pending", "past"]),
        ("cancelled", ["rejected", "cancelled"]),
        ("unconfirmed", ["asked"]),
        ("upcoming,past", ["past", "past-pending", "running", "soon", "asked", "series"]),
        ("past, cancelled", ["past", "past-pending", "cancelled", "rejected"]),
    ],
)
async def test_44_buckets_against_a_fixed_clock_their_orders_and_unions(status: str, names: list[str]) -> None:
    assert await _names(_a_calendar(), f"status={status}") == names


async def test_44_no_status_is_everything_and_repeated_names_are_a_union() -> None:
    world = _a_calendar()

    assert len(await _names(world)) == 8
    assert await _names(world, "status=recurring&status=unconfirmed") == ["asked", "series"]


@pytest.mark.parametrize("bad", ["accepted", "pending", "UPCOMING", ""])
async def test_44_a_bad_bucket_is_a_400_with_the_list(bad: str) -> None:
    answer = await a_client(_a_calendar()).get(f"/v2/bookings?status={bad}", headers=as_owner())

    assert answer.json()["error"]["details"]["errors"][0]["constraints"] == {
        "isEnum": "Invalid status. Allowed are upcoming, recurring, past, cancelled, unconfirmed"
    }


@pytest.mark.parametrize(
    ("query", "first"),
    [("sortStart=desc", "series"), ("sortEnd=asc", "past"), ("sortCreated=desc", "series"),
     ("sortCreated=desc&sortStart=asc", "past"), ("sortCreated=asc&sortEnd=desc", "series"),
     ("status=past&sortStart=asc", "past")],
)  # fmt: skip
async def test_44_sort_priority_start_then_end_then_created(query: str, first: str) -> None:
    assert (await _names(_a_calendar(), query))[0] == first


async def test_44_a_bad_direction_is_a_400() -> None:
    answer = await a_client(_a_calendar()).get("/v2/bookings?sortStart=up", headers=as_owner())

    reasons = answer.json()["error"]["details"]["errors"][0]["constraints"]
    assert reasons == {"isEnum": 'SortStart must be either "asc" or "desc".'}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("attendeeEmail=soon@example.com", ["soon"]), ("attendeeEmail=%20soon@example.com%20", ["soon"]),
        ("attendeeEmail=SOON@example.com", []), ("attendeeEmail=soon", []),
        ("attendeeEmail=guest@example.com", ["series"]), ("attendeeName=soon", ["soon"]), ("attendeeName=Soon", []),
        ("afterStart=2031-05-07T09:00:00Z&status=upcoming", ["asked", "series"]),
        ("afterStart=2031-05-07T09:00:01Z&status=upcoming", ["series"]),
        ("beforeEnd=2031-05-06T09:30:00Z&status=upcoming", ["running", "soon"]),
        ("beforeEnd=2031-05-06T09:29:59Z&status=upcoming", ["running"]),
        ("afterStart=2031-05-07T11:00:00%2B02:00&status=upcoming", ["asked", "series"]),
        ("eventTypeId=102&status=upcoming", ["asked"]), ("eventTypeIds=102,101&status=unconfirmed", ["asked"]),
        ("teamId=9&status=unconfirmed", ["asked"]),
    ],
)  # fmt: skip
async def test_45_filters_are_exact_case_sensitive_and_inclusive(query: str, names: list[str]) -> None:
    assert await _names(_a_calendar(), query) == names


@pytest.mark.parametrize(
    ("query", "code"), [("eventTypeId=999", "TRPCError"), ("eventTypeId=abc", "BadRequestException")]
)
async def test_45_an_unknown_event_type_id_is_a_400(query: str, code: str) -> None:
    answer = await a_client(_a_calendar()).get(f"/v2/bookings?{query}", headers=as_owner())

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize(("name", "shown"), [("afterStart", "fromDate"), ("beforeEnd", "toDate")])
async def test_45_a_bad_date_is_a_400_naming_from_and_to(name: str, shown: str) -> None:
    answer = await a_client(_a_calendar()).get(f"/v2/bookings?{name}=tomorrow", headers=as_owner())

    reasons = answer.json()["error"]["details"]["errors"][0]["constraints"]
    assert reasons == {"isIso8601": f"{shown} must be a valid ISO 8601 date."}


async def test_45_created_filters_work_on_data_but_the_pagination_counts_without_them() -> None:
    answer = await a_client(_a_calendar()).get("/v2/bookings?afterCreatedAt=2040-01-01", headers=as_owner())

    assert answer.json()["data"] == []
    assert answer.json()["pagination"]["totalItems"] == 8


async def test_45_one_sees_what_one_hosts_attends_or_is_a_guest_of() -> None:
    world = _a_calendar()
    kind = world.event_types[101]
    put_booking(world, kind, _at(20), "Egon Else", "egon@example.com")
    put_booking(world, kind, _at(21), "Other", "other@example.com", guests=["egon@example.com"])

    assert await _names(world, key=STRANGER) == ["Egon Else", "Other"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (8, 8, 100, 0, 1, 1, False, False)),
        ("take=3&skip=1", (3, 8, 3, 4, 1, 3, True, True)),
        ("take=3&skip=6", (2, 8, 3, 0, 3, 3, False, True)),
        ("take=4&skip=4", (4, 8, 4, 0, 2, 2, False, True)),
        ("attendeeEmail=nobody@example.com", (0, 0, 100, 0, 0, 0, False, False)),
    ],
)
async def test_46_all_eight_pagination_fields_and_page_0_of_0(query: str, expected: tuple[Any, ...]) -> None:
    answer = await a_client(_a_calendar()).get(f"/v2/bookings?{query}", headers=as_owner())

    names = ("returnedItems", "totalItems", "itemsPerPage", "remainingItems", "currentPage", "totalPages",
             "hasNextPage", "hasPreviousPage")  # fmt: skip
    assert answer.json()["pagination"] == dict(zip(names, expected, strict=True))
    assert len(answer.json()["data"]) == expected[0]


@pytest.mark.parametrize("query", ["take=0", "take=251", "take=-1", "take=abc", "take=", "skip=-1", "skip=abc"])
async def test_46_take_is_1_to_250_and_skip_not_negative(query: str) -> None:
    answer = await a_client(_a_calendar()).get(f"/v2/bookings?{query}", headers=as_owner())

    assert (answer.status_code, said(answer)) == (400, "Bad Request Exception")


async def test_47_the_list_needs_a_key_get_reschedule_and_cancel_by_uid_do_not() -> None:
    world = a_world()
    client = a_client(world)
    uid = (await booked(client, a_type(world), "2031-05-06T09:00:00Z"))["uid"]

    listed = await client.get("/v2/bookings", headers=plain())
    got = await client.get(f"/v2/bookings/{uid}", headers=plain())
    moved = await client.post(f"/v2/bookings/{uid}/reschedule", headers=plain(), json={"start": "2031-05-06T11:00:00Z"})
    cancelled = await client.post(
        f"/v2/bookings/{moved.json()['data']['uid']}/cancel", headers=as_owner(key=STRANGER), json={}
    )

    assert [answer.status_code for answer in (listed, got, moved, cancelled)] == [403, 200, 201, 200]


async def test_47_a_knob_asks_for_a_key_on_them_too() -> None:
    world = a_world(auth_required_on_uid_calls=True)
    client = a_client(world)
    uid = (await booked(client, a_type(world), "2031-05-06T09:00:00Z"))["uid"]

    assert (await client.get(f"/v2/bookings/{uid}", headers=plain())).status_code == 401
    assert (await client.get(f"/v2/bookings/{uid}", headers=as_owner())).status_code == 200


async def test_48_get_an_occurrence_is_an_object_the_series_an_array_and_an_unknown_uid_a_404() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world, recurrence={"interval": 1, "occurrences": 3, "frequency": "weekly"})
    series = await booked(client, kind, "2031-05-06T09:00:00Z")

    one = await client.get(f"/v2/bookings/{series[1]['uid']}", headers=plain())
    all_of_them = await client.get(f"/v2/bookings/{series[0]['recurringBookingUid']}", headers=plain())
    unknown = await client.get("/v2/bookings/%27%3B%20drop", headers=plain())

    assert one.json()["data"]["uid"] == series[1]["uid"]
    assert [item["uid"] for item in all_of_them.json()["data"]] == [item["uid"] for item in series]
    assert (unknown.status_code, said(unknown)) == (404, "Booking with uid='; drop was not found in the database")


async def test_48_ids_and_seat_uids_are_404() -> None:
    world = a_world()
    client = a_client(world)
    seats = {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True}
    seat = await booked(client, a_type(world, seats=seats), "2031-05-06T09:00:00Z")

    codes = [(await client.get(f"/v2/bookings/{what}", headers=plain())).status_code
             for what in (seat["id"], seat["seatUid"])]  # fmt: skip

    assert codes == [404, 404]


async def test_48_behind_a_lagging_replica_a_new_booking_is_not_seen_at_once() -> None:
    world = a_world(replica_lag_s=5.0)
    client = a_client(world)
    uid = (await booked(client, a_type(world), "2031-05-06T09:00:00Z"))["uid"]

    early = [(await client.get(f"/v2/bookings/{uid}", headers=plain())).status_code, await _names(world)]
    world.clock.advance(timedelta(seconds=5))
    late = [(await client.get(f"/v2/bookings/{uid}", headers=plain())).status_code, await _names(world)]

    assert (early, late) == ([404, []], [200, ["Ann"]])
