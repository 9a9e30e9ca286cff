"""Stands before the page: who may call what, and what a browser may load. Plain ASGI, so that streams pass through."""

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
_API_IN_USE = frozenset(("queue/join", "queue/data", "startup-events", "cancel", "reset"))
_HEARTBEAT = "heartbeat/"
_COOKIE_AGE = 60 * 60 * 24 * 180  # seconds
_REMEMBERED_SESSIONS = 4096


class Guard:
    """Gives each browser its cookie, and refuses calls without one, from other origins, or on somebody's session."""

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
            await PlainTextResponse(reason, status_code=403, headers=HEADERS)(scope, receive, send)
            return
        minted = self._cookie.mint() if browser is None and scope["path"] == "/" else None
        await self._app(scope, receive, self._dressed(send, minted))

    def _refusal(self, scope: Scope, browser: str | None) -> str | None:
        """Why this call is not let through; None lets it."""
        path = scope["path"]
        if _is_foreign(Headers(scope=scope)):
            return "This page does not take calls from other sites."
        if not path.startswith(_API):
            return None
        if not _is_in_use(path.removeprefix(_API)):
            return "Not in use."
        if browser is None:
            return "Open the page first: it gives your browser its own conversation."
        if not self._owns(browser, _session_of(scope)):
            return "This session belongs to another browser."
        return None

    def _owns(self, browser: str, session: str | None) -> bool:
        """Whoever opens a session's stream first keeps it: its answers never go to a second browser."""
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


def _is_in_use(call: str) -> bool:
    return call in _API_IN_USE or call.startswith(_HEARTBEAT)


def _is_foreign(headers: Headers) -> bool:
    """Sent by a page of another origin; browsers always say so on a POST."""
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _session_of(scope: Scope) -> str | None:
    """The Gradio session a stream is for."""
    path = scope["path"]
    if path.startswith(_API + _HEARTBEAT):
        return str(path).rpartition("/")[2]
    return QueryParams(scope["query_string"]).get("session_hash")
