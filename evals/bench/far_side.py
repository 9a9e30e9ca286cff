"""How fast the mocked Cal.com is inside its application: a month of slots, and a page of a long list."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.types import ASGIApp, Message

from evals.bench.assistant import NOW
from evals.bench.row import Figure, Row
from evals.bench.timing import Spread, each_awaited
from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import KEY, sample_world
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

PART = "mock"
_SLOTS, _BOOKINGS = "2024-09-04", "2024-08-13"


class UnexpectedStatus(RuntimeError):
    """The mock did not answer 200 with something in it, so its speed means nothing."""


async def far_side(rounds: int, slot_bookings: int = 500, list_bookings: int = 10_000) -> list[Row]:
    """Asked as ASGI, without HTTP; beside the account's profile, which costs the way through the layers alone."""
    few, many = _world(slot_bookings, days=30), _world(list_bookings, days=800)
    kind = next(iter(few.event_types))
    month = _Asked(few, _SLOTS)
    slots = await month.timed(lambda n: _month_of_slots(kind, n), rounds)
    profile = await month.timed(lambda _: "/v2/me", rounds)
    pages = await _Asked(many, _BOOKINGS).timed(lambda n: f"/v2/bookings?take=100&skip={n % 90 * 100}", rounds)
    sorted_pages = await _Asked(many, _BOOKINGS).timed(
        lambda n: f"/v2/bookings?take=100&skip={n % 30 * 100}&status=upcoming&sortStart=desc", rounds
    )
    layers, name = Figure.middle(profile), "GET /v2/me"
    return [
        Row(PART, f"30 days of slots, {slot_bookings:,} bookings", Figure.middle(slots), 5, layers, name),
        Row(PART, f"a page of 100 of {list_bookings:,} bookings", Figure.middle(pages), 10, layers, name),
        Row(PART, "the same, upcoming ones, sorted", Figure.middle(sorted_pages), 10, layers, name),
    ]


class _Asked:
    """The application of one world, asked in process."""

    def __init__(self, world: World, version: str) -> None:
        self._app = create_app(world)
        self._headers = [(b"authorization", f"Bearer {KEY}".encode()), (b"cal-api-version", version.encode())]

    async def timed(self, target: Any, rounds: int) -> Spread:
        """How long each of so many requests takes; `target` gives the path and query of the n-th."""
        for n in range(3):
            _check(await _get(self._app, target(n), self._headers))

        async def ask(n: int) -> None:
            await _get(self._app, target(n), self._headers)

        return Spread.of(await each_awaited(ask, rounds))


def _world(bookings: int, *, days: int) -> World:
    """The sample account with half-hour bookings spread over so many days from now, around the clock if need be."""
    world = sample_world(lambda: NOW)
    world.rate_limit = 1_000_000_000
    kind = next(iter(world.event_types.values()))
    step = timedelta(minutes=5 * (days * 288 // bookings))
    for n in range(bookings - len(world.bookings)):
        put_booking(world, kind, NOW.astimezone(UTC) + n * step, f"Guest {n}", f"guest{n}@example.com", minutes=15)
    return world


def _month_of_slots(event_type_id: int, n: int) -> str:
    """Another minute of the day each time, so that no answer can be a remembered one."""
    start = datetime(NOW.year, NOW.month, NOW.day, tzinfo=UTC) + timedelta(minutes=n)
    edges = f"start={start:%Y-%m-%dT%H:%M:%SZ}&end={start + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
    return f"/v2/slots?eventTypeId={event_type_id}&{edges}&timeZone=Europe/Berlin"


async def _get(app: ASGIApp, target: str, headers: list[tuple[bytes, bytes]]) -> tuple[int, bytes]:
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "extensions": {},
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


def _check(answer: tuple[int, bytes]) -> None:
    status, body = answer
    if status != 200 or not json.loads(body)["data"]:
        raise UnexpectedStatus(f"{status}: {body[:200].decode()}")
