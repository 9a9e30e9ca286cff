"""The way out: the reply onto the wire, honestly or spoilt by a scripted fault."""

import asyncio
import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
from starlette.types import Scope, Send

from tools.mock_calcom.wire.calls import Reply
from tools.mock_calcom.world.faults import Fault

TRANSPORT = "mock.transport"  # in scope["extensions"]: the connection itself, put there by server.py
_CHUNK = 65536
_BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


async def deliver(reply: Reply, fault: Fault | None, now: datetime, scope: Scope, send: Send) -> None:
    """Sends the reply, or what the fault makes of it."""
    reply.headers["Date"] = format_datetime(now.astimezone(UTC), usegmt=True)
    if fault is None:
        await _send(reply, encode(reply), send)
        return
    spoilt = _spoilt(reply, fault, now)
    params, body = fault.params, encode(spoilt)
    if fault.kind in ("hang", "commit_then_hang"):
        await asyncio.sleep(params.get("s", 60))
    if fault.kind in ("refuse", "drop_before_commit", "hang", "commit_then_drop", "commit_then_hang"):
        await _cut(scope, "Server disconnected without sending a response.")
    elif fault.kind == "commit_then_half_body":
        await _half(spoilt, body, scope, send)
    elif fault.kind == "drip":
        await _drip(spoilt, body, params.get("bytes_per_s", 20), send)
    elif fault.kind == "huge":
        await _huge(spoilt, params.get("bytes", 64 * 2**20), params.get("gzip", False), send)
    else:
        await _send(spoilt, body, send)


def encode(reply: Reply) -> bytes:
    """The body's bytes."""
    if reply.body is None:
        return b""
    if isinstance(reply.body, str):
        return reply.body.encode()
    return json.dumps(reply.body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def instead(fault: Fault, path: str, stamp: str) -> Reply:
    """The reply of a fault that takes the place of the request; only `status` and `redirect` get to send theirs."""
    params = fault.params
    if fault.kind == "redirect":
        return Reply(params.get("code", 307), None, {"Location": params["to"]})
    code, message = params.get("code", 500), params.get("message", "Internal server error")
    headers = {str(name): str(value) for name, value in params.get("headers", {}).items()}
    envelope = params.get("envelope", "B")
    if envelope == "html":
        return Reply(code, f"<html><body><h1>{code}</h1></body></html>", {"Content-Type": "text/html", **headers})
    if envelope == "A":
        error = {"code": params.get("error_code", "INTERNAL_SERVER_ERROR"), "message": message}
        return Reply(code, {"status": "error", "timestamp": stamp, "path": path, "error": error}, headers)
    return Reply(code, {"statusCode": code, "message": message}, headers)


def _spoilt(reply: Reply, fault: Fault, now: datetime) -> Reply:
    params = fault.params
    if fault.kind == "commit_then_500":
        return Reply(500, {"statusCode": 500, "message": "Internal server error"}, reply.headers)
    if fault.kind == "commit_then_502":
        return Reply(502, _BAD_GATEWAY, {**reply.headers, "Content-Type": "text/html"})
    if fault.kind == "bad_json":
        return Reply(reply.status, encode(reply).decode()[:-2] + ",,", reply.headers)
    if fault.kind == "date_skew":
        skewed = now.astimezone(UTC) + timedelta(seconds=params.get("s", 0))
        return Reply(reply.status, reply.body, {**reply.headers, "Date": format_datetime(skewed, usegmt=True)})
    if fault.kind in ("extra_or_missing_fields", "wrong_echo") and isinstance(reply.body, dict):
        return Reply(reply.status, {**reply.body, "data": _altered(reply.body.get("data"), params)}, reply.headers)
    return reply


def _altered(data: Any, params: dict[str, Any]) -> Any:
    if isinstance(data, list):
        return [_altered(item, params) for item in data]
    if not isinstance(data, dict):
        return data
    changed = data | params.get("add", {}) | params.get("set", {})
    return {name: value for name, value in changed.items() if name not in params.get("remove", ())}


async def _half(reply: Reply, body: bytes, scope: Scope, send: Send) -> None:
    await _start(reply, len(body), send)
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    await _cut(scope, "peer closed connection without sending complete message body", flush=True)


async def _drip(reply: Reply, body: bytes, bytes_per_s: float, send: Send) -> None:
    await _start(reply, len(body), send)
    for at in range(len(body)):
        await send({"type": "http.response.body", "body": body[at : at + 1], "more_body": True})
        await asyncio.sleep(1 / bytes_per_s)
    await send({"type": "http.response.body", "body": b""})


async def _huge(reply: Reply, size: int, zipped: bool, send: Send) -> None:
    body = b'{"status":"success","data":"' + b"x" * size + b'"}'
    if zipped:
        body = gzip.compress(body, 1)
        reply.headers["Content-Encoding"] = "gzip"
    await _start(reply, len(body), send)
    for at in range(0, len(body), _CHUNK):
        await send({"type": "http.response.body", "body": body[at : at + _CHUNK], "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _cut(scope: Scope, words: str, *, flush: bool = False) -> None:
    """Ends the connection; without one (in-process transport) raises what a client would see."""
    transport = scope.get("extensions", {}).get(TRANSPORT)
    if transport is None:
        raise httpx.RemoteProtocolError(words)
    if flush:
        transport.close()
    else:
        transport.abort()
    await asyncio.sleep(0.01)  # the server learns of the loss in its own next turns


async def _send(reply: Reply, body: bytes, send: Send) -> None:
    await _start(reply, len(body), send)
    await send({"type": "http.response.body", "body": body})


async def _start(reply: Reply, length: int, send: Send) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", **reply.headers, "Content-Length": str(length)}
    if reply.status in (204, 304):
        del headers["Content-Type"], headers["Content-Length"]
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
