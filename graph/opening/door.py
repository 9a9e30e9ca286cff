"""The door for Python programs: an assistant opened with settings, said things to, its buttons pressed.

    async with open_assistant() as assistant:
        asked = await assistant.say("Book an intro call tomorrow at 10 with Ana Ruiz, ana@example.com")
        print(asked.reply)
        done = await assistant.press("confirm", card=asked.card.hash)
        print(done.outcome.status)

Each turn can be awaited for its end, or gone through event by event while it runs.
"""

from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.events import Button, Event, TurnDone
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import Service, open_service


class Turn:
    """One turn under way: `await` gives its end, `async for` what happens meanwhile, its end last."""

    def __init__(self, events: AsyncIterator[Event]) -> None:
        self._events = events

    def __aiter__(self) -> AsyncIterator[Event]:
        return self._events

    def __await__(self) -> Generator[Any, None, TurnDone]:
        return self._end().__await__()

    async def _end(self) -> TurnDone:
        async for event in self._events:
            if isinstance(event, TurnDone):
                return event
        raise RuntimeError("the turn ended without its summary")


@dataclass(frozen=True)
class Door:
    """A running assistant for one person. Threads are conversations; what is said in one is unknown in the others."""

    service: Service
    preferences: Preferences

    def say(self, text: str, *, thread: str = "python", card: str | None = None) -> Turn:
        """Say something. `card`: the hash of the card its writer saw; a yes to another than is open does nothing."""
        return Turn(self.service.assistant.say(thread, text, self.preferences, card=card))

    def press(self, button: str, *, thread: str = "python", card: str | None = None) -> Turn:
        """Press "confirm", "change" or "cancel" under a card. Raises ValueError for any other."""
        return Turn(self.service.assistant.press(thread, Button(button), self.preferences, card=card))


@asynccontextmanager
async def open_assistant(
    settings: Settings | None = None,
    preferences: Preferences | None = None,
    *,
    now: Callable[[], datetime] | None = None,
) -> AsyncIterator[Door]:
    """Open an assistant, and close it again afterwards.

    Args:
        settings: keys, addresses, data folder; from the environment and .env when left out. Without a key it is a demo.
        preferences: who is speaking: zone, host or guest, how dates are read.
        now: the clock; the machine's own when left out.

    Raises:
        SchedulingError: as open_service; BadKey, Unreachable, NotSaved …
    """
    async with open_service(settings or Settings(), now=now) as service:
        yield Door(service, preferences or Preferences())
