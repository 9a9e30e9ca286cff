"""A confirmed write happens once or not at all, and what we say of it is what the calendar shows."""

import json
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.tools.calendar import BERLIN, Fault, MockedCalendar, a_calendar
from tools.bookings import WriteState, Written, book, cancel, move
from tools.calcom.models import BookingStatus
from tools.errors import (
    AlreadyCancelled,
    AlreadyMoved,
    ChangedElsewhere,
    FieldNeeded,
    OutcomeUnknown,
    RateLimited,
    SchedulingError,
    SlotTaken,
    Unreachable,
)
from tools.writing.reconciling import LOOKS

TOKEN = "b1946ac92492d2347c6235b4d2611184"
LOST: list[Fault] = [
    httpx.ReadTimeout("slow"),
    httpx.RemoteProtocolError("closed"),
    httpx.Response(500, json={"statusCode": 500, "message": "Internal server error"}),
    httpx.Response(502, html="<h1>Bad gateway</h1>"),
    httpx.Response(201, content=b'{"status":"success","da'),
]


def friday(hour: int) -> datetime:
    return datetime(2031, 5, 9, hour, 30, tzinfo=BERLIN)


async def test_a_booking_is_made_once_with_our_token_and_read_from_the_answer() -> None:
    mock = a_calendar()

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.metadata["csa_op"] == TOKEN
    assert mock.effects() == ["created"]
    assert mock.line.sent == ["GET /v2/event-types", "POST /v2/bookings", "GET /v2/bookings"]
    assert mock.waits == []


async def test_a_type_that_needs_confirmation_is_done_and_pending() -> None:
    mock = a_calendar()

    written = await book(mock.calcom, await mock.request("project-review"), token=TOKEN)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.status is BookingStatus.PENDING


@pytest.mark.parametrize(
    ("slug", "at", "kind"),
    [("30min", "2031-05-07T10:00", SlotTaken), ("workshop", "2031-05-07T13:00", FieldNeeded)],
)
async def test_a_refusal_is_not_done_and_needs_no_looking(slug: str, at: str, kind: type[SchedulingError]) -> None:
    mock = a_calendar()

    written = await book(mock.calcom, await mock.request(slug, at), token=TOKEN)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, kind)
    assert mock.effects() == []
    assert mock.waits == []


@pytest.mark.parametrize("lost", LOST, ids=str)
@pytest.mark.parametrize("metadata", ["keep", "drop"])
async def test_a_booking_whose_answer_was_lost_is_found(lost: Any, metadata: str) -> None:
    mock = a_calendar(metadata=metadata)
    mock.line.after = [lost]

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.is_done
    assert written.booking is not None
    assert mock.effects() == ["created"]
    assert written.booking.uid == mock.made()[0]["uid"]
    assert mock.line.posts == ["POST /v2/bookings"]


@pytest.mark.parametrize("lag", [3, 30])
async def test_a_booking_that_shows_late_is_waited_for(lag: int) -> None:
    mock = a_calendar(replica_lag_s=lag)
    mock.line.after = [LOST[0]]

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.is_done
    assert lag <= sum(mock.waits) < 2 * lag
    assert mock.effects() == ["created"]


@pytest.mark.parametrize("lost", LOST, ids=str)
async def test_a_booking_that_never_arrived_is_unknown_and_not_sent_again_blindly(lost: Any) -> None:
    mock = a_calendar()
    mock.line.before = [lost]

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert isinstance(written.error, OutcomeUnknown)
    assert written.is_absent
    assert mock.line.posts == ["POST /v2/bookings"]
    assert mock.waits == list(LOOKS[1:])


async def test_a_booking_longer_than_the_card_said_is_told_as_such() -> None:
    mock = a_calendar()

    written = await book(mock.calcom, await mock.request(), token=TOKEN, length=15)

    assert written.is_done
    assert written.differences == ("length",)


