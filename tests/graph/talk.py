"""A conversation to test: the real graph and client, the mocked Cal.com, a clock that stands still."""

from collections.abc import Mapping
from copy import copy, deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import httpx
from langgraph.checkpoint.memory import InMemorySaver
from pydantic import SecretStr

from graph.assistant import Assistant, Graph
from graph.build import build
from graph.events import Button, Event, TurnDone
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.storing import PlainData
from graph.understanding.interpreter import Interpreter
from graph.understanding.offline import OfflineInterpreter
from tests.calcom.far_side import QUICK
from tools.calcom.client import CalcomClient
from tools.calcom.transport import Timeouts
from tools.calcom.versions import VERSIONS, Resource
from tools.mock_calcom.app import create_app
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.seeding import put_booking, put_seat
from tools.mock_calcom.world.model import Booking
from tools.mock_calcom.world.world import World

# A Tuesday morning in winter; Berlin is an hour ahead of UTC.
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
SERIES = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
_FIRST = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # Thursday, 9:00 in Berlin
_LESSON = {"title": "Voice lesson", "slug": "voice-lesson", "lengthInMinutes": 30,
           "recurrence": {"interval": 1, "occurrences": 4, "frequency": "weekly"}}  # fmt: skip
_CHOIR = {"title": "Choir class", "slug": "choir-class", "lengthInMinutes": 60,
          "seats": {"seatsPerTimeSlot": 4, "showAttendeeInfo": True, "showAvailabilityCount": True}}  # fmt: skip


def with_a_studio(world: World) -> World:
    """The same world with a kind that repeats, a series of Mia's, and a class that three people share."""
    host = next(iter(world.users))
    lesson, choir = add_event_type(world, host, _LESSON), add_event_type(world, host, _CHOIR)
    for week in range(3):
        put_booking(world, lesson, _FIRST + timedelta(weeks=week), "Mia Wolf", "mia@example.test", series_uid=SERIES)
    shared = put_booking(world, choir, _FIRST + timedelta(hours=7), "Anna Roth", "anna@example.test")
    put_seat(world, shared, "Ben Ode", "ben@example.test")
    put_seat(world, shared, "Cora Li", "cora@example.test")
    return world


@cache
def _compiled() -> Graph:
    return build().compile()


class Talk:
    """One thread. `say` and `press` give the turn's end; `world` is the far side's truth."""

    def __init__(
        self,
        *,
        now: datetime = TUESDAY,
        world: World | None = None,
        interpreter: Interpreter | None = None,
        preferences: Preferences | None = None,
        versions: Mapping[Resource, str] = VERSIONS,
        address: str | None = None,
        timeouts: Timeouts = QUICK,
    ) -> None:
        """`address`: where this world is served over HTTP; without it, nothing leaves the process."""
        self.now = now
        self.world = world or sample_world(lambda: self.now)
        self.preferences = preferences or Preferences(zone="Europe/Berlin")
        self.waits: list[float] = []
        self.before = set(self.world.bookings)
        self.calcom = CalcomClient(
            address or "http://127.0.0.1:1",
            SecretStr(KEY),
            now=lambda: self.now,
            transport=None if address else httpx.ASGITransport(app=create_app(self.world)),
            wait=self._wait,
            versions=versions,
            timeouts=timeouts,
        )
        ports = Ports(self.calcom, interpreter or OfflineInterpreter(), lambda: self.now)
        self.saver = InMemorySaver(serde=PlainData())
        graph = copy(_compiled())  # compiled once for all talks, which takes as long as a few turns
        graph.checkpointer = self.saver
        self.assistant = Assistant(graph, ports)
        self.turns: list[TurnDone] = []

    def copied(self) -> "Talk":
        """The same talk at the same point on a calendar of its own; what is said in one, the other never hears."""
        talk = Talk(now=self.now, world=deepcopy(self.world), preferences=self.preferences)
        for kept in ("storage", "writes", "blobs"):
            setattr(talk.saver, kept, deepcopy(getattr(self.saver, kept)))
        talk.before, talk.turns = set(self.before), list(self.turns)
        return talk

    async def say(self, text: str, thread: str = "one", card: str | None = None) -> TurnDone:
        """Say something and wait for the end of the turn; `card` is the hash of the card that was seen."""
        return await self._end(self.assistant.say(thread, text, self.preferences, card=card))

    async def press(self, button: str, card: str | None = None, thread: str = "one") -> TurnDone:
        """Press a button under the card."""
        return await self._end(self.assistant.press(thread, Button(button), self.preferences, card=card))

    async def _end(self, events: object) -> TurnDone:
        last: Event | None = None
        async for event in events:  # type: ignore[attr-defined]
            last = event
        assert isinstance(last, TurnDone)
        self.turns.append(last)
        return last

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)

    @property
    def made(self) -> list[Booking]:
        """Bookings that exist now and did not at the beginning."""
        return [booking for uid, booking in self.world.bookings.items() if uid not in self.before]

    def booked(self, name: str) -> Booking:
        """The only live booking with this attendee."""
        found = [b for b in self.world.bookings.values() if b.status == "accepted" and b.attendees[0].name == name]
        assert len(found) == 1, found
        return found[0]

    @property
    def writes(self) -> list[str]:
        """Paths of all requests that could change the calendar."""
        entries = self.world.journal.entries
        return [e["path"] for e in entries if e["kind"] == "request" and e["method"] != "GET"]
