"""The operation journal: one row for each confirmed write, so that no life of the process repeats what another began.

It is kept apart from the conversations, on SQLite by default and on PostgreSQL where several servers share one. A row
holds no names and no addresses: the write's token, what kind of write, how far it came, and the uid that came of it.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from tools.errors import InProgress, NotSaved
from tools.writing.outcome import WriteState, Written
from tools.writing.owners import is_dead, this_process
from tools.writing.tables import IN_MEMORY, audit, compact, digest_of, open_engine, operations

LEASE = timedelta(seconds=60)  # renewed while its holder lives
KEPT = timedelta(days=30)
_RENEWED = LEASE / 3
PATIENCE = timedelta(seconds=40)  # how long we wait for another holder: a person is told within 45
_POLL = 0.5  # seconds between two looks at an operation that somebody else carries out
_UID_SHOWN = 4  # characters of a uid in the audit

_T = TypeVar("_T")


class Stage(StrEnum):
    """How far an operation came. The last three are ends; unknown may be looked into again."""

    CLAIMED = "claimed"
    SENDING = "sending"
    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


_OPEN = (Stage.SENDING, Stage.UNKNOWN)


@dataclass(frozen=True)
class Facts:
    """What is kept of a confirmed write besides how far it came: nobody's name, nobody's address."""

    thread: str | None = None  # the conversation it was confirmed in
    account: str | None = None  # digest of the server and the account it is for
    about: str | None = None  # digest of the thing it concerns: two writes about one thing have the same
    what: str | None = None  # short and plain, without persons: "Intro call, 2026-11-25 15:00 UTC"
    via: str | None = None  # how it was confirmed: "button" or "words"
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """A row as it stands."""

    token: str
    action: str
    stage: Stage
    facts: Facts
    sent_at: datetime | None
    uid: str | None
    error: str | None
    updated: datetime

    @property
    def conversation(self) -> str | None:
        """Digest of the conversation, as log and audit name it; None in a row of an older release."""
        return None if self.facts.thread is None else digest_of(self.facts.thread)


@dataclass(frozen=True)
class _Held:
    """An operation as its row says; `is_ours` when we may carry it out now."""

    entry: Entry
    is_ours: bool


class Line:
    """One operation's line, held by us alone. Satisfies tools.writing.outcome.Journal."""

    def __init__(self, journal: "OperationJournal", entry: Entry, mark: str = "") -> None:
        self._journal, self._token, self.mark = journal, entry.token, mark
        self.stage, self.uid, self.facts = entry.stage, entry.uid, entry.facts
        self.sent_before = entry.sent_at if entry.stage in _OPEN else None

    async def sending(self, at: datetime) -> None:
        """About to send. Raises NotSaved when that, or what comes of it, cannot be kept; then nothing may be sent."""
        await self._journal._before_sending()
        await self._journal._note(self._token, Stage.SENDING, sent_at=at.timestamp())

    async def settled(self, written: Written) -> None:
        """What became of it. Raises NotSaved; what is on disk then still says "sending", which makes us look again."""
        stage = {WriteState.DONE: Stage.DONE, WriteState.NOT_DONE: Stage.NOT_DONE}.get(written.state, Stage.UNKNOWN)
        uid = written.booking.uid if written.booking else None
        await self._journal._note(self._token, stage, uid=uid, error=written.error and written.error.code)


