"""The mock on real HTTP, on loopback: as a context manager of either kind, and as a command."""

import asyncio
import json
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from tools.mock_calcom.app import create_app
from tools.mock_calcom.clock import ticking_from, wall_clock
from tools.mock_calcom.delivery import TRANSPORT
from tools.mock_calcom.moments import parse_instant
from tools.mock_calcom.samples import RECORDED_KEYS, WORLDS
from tools.mock_calcom.seeding import plant
from tools.mock_calcom.world import World

HOST = "127.0.0.1"


class MockServer:
    """Serves a world while the block lasts: `async with` in the running loop, `with` in a thread of its own.

    `base_url` (without /v2), `port`, `key` (of the first user) and `world` are there inside the block.
    """

    def __init__(self, world: World, port: int = 0, *, control: bool = True) -> None:
        self.world = world
        self.port = port
        self._server = _quiet_server(world, port, control=control)
        self._task: asyncio.Task[None] | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:<port>`."""
        return f"http://{HOST}:{self.port}"

    @property
    def key(self) -> str:
        """An API key of the first user."""
        return next(iter(self.world.keys))

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            if self._task.done():
                await self._task
                raise OSError(f"the mocked Cal.com could not listen on port {self.port}")
            await asyncio.sleep(0.005)
        self.port = _port_of(self._server)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await self._task

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.run, name="mock-calcom", daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
            if not self._thread.is_alive():
                raise OSError(f"the mocked Cal.com could not listen on port {self.port}")
        self.port = _port_of(self._server)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()


async def serve(world: World, port: int, ready: Callable[[int], None]) -> None:
    """Serves until cancelled or interrupted; `ready` is called once with the port in use.

    Raises OSError when the port is taken.
    """
    async with MockServer(world, port) as server:
        ready(server.port)
        assert server._task is not None  # noqa: S101
        await server._task


def run_mock(
    port: int = 0,
    *,
    now: str | None = None,
    release: str = "default",
    world: str = "sample",
    seed: Path | None = None,
    rate_limit: int | None = None,
) -> None:
    """`calcom-agent mock`: serves until interrupted; the first line on stdout says where.

    Args:
        now: ISO instant (naive means UTC) from which the clock ticks; the machine's time by default.
        world: sample, empty or recorded.
        seed: JSON file for seeding.plant.

    Raises:
        ValueError: unknown world or release, bad instant or seed.
    """
    start = parse_instant(now) if now else None
    if now and start is None:
        raise ValueError(f"--now {now!r} is no ISO instant")
    if world not in WORLDS:
        raise ValueError(f"unknown world {world!r}; known are {', '.join(WORLDS)}")
    clock = ticking_from(start) if isinstance(start, datetime) else wall_clock
    far_side = WORLDS[world](clock, release=release)
    if seed is not None:
        plant(far_side, json.loads(seed.read_text(encoding="utf-8")))
    if rate_limit is not None:
        far_side.rate_limit = rate_limit
    asyncio.run(serve(far_side, port, lambda bound: _announce(far_side, world, bound)))


class _Connection(H11Protocol):
    """Hands the app its connection, so that a scripted fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = {**scope.get("extensions", {}), TRANSPORT: transport}
            await app({**scope, "extensions": extensions}, receive, send)

        self.app = with_transport


def _port_of(server: uvicorn.Server) -> int:
    return int(server.servers[0].sockets[0].getsockname()[1])


def _announce(world: World, name: str, port: int) -> None:
    line: dict[str, object] = {"base_url": f"http://{HOST}:{port}", "key": next(iter(world.keys)), "control": "/_mock"}
    if name == "recorded":
        line["keys"] = RECORDED_KEYS
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _quiet_server(world: World, port: int, *, control: bool) -> uvicorn.Server:
    config = uvicorn.Config(
        create_app(world, control=control),
        http=_Connection,
        host=HOST,
        port=port,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)
