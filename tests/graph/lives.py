"""Lives of the process, one after the other on the same two files, some of them killed at a point of a write."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.events import TurnDone
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.stories import Story
from tests.graph.talk import TUESDAY
from tools.calcom.client import CalcomClient
from tools.mock_calcom.samples import KEY
from tools.writing.journal import Line, OperationJournal

BERLIN = Preferences(zone="Europe/Berlin")
UNNOTED, UNSENT, UNTOLD, NOTED = (
    "before it is noted",
    "noted, before it leaves",
    "after Cal.com did it",
    "after its end is noted",
)
POINTS = [UNNOTED, UNSENT, UNTOLD, NOTED]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(work: Callable[..., Awaitable[Any]], *, first: bool) -> Callable[..., Awaitable[Any]]:
    """The same work, but the process is killed just before it, or just after it."""

    async def until_death(*args: Any, **kwargs: Any) -> Any:
        if not first:
            await work(*args, **kwargs)
        die()

    return until_death


def kill_at(point: str, method: str, patch: Callable[..., None]) -> None:
    """Make this process die at a point of the write."""
    places: dict[str, tuple[type, str]] = {UNNOTED: (Line, "sending"), NOTED: (Line, "settled")}
    place, name = places.get(point, (CalcomClient, method))
    patch(place, name, deadly(getattr(place, name), first=point in (UNNOTED, UNSENT)))


class Life:
    """One life of the process on the same two files."""

    def __init__(
        self, folder: Path, address: str, *, later: timedelta = timedelta(0), journal: str | None = None
    ) -> None:
        self.folder, self.address, self.now = folder, address, TUESDAY + later
        self.journal = journal or f"sqlite:///{folder / 'operations.sqlite'}"

    def talk(self, *texts: str) -> list[str]:
        """Say these, one after the other; the replies. With nothing to say, what stands in the reopened chat."""
        return asyncio.run(self._talk(texts))

    async def _talk(self, texts: tuple[str, ...]) -> list[str]:
        journal = OperationJournal(self.journal, now=lambda: self.now)
        async with (
            aiosqlite.connect(self.folder / "conversations.sqlite") as connection,
            CalcomClient(self.address, SecretStr(KEY), now=lambda: self.now, wait=self._wait) as calcom,
        ):
            graph = build().compile(checkpointer=AsyncSqliteSaver(connection, serde=PlainData()))
            assistant = Assistant(graph, Ports(calcom, OfflineInterpreter(), lambda: self.now, journal))
            if not texts:
                reopened = await assistant.conversation("one", BERLIN)
                return [said.text for said in reopened.said]
            return [await self._said(assistant, text) for text in texts]

    async def _said(self, assistant: Assistant, text: str) -> str:
        *_, last = [event async for event in assistant.say("one", text, BERLIN)]
        assert isinstance(last, TurnDone)
        return last.reply

    async def _wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def killed_life(life: Life, point: str, story: Story) -> None:
    """Confirm a write and be killed on the way, in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            life.talk(*story.said)
            kill_at(point, story.method, setattr)
            life.talk("yes")
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it came to its end without being killed"
