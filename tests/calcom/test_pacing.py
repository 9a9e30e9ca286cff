"""Calls keep inside the announced rate limit, and a burst of them queues instead of being refused."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from tests.calcom.far_side import NOW, Waits, a_client, far_side, me_json
from tools.calcom.models import BookingQuery
from tools.calcom.pacing import Pacer, seconds_to_wait
from tools.errors import RateLimited


def limits(left: int, reset: int, name: str = "default") -> dict[str, str]:
    return {
        f"x-ratelimit-limit-{name}": "120",
        f"x-ratelimit-remaining-{name}": str(left),
        f"x-ratelimit-reset-{name}": str(reset),
    }


def with_limits(left: int, reset: int) -> httpx.Response:
    return httpx.Response(200, json={"status": "success", "data": me_json()}, headers=limits(left, reset))


def an_empty_page(headers: dict[str, str]) -> httpx.Response:
    pagination = {"totalItems": 0, "hasNextPage": False}
    body = {"status": "success", "data": [], "pagination": pagination}
    return httpx.Response(200, json=body, headers=headers)


class Server:
    """Lets `limit` calls through per window of `reset` seconds and refuses all others. Time passes in waits only."""

    def __init__(self, limit: int, reset: int) -> None:
        self.limit, self.reset = limit, reset
        self.now = 0.0
        self.left, self.ends = limit, float(reset)
        self.served: list[float] = []
        self.refused = 0

    async def wait(self, seconds: float) -> None:
        due = self.now + seconds
        while self.now < due:
            await asyncio.sleep(0)
            self.now = min(due, self.now + 0.05)

    async def call(self, pacer: Pacer, room: asyncio.Semaphore, patience: float = 1000) -> None:
        async with room:
            await pacer.turn(patience=patience)
            await asyncio.sleep(0)
            if self.now >= self.ends:
                self.left, self.ends = self.limit, self.now + self.reset
            is_served = self.left > 0
            self.left -= is_served
            self.served += [self.now] if is_served else []
            self.refused += not is_served
            pacer.learn(200 if is_served else 429, limits(self.left, int(self.ends - self.now) + 1), NOW)
            pacer.done()


async def test_a_burst_queues_and_none_of_it_is_refused() -> None:
    server = Server(limit=120, reset=60)
    pacer, room = Pacer(server.wait, lambda: server.now), asyncio.Semaphore(20)

    await asyncio.gather(*(server.call(pacer, room) for _ in range(500)))

    assert len(server.served) == 500
    assert server.refused == 0


async def test_the_end_of_a_window_is_slow_and_not_shut() -> None:
    server = Server(limit=120, reset=60)
    pacer, room = Pacer(server.wait, lambda: server.now), asyncio.Semaphore(20)

    await asyncio.gather(*(server.call(pacer, room) for _ in range(120)))

    assert sum(at == 0 for at in server.served) >= 90
    gaps = [later - earlier for earlier, later in zip(server.served, server.served[1:], strict=False)]
    assert max(gaps) < 3


async def test_a_call_that_cannot_wait_leaves_its_turn_to_others() -> None:
    server = Server(limit=4, reset=60)
    pacer = Pacer(server.wait, lambda: server.now)
    pacer.learn(200, limits(1, 60) | {"x-ratelimit-limit-default": "4"}, NOW)
    await pacer.turn(patience=1)
    pacer.done()

    for _ in range(3):
        with pytest.raises(RateLimited) as limited:
            await pacer.turn(patience=5)

    assert limited.value.retry_after == 60


async def test_the_last_call_of_a_window_is_used_and_the_next_one_waits_for_the_reset() -> None:
    waits = Waits()
    calcom = a_client(far_side(an_empty_page(limits(1, 4)), an_empty_page(limits(0, 4))), wait=waits)

    for _ in range(3):
        await calcom.bookings_page(BookingQuery())

    assert waits.seconds == [pytest.approx(4, abs=0.5)]


async def test_a_reset_beyond_the_total_is_refused_on_our_side() -> None:
    far = far_side(with_limits(0, 60))
    calcom = a_client(far)
    await calcom.me()

    with pytest.raises(RateLimited) as limited:
        await calcom.schedules()

    assert 59 <= limited.value.retry_after <= 60
    assert len(far.requests) == 1


async def test_calls_under_way_count_as_used_when_the_first_answer_tells_the_limit() -> None:
    waits = Waits()
    pacer = Pacer(waits, lambda: 0.0)
    for _ in range(3):
        await pacer.turn(patience=100)

    pacer.learn(200, limits(2, 30) | {"x-ratelimit-limit-default": "3"}, NOW)
    pacer.done()
    await pacer.turn(patience=100)

    assert waits.seconds == [30]


async def test_without_announced_limits_nothing_waits() -> None:
    waits = Waits()
    pacer = Pacer(waits)

    for _ in range(500):
        await pacer.turn(patience=1)
        pacer.done()
        pacer.learn(200, {}, NOW)

    assert waits.seconds == []


async def test_of_several_limits_the_most_generous_counts() -> None:
    waits = Waits()
    pacer = Pacer(waits)
    pacer.learn(200, limits(0, 5, "burst") | limits(3, 3600, "hourly"), NOW)

    await pacer.turn(patience=10)

    assert waits.seconds == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Mon, 05 May 2031 06:00:30 GMT"}, 30),
        ({"retry-after": "Mon, 05 May 2031 06:00:30 GMT", "date": "Mon, 05 May 2031 06:00:25 GMT"}, 5),
        ({"retry-after": "Mon, 05 May 2031 05:00:00 GMT"}, 0),
        ({"retry-after": "soon"} | limits(0, 12), 12),
        ({"retry-after": "7"} | limits(0, 12), 7),
        (limits(0, 12), 12),
        (limits(0, 3600, "hourly"), 60),
        (limits(0, 5, "burst") | limits(0, 60, "hourly"), 5),
        ({}, 60),
        ({"x-ratelimit-remaining-default": "none"}, 60),
    ],
)
def test_how_long_a_refusal_blocks_is_read_from_its_headers(headers: dict[str, str], seconds: float) -> None:
    assert seconds_to_wait(headers, datetime(2031, 5, 5, 6, tzinfo=UTC)) == seconds


async def test_the_limit_of_one_route_slows_no_other_down() -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    pacer = Pacer(wait)
    pacer.learn(200, limits(100, 60) | limits(1, 60, name="booking_guests_add"), NOW)
    pacer.learn(200, limits(0, 60, name="booking_guests_add"), NOW)

    for _ in range(3):
        await pacer.turn(patience=1)

    assert waits == []
