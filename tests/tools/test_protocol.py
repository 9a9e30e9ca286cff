"""Every write of execute's table under what makes a refusal or an answer lie: told is what the calendar shows."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from graph.executing.writes import WRITES
from tests.tools.calendar import BERLIN, NOW, MockedCalendar, a_calendar
from tests.tools.test_series import SERIES, planted, shared, starts_and_request
from tools.bookings import WriteState, Written, book, cancel, move
from tools.calcom.models import Place
from tools.errors import BadKey, FieldNeeded, NeverArrived, NotAllowed, RateLimited, SlotTaken
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.samples import HOST_EMAIL
from tools.mock_calcom.seeding import put_booking
from tools.writing import patience
from tools.writing.amending import invite, mark_absent, set_place
from tools.writing.outcome import Journal
from tools.writing.reconciling import LOOKS
from tools.writing.seats import give_up_seat
from tools.writing.series import book_series, cancel_series
from tools.writing.writes import accept, decline

TOKEN = "8f14e45fceea167a5a36dedd4bea2543"
FRIDAY = datetime(2031, 5, 9, 13, 30, tzinfo=BERLIN)
WEEKLY = {"interval": 1, "occurrences": 4, "frequency": "weekly"}
SEATS = {"seatsPerTimeSlot": 3, "showAttendeeInfo": True, "showAvailabilityCount": True}
Act = Callable[[MockedCalendar, Journal | None], Awaitable[Written]]


def a_full_desk(**knobs: Any) -> MockedCalendar:
    """The sample account with a kind that repeats, a series of it, and a class that two people share."""
    mock = a_calendar(**knobs)
    host = next(iter(mock.world.users))
    add_event_type(mock.world, host, {"title": "Lesson", "slug": "lesson", "lengthInMinutes": 30, "recurrence": WEEKLY})
    add_event_type(mock.world, host, {"title": "Class", "slug": "class", "lengthInMinutes": 60, "seats": SEATS})
    return mock


async def booking(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await book(mock.calcom, await mock.request(), token=TOKEN, length=30, journal=journal)


async def booking_a_seat(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    request = await mock.request("class", "2031-05-09T12:00")
    return await book(mock.calcom, request, token=TOKEN, length=60, journal=journal)


async def booking_a_series(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    starts, request = await starts_and_request(mock)
    return await book_series(mock.calcom, request, starts, token=TOKEN, journal=journal)


async def moving(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await move(mock.calcom, await mock.live("John Smith"), FRIDAY, rescheduled_by=HOST_EMAIL, journal=journal)


async def cancelling(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await cancel(mock.calcom, await mock.live("John Smith"), reason="ill", journal=journal)


async def cancelling_a_series(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    planted(mock)
    going = await mock.calcom.series(SERIES)
    return await cancel_series(mock.calcom, going, series_uid=SERIES, reason="ill", journal=journal)


async def giving_up_a_seat(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    seen = await mock.calcom.booking(shared(mock, "Ben Ode"))
    return await give_up_seat(mock.calcom, seen, seen.attendees[1].seat_uid or "", reason="ill", journal=journal)


async def accepting(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await accept(mock.calcom, await mock.live("Fatima Khan"), journal=journal)


async def declining(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await decline(mock.calcom, await mock.live("Fatima Khan"), reason="away", journal=journal)


async def inviting(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    return await invite(mock.calcom, await mock.live("John Smith"), ("bo@example.test",), journal=journal)


async def noting_an_absence(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    over = max((b for b in mock.world.bookings.values() if b.start < NOW), key=lambda b: b.start)
    seen = await mock.calcom.booking(over.uid)
    return await mark_absent(mock.calcom, seen, seen.attendees[0].email, journal=journal)


async def giving_another_place(mock: MockedCalendar, journal: Journal | None = None) -> Written:
    place = Place(type="address", value="Lindenallee 9, Zwickau")
    return await set_place(mock.calcom, await mock.live("John Smith"), place, journal=journal)


ACTS: dict[str, Act] = {
    "book": booking,
    "book_series": booking_a_series,
    "move": moving,
    "cancel": cancelling,
    "cancel_series": cancelling_a_series,
    "give_up_seat": giving_up_a_seat,
    "accept": accepting,
    "decline": declining,
    "invite": inviting,
    "absent": noting_an_absence,
    "relocate": giving_another_place,
    "book, a seat": booking_a_seat,
}
EVERY_WRITE = pytest.mark.parametrize("write", ACTS)
POSTS = ("POST /v2/bookings", "POST /v2/bookings/{uid}/reschedule", "POST /v2/bookings/{uid}/cancel",
         "POST /v2/bookings/{uid}/confirm", "POST /v2/bookings/{uid}/decline",
         "POST /v2/bookings/{uid}/guests", "POST /v2/bookings/{uid}/mark-absent",
         "PATCH /v2/bookings/{uid}/location")  # fmt: skip


def script(mock: MockedCalendar, kind: str, **params: Any) -> None:
    for route in POSTS:
        mock.world.faults.script(route, kind, **params)


def test_every_write_of_execute_is_tried() -> None:
    assert set(WRITES) <= set(ACTS)


@EVERY_WRITE
async def test_what_a_gateway_delivered_twice_is_told_as_done(write: str) -> None:
    mock = a_full_desk()
    script(mock, "deliver_twice")

    written = await ACTS[write](mock, None)

    assert written.is_done
    assert written.differences == ()
    assert len(mock.line.posts) == 1
    assert len(written.bookings) == (4 if "series" in write else 0)


@EVERY_WRITE
@pytest.mark.parametrize("reply", [httpx.Response(401, json={"message": "Invalid API Key"}),
                                   httpx.Response(403, json={"message": "Forbidden"}),
                                   httpx.Response(429, headers={"retry-after": "300"})], ids=str)  # fmt: skip
async def test_what_no_success_of_ours_can_cause_is_believed_without_a_look(write: str, reply: httpx.Response) -> None:
    mock = a_full_desk()
    mock.line.before = [reply]

    written = await ACTS[write](mock, None)

    assert written.state is WriteState.NOT_DONE
    assert isinstance(written.error, BadKey | NotAllowed | RateLimited)
    assert not mock.line.sent[-1].startswith("GET")
    assert mock.waits == []


@EVERY_WRITE
@pytest.mark.parametrize("code", [400, 404, 409, 422])
async def test_any_other_refusal_is_believed_after_a_look_that_shows_nothing_of_ours(write: str, code: int) -> None:
    mock = a_full_desk()
    mock.line.before = [httpx.Response(code, json={"statusCode": code, "message": "No."})]

    written = await ACTS[write](mock, None)

    assert written.state is WriteState.NOT_DONE
    assert mock.line.sent[-1].startswith("GET")
    assert mock.effects() == []


@EVERY_WRITE
async def test_a_refusal_is_not_believed_while_nobody_can_look(write: str) -> None:
    mock = a_full_desk()
    script(mock, "deliver_twice")

    def and_then_blind(_: httpx.Request) -> None:
        mock.line.blind = 1000

    mock.line.on_post = and_then_blind

    written = await ACTS[write](mock, None)

    is_told_by_the_answer = write in ("decline", "absent", "relocate")  # the second is as good an answer as the first
    assert written.state is (WriteState.DONE if is_told_by_the_answer else WriteState.UNKNOWN)


@EVERY_WRITE
@pytest.mark.parametrize("lost", [httpx.ReadTimeout("slow"), httpx.Response(502, html="<h1>Bad gateway</h1>")], ids=str)
@pytest.mark.parametrize("knobs", [{}, {"duplicate_rule": "none", "second_cancel": "repeats_mail"}], ids=str)
async def test_a_request_that_was_lost_on_its_way_is_never_sent_again(write: str, lost: Any, knobs: Any) -> None:
    mock = a_full_desk(**knobs)
    mock.line.before = [lost]

    written = await ACTS[write](mock, None)

    assert written.state is WriteState.UNKNOWN
    assert written.is_absent
    assert written.sent == len(mock.line.posts) == 1
    assert mock.waits == list(LOOKS[1:])


class Sent:
    """The line of a write that an earlier life sent so long ago."""

    mark = "token=t"

    def __init__(self, at: datetime) -> None:
        self.sent_before: datetime | None = at

    async def sending(self, at: datetime) -> None:
        raise AssertionError("sent again")

    async def settled(self, written: Written) -> None:
        self.told = written


@EVERY_WRITE
@pytest.mark.parametrize("minutes", [9, 10])
async def test_without_a_trace_it_is_open_for_ten_minutes_and_then_it_never_arrived(write: str, minutes: int) -> None:
    mock = a_full_desk()
    line = Sent(mock.world.now() - timedelta(minutes=minutes))

    written = await ACTS[write](mock, line)

    assert written.state is (WriteState.UNKNOWN if minutes < 10 else WriteState.NOT_DONE)
    assert isinstance(written.error, NeverArrived) == (minutes >= 10)
    assert mock.line.posts == []


# --- answers that are not what was asked -----------------------------------------------------------------------------

ECHOES: dict[str, dict[str, Any]] = {
    "another uid": {"uid": "zzzzNobodyHasThisUid"},
    "another start": {"start": "2031-05-20T08:00:00.000Z"},
    "another end": {"end": "2031-05-20T08:00:00.000Z"},
    "another kind": {"eventTypeId": 999, "eventType": {"id": 999, "slug": "other"}},
    "another person": {
        "attendees": [{"name": "Eve", "email": "eve@example.test", "timeZone": "UTC", "language": "en"}]
    },
    "another state": {"status": "pending"},
}

LEAVE_IT_THERE = ("cancel", "cancel_series", "give_up_seat", "accept", "decline", "invite", "absent", "relocate")


def echoing(changes: dict[str, Any]) -> Callable[[bytes], bytes]:
    def spoil(body: bytes) -> bytes:
        answer = json.loads(body)
        for one in answer["data"] if isinstance(answer["data"], list) else [answer["data"]]:
            one |= changes
        return json.dumps(answer).encode()

    return spoil


@EVERY_WRITE
@pytest.mark.parametrize("echo", ECHOES)
async def test_what_is_told_is_what_stands_and_not_what_an_answer_makes_of_it(write: str, echo: str) -> None:
    mock = a_full_desk()
    mock.line.spoil = echoing(ECHOES[echo])

    written = await ACTS[write](mock, None)

    assert written.is_done
    assert written.differences == ()
    assert len(mock.line.posts) == 1
    for told in (written.booking, *written.bookings):
        assert told is not None
        stands = mock.world.bookings[told.uid]
        assert (told.start, told.end, told.event_type_id) == (stands.start, stands.end, stands.event_type_id)
        assert [a.email for a in told.attendees] == [a.email for a in stands.attendees]
        assert told.status == stands.status


# A made-up uid only a look can tell, another length is told beside a success, and pending is live as well.
SEEN_IN_THE_ANSWER = [
    (write, echo)
    for write in ACTS
    for echo in ECHOES
    if echo not in ("another uid", "another end") and (write in LEAVE_IT_THERE or echo != "another state")
]


@pytest.mark.parametrize(("write", "echo"), SEEN_IN_THE_ANSWER)
async def test_a_false_answer_that_cannot_be_read_again_is_no_success(write: str, echo: str) -> None:
    mock = a_full_desk()
    mock.line.spoil = echoing(ECHOES[echo])

    def and_then_blind(_: httpx.Request) -> None:
        mock.line.blind = 1000

    mock.line.on_post = and_then_blind

    written = await ACTS[write](mock, None)

    assert written.state is WriteState.UNKNOWN


async def test_on_a_server_that_lags_an_answer_that_is_right_in_every_field_is_believed() -> None:
    mock = a_full_desk(replica_lag_s=60)

    written = await booking(mock)

    assert written.is_done
    assert mock.waits == [1.0, 2.0]


# --- two hands on one booking ----------------------------------------------------------------------------------------


async def test_of_two_moves_at_one_moment_the_second_is_told_of_both() -> None:
    mock = a_full_desk()
    seen = await mock.live("John Smith")
    rivals: list[str] = []

    async def somebody_else(_: httpx.Request) -> None:
        mock.line.on_post = None
        other = await mock.calcom.reschedule_booking(seen.uid, FRIDAY + timedelta(hours=1), rescheduled_by=HOST_EMAIL)
        rivals.append(other.uid)
        mock.world.bookings[
            seen.uid
        ].status = "accepted"  # their answers cross: ours was checked before theirs was stored

    mock.line.on_post = somebody_else

    written = await move(mock.calcom, seen, FRIDAY, rescheduled_by=HOST_EMAIL)

    assert written.is_done
    assert written.booking is not None
    assert written.booking.start == FRIDAY
    assert written.rival is not None
    assert [written.rival.uid] == rivals
    assert written.rival.start == FRIDAY + timedelta(hours=1)


async def test_a_booking_that_was_moved_to_that_very_start_already_is_left_so() -> None:
    mock = a_full_desk()
    seen = await mock.live("John Smith")
    await mock.calcom.reschedule_booking(seen.uid, FRIDAY, rescheduled_by=HOST_EMAIL)

    written = await move(mock.calcom, seen, FRIDAY)

    assert written.is_done
    assert written.found_so
    assert mock.effects() == ["moved"]


async def test_what_stands_where_ours_was_refused_is_named() -> None:
    mock = a_full_desk()
    request = await mock.request()
    kind = next(kind for kind in mock.world.event_types.values() if kind.slug == "intro")
    other = put_booking(mock.world, kind, request.start, "Tom Hardy", "tom@example.test")

    written = await book(mock.calcom, request, token=TOKEN, length=30)

    assert isinstance(written.error, SlotTaken)
    assert written.booking is not None
    assert written.booking.uid == other.uid
    assert mock.waits == []  # that explains it: no second look


async def test_a_form_that_is_not_filled_is_told_at_once() -> None:
    mock = a_full_desk()

    written = await book(mock.calcom, await mock.request("workshop"), token=TOKEN)

    assert isinstance(written.error, FieldNeeded)
    assert not mock.line.sent[-1].startswith("GET")


# --- somebody waits --------------------------------------------------------------------------------------------------


async def never(*_: Any, **__: Any) -> Any:
    await asyncio.Event().wait()


async def test_a_write_is_told_in_time_however_long_looking_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TOLD_WITHIN", 0.5)
    mock = a_full_desk()
    mock.line.before = [httpx.ReadTimeout("slow")]
    mock.calcom.wait = never

    with patience.somebody_waits(lambda _: None):
        written = await booking(mock)

    assert written.state is WriteState.UNKNOWN
    assert not written.is_absent


async def test_a_look_before_the_write_leaves_time_for_the_write_or_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "TOLD_WITHIN", 20.1)  # of which twenty are the write's
    mock = a_full_desk()
    seen = await mock.live("John Smith")
    monkeypatch.setattr(mock.calcom, "booking", never)

    with patience.somebody_waits(lambda _: None):
        written = await move(mock.calcom, seen, FRIDAY)

    assert written.state is WriteState.NOT_DONE
    assert mock.line.posts == []


async def test_who_waits_hears_of_the_sending_and_of_the_look() -> None:
    mock, steps = a_full_desk(), list[patience.Step]()
    mock.line.after = [httpx.ReadTimeout("slow")]

    with patience.somebody_waits(steps.append):
        await booking(mock)

    assert steps == [patience.Step.SENT, patience.Step.LOOKING]
