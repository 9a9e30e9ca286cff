"""Our assistant as the page opens it, on a mocked Cal.com in this process: no network, checkpoints in one file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import aiosqlite
import httpx
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from evals.playing.still_clock import StillClock
from graph.assistant import Assistant
from graph.build import build
from graph.events import TurnDone
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.storing import PlainData
from graph.understanding.interpreter import Interpreter
from tools.calcom.client import CalcomClient
from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.world.world import World

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)  # a Tuesday morning


@dataclass(frozen=True)
class FarSide:
    """A mocked account and our client of it."""

    world: World
    calcom: CalcomClient
    clock: StillClock

    @property
    def writes(self) -> int:
        """Requests that may have changed the calendar."""
        return sum(e["kind"] == "request" and e["method"] != "GET" for e in self.world.journal.entries)

    @property
    def calls(self) -> int:
        """Every request it was sent."""
        return sum(e["kind"] == "request" for e in self.world.journal.entries)


class Talk:
    """Conversations with our assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def say(self, text: str, thread: str = "bench") -> TurnDone:
        """Say something and wait for the end of the turn."""
        events = [event async for event in self._assistant.say(thread, text, Preferences(zone=ZONE.key))]
        done = events[-1]
        assert isinstance(done, TurnDone)
        return done


@asynccontextmanager
async def a_far_side() -> AsyncIterator[FarSide]:
    """The sample account in this process, with a standing clock and no rate limit to run into."""
    clock = StillClock(NOW)
    world = sample_world(clock)
    world.rate_limit = 1_000_000
    world.knobs = world.knobs.turned({"commit_delay_s": 0.0})
    transport = httpx.ASGITransport(app=create_app(world))
    calcom = CalcomClient("http://127.0.0.1:1", SecretStr(KEY), now=clock, transport=transport, wait=clock.wait)
    async with calcom:
        yield FarSide(world, calcom, clock)


@asynccontextmanager
async def a_saver(folder: Path, name: str) -> AsyncIterator[AsyncSqliteSaver]:
    """Checkpoints in a file of this folder, with the pragma that graph/opening/service.py sets."""
    async with aiosqlite.connect(folder / f"{name}.sqlite") as connection:
        saver = AsyncSqliteSaver(connection, serde=PlainData())
        await saver.setup()
        await connection.execute("PRAGMA synchronous=NORMAL")
        yield saver


@asynccontextmanager
async def a_talk(far_side: FarSide, interpreter: Interpreter, folder: Path) -> AsyncIterator[Talk]:
    """A new conversation with our assistant."""
    async with a_saver(folder, "ours") as saver:
        graph = build().compile(checkpointer=saver, name="calcom")
        assistant = Assistant(graph, Ports(far_side.calcom, interpreter, far_side.clock))
        yield Talk(assistant)
        await assistant.finish()
