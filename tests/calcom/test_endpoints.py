"""Each method speaks to its endpoint with its version, sends what the contract asks for and reads what it answers."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.calcom.far_side import a_client, body, booking_json, event_type_json, far_side, me_json, page, success
from tools.calcom.models import BookingQuery, BookingRequest, BookingStatus, Place, Window
from tools.calcom.versions import KNOWN, VERSIONS
from tools.errors import NotFound

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2031, 5, 6, 9, tzinfo=UTC)
SCHEDULE = {
    "id": 1, "ownerId": 7, "name": "Working hours", "timeZone": "Europe/Paris", "isDefault": True, "overrides": [],
    "availability": [{"days": ["Monday"], "startTime": "09:00", "endTime": "17:00"}],
}  # fmt: skip

GUESTS = ("rita@example.test", "bo@example.test")
PLACE = Place(type="attendeeDefined", value="Café Mitte")


def a_request(**changes: Any) -> BookingRequest:
    given = {
        "event_type_id": 1, "start": START, "attendee_name": "Ana Ruiz", "attendee_email": "ana@example.test",
        "attendee_time_zone": "Europe/Paris",
    }  # fmt: skip
    return BookingRequest.model_validate(given | changes)


def a_window(start: datetime = START, hours: float = 8) -> Window:
    return Window(start=start, end=start + timedelta(hours=hours))


def test_every_version_we_send_is_one_that_servers_know() -> None:
    assert set(VERSIONS.values()) <= set(KNOWN)


@pytest.mark.parametrize(
    ("call", "reply", "sent", "version"),
    [
        (lambda c: c.me(), success(me_json()), "GET /v2/me", "2024-06-14"),
        (lambda c: c.event_types(), success([]), "GET /v2/event-types", "2024-06-14"),
        (lambda c: c.event_type(5), success(event_type_json()), "GET /v2/event-types/5", "2024-06-14"),
        (lambda c: c.create_event_type("A", "a", 30), success(event_type_json()), "POST /v2/event-types", "2024-06-14"),
        (lambda c: c.schedules(), success([SCHEDULE]), "GET /v2/schedules", "2024-06-11"),
        (lambda c: c.default_schedule(), success(None), "GET /v2/schedules/default", "2024-06-11"),
        (lambda c: c.slots(1, a_window(), PARIS), success({}), "GET /v2/slots", "2024-09-04"),
        (lambda c: c.create_booking(a_request()), success(booking_json()), "POST /v2/bookings", "2024-08-13"),
        (lambda c: c.bookings_page(BookingQuery()), page([]), "GET /v2/bookings", "2024-08-13"),
        (lambda c: c.booking("abc"), success(booking_json()), "GET /v2/bookings/abc", "2024-08-13"),
        (
            lambda c: c.reschedule_booking("abc", START),
            success(booking_json(), 201),
            "POST /v2/bookings/abc/reschedule",
            "2024-08-13",
        ),
        (
            lambda c: c.cancel_booking("abc", reason="ill"),
            success(booking_json()),
            "POST /v2/bookings/abc/cancel",
            "2024-08-13",
        ),
        (lambda c: c.confirm_booking("abc"), success(booking_json()), "POST /v2/bookings/abc/confirm", "2024-08-13"),
        (lambda c: c.decline_booking("abc"), success(booking_json()), "POST /v2/bookings/abc/decline", "2024-08-13"),
        (lambda c: c.add_guests("abc", GUESTS), success(booking_json()), "POST /v2/bookings/abc/guests", "2024-08-13"),
        (
            lambda c: c.mark_absent("abc", GUESTS[0]),
            success(booking_json()),
            "POST /v2/bookings/abc/mark-absent",
            "2024-08-13",
        ),
        (
            lambda c: c.set_place("abc", PLACE),
            success(booking_json()),
            "PATCH /v2/bookings/abc/location",
            "2024-08-13",
        ),
        (lambda c: c.calendar_links("abc"), success([]), "GET /v2/bookings/abc/calendar-links", "2024-08-13"),
        (lambda c: c.attendees("abc"), success([]), "GET /v2/bookings/abc/attendees", "2024-08-13"),
    ],
)
async def test_a_method_is_one_endpoint_with_its_version(
    call: Any, reply: httpx.Response, sent: str, version: str
) -> None:
    far = far_side(reply)

    await call(a_client(far))

    assert far.paths == [sent]
    assert far.requests[0].headers["cal-api-version"] == version


async def test_a_create_sends_what_was_asked_and_nothing_else() -> None:
    far = far_side(success(booking_json(), 201))
    request = a_request(
        start=datetime(2031, 5, 6, 11, tzinfo=timezone(timedelta(hours=2))),
        length_in_minutes=60,
        guests=("bo@example.test",),
        answers={"topic": "Sales"},
        metadata={"csa_op": "t1"},
    )

    await a_client(far).create_booking(request)

    assert body(far.requests[0]) == {
        "start": "2031-05-06T09:00:00Z",
        "eventTypeId": 1,
        "attendee": {"name": "Ana Ruiz", "email": "ana@example.test", "timeZone": "Europe/Paris"},
        "lengthInMinutes": 60,
        "guests": ["bo@example.test"],
        "bookingFieldsResponses": {"topic": "Sales"},
        "metadata": {"csa_op": "t1"},
    }


async def test_guests_an_absence_and_a_place_are_told_as_the_contract_has_them() -> None:
    far = far_side(success(booking_json()))
    calcom = a_client(far)

    await calcom.add_guests("abc", GUESTS)
    await calcom.mark_absent("abc", GUESTS[0])
    await calcom.set_place("abc", PLACE)
    await calcom.set_place("abc", Place(type="phone"))

    assert [body(request) for request in far.requests] == [
        {"guests": [{"email": "rita@example.test"}, {"email": "bo@example.test"}]},
        {"attendees": [{"email": "rita@example.test", "absent": True}]},
        {"location": {"type": "attendeeDefined", "location": "Café Mitte"}},
        {"location": {"type": "phone"}},
    ]


async def test_what_was_not_set_is_left_out_for_unknown_properties_are_refused() -> None:
    far = far_side(success(booking_json(), 201))
    calcom = a_client(far)

    await calcom.create_booking(a_request())
    await calcom.reschedule_booking("abc", START)
    await calcom.decline_booking("abc")

    assert set(body(far.requests[0])) == {"start", "eventTypeId", "attendee"}
    assert body(far.requests[1]) == {"start": "2031-05-06T09:00:00Z"}
    assert body(far.requests[2]) == {}


async def test_a_move_and_a_cancel_say_why_and_by_whom() -> None:
    far = far_side(success(booking_json()))
    calcom = a_client(far)

    await calcom.reschedule_booking("abc", START, reason="ill", rescheduled_by="host@example.test")
    await calcom.cancel_booking("abc", reason="ill")

    moved = {"start": "2031-05-06T09:00:00Z", "reschedulingReason": "ill", "rescheduledBy": "host@example.test"}
    assert [body(request) for request in far.requests] == [moved, {"cancellationReason": "ill"}]


async def test_a_naive_start_is_our_bug() -> None:
    with pytest.raises(ValueError, match="naive"):
        await a_client(far_side(success(booking_json()))).reschedule_booking("abc", datetime(2031, 5, 6))


async def test_a_booking_is_read_with_its_type_its_people_and_its_instants_in_utc() -> None:
    reply = booking_json(start="2031-05-06T11:00:00+02:00", status="pending", guests=["bo@example.test"])

    booking = await a_client(far_side(success(reply))).booking("abc")

    assert booking.start == START
    assert booking.start.tzinfo is UTC
    assert booking.status is BookingStatus.PENDING
    assert booking.is_live
    assert (booking.event_type_id, booking.event_type_slug) == (1, "intro")
    assert booking.attendees[0].email == "ana@example.test"


async def test_fields_that_are_missing_null_or_new_do_not_matter() -> None:
    lean = {"uid": "a", "status": "awaiting_dessert", "start": "2031-05-06T09:00Z", "end": "2031-05-06T10:00Z"}
    odd = lean | {"hosts": None, "attendees": None, "metadata": None, "location": None, "brandNew": {"x": 1}}

    for reply in (lean, odd):
        booking = await a_client(far_side(success(reply))).booking("a")

        assert booking.attendees == ()
        assert booking.status is BookingStatus.UNKNOWN
        assert not booking.is_live


async def test_of_a_series_the_first_occurrence_is_returned() -> None:
    series = [booking_json(uid="a"), booking_json(uid="b")]

    assert (await a_client(far_side(success(series, 201))).create_booking(a_request())).uid == "a"


# --- slots -----------------------------------------------------------------------------------------------------------


def a_day_of_slots(*starts: str, **more: Any) -> httpx.Response:
    days: dict[str, Any] = {}
    for start in starts:
        days.setdefault(start[:10], []).append({"start": start, **more})
    return success(dict(sorted(days.items(), reverse=True)))


async def test_slots_come_sorted_and_only_from_the_window() -> None:
    far = far_side(
        a_day_of_slots(
            "2031-05-06T10:30:00.000+02:00",
            "2031-05-06T11:00:00.000+02:00",
            "2031-05-06T18:30:00.000+02:00",
            "2031-05-06T19:00:00.000+02:00",
            "2031-05-07T09:00:00.000+02:00",
        )
    )

    slots = await a_client(far).slots(1, a_window(START, hours=8), PARIS)

    assert [slot.start.hour * 100 + slot.start.minute for slot in slots] == [900, 1630]


async def test_full_seats_are_left_out_and_free_ones_stay() -> None:
    far = far_side(success({"2031-05-06": [
        {"start": "2031-05-06T09:00:00Z", "seatsRemaining": 0},
        {"start": "2031-05-06T10:00:00Z", "seatsRemaining": 2},
        {"start": "2031-05-06T11:00:00Z"},
    ]}))  # fmt: skip

    slots = await a_client(far).slots(1, a_window(), PARIS)

    assert [slot.seats_remaining for slot in slots] == [2, None]


@pytest.mark.parametrize("end", ["2031-05-07T00:00:00+00:00", "2031-05-06T22:00:00+00:00", "2031-05-06T09:01:00+00:00"])
async def test_slots_are_asked_for_in_whole_utc_days_around_the_window_never_to_midnight(end: str) -> None:
    far = far_side(success({}))

    await a_client(far).slots(1, Window(start=START, end=datetime.fromisoformat(end)), PARIS)

    query = far.requests[0].url.params
    assert query["start"] == "2031-05-05T00:00:00Z"
    assert query["end"] == "2031-05-07T23:59:59Z"
    assert query["timeZone"] == "Europe/Paris"
    assert set(query) == {"eventTypeId", "start", "end", "timeZone"}


async def test_a_length_and_the_booking_being_moved_go_into_the_slots_query() -> None:
    far = far_side(success({}))

    await a_client(far).slots(1, a_window(), PARIS, duration=60, rescheduling="abc")

    assert far.requests[0].url.params["duration"] == "60"
    assert far.requests[0].url.params["bookingUidToReschedule"] == "abc"


async def test_slots_are_never_kept() -> None:
    far = far_side(success({}))
    calcom = a_client(far)

    await calcom.slots(1, a_window(), PARIS)
    await calcom.slots(1, a_window(), PARIS)

    assert len(far.requests) == 2


@pytest.mark.parametrize("number", [0, -1, 2**31])
async def test_an_impossible_id_is_not_found_without_asking(number: int) -> None:
    far = far_side(success({}))

    with pytest.raises(NotFound):
        await a_client(far).slots(number, a_window(), PARIS)

    assert far.requests == []


# --- lists -----------------------------------------------------------------------------------------------------------


def pages_of(total: int, *, off_by_one: bool = False) -> Any:
    """A server with `total` bookings; `off_by_one` repeats the last of a page as the first of the next."""

    def serve(request: httpx.Request) -> httpx.Response:
        skip, take = int(request.url.params["skip"]), int(request.url.params["take"])
        first = max(0, skip - 1) if off_by_one else skip
        listed = [booking_json(uid=f"u{number}") for number in range(first, min(total, skip + take))]
        return page(listed, total=total, more=skip + take < total)

    return serve


@pytest.mark.parametrize("total", [0, 1, 100, 101, 250])
async def test_a_list_is_followed_to_its_end_and_says_so(total: int) -> None:
    far = far_side(pages_of(total))

    bookings, complete = await a_client(far).bookings(BookingQuery())

    assert complete
    assert len({booking.uid for booking in bookings}) == len(bookings) == total


async def test_a_list_longer_than_the_limit_says_that_it_is_not_all() -> None:
    bookings, complete = await a_client(far_side(pages_of(300))).bookings(BookingQuery(), limit=150)

    assert len(bookings) == 150
    assert not complete


async def test_a_list_exactly_as_long_as_the_limit_is_all() -> None:
    bookings, complete = await a_client(far_side(pages_of(150))).bookings(BookingQuery(), limit=150)

    assert len(bookings) == 150
    assert complete


async def test_a_booking_met_on_two_pages_is_one() -> None:
    bookings, complete = await a_client(far_side(pages_of(150, off_by_one=True))).bookings(BookingQuery())

    assert complete
    assert len(bookings) == 150


async def test_a_page_that_promises_more_and_holds_nothing_ends_the_list_as_incomplete() -> None:
    far = far_side(page([booking_json()], total=5, more=True), page([], total=5, more=True))

    bookings, complete = await a_client(far).bookings(BookingQuery())

    assert len(bookings) == 1
    assert not complete
    assert len(far.requests) == 2


async def test_a_list_that_lost_some_on_the_way_does_not_claim_to_be_all() -> None:
    _, complete = await a_client(far_side(page([booking_json()], total=3))).bookings(BookingQuery())

    assert not complete


async def test_a_list_is_asked_for_with_its_filters() -> None:
    far = far_side(page([]))
    query = BookingQuery(
        statuses=("upcoming", "past"), attendee_email="Ana+x@example.test", event_type_id=3, after_start=START,
        before_end=START, after_created=START, descending=True,
    )  # fmt: skip

    await a_client(far).bookings_page(query, skip=20, take=10)

    assert dict(far.requests[0].url.params) == {
        "status": "upcoming,past", "attendeeEmail": "Ana+x@example.test", "eventTypeId": "3", "sortStart": "desc",
        "afterStart": "2031-05-06T09:00:00Z", "beforeEnd": "2031-05-06T09:00:00Z",
        "afterCreatedAt": "2031-05-06T09:00:00Z", "skip": "20", "take": "10",
    }  # fmt: skip
    assert b"%2B" in far.requests[0].url.query


async def test_options_and_policies_of_an_event_type_are_read_in_every_spelling() -> None:
    field = {"isDefault": False, "type": "select", "slug": "topic", "label": None, "required": True}
    reply = event_type_json(
        lengthInMinutesOptions=[15, 30, 60],
        bookingFields=[field | {"options": [{"label": "Sales", "value": "s"}, "Support"]}],
        confirmationPolicy={"type": "always"},
        seats={"seatsPerTimeSlot": 2},
        recurrence={"interval": 1, "occurrences": 4, "frequency": "weekly"},
    )

    event_type = (await a_client(far_side(success([reply]))).event_types())[0]

    assert event_type.lengths == (30, 15, 60)
    assert event_type.questions[0].options == ("s", "Support")
    assert event_type.may_need_confirmation
    assert event_type.is_seated
    assert event_type.is_recurring
