"""A write is sent exactly once, again only when nothing had left; what became of it is never guessed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from tests.calcom.far_side import (
    NOW,
    QUICK,
    Waits,
    a_client,
    booking_json,
    enveloped,
    far_side,
    html,
    success,
    too_many,
)
from tools.calcom.client import CalcomClient
from tools.calcom.models import BookingRequest
from tools.calcom.retries import of_undone_writes
from tools.errors import OutcomeUnknown, RateLimited, UnexpectedAnswer, Unreachable

START = datetime(2031, 5, 6, 9, tzinfo=UTC)


def a_request() -> BookingRequest:
    return BookingRequest(
        event_type_id=1,
        start=START,
        attendee_name="Ana Ruiz",
        attendee_email="ana@example.test",
        attendee_time_zone="Europe/Paris",
    )


Write = Callable[[CalcomClient], Awaitable[object]]

WRITES: dict[str, Write] = {
    "create_event_type": lambda calcom: calcom.create_event_type("Intro", "intro", 30),
    "create_booking": lambda calcom: calcom.create_booking(a_request()),
    "reschedule_booking": lambda calcom: calcom.reschedule_booking("abc", START),
    "cancel_booking": lambda calcom: calcom.cancel_booking("abc", reason="ill"),
    "confirm_booking": lambda calcom: calcom.confirm_booking("abc"),
    "decline_booking": lambda calcom: calcom.decline_booking("abc"),
}

DOUBTS = {
    "read timeout": httpx.ReadTimeout("slow"),
    "write timeout": httpx.WriteTimeout("slow"),
    "write error": httpx.WriteError("broken pipe"),
    "reset": httpx.ReadError("reset"),
    "closed without answer": httpx.RemoteProtocolError("disconnected"),
    "500": enveloped(500, "INTERNAL_SERVER_ERROR", "There was an error, please try again later."),
    "502 page": html(502),
    "503": httpx.Response(503),
    "504": httpx.Response(504),
    "408": httpx.Response(408),
    "no JSON": html(200),
    "half a body": httpx.Response(201, content=b'{"status":"success","data":{"uid":"ab'),
    "empty body": httpx.Response(201),
    "another shape": success({"id": "?"}, 201),
    "too large": httpx.Response(201, content=b"x" * 2_000_001),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
@pytest.mark.parametrize("doubt", DOUBTS.values(), ids=DOUBTS.keys())
async def test_a_write_without_a_trustworthy_answer_is_sent_once_and_unknown(
    write: Write, doubt: httpx.Response | Exception
) -> None:
    far = far_side(doubt)

    with pytest.raises(OutcomeUnknown) as unknown:
        await write(a_client(far))

    assert len(far.requests) == 1
    assert unknown.value.sent_at == NOW


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
async def test_a_write_that_hangs_past_its_total_is_unknown(write: Write) -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    far = far_side(never)

    with pytest.raises(OutcomeUnknown):
        await write(a_client(far, timeouts=replace(QUICK, write_total=0.01)))

    assert len(far.requests) == 1


@pytest.mark.parametrize("fault", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow")])
async def test_a_write_that_never_left_is_tried_three_times_and_then_not_done(fault: Exception) -> None:
    far = far_side(fault)

    with pytest.raises(Unreachable):
        await a_client(far).create_booking(a_request())

    assert len(far.requests) == 3


async def test_a_write_that_never_left_is_not_in_doubt_when_time_runs_out_before_the_next_try() -> None:
    far = far_side(httpx.ConnectError("refused"))

    with pytest.raises(Unreachable):
        await a_client(far, timeouts=replace(QUICK, write_total=0.02, pause=9, longest_pause=9)).create_booking(
            a_request()
        )

    assert len(far.requests) == 1


async def test_a_write_that_left_after_all_is_sent_no_more() -> None:
    far = far_side(httpx.ConnectError("refused"), httpx.ReadTimeout("slow"))

    with pytest.raises(OutcomeUnknown):
        await a_client(far).create_booking(a_request())

    assert len(far.requests) == 2


async def test_a_write_that_connects_late_is_done() -> None:
    far = far_side(httpx.ConnectError("refused"), success(booking_json(), 201))

    booking = await a_client(far).create_booking(a_request())

    assert booking.start == START
    assert len(far.requests) == 2


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
async def test_being_asked_to_slow_down_means_nothing_was_written(write: Write) -> None:
    far = far_side(too_many(retry_after="300"))

    with pytest.raises(RateLimited) as limited:
        await write(a_client(far))

    assert limited.value.retry_after == 300
    assert len(far.requests) == 1


async def test_a_write_that_was_asked_to_slow_down_for_seconds_waits_and_is_done() -> None:
    far, waits = far_side(too_many(retry_after="2"), success(booking_json(), 201)), Waits()

    booking = await a_client(far, wait=waits).create_booking(a_request())

    assert booking.start == START
    assert len(far.requests) == 2
    assert waits.seconds == [pytest.approx(2, abs=0.5)]


async def test_a_redirected_write_is_not_followed_and_not_in_doubt() -> None:
    far = far_side(httpx.Response(307, headers={"location": "https://elsewhere.example.test/v2/bookings"}))

    with pytest.raises(UnexpectedAnswer):
        await a_client(far).create_booking(a_request())

    assert [request.url.host for request in far.requests] == ["cal.example.test"]


async def test_a_cancelled_task_does_not_send_a_second_time() -> None:
    reached = asyncio.Event()

    async def never(_: httpx.Request) -> httpx.Response:
        reached.set()
        await asyncio.Event().wait()
        raise AssertionError

    far = far_side(never)
    task = asyncio.create_task(a_client(far).create_booking(a_request()))
    await reached.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(far.requests) == 1


async def test_a_write_is_not_tried_again_for_anything_but_a_connection_that_never_stood() -> None:
    tried: list[str] = []

    async def write() -> None:
        async for attempt in of_undone_writes(QUICK, 0.0):
            with attempt:
                tried.append("sent")
                raise Unreachable("no answer")

    with pytest.raises(Unreachable):
        await write()

    assert tried == ["sent"]
