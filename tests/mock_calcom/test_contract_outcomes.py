"""Contract §13, points 36–43: metadata, pending, races, limits, series and seats, over raw HTTP."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    OWNER,
    STRANGER,
    a_body,
    a_client,
    a_team,
    a_type,
    a_world,
    as_owner,
    booked,
    plain,
    said,
)
from tools.mock_calcom.world.model import EventType
from tools.mock_calcom.world.world import World

DAY = "2031-05-06"
NINE = f"{DAY}T09:00:00Z"
TAKEN = "User either already has booking at this time or is not available"
ALWAYS = {"type": "always", "blockUnconfirmedBookingsInBooker": True}
FIELDS = [
    {"type": "select", "slug": "topic", "label": "T", "required": True, "placeholder": "", "options": ["Sales", "Ops"]},
    {"type": "text", "slug": "company", "label": "C", "required": True, "placeholder": ""},
    {"type": "number", "slug": "size", "label": "S", "required": False, "placeholder": ""},
    {"type": "boolean", "slug": "nda", "label": "N", "required": False},
    {"type": "multiselect", "slug": "days", "label": "D", "required": False, "options": ["Mon", "Tue"]},
    {"type": "phone", "slug": "tel", "label": "P", "required": False, "placeholder": ""},
]


async def _post(
    world: World, kind: EventType, start: str = NINE, key: str | None = None, **more: Any
) -> httpx.Response:
    headers = as_owner(key=key) if key else plain()
    return await a_client(world).post("/v2/bookings", headers=headers, json=a_body(kind, start, **more))


@pytest.mark.parametrize(
    "metadata",
    [{f"k{i}": "v" for i in range(51)}, {"k" * 41: "v"}, {"k": "v" * 501}, {"k": {"a": "b"}}],
)
async def test_36_metadata_beyond_the_limits_is_a_400(metadata: dict[str, Any]) -> None:
    world = a_world()

    answer = await _post(world, a_type(world), metadata=metadata)

    assert said(answer) == (
        "metadata property is wrong,Metadata must have at most 50 keys, each key up to 40 characters, and string "
        "values up to 500 characters. "
    )


async def test_36_metadata_within_the_limits_is_echoed() -> None:
    world = a_world()
    metadata = {f"{i:040}": "v" * 500 for i in range(50)}

    assert (await _post(world, a_type(world), metadata=metadata)).json()["data"]["metadata"] == metadata


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"timeZone": "+02:00"}, " timeZone property is wrong,timeZone must be a valid IANA time-zone "),
        ({"name": 5}, " name property is wrong,name must be a string "),
        ({"email": ""}, " attendee email or phone property is wrong,Attendee must have at least one contact method "
                        "(email or phone number) "),
    ],
)  # fmt: skip
async def test_36_attendee_zone_name_and_contact_texts(person: dict[str, Any], reason: str) -> None:
    world = a_world()

    assert said(await _post(world, a_type(world), attendee=person)) == f"attendee property is wrong,{reason}"


async def test_36_an_unknown_language_is_refused_with_the_list_and_odd_zone_spellings_pass() -> None:
    world = a_world()
    kind = a_type(world)

    language = await _post(world, kind, attendee={"language": "xx"})
    zones = [await _post(world, kind, f"{DAY}T{hour}:00:00Z", attendee={"timeZone": zone})
             for hour, zone in (("09", "europe/rome"), ("10", "CET"))]  # fmt: skip

    assert "language must be one of the following values: ar, ca, de," in said(language)
    assert [answer.status_code for answer in zones] == [201, 201]


@pytest.mark.parametrize("key", [None, OWNER])
async def test_37_pending_by_always_also_with_the_owners_key(key: str | None) -> None:
    world = a_world()

    data = (await _post(world, a_type(world, confirmationPolicy=ALWAYS), key=key)).json()["data"]

    assert (data["status"], data["location"]) == ("pending", "integrations:daily")


async def test_37_pending_by_threshold_only_when_nearer() -> None:
    world = a_world()
    policy = {
        "type": "time",
        "noticeThreshold": {"unit": "hours", "count": 48},
        "blockUnconfirmedBookingsInBooker": True,
    }
    kind = a_type(world, confirmationPolicy=policy)

    near, far = await _post(world, kind), await _post(world, kind, "2031-05-08T09:00:00Z")

    assert [answer.json()["data"]["status"] for answer in (near, far)] == ["pending", "accepted"]


@pytest.mark.parametrize("blocking", [True, False])
async def test_38_the_same_email_on_a_pending_time_gets_the_same_booking_back(blocking: bool) -> None:
    world = a_world()
    kind = a_type(world, confirmationPolicy=ALWAYS | {"blockUnconfirmedBookingsInBooker": blocking})
    first = (await _post(world, kind)).json()["data"]

    again = await _post(world, kind)
    other = await _post(world, kind, attendee={"email": "bea@example.com"})

    assert (again.status_code, again.json()["data"]["uid"]) == (201, first["uid"])
    assert other.status_code == (400 if blocking else 201)
    assert len(world.bookings) == (1 if blocking else 2)


async def test_39_the_same_post_twice_on_an_accepted_type_is_a_400() -> None:
    world = a_world()
    kind = a_type(world)
    await _post(world, kind)

    assert said(await _post(world, kind)) == TAKEN


async def test_39_four_at_once_give_one_201_and_the_rest_bare_409s() -> None:
    world = a_world(commit_delay_s=0.01)
    kind = a_type(world)
    people = [{"email": f"p{i}@example.com"} for i in range(4)]

    answers = await asyncio.gather(*(_post(world, kind, attendee=person) for person in people))

    lost = [answer.json() for answer in answers if answer.status_code == 409]
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert lost == [{"statusCode": 409, "message": "booking_conflict_error"}] * 3
    assert len(world.bookings) == 1


async def test_39_a_knob_lets_all_of_them_win() -> None:
    world = a_world(commit_delay_s=0.01, race="all_win")
    kind = a_type(world)

    answers = await asyncio.gather(*(_post(world, kind) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [201] * 4


async def test_39_a_knob_steals_the_slot_between_check_and_write() -> None:
    world = a_world(steal_slot_after_check=True)

    answer = await _post(world, a_type(world))

    assert answer.json() == {"statusCode": 409, "message": "booking_conflict_error"}
    assert [booking.attendees[0].name for booking in world.bookings.values()] == ["Somebody Faster"]


async def test_39_a_knob_lets_duplicates_through() -> None:
    world = a_world(duplicate_rule="none")
    kind = a_type(world)

    answers = [await _post(world, kind) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert len(world.bookings) == 2


@pytest.mark.parametrize(
    ("limit", "text"),
    [({"bookingLimitsCount": {"day": 1}}, "booking_limit_reached"),
     ({"bookingLimitsCount": {"week": 1}}, "booking_limit_reached"),
     ({"bookingLimitsDuration": {"day": 30}}, "duration_limit_reached")],
)  # fmt: skip
async def test_40_count_and_duration_limits_are_bare_401s(limit: dict[str, Any], text: str) -> None:
    world = a_world()
    kind = a_type(world, **limit)
    await _post(world, kind)

    answer = await _post(world, kind, f"{DAY}T11:00:00Z")

    assert answer.json() == {"statusCode": 401, "message": text}


@pytest.mark.parametrize("offers", [True, False])
async def test_40_the_per_booker_limit_is_a_400_with_an_offer_where_the_type_makes_one(offers: bool) -> None:
    world = a_world()
    kind = a_type(world, bookerActiveBookingsLimit={"maximumActiveBookings": 1, "offerReschedule": offers})
    uid = (await _post(world, kind)).json()["data"]["uid"]

    answer = await _post(world, kind, f"{DAY}T11:00:00Z")
    other = await _post(world, kind, f"{DAY}T11:00:00Z", attendee={"email": "bea@example.com"})

    text = "Attendee with this email can't book because the maximum number of active bookings has been reached."
    offer = f" You can reschedule your existing booking ({uid}) to a new timeslot instead." if offers else ""
    assert (answer.status_code, said(answer)) == (400, text + offer)
    assert other.status_code == 201


@pytest.mark.parametrize(("key", "status"), [(None, 401), (STRANGER, 403), (OWNER, 201)])
async def test_41_a_type_that_requires_authentication(key: str | None, status: int) -> None:
    world = a_world()

    answer = await _post(world, a_type(world, bookingRequiresAuthentication=True), key=key)

    assert answer.status_code == status
    assert status == 201 or said(answer).startswith("checkBookingRequiresAuthentication - ")


WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}


@pytest.mark.parametrize(
    ("zone", "hours"), [("Europe/Rome", ["10", "10", "11", "11"]), ("Asia/Tokyo", ["10", "10", "10", "10"])]
)
async def test_42_a_series_steps_in_the_attendees_zone_over_dst(zone: str, hours: list[str]) -> None:
    world = a_world()
    kind = a_type(world, recurrence=WEEKLY)

    data = (await _post(world, kind, "2031-10-14T10:00:00Z", attendee={"timeZone": zone})).json()["data"]

    assert [item["start"][11:13] for item in data] == hours
    assert len({item["recurringBookingUid"] for item in data}) == 1
    assert len({item["uid"] for item in data}) == 4
    assert not any("rescheduledByEmail" in item for item in data)


async def test_42_counts_are_obeyed_and_limited() -> None:
    world = a_world()
    kind = a_type(world, recurrence=WEEKLY)

    one = await _post(world, kind, recurrenceCount=1)
    many = await _post(world, kind, recurrenceCount=5)

    assert len(one.json()["data"]) == 1
    assert said(many) == "Provided recurrence count is higher than the event type's recurring event count."


async def test_42_the_first_taken_is_a_400_a_later_one_a_bare_409_with_the_first_stored() -> None:
    world = a_world()
    kind, plain_kind = a_type(world, "series", recurrence=WEEKLY), a_type(world, "single")
    await booked(a_client(world), plain_kind, "2031-05-13T09:00:00Z")

    first = await _post(world, kind, "2031-05-13T09:00:00Z")
    later = await _post(world, kind, NINE)

    assert (first.status_code, said(first)) == (400, TAKEN)
    assert later.json() == {"statusCode": 409, "message": "booking_conflict_error"}
    assert [b.start.isoformat() for b in world.bookings.values() if b.series_uid] == ["2031-05-06T09:00:00+00:00"]


def _seated(world: World, **more: Any) -> EventType:
    seats = {"seatsPerTimeSlot": 2, "showAttendeeInfo": True, "showAvailabilityCount": True} | more
    return a_type(world, "class", seats=seats)


async def test_43_seats_share_a_uid_and_each_has_its_own() -> None:
    world = a_world()
    kind = _seated(world)

    ann = (await _post(world, kind)).json()["data"]
    bea = (await _post(world, kind, attendee={"name": "Bea", "email": "bea@example.com"})).json()["data"]
    full = await _post(world, kind, attendee={"email": "cyd@example.com"})

    assert ann["uid"] == bea["uid"]
    assert ann["seatUid"] != bea["seatUid"] == bea["attendees"][1]["seatUid"]
    assert not {"metadata", "bookingFieldsResponses", "cancelledByEmail"} & set(ann)
    assert ann["description"] is None
    assert (full.status_code, said(full)) == (409, "No more seats left at this seated booking.")
    assert full.json()["error"]["code"] == "ConflictException"


async def test_43_the_same_email_again_is_a_bare_409() -> None:
    world = a_world()
    kind = _seated(world)
    await _post(world, kind)

    answer = await _post(world, kind)

    assert answer.json() == {"statusCode": 409, "message": "already_signed_up_for_this_booking_error"}


async def test_43_attendees_are_hidden_from_outsiders_and_found_by_seat() -> None:
    world = a_world()
    kind = _seated(world, showAttendeeInfo=False)
    client = a_client(world)
    seat = (await _post(world, kind)).json()["data"]

    outsider = await client.get(f"/v2/bookings/{seat['uid']}", headers=plain())
    host = await client.get(f"/v2/bookings/{seat['uid']}", headers=as_owner())
    by_seat = await client.get(f"/v2/bookings/by-seat/{seat['seatUid']}", headers=plain())
    unknown = await client.get("/v2/bookings/by-seat/nosuch", headers=plain())

    assert (outsider.json()["data"]["attendees"], len(host.json()["data"]["attendees"])) == ([], 1)
    assert by_seat.json()["data"]["uid"] == seat["uid"]
    assert said(unknown) == "Booking with seatUid=nosuch was not found in the database"


async def test_43_a_round_robin_gives_the_second_host_when_the_first_is_taken() -> None:
    world, kind = a_team("roundRobin")

    hosts = [(await _post(world, kind, attendee={"email": f"p{i}@example.com"})).json()["data"]["hosts"][0]["id"]
             for i in range(2)]  # fmt: skip
    third = await _post(world, kind)

    assert hosts == [1, 2]
    assert third.status_code == 400


async def test_43_teams_are_for_members_and_their_types_for_everybody() -> None:
    world, kind = a_team("roundRobin")
    world.tables.teams[7].member_ids = [1]
    client = a_client(world)

    public = await client.get("/v2/teams/7/event-types?eventSlug=both", headers=plain())
    member = await client.get(f"/v2/teams/7/event-types/{kind.id}", headers=as_owner())
    stranger = await client.get("/v2/teams/7", headers=as_owner(key=STRANGER))

    assert public.json()["data"][0] == member.json()["data"]
    assert (stranger.status_code, said(stranger)) == (403, "RolesGuard - User is not a member of the team with id=7.")
