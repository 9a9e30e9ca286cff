"""The log tells who said yes to what and what came of it, by thread and token, and nothing about anybody."""

import asyncio
import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.executing.writes import WRITES
from graph.given.context import log_mark
from tests.graph.lives import Life
from tests.graph.stories import a_world, story_of
from tests.graph.talk import Talk, with_a_studio
from tools.mock_calcom.samples import KEY
from tools.mock_calcom.server import MockServer
from tools.writing.journal import OperationJournal

EVENTS = ("approval minted", "write sent", "write sent again", "write looked up", "outcome settled")


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What our own rooms logged about a yes and its write, each line without its mark."""
    lines = [record.getMessage() for record in caplog.records if record.getMessage().startswith(EVENTS)]
    return [re.sub(r"thread=\w+ token=\w+ ", "", line) for line in lines]


def a_talk() -> Talk:
    talk = Talk()
    with_a_studio(talk.world)
    talk.before = set(talk.world.bookings)
    return talk


@pytest.mark.parametrize("write", WRITES)
async def test_a_yes_its_write_and_its_end_are_one_line_each(caplog: pytest.LogCaptureFixture, write: str) -> None:
    talk, story = a_talk(), story_of(write)
    caplog.set_level(logging.INFO)
    for text in story.said:
        card = await talk.say(text)
    assert card.card
    assert told(caplog) == []

    await talk.say("yes")

    assert told(caplog) == [
        f"approval minted action={card.card.action} via=words",
        f"write sent write={write}",
        f"outcome settled write={write} code=done problem=-",
    ]


async def test_the_lines_of_one_write_share_its_thread_and_the_token_on_the_booking(
    caplog: pytest.LogCaptureFixture,
) -> None:
    talk = a_talk()
    caplog.set_level(logging.INFO)
    await talk.say(story_of("book").said[0])

    await talk.press("confirm")

    lines = [record.getMessage() for record in caplog.records if record.getMessage().startswith(EVENTS)]
    mark = log_mark("one", str(talk.made[0].metadata["csa_op"]))
    assert len(lines) == 3
    assert all(mark in line for line in lines)
    assert "via=button" in lines[0]


@pytest.mark.parametrize("write", WRITES)
async def test_no_line_tells_whom_or_what_a_write_is_about(caplog: pytest.LogCaptureFixture, write: str) -> None:
    talk = a_talk()
    caplog.set_level(logging.DEBUG, logger="graph")
    caplog.set_level(logging.DEBUG, logger="tools")
    for text in story_of(write).said:
        await talk.say(text)

    await talk.say("yes")

    lines = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("graph", "tools.")))
    people = [attendee for booking in talk.world.bookings.values() for attendee in booking.attendees]
    secret = {KEY, *talk.world.bookings, *(a.email for a in people), *(a.name for a in people)}
    secret |= {booking.title for booking in talk.world.bookings.values()} | {"Clara", "2026-"}
    assert "write sent" in lines
    assert [word for word in secret - {""} if word.casefold() in lines.casefold()] == []


async def test_a_thread_is_logged_by_a_digest_because_who_knows_its_id_may_read_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    talk, thread = a_talk(), "5f1c0e9a7b3d48608f6e2d1c0b9a7f3e"
    caplog.set_level(logging.INFO)
    await talk.say("cancel my call with Olga", thread)

    await talk.say("yes", thread)

    assert "outcome settled" in caplog.text
    assert thread not in caplog.text


def test_the_log_the_journal_and_its_audit_name_a_conversation_by_the_same_digest(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO)

    with MockServer(a_world()) as server:
        (life := Life(tmp_path, server.base_url)).talk("cancel my call with Olga", "yes")

    journal = OperationJournal(life.journal, now=lambda: life.now)
    [row] = asyncio.run(journal.rows())
    with closing(sqlite3.connect(tmp_path / "operations.sqlite")) as sql:
        lines = list(sql.execute("SELECT conversation, token, via, state FROM audit"))
    assert lines == [(row.conversation, row.token, "words", "done")]
    assert f"outcome settled thread={row.conversation} token={row.token}" in caplog.text


async def test_a_look_after_a_lost_answer_is_told(caplog: pytest.LogCaptureFixture) -> None:
    talk = a_talk()
    await talk.say("cancel my call with Olga")
    talk.world.faults.script("POST /v2/bookings/{uid}/cancel", "drop_before_commit")
    caplog.set_level(logging.INFO)

    await talk.say("yes")

    assert told(caplog)[1:] == [
        "write sent write=cancel",
        "write looked up write=cancel after=lost_answer",
        "outcome settled write=cancel code=unknown problem=outcome_unknown",
    ]


async def test_a_refusal_is_told_with_its_code(caplog: pytest.LogCaptureFixture) -> None:
    talk = a_talk()
    await talk.say("accept Fatima's booking")
    pending = next(booking for booking in talk.world.bookings.values() if booking.status == "pending")
    pending.status = "cancelled"
    caplog.set_level(logging.INFO)

    await talk.say("yes")

    assert told(caplog)[1:] == ["outcome settled write=accept code=not_done problem=changed_elsewhere"]
