"""The account these talks are held on: open every day from seven to midnight, one kind of meeting of half an hour."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from evals.bench.assistant import FarSide
from evals.playing.still_clock import StillClock
from tools.calcom.client import CalcomClient
from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import KEY
from tools.mock_calcom.seeding import plant, put_booking
from tools.mock_calcom.wire.validation import WEEK_DAYS
from tools.mock_calcom.world.model import Booking
from tools.mock_calcom.world.world import World

ZONE = ZoneInfo("America/New_York")
MEETING = timedelta(minutes=30)
_QUARTER = timedelta(minutes=15)
_SOMEBODY = "Somebody Else"
_HOURS = {"days": list(WEEK_DAYS), "startTime": "07:00", "endTime": "23:59"}
_KIND = {
    "title": "30 Min Meeting",
    "slug": "30-min-meeting",
    "lengthInMinutes": 30,
    "slotInterval": 15,
    "minimumBookingNotice": 0,
}


class OpenAccount:
    """The far side of one talk, with what stands in its calendar."""

    def __init__(self, began: datetime) -> None:
        self.clock = StillClock(began.replace(tzinfo=ZONE))
        self.world = _world(self.clock)

    @property
    def bookings(self) -> list[Booking]:
        """What was booked and stands."""
        return [b for b in self.world.bookings.values() if b.alive and b.attendees[0].name != _SOMEBODY]

    def occupy(self, start: datetime, keeping: Iterable[datetime]) -> None:
        """Make this local start impossible and leave these others possible, by filling quarters of an hour."""
        kind = next(iter(self.world.event_types.values()))
        others = [other for other in keeping if other != start]
        for quarter in (start, start + _QUARTER):
            if not any(other <= quarter < other + MEETING for other in others):
                at = quarter.replace(tzinfo=ZONE)
                put_booking(self.world, kind, at, _SOMEBODY, "somebody@example.com", minutes=15, time_zone=ZONE.key)

    def free(self, start: datetime) -> None:
        """Somebody else gave up whatever stood in the way of this local start."""
        first = start.replace(tzinfo=ZONE)
        for booking in self.world.bookings_between(first, first + MEETING):
            if booking.attendees[0].name == _SOMEBODY:
                booking.status = "cancelled"

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[FarSide]:
        """With a client of ours."""
        transport = httpx.ASGITransport(app=create_app(self.world))
        address, key = "http://127.0.0.1:1", SecretStr(KEY)
        async with CalcomClient(address, key, now=self.clock, transport=transport, wait=self.clock.wait) as calcom:
            yield FarSide(self.world, calcom, self.clock)


def local(moment: datetime) -> datetime:
    """The wall clock of the account at an instant, without its zone."""
    return moment.astimezone(ZONE).replace(tzinfo=None)


def _world(clock: StillClock) -> World:
    world = World(clock)
    host = {"name": "Clara Berger", "email": "clara@example.com", "key": KEY, "time_zone": ZONE.key}
    schedule = {"name": "Every day", "timeZone": ZONE.key, "availability": [_HOURS]}
    plant(world, {"users": [host], "rate_limit": 1_000_000, "knobs": {"commit_delay_s": 0.0}})
    plant(world, {"schedules": [schedule], "event_types": [_KIND]})
    return world
