"""The journal's tables, and the database they are in: SQLite beside us, or a PostgreSQL that several servers share."""

import hashlib
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

IN_MEMORY = "sqlite://"

_tables = MetaData()
operations = Table(
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
    # Since 0.2; None in the rows of an older release.
    Column("thread", Text),
    Column("account", String(64)),
    Column("about", String(64)),
    Column("what", Text),
    Column("via", String(16)),
    Column("confirmed_at", Float),
)
# A line for each end of a confirmed write. Our code adds to it, and neither changes nor deletes a line.
audit = Table(
    "audit",
    _tables,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False),
    Column("token", String(64), nullable=False),
    Column("account", String(64)),
    Column("action", String(16), nullable=False),
    Column("what", Text),
    Column("via", String(16)),
    Column("confirmed_at", Float),
    Column("state", String(16), nullable=False),
    Column("uid", String(8)),  # only how it begins: who knows a whole one can open the booking
    Column("conversation", String(12)),  # digest of the thread; None in the lines of an older release
)


def digest_of(thread: str) -> str:
    """How log and audit name a conversation: the beginning of its id's SHA-256, twelve hexadecimal digits.

    Who knows a thread's id may read and continue that conversation; with the id at hand its lines are found.
    """
    return hashlib.sha256(thread.encode()).hexdigest()[:12]


def open_engine(url: str) -> Engine:
    """The database with all tables and columns in it. Raises SQLAlchemyError when it cannot be opened or written."""
    engine = _engine(url)
    _tables.create_all(engine)
    _add_missing_columns(engine)
    return engine


def can_be_written(url: str) -> bool:
    """Whether the database at this URL answers and lets us keep a journal in it: its tables are made. Blocks."""
    try:
        engine = _engine(url)
        try:
            _tables.create_all(engine)
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError):
        return False
    return True


def compact(engine: Engine) -> None:
    """Leave nothing of deleted rows in a SQLite file and its log; a server sees to that itself. Blocks."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as sql:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                sql.execute(text(statement))


def _engine(url: str) -> Engine:
    if url == IN_MEMORY:
        return create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
    return engine


def _durable(connection: Any, _: object) -> None:
    """A row must be on the disk before the request it speaks of leaves; and what is deleted must be gone."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _add_missing_columns(engine: Engine) -> None:
    """A table of an older release gets the columns that came since. Of two who open at once, one may find it done."""
    for table in (operations, audit):
        known = {column["name"] for column in inspect(engine).get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(engine.dialect)
                if_new = "IF NOT EXISTS " if engine.dialect.name == "postgresql" else ""
                with engine.begin() as sql:
                    sql.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {if_new}{column.name} {kind}"))
