"""Each field of an answer is compared with what was asked, and a difference is named."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.calcom.far_side import booking_json
from tools.calcom.models import Booking, BookingRequest, BookingStatus
from tools.writing.comparing import unlike_cancelled, unlike_decided, unlike_move, unlike_request

START = datetime(2031, 5, 6, 9, tzinfo=UTC)


def a_booking(**changes: Any) -> Booking:
    return Booking.model_validate(booking_json(**changes))


def a_request(**changes: Any) -> BookingRequest:
    given = {
        "event_type_id": 1, "start": START, "attendee_name": "Ana Ruiz", "attendee_email": "Ana@example.test",
        "attendee_time_zone": "Europe/Paris", "length_in_minutes": 30,
    }  # fmt: skip
    return BookingRequest.model_validate(given | changes)


@pytest.mark.parametrize(
    ("answer", "differences"),
    [
        ({}, ()),
        ({"status": "pending"}, ()),
        ({"attendees": []}, ()),
        ({"start": "2031-05-06T11:00:00+02:00"}, ()),
        ({"start": "2031-05-06T10:00:00Z"}, ("start",)),
        ({"eventTypeId": 2}, ("event type",)),
        ({"email": "bo@example.test"}, ("attendee",)),
        ({"minutes": 60}, ("length",)),
        ({"status": "cancelled"}, ("status",)),
        ({"status": "rejected", "minutes": 15}, ("status", "length")),
    ],
)
def test_a_booking_is_compared_with_what_was_asked(answer: dict[str, Any], differences: tuple[str, ...]) -> None:
    assert unlike_request(a_booking(**answer), a_request()) == differences


@pytest.mark.parametrize(
    ("answer", "differences"),
    [
        ({}, ()),
        ({"rescheduledFromUid": "old"}, ()),
        ({"rescheduledFromUid": "other"}, ("origin",)),
        ({"uid": "old"}, ("origin",)),
        ({"start": "2031-05-06T10:00:00Z"}, ("start",)),
        ({"email": "bo@example.test"}, ("attendee",)),
        ({"minutes": 60}, ("length",)),
        ({"eventTypeId": 2}, ("event type",)),
        ({"status": "cancelled"}, ("status",)),
    ],
)
def test_a_move_is_compared_with_the_old_booking(answer: dict[str, Any], differences: tuple[str, ...]) -> None:
    old = a_booking(uid="old", start="2031-05-05T09:00:00Z")

    assert unlike_move(a_booking(**({"uid": "new"} | answer)), old, START) == differences


def test_a_cancel_is_compared_with_the_booking_it_was_for() -> None:
    seen = a_booking()

    assert unlike_cancelled(a_booking(status="cancelled"), seen) == ()
    assert unlike_cancelled(a_booking(), seen) == ("status",)
    assert unlike_cancelled(a_booking(status="cancelled", uid="other"), seen) == ("uid",)


@pytest.mark.parametrize(
    ("answer", "differences"),
    [
        ({"name": "Ana María Ruiz"}, ("name",)),
        ({"name": " ana  ruiz "}, ()),
        ({"attendees": [{"name": "Ana Ruiz", "email": "ana@example.test", "timeZone": "UTC"}]}, ("time zone",)),
        ({"bookingFieldsResponses": {"notes": "bring cake"}}, ("answers",)),
        ({"bookingFieldsResponses": {"notes": "bring tea", "title": "x"}}, ()),
        ({"guests": ["cy@example.test"]}, ()),
        ({"guests": ["dan@example.test"]}, ("guests",)),
    ],
)
def test_what_else_a_card_shows_is_compared_as_far_as_it_is_told(
    answer: dict[str, Any], differences: tuple[str, ...]
) -> None:
    asked = a_request(answers={"notes": "bring tea"}, guests=("cy@example.test",))
    told = {"guests": ["cy@example.test"]} | answer

    assert unlike_request(a_booking(**told), asked) == differences


@pytest.mark.parametrize(
    ("answer", "differences"),
    [
        ({}, ()),
        ({"start": "2031-05-20T08:00:00Z"}, ("start",)),
        ({"minutes": 45}, ("length",)),
        ({"email": "bo@example.test"}, ("attendee",)),
        ({"eventTypeId": 2}, ("event type",)),
        ({"uid": "other"}, ("uid",)),
        ({"attendees": []}, ()),
    ],
)
def test_what_a_cancel_or_a_decision_leaves_as_it_was_is_compared(
    answer: dict[str, Any], differences: tuple[str, ...]
) -> None:
    seen = a_booking(status="pending")

    assert unlike_cancelled(a_booking(status="cancelled", **answer), seen) == differences
    assert unlike_decided(a_booking(**answer), seen, BookingStatus.ACCEPTED) == differences


def test_a_cancelled_booking_that_has_a_successor_was_moved() -> None:
    assert unlike_cancelled(a_booking(status="cancelled", rescheduledToUid="new"), a_booking()) == ("successor",)


@pytest.mark.parametrize(
    ("before", "after", "is_another"),
    [
        ("integrations:daily", "https://cal.example/video/abc", False),
        ("https://meet.example/one", "https://meet.example/two", False),
        ("Mill Lane 3", " mill  lane 3", False),
        ("Mill Lane 3", None, False),
        (None, "Mill Lane 3", False),
        ("Mill Lane 3", "Mill Lane 5", True),
        ("integrations:daily", "Mill Lane 3", True),
        ("+49 30 1234567", "https://meet.example/one", True),
    ],
)
def test_a_place_is_another_only_where_it_is_told_and_no_room_on_the_net(
    before: str | None, after: str | None, is_another: bool
) -> None:
    old = a_booking(uid="old", start="2031-05-05T09:00:00Z", location=before)

    assert unlike_move(a_booking(uid="new", location=after), old, START) == ("location",) * is_another
    assert unlike_cancelled(old.model_copy(update={"status": BookingStatus.CANCELLED, "location": after}), old) == (
        ("location",) * is_another
    )


@pytest.mark.parametrize(
    ("hosts", "is_another"),
    [
        ([{"name": "Hal Host", "email": "HAL@example.test"}], False),
        ([{"name": "Hal Host"}], False),
        ([], False),
        ([{"email": "hal@example.test"}, {"email": "also@example.test"}], False),
        ([{"name": "Ida Other", "email": "ida@example.test"}], True),
    ],
)
def test_the_host_of_a_new_booking_is_who_was_shown(hosts: list[dict[str, str]], is_another: bool) -> None:
    made = a_booking(hosts=hosts)

    assert unlike_request(made, a_request(), host="hal@example.test") == ("host",) * is_another
