"""Turns as the page shows them: events come in, and each gives the screen as it is to look from then on."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.events import Began, Button, Conversation, Event, Replied, TurnDone
from graph.given.preferences import Preferences
from ui.rendering import Message, aside, label_of, past, reply, said
from ui.trace import Trace

if TYPE_CHECKING:
    from graph.assistant import Assistant

LONGEST_SHOWN = 2_000  # characters of what was just typed; more is refused, and need not travel back
Words = Callable[[Conversation], str]  # the person's line, given the conversation it is said in


@dataclass(frozen=True)
class Screen:
    """The chat's bubbles and the trace beside it."""

    messages: list[Message]
    trace: Trace


class Turns:
    """Shows the turns of a conversation, which come one after the other, so that every screen holds all before it.

    What a page had on it when somebody clicked is not asked for: it may be older than a turn still running, or than
    what was said in another tab. A turn goes on when nobody looks at it any more.
    """

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant

    def say(self, thread: str, text: str, preferences: Preferences) -> AsyncIterator[Screen]:
        """The screens of a typed message's turn."""
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        return screens(self._assistant.say(thread, text, preferences), lambda _: shown)

    def press(self, thread: str, button: Button, preferences: Preferences, *, card: str) -> AsyncIterator[Screen]:
        """The screens of a turn by a button; `card` is the hash of the card it stood under."""
        events = self._assistant.press(thread, button, preferences, card=card)
        return screens(events, lambda so_far: label_of(button, so_far.card))


async def screens(events: AsyncIterator[Event], words: Words) -> AsyncIterator[Screen]:
    """What to show while the turn runs and when it is done; the person's own line stands there at once.

    What was said before has no buttons: what they belonged to is no longer on the table.
    """
    shown: list[Message] = []
    trace = Trace(turn=0)
    pieces: list[str] = []
    async for event in events:
        trace = trace.after(event)
        match event:
            case Began(so_far=so_far):
                shown = [*past(so_far), said("user", words(so_far))]
                trace = replace(trace, turn=sum(message["role"] == "user" for message in shown))
            case Replied(text=text):
                pieces.append(text)
            case TurnDone():
                yield Screen([*shown, *reply(event.said, event.card, event.options)], trace)
                continue
        yield Screen([*shown, *_so_far(pieces), aside(trace.doing)], trace)


def _so_far(pieces: Sequence[str]) -> list[Message]:
    return [said("assistant", "\n\n".join(pieces))] if pieces else []
