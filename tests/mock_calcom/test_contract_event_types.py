"""Contract §13, points 16–19: event types, over raw HTTP."""

from typing import Any

import httpx
import pytest

from tests.mock_calcom.builders import (
    EVENT_TYPES,
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
)

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
