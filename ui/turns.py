"""Turns as the page shows them: events come in, and each gives the screen as it is to look from then on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from graph.events import Button, Conversation, Event, Replied, TurnDone
from graph.preferences import Preferences
from ui.rendering import Message, aside, label_of, past, reply, said
from ui.trace import Trace

if TYPE_CHECKING:
    from graph.assistant import Assistant

Words = Callable[[Conversation], str]  # the person's line, given the conversation it is said in


@dataclass(frozen=True)
class Screen:
    """The chat's bubbles and the trace beside it."""

    messages: list[Message]
    trace: Trace


class Turns:
    """Shows the turns of each conversation one after the other, so that every screen holds all turns before it.

    What a page had on it when somebody clicked is not asked for: it may be older than a turn still running, or than
    what was said in another tab.
    """

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[None]] = set()

    def say(self, thread: str, text: str, preferences: Preferences) -> AsyncIterator[Screen]:
        """The screens of a typed message's turn."""
        return self._shown(thread, preferences, self._assistant.say(thread, text, preferences), lambda _: text)

    def press(self, thread: str, button: Button, preferences: Preferences, *, card: str) -> AsyncIterator[Screen]:
        """The screens of a turn by a button; `card` is the hash of the card it stood under."""
        events = self._assistant.press(thread, button, preferences, card=card)
        return self._shown(thread, preferences, events, lambda so_far: label_of(button, so_far.card))

    async def _shown(
        self, thread: str, preferences: Preferences, events: AsyncIterator[Event], words: Words
    ) -> AsyncIterator[Screen]:
        """The turn runs in a task of its own: the next one waits for its end, even when this page is closed."""
        ready: asyncio.Queue[Screen | None] = asyncio.Queue()
        task = asyncio.create_task(self._run(thread, preferences, events, words, ready))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        while (screen := await ready.get()) is not None:
            yield screen
        await task  # raises what the turn raised

    async def _run(
        self,
        thread: str,
        preferences: Preferences,
        events: AsyncIterator[Event],
        words: Words,
        ready: "asyncio.Queue[Screen | None]",
    ) -> None:
        lock = self._locks.setdefault(thread, asyncio.Lock())
        try:
            async with lock:
                so_far = await self._assistant.conversation(thread, preferences)
                async for screen in screens(events, past(so_far), words(so_far)):
                    ready.put_nowait(screen)
        finally:
            ready.put_nowait(None)


async def screens(
    events: AsyncIterator[Event], said_before: Sequence[Message], user_text: str
) -> AsyncIterator[Screen]:
    """What to show while the turn runs and when it is done; the person's own line stands there at once.

    `said_before` has no buttons: what they belonged to is no longer on the table.
    """
    shown = [*said_before, said("user", user_text)]
    trace = Trace(turn=sum(message["role"] == "user" for message in shown))
    pieces: list[str] = []
    yield Screen([*shown, aside(trace.doing)], trace)
    async for event in events:
        trace = trace.after(event)
        match event:
            case Replied(text=text):
                pieces.append(text)
            case TurnDone():
                yield Screen([*shown, *reply(event.said, event.card, event.options)], trace)
                continue
        yield Screen([*shown, *_so_far(pieces), aside(trace.doing)], trace)


def _so_far(pieces: Sequence[str]) -> list[Message]:
    return [said("assistant", "\n\n".join(pieces))] if pieces else []
