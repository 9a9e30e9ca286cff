"""Contract §13, points 29–35: what may be booked and how it is refused, over raw HTTP."""

from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    OWNER,
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


async def test_29_201_with_the_shape_of_a_booking() -> None:
    world = a_world(release="2025-12")
    kind = a_type(world, "intro")

    answer = await _post(world, kind, metadata={"k": "v"})

    data = answer.json()["data"]
    uid = data["uid"]
    assert answer.status_code == 201
    assert len(uid) == 22
    assert uid.isalnum()
    assert data == {
        "id": 1001, "uid": uid, "title": "Intro between Hanna Host and Ann", "description": "",
        "hosts": [{"id": 1, "name": "Hanna Host", "email": "hanna@example.com", "username": "hanna",
                   "timeZone": "Europe/Berlin"}],
        "status": "accepted", "cancellationReason": "", "cancelledByEmail": "", "rescheduledByEmail": None,
        "start": f"{DAY}T09:00:00.000Z", "end": f"{DAY}T09:30:00.000Z", "duration": 30, "eventTypeId": 101,
        "eventType": {"id": 101, "slug": "intro"}, "meetingUrl": f"http://app.cal.test/video/{uid}",
        "location": f"http://app.cal.test/video/{uid}", "absentHost": False, "createdAt": "2031-05-05T08:00:00.000Z",
        "updatedAt": "2031-05-05T08:00:00.000Z", "metadata": {"k": "v"}, "rating": None, "icsUid": f"{uid}@Cal.com",
        "attendees": [{"name": "Ann", "email": "ann@example.com", "timeZone": "Europe/Rome", "language": "en",
                       "absent": False}],
        "bookingFieldsResponses": {"email": "ann@example.com", "name": "Ann"},
    }  # fmt: skip


async def test_29_guests_stand_in_attendees_with_an_empty_name() -> None:
    world = a_world()

    data = (await _post(world, a_type(world), guests=["g@example.com"])).json()["data"]

    assert data["guests"] == ["g@example.com"]
    assert [(person["name"], person["email"]) for person in data["attendees"]] == [
        ("Ann", "ann@example.com"), ("", "g@example.com"),
    ]  # fmt: skip


async def test_29_the_newer_release_adds_display_emails() -> None:
    world = a_world(release="2026-07")

    data = (await _post(world, a_type(world))).json()["data"]

    assert data["attendees"][0]["displayEmail"] == data["bookingFieldsResponses"]["displayEmail"] == "ann@example.com"
    assert data["isPlatformManagedUserBooking"] is False


@pytest.mark.parametrize(
    ("start", "stored"),
    [
        (f"{DAY}T11:00:00+02:00", "09:00:00"), (f"{DAY}T11:00:00+0200", "09:00:00"), (f"{DAY}T09:00:00", "09:00:00"),
        (f"{DAY}T09:00Z", "09:00:00"), (f"{DAY}T09:00:00.000Z", "09:00:00"), ("20310506T090000Z", "09:00:00"),
        (f"{DAY}T09:10:30Z", "09:10:30"), (f"{DAY}T01:00:00-08:00", "09:00:00"),
    ],
)  # fmt: skip
async def test_30_start_spellings_naive_is_utc_and_off_grid_free_times_are_accepted(start: str, stored: str) -> None:
    world = a_world()

    answer = await _post(world, a_type(world), start)

    assert answer.status_code == 201
    assert answer.json()["data"]["start"] == f"{DAY}T{stored}.000Z"


@pytest.mark.parametrize("start", ["tomorrow", 1804000000, None, "2031-02-30T09:00:00Z", ""])
async def test_30_other_starts_are_400s(start: Any) -> None:
    world = a_world()

    answer = await _post(world, a_type(world), start)

    assert said(answer) == "start property is wrong,start must be a valid ISO 8601 date string "


async def test_30_a_blank_instead_of_t_fails_deeper() -> None:
    world = a_world()

    answer = await _post(world, a_type(world), f"{DAY} 09:00:00")

    assert answer.json()["error"]["code"] == "BAD_REQUEST"
    assert said(answer).startswith("start - Expected string, received null, end - ")


async def test_30_a_bare_date_is_midnight_utc_and_so_usually_unavailable() -> None:
    world = a_world()

    assert said(await _post(world, a_type(world), DAY)) == TAKEN


@pytest.mark.parametrize(
    ("start", "why"),
    [(NINE, "taken"), (f"{DAY}T09:15:00Z", "overlaps"), (f"{DAY}T20:00:00Z", "outside hours"),
     ("2031-05-10T10:00:00Z", "weekend"), (f"{DAY}T14:45:00Z", "ends after closing")],
)  # fmt: skip
async def test_31_taken_overlapping_and_outside_hours_are_the_same_exact_400(start: str, why: str) -> None:
    world = a_world()
    one, other = a_type(world, "one"), a_type(world, "other")
    await booked(a_client(world), one, NINE)

    answer = await _post(world, other, start)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequestException"), why
    assert said(answer) == TAKEN


