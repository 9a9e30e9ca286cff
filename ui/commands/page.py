"""`calcom-agent ui`: serves the chat page until interrupted."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from datetime import datetime

from graph.build import build
from ui.clock import clock_from
from ui.cookies import cookie_of
from ui.failing import CannotStart
from ui.handlers import Handlers
from ui.opening import opened, read_settings
from ui.page import build_page
from ui.server import application, listening_socket, serve
from ui.standing import Standing
from ui.visitors import Visitors


def run(port: int, *, now: str | None, fresh: bool) -> None:
    """Serve on this port of this machine. Raises CannotStart when the port is taken or the house cannot be opened."""
    clock = clock_from(now, zone=None)
    listener = _listener(port)
    with contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(listener, clock, fresh=fresh))


def _listener(port: int) -> socket.socket:
    """Taken before anything slow starts, so that a busy port is said at once."""
    try:
        return listening_socket(port)
    except OSError as error:
        reason = f"Port {port} cannot be used ({error.strerror}). Another program may be using it"
        raise CannotStart(f"{reason}; stop that one, or choose another port: PORT=7861 make run") from error


async def _serve(listener: socket.socket, clock: Callable[[], datetime] | None, *, fresh: bool) -> None:
    settings = read_settings()
    async with opened(settings, now=clock, fresh=fresh) as house:
        folder, standing = settings.data_folder, Standing.of(house)
        cookie, visitors = cookie_of(folder), Visitors(folder)
        handlers = Handlers(house.assistant, house.calcom, standing, house.account.time_zone, visitors, cookie)
        with contextlib.closing(visitors):
            app = application(build_page(handlers, _diagram()), cookie)
            await serve(app, listener, lambda address: _announce(address, standing))


def _announce(address: str, standing: Standing) -> None:
    """The address on a line of its own, then what is in use; in demo mode the mock's address too."""
    where = f" ({standing.calcom_url})" if standing.is_demo else ""
    print(f"Open {address}", flush=True)
    print(f"{standing.calcom_words}{where} · {standing.interpreter_words} · {standing.account}", flush=True)


def _diagram() -> str:
    """The graph in Mermaid's language, without the front matter Gradio's Markdown would print."""
    drawn = build().compile().get_graph().draw_mermaid()
    return drawn.split("---", 2)[-1].strip() if drawn.startswith("---") else drawn
