"""Killed at any point of a write, a conversation reopens where it was: one yes, one effect, the truth about it."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.events import TurnDone
from graph.ports import Ports
from graph.preferences import Preferences
from graph.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import TUESDAY
from tools.calcom.client import CalcomClient
from tools.journal import Line, OperationJournal
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world import World

BERLIN = Preferences(zone="Europe/Berlin")
ASKED = {
    "create_booking": ("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com", "Booked:", "created"),
    "reschedule_booking": ("move my call with Olga to Friday at 10", "Moved:", "moved"),
    "cancel_booking": ("cancel my call with Olga", "Cancelled:", "cancelled"),
}
POINTS = ["before it is noted", "noted, before it leaves", "after Cal.com did it", "after its end is noted"]


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
    place, name = (CalcomClient, method) if "noted, before" in point or "Cal.com" in point else (Line, "sending")
    if point == "after its end is noted":
        place, name = Line, "settled"
    patch(place, name, deadly(getattr(place, name), first="before" in point))


class Life:
    """One life of the process on the same two files."""

    def __init__(self, folder: Path, address: str, *, later: timedelta = timedelta(0)) -> None:
        self.folder, self.address, self.now = folder, address, TUESDAY + later

    def talk(self, *texts: str) -> list[str]:
        """Say these, one after the other; the replies. With nothing to say, what stands in the reopened chat."""
        return asyncio.run(self._talk(texts))

    async def _talk(self, texts: tuple[str, ...]) -> list[str]:
        journal = OperationJournal(f"sqlite:///{self.folder / 'operations.sqlite'}", now=lambda: self.now)
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


def killed_life(life: Life, point: str, method: str) -> None:
    """Confirm a write and be killed on the way, in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            life.talk(ASKED[method][0])
            kill_at(point, method, setattr)
            life.talk("yes")
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it came to its end without being killed"


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize("point", POINTS)
def test_one_yes_is_one_effect_wherever_the_process_is_killed(tmp_path: Path, point: str, method: str) -> None:
    world = sample_world(lambda: TUESDAY)
    with MockServer(world) as server:
        killed_life(Life(tmp_path, server.base_url), point, method)

        said = Life(tmp_path, server.base_url).talk()
        again = Life(tmp_path, server.base_url).talk("yes", "yes")

    _, claim, effect = ASKED[method]
    assert effects(world).count(effect) == 1
    assert claim in said[-1]
    assert not any(claim in reply for reply in again if "settled" not in reply)


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize("point", POINTS)
def test_the_next_day_nothing_is_sent_for_yesterdays_yes(tmp_path: Path, point: str, method: str) -> None:
    world = sample_world(lambda: TUESDAY)
    with MockServer(world) as server:
        killed_life(Life(tmp_path, server.base_url), point, method)
        done = effects(world)

        said = Life(tmp_path, server.base_url, later=timedelta(hours=20)).talk("hello")

    assert effects(world) == done
    assert (ASKED[method][1] in said[0]) == bool(done)


def test_a_message_said_on_return_is_still_answered(tmp_path: Path) -> None:
    world = sample_world(lambda: TUESDAY)
    with MockServer(world) as server:
        killed_life(Life(tmp_path, server.base_url), "after Cal.com did it", "create_booking")

        (reply,) = Life(tmp_path, server.base_url).talk("what do I have tomorrow?")

    assert "Booked" in reply
    assert reply.count("Zed") >= 2
