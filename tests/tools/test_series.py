"""A whole series, the rest of one, or one seat: written once or not at all, and told as it stands."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.tools.calendar import BERLIN, MockedCalendar, a_calendar
from tools.bookings import WriteState, Written, book, move
from tools.calcom.models import Booking, BookingRequest, BookingStatus
from tools.errors import AlreadyMoved, AlreadySignedUp, ChangedElsewhere, NoSeatsLeft, SlotTaken
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.samples import HOST_EMAIL
from tools.mock_calcom.seeding import put_booking, put_seat
from tools.writing.seats import give_up_seat
from tools.writing.series import book_series, cancel_series, occurrence_starts

TOKEN = "0cc175b9c0f1b6a831c399e269772661"
SERIES = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
FIRST = datetime(2031, 5, 9, 12, 0, tzinfo=BERLIN)
LOST: list[httpx.Response | Exception] = [httpx.ReadTimeout("slow"), httpx.Response(502, html="<h1>Bad gateway</h1>")]
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}


def a_series_desk() -> MockedCalendar:
    """The sample account with a kind that repeats, and one with seats."""
    mock = a_calendar()
    host = next(iter(mock.world.users))
    add_event_type(mock.world, host, {"title": "Lesson", "slug": "lesson", "lengthInMinutes": 30, "recurrence": WEEKLY})
    add_event_type(mock.world, host, {"title": "Class", "slug": "class", "lengthInMinutes": 60, "seats": SEATS})
    return mock


def planted(mock: MockedCalendar, count: int = 4) -> None:
    """A weekly series of Mia's, from this Friday on."""
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "lesson")
    for week in range(count):
        start = FIRST.astimezone(UTC) + timedelta(weeks=week)
        put_booking(mock.world, kind, start, "Mia Wolf", "mia@example.test", series_uid=SERIES)


def shared(mock: MockedCalendar, *others: str) -> str:
    """A class of Anna's and others'; its uid."""
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "class")
    booking = put_booking(mock.world, kind, FIRST.astimezone(UTC), "Anna Roth", "anna@example.test")
    for name in others:
        put_seat(mock.world, booking, name, f"{name.split()[0].lower()}@example.test")
    return booking.uid


async def occurrences(mock: MockedCalendar) -> tuple[Booking, ...]:
    return await mock.calcom.series(SERIES)


def statuses(mock: MockedCalendar) -> list[str]:
    return [booking.status for booking in mock.world.series(SERIES)]


# --- booking a series ------------------------------------------------------------------------------------------------


def test_occurrences_keep_the_attendees_clock_over_a_clock_change() -> None:
    start = datetime(2031, 10, 20, 10, 0, tzinfo=BERLIN)  # clocks go back on the 26th

    berlin = occurrence_starts(start, ("weekly", 1), 2, BERLIN)

    assert [s.astimezone(BERLIN).hour for s in berlin] == [10, 10]
    assert berlin[1] - berlin[0] == timedelta(weeks=1, hours=1)


def test_a_monthly_series_stays_in_its_months() -> None:
    starts = occurrence_starts(datetime(2031, 1, 31, 10, 0, tzinfo=BERLIN), ("monthly", 1), 3, BERLIN)

    assert [(s.month, s.day) for s in starts] == [(1, 31), (2, 28), (3, 31)]


async def starts_and_request(mock: MockedCalendar, count: int = 4) -> tuple[tuple[datetime, ...], BookingRequest]:
    request = await mock.request("lesson", "2031-05-09T12:00", recurrence_count=count)
    return occurrence_starts(request.start, ("weekly", 1), count, BERLIN), request


async def test_a_series_is_booked_with_one_request_and_compared_meeting_by_meeting() -> None:
    mock = a_series_desk()
    starts, request = await starts_and_request(mock, 3)

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.is_done
    assert [b.start for b in written.bookings] == list(starts)
    assert written.differences == ()
    assert mock.line.posts == ["POST /v2/bookings"]
    assert mock.effects() == ["created"] * 3