async def test_31_the_past_has_its_own_400() -> None:
    world = a_world()

    assert (
        said(await _post(world, a_type(world), "2031-05-02T09:00:00Z")) == "Attempting to book a meeting in the past."
    )


@pytest.mark.parametrize(
    "policy",
    [{"minimumBookingNotice": 3 * 24 * 60}, {"bookingWindow": {"type": "range", "value": ["2031-06-01", "2031-06-05"]}},
     {"bookingWindow": {"type": "calendarDays", "value": 0, "rolling": False}}],
)  # fmt: skip
async def test_31_notice_and_window_are_the_long_400_for_the_host_too(policy: dict[str, Any]) -> None:
    world = a_world()

    answer = await _post(world, a_type(world, **policy), key=OWNER)

    assert answer.status_code == 400
    assert said(answer).startswith('The event type can\'t be booked at the "start" time provided. This could be')


async def test_31_a_rolling_window_stops_no_booking() -> None:
    world = a_world()
    kind = a_type(world, bookingWindow={"type": "calendarDays", "value": 3, "rolling": True})

    assert (await _post(world, kind, "2031-07-01T09:00:00Z")).status_code == 201


async def test_31_a_team_says_one_of_the_hosts() -> None:
    world, kind = a_team("collective")
    await booked(a_client(world), kind, NINE)

    assert said(await _post(world, kind)) == f"One of the hosts {TAKEN.removeprefix('User ')}"


@pytest.mark.parametrize(
    ("selector", "status", "text"),
    [
        ({"eventTypeId": 999}, 404, "Event type with id 999 not found."),
        ({"eventTypeSlug": "nope", "username": "hanna"}, 404,
         "Event type with slug nope belonging to user hanna not found."),
        ({"eventTypeSlug": "meeting", "username": "HANNA"}, 404, "User with username HANNA not found"),
        ({"eventTypeSlug": "meeting", "teamSlug": "nope"}, 404, "Team with slug nope not found"),
        ({"eventTypeSlug": "meeting"}, 400,
         "eventTypeId or eventTypeSlug + username property is wrong,Either eventTypeId or eventTypeSlug + username or "
         "eventTypeSlug + teamSlug must be provided "),
        ({"eventTypeId": "101"}, 400, "eventTypeId property is wrong,eventTypeId must be an integer number "),
    ],
)  # fmt: skip
async def test_32_unknown_types_and_selectors(selector: dict[str, Any], status: int, text: str) -> None:
    world = a_world()
    body = a_body(a_type(world), NINE)
    del body["eventTypeId"]

    answer = await a_client(world).post("/v2/bookings", headers=plain(), json=body | selector)

    assert (answer.status_code, said(answer)) == (status, text)


async def test_32_slug_and_username_book_without_a_key_and_the_id_wins_over_both() -> None:
    world = a_world()
    one, other = a_type(world, "one"), a_type(world, "other")
    body = a_body(one, NINE)
    by_slug = {"eventTypeSlug": "other", "username": "hanna"}
    client = a_client(world)

    both = await client.post("/v2/bookings", headers=plain(), json=body | by_slug)
    del body["eventTypeId"]
    slug = await client.post("/v2/bookings", headers=plain(), json=body | by_slug | {"start": f"{DAY}T10:00:00Z"})

    assert both.json()["data"]["eventTypeId"] == one.id
    assert slug.json()["data"]["eventTypeId"] == other.id


GOOD = {"topic": "Sales", "company": "Acme"}


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({}, "Missing required booking field response: topic - it is required by the event type booking fields, but "
             "missing in the bookingFieldsResponses. You can fetch the event type with ID 101 to see the required "
             "fields."),
        (GOOD | {"topic": "Odd"}, "Invalid option 'Odd' for booking field 'topic'. Allowed options are: Sales, Ops."),
        (GOOD | {"topic": None}, "Invalid option '' for booking field 'topic'. Allowed options are: Sales, Ops."),
        (GOOD | {"company": 5}, "Invalid type for booking field 'company'. Expected type string (compatible with field "
                                "type 'text'), but received number."),
        (GOOD | {"nda": "yes"}, "Invalid type for booking field 'nda'. Expected type boolean (compatible with field "
                                "type 'boolean'), but received string."),
        (GOOD | {"days": "Mon"}, "Invalid type for booking field 'days'. Expected type array (compatible with field "
                                 "type 'multiselect'), but received string."),
        (GOOD | {"days": ["Sun"]}, "One or more invalid options for booking field 'days'. Allowed options are: "
                                   "Mon, Tue."),
    ],
)  # fmt: skip
async def test_33_custom_fields_are_refused_with_exact_texts(answers: dict[str, Any], text: str) -> None:
    world = a_world()

    answer = await _post(world, a_type(world, bookingFields=FIELDS), bookingFieldsResponses=answers)

    assert (answer.status_code, answer.json()["error"]["code"], said(answer)) == (400, "BadRequestException", text)


