"""The way out: the reply onto the wire, honestly or spoilt by a scripted fault."""

from starlette.types import Scope, Send

from tools.mock_calcom.calls import Reply
from tools.mock_calcom.gateway import Outcome


async def deliver(outcome: Outcome, body: bytes, scope: Scope, send: Send) -> None:
    """Sends the reply."""
    await _start(outcome.reply, len(body), send)
    await send({"type": "http.response.body", "body": body})


async def _start(reply: Reply, length: int, send: Send) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", **reply.headers, "Content-Length": str(length)}
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
