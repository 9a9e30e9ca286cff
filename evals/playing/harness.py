"""A worker's harness: one mocked Cal.com on loopback, one clock, and for each conversation a fresh assistant."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from langgraph.checkpoint.memory import InMemorySaver
from pydantic import SecretStr

from evals.chat_models.person import SimulatedPerson
from evals.checks.record import Snapshot
from evals.playing.faults import HookedQueue, is_silent
from evals.playing.snapshot import snapshot
from evals.playing.still_clock import StillClock
from evals.playing.world_events import happen
from evals.stories import accounts
from evals.stories.scenario import Scenario
from evals.stories.scenario_world import WorldEvent
from graph.assistant import Assistant
from graph.build import build
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.known.state import State
from graph.opening.storing import PlainData
from graph.understanding.interpreter import Interpreter
from graph.understanding.offline import OfflineInterpreter
from tools.calcom.client import CalcomClient
from tools.calcom.transport import Timeouts
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World

SEED = 7
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
# Back-offs cost no time (the waits are virtual); silence must be short only where a fault makes it.
_PATIENT = Timeouts(read=10.0, write=10.0, pause=0.001, jitter=0.0, longest_pause=0.001)
_IMPATIENT = Timeouts(
    read=0.5, read_total=4.0, write=0.5, write_total=4.0, pause=0.001, jitter=0.0, longest_pause=0.001
)


@dataclass(frozen=True)
class Players:
    """Who plays: how messages are read, and how an assistant is made. Mutants put something else here."""

    interpreter: Callable[[str], Interpreter] = lambda _: OfflineInterpreter()
    assistant: Callable[[Any, Ports], Assistant] = Assistant
    person: Callable[[str, Scenario], SimulatedPerson] | None = None  # None: turns are played as written
    profile: str = "offline"
    model: str | None = None  # that reads the messages
    person_model: str | None = None
    mutant: str | None = None
    leaves_the_machine: bool = False  # a real model is asked


@dataclass
class Fixture:
    """One conversation, set up: the far side seeded, the assistant fresh, the baseline taken."""

    scenario: Scenario
    world: World
    clock: StillClock
    assistant: Assistant
    graph: Any
    preferences: Preferences
    faults: HookedQueue
    refs: accounts.Refs
    before: Snapshot
    thread: str = "scenario"

    def happens(self, event: WorldEvent) -> None:
        """Something in the world; it becomes part of the baseline, for it is not our doing."""
        first = snapshot(self.world, self.refs)
        happen(self.world, event, self.scenario.zone, self.refs)
        then = snapshot(self.world, self.refs)
        for uid, booking in then.bookings.items():
            if first.bookings.get(uid) != booking:
                self.before.bookings[uid] = booking
        for table, digest in then.others.items():
            if first.others[table] != digest:
                self.before.others[table] = digest

    async def state(self) -> State:
        """What the conversation knows now."""
        config = {"configurable": {"thread_id": self.thread}}
        return State.model_validate((await self.graph.aget_state(config)).values)


class Harness:
    """One mocked Cal.com for many scenarios, one after the other."""

    def __init__(self, players: Players, server: MockServer, clock: StillClock, control: httpx.AsyncClient) -> None:
        self.players = players
        self.clock = clock
        self._server = server
        self._control = control
        self._saver = InMemorySaver(serde=PlainData())
        self._graph = build().compile(checkpointer=self._saver, name="calcom")  # takes longer than a conversation

    @asynccontextmanager
    async def set_up(self, scenario: Scenario, name: str = "") -> AsyncIterator[Fixture]:
        """Everything fresh for one conversation. `name` tells its recordings from others'."""
        world = self._server.world
        self.clock.set(scenario.clock.start)
        await self._wipe()
        refs = accounts.plant(world, scenario.account, scenario.zone)
        fixture: Fixture | None = None

        def happens(event: WorldEvent) -> None:
            assert fixture is not None
            fixture.happens(event)

        faults = HookedQueue(happens)
        world.faults = faults
        calcom = self._client(scenario)
        await self._saver.adelete_thread(Fixture.thread)  # nothing is left of the conversation before
        assistant = self.players.assistant(self._graph, Ports(calcom, self.players.interpreter(name), self.clock))
        preferences = Preferences(**{**scenario.person.model_dump(), "zone": scenario.person.zone or scenario.zone})
        before = snapshot(world, refs)
        fixture = Fixture(scenario, world, self.clock, assistant, self._graph, preferences, faults, refs, before)
        faults.load(list(scenario.faults))
        try:
            yield fixture
        finally:
            await assistant.finish()
            await calcom.aclose()

    async def _wipe(self) -> None:
        """Back to a world without memory: the same seed makes the same uids in every conversation."""
        answer = await self._control.post("/_mock/reset")
        answer.raise_for_status()

    def _client(self, scenario: Scenario) -> CalcomClient:
        timeouts = _IMPATIENT if any(is_silent(fault) for fault in scenario.faults) else _PATIENT
        return CalcomClient(
            self._server.base_url,
            SecretStr(accounts.KEY),
            now=self.clock,
            timeouts=timeouts,
            transport=httpx.AsyncHTTPTransport(verify=False),
            wait=self.clock.wait,
            known_as="the mocked Cal.com",  # its port is another in every run
        )


@asynccontextmanager
async def open_harness(players: Players) -> AsyncIterator[Harness]:
    """A harness whose mock listens while the block lasts."""
    clock = StillClock(_EPOCH)
    async with MockServer(World(clock, SEED)) as server, httpx.AsyncClient(base_url=server.base_url) as control:
        yield Harness(players, server, clock, control)
