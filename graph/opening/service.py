"""Settings become a running service: which Cal.com and which interpreter is chosen here, once, and shown."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
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
from graph.given.settings import CALCOM_CLOUD, CONVERSATIONS, OPERATIONS, Settings, private_files
from graph.opening.demo import WORLD, demo_calcom
from graph.opening.forgetting import forget_old
from graph.opening.saving import Room, set_aside_damaged
from graph.opening.storing import PlainData, trim
from graph.understanding.dialogue import Dialogue, Pending
from graph.understanding.offline import understand
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal
from graph.when import TimeContext, resolve
from graph.wording.times import word_clock
from tools.calcom.client import CalcomClient
from tools.calcom.models import Me
from tools.errors import NotSaved
from tools.stores import trouble_of

_log = logging.getLogger(__name__)
_EVERY = 60.0  # seconds between two looks at writes whose end is not known
_SENTENCE = "book a call tomorrow at 2pm for 30 minutes with ana@example.com"


@dataclass(frozen=True)
class Service:
    """What a page or a terminal needs: the running assistant, and what must be visible about it."""

    assistant: Assistant
    ports: Ports
    account: Me
    calcom_url: str
    is_demo: bool
    notices: tuple[str, ...] = ()  # sentences about the set-up that the person must read once

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
        NotSaved: conversations or journal cannot be opened. A damaged file is no reason: it is set aside.
    """
    clock = now or wall_clock
    folder = settings.open_data_folder()
    if fresh:
        _forget(folder)
    async with AsyncExitStack() as stack:
        # First, for it imports and reads files: LangGraph's server allows that only until we wait for something.
        base_url, key = await stack.enter_async_context(_cal_com(settings, folder, clock))
        notices = await asyncio.to_thread(set_aside_damaged, folder, clock())
        await asyncio.to_thread(forget_old, folder / CONVERSATIONS, wall_clock() - settings.kept)
        ports = await asyncio.to_thread(open_ports, settings, base_url, key, now=clock)
        stack.callback(ports.journal.close)
        await stack.enter_async_context(ports.calcom)
        account = await ports.calcom.me()
        notices += _about_the_clock(ports.calcom.clock_off)
        saver = await stack.enter_async_context(_saver(folder / CONVERSATIONS))
        await _warm_up(clock)
        graph = build().compile(checkpointer=saver, name="calcom")
        ports.journal.guard(Room(saver, [folder / name for name in (CONVERSATIONS, *settings.own_journal)]).check)
        assistant = Assistant(graph, ports, trim=partial(trim, saver), is_traced=settings.is_traced)
        stack.push_async_callback(assistant.finish)
        await stack.enter_async_context(looking_after(assistant.reconcile))
        yield Service(assistant, ports, account, base_url, settings.is_demo, notices)


@asynccontextmanager
async def looking_after(reconcile: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """At once and every minute: what became of the writes whose end is not known. `reconcile` may raise NotSaved."""
    task = asyncio.create_task(_reconciling(reconcile))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _reconciling(reconcile: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await reconcile()
        except NotSaved:
            _log.warning("the journal cannot be read, so nothing was looked up")
        await asyncio.sleep(_EVERY)


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
    async with AsyncExitStack() as stack:
        try:
            with private_files():
                # Its thread outlives us unless it is closed, whatever goes wrong next.
                connection = await stack.enter_async_context(aiosqlite.connect(path))
                saver = AsyncSqliteSaver(connection, serde=PlainData())
                await saver.setup()
                # WAL is on already; NORMAL survives a killed process and halves the time of a turn.
                await connection.execute("PRAGMA synchronous=NORMAL")
                await connection.execute("PRAGMA secure_delete=ON")  # what is deleted is written over
        except sqlite3.Error as error:
            raise NotSaved(f"conversations: {trouble_of(error).reason}") from error
        yield saver


def _about_the_clock(minutes: int) -> tuple[str, ...]:
    told = word_clock(minutes)
    return (f"{told[0].upper()}{told[1:]}. Please set it right.",) if minutes else ()


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
    for database in (CONVERSATIONS, OPERATIONS):
        for name in (database, f"{database}-wal", f"{database}-shm"):
            (folder / name).unlink(missing_ok=True)
    (folder / WORLD).unlink(missing_ok=True)
