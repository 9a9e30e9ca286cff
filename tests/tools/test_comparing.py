"""Each field of an answer is compared with what was asked, and a difference is named."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.calcom.far_side import booking_json
from tools.calcom.models import Booking, BookingRequest, EventType
from tools.writing.comparing import refuses_duplicates, unlike_cancelled, unlike_move, unlike_request

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
    ("policy", "refused"),
    [
        ({}, True),
        ({"confirmation_policy": {"disabled": True}}, True),
        ({"confirmation_policy": {"type": "always"}}, False),
        ({"seats": {"seatsPerTimeSlot": 2}}, False),
        ({"recurrence": {"interval": 1}}, False),
    ],
)
def test_duplicates_are_refused_only_where_one_person_has_the_time_at_once(policy: Any, refused: bool) -> None:
    event_type = EventType(id=1, title="Intro", slug="intro", length_in_minutes=30, **policy)

    assert refuses_duplicates(event_type) is refused
