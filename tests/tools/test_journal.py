"""The operation journal: what is noted outlives us, and of many who would carry out one write only one may."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tools.errors import InProgress, NotSaved, OutcomeUnknown
from tools.writing import owners
from tools.writing.journal import LEASE, PATIENCE, Facts, Line, OperationJournal, Stage
from tools.writing.outcome import WriteState, Written
from tools.writing.tables import digest_of

NOON = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
TOKEN = "b1946ac92492d2347c6235b4d2611184"
FACTS = Facts("a thread", "an account", "a thing", "Intro call, 2031-05-07 09:00 UTC", "button", NOON)


class Clock:
    """Stands still until somebody waits."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'operations.sqlite'}"
    address: str = request.getfixturevalue("postgres")
    OperationJournal(address, now=lambda: NOON + timedelta(days=365)).close()  # forgets what other tests noted
    return address


def outcome(state: WriteState) -> Written:
    return Written(state, error=None if state is WriteState.DONE else OutcomeUnknown("lost", sent_at=NOON))


async def refused(journal: OperationJournal, wait: Callable[[float], Awaitable[None]]) -> None:
    """Somebody else holds the operation for longer than we wait."""
    with pytest.raises(InProgress):
        async with journal.operation(TOKEN, "book", wait=wait):
            pass


async def test_a_new_operation_was_never_sent(url: str) -> None:
    journal = OperationJournal(url, now=Clock())

    async with journal.operation(TOKEN, "book") as line:
        assert line.stage is Stage.CLAIMED
        assert line.sent_before is None


@pytest.mark.parametrize("state", list(WriteState))
async def test_how_it_ended_is_known_in_the_next_life(url: str, state: WriteState) -> None:
    first = OperationJournal(url, now=Clock())
    async with first.operation(TOKEN, "book") as line:
        await line.sending(NOON)
        await line.settled(outcome(state))
    first.close()

    async with OperationJournal(url, now=Clock()).operation(TOKEN, "book") as line:
        assert line.stage == state.value
        assert line.sent_before == (NOON if state is WriteState.UNKNOWN else None)


async def test_what_was_sent_without_an_end_is_told_to_the_next_life(url: str) -> None:
    async with OperationJournal(url, now=Clock()).operation(TOKEN, "cancel") as line:
        await line.sending(NOON)

    async with OperationJournal(url, now=Clock()).operation(TOKEN, "cancel") as line:
        assert line.stage is Stage.SENDING
        assert line.sent_before == NOON


async def test_of_many_at_once_one_carries_it_out_and_the_others_see_how_it_ended(url: str) -> None:
    journals = [OperationJournal(url, now=lambda: NOON) for _ in range(8)]
    sent: list[int] = []

    async def one(number: int) -> Stage:
        async with journals[number].operation(TOKEN, "book", wait=lambda _: asyncio.sleep(0.01)) as line:
            if line.stage is Stage.CLAIMED:
                await line.sending(NOON)
                sent.append(number)
                await asyncio.sleep(0)
                await line.settled(outcome(WriteState.DONE))
            return line.stage

    seen = await asyncio.gather(*map(one, range(8)))

    assert len(sent) == 1
    assert sorted(seen) == [Stage.CLAIMED, *[Stage.DONE] * 7]


async def test_whoever_waits_too_long_is_told_so(url: str) -> None:
    holder = OperationJournal(url, now=lambda: NOON)
    other = OperationJournal(url, now=lambda: NOON)
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    async with holder.operation(TOKEN, "book"):
        await refused(other, wait)

    assert PATIENCE.total_seconds() <= sum(waits) < 45


async def test_a_holder_that_hangs_loses_its_line_after_a_minute_and_can_note_nothing_more(url: str) -> None:
    clock = Clock()
    hanging, other = OperationJournal(url, now=clock), OperationJournal(url, now=clock)

    async with hanging.operation(TOKEN, "book") as line:
        await line.sending(NOON)
        await refused(OperationJournal(url, now=clock), clock.wait)
        async with other.operation(TOKEN, "book", wait=clock.wait) as taken:
            assert taken.sent_before == NOON
            with pytest.raises(NotSaved):
                await line.settled(outcome(WriteState.NOT_DONE))

    assert clock.now - NOON >= LEASE


