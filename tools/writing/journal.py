"""The operation journal: one row for each confirmed write, so that no life of the process repeats what another began.

It is kept apart from the conversations, on SQLite by default and on PostgreSQL where several servers share one. A row
holds no names and no addresses: the write's token, what kind of write, how far it came, and the uid that came of it.
"""

import asyncio
import os
import platform
import secrets
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Float,
    MetaData,
    Row,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from tools.errors import InProgress, NotSaved
from tools.writing.outcome import WriteState, Written

IN_MEMORY = "sqlite://"
LEASE = timedelta(seconds=60)  # longer than a write may take, looking it up included
KEPT = timedelta(days=30)
_POLL = 0.5  # seconds between two looks at an operation that somebody else carries out

_tables = MetaData()
_operations = Table(
    "operations",
    _tables,
    Column("token", String(64), primary_key=True),
    Column("action", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("sent_at", Float),  # seconds since 1970, UTC; None: nothing has left
    Column("uid", String(64)),
    Column("error", String(64)),
    Column("owner", String(128)),  # who carries it out; None: nobody
    Column("leased_until", Float, nullable=False),
    Column("updated", Float, nullable=False),
)
_T = TypeVar("_T")


class Stage(StrEnum):
    """How far an operation came. The last three are ends; unknown may be looked into again."""

    CLAIMED = "claimed"
    SENDING = "sending"
    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Held:
    """An operation as its row says; `is_ours` when we may carry it out now."""

    stage: Stage
    sent_at: datetime | None
    uid: str | None
    is_ours: bool


class Line:
    """One operation's line, held by us alone. Satisfies tools.writing.outcome.Journal."""

    def __init__(self, journal: "OperationJournal", token: str, held: _Held, mark: str = "") -> None:
        self._journal, self._token, self.mark = journal, token, mark
        self.stage, self.uid = held.stage, held.uid
        self.sent_before = held.sent_at if held.stage in (Stage.SENDING, Stage.UNKNOWN) else None

    async def sending(self, at: datetime) -> None:
        """About to send. Raises NotSaved when that cannot be noted; then nothing may be sent."""
        await self._journal._note(self._token, state=Stage.SENDING, sent_at=at.timestamp())

    async def settled(self, written: Written) -> None:
        """What became of it. Raises NotSaved; what is on disk then still says "sending", which makes us look again."""
        stage = {WriteState.DONE: Stage.DONE, WriteState.NOT_DONE: Stage.NOT_DONE}.get(written.state, Stage.UNKNOWN)
        uid = written.booking.uid if written.booking else None
        await self._journal._note(self._token, state=stage, uid=uid, error=written.error and written.error.code)


class OperationJournal:
    """All operations of one data folder or one shared database."""

    def __init__(self, url: str = IN_MEMORY, *, now: Callable[[], datetime]) -> None:
        """Opens the database and makes the table if it is missing.

        Args:
            url: a SQLAlchemy URL: sqlite:///path, or postgresql+psycopg://…; in memory when left out.
            now: an aware clock.

        Raises:
            NotSaved: the database cannot be opened.
        """
        self._now = now
        self._owner = f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}"
        self._one_at_a_time = threading.Lock()
        try:
            self._engine = _engine(url)
            _tables.create_all(self._engine)
            self._begin(lambda sql: sql.execute(delete(_operations).where(_operations.c.updated < self._at(-KEPT))))
        except SQLAlchemyError as error:
            raise NotSaved(type(error).__name__) from error

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @asynccontextmanager
    async def operation(
        self, token: str, action: str, *, wait: Callable[[float], Awaitable[None]] = asyncio.sleep, mark: str = ""
    ) -> AsyncIterator[Line]:
        """Hold one operation for the length of the block; whoever else wants it meanwhile waits and sees how it ended.

        Args:
            mark: how the log calls it; see tools.writing.outcome.Journal.

        Raises:
            NotSaved: the journal cannot be written, so nothing may be sent.
            InProgress: somebody else holds it and did not come to an end.
        """
        held = await self._in_thread(lambda: self._claim(token, action))
        for _ in range(int(LEASE.total_seconds() / _POLL) + 1):
            if held.is_ours:
                break
            await wait(_POLL)
            held = await self._in_thread(lambda: self._claim(token, action))
        else:
            raise InProgress(f"a {action} under way elsewhere")
        try:
            yield Line(self, token, held, mark)
        finally:
            with suppress(NotSaved):  # what was written is told all the same; the line is free after its minute
                await self._in_thread(lambda: self._release(token))

    async def _note(self, token: str, **facts: Any) -> None:
        """Write to our row, and keep it for as long again. Somebody who took it over meanwhile keeps it."""
        ours = (_is(token), _operations.c.owner == self._owner)
        facts |= {"leased_until": self._at(LEASE), "updated": self._at()}
        changed = await self._in_thread(
            lambda: self._begin(lambda sql: sql.execute(update(_operations).where(*ours).values(**facts)).rowcount)
        )
        if changed != 1:
            raise NotSaved("another process took this operation over")

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        """Databases block; the event loop must not."""
        try:
            return await asyncio.to_thread(work)
        except SQLAlchemyError as error:
            raise NotSaved(type(error).__name__) from error

    def _begin(self, work: Callable[[Connection], _T]) -> _T:
        with self._one_at_a_time, self._engine.begin() as sql:
            return work(sql)

    def _claim(self, token: str, action: str) -> _Held:
        mine = {"owner": self._owner, "leased_until": self._at(LEASE), "updated": self._at()}
        row = {"token": token, "action": action, "state": Stage.CLAIMED}
        try:
            self._begin(lambda sql: sql.execute(insert(_operations).values(**row, **mine)))
        except IntegrityError:
            holder = self._begin(lambda sql: sql.execute(select(_operations.c.owner).where(_is(token))).scalar())
            return self._begin(lambda sql: self._take_over(sql, token, holder, mine))
        return _Held(Stage.CLAIMED, None, None, is_ours=True)

    def _take_over(self, sql: Connection, token: str, holder: str | None, mine: dict[str, Any]) -> _Held:
        """Take a row whose holder let go, ran out of time or died; of two who try only one's update finds it free.

        It is read after it was taken: before, its holder may just be writing how it ended.
        """
        free = or_(_operations.c.owner.is_(None), _operations.c.leased_until <= self._at())
        if holder is not None and _is_dead(holder):
            free = or_(free, _operations.c.owner == holder)
        taken = sql.execute(update(_operations).where(_is(token), free).values(**mine)).rowcount
        return _held(sql.execute(select(_operations).where(_is(token))).one(), is_ours=taken == 1)

    def _release(self, token: str) -> None:
        ours = (_is(token), _operations.c.owner == self._owner)
        self._begin(lambda sql: sql.execute(update(_operations).where(*ours).values(owner=None)))

    def _at(self, later: timedelta = timedelta(0)) -> float:
        return (self._now() + later).timestamp()


def _is(token: str) -> ColumnElement[bool]:
    return _operations.c.token == token


def _held(row: Row[Any], *, is_ours: bool) -> _Held:
    sent_at = datetime.fromtimestamp(row.sent_at, tz=UTC) if row.sent_at is not None else None
    return _Held(Stage(row.state), sent_at, row.uid, is_ours)


def _engine(url: str) -> Engine:
    if url == IN_MEMORY:
        return create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
    return engine


def _durable(connection: Any, _: object) -> None:
    """A row must be on the disk before the request it speaks of leaves."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _is_dead(owner: str) -> bool:
    """Whether the process that held a row ran on this machine and is gone. Of other machines we only know the time."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != platform.node():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False
