"""A read is repeated while that may help, never longer than its total, and fails politely."""

import asyncio
from dataclasses import replace

import httpx
import pytest

from tests.calcom.far_side import (
    QUICK,
    Waits,
    a_client,
    enveloped,
    far_side,
    html,
    me_json,
    success,
    too_many,
)
from tools.errors import NotFound, RateLimited, SchedulingError, UnexpectedAnswer, Unreachable

GOOD = success(me_json())
CUT_OFF = httpx.Response(200, content=b'{"status":"success","data":{"id"', headers={"content-type": "application/json"})

PASSING_FAULTS = {
    "connection refused": httpx.ConnectError("refused"),
    "connect timeout": httpx.ConnectTimeout("slow"),
    "read timeout": httpx.ReadTimeout("slow"),
    "reset": httpx.ReadError("reset"),
    "short body": httpx.RemoteProtocolError("short"),
    "500": enveloped(500, "INTERNAL_SERVER_ERROR", "There was an error, please try again later."),
    "502 page": html(502),
    "503": httpx.Response(503),
    "504": httpx.Response(504),
    "408": httpx.Response(408),
    "no JSON": html(200, "maintenance"),
    "half a body": CUT_OFF,
    "empty body": httpx.Response(200),
}


@pytest.mark.parametrize("fault", PASSING_FAULTS.values(), ids=PASSING_FAULTS.keys())
async def test_a_fault_that_passes_is_not_noticed(fault: httpx.Response | Exception) -> None:
    far = far_side(fault, fault, fault, GOOD)

    me = await a_client(far).me()

    assert me.time_zone == "Europe/Paris"
    assert len(far.requests) == 4


@pytest.mark.parametrize("fault", PASSING_FAULTS.values(), ids=PASSING_FAULTS.keys())
async def test_a_fault_that_stays_ends_after_four_attempts(fault: httpx.Response | Exception) -> None:
    far = far_side(fault)

    with pytest.raises((Unreachable, UnexpectedAnswer)):
        await a_client(far).me()

    assert len(far.requests) == 4


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (enveloped(404, "NotFoundException", "Booking with uid=x was not found in the database"), NotFound),
        (success([{"uid": 5}]), UnexpectedAnswer),
        (success(None), UnexpectedAnswer),
        (httpx.Response(200, json={"status": "success"}), UnexpectedAnswer),
        (httpx.Response(200, json=[]), UnexpectedAnswer),
        (httpx.Response(307, headers={"location": "https://elsewhere.example.test/"}), UnexpectedAnswer),
        (httpx.Response(304), UnexpectedAnswer),
        (httpx.Response(200, content=b"x" * 2_000_001), UnexpectedAnswer),
    ],
)
async def test_what_will_not_change_is_not_asked_again(reply: httpx.Response, kind: type[SchedulingError]) -> None:
    far = far_side(reply)

    with pytest.raises(kind):
        await a_client(far).booking("abc")

    assert len(far.requests) == 1


async def test_the_total_bounds_an_answer_that_never_comes() -> None:
    async def never(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    far = far_side(never)

    with pytest.raises(Unreachable, match=r"no answer within 0\.01 s"):
        await a_client(far, timeouts=replace(QUICK, read_total=0.01)).me()

    assert len(far.requests) == 1


async def test_the_total_bounds_an_answer_that_drips() -> None:
    class Drip(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]
            while True:
                yield b" "
                await asyncio.sleep(0)

    far = far_side(lambda _: httpx.Response(200, stream=Drip()))

    with pytest.raises(Unreachable, match="no answer within"):
        await a_client(far, timeouts=replace(QUICK, read_total=0.02)).me()

    assert len(far.requests) == 1


async def test_no_pause_begins_that_the_total_would_cut_short() -> None:
    far = far_side(httpx.Response(500))

    with pytest.raises(Unreachable, match="500"):
        await a_client(far, timeouts=replace(QUICK, read_total=1, pause=2, longest_pause=2)).me()

    assert len(far.requests) == 1


@pytest.mark.parametrize("asked", [too_many(retry_after="3"), httpx.Response(403, headers={"retry-after": "3"})])
async def test_being_asked_to_slow_down_is_waited_for_within_the_total(asked: httpx.Response) -> None:
    waits = Waits()
    far = far_side(asked, GOOD)

    await a_client(far, wait=waits).me()

    assert len(far.requests) == 2
    assert waits.seconds == [pytest.approx(3, abs=0.5)]


async def test_being_asked_to_wait_longer_than_the_total_is_said_with_the_seconds() -> None:
    waits = Waits()
    far = far_side(too_many(x_ratelimit_remaining_default="0", x_ratelimit_reset_default="47"))

    with pytest.raises(RateLimited) as limited:
        await a_client(far, wait=waits).me()

    assert limited.value.retry_after == 47
    assert waits.seconds == []
    assert len(far.requests) == 1


async def test_faults_of_another_shape_name_places_and_never_values() -> None:
    far = far_side(success(me_json(id="ana@example.test")))

    with pytest.raises(UnexpectedAnswer) as odd:
        await a_client(far).me()

    assert "data.id" in odd.value.detail
    assert "ana@example.test" not in str(odd.value)