@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_series_whose_answer_was_lost_is_found_by_our_mark(lost: httpx.Response | Exception) -> None:
    mock = a_series_desk()
    mock.line.after = [lost]
    starts, request = await starts_and_request(mock)

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.is_done
    assert len(written.bookings) == 4
    assert mock.line.posts == ["POST /v2/bookings"]


async def test_a_series_that_never_arrived_is_unknown_and_not_sent_again() -> None:
    mock = a_series_desk()
    mock.line.before = [LOST[0]]
    starts, request = await starts_and_request(mock)

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert mock.line.posts == ["POST /v2/bookings"]
    assert mock.effects() == []


async def test_a_later_time_that_is_taken_leaves_the_first_and_says_so() -> None:
    mock = a_series_desk()
    starts, request = await starts_and_request(mock)
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "30min")
    put_booking(mock.world, kind, starts[2], "Tom Hardy", "tom@example.test")

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.is_done
    assert written.differences == ("occurrences",)
    assert [b.start for b in written.bookings] == [starts[0]]


async def test_a_first_time_that_is_taken_books_nothing() -> None:
    mock = a_series_desk()
    starts, request = await starts_and_request(mock)
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "30min")
    put_booking(mock.world, kind, starts[0], "Tom Hardy", "tom@example.test")

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, SlotTaken)
    assert mock.effects() == []


async def test_a_part_found_after_a_lost_answer_is_unknown_with_what_stands() -> None:
    mock = a_series_desk()
    starts, request = await starts_and_request(mock)
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "30min")
    put_booking(mock.world, kind, starts[1], "Tom Hardy", "tom@example.test")
    mock.line.after = [LOST[0]]

    written = await book_series(mock.calcom, request, starts, token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert [b.start for b in written.bookings] == [starts[0]]


# --- cancelling a series ---------------------------------------------------------------------------------------------


async def test_the_whole_series_goes_by_its_own_uid_in_one_request() -> None:
    mock = a_series_desk()
    planted(mock)

    written = await cancel_series(mock.calcom, await occurrences(mock), series_uid=SERIES, reason="ill")

    assert written.is_done
    assert statuses(mock) == ["cancelled"] * 4
    assert mock.line.posts == [f"POST /v2/bookings/{SERIES}/cancel"]


async def test_the_later_ones_go_by_the_first_of_them_and_the_others_stay() -> None:
    mock = a_series_desk()
    planted(mock)
    going = (await occurrences(mock))[2:]

    written = await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill")

    assert written.is_done
    assert [b.uid for b in written.bookings] == [b.uid for b in going]
    assert statuses(mock) == ["accepted", "accepted", "cancelled", "cancelled"]
    assert mock.line.posts == [f"POST /v2/bookings/{going[0].uid}/cancel"]


@pytest.mark.parametrize("lost", LOST, ids=str)
@pytest.mark.parametrize("first", [0, 2])
async def test_a_cancelled_series_whose_answer_was_lost_is_looked_up(
    lost: httpx.Response | Exception, first: int
) -> None:
    mock = a_series_desk()
    planted(mock)
    mock.line.after = [lost]

    written = await cancel_series(mock.calcom, (await occurrences(mock))[first:], series_uid=SERIES, reason="ill")

    assert written.is_done
    assert len(mock.line.posts) == 1
    assert mock.effects() == ["cancelled"] * (4 - first)


async def test_a_request_that_never_arrived_leaves_the_series_and_stays_unknown() -> None:
    mock = a_series_desk()
    planted(mock)
    mock.line.before = [LOST[0]]

    written = await cancel_series(mock.calcom, await occurrences(mock), series_uid=SERIES, reason="ill")

    assert written.state is WriteState.UNKNOWN
    assert len(mock.line.posts) == 1
    assert statuses(mock) == ["accepted"] * 4


async def test_a_series_that_changed_since_it_was_shown_is_left_alone() -> None:
    mock = a_series_desk()
    planted(mock)
    going = await occurrences(mock)
    mock.world.bookings[going[3].uid].status = "cancelled"

    written = await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill")

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, ChangedElsewhere)
    assert mock.line.posts == []


