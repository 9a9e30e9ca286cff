"""Forgotten is erased: not a byte of it is left in any file. What nobody touched for weeks goes by itself."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.given.settings import Settings
from graph.opening.forgetting import forget, forget_old
from graph.opening.service import open_service
from tests.graph.talk import TUESDAY
from tests.graph.test_opening import HERE, demo_in, everything_in, now, say
from tools.errors import NotSaved
from tools.writing.journal import OperationJournal, Stage
from tools.writing.tables import digest_of

CANARY = "Kanarienvogel"
BOOK = f"Book an intro call tomorrow at 4pm with Finn {CANARY}, finn@example.com"
FILE = "conversations.sqlite"


async def talked(folder: Path) -> None:
    """Two conversations, one of them with a booking that was confirmed."""
    async with open_service(demo_in(folder), now=now) as service:
        await say(service.assistant, BOOK, "theirs")
        await say(service.assistant, "yes", "theirs")
        await say(service.assistant, "cancel my call with Olga", "ours")
        await say(service.assistant, "yes", "ours")
    (folder / "demo" / "calcom.json").unlink()  # Cal.com's own memory


async def forgotten(folder: Path, thread: str | None) -> None:
    forget(folder / "demo" / FILE, thread)
    journal = OperationJournal(f"sqlite:///{folder / 'demo' / 'operations.sqlite'}", now=now)
    await journal.forget(thread)
    journal.close()


@pytest.mark.parametrize("thread", ["theirs", None])
async def test_not_a_byte_is_left_of_a_conversation_that_was_forgotten(tmp_path: Path, thread: str | None) -> None:
    await talked(tmp_path)
    before = everything_in(tmp_path)

    await forgotten(tmp_path, thread)

    after = everything_in(tmp_path)
    assert CANARY.encode() in before
    assert b"theirs" in before
    assert CANARY.encode() not in after
    assert b"theirs" not in after
    assert (b"Olga" in after) == (thread is not None)


async def test_other_conversations_go_on(tmp_path: Path) -> None:
    await talked(tmp_path)

    await forgotten(tmp_path, "theirs")

    async with open_service(demo_in(tmp_path), now=now) as service:
        theirs = await service.assistant.conversation("theirs", HERE)
        ours = await service.assistant.conversation("ours", HERE)
        rows = await service.ports.journal.rows()
    assert theirs.said == ()
    assert "Cancelled" in ours.said[-1].text
    assert [(row.facts.thread, row.stage) for row in rows] == [("ours", Stage.DONE)]


async def test_the_audit_keeps_a_line_of_each_end_without_a_person_and_the_conversation_as_a_digest(
    tmp_path: Path,
) -> None:
    await talked(tmp_path)

    await forgotten(tmp_path, None)

    with closing(sqlite3.connect(tmp_path / "demo" / "operations.sqlite")) as sql:
        lines = list(
            sql.execute("SELECT conversation, action, what, via, state, length(uid) FROM audit ORDER BY number")
        )
    assert lines == [
        (digest_of("theirs"), "book", "Intro call, 2026-11-25 15:00 UTC", "words", "done", 4),
        (digest_of("ours"), "cancel", "event type 101, 2026-11-25 14:00 UTC", "words", "done", 4),
    ]


async def test_what_is_being_read_elsewhere_cannot_be_erased_and_that_is_said(tmp_path: Path) -> None:
    await talked(tmp_path)
    file = tmp_path / "demo" / FILE

    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM checkpoints").fetchone()
        with pytest.raises(NotSaved):
            forget(file, "theirs")


@pytest.mark.parametrize("age", [timedelta(days=29), timedelta(days=31)])
async def test_after_a_month_without_a_word_a_conversation_is_gone(
    tmp_path: Path, age: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talked(tmp_path)
    monkeypatch.setattr("graph.opening.service.wall_clock", lambda: datetime.now(UTC) + age)

    async with open_service(demo_in(tmp_path), now=now) as service:
        shown = await service.assistant.conversation("theirs", HERE)

    assert bool(shown.said) == (age < timedelta(days=30))


async def test_only_what_is_older_goes(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        await say(service.assistant, "hello", "early")
        between = datetime.now(UTC)
        await say(service.assistant, "hello", "late")
    file = tmp_path / "demo" / FILE

    gone = forget_old(file, between)

    with closing(sqlite3.connect(file)) as sql:
        assert list(sql.execute("SELECT DISTINCT thread_id FROM checkpoints")) == [("late",)]
    assert gone == 1


def test_a_folder_without_conversations_has_nothing_to_forget(tmp_path: Path) -> None:
    assert forget(tmp_path / FILE, None) is False
    assert forget_old(tmp_path / FILE, TUESDAY) == 0
    assert list(tmp_path.iterdir()) == []


def test_how_long_is_kept_is_a_setting(tmp_path: Path) -> None:
    assert demo_in(tmp_path).kept == timedelta(days=30)
    with pytest.raises(ValueError, match="keep_days"):
        Settings(calcom_agent_keep_days=0, _env_file=None)
