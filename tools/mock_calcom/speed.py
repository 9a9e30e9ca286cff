"""How fast the mock answers inside the app, for the bench: no HTTP, no clock of the world involved."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.gateway import Gateway, Incoming
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.slots.schedules import add_schedule
from tools.mock_calcom.world.model import EventType
from tools.mock_calcom.world.world import World

_KEY = "cal_test_speed"
_NOW = datetime(2031, 5, 5, 8, tzinfo=UTC)


def slots_ms(*, bookings: int = 500, days: int = 30, rounds: int = 50) -> list[float]:
    """Milliseconds of each of `rounds` slot queries over `days` days with `bookings` bookings among them."""
    world, kind = _a_busy_world(bookings, timedelta(days=days) / bookings)
    last = _NOW + timedelta(days=days)
    target = f"/v2/slots?eventTypeId={kind.id}&start={_NOW:%Y-%m-%d}&end={last:%Y-%m-%d}&timeZone=America/New_York"
    return _timed(world, target, "2024-09-04", rounds)


def page_ms(*, bookings: int = 10_000, take: int = 100, rounds: int = 50) -> list[float]:
    """Milliseconds of each of `rounds` pages of `take` upcoming bookings out of `bookings`."""
    world, _ = _a_busy_world(bookings, timedelta(hours=1))
    return _timed(world, f"/v2/bookings?status=upcoming&take={take}&skip={bookings // 4}", "2024-08-13", rounds)


def _a_busy_world(bookings: int, step: timedelta) -> tuple[World, EventType]:
    world = World(lambda: _NOW)
    world.rate_limit = 10**9
    host = world.add_user("Bench Host", "bench@example.com", key=_KEY, time_zone="Europe/Berlin")
    host.default_schedule_id = add_schedule(world, host.id, "Hours", "Europe/Berlin").id
    body = {"title": "Bench", "slug": "bench", "lengthInMinutes": 15, "minimumBookingNotice": 0}
    kind = add_event_type(world, host.id, body)
    for number in range(bookings):
        put_booking(world, kind, _NOW + number * step, f"Person {number}", f"p{number}@example.com")
    return world, kind


def _timed(world: World, target: str, version: str, rounds: int) -> list[float]:
    gateway = Gateway(world)
    headers = {"authorization": f"Bearer {_KEY}", "cal-api-version": version}
    incoming = Incoming("GET", target, headers, b"")

    async def once() -> float:
        begun = time.perf_counter()
        outcome = await gateway.answer(incoming)
        if outcome.reply.status != 200:
            raise RuntimeError(f"{target} answered {outcome.reply.status}")
        return (time.perf_counter() - begun) * 1000

    async def all_rounds() -> list[float]:
        return [await once() for _ in range(rounds)]

    return asyncio.run(all_rounds())
