"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached over a socket there."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.skipping import lacking

_VERSIONS = Path("/usr/lib/postgresql")


def _programs() -> Path | None:
    found = sorted(_VERSIONS.glob("*/bin/initdb")) if _VERSIONS.exists() else []
    elsewhere = shutil.which("initdb")
    return found[-1].parent if found else Path(elsewhere).parent if elsewhere else None


@contextmanager
def a_postgres() -> Iterator[str]:
    """Its SQLAlchemy URL. Skips on a machine without PostgreSQL, but never in CI."""
    programs = _programs()
    if programs is None:
        lacking("PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        owner = _owner()
        shutil.chown(folder, owner)
        data = f"{folder}/data"
        _run(owner, programs / "initdb", "-D", data, "-U", "test", "-A", "trust", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run(owner, programs / "pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql+psycopg://test@/postgres?host={folder}"
        finally:
            _run(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _owner() -> str:
    """PostgreSQL refuses to run as root; then it runs as the user its package made."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _run(owner: str, *command: object) -> None:
    other = owner if os.geteuid() == 0 else None
    whole = [str(part) for part in command]
    subprocess.run(whole, check=True, capture_output=True, cwd="/", user=other, group=other)
