"""From starting the process to the page's first answer, for our page and for a bare Gradio one, in alternation."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from evals.bench.row import Figure, Row
from evals.bench.timing import Spread

PART = "page"
_PATIENCE = 60.0  # seconds after which a page that does not answer is given up
_OURS = Path(sys.executable).with_name("calcom-agent")
_BARE = Path(__file__).with_name("bare_page.py")
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "true",
    "LANGSMITH_TRACING": "false",
}


class NoPage(RuntimeError):
    """A page's process ended before it answered."""


async def page_start(times: int) -> list[Row]:
    """Each in a new home, so many times."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(times):
        bare.append(await seconds_until_it_answers(sys.executable, str(_BARE)))
        ours.append(await seconds_until_it_answers(str(_OURS), "ui", "--port"))
    mine, theirs = _middle(ours), _middle(bare)
    name = "bare Gradio"
    ratios = Spread.of([one / other for one, other in zip(ours, bare, strict=True)])
    compared = Figure(ratios.p50, "×", ratios.least, ratios.most)
    return [
        Row(PART, "start until the first answer", mine, 10, theirs, name, f"{times} times each"),
        Row(PART, "ours over the bare one, pair by pair", compared, 1.6),
    ]


async def seconds_until_it_answers(*command: str) -> float:
    """The command with a free port as its last word, in an environment and a home with nothing in them."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "CALCOM_AGENT_HOME": f"{home}/data", **_QUIET}
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, str(port), cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                await _until_it_answers(process, f"http://127.0.0.1:{port}/")
            return time.perf_counter() - began
        finally:
            await _end(process)


async def _until_it_answers(process: asyncio.subprocess.Process, address: str) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=_PATIENCE) as browser:
        while process.returncode is None:
            try:
                if (await browser.get(address)).status_code == 200:
                    return
            except httpx.TransportError:
                pass  # not listening yet
            await asyncio.sleep(0.02)
    raise NoPage(f"the process ended with {process.returncode}")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(10):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _middle(seconds: list[float]) -> Figure:
    spread = Spread.of(seconds)
    return Figure(spread.p50, "s", spread.least, spread.most)
