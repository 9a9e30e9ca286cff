"""Calls keep inside the announced rate limit, and a burst of them queues instead of being refused."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from tests.calcom.far_side import NOW, Waits, a_client, far_side, me_json, too_many
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
    """Lets `limit` calls through per window; the window ends when somebody has waited for it."""

    def __init__(self, limit: int, reset: int) -> None:
        self.limit, self.reset = limit, reset
        self.left = limit
        self.refused = 0
        self.served = 0

    async def __call__(self, _: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        if self.left == 0:
            self.refused += 1
            return too_many(**limits(0, self.reset))
        self.left -= 1
        self.served += 1
        return an_empty_page(limits(self.left, self.reset))

    async def wait(self, _: float) -> None:
        await asyncio.sleep(0)
        self.left = self.limit


async def test_a_burst_queues_and_none_of_it_is_refused() -> None:
    server = Server(limit=120, reset=3)
    calcom = a_client(server, wait=server.wait)

    await asyncio.gather(*(calcom.bookings_page(BookingQuery()) for _ in range(300)))

    assert server.served == 300
    assert server.refused == 0


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
