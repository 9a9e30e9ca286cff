"""Keeps us inside Cal.com's rate limit: a burst of calls queues here instead of running into a 429 and its block."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from tools.errors import RateLimited

BLOCK = 60.0  # seconds a key stays blocked after a 429 that names no time
_SAME_WINDOW = 2.0  # seconds by which the announced end of one window may wobble: it is sent in whole seconds

_LEFT = "x-ratelimit-remaining-"  # and then the limit's name


class Pacer:
    """Hands out turns for one key. Counts what the headers say is left; spaces the last quarter of a window evenly, so
    that its end is a slow time for everybody and not a closed door, and waits for the reset when nothing is left.

    Time is the event loop's, for a simulated clock says nothing about how long a server will block us.
    """

    def __init__(self, wait: Callable[[float], Awaitable[None]], time: Callable[[], float] | None = None) -> None:
        self._wait = wait
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._limit = 0
        self._left: int | None = None  # calls this window still allows; None: no limit was announced
        self._ends = 0.0  # when the window does
        self._next = 0.0  # when the next spaced call may leave
        self._under_way = 0

    async def turn(self, *, patience: float) -> None:
        """Return when a call may leave; `done` must follow. RateLimited if that is over `patience` seconds away."""
        while self._left is not None and self._left <= 0:
            ends = self._ends
            await self._wait(_within(ends - self._time(), patience))
            if self._ends == ends:  # nobody heard of a newer window meanwhile: this one is over
                self._left = None
        if self._left is not None:
            await self._take(self._left, patience)
        self._under_way += 1

    def done(self) -> None:
        """A call came back, or failed."""
        self._under_way -= 1

    def learn(self, status: int, headers: Mapping[str, str], now: datetime) -> None:
        """Take over what an answer's headers say. An answer without them changes nothing, unless it is a block."""
        if is_block(status, headers):
            self._left, self._ends = 0, self._time() + seconds_to_wait(headers, now)
            return
        if (announced := _announced(headers)) is None:
            return
        ends = self._time() + announced.reset
        if self._left is None or ends > self._ends + _SAME_WINDOW:
            others = max(0, self._under_way - 1)
            self._left, self._ends, self._next = max(0, announced.left - others), ends, 0.0
        else:
            self._left = min(self._left, announced.left)
        self._limit = announced.limit

    async def _take(self, left: int, patience: float) -> None:
        now = self._time()
        starts = max(self._next, now)
        delay = _within(starts - now, patience)
        self._left = left - 1
        if left * 4 <= self._limit:
            self._next = starts + max(0.0, self._ends - starts) / left
        if delay:
            await self._wait(delay)


def _within(seconds: float, patience: float) -> float:
    if seconds > patience:
        raise RateLimited("too many calls in this window", retry_after=seconds, status=None)
    return max(0.0, seconds)


def is_block(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer asks us to slow down: a 429, or a 403 that says for how long (some gateways answer so)."""
    return status == 429 or (status == 403 and "retry-after" in headers)


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds a block lasts: Retry-After (seconds or a date), else the reset header (seconds left), else 60."""
    if (asked := headers.get("retry-after")) is not None and (seconds := _retry_after(asked, headers, now)) is not None:
        return seconds
    announced = _announced(headers)
    return min(announced.reset, BLOCK) if announced else BLOCK


def _retry_after(value: str, headers: Mapping[str, str], now: datetime) -> float | None:
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
        # The server's own clock, if it tells it: ours may be off.
        base = parsedate_to_datetime(headers["date"]) if "date" in headers else now
        return max(0.0, (until - base).total_seconds())
    except (TypeError, ValueError):  # no date, or one without a zone
        return None


class _Announced(NamedTuple):
    left: int
    reset: float  # seconds left, never an epoch
    limit: int


def _announced(headers: Mapping[str, str]) -> _Announced | None:
    """What is left of a key's limit. It may have several; it is refused only when all are used up.

    What one route has for itself ("…-Booking_guests_add": five a minute) says nothing about all others.
    """
    found = []
    for name in headers:
        is_of_the_key = name.startswith(_LEFT) and not name.startswith(f"{_LEFT}booking_")
        if is_of_the_key and (left := _whole(headers, name)) is not None:
            reset = _whole(headers, name.replace("remaining", "reset"))
            limit = _whole(headers, name.replace("remaining", "limit"))
            found.append(_Announced(left, BLOCK if reset is None else float(reset), limit or 0))
    return max(found, key=lambda one: (one.left, -one.reset), default=None)


def _whole(headers: Mapping[str, str], name: str) -> int | None:
    value = headers.get(name, "").strip()
    return int(value) if value.isdecimal() else None
