"""Every fault the mocked Cal.com can be told to have, on every method and every write, over real HTTP on loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from pydantic import SecretStr

from tests.slices import sliced
from tests.tools.calendar import BERLIN, NOW
from tools.bookings import WriteState, Written, book, cancel, move
from tools.calcom.client import CalcomClient, Timeouts
from tools.calcom.models import Booking, BookingQuery, BookingRequest, Window
from tools.errors import OutcomeUnknown, RateLimited, SchedulingError, UnexpectedAnswer, Unreachable
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World
from tools.writing.writes import accept, decline

PATIENT = Timeouts(connect=5, read=5, read_total=10, write=5, write_total=10, pause=0, jitter=0, longest_pause=0)
FRIDAY = datetime(2031, 5, 9, 13, 30, tzinfo=BERLIN)
WEEK = Window(start=NOW, end=NOW + timedelta(days=7))

FAULTS: dict[str, dict[str, Any]] = {
    "refuse": {},
    "drop_before_commit": {},
    "hang": {"s": 0.4},
    "status 500": {"code": 500},
    "status 503 html": {"code": 503, "envelope": "html"},
    "status 429": {"code": 429, "headers": {"Retry-After": "1"}},
    "status 429 long": {"code": 429, "headers": {"Retry-After": "50"}},
    "redirect": {"to": "https://elsewhere.example.test/v2/me"},
    "commit_then_drop": {},
    "commit_then_half_body": {},
    "commit_then_500": {},
    "commit_then_502": {},
    "commit_then_hang": {"s": 0.4},
    "drip": {"bytes_per_s": 20},
    "bad_json": {},
    "huge": {"bytes": 4_000_000},
    "huge gzip": {"bytes": 20_000_000, "gzip": True},
    "extra_or_missing_fields": {"add": {"brandNew": {"x": [1]}}},
    "date_skew": {"s": 86400},
}

SEEN_THROUGH = {"status 429", "extra_or_missing_fields", "date_skew"}
PASSING = {
    "refuse", "drop_before_commit", "hang", "status 500", "status 503 html", "commit_then_drop",
    "commit_then_half_body", "commit_then_500", "commit_then_502", "commit_then_hang", "bad_json",
}  # fmt: skip

OFTEN = ("refuse", "status 500", "status 429", "commit_then_drop", "bad_json")  # one of each sort; all others are slow

READS: dict[str, Callable[[CalcomClient, Booking], Awaitable[object]]] = {
    "GET /v2/me": lambda c, _: c.me(),
    "GET /v2/event-types": lambda c, _: c.event_types(),
    "GET /v2/event-types/{id}": lambda c, _: c.event_type(101),
    "GET /v2/schedules": lambda c, _: c.schedules(),
    "GET /v2/schedules/default": lambda c, _: c.default_schedule(),
    "GET /v2/slots": lambda c, _: c.slots(101, WEEK, BERLIN),
    "GET /v2/bookings": lambda c, _: c.bookings(BookingQuery()),
    "GET /v2/bookings/{uid}": lambda c, b: c.booking(b.uid),
}

WRITES: dict[str, Callable[[CalcomClient, Booking], Awaitable[object]]] = {
    "POST /v2/event-types": lambda c, _: c.create_event_type("Demo", "demo", 20),
    "POST /v2/bookings": lambda c, _: c.create_booking(a_request()),
    "POST /v2/bookings/{uid}/reschedule": lambda c, b: c.reschedule_booking(b.uid, FRIDAY),
    "POST /v2/bookings/{uid}/cancel": lambda c, b: c.cancel_booking(b.uid, reason="ill"),
    "POST /v2/bookings/{uid}/confirm": lambda c, b: c.confirm_booking(b.uid),
    "POST /v2/bookings/{uid}/decline": lambda c, b: c.decline_booking(b.uid),
}


def a_request() -> BookingRequest:
    return BookingRequest(
        event_type_id=102,
        start=FRIDAY,
        attendee_name="Ana Ruiz",
        attendee_email="ana@example.test",
        attendee_time_zone="Europe/Paris",
    )


def timeouts(fault: str) -> Timeouts:
    """Short only where the fault is a silence or a drip: a slow machine must not look like a fault."""
    if fault in ("hang", "commit_then_hang"):
        return replace(PATIENT, read=0.15, write=0.15)
    return replace(PATIENT, read_total=0.3, write_total=0.3) if fault == "drip" else PATIENT


def a_client(server: MockServer, fault: str = "") -> CalcomClient:
    async def wait(seconds: float) -> None:
        server.world.clock.advance(timedelta(seconds=seconds))

    return CalcomClient(
        server.base_url, SecretStr(server.key), now=server.world.now, timeouts=timeouts(fault), wait=wait
    )


@asynccontextmanager
async def a_far_side() -> AsyncIterator[tuple[MockServer, Booking]]:
    """The mock on loopback, and the pending booking of its sample account."""
    world = sample_world(lambda: NOW)
    async with MockServer(world) as server, a_client(server) as calcom:
        yield server, await calcom.booking(next(b.uid for b in world.bookings.values() if b.status == "pending"))


async def outcome(call: Awaitable[object]) -> str:
    try:
        await call
    except SchedulingError as error:
        return error.code
    return "ok"


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


def of_read(fault: str, route: str) -> str:
    if (fault, route) == ("extra_or_missing_fields", "GET /v2/slots"):
        return UnexpectedAnswer.code  # a day that is no day: then nothing may be called free
    if fault in PASSING | SEEN_THROUGH:
        return "ok"
    return {"status 429 long": RateLimited.code, "drip": Unreachable.code}.get(fault, UnexpectedAnswer.code)


def of_write(fault: str) -> str:
    if fault in SEEN_THROUGH:
        return "ok"
    if fault.startswith("status 429"):
        return RateLimited.code
    return UnexpectedAnswer.code if fault == "redirect" else OutcomeUnknown.code


@pytest.mark.parametrize("fault", [*OFTEN, *sliced([f for f in FAULTS if f not in OFTEN], quick=0, slow=5)])
async def test_every_method_meets_a_fault_with_the_outcome_of_its_kind(fault: str) -> None:
    async with a_far_side() as (server, pending):
        found = {}
        for route, call in (READS | WRITES).items():
            server.world.faults.script(route, fault.split()[0], **FAULTS[fault])
            async with a_client(server, fault) as calcom:
                found[route] = await outcome(call(calcom, pending))
            print(f"{fault:28}{route:40}{found[route]}")
            revive(server.world, pending)

        reads = {route: of_read(fault, route) for route in READS}
        assert found == reads | {route: of_write(fault) for route in WRITES}
        assert server.world.faults.unfired() == []


def revive(world: World, pending: Booking) -> None:
    """Undo what a write did, so that the next one finds the same calendar."""
    for uid, booking in list(world.bookings.items()):
        if booking.start == FRIDAY:
            del world.bookings[uid]
    world.bookings[pending.uid].status = "pending"
    world.bookings[pending.uid].moved_to = None
    world.reindex()


VERBS: dict[str, tuple[str, Callable[[CalcomClient, Booking], Awaitable[Written]]]] = {
    "book": ("POST /v2/bookings", lambda c, _: book(c, a_request(), token="t-1")),
    "move": ("POST /v2/bookings/{uid}/reschedule", lambda c, b: move(c, b, FRIDAY)),
    "cancel": ("POST /v2/bookings/{uid}/cancel", lambda c, b: cancel(c, b, reason="ill")),
    "accept": ("POST /v2/bookings/{uid}/confirm", lambda c, b: accept(c, b)),
    "decline": ("POST /v2/bookings/{uid}/decline", lambda c, b: decline(c, b, reason="ill")),
}
OF_WRITES = {
    "wrong_echo": {"set": {"start": "2031-05-20T08:00:00.000Z", "status": "accepted"}},
    "deliver_twice": {},
}
NEVER_STORED = {"refuse", "drop_before_commit", "hang", "status 500", "status 503 html"}


@pytest.mark.parametrize(("fault", "verb"), sliced(product([*FAULTS, *OF_WRITES], VERBS), quick=20, slow=20))
async def test_what_is_said_of_a_write_is_what_the_calendar_shows_under_every_fault(fault: str, verb: str) -> None:
    route, act = VERBS[verb]
    async with a_far_side() as (server, pending), a_client(server, fault) as calcom:
        world = server.world
        world.faults.script(route, fault.split()[0], **(FAULTS | OF_WRITES)[fault])

        written = await act(calcom, pending)

        done = len(set(effects(world)))  # a decline that a gateway delivers twice is one decline
        assert world.faults.unfired() == []
        assert done <= 1
        if fault in NEVER_STORED:
            assert written.state is WriteState.UNKNOWN
            assert done == 0
        elif fault in ("redirect", "status 429 long"):
            assert written.state is WriteState.NOT_DONE
            assert done == 0
        else:
            assert written.state is WriteState.DONE
            assert done == 1


async def test_a_redirect_takes_the_key_nowhere() -> None:
    elsewhere = MockServer(sample_world(lambda: NOW))
    async with a_far_side() as (server, _), a_client(server) as calcom, elsewhere:
        server.world.faults.script("GET /v2/me", "redirect", to=f"{elsewhere.base_url}/v2/me")

        with pytest.raises(UnexpectedAnswer):
            await calcom.me()

        assert elsewhere.world.journal.entries == []
