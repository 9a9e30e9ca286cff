"""What was done in the recorded servers' database between requests, done to our world. Source: the notes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.replay.exchanges import Exchange
from tests.replay.translation import Translation
from tools.mock_calcom.seeding import edit
from tools.mock_calcom.world.model import RateLimit
from tools.mock_calcom.world.timestamps import parse_instant
from tools.mock_calcom.world.world import World

Edit = Callable[[World, Exchange, Translation], None]


def prepare(world: World, exchange: Exchange, known: Translation) -> None:
    """Makes the edits that the recorded server had seen before this request."""
    _same_numbers(world, exchange)
    for pattern, change in _EDITS:
        if re.search(pattern, f"{exchange.case} · {exchange.note}"):
            change(world, exchange, known)


def _same_numbers(world: World, exchange: Exchange) -> None:
    """Rows made by recordings that are kept apart used up numbers: begin where the recorded server did."""
    tables = {"/v2/event-types": "event type", "/v2/schedules": "schedule"}
    kind = tables.get(exchange.path) if exchange.method == "POST" and exchange.status == 201 else None
    if kind is not None:
        world.ids.counters[kind] = exchange.body["data"]["id"] - 1


def _times_as_answered(world: World, exchange: Exchange, known: Translation) -> None:
    for row in _rows(exchange.body):
        booking = world.bookings.get(known.texts.get(row["uid"], ""))
        start, end = parse_instant(row.get("start")), parse_instant(row.get("end"))
        if booking is None or start is None or start == booking.start:
            continue
        edit(world, "bookings", booking.uid, {"start": start, "end": end or start + booking.length})
    world.reindex()


def _rows(body: Any) -> list[dict[str, Any]]:
    data = body.get("data") if isinstance(body, dict) else None
    rows = data if isinstance(data, list) else [data]
    return [row for row in rows if isinstance(row, dict) and "uid" in row]


def _time_as_noted(world: World, exchange: Exchange, known: Translation) -> None:
    day = re.search(r"moved to (\d{4}-\d\d-\d\d)", exchange.note)
    uid = known.text(exchange.path).split("/")[3]
    start = parse_instant(f"{day[1]}T10:00:00Z") if day else None
    booking = world.bookings.get(uid)
    if booking is not None and start is not None:
        edit(world, "bookings", uid, {"start": start, "end": start + booking.length})


def _long_past(world: World, exchange: Exchange, known: Translation) -> None:
    booking = world.bookings.get(known.text(exchange.path).split("/")[3])
    if booking is not None:
        start = parse_instant("2026-11-02T10:30:00Z")
        edit(world, "bookings", booking.uid, {"start": start, "end": start + booking.length if start else None})


def _reservation_lapsed(world: World, exchange: Exchange, known: Translation) -> None:
    last = next(reversed(world.tables.reservations.values()))
    last.until = world.now() - timedelta(minutes=1)


def _type_flag(slug: str, attribute: str, value: Any) -> Edit:
    def change(world: World, exchange: Exchange, known: Translation) -> None:
        for kind in world.event_types.values():
            if kind.slug == slug:
                setattr(kind, attribute, value)

    return change


def _own_limits(world: World, exchange: Exchange, known: Translation) -> None:
    key = next(key for text, key in world.keys.items() if world.users[key.user_id].username == "eve")
    key.limits = [RateLimit(3, "Burst", 10, 5), RateLimit(5, "Hourly", 3600, 60)]


def _away(world: World, exchange: Exchange, known: Translation) -> None:
    host = world.user_named("bob")
    if host is not None:
        host.out_of_office = [("2027-07-12", "2027-07-13")]


_EDITS: list[tuple[str, Edit]] = [
    (r"were set in the database|^mark absent", _times_as_answered),
    (r"time was moved to .* in the database", _time_as_noted),
    (r"^reschedule a past booking", _long_past),
    (r"release time moved into the past", _reservation_lapsed),
    (r"^no-cancel flag set in database: book", _type_flag("no-cancel", "disable_cancelling", {"disabled": True})),
    (r"^no-reschedule flag set in database: book", _type_flag("no-resch", "disable_rescheduling", {"disabled": True})),
    (r"hidden was set in the database", _type_flag("mornings", "hidden", True)),
    (r"^two own limits on a key, call 1 ", _own_limits),
    (r"row set in the database", _away),
]
