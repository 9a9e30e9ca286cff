"""Named accounts: a base file with what a scenario changes on top, planted in the mocked Cal.com."""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from evals.stories.scenario_world import Account, BookingSeed, Host, Json, Person, Schedule, Stretch
from evals.stories.wall_times import instant
from evals.stories.yaml_strict import load_file
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.seeding import put_booking, put_seat
from tools.mock_calcom.slots.schedules import add_schedule
from tools.mock_calcom.world.model import Booking, Reservation, User
from tools.mock_calcom.world.world import World

FOLDER = Path(__file__).parents[1] / "accounts"
KEY = "cal_test_0e4a1c7d9b2f5a36"
Refs = dict[str, str]  # ref: uid


class UnknownAccount(ValueError):
    """No such base account."""


def names() -> list[str]:
    """The base accounts there are."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def base(name: str) -> Account:
    """One base account. Raises UnknownAccount, BadYaml, ValidationError."""
    path = FOLDER / f"{name}.yaml"
    if not path.exists():
        raise UnknownAccount(f"no account {name!r}; there are {', '.join(names())}")
    return resolved(Account.model_validate(load_file(path)))


def resolved(account: Account) -> Account:
    """The account with its base underneath."""
    if account.base is None:
        return account
    under = base(account.base)
    kept = [body for body in under.event_types if account.only is None or body["slug"] in account.only]
    return Account(
        host=account.host or under.host,
        schedule=account.schedule or under.schedule,
        event_types=_merged(kept, account.event_types),
        bookings=[*under.bookings, *account.bookings],
        blocked=[*under.blocked, *account.blocked],
        knobs={**under.knobs, **account.knobs},
        rate_limit=account.rate_limit or under.rate_limit,
    )


def plant(world: World, account: Account, zone: str) -> Refs:
    """Fill an empty world; gives the uid of each booking that has a ref. Raises KeyError for an unknown slug."""
    account = resolved(account)
    host = _host(world, account.host or Host(), account.schedule or Schedule())
    for body in account.event_types:
        add_event_type(world, host.id, body)
    refs = {seed.ref: put(world, seed, zone).uid for seed in account.bookings if seed.ref}
    for seed in account.bookings:
        if not seed.ref:
            put(world, seed, zone)
    world.knobs = world.knobs.turned(account.knobs)
    if account.rate_limit:
        world.rate_limit = account.rate_limit
    for stretch in account.blocked:
        block(world, stretch, zone)
    return refs


def put(world: World, seed: BookingSeed, zone: str) -> Booking:
    """One booking, as if it had long been there."""
    event_type = next((kind for kind in world.event_types.values() if kind.slug == seed.event_type), None)
    if event_type is None:
        raise KeyError(f"no event type {seed.event_type!r}")
    start = instant(seed.start, zone)
    who = seed.attendee
    answers = {**seed.answers, **({"notes": seed.notes} if seed.notes else {})}
    booking = put_booking(
        world,
        event_type,
        start,
        who.name or "Somebody Else",
        address(who),
        minutes=seed.minutes,
        status=seed.status,
        time_zone=who.time_zone or zone,
        answers=answers,
        guests=seed.guests or None,
        created_at=min(start, world.now()),
        **_marks(seed),
    )
    booking.title = seed.title or booking.title
    for seat in seed.seats:
        take_seat(world, booking, seat, zone)
    return booking


def take_seat(world: World, booking: Booking, who: Person, zone: str) -> None:
    """One more attendee of a shared booking."""
    put_seat(world, booking, who.name or "Somebody Else", address(who), time_zone=who.time_zone or zone)


def address(who: Person) -> str:
    """The e-mail given, else one made of the first name."""
    return who.email or f"{(who.name or 'somebody').split()[0].lower()}@example.test"


def block(world: World, stretch: Stretch, zone: str) -> None:
    """Make a time busy without a booking: hidden from slot lists and refused by bookings."""
    start, end = instant(stretch.since, zone), instant(stretch.to, zone)
    world.knobs = world.knobs.turned({"reservation_blocks_others": True})
    host = next(iter(world.users.values()))
    uid = world.ids.uuid("reservation")
    minutes = int((end - start).total_seconds()) // 60
    world.tables.reservations[uid] = Reservation(
        uid, next(iter(world.event_types), 0), host.id, start, end, minutes, until=end
    )


def _host(world: World, host: Host, schedule: Schedule) -> User:
    user = world.add_user(host.name, host.email, key=KEY, time_zone=host.time_zone, week_start="Monday", time_format=24)
    zone = schedule.time_zone or host.time_zone
    hours = add_schedule(world, user.id, "Working hours", zone, schedule.availability, schedule.overrides)
    user.default_schedule_id = hours.id
    user.out_of_office = [(first, last) for first, last in schedule.out_of_office]
    return user


def _marks(seed: BookingSeed) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if seed.reason:
        marks["cancellation_reason"] = seed.reason
    if seed.series:
        marks["series_uid"] = str(UUID(bytes=seed.series.encode().ljust(16, b"0")[:16], version=4))
    return marks


def _merged(under: list[Json], over: list[Json]) -> list[Json]:
    """By slug: a known one is changed in its place, a new one added."""
    known = {body["slug"]: body for body in under}
    for body in over:
        known[body["slug"]] = {**known.get(body["slug"], {}), **body}
    return list(known.values())
