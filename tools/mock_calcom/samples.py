"""Worlds to begin with: a consultant's account good enough to demonstrate, an empty one, the recorded servers'."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.seeding import add_key, put_booking
from tools.mock_calcom.slots.schedules import add_schedule
from tools.mock_calcom.world.clock import Clock
from tools.mock_calcom.world.model import EventType, Json, Team, User
from tools.mock_calcom.world.world import World

KEY = "cal_test_5f2c1a9e7b3d4860"
HOST_EMAIL = "clara@example.com"

RECORDED_KEYS = {name: f"cal_test_recorded_{name}" for name in ("bob", "eve", "lia", "nos", "tom", "expired")}
_RECORDED_USERS = [
    (10, "bob", "Bob Host", "Europe/Berlin", "Monday", 24),
    (11, "eve", "Eve Stranger", "Europe/London", "Sunday", 12),
    (12, "lia", "Lia Lister", "UTC", "Monday", 12),
    (13, "nos", "No Schedule", "Europe/Paris", "Sunday", 12),
    (14, "tom", "Tom Teammate", "Europe/Berlin", "Sunday", 12),
]

EVENT_TYPES: list[Json] = [
    {"title": "Intro call", "slug": "intro", "lengthInMinutes": 15, "description": "A quick first chat."},
    {"title": "30 minute meeting", "slug": "30min", "lengthInMinutes": 30},
    {"title": "Consultation", "slug": "consultation", "lengthInMinutes": 60, "lengthInMinutesOptions": [30, 60, 90]},
    {"title": "Project review", "slug": "project-review", "lengthInMinutes": 45,
     "confirmationPolicy": {"type": "always", "blockUnconfirmedBookingsInBooker": True}},
    {"title": "Workshop", "slug": "workshop", "lengthInMinutes": 60, "bookingFields": [
        {"type": "select", "slug": "topic", "label": "Topic", "required": True, "placeholder": "Pick one",
         "options": ["Strategy", "Hiring", "Pricing"]}]},
    {"title": "Private coaching", "slug": "private-coaching", "lengthInMinutes": 60, "hidden": True},
]  # fmt: skip

# Work days from today (negative: before), local time, type, attendee, e-mail, and what differs from a plain booking.
_BOOKINGS: list[tuple[int, str, str, str, str, Json]] = [
    (-9, "10:00", "intro", "Peter Novak", "peter.novak@example.com", {}),
    (-8, "14:00", "consultation", "Maria Lopez", "maria.lopez@example.com", {}),
    (-7, "09:30", "30min", "Kenji Sato", "kenji.sato@example.com", {"time_zone": "Asia/Tokyo"}),
    (-6, "11:00", "30min", "John Smith", "john.smith@example.com", {}),
    (-5, "15:00", "project-review", "Fatima Khan", "fatima.khan@example.com", {}),
    (-4, "10:00", "intro", "Lukas Weber", "lukas.weber@example.com", {"status": "cancelled",
                                                                     "cancellation_reason": "Travelling"}),
    (-3, "13:00", "workshop", "Sofia Rossi", "sofia.rossi@example.com", {"answers": {"topic": "Hiring"},
                                                                        "time_zone": "Europe/Rome"}),
    (-2, "16:00", "30min", "Maria Lopez", "maria.lopez@example.com", {}),
    (-1, "09:00", "consultation", "Emma Brown", "emma.brown@example.com", {"time_zone": "Europe/London"}),
    (1, "10:00", "30min", "John Smith", "john.smith@example.com", {}),
    (1, "15:00", "intro", "Olga Petrova", "olga.petrova@example.com", {}),
    (2, "11:00", "consultation", "John Miller", "john.miller@example.com", {"time_zone": "America/New_York"}),
    (2, "14:30", "30min", "Ana Silva", "ana.silva@example.com", {"time_zone": "Europe/Lisbon"}),
    (3, "09:30", "intro", "Kenji Sato", "kenji.sato@example.com", {"time_zone": "Asia/Tokyo"}),
    (3, "13:00", "project-review", "Fatima Khan", "fatima.khan@example.com", {"status": "pending"}),
    (4, "10:00", "workshop", "Sofia Rossi", "sofia.rossi@example.com", {"answers": {"topic": "Pricing"},
                                                                       "guests": ["team@example.com"]}),
    (4, "15:30", "30min", "Lukas Weber", "lukas.weber@example.com", {"status": "cancelled",
                                                                    "cancellation_reason": "Found another time"}),
    (5, "11:30", "30min", "Emma Brown", "emma.brown@example.com", {"time_zone": "Europe/London"}),
    (6, "14:00", "consultation", "Peter Novak", "peter.novak@example.com", {"minutes": 90}),
    (7, "10:30", "intro", "Noor Haddad", "noor.haddad@example.com", {}),
    (8, "09:00", "private-coaching", "David Cohen", "david.cohen@example.com", {}),
    (9, "16:00", "30min", "John Miller", "john.miller@example.com", {"time_zone": "America/New_York"}),
    (10, "13:30", "30min", "Maria Lopez", "maria.lopez@example.com", {"status": "cancelled",
                                                                     "cancellation_reason": "No longer needed"}),
    (12, "11:00", "consultation", "Ana Silva", "ana.silva@example.com", {"time_zone": "Europe/Lisbon"}),
]  # fmt: skip


def sample_world(clock: Clock, *, zone: str = "Europe/Berlin", seed: int = 0, release: str = "default") -> World:
    """A consultant with six event types and some two dozen bookings around the clock's today, on any day of the week.

    Args:
        zone: IANA zone of the host and of the opening hours.
    """
    world = World(clock, seed, release)
    host = _account(world, zone)
    types = {body["slug"]: add_event_type(world, host.id, body) for body in EVENT_TYPES}
    today = world.now().astimezone(ZoneInfo(zone)).date()
    for days, at, slug, name, email, more in _BOOKINGS:
        start = _local(_work_day(today, days), at, zone)
        made = min(start, world.now()) - timedelta(days=3)
        _put(world, types[slug], start, name, email, made, zone, more)
    return world


def empty_world(clock: Clock, *, zone: str = "Europe/Berlin", seed: int = 0, release: str = "default") -> World:
    """The same account with its opening hours, but no event types and no bookings."""
    world = World(clock, seed, release)
    _account(world, zone)
    return world


def recorded_world(clock: Clock, *, seed: int = 0, release: str = "2025-12") -> World:
    """The people of the recorded servers: five users, their keys, one expired key, one team; nothing else yet.

    Schedules and event types are made by the recorded requests themselves, which begin with empty tables.
    """
    world = World(clock, seed, release)
    for number, username, name, zone, week_start, time_format in _RECORDED_USERS:
        world.add_user(
            name,
            f"{username}@example.com",
            key=RECORDED_KEYS[username],
            id=number,
            username=username,
            time_zone=zone,
            week_start=week_start,
            time_format=time_format,
        )
    add_key(world, 10, RECORDED_KEYS["expired"], expires_at=datetime(2024, 1, 1, tzinfo=UTC))
    world.tables.teams[50] = Team(50, "Team Blue", "team-blue", [10, 14])
    return world


WORLDS: dict[str, Callable[..., World]] = {
    "sample": sample_world,
    "empty": empty_world,
    "recorded": recorded_world,
}


def _account(world: World, zone: str) -> User:
    host = world.add_user(
        "Clara Berger", HOST_EMAIL, key=KEY, username="clara", time_zone=zone, week_start="Monday", time_format=24
    )
    host.default_schedule_id = add_schedule(world, host.id, "Working hours", zone).id
    return host


def _put(
    world: World, event_type: EventType, start: datetime, name: str, email: str, made: datetime, zone: str, more: Json
) -> None:
    values: dict[str, Any] = {"time_zone": zone, **more}
    put_booking(world, event_type, start, name, email, created_at=made, **values)


def _work_day(today: date, days: int) -> date:
    """The n-th work day after (before) today; today itself never counts."""
    found = (day for day in _walk(today, 1 if days > 0 else -1) if day.weekday() < 5)
    for _ in range(abs(days) - 1):
        next(found)
    return next(found)


def _walk(day: date, step: int) -> Iterator[date]:
    while True:
        day += timedelta(days=step)
        yield day


def _local(day: date, at: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), ZoneInfo(zone)).astimezone(UTC)