async def test_a_series_that_is_cancelled_already_is_done_without_a_request() -> None:
    mock = a_series_desk()
    planted(mock)
    going = await occurrences(mock)
    for booking in mock.world.series(SERIES):
        booking.status = "cancelled"

    written = await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill")

    assert written.is_done
    assert mock.line.posts == []


@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_moved_occurrence_whose_answer_was_lost_is_found_in_its_series(
    lost: httpx.Response | Exception,
) -> None:
    mock = a_series_desk()
    planted(mock)
    seen = (await occurrences(mock))[1]
    mock.line.after = [lost]

    written = await move(mock.calcom, seen, FIRST + timedelta(days=3))

    assert written.is_done
    assert written.booking is not None
    assert written.booking.start == FIRST + timedelta(days=3)
    assert mock.effects() == ["moved"]


# --- in a later life of the process ----------------------------------------------------------------------------------


class Notes:
    """A journal whose line says that an earlier life sent this write, or (None) that nobody did."""

    mark = "token=t"

    def __init__(self, sent_before: datetime | None) -> None:
        self.sent_before = sent_before
        self.told: list[str] = []

    async def sending(self, at: datetime) -> None:
        self.told.append("sending")

    async def settled(self, written: Written) -> None:
        self.told.append(written.state)


async def test_a_series_cancelled_by_an_earlier_life_is_found_and_not_sent_again() -> None:
    mock = a_series_desk()
    planted(mock)
    going = await occurrences(mock)
    await mock.calcom.cancel_series(SERIES, reason="ill")
    notes = Notes(mock.world.now())

    written = await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill", journal=notes)

    assert written.is_done
    assert len(mock.line.posts) == 1
    assert notes.told == [WriteState.DONE]


async def test_a_series_booked_by_an_earlier_life_is_found_and_not_sent_again() -> None:
    mock = a_series_desk()
    starts, request = await starts_and_request(mock)
    await book_series(mock.calcom, request, starts, token=TOKEN)

    written = await book_series(mock.calcom, request, starts, token=TOKEN, journal=Notes(mock.world.now()))

    assert written.is_done
    assert len(written.bookings) == 4
    assert len(mock.line.posts) == 1


@pytest.mark.parametrize(("minutes", "state"), [(1, WriteState.UNKNOWN), (11, WriteState.NOT_DONE)])
async def test_a_series_that_an_earlier_life_never_got_out_is_never_sent_without_a_new_yes(
    minutes: int, state: WriteState
) -> None:
    mock = a_series_desk()
    planted(mock)
    notes = Notes(mock.world.now() - timedelta(minutes=minutes))

    written = await cancel_series(mock.calcom, await occurrences(mock), series_uid=SERIES, reason="ill", journal=notes)

    assert written.state is state
    assert mock.line.posts == []


async def test_a_series_cancelled_by_an_earlier_life_is_unknown_while_nobody_can_look() -> None:
    mock = a_series_desk()
    planted(mock)
    going = await occurrences(mock)
    await mock.calcom.cancel_series(SERIES, reason="ill")
    mock.line.blind = 1000

    written = await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill", journal=Notes(mock.world.now()))

    assert written.state is WriteState.UNKNOWN


async def test_a_seat_given_up_by_an_earlier_life_is_found_and_not_sent_again() -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock, "Ben Ode"))
    seat = seen.attendees[1].seat_uid or ""
    await mock.calcom.cancel_booking(seen.uid, reason="ill", seat_uid=seat)

    written = await give_up_seat(mock.calcom, seen, seat, reason="ill", journal=Notes(mock.world.now()))

    assert written.is_done
    assert len(mock.line.posts) == 1


