"""What an older release stored opens: talks are shown, an open card can be answered, killed writes end truthfully."""

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.events import Button, Conversation, TurnDone
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import Service, open_service
from tests.graph.talk import TUESDAY
from tools.calcom.models import Booking, BookingQuery
from ui.page.visitors import Visitors

STORED = sorted(file.parent for file in (Path(__file__).parent.parent / "data").glob("*/calcom.json"))
HERE = Preferences(zone="Europe/Berlin")
SOON, NEXT_DAY = timedelta(minutes=2), timedelta(hours=20)
NAMES = re.compile(rb"(?<![a-z])(?:graph|tools)\.[a-z_.]+")  # of our modules, not of langgraph's
THREADS = ("open", "ended", "listed", "offered", "asked", "refused", "greeted", "several", "unsent", "unheard")


WAYS = {f"{path.name}{' moved' * moved}": (path, moved) for path in STORED for moved in (False, True)}


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a stored data folder; in every second one all our modules and classes have other names."""
    stored, moved = request.param
    shutil.copytree(stored, tmp_path / "demo")
    if moved:
        rename_all_classes(tmp_path / "demo" / "conversations.sqlite")
    return tmp_path


def rename_all_classes(conversations: Path) -> None:
    """As if each file of ours had gone elsewhere; the names keep their length, so the bytes around them still fit."""
    with closing(sqlite3.connect(conversations)) as kept:
        kept.create_function("renamed", 1, lambda data: data and NAMES.sub(gone, data))
        kept.execute("UPDATE checkpoints SET checkpoint = renamed(checkpoint)")
        kept.execute("UPDATE writes SET value = renamed(value)")
        kept.commit()


def gone(name: re.Match[bytes]) -> bytes:
    return name[0][:6] + b"x" * (len(name[0]) - 6)


class Clock:
    """Some time after the folder was left; waiting moves it."""

    def __init__(self, later: timedelta) -> None:
        self.now = TUESDAY + later

    async def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@asynccontextmanager
async def opened(home: Path, later: timedelta) -> AsyncIterator[Service]:
    clock = Clock(later)
    settings = Settings(calcom_agent_home=home, _env_file=None)
    async with open_service(settings, now=lambda: clock.now) as service:
        service.calcom.wait = clock.wait
        yield service


async def shown(service: Service, thread: str) -> Conversation:
    return await service.assistant.conversation(thread, HERE)


async def say(service: Service, thread: str, text: str) -> TurnDone:
    *_, last = [event async for event in service.assistant.say(thread, text, HERE)]
    assert isinstance(last, TurnDone)
    return last


async def bookings_of(service: Service, email: str) -> list[Booking]:
    """Live ones, as Cal.com has them."""
    found, _ = await service.calcom.bookings(BookingQuery())
    return [one for one in found if one.is_live and any(person.email == email for person in one.attendees)]


def rows(home: Path) -> list[tuple[Any, ...]]:
    """The journal's ends."""
    with closing(sqlite3.connect(home / "demo" / "operations.sqlite")) as kept:
        return kept.execute("SELECT token, action, state, uid FROM operations ORDER BY token").fetchall()


def test_what_is_stored_here_names_modules_as_0_1_did() -> None:
    kept = (STORED[0] / "conversations.sqlite").read_bytes()

    named = set(NAMES.findall(kept))
    assert {b"graph.state", b"graph.request", b"graph.proposal", b"graph.understanding.schema"} < named


@pytest.mark.parametrize("later", [SOON, NEXT_DAY], ids=str)
async def test_every_conversation_is_shown(home: Path, later: timedelta) -> None:
    async with opened(home, later) as service:
        talks = {thread: await shown(service, thread) for thread in THREADS}

    assert all(talk.said for talk in talks.values())
    assert talks["open"].said[0].text == "hello"
    assert "take up the Workshop with Sofia Rossi again" in talks["ended"].said[-1].text
    assert [option.n for option in talks["offered"].options] == [1, 2, 3, 4, 5]


async def test_the_open_card_is_shown_and_can_be_approved(home: Path) -> None:
    async with opened(home, SOON) as service:
        card = (await shown(service, "open")).card
        assert card is not None
        *_, done = [e async for e in service.assistant.press("open", Button.CONFIRM, HERE, card=card.hash)]
        made = await bookings_of(service, "zed@example.com")

    assert isinstance(done, TurnDone)
    assert "Booked" in done.reply
    assert len(made) == 1


async def test_the_next_day_the_open_card_is_asked_anew_before_anything_is_written(home: Path) -> None:
    async with opened(home, NEXT_DAY) as service:
        before = (await shown(service, "open")).card
        again = await say(service, "open", "yes")
        nothing = await bookings_of(service, "zed@example.com")
        done = await say(service, "open", "yes")
        made = await bookings_of(service, "zed@example.com")

    assert before is not None
    assert again.card is not None
    assert nothing == []
    assert "Booked" in done.reply
    assert len(made) == 1


async def test_a_write_that_never_left_is_looked_for_and_not_sent(home: Path) -> None:
    async with opened(home, SOON) as service:
        talk = await shown(service, "unsent")
        await say(service, "unsent", "yes")
        (stands,) = await bookings_of(service, "olga.petrova@example.com")

    assert "can't tell" in talk.said[-1].text
    assert stands.start == (TUESDAY + timedelta(days=1)).replace(hour=15)


async def test_the_next_day_a_write_that_never_left_is_neither_sent_nor_claimed(home: Path) -> None:
    async with opened(home, NEXT_DAY) as service:
        talk = await shown(service, "unsent")
        await say(service, "unsent", "hello")
        (stands,) = await bookings_of(service, "olga.petrova@example.com")

    assert "Moved:" not in " ".join(said.text for said in talk.said)
    assert stands.start == (TUESDAY + timedelta(days=1)).replace(hour=15)


@pytest.mark.parametrize("later", [SOON, NEXT_DAY], ids=str)
async def test_a_write_that_calcom_did_is_told_and_not_done_again(home: Path, later: timedelta) -> None:
    async with opened(home, later) as service:
        talk = await shown(service, "unheard")
        await say(service, "unheard", "yes")
        made = await bookings_of(service, "ida@example.com")

    assert "Booked" in talk.said[-1].text
    assert len(made) == 1


async def test_the_journal_keeps_every_end_it_knew(home: Path) -> None:
    before = [row for row in rows(home) if row[2] == "done"]

    async with opened(home, NEXT_DAY) as service:
        await shown(service, "unheard")

    assert len(before) == 4
    assert set(before) < set(rows(home))


async def test_conversations_go_on_where_they_were(home: Path) -> None:
    async with opened(home, SOON) as service:
        taken_up = await say(service, "ended", "go on")
        picked = await say(service, "offered", "2")
        answered = await say(service, "asked", "Hiring")
        hinted = await say(service, "refused", "the second one")
        second = await say(service, "several", "yes")
        undone = await say(service, "greeted", "what do I have tomorrow?")

    assert [option.start.hour for option in taken_up.options if option.start] == [9, 11, 12, 13, 14]
    assert "e-mail" in picked.reply
    assert answered.card is not None
    assert "Ugo Neri" in answered.reply
    assert "Olga Petrova" in hinted.reply
    assert second.card is not None
    assert "Hugo" in second.card.text
    assert "John Smith" in undone.reply


def test_the_page_knows_its_browser_again(home: Path) -> None:
    visitors = Visitors(home / "demo")

    visitor = visitors.get("browser")
    visitors.close()

    assert (visitor.thread, visitor.preferences.zone) == ("open", "Europe/Berlin")
