"""The door: settings become a running house. Which Cal.com and which interpreter is chosen here, once, and shown."""

import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import aiosqlite
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.ports import Ports, open_ports, wall_clock
from graph.settings import CALCOM_CLOUD, Settings
from tools.calcom.client import CalcomClient
from tools.calcom.models import Me

if TYPE_CHECKING:
    from tools.mock_calcom.world import World

_log = logging.getLogger(__name__)
_WORLD, _CONVERSATIONS = "calcom.json", "conversations.sqlite"


@dataclass(frozen=True)
class House:
    """What a page or a terminal needs: the assistant, and what must be visible about it."""

    assistant: Assistant
    ports: Ports
    account: Me
    calcom_url: str
    is_demo: bool

    @property
    def interpreter(self) -> str:
        """ "offline" or "model"."""
        return self.ports.interpreter.name

    @property
    def calcom(self) -> CalcomClient:
        return self.ports.calcom


@asynccontextmanager
async def open_house(
    settings: Settings, *, now: Callable[[], datetime] | None = None, fresh: bool = False
) -> AsyncIterator[House]:
    """Open everything, check the key with GET /v2/me, and close it again afterwards.

    Args:
        now: the clock of the graph and of the demo Cal.com; the machine's own when left out.
        fresh: forget the conversations, and in demo mode the mocked account's world.

    Raises:
        BadKey: Cal.com does not accept the key.
        SchedulingError: Cal.com cannot be reached or read.
        BadAddress: a base URL that a key must not be sent to.
    """
    clock = now or wall_clock
    folder = settings.open_data_folder()
    if fresh:
        _forget(folder)
    async with AsyncExitStack() as stack:
        base_url, key = await stack.enter_async_context(_cal_com(settings, folder, clock))
        ports = open_ports(settings, base_url, key, now=clock)
        await stack.enter_async_context(ports.calcom)
        account = await ports.calcom.me()
        saver = await stack.enter_async_context(_saver(folder / _CONVERSATIONS))
        assistant = Assistant(build().compile(checkpointer=saver, name="calcom"), ports)
        stack.push_async_callback(assistant.finish)
        yield House(assistant, ports, account, base_url, settings.is_demo)


@asynccontextmanager
async def _cal_com(
    settings: Settings, folder: Path, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[str, SecretStr]]:
    """The real one, or in demo mode a mocked one on loopback that continues where it was."""
    if settings.calcom_api_key is not None:
        yield settings.calcom_base_url, settings.calcom_api_key
        return
    if settings.calcom_base_url != CALCOM_CLOUD:
        _log.warning("CALCOM_BASE_URL is not used without CALCOM_API_KEY: this is demo mode")
    from tools.mock_calcom.server import MockServer

    async with MockServer(_demo_world(folder / _WORLD, clock)) as server:
        yield server.base_url, SecretStr(server.key)


def _demo_world(path: Path, clock: Callable[[], datetime]) -> "World":
    """The demo account as it was left, or a new one; a file that cannot be read is set aside, not overwritten."""
    from tools.mock_calcom.samples import sample_world
    from tools.mock_calcom.world import World

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


@asynccontextmanager
async def _saver(path: Path) -> AsyncIterator[AsyncSqliteSaver]:
    """Checkpoints in one file that only its owner can read."""
    with _private_files():
        connection = await aiosqlite.connect(path)
        saver = AsyncSqliteSaver(connection)
        await saver.setup()
        # WAL is on already; NORMAL survives a killed process and halves the time of a turn.
        await connection.execute("PRAGMA synchronous=NORMAL")
    try:
        yield saver
    finally:
        await connection.close()


@contextmanager
def _private_files() -> Iterator[None]:
    """Files made inside are 0600, write-ahead logs included."""
    old = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(old)


def _forget(folder: Path) -> None:
    for name in (_WORLD, _CONVERSATIONS, f"{_CONVERSATIONS}-wal", f"{_CONVERSATIONS}-shm"):
        (folder / name).unlink(missing_ok=True)
