"""A yes is good for the account and the server whose card it was given to, and for no other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path

import aiosqlite
import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.events import Button, TurnDone
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.lives import NOTED, UNNOTED, UNSENT, UNTOLD, Life, killed_life
from tests.graph.stories import Story
from tests.graph.talk import TUESDAY
from tests.slices import sliced
from tools.calcom.client import CalcomClient
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World
from tools.writing.journal import OperationJournal

BERLIN = Preferences(zone="Europe/Berlin")
STORIES = {
    "book": Story(
        ("Book an intro call tomorrow at 4pm with Ida Noor, ida@example.com",), "create_booking", "Booked", []
    ),
    "move": Story(("move my call with Olga to Friday at 10",), "reschedule_booking", "Moved", []),
    "cancel": Story(("cancel my call with Olga",), "cancel_booking", "Cancelled", []),
}


@asynccontextmanager
async def assistant_on(folder: Path, server: MockServer, key: str = KEY) -> AsyncIterator[Assistant]:
    """One life on a folder's files, for the account of this server and key."""
    journal = OperationJournal(f"sqlite:///{folder / 'operations.sqlite'}", now=lambda: TUESDAY)
    async with (
        aiosqlite.connect(folder / "conversations.sqlite") as connection,
        CalcomClient(server.base_url, SecretStr(key), now=lambda: TUESDAY) as calcom,
    ):
        graph = build().compile(checkpointer=AsyncSqliteSaver(connection, serde=PlainData()))
        yield Assistant(graph, Ports(calcom, OfflineInterpreter(), lambda: TUESDAY, journal))


async def say(assistant: Assistant, text: str) -> TurnDone:
    *_, done = [event async for event in assistant.say("one", text, BERLIN)]
    assert isinstance(done, TurnDone)
    return done


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


@pytest.mark.parametrize("write", STORIES)
@pytest.mark.parametrize("answer", ["yes", pytest.param(Button.CONFIRM, marks=pytest.mark.slow)])
async def test_an_open_card_is_asked_anew_on_another_server(tmp_path: Path, write: str, answer: str) -> None:
    ours, theirs = sample_world(lambda: TUESDAY), sample_world(lambda: TUESDAY)
    async with MockServer(ours) as first, MockServer(theirs) as second:
        async with assistant_on(tmp_path, first) as assistant:
            shown = await say(assistant, *STORIES[write].said)
        async with assistant_on(tmp_path, second) as assistant:
            if isinstance(answer, Button):
                assert shown.card
                events = assistant.press("one", answer, BERLIN, card=shown.card.hash)
                *_, asked = [event async for event in events]
            else:
                asked = await say(assistant, answer)
            before = effects(theirs)
            done = await say(assistant, "yes")

    assert before == []
    assert isinstance(asked, TurnDone)
    assert asked.card is not None
    assert asked.card.hash != (shown.card and shown.card.hash)
    assert "another Cal.com account" in asked.card.notice
    assert STORIES[write].claim in done.reply
    assert (len(effects(ours)), len(effects(theirs))) == (0, 1)


async def test_with_another_key_of_the_same_server_it_is_another_account(tmp_path: Path) -> None:
    world = sample_world(lambda: TUESDAY)
    world.add_user("Otto Other", "otto@example.com", key="cal_test_of_otto_0123456789")
    async with MockServer(world) as server:
        async with assistant_on(tmp_path, server) as assistant:
            await say(assistant, *STORIES["cancel"].said)
        async with assistant_on(tmp_path, server, "cal_test_of_otto_0123456789") as assistant:
            asked = await say(assistant, "yes")

    assert effects(world) == []
    assert "Cancelled" not in asked.reply


async def test_what_has_no_counterpart_there_becomes_a_question(tmp_path: Path) -> None:
    theirs = sample_world(lambda: TUESDAY)
    for booking in theirs.bookings.values():
        booking.status = "cancelled"
    async with MockServer(sample_world(lambda: TUESDAY)) as first, MockServer(theirs) as second:
        async with assistant_on(tmp_path, first) as assistant:
            await say(assistant, *STORIES["cancel"].said)
        async with assistant_on(tmp_path, second) as assistant:
            asked = await say(assistant, "yes")

    assert asked.card is None
    assert effects(theirs) == []


@pytest.mark.parametrize(
    ("point", "write"), sliced(product((UNNOTED, UNSENT, UNTOLD, NOTED), STORIES), quick=1, slow=7)
)
def test_what_was_approved_and_killed_is_never_sent_to_another_account(tmp_path: Path, point: str, write: str) -> None:
    ours, theirs = sample_world(lambda: TUESDAY), sample_world(lambda: TUESDAY)
    with MockServer(ours) as first, MockServer(theirs) as second:
        killed_life(Life(tmp_path, first.base_url), point, STORIES[write])

        told = Life(tmp_path, second.base_url).talk()[-1]

    assert effects(theirs) == []
    assert ("another Cal.com account" in told) == (point == UNNOTED)
    assert ("I can't tell" in told) == (point != UNNOTED)


async def test_nothing_of_another_account_is_meant_by_it_or_undone(tmp_path: Path) -> None:
    theirs = sample_world(lambda: TUESDAY)
    async with MockServer(sample_world(lambda: TUESDAY)) as first, MockServer(theirs) as second:
        async with assistant_on(tmp_path, first) as assistant:
            await say(assistant, *STORIES["book"].said)
            await say(assistant, "yes")
        async with assistant_on(tmp_path, second) as assistant:
            undone = await say(assistant, "undo that")
            it = await say(assistant, "cancel it")

    assert undone.card is None
    assert "Ida" not in undone.reply + it.reply


async def test_the_demo_is_one_account_at_whatever_port_it_is_found() -> None:
    async with MockServer(sample_world(lambda: TUESDAY)) as first, MockServer(sample_world(lambda: TUESDAY)) as second:
        told = [
            await CalcomClient(server.base_url, SecretStr(KEY), now=lambda: TUESDAY, known_as=name).account()
            for server in (first, second)
            for name in ("demo", None)
        ]

    assert told[0] == told[2]
    assert len(set(told)) == 3
    assert all(KEY not in digest and len(digest) == 16 for digest in told)
