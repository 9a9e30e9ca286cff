"""What is kept of conversations goes: after some weeks by itself, or at once when it is asked for.

What is deleted is written over, in the files and in their write-ahead logs.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tools.errors import NotSaved
from tools.stores import trouble_of

_TABLES = ("writes", "checkpoints")  # writes first: what is old is told by the checkpoints
_EPOCH = 0x01B21DD213814000  # 1970 in the count of an UUID: 100 ns since 1582
_OLD = "SELECT thread_id FROM checkpoints GROUP BY thread_id HAVING max(checkpoint_id) < ?"


def forget_old(conversations: Path, before: datetime) -> int:
    """Delete the conversations that nobody went on with since; returns how many. Blocks. Raises NotSaved."""
    if not conversations.exists():
        return 0
    try:
        with closing(_opened(conversations)) as sql:
            if not _is_used(sql):
                return 0
            old = [thread for (thread,) in sql.execute(_OLD, (_first_id_at(before),))]
            for thread in old:
                _delete(sql, thread)
            sql.commit()
            return len(old)
    except sqlite3.Error as error:
        raise NotSaved(f"conversations: {trouble_of(error).reason}") from error


def forget(conversations: Path, thread: str | None) -> bool:
    """Delete one conversation, or all, so that its bytes are gone; False when there was none. Blocks.

    Raises NotSaved: the file cannot be written, or somebody has it open: a running page or terminal.
    """
    if not conversations.exists():
        return False
    try:
        with closing(_opened(conversations)) as sql:
            found = _is_used(sql) and _delete(sql, thread)
            sql.commit()
            sql.execute("VACUUM")
            [(is_busy, *_)] = sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise NotSaved(f"conversations: {trouble_of(error).reason}") from error
    if is_busy:
        raise NotSaved("conversations: another program holds it")
    return found


def _opened(file: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(file, timeout=1)
    sql.execute("PRAGMA secure_delete=ON")
    return sql


def _is_used(sql: sqlite3.Connection) -> bool:
    return bool(list(sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'")))


def _delete(sql: sqlite3.Connection, thread: str | None) -> bool:
    """All of a thread, or of every thread; whether there was anything."""
    deletions = [f"DELETE FROM {table} WHERE :thread IS NULL OR thread_id = :thread" for table in _TABLES]  # noqa: S608
    return sum(sql.execute(deletion, {"thread": thread}).rowcount for deletion in deletions) > 0


def _first_id_at(instant: datetime) -> str:
    """What the ids of checkpoints made since then are not less than: as UUIDs of version 6 they begin with the time."""
    ticks = int(instant.timestamp() * 10_000_000) + _EPOCH
    return f"{ticks >> 28:08x}-{ticks >> 12 & 0xFFFF:04x}-6{ticks & 0xFFF:03x}"
