"""The mock on real HTTP, on loopback: as a context manager of either kind, and as a command."""

import asyncio
import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import RECORDED_KEYS, WORLDS
from tools.mock_calcom.seeding import plant
from tools.mock_calcom.wire.delivery import TRANSPORT
from tools.mock_calcom.world.clock import ticking_from, wall_clock
from tools.mock_calcom.world.timestamps import parse_instant
from tools.mock_calcom.world.world import World
from tools.origins import OriginGuard

HOST = "127.0.0.1"


class MockServer:
    """Serves a world while the block lasts: `async with` in the running loop, `with` in a thread of its own.

    `base_url` (without /v2), `port`, `key` (of the first user) and `world` are there inside the block.
    """

    def __init__(self, world: World, port: int = 0, *, control: bool = True) -> None:
        self.world = world
        self.port = port
        self._server = _Server(_config(world, control=control))
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
        """Raises OSError when the port is taken."""
        started = asyncio.Event()
        self._server.when_started = started.set
        self._task = asyncio.create_task(self._server.serve(sockets=[self._bound()]))
        await started.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await self._task

    def __enter__(self) -> Self:
        """Raises OSError when the port is taken."""
        started = threading.Event()
        self._server.when_started = started.set
        sockets = [self._bound()]
        self._thread = threading.Thread(target=self._server.run, args=(sockets,), name="mock-calcom", daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def _bound(self) -> socket.socket:
        """A socket on loopback; from here on `port` is the one in use."""
        # Named TCP outright: asyncio turns Nagle's delay off only then, and it costs 40 ms a request.
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, self.port))
        except OSError:
            bound.close()
            raise
        self.port = bound.getsockname()[1]
        return bound


async def serve(world: World, port: int, ready: Callable[[int], None]) -> None:
    """Serves until cancelled or interrupted; `ready` is called once with the port in use.

    Raises OSError when the port is taken.
    """
    async with MockServer(world, port) as server:
        ready(server.port)
        await asyncio.Event().wait()


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


class _Server(uvicorn.Server):
    """Leaves the process's signals to whoever runs it: the mock is a guest in other programs' loops."""

    when_started: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.when_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Connection(H11Protocol):
    """Hands the app its connection, so that a scripted fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = {**scope.get("extensions", {}), TRANSPORT: transport}
            await app({**scope, "extensions": extensions}, receive, send)

        self.app = with_transport


def _announce(world: World, name: str, port: int) -> None:
    line: dict[str, object] = {"base_url": f"http://{HOST}:{port}", "key": next(iter(world.keys)), "control": "/_mock"}
    if name == "recorded":
        line["keys"] = RECORDED_KEYS
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _config(world: World, *, control: bool) -> uvicorn.Config:
    return uvicorn.Config(
        OriginGuard(create_app(world, control=control), pages=("/",)),
        http=_Connection,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
    )
