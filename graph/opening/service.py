"""Settings become a running service: which Cal.com and which interpreter is chosen here, once, and shown."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import aiosqlite
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.build import build
from graph.given.ports import Ports, open_ports, wall_clock
from graph.given.settings import CALCOM_CLOUD, OPERATIONS, Settings, private_files
from graph.opening.demo import WORLD, demo_calcom
from graph.opening.storing import PlainData, trim
from graph.understanding.dialogue import Dialogue, Pending
from graph.understanding.offline import understand
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal
from graph.when import TimeContext, resolve
from tools.calcom.client import CalcomClient
from tools.calcom.models import Me

_log = logging.getLogger(__name__)
_CONVERSATIONS = "conversations.sqlite"
_SENTENCE = "book a call tomorrow at 2pm for 30 minutes with ana@example.com"


@dataclass(frozen=True)
class Service:
    """What a page or a terminal needs: the running assistant, and what must be visible about it."""

    assistant: Assistant
    ports: Ports
    account: Me
    calcom_url: str
    is_demo: bool

    @property
    def interpreter(self) -> str:
        """Which one reads messages: "offline" or "model"."""
        return self.ports.interpreter.name

    @property
    def calcom(self) -> CalcomClient:
        return self.ports.calcom


@asynccontextmanager
async def open_service(
    settings: Settings, *, now: Callable[[], datetime] | None = None, fresh: bool = False
) -> AsyncIterator[Service]:
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
        ports = await asyncio.to_thread(open_ports, settings, base_url, key, now=clock)
        stack.callback(ports.journal.close)
        await stack.enter_async_context(ports.calcom)
        account = await ports.calcom.me()
        saver = await stack.enter_async_context(_saver(folder / _CONVERSATIONS))
        await _warm_up(clock)
        graph = build().compile(checkpointer=saver, name="calcom")
        assistant = Assistant(graph, ports, trim=partial(trim, saver), is_traced=settings.is_traced)
        stack.push_async_callback(assistant.finish)
        yield Service(assistant, ports, account, base_url, settings.is_demo)


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
    async with demo_calcom(folder, clock) as served:
        yield served


@asynccontextmanager
async def _saver(path: Path) -> AsyncIterator[AsyncSqliteSaver]:
    """Checkpoints in one file that only its owner can read."""
    with private_files():
        connection = await aiosqlite.connect(path)
        saver = AsyncSqliteSaver(connection, serde=PlainData())
        await saver.setup()
        # WAL is on already; NORMAL survives a killed process and halves the time of a turn.
        await connection.execute("PRAGMA synchronous=NORMAL")
    try:
        yield saver
    finally:
        await connection.close()


async def _warm_up(now: Callable[[], datetime]) -> None:
    """Build grammars and patterns by a first reading, beside the event loop: 200 ms that the first turn would cost."""
    await asyncio.to_thread(_read_once, now())


def _read_once(now: datetime) -> None:
    understand(_SENTENCE, Dialogue(now=now, zone="UTC"))
    resolve("tomorrow at 2pm", TimeContext(now=now, user_zone="UTC"))
    for action in (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL):
        for reads in (is_approval, is_refusal, is_drop):
            reads("hm", Pending(action=action))


def _forget(folder: Path) -> None:
    for database in (_CONVERSATIONS, OPERATIONS):
        for name in (database, f"{database}-wal", f"{database}-shm"):
            (folder / name).unlink(missing_ok=True)
    (folder / WORLD).unlink(missing_ok=True)
