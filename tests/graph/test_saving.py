"""Both stores are guarded: what cannot be kept is not sent, what was sent is told, and a damaged file is set aside."""

import contextlib
import shutil
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from datetime import datetime
from itertools import product
from pathlib import Path

import aiosqlite
import pytest
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.events import TurnDone
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import Service, open_service
from tests.graph.talk import TUESDAY
from tests.slices import sliced
from tools.errors import NotSaved
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World

HERE = Preferences(zone="Europe/Berlin")
STORES = ("conversations.sqlite", "operations.sqlite")
ASKED = {
    "book": "Book an intro call tomorrow at 4pm with Vera Quint, vera@example.com",
    "move": "move my call with Olga to Friday at 10",
    "cancel": "cancel my call with Olga",
}


def now() -> datetime:
    return TUESDAY


@asynccontextmanager
async def opened(folder: Path, world: World | None = None) -> AsyncIterator[Service]:
    """The service on files, for an account on a mocked Cal.com."""
    async with MockServer(world or sample_world(now)) as server:
        settings = Settings(calcom_agent_home=folder, calcom_base_url=server.base_url, _env_file=None)
        with_a_key = settings.model_copy(update={"calcom_api_key": SecretStr(server.key)})
        async with open_service(with_a_key, now=now) as service:
            await connection(service).execute("PRAGMA busy_timeout=20")
            yield service


def connection(service: Service) -> aiosqlite.Connection:
    saver = service.assistant._graph.checkpointer
    return saver.conn  # type: ignore[union-attr, no-any-return]


async def say(assistant: Assistant, text: str) -> TurnDone:
    *_, done = [event async for event in assistant.say("one", text, HERE)]
    assert isinstance(done, TurnDone)
    return done


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


# --- what may happen to the files while we run -----------------------------------------------------------------------


@asynccontextmanager
async def read_only(service: Service, folder: Path) -> AsyncIterator[None]:
    await connection(service).execute("PRAGMA query_only=ON")
    yield


@asynccontextmanager
async def full(service: Service, folder: Path) -> AsyncIterator[None]:
    await connection(service).execute("PRAGMA max_page_count=1")  # as many as there are, and no more
    yield


@asynccontextmanager
async def locked(service: Service, folder: Path) -> AsyncIterator[None]:
    with contextlib.closing(sqlite3.connect(folder / STORES[0])) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@asynccontextmanager
async def gone(service: Service, folder: Path) -> AsyncIterator[None]:
    shutil.rmtree(folder)
    yield


@asynccontextmanager
async def replaced(service: Service, folder: Path) -> AsyncIterator[None]:
    (folder / STORES[0]).unlink()
    (folder / STORES[0]).touch()
    yield


@asynccontextmanager
async def without_room(service: Service, folder: Path) -> AsyncIterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.stores.ROOM", shutil.disk_usage(folder).total * 2)
        yield


@asynccontextmanager
async def without_its_table(service: Service, folder: Path) -> AsyncIterator[None]:
    with contextlib.closing(sqlite3.connect(folder / STORES[1])) as other:
        other.execute("DROP TABLE operations")
    yield


FAULTS = [read_only, full, locked, gone, replaced, without_room, without_its_table]
Fault = Callable[[Service, Path], contextlib.AbstractAsyncContextManager[None]]


@pytest.mark.parametrize(("fault", "write"), sliced(product(FAULTS, ASKED), quick=8, slow=13))
async def test_where_its_end_could_not_be_kept_nothing_is_sent_and_it_is_said(
    tmp_path: Path, fault: Fault, write: str
) -> None:
    world = sample_world(now)
    async with opened(tmp_path / "home", world) as service:
        await say(service.assistant, ASKED[write])

        async with fault(service, tmp_path / "home"):
            told = await say(service.assistant, "yes")

    assert effects(world) == []
    assert "can't save" in told.reply
    assert "sent nothing" in told.reply
    assert told.outcome is not None
    assert told.outcome.code == "not_saved"


@pytest.mark.parametrize("fault", [read_only, full, locked])
async def test_a_card_that_could_not_be_answered_stays_and_is_good_once_there_is_room(
    tmp_path: Path, fault: Fault
) -> None:
    world = sample_world(now)
    async with opened(tmp_path / "home", world) as service:
        shown = await say(service.assistant, ASKED["book"])
        async with fault(service, tmp_path / "home"):
            told = await say(service.assistant, "yes")

        await connection(service).execute("PRAGMA query_only=OFF")
        await connection(service).execute("PRAGMA max_page_count=1000000")
        done = await say(service.assistant, "yes")

    assert shown.card is not None
    assert told.card is not None
    assert told.card.hash == shown.card.hash
    assert "Booked" in done.reply
    assert effects(world) == ["created"]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_plain_question_is_answered_or_told_in_a_sentence(tmp_path: Path, fault: Fault) -> None:
    async with opened(tmp_path / "home") as service:
        await say(service.assistant, "hello")

        async with fault(service, tmp_path / "home"):
            told = await say(service.assistant, "what do I have tomorrow?")
            shown = await service.assistant.conversation("one", HERE)

    assert "can't save" in told.reply or "Olga" in told.reply
    assert shown.said


