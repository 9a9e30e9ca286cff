"""Demo mode's Cal.com: a mocked one on loopback, its world kept in the data folder, shared by all that run on it."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from pydantic import SecretStr

from graph.given.settings import private_files

if TYPE_CHECKING:
    from graph.given.ports import Clock
    from tools.mock_calcom.world.world import World

_log = logging.getLogger(__name__)
WORLD = "calcom.json"
_ADDRESS, _LOCK = "serving.json", "serving.lock"


@asynccontextmanager
async def demo_calcom(folder: Path, clock: "Clock") -> AsyncIterator[tuple[str, SecretStr]]:
    """Address and key. The first process serves; a page and a terminal on one data folder see one calendar."""
    lock = FileLock(folder / _LOCK, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        served = json.loads((folder / _ADDRESS).read_text(encoding="utf-8"))
        yield served["base_url"], SecretStr(served["key"])
        return
    from tools.mock_calcom.server import MockServer

    try:
        async with MockServer(_world(folder / WORLD, clock)) as server:
            with private_files():
                told = json.dumps({"base_url": server.base_url, "key": server.key})
                (folder / _ADDRESS).write_text(told, encoding="utf-8")
            yield server.base_url, SecretStr(server.key)
    finally:
        lock.release()


def _world(path: Path, clock: "Clock") -> "World":
    """The demo account as it was left, or a new one; a file that cannot be read is set aside, not overwritten."""
    from tools.mock_calcom.samples import sample_world
    from tools.mock_calcom.world.world import World

    if path.exists():
        try:
            return World(clock).load_from(path)
        except ValueError:
            aside = path.rename(path.with_suffix(".broken.json"))
            _log.warning("the demo account could not be read; it is kept as %s, and a new one was made", aside.name)
    world = sample_world(clock)
    world.persist_to = path
    world.save()
    return world