class OperationJournal:
    """All operations of one data folder or one shared database."""

    def __init__(self, url: str = IN_MEMORY, *, now: Callable[[], datetime], kept: timedelta = KEPT) -> None:
        """Opens the database, makes the tables if they are missing, and forgets what nobody touched since `kept`.

        Args:
            url: a SQLAlchemy URL: sqlite:///path, or postgresql+psycopg://…; in memory when left out.
            now: an aware clock.

        Raises:
            NotSaved: the database cannot be opened.
        """
        self._now = now
        self._owner = this_process()
        self._one_at_a_time = threading.Lock()
        self._before_sending: Callable[[], Awaitable[None]] = _nothing_else
        try:
            self._engine = open_engine(url)
            self._begin(lambda sql: sql.execute(delete(operations).where(operations.c.updated < self._at(-kept))))
        except (SQLAlchemyError, ImportError) as error:  # a URL may ask for a driver that is not installed
            raise NotSaved(f"journal: {type(error).__name__}") from error

    def guard(self, check: Callable[[], Awaitable[None]]) -> None:
        """Have this asked as well before anything is sent; it raises NotSaved where the end could not be kept."""
        self._before_sending = check

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @asynccontextmanager
    async def operation(
        self,
        token: str,
        action: str,
        *,
        facts: Facts = Facts(),
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        mark: str = "",
    ) -> AsyncIterator[Line]:
        """Hold one operation for the length of the block; whoever else wants it meanwhile waits and sees how it ended.

        Args:
            facts: kept when the operation is new; of one that is known, those it began with stand.
            mark: how the log calls it; see tools.writing.outcome.Journal.

        Raises:
            NotSaved: the journal cannot be written, so nothing may be sent.
            InProgress: somebody else holds it and did not come to an end.
        """
        held = await self._in_thread(lambda: self._claim(token, action, facts))
        for _ in range(int(PATIENCE.total_seconds() / _POLL) + 1):
            if held.is_ours:
                break
            await wait(_POLL)
            held = await self._in_thread(lambda: self._claim(token, action, facts))
        else:
            raise InProgress(f"a {action} under way elsewhere")
        heart = asyncio.create_task(self._keep(token))
        try:
            yield Line(self, held.entry, mark)
        finally:
            heart.cancel()
            with suppress(NotSaved):  # what was written is told all the same; the line is free after its minute
                await self._in_thread(lambda: self._release(token))

    async def entry(self, token: str) -> Entry | None:
        """The row of a write as it stands; None when it was never begun. Raises NotSaved."""
        rows = await self._rows(_is(token))
        return rows[0] if rows else None

    async def rows(self) -> list[Entry]:
        """All writes that are remembered, oldest first. Raises NotSaved."""
        return await self._rows()

    async def forget(self, thread: str | None) -> None:
        """Delete the rows of one conversation, or all, so that their bytes are gone. Raises NotSaved.

        The audit stays: its lines name no person, and a conversation by a digest alone.
        """
        of_thread = () if thread is None else (operations.c.thread == thread,)
        await self._in_thread(lambda: self._begin(lambda sql: sql.execute(delete(operations).where(*of_thread))))
        await self._in_thread(lambda: compact(self._engine))

    async def open_rows(self) -> list[Entry]:
        """Writes that left, or were about to, and whose end is not known; oldest first. Raises NotSaved."""
        return await self._rows(operations.c.state.in_(_OPEN))

    async def held(self, about: str, *, but: str) -> Entry | None:
        """A write about the same thing, with another token than `but`, whose end is not known. Raises NotSaved."""
        rows = await self._rows(operations.c.state.in_(_OPEN), operations.c.about == about, operations.c.token != but)
        return rows[0] if rows else None

    async def _rows(self, *conditions: ColumnElement[bool]) -> list[Entry]:
        asked = select(operations).where(*conditions).order_by(operations.c.updated)
        return await self._in_thread(lambda: self._begin(lambda sql: [_entry(row) for row in sql.execute(asked)]))

    async def _keep(self, token: str) -> None:
        """Renew our lease for as long as we live; when that fails we may lose it, and then can note nothing more."""
        while True:
            await asyncio.sleep(_RENEWED.total_seconds())
            with suppress(NotSaved):
                await self._in_thread(lambda: self._begin(lambda sql: self._renew(sql, token)))

    async def _note(self, token: str, stage: Stage, **facts: Any) -> None:
        """Write to our row, and keep it for as long again. Somebody who took it over meanwhile keeps it."""
        if not await self._in_thread(lambda: self._begin(lambda sql: self._noted(sql, token, stage, facts))):
            raise NotSaved("another process took this operation over")

    def _noted(self, sql: Connection, token: str, stage: Stage, facts: dict[str, Any]) -> bool:
        """The row and, where this ends it, its line in the audit, both or none. False: the row is no longer ours."""
        before = sql.execute(select(operations.c.state).where(_is(token))).scalar()
        if not self._renew(sql, token, state=stage, **facts):
            return False
        if stage not in (before, Stage.SENDING):
            row = sql.execute(select(operations).where(_is(token))).one()
            kept = {name: getattr(row, name) for name in {*audit.columns.keys()} & {*operations.columns.keys()}}
            conversation = row.thread and digest_of(row.thread)
            uid = row.uid and row.uid[:_UID_SHOWN]
            sql.execute(insert(audit).values(**kept | {"uid": uid, "at": self._at(), "conversation": conversation}))
        return True

    def _renew(self, sql: Connection, token: str, **facts: Any) -> bool:
        ours = (_is(token), operations.c.owner == self._owner)
        facts |= {"leased_until": self._at(LEASE), "updated": self._at()}
        return sql.execute(update(operations).where(*ours).values(**facts)).rowcount == 1

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        """Databases block; the event loop must not."""
        try:
            return await asyncio.to_thread(work)
        except SQLAlchemyError as error:
            raise NotSaved(type(error).__name__) from error

    def _begin(self, work: Callable[[Connection], _T]) -> _T:
        with self._one_at_a_time, self._engine.begin() as sql:
            return work(sql)

    def _claim(self, token: str, action: str, facts: Facts) -> _Held:
        mine = {"owner": self._owner, "leased_until": self._at(LEASE), "updated": self._at()}
        row = {"token": token, "action": action, "state": Stage.CLAIMED, **asdict(facts)}
        row["confirmed_at"] = facts.confirmed_at and facts.confirmed_at.timestamp()
        try:
            self._begin(lambda sql: sql.execute(insert(operations).values(**row, **mine)))
        except IntegrityError:
            holder = self._begin(lambda sql: sql.execute(select(operations.c.owner).where(_is(token))).scalar())
            return self._begin(lambda sql: self._take_over(sql, token, holder, mine))
        return self._begin(lambda sql: _Held(self._read(sql, token), is_ours=True))

    def _take_over(self, sql: Connection, token: str, holder: str | None, mine: dict[str, Any]) -> _Held:
        """Take a row whose holder let go, ran out of time or died; of two who try only one's update finds it free.

        It is read after it was taken: before, its holder may just be writing how it ended.
        """
        free = or_(operations.c.owner.is_(None), operations.c.leased_until <= self._at())
        if holder is not None and is_dead(holder):
            free = or_(free, operations.c.owner == holder)
        taken = sql.execute(update(operations).where(_is(token), free).values(**mine)).rowcount
        return _Held(self._read(sql, token), is_ours=taken == 1)

    def _read(self, sql: Connection, token: str) -> Entry:
        return _entry(sql.execute(select(operations).where(_is(token))).one())

    def _release(self, token: str) -> None:
        ours = (_is(token), operations.c.owner == self._owner)
        self._begin(lambda sql: sql.execute(update(operations).where(*ours).values(owner=None)))

    def _at(self, later: timedelta = timedelta(0)) -> float:
        return (self._now() + later).timestamp()


async def _nothing_else() -> None:
    """There is nothing to ask but the journal itself."""


def _is(token: str) -> ColumnElement[bool]:
    return operations.c.token == token


def _entry(row: Row[Any]) -> Entry:
    facts = Facts(row.thread, row.account, row.about, row.what, row.via, _instant(row.confirmed_at))
    return Entry(
        token=row.token,
        action=row.action,
        stage=Stage(row.state),
        facts=facts,
        sent_at=_instant(row.sent_at),
        uid=row.uid,
        error=row.error,
        updated=datetime.fromtimestamp(row.updated, tz=UTC),
    )


def _instant(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
