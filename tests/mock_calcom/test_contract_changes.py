"""Contract §13, points 53–57: seats, decisions, sub-resources, account; over raw HTTP."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    NOW,
    OWNER,
    SCHEDULES,
    STRANGER,
    a_client,
    a_type,
    a_world,
    as_owner,
    booked,
    cancel,
    move,
    read,
    said,
)
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

DAY = "2031-05-06"
NINE, ELEVEN = f"{DAY}T09:00:00Z", f"{DAY}T11:00:00Z"
ALWAYS = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


async def test_53_cancel_a_series_one_and_the_rest() -> None:
    world = a_world()
    client = a_client(world)
    series = await booked(client, a_type(world, recurrence=WEEKLY), NINE)
    uid = series[0]["recurringBookingUid"]

    one = await cancel(client, series[0]["uid"])
    rest = await cancel(client, series[2]["uid"], cancelSubsequentBookings=True)
    flag_on_series = await cancel(client, uid, cancelSubsequentBookings=True)
    everything = await cancel(client, uid, cancellationReason="all")
    again = await cancel(client, uid)

    assert one.json()["data"]["status"] == "cancelled"
    assert [item["status"] for item in rest.json()["data"]] == ["cancelled", "accepted", "cancelled", "cancelled"]
    assert said(flag_on_series).startswith("Cannot cancel subsequent bookings for recurring event - you have to")
    assert {item["status"] for item in everything.json()["data"]} == {"cancelled"}
    assert said(again).startswith(f"Can't cancel booking with uid={uid} because it has been cancelled already.")


async def test_53_the_flag_on_a_single_booking_is_a_400() -> None:
    world = a_world()
    client = a_client(world)
    uid = (await booked(client, a_type(world), NINE))["uid"]

    answer = await cancel(client, uid, cancelSubsequentBookings=True)

    assert said(answer) == f"Booking with bookingUid={uid} is not part of a recurring booking."


async def _seats(world: World, client: httpx.AsyncClient, start: str = NINE) -> list[Any]:
    kind = next(iter(world.event_types.values()), None) or a_type(world, seats=SEATS)
    return [await booked(client, kind, start, attendee={"name": name, "email": f"{name}@example.com"})
            for name in ("ann", "bea")]  # fmt: skip


async def test_53_cancel_one_seat_the_last_seat_and_a_seat_that_is_gone() -> None:
    world = a_world()
    client = a_client(world)
    ann, bea = await _seats(world, client)

    one = await cancel(client, ann["uid"], seatUid=ann["seatUid"], cancellationReason="x")
    gone = await cancel(client, ann["uid"], seatUid=ann["seatUid"])
    last = await cancel(client, ann["uid"], seatUid=bea["seatUid"])

    left = one.json()["data"]
    assert (left["status"], [person["name"] for person in left["attendees"]]) == ("accepted", ["bea"])
    assert said(gone) == "Invalid seatUid: this seat does not exist or has already been cancelled."
    assert (last.json()["data"]["status"], last.json()["data"]["attendees"]) == ("cancelled", [])


async def test_53_seats_of_others_and_no_seat_at_all() -> None:
    world = a_world()
    client = a_client(world)
    early = await _seats(world, client)
    late = await _seats(world, client, ELEVEN)

    foreign = await cancel(client, late[0]["uid"], seatUid=early[0]["seatUid"])
    nobody = await cancel(client, late[0]["uid"], cancellationReason="x")
    host = await cancel(client, late[0]["uid"], OWNER, cancellationReason="x")

    assert said(foreign) == "Invalid seatUid: this seat does not belong to this booking."
    assert (nobody.status_code, list(nobody.json())) == (401, ["statusCode", "message"])
    assert said(nobody).startswith("User not a host of this event")
    assert host.json()["data"]["status"] == "cancelled"


async def test_53_a_seat_moves_under_a_new_seat_uid_and_without_one_it_is_a_bare_500() -> None:
    world = a_world()
    client = a_client(world)
    ann, bea = await _seats(world, client)

    moved = await move(client, ann["uid"], ELEVEN, seatUid=ann["seatUid"])
    unknown = await move(client, ann["uid"], ELEVEN, seatUid="nosuch")
    without = await move(client, bea["uid"], ELEVEN)

    data = moved.json()["data"]
    assert moved.status_code == 201
    assert data["seatUid"] != ann["seatUid"]
    assert "rescheduledFromUid" not in data
    assert (unknown.status_code, said(unknown)) == (404, "Seat with uid=nosuch does not exist.")
    assert without.json() == {"statusCode": 500, "message": "Internal server error"}
    assert [person["name"] for person in (await read(client, ann["uid"]))["attendees"]] == ["bea"]


async def _decide(client: httpx.AsyncClient, uid: str, what: str, key: str = OWNER) -> httpx.Response:
    return await client.post(f"/v2/bookings/{uid}/{what}", headers=as_owner(key=key), json={})


async def test_54_confirm_and_decline_and_what_comes_twice() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world, confirmationPolicy=ALWAYS)
    yes, no = (await booked(client, kind, NINE))["uid"], (await booked(client, kind, ELEVEN))["uid"]

    stranger = await _decide(client, yes, "confirm", STRANGER)
    confirmed, again = [await _decide(client, yes, "confirm") for _ in range(2)]
    declined, declined_again = [await _decide(client, no, "decline") for _ in range(2)]
    unknown = await _decide(client, "nosuch", "confirm")

    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "TRPCError")
    assert (confirmed.status_code, confirmed.json()["data"]["status"]) == (200, "accepted")
    assert (again.status_code, again.json()["error"]["code"]) == (400, "TRPCError")
    assert [a.json()["data"]["status"] for a in (declined, declined_again)] == ["rejected", "rejected"]
    assert said(unknown) == "Booking with uid=nosuch was not found in the database"


@pytest.mark.parametrize("ended", ["decline", "cancel"])
@pytest.mark.parametrize(("revives", "status"), [(True, 200), (False, 400)])
async def test_54_confirming_a_rejected_or_cancelled_one_revives_it_unless_a_knob_forbids(
    ended: str, revives: bool, status: int
) -> None:
    world = a_world(revive_on_confirm=revives)
    client = a_client(world)
    uid = (await booked(client, a_type(world, confirmationPolicy=ALWAYS), NINE))["uid"]
    if ended == "decline":
        await _decide(client, uid, "decline")
    else:
        await cancel(client, uid)

    answer = await _decide(client, uid, "confirm")

    assert answer.status_code == status
    assert ((await read(client, uid))["status"] == "accepted") is revives


@pytest.mark.parametrize(
    ("texts", "text"),
    [("specific", "Booking already confirmed"),
     ("one_per_status", "Bad request: Please check your request data and try again")],
)  # fmt: skip
async def test_54_the_cores_words_are_a_knob(texts: str, text: str) -> None:
    world = a_world(trpc_texts=texts)
    client = a_client(world)
    uid = (await booked(client, a_type(world), NINE))["uid"]

    assert said(await _decide(client, uid, "confirm")) == text


async def test_55_mark_absent_before_the_start_is_a_400_and_after_it_200_for_any_key() -> None:
    world = a_world()
    client = a_client(world)
    kind = a_type(world)
    coming = await booked(client, kind, NINE)
    past = put_booking(world, kind, NOW - timedelta(days=1), "Ann", "ann@example.com")
    body = {"host": True, "attendees": [{"email": "ann@example.com", "absent": True}]}

    early = await client.post(f"/v2/bookings/{coming['uid']}/mark-absent", headers=as_owner(), json=body)
    late = await client.post(f"/v2/bookings/{past.uid}/mark-absent", headers=as_owner(key=STRANGER), json=body)
    unknown = await client.post("/v2/bookings/nosuch/mark-absent", headers=as_owner(), json=body)

    assert said(early) == (
        "Bookings can only be marked as absent after their scheduled start time. Current time in UTC+0: "
        "2031-05-05T08:00:00.000Z, Booking start time in UTC+0: 2031-05-06T09:00:00.000Z"
    )
    assert late.status_code == 200
    assert (late.json()["data"]["absentHost"], late.json()["data"]["attendees"][0]["absent"]) == (True, True)
    assert said(unknown) == "Booking with uid=nosuch not found."


async def test_56_guests_have_limits_of_ten_thirty_and_five_a_minute() -> None:
    world = a_world()
    client = a_client(world)
    path = f"/v2/bookings/{(await booked(client, a_type(world), NINE))['uid']}/guests"

    async def add(*mails: str, key: str = OWNER) -> httpx.Response:
        return await client.post(path, headers=as_owner(key=key), json={"guests": [{"email": mail} for mail in mails]})

    tens = [[f"g{batch}{i}@example.com" for i in range(10)] for batch in range(3)]
    eleven = await add(*tens[0], "x@example.com")
    first, second, third = [await add(*ten) for ten in tens]
    twice = await add(tens[0][0])
    sixth = await add("y@example.com")

    reasons = eleven.json()["error"]["details"]["errors"][0]["constraints"]
    assert reasons == {"arrayMaxSize": "Cannot add more than 10 guests at a time"}
    assert [len(answer.json()["data"]["attendees"]) for answer in (first, second)] == [11, 21]
    assert said(third) == (
        "Cannot add 10 guests. This booking already has 21 attendees. Maximum total guests allowed is 30. You can add "
        "up to 9 more guests."
    )
    assert (twice.status_code, twice.json()["error"]["code"]) == (400, "TRPCError")
    assert sixth.status_code == 429


async def test_56_a_stranger_may_add_no_guests() -> None:
    world = a_world()
    client = a_client(world)
    uid = (await booked(client, a_type(world), NINE))["uid"]

    answer = await client.post(
        f"/v2/bookings/{uid}/guests", headers=as_owner(key=STRANGER), json={"guests": [{"email": "g@example.com"}]}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "TRPCError")


async def test_56_attendees_can_be_listed_added_and_taken_away_again() -> None:
    world = a_world()
    client = a_client(world)
    path = f"/v2/bookings/{(await booked(client, a_type(world), NINE))['uid']}/attendees"
    bea = {"name": "Bea", "email": "bea@example.com", "timeZone": "Europe/Rome"}

    added = await client.post(path, headers=as_owner(), json=bea)
    listed = (await client.get(path, headers=as_owner())).json()["data"]
    gone = await client.delete(f"{path}/{added.json()['data']['id']}", headers=as_owner())
    primary = await client.delete(f"{path}/{listed[0]['id']}", headers=as_owner())

    assert (added.status_code, [person["name"] for person in listed]) == (201, ["Ann", "Bea"])
    assert gone.json()["data"]["email"] == "bea@example.com"
    assert (primary.status_code, said(primary)) == (400, "cannot_remove_primary_attendee")


async def test_56_the_place_can_be_changed_and_older_releases_do_not_know_how() -> None:
    answers = []
    for release in ("default", "2025-12"):
        world = a_world(release=release)
        client = a_client(world)
        uid = (await booked(client, a_type(world), NINE))["uid"]
        place = {"location": {"type": "address", "address": "Street 1"}}
        answers.append(await client.patch(f"/v2/bookings/{uid}/location", headers=as_owner(), json=place))

    assert answers[0].json()["data"]["location"] == "Street 1"
    assert said(answers[1]).startswith("Cannot PATCH ")


async def test_56_calendar_links_are_four() -> None:
    world = a_world()
    client = a_client(world)
    uid = (await booked(client, a_type(world), NINE))["uid"]

    links = (await client.get(f"/v2/bookings/{uid}/calendar-links", headers=as_owner())).json()["data"]

    assert [link["id"] for link in links] == ["googleCalendar", "microsoftOffice", "microsoftOutlook", "ics"]
    assert "dates=20310506T090000Z/20310506T093000Z" in links[0]["link"]


async def test_57_me_is_the_host_with_his_zone_and_default_schedule() -> None:
    answer = await a_client(a_world()).get("/v2/me", headers=as_owner())

    assert answer.json()["data"] == {
        "id": 1, "email": "hanna@example.com", "name": "Hanna Host", "avatarUrl": None, "bio": None, "timeFormat": 12,
        "defaultScheduleId": 1, "weekStart": "Sunday", "timeZone": "Europe/Berlin", "username": "hanna",
        "organizationId": None,
    }  # fmt: skip


async def test_57_schedules_default_to_office_hours_and_a_missing_one_is_deleted_with_a_400() -> None:
    client = a_client(a_world())
    body = {"name": "New", "timeZone": "Europe/Paris", "isDefault": True}

    made = await client.post("/v2/schedules", headers=as_owner(SCHEDULES), json=body)
    default = await client.get("/v2/schedules/default", headers=as_owner(SCHEDULES))
    missing = await client.delete("/v2/schedules/999", headers=as_owner(SCHEDULES))
    foreign = await client.get("/v2/schedules/1", headers=as_owner(SCHEDULES, STRANGER))
    deleted = await client.delete(f"/v2/schedules/{made.json()['data']['id']}", headers=as_owner(SCHEDULES))

    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert made.json()["data"]["availability"] == [{"days": days, "startTime": "09:00", "endTime": "17:00"}]
    assert default.json()["data"]["name"] == "New"
    assert (missing.status_code, said(missing)) == (400, "Schedule with ID=999 does not exist.")
    assert (foreign.status_code, said(foreign)) == (403, "User with ID=2 does not own schedule with ID=1")
    assert deleted.json() == {"status": "success"}


async def test_57_patching_a_schedule_replaces_whole_lists_and_names_bad_times() -> None:
    client = a_client(a_world())
    hours = [{"days": ["Monday"], "startTime": "10:00", "endTime": "12:00"}]

    good = await client.patch("/v2/schedules/1", headers=as_owner(SCHEDULES), json={"availability": hours})
    bad = await client.patch(
        "/v2/schedules/1", headers=as_owner(SCHEDULES), json={"availability": [hours[0] | {"startTime": "9"}]}
    )

    assert good.json()["data"]["availability"] == hours
    nested = bad.json()["error"]["details"]["errors"][0]["children"][0]["children"][0]
    assert nested["constraints"] == {"matches": "startTime must be a valid time format HH:MM"}


async def test_57_busy_times_want_bracketed_names_and_ones_own_credentials() -> None:
    world = a_world()
    inner = {"externalId": "hanna@example.com", "readOnly": False, "isSelected": True, "credentialId": 5,
             "busy": [[NINE, ELEVEN]]}  # fmt: skip
    world.users[1].calendars = [{"integration": "google_calendar", "credentialId": 5, "calendars": [inner]}]
    client = a_client(world)
    when = f"loggedInUsersTz=Europe/Berlin&dateFrom={DAY}&dateTo={DAY}"

    def query(credential: int) -> str:
        return (
            f"/v2/calendars/busy-times?{when}&calendarsToLoad[0][credentialId]={credential}"
            "&calendarsToLoad[0][externalId]=hanna@example.com"
        )

    own = await client.get(query(5), headers=as_owner())
    foreign = await client.get(query(6), headers=as_owner())
    nothing = await client.get("/v2/calendars/busy-times", headers=as_owner())

    assert own.json()["data"] == [
        {"start": f"{DAY}T09:00:00.000Z", "end": f"{DAY}T11:00:00.000Z", "source": "google_calendar"}
    ]
    assert (foreign.status_code, said(foreign)) == (401, "These credentials do not belong to you")
    assert nothing.status_code == 400
