"""A small memory with a short life for what seldom changes: event types, account, schedules. Never for slots."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")

LIFE = timedelta(seconds=60)
_MOST = 256  # entries; an account has far fewer event types


class Cache:
    """Values by key. Callers that ask for the same key at once share one load; a failed load is not kept."""

    def __init__(self, now: Callable[[], datetime], life: timedelta = LIFE) -> None:
        self._now = now
        self._life = life
        self._kept: dict[str, tuple[datetime, Any]] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._drops = 0

    async def get(self, key: str, load: Callable[[], Awaitable[T]], life: timedelta | None = None) -> T:
        """The kept value, or a fresh one. A clock that was set back counts as the end of an entry's life."""
        async with self._locks.setdefault(key, asyncio.Lock()):  # there as long as somebody loads
            if (entry := self._kept.get(key)) and timedelta(0) <= self._now() - entry[0] < (life or self._life):
                kept: T = entry[1]
                return kept
            drops = self._drops
            value = await load()
            if len(self._kept) >= _MOST:
                self._kept.clear()
            if drops == self._drops:  # else it may have been read before what made us forget
                self._kept[key] = (self._now(), value)
            return value

    def drop(self, prefix: str) -> None:
        """Forget every entry whose key starts so."""
        self._drops += 1
        for key in [key for key in self._kept if key.startswith(prefix)]:
            del self._kept[key]
