"""A turn as the page shows it: events come in, and each gives the screen as it is to look from then on."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from graph.events import Event, Replied, TurnDone
from ui.rendering import Message, aside, reply, said, spent
from ui.trace import Trace


@dataclass(frozen=True)
class Screen:
    """The chat's bubbles and the trace beside it."""

    messages: list[Message]
    trace: Trace


async def screens(
    events: AsyncIterator[Event], said_before: Sequence[Message], user_text: str
) -> AsyncIterator[Screen]:
    """What to show while the turn runs and when it is done; the person's own line stands there at once.

    Buttons of earlier bubbles are gone from the first screen on: what they belonged to is no longer on the table.
    """
    shown = [*map(spent, said_before), said("user", user_text)]
    trace = Trace(turn=sum(message["role"] == "user" for message in shown))
    pieces: list[str] = []
    yield Screen([*shown, aside(trace.doing)], trace)
    async for event in events:
        trace = trace.after(event)
        match event:
            case Replied(text=text):
                pieces.append(text)
            case TurnDone():
                yield Screen([*shown, *reply(event.reply, event.card, event.options)], trace)
                continue
        yield Screen([*shown, *_so_far(pieces), aside(trace.doing)], trace)


def _so_far(pieces: Sequence[str]) -> list[Message]:
    return [said("assistant", "\n\n".join(pieces))] if pieces else []
