"""Whether what is said and done can be kept: a damaged file is set aside, and room is tried before anything is sent.

A write leaves only when both stores, conversations and journal, have just proved that they can take what comes of it.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from filelock import FileLock
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from tools.errors import NotSaved
from tools.stores import has_room, set_aside, trouble_of, troubles

_log = logging.getLogger(__name__)
_LOCK = "opening.lock"
_TRIED = 262_144  # bytes: more than the checkpoints that follow a write
_TELLS = {
    "conversations.sqlite": "Earlier conversations could not be read",
    "operations.sqlite": "The record of what was sent before could not be read",
    "visitors.sqlite": "The settings of the browsers could not be read",
    "transcripts.sqlite": "What earlier conversations showed could not be read",
}


def set_aside_damaged(folder: Path, at: datetime) -> tuple[str, ...]:
    """Rename each of our files that is damaged, so that a new one is begun; a sentence about each. Blocks."""
    told = []
    with FileLock(folder / _LOCK, mode=0o600):  # of two who open at once, one finds it done
        for name, trouble in troubles(folder).items():
            if trouble.is_damage:
                file = folder / name
                aside = set_aside(file, at)
                _log.warning("%s was damaged; it is kept as %s", file.name, aside.name)
                told.append(
                    f"{_TELLS.get(name, name)}: the file was damaged. It is kept as {aside.name}; I began a new one."
                )
    return tuple(told)


class Room:
    """Tries, before anything is sent, whether its end could be kept. Satisfies what a journal is guarded by."""

    def __init__(self, saver: AsyncSqliteSaver, files: Iterable[Path]) -> None:
        """`files` must be there: they are the ones that are open, and must stay where they are."""
        self._saver = saver
        self._opened = {file: _identity(file) for file in files}

    async def check(self) -> None:
        """Raises NotSaved when a file is gone, the disk is nearly full, or the conversations cannot be written."""
        try:
            await asyncio.to_thread(self._check_files)
            async with self._saver.lock:
                await self._try_to_write()
        except OSError as error:
            raise NotSaved(f"conversations: {error.strerror}") from error
        except sqlite3.Error as error:
            raise NotSaved(f"conversations: {trouble_of(error).reason}") from error

    def _check_files(self) -> None:
        for file, opened in self._opened.items():
            if _identity(file) != opened:
                raise NotSaved(f"{file.name} was replaced while it was open")
            if not has_room(file.parent):
                raise NotSaved("there is no room left")

    async def _try_to_write(self) -> None:
        """Put in as much as may come, on the disk, and take it out again."""
        sql = self._saver.conn
        try:
            await sql.execute("CREATE TABLE IF NOT EXISTS room (tried BLOB)")
            await sql.execute("INSERT INTO room VALUES (zeroblob(?))", (_TRIED,))
            await sql.commit()
            await sql.execute("DELETE FROM room")
            await sql.commit()
        except sqlite3.Error:
            await sql.rollback()
            raise


def _identity(file: Path) -> tuple[int, int]:
    found = os.stat(file)
    return found.st_dev, found.st_ino