async def test_without_sight_nothing_is_sent_again() -> None:
    mock = a_calendar()
    mock.line.before = [LOST[0]]
    request = await mock.request()
    mock.line.blind = 1000

    written = await book(mock.calcom, request, token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert not written.is_absent
    assert len(mock.line.posts) == 1


async def test_somebody_elses_equal_booking_is_not_taken_for_ours() -> None:
    mock = a_calendar(metadata="keep")
    request = await mock.request("project-review")
    await book(mock.calcom, request, token="another")
    mock.line.before = [LOST[0]]

    written = await book(mock.calcom, request, token=TOKEN)

    assert written.state is WriteState.UNKNOWN


@pytest.mark.parametrize(
    "other",
    [
        {"attendee_email": "eve@example.test"},
        {"start": datetime(2031, 5, 7, 16, 0, tzinfo=BERLIN)},
        {"length_in_minutes": 30},
    ],
    ids=["of somebody else", "at another time", "of another length"],
)
async def test_a_new_booking_of_another_shape_is_not_taken_for_ours(other: dict[str, Any]) -> None:
    mock = a_calendar(metadata="drop")
    request = await mock.request("consultation", length_in_minutes=60)
    await mock.calcom.create_booking(request.model_copy(update=other))
    mock.line.before = [LOST[0]]

    written = await book(mock.calcom, request, token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert written.booking is None
    assert written.is_absent


async def test_an_old_booking_of_the_same_shape_is_not_taken_for_ours() -> None:
    mock = a_calendar(metadata="drop")
    request = await mock.request("project-review")
    await book(mock.calcom, request, token="another")
    mock.world.clock.advance(timedelta(minutes=10))
    mock.line.before = [LOST[0]]

    written = await book(mock.calcom, request, token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert written.booking is None


async def test_nothing_that_left_is_not_done() -> None:
    mock = a_calendar()
    mock.line.before = [httpx.ConnectError("refused")] * 3

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, Unreachable)


async def test_being_asked_to_slow_down_is_not_done() -> None:
    mock = a_calendar()
    mock.line.before = [httpx.Response(429, headers={"retry-after": "30"})]

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, RateLimited)


def with_other(**changes: Any) -> Any:
    """An answer that tells other values than were stored."""

    def spoil(body: bytes) -> bytes:
        answer = json.loads(body)
        answer["data"] |= changes
        return json.dumps(answer).encode()

    return spoil


async def test_an_answer_that_is_not_what_was_asked_is_read_again_before_it_is_believed() -> None:
    mock = a_calendar()
    mock.line.spoil = with_other(start="2031-05-07T15:00:00.000Z")

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.start == datetime(2031, 5, 7, 13, 0, tzinfo=BERLIN)
    assert mock.line.sent[-1] == "GET /v2/bookings"


async def test_a_reference_that_the_answer_made_up_is_not_told() -> None:
    mock = a_calendar()
    mock.line.spoil = with_other(uid="zzzzNobodyHasThisUid")

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.booking is not None
    assert written.booking.uid == mock.made()[0]["uid"]


async def test_a_booking_that_stands_otherwise_than_asked_is_not_called_done() -> None:
    mock = a_calendar()

    def stored_an_hour_later(body: bytes) -> bytes:
        booking = mock.world.bookings[json.loads(body)["data"]["uid"]]
        booking.start += timedelta(hours=1)
        booking.end += timedelta(hours=1)
        mock.world.reindex()
        return body

    mock.line.spoil = stored_an_hour_later

    written = await book(mock.calcom, await mock.request(), token=TOKEN)

    assert written.state is WriteState.UNKNOWN
    assert written.differences == ("start",)
    assert written.booking is not None
    assert written.booking.start == datetime(2031, 5, 7, 14, 0, tzinfo=BERLIN)


async def test_a_move_is_a_new_booking_and_the_old_one_names_it() -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")

    written = await move(mock.calcom, seen, friday(13), reason="train late", rescheduled_by="clara@example.com")

    assert written.is_done
    assert written.booking is not None
    assert (written.booking.start, written.booking.rescheduled_from_uid) == (friday(13), seen.uid)
    assert mock.effects() == ["moved"]


@pytest.mark.parametrize("lost", LOST, ids=str)
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_move_whose_answer_was_lost_is_sent_once_and_found_where_it_arrived(lost: Any, arrived: bool) -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    (mock.line.after if arrived else mock.line.before).append(lost)

    written = await move(mock.calcom, seen, friday(13))

    assert written.state is (WriteState.DONE if arrived else WriteState.UNKNOWN)
    assert mock.effects() == (["moved"] if arrived else [])
    assert len(mock.line.posts) == 1


@pytest.mark.parametrize("lost", LOST, ids=str)
@pytest.mark.parametrize("arrived", [True, False])
async def test_a_cancel_whose_answer_was_lost_is_sent_once_and_found_where_it_arrived(lost: Any, arrived: bool) -> None:
    mock = a_calendar(second_cancel="repeats_mail")
    seen = await mock.live("John Smith")
    (mock.line.after if arrived else mock.line.before).append(lost)

    written = await cancel(mock.calcom, seen, reason="he is ill")

    assert written.state is (WriteState.DONE if arrived else WriteState.UNKNOWN)
    assert mock.effects() == (["cancelled"] if arrived else [])
    assert len(mock.line.posts) == 1


async def test_a_cancel_passes_the_reason_on() -> None:
    mock = a_calendar()

    written = await cancel(mock.calcom, await mock.live("John Smith"), reason="he is ill")

    assert written.booking is not None
    assert written.booking.cancellation_reason == "he is ill"


async def test_what_is_cancelled_already_is_done_and_nobody_is_mailed_again() -> None:
    mock = a_calendar(second_cancel="repeats_mail")
    seen = await mock.live("John Smith")
    await mock.calcom.cancel_booking(seen.uid, reason="first")

    written = await cancel(mock.calcom, seen, reason="second")

    assert written.is_done
    assert mock.effects() == ["cancelled"]


Act = Any
MOVE: Act = lambda mock, seen: move(mock.calcom, seen, friday(13))  # noqa: E731
CANCEL: Act = lambda mock, seen: cancel(mock.calcom, seen, reason="x")  # noqa: E731


@pytest.mark.parametrize("act", [MOVE, CANCEL])
async def test_what_was_moved_since_is_left_alone_and_its_successor_shown(act: Act) -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    successor = await mock.calcom.reschedule_booking(seen.uid, friday(15))

    written: Written = await act(mock, seen)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, AlreadyMoved)
    assert written.booking is not None
    assert written.booking.uid == successor.uid
    assert mock.effects() == ["moved"]