async def test_the_journal_hears_of_a_series_before_it_leaves_and_of_its_end() -> None:
    mock = a_series_desk()
    planted(mock)
    notes = Notes(None)

    await cancel_series(mock.calcom, await occurrences(mock), series_uid=SERIES, reason="ill", journal=notes)

    assert notes.told == ["sending", WriteState.DONE]


# --- seats -----------------------------------------------------------------------------------------------------------


async def test_one_seat_is_given_up_and_the_others_stay() -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock, "Ben Ode", "Cora Li"))

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert written.is_done
    assert written.booking is not None
    assert [a.name for a in written.booking.attendees] == ["Anna Roth", "Cora Li"]
    assert written.booking.is_live
    assert len(mock.line.posts) == 1


async def test_the_last_seat_takes_the_booking_with_it() -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock))

    written = await give_up_seat(mock.calcom, seen, seen.attendees[0].seat_uid or "", reason="ill")

    assert written.is_done
    assert written.booking is not None
    assert written.booking.status is BookingStatus.CANCELLED


@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_seat_whose_answer_was_lost_is_looked_up_and_never_given_up_twice(
    lost: httpx.Response | Exception,
) -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock, "Ben Ode"))
    mock.line.after = [lost]

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert written.is_done
    assert len(mock.line.posts) == 1


async def test_a_seat_that_is_gone_already_is_done_without_a_request() -> None:
    mock = a_series_desk()
    uid = shared(mock, "Ben Ode")
    seen = await mock.calcom.booking(uid)
    mock.world.bookings[uid].attendees.pop()

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert written.is_done
    assert mock.line.posts == []


async def test_a_seat_of_a_class_at_another_time_now_is_left_alone() -> None:
    mock = a_series_desk()
    uid = shared(mock, "Ben Ode")
    seen = await mock.calcom.booking(uid)
    mock.world.bookings[uid].start += timedelta(hours=1)
    mock.world.bookings[uid].end += timedelta(hours=1)

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert isinstance(written.error, ChangedElsewhere)
    assert mock.line.posts == []


async def test_a_seat_of_a_class_that_was_moved_is_not_told_as_given_up() -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock, "Ben Ode"))
    successor = await mock.calcom.reschedule_booking(seen.uid, FIRST + timedelta(hours=2), rescheduled_by=HOST_EMAIL)

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert isinstance(written.error, AlreadyMoved)
    assert written.booking is not None
    assert written.booking.uid == successor.uid
    assert mock.effects() == ["moved"]


async def test_a_seat_request_that_never_arrived_is_unknown() -> None:
    mock = a_series_desk()
    seen = await mock.calcom.booking(shared(mock, "Ben Ode"))
    mock.line.before = [LOST[0]]

    written = await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill")

    assert written.state is WriteState.UNKNOWN
    assert len(mock.line.posts) == 1


@pytest.mark.parametrize(
    ("others", "email", "kind"),
    [(("Ben Ode", "Cora Li"), "ana@example.test", NoSeatsLeft), (("Ben Ode",), "ben@example.test", AlreadySignedUp)],
)
async def test_a_full_class_and_a_second_seat_are_refused_by_their_own_names(
    others: tuple[str, ...], email: str, kind: type[Exception]
) -> None:
    mock = a_series_desk()
    shared(mock, *others)
    request = await mock.request("class", "2031-05-09T12:00", attendee_email=email)

    written = await book(mock.calcom, request, token=TOKEN)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, kind)


async def test_a_seat_that_was_booked_is_found_by_the_mark_on_it() -> None:
    mock = a_series_desk()
    uid = shared(mock, "Ben Ode")
    mock.line.after = [LOST[0]]

    written = await book(mock.calcom, await mock.request("class", "2031-05-09T12:00"), token=TOKEN)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.uid == uid
    assert len(mock.line.posts) == 1
    assert written.booking.start == FIRST
