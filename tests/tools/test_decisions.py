"""The host's word on a pending booking: said once, to what was shown, and told as the calendar shows it."""

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import httpx
import pytest

from tests.tools.calendar import BERLIN, MockedCalendar, a_calendar
from tools.bookings import WriteState, Written
from tools.calcom.models import Booking, BookingStatus
from tools.errors import ChangedElsewhere, NeverArrived, NotSaved, OutcomeUnknown, Unreachable
from tools.mock_calcom.world.model import BookingStatus as StatusThere
from tools.writing.outcome import Journal
from tools.writing.reconciling import LOOKS
from tools.writing.writes import accept, decline

LOST: list[httpx.Response | Exception] = [httpx.ReadTimeout("slow"), httpx.Response(502, html="<h1>Bad gateway</h1>")]
Decide = Callable[[MockedCalendar, Booking, Journal | None], Awaitable[Written]]


async def accepting(mock: MockedCalendar, seen: Booking, journal: Journal | None = None) -> Written:
    return await accept(mock.calcom, seen, journal=journal)


async def declining(mock: MockedCalendar, seen: Booking, journal: Journal | None = None) -> Written:
    return await decline(mock.calcom, seen, reason="no time", journal=journal)


BOTH = pytest.mark.parametrize(
    ("decide", "effect", "status"),
    [(accepting, "confirmed", BookingStatus.ACCEPTED), (declining, "declined", BookingStatus.REJECTED)],
    ids=["accept", "decline"],
)


class Notes:
    """A journal in memory; `sent_before` says that an earlier life sent this very write."""

    mark = "token=t"

    def __init__(self, sent_before: datetime | None = None, error: NotSaved | None = None) -> None:
        self.sent_before, self.error = sent_before, error
        self.told: list[str] = []

    async def sending(self, at: datetime) -> None:
        if self.error:
            raise self.error
        self.told.append("sending")

    async def settled(self, written: Written) -> None:
        self.told.append(written.state)


@BOTH
async def test_a_pending_booking_is_decided_once_between_two_notes(
    decide: Decide, effect: str, status: BookingStatus
) -> None:
    mock, notes = a_calendar(), Notes()

    written = await decide(mock, await mock.live("Fatima Khan"), notes)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.status is status
    assert mock.effects() == [effect]
    assert notes.told == ["sending", WriteState.DONE]


@BOTH
@pytest.mark.parametrize("since", ["accepted", "rejected", "cancelled"])
async def test_what_is_no_longer_pending_is_left_alone(
    decide: Decide, effect: str, status: BookingStatus, since: StatusThere
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    mock.world.bookings[seen.uid].status = since

    written = await decide(mock, seen, None)

    is_so_already = since == status
    assert written.state is (WriteState.DONE if is_so_already else WriteState.NOT_DONE)
    assert written.found_so == is_so_already
    assert is_so_already or isinstance(written.error, ChangedElsewhere)
    assert mock.line.posts == []


@BOTH
async def test_what_is_pending_at_another_time_now_is_left_alone(
    decide: Decide, effect: str, status: BookingStatus
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    mock.world.bookings[seen.uid].start += timedelta(hours=1)
    mock.world.bookings[seen.uid].end += timedelta(hours=1)

    written = await decide(mock, seen, None)

    assert isinstance(written.error, ChangedElsewhere)
    assert written.booking is not None
    assert written.booking.start == seen.start + timedelta(hours=1)
    assert mock.line.posts == []


@BOTH
async def test_what_was_moved_since_is_left_alone(decide: Decide, effect: str, status: BookingStatus) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    await mock.calcom.reschedule_booking(seen.uid, datetime(2031, 5, 9, 15, 30, tzinfo=BERLIN))

    written = await decide(mock, seen, None)

    assert isinstance(written.error, ChangedElsewhere)
    assert mock.effects() == ["moved"]


@BOTH
async def test_what_cannot_be_looked_at_or_noted_is_not_decided(
    decide: Decide, effect: str, status: BookingStatus
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")

    unnoted = await decide(mock, seen, Notes(error=NotSaved("disk full")))
    mock.line.blind = 1000
    unseen = await decide(mock, seen, None)

    assert unnoted.state is unseen.state is WriteState.NOT_DONE
    assert isinstance(unseen.error, Unreachable)
    assert mock.line.posts == []


@BOTH
@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_decision_whose_answer_was_lost_is_looked_up(
    decide: Decide, effect: str, status: BookingStatus, lost: httpx.Response | Exception
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    mock.line.after = [lost]

    written = await decide(mock, seen, None)

    assert written.is_done
    assert len(mock.line.posts) == 1
    assert mock.effects() == [effect]


@BOTH
@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_decision_that_never_arrived_is_unknown_and_never_sent_again(
    decide: Decide, effect: str, status: BookingStatus, lost: httpx.Response | Exception
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    mock.line.before = [lost]

    written = await decide(mock, seen, None)

    assert written.state is WriteState.UNKNOWN
    assert isinstance(written.error, OutcomeUnknown)
    assert written.sent == len(mock.line.posts) == 1
    assert mock.waits == list(LOOKS[1:])


@BOTH
@pytest.mark.parametrize("other", [{"status": "pending"}, {"start": "2031-05-20T08:00:00.000Z"}], ids=str)
async def test_an_answer_of_another_status_or_start_is_not_taken_for_done(
    decide: Decide, effect: str, status: BookingStatus, other: dict[str, str]
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")

    def spoil(body: bytes) -> bytes:
        answer = json.loads(body)
        answer["data"] |= other
        mock.line.blind = 1000  # and it cannot be read again
        return json.dumps(answer).encode()

    mock.line.spoil = spoil

    written = await decide(mock, seen, None)

    assert written.state is WriteState.UNKNOWN
    assert written.differences == tuple(other)


@BOTH
@pytest.mark.parametrize(("minutes", "state"), [(1, WriteState.UNKNOWN), (11, WriteState.NOT_DONE)])
async def test_a_decision_an_earlier_life_never_got_out_is_never_sent_without_a_new_yes(
    decide: Decide, effect: str, status: BookingStatus, minutes: int, state: WriteState
) -> None:
    mock = a_calendar()
    notes = Notes(mock.world.now() - timedelta(minutes=minutes))

    written = await decide(mock, await mock.live("Fatima Khan"), notes)

    assert written.state is state
    assert isinstance(written.error, NeverArrived if minutes == 11 else OutcomeUnknown)
    assert mock.line.posts == []
    assert notes.told == [state]


@BOTH
async def test_a_decision_of_an_earlier_life_is_found(decide: Decide, effect: str, status: BookingStatus) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    await decide(mock, seen, None)

    written = await decide(mock, seen, Notes(mock.world.now() - timedelta(hours=20)))

    assert written.is_done
    assert written.booking is not None
    assert written.booking.status is status
    assert mock.effects() == [effect]


@BOTH
async def test_a_look_after_a_kill_is_told_in_the_log_by_the_journals_mark(
    caplog: pytest.LogCaptureFixture, decide: Decide, effect: str, status: BookingStatus
) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    caplog.set_level(logging.INFO, logger="tools.writing.operation")

    await decide(mock, seen, Notes(mock.world.now() - timedelta(hours=20)))

    assert [r.getMessage() for r in caplog.records if r.name == "tools.writing.operation"] == [
        "write looked up token=t after=kill"
    ]