async def test_what_was_cancelled_since_is_not_moved() -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    await mock.calcom.cancel_booking(seen.uid, reason="first")

    written = await move(mock.calcom, seen, friday(13))

    assert isinstance(written.error, AlreadyCancelled)
    assert mock.effects() == ["cancelled"]


@pytest.mark.parametrize("act", [MOVE, CANCEL])
async def test_what_looks_otherwise_than_it_was_shown_is_left_alone(act: Act) -> None:
    mock = a_calendar()
    seen = await mock.live("Fatima Khan")
    await mock.calcom.confirm_booking(seen.uid)

    written: Written = await act(mock, seen)

    assert isinstance(written.error, ChangedElsewhere)
    assert mock.effects() == ["confirmed"]


@pytest.mark.parametrize("act", [MOVE, CANCEL])
async def test_what_cannot_be_looked_at_is_not_written(act: Act) -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    mock.line.blind = 1000

    written: Written = await act(mock, seen)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, Unreachable)
    assert mock.line.posts == []


async def test_a_taken_time_refuses_a_move_and_the_old_booking_stands() -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    other = await mock.live("Ana Silva")

    written = await move(mock.calcom, seen, other.start)

    assert isinstance(written.error, SlotTaken)
    assert (await mock.calcom.booking(seen.uid)).is_live


async def test_a_moved_booking_with_another_length_is_done_and_says_so() -> None:
    mock = a_calendar(reschedule_keeps_length=False)
    seen = await mock.live("Peter Novak")  # 90 minutes of a 60-minute type

    written = await move(mock.calcom, seen, friday(13))

    assert written.is_done
    assert written.differences == ("length",)


class Notes:
    """A journal in memory."""

    mark = "token=t"
    sent_before: datetime | None = None

    def __init__(self, mock: MockedCalendar, error: SchedulingError | None = None) -> None:
        self.mock, self.error = mock, error
        self.told: list[Any] = []

    async def sending(self, at: datetime) -> None:
        if self.error:
            raise self.error
        self.told.append(("sending", at, len(self.mock.line.posts)))

    async def settled(self, written: Written) -> None:
        self.told.append(("settled", written.state, len(self.mock.line.posts)))


async def test_the_journal_hears_of_a_write_before_it_leaves_and_of_its_end() -> None:
    mock = a_calendar()
    notes = Notes(mock)

    await book(mock.calcom, await mock.request(), token=TOKEN, journal=notes)

    assert notes.told == [("sending", mock.world.now(), 0), ("settled", WriteState.DONE, 1)]


async def test_what_cannot_be_noted_is_not_sent() -> None:
    mock = a_calendar()
    notes = Notes(mock, SchedulingError("disk full"))
    seen = await mock.live("John Smith")

    booked = await book(mock.calcom, await mock.request(), token=TOKEN, journal=notes)
    cancelled = await cancel(mock.calcom, seen, reason="x", journal=notes)

    assert booked.state is cancelled.state is WriteState.NOT_DONE
    assert mock.line.posts == []


async def test_a_look_that_ends_in_nothing_claims_nothing() -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    mock.line.before = [LOST[0]]

    written = await cancel(mock.calcom, seen, reason="x")

    assert written.state is WriteState.UNKNOWN
    assert mock.effects() == []
    assert len(mock.line.posts) == 1
    assert sum(mock.waits) == pytest.approx(sum(LOOKS))
    assert timedelta(seconds=sum(mock.waits)) < timedelta(minutes=1)
