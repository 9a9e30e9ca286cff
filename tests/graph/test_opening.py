"""Opening the service: demo mode by itself, twice at once, again later; and a key that is not accepted."""

import contextlib
import sqlite3
import stat
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.assistant import Assistant
from graph.events import Button, TurnDone
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import open_service
from tests.graph.talk import TUESDAY
from tools.errors import BadKey
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
HERE = Preferences(zone="Europe/Berlin")


def now() -> datetime:
    return TUESDAY


def demo_in(folder: Path) -> Settings:
    return Settings(calcom_agent_home=folder, _env_file=None)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def say(assistant: Assistant, text: str, thread: str = "one") -> TurnDone:
    *_, done = [event async for event in assistant.say(thread, text, HERE)]
    assert isinstance(done, TurnDone)
    return done


async def test_with_no_key_the_house_opens_in_demo_mode_and_says_so(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        turn = await say(service.assistant, INTRO)

        assert service.is_demo
        assert service.interpreter == "offline"
        assert service.calcom_url.startswith("http://127.0.0.1:")
        assert turn.card is not None


async def test_a_demo_continues_after_a_restart_card_and_calendar_alike(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        await say(service.assistant, INTRO)

    async with open_service(demo_in(tmp_path), now=now) as service:
        shown = await service.assistant.conversation("one", HERE)
        done = [event async for event in service.assistant.press("one", Button.CONFIRM, HERE)][-1]

    async with open_service(demo_in(tmp_path), now=now) as service:
        listed = await say(service.assistant, "what do I have tomorrow?", "two")

    assert shown.card is not None
    assert isinstance(done, TurnDone)
    assert "Booked" in done.reply
    assert "Zed Zimmer" in listed.reply


async def test_a_page_and_a_terminal_on_one_folder_see_one_calendar(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as page, open_service(demo_in(tmp_path), now=now) as terminal:
        await say(page.assistant, INTRO, "page")
        await say(page.assistant, "yes", "page")
        listed = await say(terminal.assistant, "what do I have tomorrow?", "terminal")

        assert terminal.calcom_url == page.calcom_url
        assert "Zed Zimmer" in listed.reply


async def test_fresh_starts_over(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        await say(service.assistant, INTRO)
        await say(service.assistant, "yes")

    async with open_service(demo_in(tmp_path), now=now, fresh=True) as service:
        shown = await service.assistant.conversation("one", HERE)
        listed = await say(service.assistant, "what do I have tomorrow?", "two")

    assert shown.said == ()
    assert "Zed Zimmer" not in listed.reply


async def test_a_demo_account_that_cannot_be_read_is_set_aside_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "calcom.json").write_text("{ broken")

    async with open_service(demo_in(tmp_path), now=now) as service:
        turn = await say(service.assistant, "what do I have this week?")

    assert "John Smith" in turn.reply
    assert (tmp_path / "demo" / "calcom.broken.json").read_text() == "{ broken"


async def test_what_is_kept_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "home"

    async with open_service(demo_in(home), now=now) as service:
        await say(service.assistant, INTRO)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home / "demo").iterdir()}

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}, modes


async def test_a_key_that_is_not_accepted_is_said_at_the_door(tmp_path: Path) -> None:
    async with MockServer(sample_world(now)) as server:
        settings = demo_in(tmp_path).model_copy(
            update={"calcom_api_key": SecretStr("cal_test_unknown"), "calcom_base_url": server.base_url}
        )

        with pytest.raises(BadKey) as refused:
            async with open_service(settings, now=now):
                pass

    assert "cal_test_unknown" not in str(refused.value)


async def test_a_key_never_reaches_the_checkpoints(tmp_path: Path) -> None:
    async with MockServer(sample_world(now)) as server:
        key = server.key
        settings = demo_in(tmp_path).model_copy(
            update={"calcom_api_key": SecretStr(key), "calcom_base_url": server.base_url}
        )
        async with open_service(settings, now=now) as service:
            await say(service.assistant, INTRO)
            await say(service.assistant, "yes")

    kept = everything_in(tmp_path)
    assert b"zed@example.com" in kept
    assert key.encode() not in kept


async def test_a_long_conversation_keeps_few_checkpoints_and_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        for _ in range(12):
            await say(service.assistant, "hello")
        await say(service.assistant, INTRO)
    with contextlib.closing(sqlite3.connect(tmp_path / "demo" / "conversations.sqlite")) as kept:
        [(checkpoints,)] = kept.execute("select count(*) from checkpoints")

    async with open_service(demo_in(tmp_path), now=now) as service:
        done = await say(service.assistant, "yes")

    assert checkpoints <= 10
    assert "Booked" in done.reply