@pytest.mark.parametrize(
    ("answers", "text"),
    [(GOOD | {"company": ""}, "responses - {company}error_required_field, "),
     (GOOD | {"company": None}, "responses - {company}error_required_field, "),
     (GOOD | {"tel": "123"}, "responses - {tel}invalid_number, "),
     (GOOD | {"size": 5}, "responses - {size}Invalid string, ")],
)  # fmt: skip
async def test_33_empty_and_odd_answers_fail_deeper(answers: dict[str, Any], text: str) -> None:
    world = a_world()

    answer = await _post(world, a_type(world, bookingFields=FIELDS), bookingFieldsResponses=answers)

    assert answer.json()["error"] == {"code": "BAD_REQUEST", "message": text}


async def test_33_unknown_slugs_are_stored_and_name_and_email_overruled() -> None:
    world = a_world(release="2025-12")
    answers = GOOD | {"zzz": "1", "name": "Zed", "email": "zed@example.com", "notes": "hello"}

    data = (await _post(world, a_type(world, bookingFields=FIELDS), bookingFieldsResponses=answers)).json()["data"]

    assert data["bookingFieldsResponses"] == GOOD | {
        "zzz": "1", "name": "Ann", "email": "ann@example.com", "notes": "hello",
    }  # fmt: skip
    assert data["description"] == "hello"


async def test_33_a_knob_lets_number_fields_be_answered() -> None:
    world = a_world(number_fields="accepted")

    answer = await _post(world, a_type(world, bookingFields=FIELDS), bookingFieldsResponses=GOOD | {"size": 5})

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"attendee": {"email": None, "phoneNumber": "+393331234567"}}, "responses - {email}error_required_field, "),
        ({"attendee": {"email": "nope"}}, "responses - {email}email_validation_error, "),
        ({"attendee": {"name": ""}}, "responses - {name}error_required_field, "),
        ({"attendee": {"name": "  "}}, "responses - {name}Invalid string, "),
        ({"guests": ["nope"]}, "responses - {guests}email_validation_error, "),
        ({"metadata": {"n": 5}}, "metadata.n - Expected string, received number, "),
    ],
)
async def test_34_the_deep_layer_says_bad_request_and_no_details(more: dict[str, Any], text: str) -> None:
    world = a_world()

    answer = await _post(world, a_type(world), **more)

    assert answer.status_code == 400
    assert answer.json()["error"] == {"code": "BAD_REQUEST", "message": text}


async def test_35_lengths_only_where_offered_and_the_default_otherwise() -> None:
    world = a_world()
    fixed, variable = a_type(world, "fixed"), a_type(world, "variable", lengthInMinutesOptions=[15, 60])

    on_fixed = await _post(world, fixed, lengthInMinutes=30)
    not_offered = await _post(world, variable, lengthInMinutes=45)
    offered = await _post(world, variable, lengthInMinutes=60)
    default = await _post(world, variable, f"{DAY}T11:00:00Z")

    assert said(on_fixed).startswith("Can't specify 'lengthInMinutes' because event type does not have multiple")
    assert said(not_offered) == (
        "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. The possible lengths are: "
        "15, 60"
    )
    assert (offered.json()["data"]["duration"], default.json()["data"]["duration"]) == (60, 30)


PLACES = [{"type": "address", "address": "Main St 1", "public": True}, {"type": "attendeePhone"}]


@pytest.mark.parametrize(
    ("place", "location"),
    [(None, "Main St 1"), ({"type": "address"}, "Main St 1"),
     ({"type": "attendeePhone", "phone": "+393331234567"}, "+393331234567"),
     ("https://meet.example.com/x", "https://meet.example.com/x"), ("the cafe", "the cafe")],
)  # fmt: skip
async def test_35_offered_places_and_legacy_strings_pass(place: Any, location: str) -> None:
    world = a_world()
    more = {} if place is None else {"location": place}

    answer = await _post(world, a_type(world, locations=PLACES), **more)

    assert answer.json()["data"]["location"] == answer.json()["data"]["meetingUrl"] == location


async def test_35_other_places_are_400s_naming_the_kinds() -> None:
    world = a_world()
    kind = a_type(world, locations=PLACES)

    other = await _post(world, kind, location={"type": "link"})
    without_value = await _post(world, kind, location={"type": "attendeePhone"})

    assert said(other) == (
        "Booking location with type link not valid for event type with id=101. The event type has following location "
        "types: address, attendeePhone, and only these types are allowed for booking location."
    )
    assert without_value.json()["error"] == {
        "code": "BAD_REQUEST", "message": "responses.location.optionValue - Required, ",
    }  # fmt: skip
