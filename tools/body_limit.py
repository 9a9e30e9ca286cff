"""How much one request may bring to a server of ours; what is larger is refused before anybody reads or keeps it."""

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSAL = PlainTextResponse("Too large.", status_code=413)


class BodyLimit:
    """Answers 413 to a body above `limit` bytes, whether its length is announced or only shows as it comes."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        if not announced.isdecimal() or int(announced) > self._limit:
            await _REFUSAL(scope, receive, send)
        elif scope["type"] == "http":
            await _Counted(self._limit, scope, receive, send).run(self._app)
        else:
            await self._app(scope, receive, send)


class _Counted:
    """One request whose body is counted as it comes; past the limit its reader is told that the caller has gone."""

    def __init__(self, limit: int, scope: Scope, receive: Receive, send: Send) -> None:
        self._left, self._scope, self._receive, self._send = limit, scope, receive, send

    async def run(self, app: ASGIApp) -> None:
        try:
            await app(self._scope, self._counted, self._unless_refused)
        except ClientDisconnect:
            if self._left >= 0:
                raise

    async def _counted(self) -> Message:
        if self._left < 0:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            await _REFUSAL(self._scope, self._receive, self._send)
            return {"type": "http.disconnect"}
        return message

    async def _unless_refused(self, message: Message) -> None:
        if self._left >= 0:
            await self._send(message)
