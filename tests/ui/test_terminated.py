"""Told to end by SIGTERM: the write under way comes to its end and is noted, then the process is gone."""

import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.ui.running import bare_environment
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World

BOOK = "Book an intro call tomorrow at 4pm with Tess Arden, tess@example.com"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CHAT = ("chat", "--json", "--now", NOW.isoformat(), "--zone", "Europe/Berlin")


@contextmanager
def running(home: Path, server: MockServer, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The console script on the account of this server, killed when the test did not end it."""
    variables = bare_environment(home, CALCOM_API_KEY=KEY, CALCOM_BASE_URL=server.base_url)
    command = [sys.executable, "-m", "ui.cli", *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=home, env=variables, text=True, bufsize=1, **pipes)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]", line: str) -> dict[str, object]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{line}\n")
    row: dict[str, object] = json.loads(process.stdout.readline())
    return row


def until_sent(world: World) -> None:
    """Wait until Cal.com has the write, and holds its answer back."""
    while world.faults.unfired():
        select.select([], [], [], 0.01)


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


def noted(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "data" / "operations.sqlite")) as sql:
        return [state for (state,) in sql.execute("SELECT state FROM operations")]


def slow_to_answer() -> World:
    world = sample_world(lambda: NOW)
    world.faults.script("POST /v2/bookings", "delay", s=1.5)
    return world


@pytest.mark.slow
def test_a_chat_told_to_end_in_the_middle_of_a_write_ends_after_it(tmp_path: Path) -> None:
    world = slow_to_answer()
    with MockServer(world) as server, running(tmp_path, server, *CHAT) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        said(process, BOOK)
        process.stdin.write("yes\nwhat do I have tomorrow?\n")
        until_sent(world)

        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=60)

    [last] = out.splitlines()
    assert json.loads(last)["reply"].startswith("Booked")
    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in errors
    assert effects(world) == ["created"]
    assert noted(tmp_path) == ["done"]


@pytest.mark.slow
def test_a_chat_that_waits_for_a_line_ends_at_once(tmp_path: Path) -> None:
    with MockServer(sample_world(lambda: NOW)) as server, running(tmp_path, server, *CHAT) as process:
        assert process.stdout
        process.stdout.readline()
        said(process, "hello")

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in errors


@pytest.mark.slow
def test_a_page_told_to_end_in_the_middle_of_a_write_ends_after_it(tmp_path: Path) -> None:
    world = slow_to_answer()
    with (
        MockServer(world) as server,
        running(tmp_path, server, "ui", "--port", "0", "--now", NOW.isoformat()) as process,
    ):
        assert process.stdout
        address = process.stdout.readline().split()[-1]
        with httpx.Client(base_url=address, timeout=60) as page:
            page.get("/")
            card = typed_in(page, BOOK)
            assert card
            typed_in(page, "yes", card=card)
            until_sent(world)
            process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "Traceback" not in errors
    assert effects(world) == ["created"]
    assert noted(tmp_path) == ["done"]


def typed_in(page: httpx.Client, text: str, *, card: str = "") -> str:
    """As the page sends what is typed; waits for the turn's card and answers with its hash, or, with one, goes on."""
    handlers = page.get("/config").json()["dependencies"]
    say = next(h["id"] for h in handlers if h["api_name"] == "turn")
    told = json.dumps({"text": text, "card": card, "gesture": os.urandom(4).hex()})
    body = {"data": [told], "fn_index": say, "session_hash": f"s{os.urandom(4).hex()}", "event_data": None}
    page.post("/gradio_api/queue/join", json=body).raise_for_status()
    if card:
        return card
    with page.stream("GET", "/gradio_api/queue/data", params={"session_hash": body["session_hash"]}) as events:
        hashes: list[str] = [found for line in events.iter_lines() for found in re.findall(r"\b[0-9a-f]{64}\b", line)]
    return hashes[-1]
