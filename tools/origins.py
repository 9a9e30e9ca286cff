"""Stands before every server of ours: which calls it takes. Plain ASGI, so that streams and cut wires pass through.

Our servers listen on this machine only, but a browser on this machine carries calls of any page that is open in it. A
browser says where a call comes from (Origin, Sec-Fetch-Site) and under which name it found us (Host); a program says
neither, and is let through. There is no login, so a server that was bound to more than this machine still answers
nobody else.
"""

import ipaddress
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = frozenset(("127.0.0.1", "localhost", "[::1]"))  # what a browser on this machine may call us
_ELSEWHERE = ("cross-site", "same-site")  # another port of this machine is "same-site"
_LOOPS_BACK = "/noauth"  # LangGraph's server calling itself, without a network; no caller can set a root path
_WRONG_NAME = "This server answers on this machine's own names only."
_OUTSIDE = "This server has no login and answers this machine only, whatever it is bound to."
_FOREIGN = "This server does not take calls from other sites."


class OriginGuard:
    """Lets through programs, our own pages, and pages of the listed origins; every other browser's call is refused.

    Args:
        origins: of web pages that may call as our own do, e.g. `https://smith.langchain.com`; read out to browsers.
        pages: paths that a link on any page may lead to, to be seen and nothing else.
        names: host names the server goes by.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: Iterable[str] = (),
        pages: Collection[str] = (),
        names: Collection[str] = NAMES,
    ) -> None:
        self._app, self._pages, self._names = app, pages, names
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope.get("root_path", "").startswith(_LOOPS_BACK):
            await self._app(scope, receive, send)
        elif (answer := self._refusal(scope) or self._preflight(scope)) is None:
            await self._app(scope, receive, self._told(Headers(scope=scope), send))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a call that is not let through; None lets it."""
        if not _is_here(scope):
            return PlainTextResponse(_OUTSIDE, status_code=403)
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if _name(host) not in self._names:
            return PlainTextResponse(_WRONG_NAME, status_code=400)
        origins = headers.getlist("origin")
        if any(not self._knows(origin.lower(), host) for origin in origins):
            return PlainTextResponse(_FOREIGN, status_code=403)
        if not origins and headers.get("sec-fetch-site") in _ELSEWHERE and not self._is_link(scope, headers):
            return PlainTextResponse(_FOREIGN, status_code=403)
        return None

    def _knows(self, origin: str, host: str) -> bool:
        """Whether pages of this origin are ours, or listed."""
        return origin in self._origins or origin in (f"http://{host}", f"https://{host}")

    def _is_link(self, scope: Scope, headers: Headers) -> bool:
        """Somebody follows a link to a page of ours in a window of its own, where who linked sees nothing of it."""
        is_opened = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
        return is_opened and scope.get("method") == "GET" and scope["path"] in self._pages

    def _preflight(self, scope: Scope) -> Response | None:
        """A browser asks whether a page of a listed origin may send what it has in mind; that it may is said here."""
        asked = Headers(scope=scope)
        wanted = asked.get("access-control-request-method")
        if scope.get("method") != "OPTIONS" or not wanted or asked.get("origin", "").lower() not in self._origins:
            return None
        allowed = {
            "access-control-allow-origin": asked["origin"],
            "access-control-allow-methods": wanted,
            "access-control-allow-headers": asked.get("access-control-request-headers", ""),
            "vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
        }
        if asked.get("access-control-request-private-network") == "true":
            allowed["access-control-allow-private-network"] = "true"
        return Response(status_code=204, headers=allowed)

    def _told(self, asked: Headers, send: Send) -> Send:
        """`send` that tells a browser the same list: the application behind may allow everybody."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and "origin" in asked:
                headers = MutableHeaders(scope=message)
                if asked["origin"].lower() in self._origins:
                    headers["access-control-allow-origin"] = asked["origin"]
                    headers.add_vary_header("Origin")
                else:
                    del headers["access-control-allow-origin"]
            await send(message)

        return told


def as_origin(text: str) -> str:
    """One origin as browsers write it. Raises ValueError for anything else, a "*" among them."""
    parts = urlsplit(text)
    written = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or "*" in parts.netloc:
        raise ValueError(f"{text!r} is no origin; it should look like https://example.com or http://localhost:3000")
    if text.rstrip("/") != written:
        raise ValueError(f"{text!r} is more than an origin; write {written}")
    return written.lower()


def _name(host: str) -> str:
    """A Host header without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _is_here(scope: Scope) -> bool:
    """Whether the call came over this machine's own loop, or over none at all; a Host header may say anything."""
    try:
        caller = ipaddress.ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return True  # a socket without an address, or called inside the process
    return (getattr(caller, "ipv4_mapped", None) or caller).is_loopback