@pytest.mark.parametrize("pages", sliced([0, 2, 5, 10, 20, 40, 80, 120, 160], quick=4, slow=5))
async def test_however_little_room_is_left_what_is_sent_is_told_and_kept(tmp_path: Path, pages: int) -> None:
    world = sample_world(now)
    async with opened(tmp_path, world) as service:
        await say(service.assistant, ASKED["book"])
        [(there,)] = await (await connection(service).execute("PRAGMA page_count")).fetchall()
        await connection(service).execute(f"PRAGMA max_page_count={there + pages}")

        told = await say(service.assistant, "yes")

    assert ("Booked" in told.reply) == (effects(world) == ["created"])
    assert ("sent nothing" in told.reply) == (effects(world) == [])
    assert "may not remember" not in told.reply


async def test_what_was_done_is_told_even_when_that_can_no_longer_be_kept(tmp_path: Path) -> None:
    world = sample_world(now)
    async with opened(tmp_path, world) as service:
        await say(service.assistant, ASKED["book"])

        async def no_room_from_here() -> None:
            await connection(service).execute("PRAGMA query_only=ON")

        service.ports.journal.guard(no_room_from_here)
        told = await say(service.assistant, "yes")
        await connection(service).execute("PRAGMA query_only=OFF")
        again = await service.assistant.conversation("one", HERE)

    assert effects(world) == ["created"]
    assert "Booked" in told.reply
    assert "may not remember" in told.reply
    assert told.outcome is not None
    assert told.outcome.status == "success"
    assert "Booked" in again.said[-1].text


# --- what is found at the start --------------------------------------------------------------------------------------


def torn(file: Path) -> None:
    """The second half is something else."""
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"x" * (len(whole) // 2))


def no_database(file: Path) -> None:
    file.write_text("something else altogether")


def set_aside_in(folder: Path) -> list[Path]:
    return list(folder.glob("*.broken-*.sqlite"))


@contextmanager
def no_thread_left_behind() -> Iterator[None]:
    """None that Python would wait for at its end; the idle ones of asyncio's pool are ended by asyncio."""
    before = set(threading.enumerate())
    yield
    new = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert [thread.name for thread in new if not thread.name.startswith("asyncio_")] == []


@pytest.mark.parametrize("damage", [torn, no_database])
@pytest.mark.parametrize("store", STORES)
async def test_a_damaged_file_is_set_aside_and_that_is_said(
    tmp_path: Path, store: str, damage: Callable[[Path], None]
) -> None:
    async with opened(tmp_path) as service:
        await say(service.assistant, ASKED["book"])
        await say(service.assistant, "yes")
    damage(tmp_path / store)
    damaged = (tmp_path / store).read_bytes()

    world = sample_world(now)
    async with opened(tmp_path, world) as service:
        notices = service.notices
        await say(service.assistant, ASKED["cancel"])
        told = await say(service.assistant, "yes")

    [aside] = set_aside_in(tmp_path)
    assert aside.read_bytes() == damaged
    assert stat.S_IMODE((tmp_path / store).stat().st_mode) == 0o600
    assert len(notices) == 1
    assert aside.name in notices[0]
    assert "Cancelled" in told.reply
    async with opened(tmp_path) as service:
        assert service.notices == ()


def holding(file: Path) -> AbstractContextManager[object]:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return contextlib.closing(other)


def holding_anew(file: Path) -> AbstractContextManager[object]:
    file.unlink()
    return holding(file)


def in_the_way(file: Path) -> AbstractContextManager[object]:
    file.unlink(missing_ok=True)
    file.mkdir()
    return contextlib.nullcontext()


TROUBLES = [
    pytest.param(STORES[0], in_the_way),
    pytest.param(STORES[1], in_the_way),
    pytest.param(STORES[0], holding_anew, marks=pytest.mark.slow),  # these wait for seconds
    pytest.param(STORES[1], holding, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("store", "trouble"), TROUBLES)
async def test_a_file_that_cannot_be_used_is_a_reason_not_to_start_and_nothing_hangs(
    tmp_path: Path, store: str, trouble: Callable[[Path], AbstractContextManager[object]]
) -> None:
    async with opened(tmp_path):
        pass

    with trouble(tmp_path / store), no_thread_left_behind(), pytest.raises(NotSaved):
        async with opened(tmp_path):
            pass
