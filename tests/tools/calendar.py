"""A mocked Cal.com behind our real client, and a line between them that can be made to fail."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from tests.calcom.far_side import QUICK
from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingRequest, EventType
from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.world.world import World

NOW = datetime(2031, 5, 6, 6, 0, tzinfo=UTC)  # Tuesday, 08:00 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")

Fault = httpx.Response | Exception
Spoil = Callable[[httpx.Response], Fault]


@dataclass
class Line(httpx.AsyncBaseTransport):
    """Carries requests to the mock. `before` and `after` hold faults for the coming writes, one each.

    before: the request is lost on its way, the far side never sees it. after: the far side acts, its answer is lost.
    """

    world: World
    before: list[Fault | None] = field(default_factory=list)
    after: list[Fault | None] = field(default_factory=list)
    blind: int = 0  # so many of the coming reads fail
    sent: list[str] = field(default_factory=list)
    spoil: Callable[[bytes], bytes] | None = None  # changes the next write's answer
    on_post: Callable[[httpx.Request], Any] | None = None  # happens while a write is under way

    def __post_init__(self) -> None:
        self._mock = httpx.ASGITransport(app=create_app(self.world))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(f"{request.method} {request.url.path}")
        if request.method == "GET":
            if self.blind:
                self.blind -= 1
                raise httpx.ReadTimeout("blind")
            return await self._mock.handle_async_request(request)
        if (fault := self.before.pop(0) if self.before else None) is not None:
            return _happen(fault)
        if self.on_post is not None and inspect.isawaitable(happens := self.on_post(request)):
            await happens
        answer = await self._mock.handle_async_request(request)
        if (fault := self.after.pop(0) if self.after else None) is not None:
            return _happen(fault)
        if self.spoil is not None:
            body, self.spoil = self.spoil(await answer.aread()), None
            return httpx.Response(answer.status_code, content=body)
        return answer

    @property
    def posts(self) -> list[str]:
        return [sent for sent in self.sent if not sent.startswith("GET")]


def _happen(fault: Fault) -> httpx.Response:
    if isinstance(fault, Exception):
        raise fault
    return fault


@dataclass
class MockedCalendar:
    """Everything a test needs: the world, the line to it, our client, and the waits it asked for."""

    world: World
    line: Line
    calcom: CalcomClient
    waits: list[float]

    async def event_type(self, slug: str) -> EventType:
        return next(t for t in await self.calcom.event_types() if t.slug == slug)

    async def request(self, slug: str = "30min", at: str = "2031-05-07T13:00", **changes: Any) -> BookingRequest:
        """Book Ana; `at` is Berlin time."""
        start = datetime.fromisoformat(at).replace(tzinfo=BERLIN)
        given: dict[str, Any] = {
            "event_type_id": (await self.event_type(slug)).id, "start": start, "attendee_name": "Ana Ruiz",
            "attendee_email": "ana@example.test", "attendee_time_zone": "Europe/Paris",
        }  # fmt: skip
        return BookingRequest.model_validate(given | changes)

    def made(self) -> list[dict[str, Any]]:
        """Every effect on the calendar since the beginning, oldest first."""
        return [entry for entry in self.world.journal.entries if entry["kind"] == "booking"]

    def effects(self) -> list[str]:
        return [entry["what"] for entry in self.made()]

    async def live(self, name: str) -> Booking:
        """The coming booking with somebody of the sample account."""
        found = [
            b.uid
            for b in self.world.bookings.values()
            if b.attendees[0].name == name and b.start > NOW and b.status in ("accepted", "pending")
        ]
        return await self.calcom.booking(found[0])


def a_calendar(**knobs: Any) -> MockedCalendar:
    world = sample_world(lambda: NOW)
    world.knobs = world.knobs.turned(knobs)
    line = Line(world)
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        world.clock.advance(timedelta(seconds=seconds))

    calcom = CalcomClient(
        "https://cal.example.test", SecretStr(KEY), now=world.now, timeouts=QUICK, transport=line, wait=wait
    )
    return MockedCalendar(world, line, calcom, waits)
