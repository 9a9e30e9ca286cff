"""Contract §13, points 49–52: moving and cancelling, over raw HTTP."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.mock_calcom.builders import (
    NOW,
    OWNER,
    STRANGER,
    a_client,
    a_type,
    a_world,
    booked,
    cancel,
    move,
    plain,
    read,
    said,
)
from tools.mock_calcom.seeding import put_booking

DAY = "2031-05-06"
NINE, ELEVEN = f"{DAY}T09:00:00Z", f"{DAY}T11:00:00Z"
ALWAYS = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


async def test_49_a_move_carries_data_over_links_both_ways_and_keeps_the_first_ics_uid() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world)
    old = await booked(client, kind, NINE, metadata={"k": "v"}, guests=["g@example.com"])

    answer = await move(client, old["uid"], ELEVEN, reschedulingReason="clash")

    new, gone = answer.json()["data"], await read(client, old["uid"])
    assert answer.status_code == 201
    assert new["uid"] != old["uid"]
    assert (new["rescheduledFromUid"], gone["rescheduledToUid"]) == (old["uid"], new["uid"])
    assert (new["status"], gone["status"]) == ("accepted", "cancelled")
    assert (new["metadata"], new["guests"], new["icsUid"]) == ({"k": "v"}, ["g@example.com"], old["icsUid"])
    assert (new["reschedulingReason"], new["bookingFieldsResponses"]["rescheduledReason"]) == ("clash", "clash")
    assert (new["rescheduledByEmail"], gone["rescheduledByEmail"]) == (None, None)


@pytest.mark.parametrize("start", [NINE, f"{DAY}T09:15:00Z"])
async def test_49_the_same_time_and_an_own_overlap_are_allowed(start: str) -> None:
    world = a_world()
    client = a_client(world)
    old = await booked(client, a_type(world), NINE)

    assert (await move(client, old["uid"], start)).status_code == 201


async def test_49_a_finished_booking_can_be_moved() -> None:
    world = a_world()
    old = put_booking(world, a_type(world), NOW - timedelta(days=3), "Ann", "ann@example.com")

    assert (await move(a_client(world), old.uid, NINE)).status_code == 201


async def test_49_cancelled_moved_recurring_and_unknown_uids_are_refused_with_their_texts() -> None:
    world = a_world()
    client = a_client(world)
    kind, series = a_type(world), a_type(world, "series", recurrence=WEEKLY)
    cancelled, moved = await booked(client, kind, NINE), await booked(client, kind, ELEVEN)
    occurrences = await booked(client, series, f"{DAY}T13:00:00Z")
    await cancel(client, cancelled["uid"])
    new = (await move(client, moved["uid"], f"{DAY}T12:00:00Z")).json()["data"]

    series_uid = occurrences[0]["recurringBookingUid"]

    answers = [await move(client, uid, "2031-05-07T09:00:00Z")
               for uid in (cancelled["uid"], moved["uid"], series_uid, "nosuch")]  # fmt: skip

    assert [(answer.status_code, said(answer)) for answer in answers] == [
        (400, f"Can't reschedule booking with uid={cancelled['uid']} because it has been cancelled. Please provide uid "
              "of a booking that is not cancelled."),
        (400, f"Can't reschedule booking with uid={moved['uid']} because it has been cancelled and rescheduled already "
              f"to booking with uid={new['uid']}. You probably want to reschedule {new['uid']} instead by passing it "
              "within the request URL."),
        (404, f"Booking with uid={series_uid} was not found in the database"),
        (404, "Booking with uid=nosuch was not found in the database"),
    ]  # fmt: skip


@pytest.mark.parametrize(("release", "minutes"), [("default", 60), ("2025-12", 30), ("2026-07", 60)])
async def test_49_whether_a_longer_booking_keeps_its_length_is_a_knob(release: str, minutes: int) -> None:
    world = a_world(release=release)
    client = a_client(world)
    old = await booked(client, a_type(world, lengthInMinutesOptions=[30, 60]), NINE, lengthInMinutes=60)

    assert (await move(client, old["uid"], ELEVEN)).json()["data"]["duration"] == minutes


@pytest.mark.parametrize("start", [ELEVEN, "2031-05-02T09:00:00Z", f"{DAY}T22:00:00Z"])
async def test_50_a_refused_move_leaves_the_old_booking_unchanged(start: str) -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world)
    old = await booked(client, kind, NINE)
    await booked(client, kind, ELEVEN)
    before = await read(client, old["uid"])

    refused = await move(client, old["uid"], start)

    assert refused.status_code == 400
    assert await read(client, old["uid"]) == before


@pytest.mark.parametrize(
    ("key", "more", "status"),
    [(None, {}, "pending"), (OWNER, {}, "accepted"), (STRANGER, {}, "pending"),
     (None, {"rescheduledBy": "hanna@example.com"}, "accepted"),
     (None, {"rescheduledBy": "ann@example.com"}, "pending")],
)  # fmt: skip
async def test_51_a_moved_confirmation_type_is_pending_unless_its_owner_moves_it(
    key: str | None, more: dict[str, Any], status: str
) -> None:
    world = a_world()
    client = a_client(world)
    old = await booked(client, a_type(world, confirmationPolicy=ALWAYS), NINE)

    new = (await move(client, old["uid"], ELEVEN, key, **more)).json()["data"]

    assert (new["status"], new["rescheduledByEmail"]) == (status, more.get("rescheduledBy"))


async def test_52_cancel_with_a_reason_without_one_and_without_a_body() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world)
    one, two, three = [await booked(client, kind, f"{DAY}T{hour}:00:00Z") for hour in ("09", "10", "11")]

    with_reason = await cancel(client, one["uid"], cancellationReason="ill")
    empty = await cancel(client, two["uid"])
    bare = await client.post(f"/v2/bookings/{three['uid']}/cancel", headers=plain())

    data = with_reason.json()["data"]
    assert [answer.status_code for answer in (with_reason, empty, bare)] == [200, 200, 200]
    assert (data["status"], data["cancellationReason"], data["cancelledByEmail"]) == ("cancelled", "ill", "")


@pytest.mark.parametrize("body", [{}, {"cancellationReason": ""}])
async def test_52_the_host_needs_a_reason(body: dict[str, Any]) -> None:
    world = a_world()
    client = a_client(world)
    booking = await booked(client, a_type(world), NINE)

    answer = await cancel(client, booking["uid"], OWNER, **body)

    text = "Cancellation reason is required when you are the host"
    assert answer.json() == {"statusCode": 400, "message": text}
    assert (await read(client, booking["uid"]))["status"] == "accepted"


async def test_52_twice_unknown_and_finished_are_refused() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world)
    booking = await booked(client, kind, NINE)
    finished = put_booking(world, kind, NOW - timedelta(days=3), "Ann", "ann@example.com")
    await cancel(client, booking["uid"])

    twice, unknown, late = [await cancel(client, uid) for uid in (booking["uid"], "nosuch", finished.uid)]

    assert (twice.status_code, said(twice)) == (
        400,
        f"Can't cancel booking with uid={booking['uid']} because it has been cancelled already. Please provide uid of "
        "a booking that is not cancelled.",
    )
    assert (unknown.status_code, said(unknown)) == (404, "Booking with uid=nosuch not found")
    assert late.json() == {"statusCode": 400, "message": "Cannot cancel a booking that has already ended"}


async def test_52_a_knob_lets_the_second_cancel_repeat_its_mails() -> None:
    world = a_world(second_cancel="repeats_mail")
    client = a_client(world)
    booking = await booked(client, a_type(world), NINE)

    codes = [(await cancel(client, booking["uid"], cancellationReason="x")).status_code for _ in range(2)]

    assert codes == [200, 200]
    assert world.journal.counts()["mail.cancelled"] == 4


async def test_52_a_type_can_forbid_cancelling() -> None:
    world = a_world()
    client = a_client(world)
    booking = await booked(client, a_type(world, disableCancelling={"disabled": True}), NINE)

    answer = await cancel(client, booking["uid"], cancellationReason="x")

    assert answer.json() == {"statusCode": 400, "message": "This event type does not allow cancellations"}


async def test_49_two_moves_at_once_both_succeed_and_the_old_one_names_only_one_of_them() -> None:
    world = a_world(commit_delay_s=0.01)
    client = a_client(world)
    old = await booked(client, a_type(world), NINE)

    answers = await asyncio.gather(*(move(client, old["uid"], f"{DAY}T{hour}:00:00Z") for hour in (11, 12)))

    made = [answer.json()["data"]["uid"] for answer in answers]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [booking.uid for booking in world.bookings.values() if booking.alive] == made
    assert (await read(client, old["uid"]))["rescheduledToUid"] == made[0]


async def test_49_a_knob_lets_only_one_of_two_moves_win() -> None:
    world = a_world(commit_delay_s=0.01, move_race="one_wins")
    client = a_client(world)
    old = await booked(client, a_type(world), NINE)

    answers = await asyncio.gather(*(move(client, old["uid"], f"{DAY}T{hour}:00:00Z") for hour in (11, 12)))

    assert [answer.status_code for answer in answers] == [201, 400]


async def test_49_a_move_and_a_cancel_at_once_leave_a_live_successor() -> None:
    world = a_world(commit_delay_s=0.01)
    client = a_client(world)
    old = await booked(client, a_type(world), NINE)

    moved, gone = await asyncio.gather(move(client, old["uid"], ELEVEN), cancel(client, old["uid"]))

    assert (moved.status_code, gone.status_code) == (201, 200)
    assert world.bookings[moved.json()["data"]["uid"]].alive
