"""Killed at any point of a write, a conversation reopens where it was: one yes, one effect, the truth about it."""

import asyncio
import itertools
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import aiosqlite
import pytest
from _pytest.mark import ParameterSet
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.events import TurnDone
from graph.executing.writes import WRITES
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import TUESDAY, with_a_studio
from tools.calcom.client import CalcomClient
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World
from tools.writing.journal import Line, OperationJournal

BERLIN = Preferences(zone="Europe/Berlin")


class Story(NamedTuple):
    """How a person comes to one write, and what is true once it is done."""

    said: tuple[str, ...]  # before the yes
    method: str  # of the client, in which the write leaves
    claim: str  # in the reply that says it is done
    effects: list[str]  # on the calendar, all of the one request


STORIES = {
    "book": Story(
        ("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com",),
        "create_booking",
        "Booked:",
        ["created"],
    ),
    "book_series": Story(
        ("book a voice lesson on Friday at 12 with Nia Bell, nia@example.test",),
        "create_series",
        "Booked:",
        ["created"] * 4,
    ),
    "move": Story(("move my call with Olga to Friday at 10",), "reschedule_booking", "Moved:", ["moved"]),
    "cancel": Story(("cancel my call with Olga",), "cancel_booking", "Cancelled:", ["cancelled"]),
    "cancel_series": Story(
        ("cancel my lesson with Mia on 3 December", "2"), "cancel_series", "Cancelled:", ["cancelled"] * 2
    ),
    "give_up_seat": Story(("take Ben off the choir class",), "cancel_booking", "Cancelled:", ["changed"]),
    "accept": Story(("accept Fatima's booking",), "confirm_booking", "Confirmed:", ["confirmed"]),
    "decline": Story(("decline Fatima's booking",), "decline_booking", "Declined:", ["declined"]),
}

UNNOTED, UNSENT, UNTOLD, NOTED = (
    "before it is noted",
    "noted, before it leaves",
    "after Cal.com did it",
    "after its end is noted",
)
POINTS = [UNNOTED, UNSENT, UNTOLD, NOTED]
# For every write the worst point is tried each time: done, and nobody was told. All others are slow.
OFTEN = {(UNTOLD, write) for write in WRITES} | {(point, "book") for point in POINTS}


def matrix(often: set[tuple[str, str]]) -> list[ParameterSet]:
    """Every point of every write; what is not tried each time is slow."""
    cells = itertools.product(POINTS, WRITES)
    return [pytest.param(*cell, marks=[] if cell in often else pytest.mark.slow) for cell in cells]


def story_of(write: str) -> Story:
    assert write in STORIES, f"execute has a write “{write}” that no story of STORIES kills: tell one"
    return STORIES[write]


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


def a_world() -> World:
    return with_a_studio(sample_world(lambda: TUESDAY))


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


def test_every_write_has_a_story_of_being_killed() -> None:
    assert set(STORIES) == set(WRITES), "a write of execute has no story in STORIES, or a story has no write"


@pytest.mark.parametrize(("point", "write"), matrix(OFTEN))
def test_one_yes_is_one_effect_wherever_the_process_is_killed(tmp_path: Path, point: str, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), point, story)

        said = Life(tmp_path, server.base_url).talk()
        again = Life(tmp_path, server.base_url).talk("yes", "yes")

    is_done = point != UNSENT  # what was about to leave is looked for and not sent
    assert effects(world) == (story.effects if is_done else [])
    assert (story.claim in said[-1]) == is_done
    assert ("I can't tell" in said[-1]) == (not is_done)
    assert not any(story.claim in reply for reply in again if "settled" not in reply)


@pytest.mark.parametrize("write", [w if w == "book" else pytest.param(w, marks=pytest.mark.slow) for w in WRITES])
def test_a_write_whose_journal_was_lost_is_not_told_as_somebody_elses(tmp_path: Path, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), UNTOLD, story)
        for file in tmp_path.glob("operations.sqlite*"):
            file.unlink()

        said = Life(tmp_path, server.base_url).talk()

    assert effects(world) == story.effects
    assert story.claim in said[-1] or "in the meantime, so I sent nothing" in said[-1] or "already, so I" in said[-1]
    assert "taken" not in said[-1]


@pytest.mark.parametrize(("point", "write"), matrix({(point, "book") for point in POINTS}))
def test_the_next_day_nothing_is_sent_for_yesterdays_yes(tmp_path: Path, point: str, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), point, story)
        done = effects(world)

        said = Life(tmp_path, server.base_url, later=timedelta(hours=20)).talk("hello")

    assert done == (story.effects if point in (UNTOLD, NOTED) else [])
    assert effects(world) == done
    assert (story.claim in said[0]) == bool(done)


def test_a_message_said_on_return_is_still_answered(tmp_path: Path) -> None:
    with MockServer(a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), UNTOLD, STORIES["book"])

        (reply,) = Life(tmp_path, server.base_url).talk("what do I have tomorrow?")

    assert "Booked" in reply
    assert reply.count("Zed") >= 2
