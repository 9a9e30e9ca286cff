"""What seldom changes is kept for a minute, shared by everyone who asks at once, and dropped after a write."""

import asyncio
import gc
from datetime import datetime, timedelta

import httpx
import pytest

from tests.calcom.far_side import NOW, a_client, event_type_json, far_side, me_json, success
from tools.calcom.cache import Cache
from tools.errors import SchedulingError, Unreachable


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


async def test_event_types_are_asked_for_once_a_minute() -> None:
    clock = Clock()
    far = far_side(success([event_type_json()]))
    calcom = a_client(far, now=clock)

    for seconds in (0, 59, 60, 61):
        clock.at = NOW + timedelta(seconds=seconds)
        await calcom.event_types()

    assert len(far.requests) == 2


async def test_many_chats_that_ask_at_once_share_one_call() -> None:
    far = far_side(success(me_json()))
    calcom = a_client(far)

    answers = await asyncio.gather(*(calcom.me() for _ in range(50)))

    assert len(far.requests) == 1
    assert {me.id for me in answers} == {7}


async def test_a_new_event_type_is_listed_at_once() -> None:
    made = event_type_json(id=2, slug="demo")
    far = far_side(success([event_type_json()]), success(made, 201), success([event_type_json(), made]))
    calcom = a_client(far)
    await calcom.event_types()

    await calcom.create_event_type("Demo", "demo", 30)

    assert [event_type.slug for event_type in await calcom.event_types()] == ["intro", "demo"]


async def test_an_event_type_that_may_have_been_made_is_looked_for_afresh() -> None:
    far = far_side(success([]), httpx.ReadTimeout("slow"), success([event_type_json()]))
    calcom = a_client(far)
    await calcom.event_types()

    with pytest.raises(SchedulingError):
        await calcom.create_event_type("Intro call", "intro", 30)

    assert len(await calcom.event_types()) == 1


async def test_a_failure_is_not_kept() -> None:
    far = far_side(*[httpx.Response(500)] * 4, success(me_json()))
    calcom = a_client(far)

    with pytest.raises(Unreachable):
        await calcom.me()

    assert (await calcom.me()).id == 7


async def test_what_a_caller_does_to_its_list_does_not_reach_the_next_one() -> None:
    calcom = a_client(far_side(success([event_type_json()])))

    (await calcom.event_types()).clear()

    assert len(await calcom.event_types()) == 1


async def test_a_clock_set_back_does_not_keep_things_alive() -> None:
    clock = Clock()
    far = far_side(success(me_json()))
    calcom = a_client(far, now=clock)
    await calcom.me()

    clock.at = NOW - timedelta(hours=1)
    await calcom.me()

    assert len(far.requests) == 2


async def test_what_was_being_read_while_it_was_to_be_forgotten_is_not_kept() -> None:
    cache = Cache(lambda: NOW)
    loads: list[str] = []

    async def load() -> str:
        loads.append("read")
        cache.drop("bookings")
        return "old"

    await cache.get("bookings/people", load)
    await cache.get("bookings/people", load)

    assert loads == ["read", "read"]


async def test_of_many_keys_only_some_are_remembered() -> None:
    cache = Cache(lambda: NOW)
    before = alive(asyncio.Lock, Value)

    for number in range(600):
        await cache.get(f"event_type {number}", Value.read)

    assert alive(asyncio.Lock, Value) - before <= 256


class Value:
    """Something that was read."""

    @classmethod
    async def read(cls) -> "Value":
        return cls()


def alive(*kinds: type) -> int:
    """How many objects of these kinds there are in the process."""
    gc.collect()
    return sum(type(thing) in kinds for thing in gc.get_objects())
