"""Every request is told to whoever counts, and each run counts its own."""

import asyncio

import httpx
import pytest

from tests.calcom.far_side import a_client, far_side, me_json, success
from tools.calcom.client import Call, record_calls
from tools.errors import Unreachable


async def test_a_call_tells_operation_method_status_and_time() -> None:
    told: list[Call] = []

    await a_client(far_side(success(me_json())), on_call=told.append).me()

    assert [(call.operation, call.method, call.status) for call in told] == [("me", "GET", 200)]
    assert told[0].milliseconds >= 0


async def test_retries_are_counted_and_a_kept_answer_is_not() -> None:
    calcom = a_client(far_side(httpx.ReadError("reset"), httpx.Response(500), success(me_json())))

    with record_calls() as calls:
        await calcom.me()
        await calcom.me()

    assert [call.status for call in calls] == [None, 500, 200]


async def test_a_call_that_never_left_counts_as_tried() -> None:
    calcom = a_client(far_side(httpx.ConnectError("refused")))

    with record_calls() as calls, pytest.raises(Unreachable):
        await calcom.cancel_booking("abc", reason="ill")

    assert [call.status for call in calls] == [None, None, None]


async def test_two_chats_on_one_client_count_apart() -> None:
    calcom = a_client(far_side(success([])))

    async def chat(asks: int) -> int:
        with record_calls() as calls:
            for number in range(asks):
                with pytest.raises(Exception, match="unexpected_answer"):
                    await calcom.booking(f"abc{number}")
            return len(calls)

    assert tuple(await asyncio.gather(chat(1), chat(3))) == (1, 3)


async def test_calls_of_tasks_started_inside_are_counted() -> None:
    calcom = a_client(far_side(success(me_json())))

    with record_calls() as calls:
        await asyncio.gather(calcom.me(), asyncio.create_task(calcom.me()))

    assert len(calls) == 1


async def test_an_inner_recording_hands_its_calls_to_the_outer_one() -> None:
    calcom = a_client(far_side(success(me_json())))

    with record_calls() as outer, record_calls() as inner:
        await calcom.me()

    assert outer == inner
    assert len(outer) == 1
