"""What each conversation showed, kept whole beside the graph's own short memory; and which conversations there are."""

import logging
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Executable,
    Integer,
    MetaData,
    RowMapping,
    Select,
    String,
    Table,
    case,
    create_engine,
    delete,
    event,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError

from ui.page.lines import Line

TRANSCRIPTS = "transcripts.sqlite"
_LONGEST_TITLE = 60  # characters
_log = logging.getLogger(__name__)
_tables = MetaData()
_lines = Table(
    "lines",
    _tables,
    Column("number", Integer, primary_key=True),
    Column("thread", String(64), nullable=False, index=True),
    Column("line", JSON, nullable=False),
)
_talks = Table(
    "talks",
    _tables,
    Column("thread", String(64), primary_key=True),
    Column("browser", String(32), nullable=False, index=True),
    Column("title", String(_LONGEST_TITLE), nullable=False),
    Column("is_named", Boolean, nullable=False),
    Column("at", String(32), nullable=False),
)


class Talk(BaseModel):
    """A conversation in the list. `at`: when it last went on; `is_named`: its person gave it its title."""

    model_config = ConfigDict(frozen=True)

    thread: str
    title: str
    at: datetime
    is_named: bool = False


class Transcripts:
    """The transcripts of one data folder. Calls take a millisecond and block: call them from a worker thread.

    Lines are only ever added. What cannot be kept, because the disk is full, is remembered for this life.
    """

    def __init__(self, folder: Path) -> None:
        """Raises SQLAlchemyError or OSError when the file cannot be opened."""
        file = folder / TRANSCRIPTS
        file.touch(mode=0o600)
        self._engine = create_engine(f"sqlite:///{file}")
        event.listen(self._engine, "connect", lambda raw, _: raw.execute("PRAGMA secure_delete=ON"))
        self._unkept: defaultdict[str, list[Line]] = defaultdict(list)
        _tables.create_all(self._engine)

    def lines(self, thread: str) -> tuple[Line, ...]:
        """All that was shown, oldest first; () of a conversation that has not begun or cannot be read."""
        rows = self._read(select(_lines.c.line).where(_lines.c.thread == thread).order_by(_lines.c.number))
        return (*(Line.model_validate(row["line"]) for row in rows), *self._unkept.get(thread, ()))

    def add(self, thread: str, line: Line) -> None:
        """One line more."""
        try:
            with self._engine.begin() as sql:
                sql.execute(insert(_lines).values(thread=thread, line=line.model_dump(mode="json")))
        except SQLAlchemyError as error:
            _log.error("a line could not be kept: %s", type(error).__name__)
            self._unkept[thread].append(line)

    def own(self, thread: str, browser: str, at: datetime) -> None:
        """The conversation is this browser's; it has no title until something is said in it."""
        new = insert(_talks).values(thread=thread, browser=browser, title="", at=at.isoformat(), is_named=False)
        self._write(new.on_conflict_do_nothing())

    def touch(self, thread: str, title: str, at: datetime) -> None:
        """The conversation went on; its title becomes this one unless its person named it."""
        told = case((_talks.c.is_named, _talks.c.title), else_=_short(title))
        self._write(update(_talks).where(_talks.c.thread == thread).values(at=at.isoformat(), title=told))

    def rename(self, thread: str, title: str) -> None:
        """From now on it has this title."""
        row = {"title": _short(title) or "Conversation", "is_named": True}
        self._write(update(_talks).where(_talks.c.thread == thread).values(**row))

    def talks(self, browser: str) -> list[Talk]:
        """A browser's conversations, newest first."""
        mine = select(_talks).where(_talks.c.browser == browser).order_by(_talks.c.at.desc())
        return [Talk.model_validate(dict(row)) for row in self._read(mine)]

    def forget(self, thread: str | None) -> bool:
        """Erase one conversation, or all; whether there was anything. Raises SQLAlchemyError."""
        erased = 0
        with self._engine.begin() as sql:
            for table in (_lines, _talks):
                which = () if thread is None else (table.c.thread == thread,)
                erased += sql.execute(delete(table).where(*which)).rowcount
        for known in [thread] if thread else list(self._unkept):
            self._unkept.pop(known, None)
        return erased > 0

    def forget_before(self, at: datetime) -> None:
        """Erase the conversations that nobody went on with since. Raises SQLAlchemyError."""
        with self._engine.begin() as sql:
            old = select(_talks.c.thread).where(_talks.c.at < at.isoformat())
            sql.execute(delete(_lines).where(_lines.c.thread.in_(old)))
            sql.execute(delete(_talks).where(_talks.c.at < at.isoformat()))

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def _read(self, query: Select[Any]) -> list[RowMapping]:
        """The rows; none where the file fails, and the page goes on."""
        try:
            with self._engine.begin() as sql:
                return list(sql.execute(query).mappings())
        except SQLAlchemyError as error:
            _log.error("a transcript could not be read: %s", type(error).__name__)
            return []

    def _write(self, statement: Executable) -> None:
        """For what may be lost where the file fails: the list of conversations."""
        try:
            with self._engine.begin() as sql:
                sql.execute(statement)
        except SQLAlchemyError as error:
            _log.error("the list of conversations could not be kept: %s", type(error).__name__)


def forget_shown(folder: Path, thread: str | None) -> bool:
    """The same where no page runs. Raises SQLAlchemyError or OSError."""
    if not (folder / TRANSCRIPTS).exists():
        return False
    with closing(Transcripts(folder)) as transcripts:
        return transcripts.forget(thread)


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"
