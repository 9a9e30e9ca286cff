"""Stand-ins for the assistant and the account, so that page and terminal can be tried without a graph."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from graph.assistant import Assistant
from graph.events import (
    Began,
    Button,
    CalcomCalled,
    Card,
    Conversation,
    Event,
    NodeFinished,
    NodeStarted,
    Option,
    Party,
    Replied,
    Said,
    TurnDone,
    Usage,
)
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.service import Service
from graph.understanding.offline import OfflineInterpreter
from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, EventType, Me
from tools.errors import SchedulingError

TOMORROW_2PM = datetime(2026, 11, 25, 13, tzinfo=UTC)


def a_card(**changes: object) -> Card:
    """A card about a booking with Ana."""
    facts: dict[str, object] = {
        "action": "book",
        "event_type": "30 Minute Meeting",
        "start": TOMORROW_2PM,
        "end": TOMORROW_2PM + timedelta(minutes=30),
        "zone": "Europe/Berlin",
        "host": a_party("Dana Weber", "dana@example.com"),
        "attendees": (a_party("Ana Ruiz", "ana@example.com"),),
        "hash": "c0ffee",
        "rows": (
            ("Book", "30 Minute Meeting"),
            ("When", "Wednesday 25 November 2026, 14:00–14:30 (Europe/Berlin)"),
            ("With", "Ana Ruiz <ana@example.com>"),
            ("Host", "Dana Weber"),
        ),
        "question": "Shall I book it?",
    }
    return Card.model_validate({**facts, **changes})


def a_party(name: str, email: str) -> Party:
    return Party(name=name, email=email, time_zone="Europe/Berlin")


def a_turn(
    reply: str = "Hello.", *, card: Card | None = None, options: tuple[Option, ...] = (), calls: int = 1
) -> list[Event]:
    """The events of one turn which ends in this reply."""
    lines = [option.text for option in options]
    text = card.text if card else "\n".join([reply, *lines])
    return [
        NodeStarted(node="parse_intent"),
        NodeFinished(node="parse_intent", milliseconds=4.0),
        NodeStarted(node="check_slots"),
        CalcomCalled(operation="slots", status=200, milliseconds=31.0),
        NodeFinished(node="check_slots", milliseconds=40.0),
        Replied(text=text),
        TurnDone(
            reply=text,
            said=() if card else (reply,),
            card=card,
            options=options,
            nodes=("parse_intent", "check_slots"),
            usage=Usage(calcom_calls=calls),
        ),
    ]


@dataclass
class FakeAssistant(Assistant):
    """Answers from a list of turns, in order, and remembers what it was told."""

    turns: list[list[Event]] = field(default_factory=list)
    stands: dict[str, Conversation] = field(default_factory=dict)
    heard: list[tuple[str, str, Preferences]] = field(default_factory=list)
    pressed: list[tuple[str, Button, str | None]] = field(default_factory=list)
    seen: list[str | None] = field(default_factory=list)  # hash of the card that the writer of each message saw
    forgotten: list[str] = field(default_factory=list)

    async def say(
        self, thread: str, text: str, preferences: Preferences, *, card: str | None = None
    ) -> AsyncIterator[Event]:
        self.heard.append((thread, text, preferences))
        self.seen.append(card)
        async for event in self._next(thread, text):
            yield event

    async def press(
        self, thread: str, button: Button, preferences: Preferences, *, card: str | None = None
    ) -> AsyncIterator[Event]:
        self.pressed.append((thread, button, card))
        async for event in self._next(thread, button.title()):
            yield event

    async def conversation(self, thread: str, preferences: Preferences) -> Conversation:
        return self.stands.get(thread, Conversation())

    async def forget(self, thread: str) -> None:
        self.forgotten.append(thread)
        self.stands.pop(thread, None)

    async def _next(self, thread: str, text: str) -> AsyncIterator[Event]:
        turn = self.turns.pop(0) if self.turns else a_turn()
        yield Began(so_far=self.stands.get(thread, Conversation()))
        for event in turn:
            yield event
        done = turn[-1]
        assert isinstance(done, TurnDone)
        said = (*self.stands.get(thread, Conversation()).said, Said(by="user", text=text))
        said = (*said, Said(by="assistant", text=done.reply, words=done.said, card=done.card))
        self.stands[thread] = Conversation(said=said, card=done.card, options=done.options)


@dataclass
class FakeCalcom(CalcomClient):
    """Just enough of an account for the settings panel."""

    types: list[EventType] = field(default_factory=list)
    failure: SchedulingError | None = None

    async def bookings(self, query: BookingQuery, *, limit: int = 1000) -> tuple[list[Booking], bool]:
        return [], True

    async def event_types(self) -> list[EventType]:
        if self.failure is not None:
            raise self.failure
        return self.types


def an_event_type(title: str, *, hidden: bool = False, minutes: int = 30) -> EventType:
    slug = title.lower().replace(" ", "-")
    return EventType(id=abs(hash(slug)) % 9999, title=title, slug=slug, length_in_minutes=minutes, hidden=hidden)


def an_account() -> Me:
    return Me(id=1, email="dana@example.com", name="Dana Weber", time_zone="Europe/Berlin")


def a_service() -> Service:
    """A demo service with a fake assistant in it."""
    ports = Ports(calcom=FakeCalcom(), interpreter=OfflineInterpreter(), now=lambda: TOMORROW_2PM)
    return Service(FakeAssistant(), ports, an_account(), calcom_url="http://127.0.0.1:1", is_demo=True)
