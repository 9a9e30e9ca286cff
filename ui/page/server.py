"""The page on HTTP: Gradio inside our own application, so that a guard stands before every call, in one event loop."""

import signal
import socket
from collections.abc import Callable
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI

from tools.body_limit import BodyLimit
from tools.origins import OriginGuard
from ui.page.cookies import BrowserCookie
from ui.page.guard import Guard
from ui.page.listening import HOST

_LOOKS = Path(__file__).parent / "looks"
_SCRIPTS = [_LOOKS / name for name in ("sending.js", "choosing.js")]
_LARGEST_BODY = 1_000_000  # bytes; a message that is too long is still told so
_GRACE = 3  # seconds an open stream may hold up the end


def application(page: gr.Blocks, cookie: BrowserCookie) -> FastAPI:
    """The page as an ASGI application: on loopback names, for its own browsers, without Gradio's extras."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=HOST,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        max_file_size=1,
        theme=_theme(),
        css_paths=_LOOKS / "style.css",
        favicon_path=_LOOKS / "icon.svg",
        head="".join(f"<script>{script.read_text(encoding='utf-8')}</script>" for script in _SCRIPTS),
    )
    app.add_middleware(BodyLimit, limit=_LARGEST_BODY)
    app.add_middleware(Guard, cookie=cookie)
    app.add_middleware(OriginGuard, pages=("/",))
    return app


async def serve(app: FastAPI, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until interrupted or terminated; `ready` is called with the address once the page answers.

    Comes back from both, so that a turn under way can end before its service is closed.
    """
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE)
    server = _Server(config, ready)
    # uvicorn raises the signal once more when it has ended; by then a write may be under way that we must wait for.
    signal.signal(signal.SIGTERM, server.handle_exit)
    await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells when it has started, which uvicorn's own does only in its log."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            self._ready(f"http://{HOST}:{sockets[0].getsockname()[1]}")


def _theme() -> gr.themes.Base:
    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="lg",
        font=["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"],
        font_mono=["ui-monospace", "SFMono-Regular", "Menlo", "monospace"],
    )
