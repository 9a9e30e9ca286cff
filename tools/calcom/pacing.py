"""Keeps us inside Cal.com's rate limit: a burst of calls queues here instead of running into a 429 and its block."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from tools.errors import RateLimited

BLOCK = 60.0  # seconds a key stays blocked after a 429 that names no time
_SAME_WINDOW = 2.0  # seconds by which the announced end of one window may wobble: it is sent in whole seconds


class Pacer:
    """Hands out turns for one key. Counts what the headers say is left, and waits for the window's end when nothing is.

    Time is the event loop's, for a simulated clock says nothing about how long a server will block us.
    """

    def __init__(self, wait: Callable[[float], Awaitable[None]]) -> None:
        self._wait = wait
        self._left: int | None = None  # calls this window still allows; None: no limit was announced
        self._ends = 0.0  # loop time
        self._under_way = 0

    async def turn(self, *, patience: float) -> None:
        """Return when a call may leave; `done` must follow. RateLimited if that is over `patience` seconds away."""
        while self._left is not None and self._left <= 0:
            ends = self._ends
            delay = max(0.0, ends - _loop_time())
            if delay > patience:
                raise RateLimited("no call left in this window", retry_after=delay, status=None)
            await self._wait(delay)
            if self._ends == ends:  # nobody heard of a newer window meanwhile: this one is over
                self._left = None
        if self._left is not None:
            self._left -= 1
        self._under_way += 1

    def done(self) -> None:
        """A call came back, or failed."""
        self._under_way -= 1

    def learn(self, status: int, headers: Mapping[str, str], now: datetime) -> None:
        """Take over what an answer's headers say. An answer without them changes nothing, unless it is a 429."""
        if status == 429:
            self._left, self._ends = 0, _loop_time() + seconds_to_wait(headers, now)
            return
        if (announced := _announced(headers)) is None:
            return
        left, reset = announced
        ends = _loop_time() + reset
        if self._left is None or ends > self._ends + _SAME_WINDOW:
            self._left, self._ends = max(0, left - max(0, self._under_way - 1)), ends
        else:
            self._left = min(self._left, left)


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds a 429 blocks us: Retry-After (seconds or a date), else the reset header (seconds left), else 60."""
    if (asked := headers.get("retry-after")) is not None and (seconds := _retry_after(asked, headers, now)) is not None:
        return seconds
    announced = _announced(headers)
    return min(announced[1], BLOCK) if announced else BLOCK


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


def _announced(headers: Mapping[str, str]) -> tuple[int, float] | None:
    """(calls left, seconds until reset). A key may have several limits; it is refused only when all are used up."""
    trios = []
    for name, value in headers.items():
        if name.startswith("x-ratelimit-remaining-") and value.strip().isdecimal():
            reset = headers.get(name.replace("remaining", "reset"), "")
            trios.append((int(value), float(reset) if reset.strip().isdecimal() else BLOCK))
    return max(trios, key=lambda trio: (trio[0], -trio[1]), default=None)


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
