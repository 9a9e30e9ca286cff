"""Puts the page together: the service behind it, what it remembers, the guard before it."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from graph.build import build
from graph.given.ports import wall_clock
from ui.failing import CannotStart
from ui.opening import Status, opened, read_settings
from ui.page.cookies import cookie_of
from ui.page.handlers import Handlers
from ui.page.page import build_page
from ui.page.server import application, serve
from ui.page.transcripts import Transcripts
from ui.page.visitors import Visitors


async def serve_page(listener: socket.socket, now: Callable[[], datetime] | None, *, fresh: bool) -> None:
    """Serve until interrupted. Raises CannotStart when the service cannot be opened."""
    settings = read_settings()
    async with opened(settings, now=now, fresh=fresh) as service:
        folder, status = settings.data_folder, Status.of(service)
        cookie, (visitors, transcripts) = cookie_of(folder), _stores(folder, fresh=fresh)
        await asyncio.to_thread(transcripts.forget_before, wall_clock() - settings.kept)
        handlers = Handlers(
            service.assistant,
            service.calcom,
            status,
            service.account.time_zone,
            visitors,
            cookie,
            transcripts,
            service.ports.now,
        )
        with contextlib.closing(visitors), contextlib.closing(transcripts):
            app = application(build_page(handlers, _diagram()), cookie)
            await serve(app, listener, lambda address: _announce(address, status))


def _stores(folder: Path, *, fresh: bool) -> tuple[Visitors, Transcripts]:
    try:
        visitors, transcripts = Visitors(folder), Transcripts(folder)
        if fresh:
            transcripts.forget(None)
    except (SQLAlchemyError, OSError) as error:
        sentence = f"The settings of browsers cannot be kept in {folder}. `calcom-agent doctor` says more."
        raise CannotStart(sentence, "not_saved") from error
    return visitors, transcripts


def _announce(address: str, status: Status) -> None:
    """The address on a line of its own, then what is in use; in demo mode the mock's address too."""
    where = f" ({status.calcom_url})" if status.is_demo else ""
    print(f"Open {address}", flush=True)
    print(f"{status.calcom_words}{where} · {status.interpreter_words} · {status.account}", flush=True)
    for notice in status.notices:
        print(notice, flush=True)


def _diagram() -> str:
    """The graph in Mermaid's language, without its front matter, which Gradio's Markdown would print, and without its
    colours, which are for light pages only."""
    drawn = build().compile().get_graph().draw_mermaid()
    body = drawn.split("---", 2)[-1] if drawn.startswith("---") else drawn
    return "\n".join(line for line in body.strip().splitlines() if not line.strip().startswith("classDef"))
