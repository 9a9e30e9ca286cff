"""Stands before the page: who may call what, and what a browser may load. Plain ASGI, so that streams pass through."""

import json
from collections import OrderedDict
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.page.cookies import BrowserCookie

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio's page needs both; encoding is the first line
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_API = "/gradio_api/"
# What the page itself calls. Uploads, files, proxies, direct runs and components' own servers stay shut.
_API_IN_USE = frozenset(("queue/join", "queue/data", "startup-events", "reset", "app_id"))
_HEARTBEAT = "heartbeat/"
_JOIN = f"{_API}queue/join"
_LONGEST_CALL = 1_000_000  # bytes of what the page sends at once; its longest message takes a few thousand
# Beside it: the page with its looks, which hold nothing of anybody, and what Gradio was told to draw.
_LOOKS = ("/static/", "/assets/", "/svelte/")
_PATHS_IN_USE = frozenset(("/", "/config", "/config/", "/theme.css", "/favicon.ico", "/robots.txt", "/manifest.json"))
_COOKIE_AGE = 60 * 60 * 24 * 180  # seconds
_REMEMBERED_SESSIONS = 4096


class Guard:
    """Gives each browser its cookie, and refuses calls without one, of what is not in use, or on somebody's session.

    Calls of other sites do not come this far: tools.origins stands before.
    """

    def __init__(self, app: ASGIApp, cookie: BrowserCookie) -> None:
        self._app = app
        self._cookie = cookie
        self._owners: OrderedDict[str, str] = OrderedDict()  # Gradio session → browser; the client chooses the former

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        browser = self._cookie.browser(cookies_of(scope).get(self._cookie.name))
        if (reason := self._refusal(scope, browser)) is not None:
            await _refused(reason)(scope, receive, send)
            return
        if browser is not None and scope["path"] == _JOIN:
            body = await _read(receive)
            if len(body) > _LONGEST_CALL or not self._owns(browser, _session_in(body)):
                await _refused("Too long, or of a session of another browser.")(scope, receive, send)
                return
            receive = _again(body, receive)
        minted = self._cookie.mint() if browser is None and scope["path"] == "/" else None
        await self._app(scope, receive, self._dressed(send, minted))

    def _refusal(self, scope: Scope, browser: str | None) -> str | None:
        """Why this call is not let through; None lets it."""
        path = scope["path"]
        if not _is_in_use(path):
            return "Not in use."
        if not path.startswith(_API) and path.rstrip("/") != "/config":
            return None
        if browser is None:
            return "Open the page first: it gives your browser its own conversation."
        if not self._owns(browser, _session_of(scope)):
            return "This session belongs to another browser."
        return None

    def _owns(self, browser: str, session: str | None) -> bool:
        """Whoever names a session first keeps it: neither its answers nor its calls are ever a second browser's."""
        if session is None:
            return True
        owner = self._owners.setdefault(session, browser)
        self._owners.move_to_end(session)
        if len(self._owners) > _REMEMBERED_SESSIONS:
            self._owners.popitem(last=False)
        return owner == browser

    def _dressed(self, send: Send, minted: str | None) -> Send:
        """`send` with our headers on every answer, and the cookie when one was just minted."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if minted is not None:
                    rules = f"Path=/; HttpOnly; SameSite=Lax; Max-Age={_COOKIE_AGE}"
                    headers.append("set-cookie", f"{self._cookie.name}={minted}; {rules}")
            await send(message)

        return dressed


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request."""
    jar = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    return {name: morsel.value for name, morsel in jar.items()}


def _is_in_use(path: str) -> bool:
    if not path.startswith(_API):
        return path in _PATHS_IN_USE or path.startswith(_LOOKS)
    call = path.removeprefix(_API)
    return call in _API_IN_USE or call.startswith(_HEARTBEAT)


def _refused(reason: str) -> PlainTextResponse:
    return PlainTextResponse(reason, status_code=403, headers=HEADERS)


async def _read(receive: Receive) -> bytes:
    """The body of a call; of one that is longer than the page ever sends only the beginning."""
    body, more = b"", True
    while more and len(body) <= _LONGEST_CALL:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """`receive` that gives the body once more, and then whatever else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return again


def _session_in(body: bytes) -> str | None:
    """The Gradio session a call is made for."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    session = told.get("session_hash") if isinstance(told, dict) else None
    return session if isinstance(session, str) else None


def _session_of(scope: Scope) -> str | None:
    """The Gradio session a stream is for."""
    path = scope["path"]
    if path.startswith(_API + _HEARTBEAT):
        return str(path).rpartition("/")[2]
    return QueryParams(scope["query_string"]).get("session_hash")
