"""SQLite files that we keep: whether one can be used, found by trying, and how a broken one is set aside."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ROOM = 1_000_000  # bytes that must be free on the disk: a turn with its write takes a tenth of that
_REASONS = {
    sqlite3.SQLITE_FULL: "there is no room left",
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk does not work as it should",
}
_DAMAGED = "it is damaged"
_PARTS = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Trouble:
    """Why a file cannot be used. A damaged one will never work again; anything else may pass."""

    reason: str
    is_damage: bool = False


def trouble_with(file: Path, *, patience: float = 1.0) -> Trouble | None:
    """Try to read all of a file and to begin writing it; None when that works or it is not there yet. Changes nothing.

    `patience`: seconds to wait for another program's transaction. Blocks.
    """
    try:
        if not file.exists():
            return None
        with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as sql:
            [(found,)] = sql.execute("PRAGMA quick_check(1)")
            if found != "ok":
                return Trouble(_DAMAGED, is_damage=True)
            sql.execute("BEGIN IMMEDIATE")
            sql.execute("ROLLBACK")
    except sqlite3.Error as error:
        return trouble_of(error)
    except OSError as error:
        return Trouble(error.strerror or "it cannot be opened")
    return None


def troubles(folder: Path) -> dict[str, Trouble]:
    """What is wrong with the SQLite files of a folder, by name; with its disk under "". Blocks, and makes nothing."""
    try:
        names = sorted(path.name for path in folder.glob("*.sqlite") if ".broken-" not in path.name)
        found = {name: trouble_with(folder / name) for name in names}
        if folder.exists() and not has_room(folder):
            found[""] = Trouble("there is no room left on its disk")
    except OSError as error:
        return {"": Trouble(error.strerror or "it cannot be read")}
    return {name: trouble for name, trouble in found.items() if trouble is not None}


def trouble_of(error: sqlite3.Error) -> Trouble:
    """What an error of SQLite amounts to."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Trouble(_DAMAGED, is_damage=True)
    return Trouble(_REASONS.get(code, "it cannot be used"))


def has_room(folder: Path) -> bool:
    """Whether enough of the disk is free. Raises OSError when the folder is gone."""
    return shutil.disk_usage(folder).free >= ROOM


def set_aside(file: Path, at: datetime) -> Path:
    """Rename a damaged file, write-ahead log included; returns the new path, which tells the time it was found."""
    stem, n = f"{file.stem}.broken-{at:%Y%m%dT%H%M%S}", 0
    while (aside := file.with_name(f"{stem}{f'-{n}' if n else ''}{file.suffix}")).exists():
        n += 1
    for part in _PARTS:
        if os.path.exists(f"{file}{part}"):
            os.rename(f"{file}{part}", f"{aside}{part}")
    return aside