async def test_a_holder_that_lives_keeps_its_line_however_long_it_takes(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.writing.journal._RENEWED", timedelta(milliseconds=1))
    clock = Clock()

    async def wait(seconds: float) -> None:
        await clock.wait(seconds)
        await asyncio.sleep(0.005)

    async with OperationJournal(url, now=clock).operation(TOKEN, "book") as line:
        for _ in range(2):
            await refused(OperationJournal(url, now=clock), wait)
        await line.sending(NOON)

    assert clock.now - NOON >= LEASE


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from tools.writing.journal import OperationJournal
noon = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
async def main():
    async with OperationJournal(sys.argv[1], now=lambda: noon).operation(sys.argv[2], "book") as line:
        await line.sending(noon)
        os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
"""


async def test_the_line_of_a_killed_process_is_free_at_once(url: str) -> None:
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, url, TOKEN)
    await killed.wait()
    clock = Clock()

    async with OperationJournal(url, now=clock).operation(TOKEN, "book", wait=clock.wait) as line:
        assert killed.returncode == -signal.SIGKILL
        assert line.sent_before == NOON
        assert clock.now == NOON


def another_container(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **differs: str) -> None:
    """From now on this process sees only itself, in a place that has all in common with this one but what differs."""
    us = {"boot": Path("/proc/sys/kernel/random/boot_id").read_text(), "namespace": os.readlink("/proc/self/ns/pid")}
    told = us | differs
    for folder in ("sys/kernel/random", "self/ns", str(os.getpid())):
        (tmp_path / "proc" / folder).mkdir(parents=True)
    (tmp_path / "proc/sys/kernel/random/boot_id").write_text(told["boot"])
    (tmp_path / "proc/self/ns/pid").symlink_to(told["namespace"])
    (tmp_path / f"proc/{os.getpid()}/stat").write_text(Path("/proc/self/stat").read_text())
    monkeypatch.setattr(owners, "_PROC", tmp_path / "proc")


@pytest.mark.parametrize("differs", [{"boot": "another machine"}, {"namespace": "pid:[17]"}])
async def test_another_container_never_calls_a_process_dead_that_it_cannot_see(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, differs: dict[str, str]
) -> None:
    clock = Clock()
    sleeper = await asyncio.create_subprocess_exec("sleep", "60")
    monkeypatch.setattr(os, "getpid", lambda: sleeper.pid)
    holder = OperationJournal(url, now=clock)
    monkeypatch.undo()

    async with holder.operation(TOKEN, "book") as line:
        await line.sending(NOON)
        another_container(monkeypatch, tmp_path, **differs)
        await refused(OperationJournal(url, now=clock), clock.wait)
        async with OperationJournal(url, now=clock).operation(TOKEN, "book", wait=clock.wait):
            waited = clock.now - NOON
    sleeper.kill()
    await sleeper.wait()

    assert waited >= LEASE


def test_a_process_id_that_was_given_away_again_is_another_process() -> None:
    place, pid, started, _ = owners.this_process().split("/")

    assert not owners.is_dead(f"{place}/{pid}/{started}/x")
    assert owners.is_dead(f"{place}/{pid}/{int(started) - 1}/x")
    assert not owners.is_dead(f"another place/{pid}/{int(started) - 1}/x")
    assert not owners.is_dead("host/4321/0badcafe")  # as an older release named them


async def test_what_a_write_is_about_is_kept_from_its_first_life(url: str) -> None:
    async with OperationJournal(url, now=Clock()).operation(TOKEN, "book", facts=FACTS) as line:
        await line.sending(NOON)

    async with OperationJournal(url, now=Clock()).operation(TOKEN, "book", facts=Facts("another")) as line:
        assert line.facts == FACTS


@pytest.mark.parametrize("state", [None, *WriteState])
async def test_what_has_no_known_end_is_listed_and_holds_what_it_is_about(url: str, state: WriteState | None) -> None:
    journal = OperationJournal(url, now=Clock())
    async with journal.operation(TOKEN, "book", facts=FACTS) as line:
        await line.sending(NOON)
        if state is not None:
            await line.settled(outcome(state))

    rows, held = await journal.open_rows(), await journal.held("a thing", but="another")

    is_open = state in (None, WriteState.UNKNOWN)
    assert [(row.token, row.facts, row.sent_at) for row in rows] == ([(TOKEN, FACTS, NOON)] if is_open else [])
    assert (held is not None) == is_open
    assert await journal.held("a thing", but=TOKEN) is None
    assert await journal.held("another thing", but="another") is None


async def test_a_table_of_an_older_release_gets_its_new_columns_and_keeps_its_rows(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as sql:
        sql.execute(text("DROP TABLE IF EXISTS operations"))
        columns = "token VARCHAR(64) PRIMARY KEY, action VARCHAR(16), state VARCHAR(16), sent_at FLOAT, uid VARCHAR(64)"
        sql.execute(
            text(f"CREATE TABLE operations ({columns}, error TEXT, owner TEXT, leased_until FLOAT, updated FLOAT)")
        )
        at = NOON.timestamp()
        values = f"'{TOKEN}', 'book', 'sending', {at}, NULL, NULL, 'host/1/x', {at}, {at}"
        sql.execute(text(f"INSERT INTO operations VALUES ({values})"))
    engine.dispose()

    journal = OperationJournal(url, now=Clock())

    assert [(row.token, row.facts) for row in await journal.open_rows()] == [(TOKEN, Facts())]
    async with journal.operation("a new one", "book", facts=FACTS) as line:
        assert line.facts == FACTS


async def test_old_lines_are_forgotten_after_a_month(url: str) -> None:
    async with OperationJournal(url, now=Clock()).operation(TOKEN, "book") as line:
        await line.settled(outcome(WriteState.DONE))

    async with OperationJournal(url, now=lambda: NOON + timedelta(days=31)).operation(TOKEN, "book") as line:
        assert line.stage is Stage.CLAIMED


async def test_a_database_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        OperationJournal(f"sqlite:///{tmp_path / 'no such folder' / 'operations.sqlite'}", now=Clock())


async def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "operations.sqlite"
    file.write_bytes(os.urandom(4096))

    with pytest.raises(NotSaved):
        OperationJournal(f"sqlite:///{file}", now=Clock())


async def test_what_cannot_be_noted_is_said_before_anything_is_sent() -> None:
    journal = OperationJournal(now=Clock())
    journal.close()
    line: Line | None = None

    with pytest.raises(NotSaved):
        async with journal.operation(TOKEN, "book") as line:
            pass

    assert line is None


async def test_a_journal_lost_after_the_write_does_not_take_its_end_back() -> None:
    journal = OperationJournal(now=Clock())

    async with journal.operation(TOKEN, "book"):
        journal.close()  # in memory, so that the table is gone


async def test_an_audit_of_an_older_release_learns_to_name_the_conversation(url: str) -> None:
    OperationJournal(url, now=Clock()).close()
    with create_engine(url).begin() as sql:
        sql.execute(text("ALTER TABLE audit DROP COLUMN conversation"))
        sql.execute(text("DELETE FROM audit"))

    async with OperationJournal(url, now=Clock()).operation(TOKEN, "book", facts=FACTS) as line:
        await line.sending(NOON)
        await line.settled(outcome(WriteState.DONE))

    with create_engine(url).begin() as sql:
        [conversation] = sql.execute(text("SELECT conversation FROM audit")).scalars()
    assert conversation == digest_of("a thread")
