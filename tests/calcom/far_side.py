"""A far side that says what a test tells it to, and remembers what it was sent. Builders with good defaults."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from pydantic import SecretStr

from tools.calcom.client import CalcomClient, Call, Timeouts

KEY = "cal_test_0123456789abcdef"
NOW = datetime(2031, 5, 5, 6, 0, tzinfo=UTC)  # a Monday
QUICK = Timeouts(
    connect=1, read=1, read_total=5, write=1, write_total=5, pause=0, jitter=0, longest_pause=0, attempts=4, connects=3
)

Reply = httpx.Response | Exception | Callable[[httpx.Request], Any]


@dataclass
class FarSide:
    """Answers in the given order; the last answer is repeated. An exception is raised instead of answering."""

    replies: list[Reply]
    requests: list[httpx.Request] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, httpx.Response):
            return fresh(reply)
        answer = reply(request)
        result: httpx.Response = await answer if asyncio.iscoroutine(answer) else answer
        return result

    @property
    def paths(self) -> list[str]:
        return [f"{request.method} {request.url.path}" for request in self.requests]

    @property
    def posts(self) -> list[httpx.Request]:
        return [request for request in self.requests if request.method == "POST"]


def fresh(reply: httpx.Response) -> httpx.Response:
    """A copy, since a response can be read once."""
    return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)


def far_side(*replies: Reply) -> FarSide:
    return FarSide(list(replies))


@dataclass
class Waits:
    """Sleeps that take no time and are remembered."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def a_client(
    far: Any,
    *,
    key: str | None = KEY,
    timeouts: Timeouts = QUICK,
    now: Callable[[], datetime] = lambda: NOW,
    wait: Any = None,
    on_call: Callable[[Call], None] | None = None,
) -> CalcomClient:
    return CalcomClient(
        "https://cal.example.test",
        SecretStr(key) if key else None,
        now=now,
        timeouts=timeouts,
        transport=httpx.MockTransport(far),
        wait=wait or Waits(),
        on_call=on_call,
    )


def success(data: Any, status: int = 200, **more: Any) -> httpx.Response:
    return httpx.Response(status, json={"status": "success", "data": data, **more})


def enveloped(status: int, code: str, text: str, details: Any = None, **more: Any) -> httpx.Response:
    """An error of form A, or C with `message` on top too."""
    error = {"code": code, "message": text} | ({"details": details} if details is not None else {})
    body = {"status": "error", "timestamp": "2031-05-05T06:00:00.000Z", "path": "/v2/x", "error": error, **more}
    return httpx.Response(status, json=body)


def bare(status: int, message: str) -> httpx.Response:
    """An error of form B."""
    return httpx.Response(status, json={"statusCode": status, "message": message})


def html(status: int, text: str = "Bad Gateway") -> httpx.Response:
    page = f"<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>"
    return httpx.Response(status, html=page)


def too_many(**headers: str) -> httpx.Response:
    message = "CustomThrottlerGuard - Too many requests. Please try again later."
    reply = enveloped(429, "ThrottlerException", message, message)
    reply.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return reply


def router_404(path: str = "/v2/me") -> httpx.Response:
    text = f"Cannot GET {path}"
    return enveloped(404, "NotFoundException", text, {"message": text, "error": "Not Found", "statusCode": 404})


def me_json(**changes: Any) -> dict[str, Any]:
    return {
        "id": 7, "email": "host@example.test", "name": "Hana Host", "username": "hana", "timeZone": "Europe/Paris",
        "weekStart": "Monday", "defaultScheduleId": 1, "timeFormat": 12,
    } | changes  # fmt: skip


def event_type_json(**changes: Any) -> dict[str, Any]:
    return {
        "id": 1, "title": "Intro call", "slug": "intro", "lengthInMinutes": 30, "description": None, "hidden": False,
        "bookingFields": [], "confirmationPolicy": {"disabled": True}, "seats": {"disabled": True}, "recurrence": None,
    } | changes  # fmt: skip


def booking_json(
    start: str = "2031-05-06T09:00:00Z", minutes: int = 30, name: str = "Ana Ruiz", email: str = "ana@example.test",
    **changes: Any,
) -> dict[str, Any]:  # fmt: skip
    end = datetime.fromisoformat(start) + timedelta(minutes=minutes)
    return {
        "id": 100, "uid": "uidAAAAAAAAAAAAAAAAAA1", "title": f"Intro call with {name}", "status": "accepted",
        "start": start, "end": end.isoformat(), "eventTypeId": 1, "eventType": {"id": 1, "slug": "intro"},
        "hosts": [{"id": 7, "name": "Hana Host", "email": "host@example.test", "timeZone": "Europe/Paris"}],
        "attendees": [{"name": name, "email": email, "timeZone": "Europe/Paris", "language": "en", "absent": False}],
        "metadata": {}, "bookingFieldsResponses": {}, "location": "integrations:daily",
        "createdAt": "2031-05-05T06:00:00.000Z",
    } | changes  # fmt: skip


def page(bookings: Iterable[dict[str, Any]], *, total: int | None = None, more: bool = False) -> httpx.Response:
    listed = list(bookings)
    pagination = {"totalItems": len(listed) if total is None else total, "hasNextPage": more, "returnedItems": 0}
    return success(listed, pagination=pagination)


def body(request: httpx.Request) -> Any:
    return json.loads(request.content)
