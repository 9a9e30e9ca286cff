"""Bookings are found by what people say of them, from the whole list, and two that fit stay two."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.calcom.far_side import FarSide, a_client, booking_json, far_side, page
from tests.tools.calendar import BERLIN, NOW, a_calendar
from tools.bookings import list_bookings, list_with_named, match_bookings
from tools.calcom.models import Booking, BookingQuery, Window


def a_booking(name: str = "Ana Ruiz", email: str = "ana@example.test", **changes: Any) -> Booking:
    return Booking.model_validate(booking_json(name=name, email=email, **changes))


PEOPLE = [
    a_booking("John Smith", "john.smith@example.test", uid="smith"),
    a_booking("John Miller", "jm@example.test", uid="miller"),
    a_booking("José Álvarez", "jose@example.test", uid="jose"),
    a_booking("Zoë O'Neil", "zoe@example.test", uid="zoe", title="Quarterly planning"),
    a_booking("", "bo.berg@example.test", uid="bo", guests=["eva@example.test"]),
    a_booking("Christopher Wu", "cwu@example.test", uid="wu"),
]


def found(person: str | None = None, title: str | None = None) -> list[str]:
    return [booking.uid for booking in match_bookings(PEOPLE, person=person, title=title)]


@pytest.mark.parametrize(
    ("person", "uids"),
    [
        ("John", ["smith", "miller"]),
        ("john smith", ["smith"]),
        ("Smith", ["smith"]),
        ("Smith, John", ["smith"]),
        ("Dr. Smith", ["smith"]),
        ("J. Smith", ["smith"]),
        ("John Smith-Jones", ["smith"]),
        ("J.", []),
        ("JOHN MILLER", ["miller"]),
        ("Jose", ["jose"]),
        ("jose alvarez", ["jose"]),
        ("zoe", ["zoe"]),
        ("jm@example.test", ["miller"]),
        ("JM@Example.test", ["miller"]),
        ("eva@example.test", ["bo"]),
        ("Eva", ["bo"]),
        ("bo berg", ["bo"]),
        ("Chris", ["wu"]),
        ("Jhon", ["smith", "miller"]),
        ("Jonh Smiht", ["smith"]),
        ("Cristopher", ["wu"]),
        ("Milller", ["miller"]),
        ("Joan", []),
        ("jm@example.org", []),
        ("John Wu", []),
        ("Tom", []),
        ("Hana", []),
        ("", ["smith", "miller", "jose", "zoe", "bo", "wu"]),
        ("   ", ["smith", "miller", "jose", "zoe", "bo", "wu"]),
        ("?!", ["smith", "miller", "jose", "zoe", "bo", "wu"]),
    ],
)
def test_a_person_is_found_by_any_way_of_naming_them(person: str, uids: list[str]) -> None:
    assert found(person) == uids


@pytest.mark.parametrize(("title", "count"), [("planning", 1), ("quarterly Planing", 1), ("intro", 6), ("yoga", 0)])
def test_a_booking_is_found_by_its_title_or_its_type(title: str, count: int) -> None:
    assert len(found(title=title)) == count


@pytest.mark.parametrize(
    ("words", "uids"),
    [
        ("price list", ["told"]),
        ("price", ["told"]),
        ("list prices", []),
        ("555 0123", ["phone", "told"]),
        ("+1 555-0123", ["phone"]),
        ("0123", []),
        ("call", ["told", "phone"]),
    ],
)
def test_a_booking_that_no_title_fits_is_found_by_what_was_answered_or_by_a_phone_number(
    words: str, uids: list[str]
) -> None:
    told = a_booking(uid="told", title="A call", bookingFieldsResponses={"notes": "Price list, 5550123", "n": 3})
    phone = a_booking(uid="phone", title="A call")
    phone = phone.model_copy(
        update={"attendees": (phone.attendees[0].model_copy(update={"phone_number": "+1 (555) 0123"}),)}
    )

    assert {booking.uid for booking in match_bookings([told, phone], title=words)} == set(uids)


def test_a_guest_finds_a_booking_by_its_host() -> None:
    assert len(match_bookings(PEOPLE, person="Hana", hosts=True)) == len(PEOPLE)


async def test_a_stretch_holds_the_bookings_that_start_in_it() -> None:
    mock = a_calendar()
    thursday = Window(start=datetime(2031, 5, 8, tzinfo=BERLIN), end=datetime(2031, 5, 9, tzinfo=BERLIN))

    listing = await list_bookings(mock.calcom, BookingQuery(statuses=("upcoming",)), window=thursday)

    assert [b.attendees[0].name for b in listing.bookings] == ["John Miller", "Ana Silva"]
    assert listing.complete


async def test_a_server_that_ignores_dates_does_not_mislead() -> None:
    mock = a_calendar(date_filters_ignored=True)
    thursday = Window(start=datetime(2031, 5, 8, tzinfo=BERLIN), end=datetime(2031, 5, 9, tzinfo=BERLIN))

    listing = await list_bookings(mock.calcom, BookingQuery(statuses=("upcoming",)), window=thursday)

    assert [b.attendees[0].name for b in listing.bookings] == ["John Miller", "Ana Silva"]


@pytest.mark.parametrize("bucket", ["upcoming", "recurring", "past", "cancelled", "unconfirmed"])
async def test_our_reading_of_a_bucket_is_the_servers(bucket: Any) -> None:
    mock = a_calendar()
    served, _ = await mock.calcom.bookings(BookingQuery(statuses=(bucket,)))
    everything = far_side(page([_raw(b) for b in (await mock.calcom.bookings(BookingQuery()))[0]]))

    ours = await list_bookings(a_client(everything, now=lambda: NOW), BookingQuery(statuses=(bucket,)))

    assert {b.uid for b in ours.bookings} == {b.uid for b in served}


async def test_people_are_looked_for_in_the_whole_list_and_not_by_the_server() -> None:
    far = far_side(page([_raw(booking) for booking in PEOPLE]))

    listing = await list_bookings(a_client(far), BookingQuery(), person="smith")

    assert [booking.uid for booking in listing.bookings] == ["smith"]
    assert "attendeeName" not in far.requests[0].url.params


async def test_a_part_of_a_list_does_not_pass_for_the_whole() -> None:
    far = far_side(page([_raw(PEOPLE[0])], total=500, more=True))

    listing = await list_bookings(a_client(far), BookingQuery(), person="nobody", limit=100)

    assert listing.bookings == ()
    assert not listing.complete


async def test_a_booking_that_runs_over_midnight_belongs_to_the_day_it_starts_on() -> None:
    late = booking_json(start="2031-05-06T21:30:00Z", minutes=90)
    day = Window(start=datetime(2031, 5, 5, 22, tzinfo=UTC), end=datetime(2031, 5, 6, 22, tzinfo=UTC))
    far = far_side(page([late]))

    listing = await list_bookings(a_client(far), BookingQuery(), window=day)

    assert len(listing.bookings) == 1
    before_end = datetime.fromisoformat(far.requests[0].url.params["beforeEnd"])
    assert before_end >= datetime.fromisoformat(late["end"]) + timedelta()


def _raw(booking: Booking) -> dict[str, Any]:
    return booking.model_dump(mode="json", by_alias=True)


def a_long_list(many: int) -> FarSide:
    """Pages of bookings to come, an hour apart; the last one is Wanda's."""

    names = [*(f"Nobody {n}" for n in range(many - 1)), "Wanda Quill"]
    starts = [f"{datetime(2031, 5, 6, tzinfo=UTC) + timedelta(hours=n):%Y-%m-%dT%H:%M:%SZ}" for n in range(many)]
    listed = [
        booking_json(start, 30, name, f"{name.split()[0].lower()}@example.test", uid=f"u{n}")
        for n, (start, name) in enumerate(zip(starts, names, strict=True))
    ]

    def answer(request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        kept = [b for b in listed if asked.get("attendeeEmail") in (None, b["attendees"][0]["email"])]
        skip, take = int(asked["skip"]), int(asked["take"])
        return page(kept[skip : skip + take], total=len(kept), more=skip + take < len(kept))

    return far_side(answer)


@pytest.mark.parametrize(
    ("person", "calls"),
    [
        ("wanda@example.test", 10 + 1),
        pytest.param("Wanda", 10 + 5, marks=pytest.mark.slow),
        pytest.param("Wanda@example.test", 10 + 1 + 5, marks=pytest.mark.slow),
        pytest.param("Xaver", 10 + 5, marks=pytest.mark.slow),
    ],
)
async def test_of_very_many_all_are_read_for_somebody_who_is_named(person: str, calls: int) -> None:
    far = a_long_list(1_130)

    listing = await list_with_named(a_client(far), BookingQuery(statuses=("upcoming",)), person=person)

    assert listing.complete
    assert len(match_bookings(listing.bookings, person=person)) == (person != "Xaver")
    assert len(far.requests) == calls


async def test_of_very_many_not_all_are_read_when_nobody_is_named() -> None:
    far = a_long_list(1_130)

    listing = await list_with_named(a_client(far), BookingQuery(statuses=("upcoming",)))

    assert not listing.complete
    assert len(far.requests) == 10
