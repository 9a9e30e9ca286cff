"""How long a person waits for one write: the looks before it, the request and the looks after it share one deadline."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

TOLD_WITHIN = 45.0  # seconds until something is told of a write, if only that it cannot be told yet
_SENDING = 20.0  # of these are kept for the request itself; see Timeouts.write_total


class Step(StrEnum):
    """What a person who waits for a write may be told meanwhile."""

    SENT = "sent"
    LOOKING = "looking"  # no answer that can be trusted came


@dataclass(frozen=True)
class _Waiting:
    ends: float  # loop time
    tell: Callable[[Step], None]


_waiting: ContextVar[_Waiting | None] = ContextVar("waiting", default=None)


@contextmanager
def somebody_waits(tell: Callable[[Step], None]) -> Iterator[None]:
    """For this block somebody waits to hear what became of a write; `tell` takes what can be said meanwhile."""
    before = _waiting.set(_Waiting(asyncio.get_running_loop().time() + TOLD_WITHIN, tell))
    try:
        yield
    finally:
        _waiting.reset(before)


def until_sent() -> asyncio.Timeout:
    """The time left for looks before the write."""
    waiting = _waiting.get()
    return asyncio.timeout_at(waiting.ends - _SENDING if waiting else None)


def until_told() -> asyncio.Timeout:
    """The time left until something must be told."""
    waiting = _waiting.get()
    return asyncio.timeout_at(waiting.ends if waiting else None)


def tell(step: Step) -> None:
    """Say to whoever waits how far it is."""
    if (waiting := _waiting.get()) is not None:
        waiting.tell(step)
