"""Nobody is told what is said here, whatever the environment holds; the one switch for it is our own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import langsmith
import pytest
from langsmith import Client, tracing_context
from langsmith.utils import tracing_is_enabled

from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Reading
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import Talk
from tests.slices import sliced
from tests.studio.running import studio_served

ROOT = Path(__file__).parents[2]
BOOK = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
SERVICE = f"""
import asyncio
from graph.given.preferences import Preferences
from ui.opening import opened, read_settings

async def talk():
    async with opened(read_settings()) as service:
        for text in ({BOOK!r}, "yes"):
            async for event in service.assistant.say("one", text, Preferences(zone="Europe/Berlin")):
                pass
        print(event.reply)

asyncio.run(talk())
"""
IMPORT = """
import os
before = dict(os.environ)
import graph, ui, graph.app, graph.assistant, graph.opening.service, graph.opening.http, ui.cli, ui.opening
import evals, evals.cli, evals.bench.cli, evals.playing.session
from tests.slices import sliced
print("unchanged" if dict(os.environ) == before else "changed")
"""
PROGRAMS: dict[str, tuple[list[str], str, str]] = {
    "chat": (["-m", "ui.cli", "chat", "--json"], f"{BOOK}\nyes\n", "Booked"),
    "a program of somebody else's": (["-c", SERVICE], "", "Booked"),
    "an eval": (["-m", "evals", "run", "-j", "1", "cancel"], "", "scenarios"),
    "an import": (["-c", IMPORT], "", "unchanged"),
}


class EachTime(OfflineInterpreter):
    """Notes whether what is said would be traced."""

    def __init__(self) -> None:
        self.traced: list[Any] = []

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        self.traced.append(tracing_is_enabled())
        return await super().interpret(message, dialogue)


@pytest.mark.parametrize("is_on", [False, True])
async def test_a_run_is_traced_when_our_switch_says_so_and_never_because_of_what_is_around_it(is_on: bool) -> None:
    reader = EachTime()
    talk = Talk(interpreter=reader)
    talk.assistant.is_traced = is_on

    with (
        a_collector() as (port, told),
        langsmith_at(f"http://127.0.0.1:{port}") as client,
        tracing_context(enabled=True),
    ):
        await talk.say(BOOK)
        client.flush()

    assert [bool(traced) for traced in reader.traced] == [is_on]
    assert any("/runs" in call for call in told) == is_on


@contextmanager
def langsmith_at(address: str) -> Iterator[Client]:
    """LangSmith's client of this process, for once with an endpoint on loopback."""
    client = Client(api_url=address, api_key="lsv2_pt_0123456789abcdef0123456789abcdef_0123456789")
    langsmith.configure(client=client)
    try:
        yield client
    finally:
        langsmith.configure(client=None)


@pytest.mark.parametrize("program", sliced(PROGRAMS, quick=0, slow=1))
def test_with_every_librarys_switch_on_nothing_is_sent(program: str, tmp_path: Path) -> None:
    with a_collector() as (port, told):
        done = run(program, switched_on(port, tmp_path))

    assert PROGRAMS[program][2] in done.stdout, done.stdout + done.stderr
    assert told == []


@pytest.mark.slow
def test_studios_server_sends_nothing_either(tmp_path: Path) -> None:
    with a_collector() as (port, told), studio_served(tmp_path, **switched_on(port, tmp_path)) as url:
        said = {"messages": [{"role": "user", "content": BOOK}]}
        run_ = {"assistant_id": "calcom", "input": said, "context": {"zone": "Europe/Berlin"}}
        answer = httpx.post(f"{url}/runs/wait", json=run_, timeout=30).json()

    assert answer["answer"]["card"] or answer["__interrupt__"]
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("program", ["chat", "a program of somebody else's"])
def test_with_our_own_switch_on_langsmith_is_told(program: str, tmp_path: Path) -> None:
    with a_collector() as (port, told):
        done = run(program, {**switched_on(port, tmp_path), "CALCOM_AGENT_TRACING": "langsmith"})

    assert "Booked" in done.stdout, done.stderr
    assert any("/runs" in call for call in told)


def run(program: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    arguments, typed, _ = PROGRAMS[program]
    command = [sys.executable, *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=100)


def switched_on(port: int, home: Path) -> dict[str, str]:
    """Every variable that makes a library of ours send something, all of it to this port."""
    collector = f"http://127.0.0.1:{port}"
    names = dict.fromkeys(("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"), "true")
    return {
        **names,
        "LANGSMITH_API_KEY": "lsv2_pt_0123456789abcdef0123456789abcdef_0123456789",
        "LANGSMITH_ENDPOINT": collector,
        "LANGCHAIN_ENDPOINT": collector,
        "LANGSMITH_OTEL_ENABLED": "false",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
        "OTEL_TRACES_EXPORTER": "otlp",
        "CONFIDENT_API_KEY": "confident",
        "DEEPEVAL_TELEMETRY_OPT_OUT": "",
        "GRADIO_ANALYTICS_ENABLED": "True",
        # Whoever calls the world outside is sent to the collector as well.
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "https_proxy", "http_proxy"), collector),
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "CALCOM_AGENT_HOME": str(home / "data"),
    }


@contextmanager
def a_collector() -> Iterator[tuple[int, list[str]]]:
    """A server that takes anything; its port, and what it was asked for."""
    told: list[str] = []

    class Collector(BaseHTTPRequestHandler):
        def _take(self) -> None:
            told.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("content-length") or 0))
            body = json.dumps({"tenant_id": "1", "batch_ingest_config": {}}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_CONNECT = do_HEAD = _take

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, told
    server.shutdown()
