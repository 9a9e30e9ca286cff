"""One conversation in a terminal: what is typed becomes a turn, and the card on the table is remembered."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from graph.events import Button, Event, TurnDone
from graph.given.preferences import Preferences

if TYPE_CHECKING:
    from graph.assistant import Assistant


class Talk:
    """A thread with one person's settings."""

    def __init__(self, assistant: "Assistant", thread: str, preferences: Preferences) -> None:
        self.thread = thread
        self._assistant = assistant
        self._preferences = preferences
        self._card: str | None = None  # hash of the card last shown, "" where none was open; None: not looked yet

    async def say(self, text: str, card: str | None = None) -> AsyncIterator[Event]:
        """The events of a typed message's turn.

        `card` is the hash of the card its writer saw, "" where they saw none; None where that is not known.
        """
        async for event in self._assistant.say(self.thread, text, self._preferences, card=card):
            yield self._seen(event)

    async def seen(self) -> str:
        """The hash of the card shown last, or of the one an earlier run left open; "" when there is none."""
        if self._card is None:
            conversation = await self._assistant.conversation(self.thread, self._preferences)
            self._card = conversation.card.hash if conversation.card else ""
        return self._card

    async def press(self, button: Button) -> AsyncIterator[Event]:
        """The events of a button's turn, of the card that was seen."""
        card = await self.seen() or None
        async for event in self._assistant.press(self.thread, button, self._preferences, card=card):
            yield self._seen(event)

    def _seen(self, event: Event) -> Event:
        if isinstance(event, TurnDone):
            self._card = event.card.hash if event.card else ""
        return event
