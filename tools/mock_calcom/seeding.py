"""Putting things into the world without going through the API: samples, tests, edits "in the database"."""

from datetime import datetime, timedelta
from typing import Any

from tools.mock_calcom.bookings.booking_answers import responses_of
from tools.mock_calcom.bookings.booking_input import Person, Wish
from tools.mock_calcom.bookings.booking_places import read_place, shown_place
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.slots.schedules import add_schedule
from tools.mock_calcom.world.model import ApiKey, Attendee, Booking, EventType, Json, RateLimit
from tools.mock_calcom.world.timestamps import parse_instant
from tools.mock_calcom.world.world import FIRST_BOOKING_ID, World


def plant(world: World, seed: Json) -> Json:
    """Adds what the seed names, in this order, and answers with the uids and ids it made.

    A seed with `tables` is a dump and replaces everything. Otherwise its keys are, all optional:
    knobs {name: value} · rate_limit int · users [{name, email, key, …}] · schedules [{owner, name, timeZone, …}] ·
    event_types [API body + owner] · bookings [{event_type: id or slug, start, attendee: {name, email, timeZone}, …}] ·
    edits [{table, id, set: {attribute: value}}]. Owners are user ids, the first user by default.

    Raises:
        ValueError: the seed names something that is not there.
    """
    try:
        return _planted(world, seed)
    except (KeyError, TypeError) as error:
        raise ValueError(f"the seed does not fit: {type(error).__name__} {error}") from error


def _planted(world: World, seed: Json) -> Json:
    if "tables" in seed:
        world.load(seed["tables"])
        return {}
    world.knobs = world.knobs.turned(seed.get("knobs", {}))
    world.rate_limit = seed.get("rate_limit", world.rate_limit)
    made: Json = {"users": [], "schedules": [], "event_types": [], "bookings": []}
    for user in seed.get("users", []):
        made["users"].append(world.add_user(**user).id)
    for entry in seed.get("schedules", []):
        made["schedules"].append(_schedule(world, dict(entry)))
    for body in seed.get("event_types", []):
        owner = body.get("owner", next(iter(world.users)))
        made["event_types"].append(add_event_type(world, owner, body).id)
    for entry in seed.get("bookings", []):
        made["bookings"].append(_booking(world, entry).uid)
    for entry in seed.get("edits", []):
        edit(world, entry["table"], entry["id"], entry["set"])
    return made


def put_booking(
    world: World,
    event_type: EventType,
    start: datetime,
    name: str,
    email: str,
    *,
    minutes: int | None = None,
    status: str = "accepted",
    time_zone: str = "Europe/Berlin",
    answers: Json | None = None,
    guests: list[str] | None = None,
    metadata: Json | None = None,
    created_at: datetime | None = None,
    **more: Any,
) -> Booking:
    """A booking as if it had been made through the API, but unchecked and without mails."""
    wish = Wish(start, Person(name, email, time_zone, "en", None), answers=answers or {}, guests=guests)
    location, place = read_place(event_type, None)
    uid, host = world.ids.uid(), world.users[event_type.owner_id]
    booking = Booking(
        id=world.ids.number("booking", first=FIRST_BOOKING_ID),
        uid=uid,
        event_type_id=event_type.id,
        host_id=host.id,
        title=f"{event_type.title} between {host.name} and {name}",
        description=str((answers or {}).get("notes", "")),
        status=status,  # type: ignore[arg-type]
        start=start,
        end=start + timedelta(minutes=minutes or event_type.length),
        location=shown_place(location, uid, world.web_app, accepted=status != "pending"),
        attendees=_people(world, [(name, email), *(("", guest) for guest in guests or [])], time_zone),
        responses=responses_of(wish, place),
        metadata=metadata or {},
        guests=guests or [],
        seated=bool(event_type.seats),
        ics_uid=f"{uid}@Cal.com",
        created_at=created_at or world.now(),
        updated_at=created_at or world.now(),
        **more,
    )
    if booking.seated:
        booking.attendees, booking.guests, booking.description = [], [], None
        put_seat(world, booking, name, email, time_zone=time_zone)
    world.add_booking(booking)
    return booking


def put_seat(world: World, booking: Booking, name: str, email: str, *, time_zone: str = "Europe/Berlin") -> Attendee:
    """One more attendee of a shared booking, as if they had booked a seat; unchecked and without mails."""
    seat = Attendee(world.ids.number("attendee"), name, email, time_zone, seat_uid=world.ids.uuid("seat"))
    seat.responses = {"name": name, "email": email, "guests": []}
    booking.attendees.append(seat)
    return seat


def edit(world: World, table: str, key: Any, changes: Json) -> None:
    """Overwrites attributes of one row, as one would in the database; instants may be ISO texts."""
    row = getattr(world.tables, table)[key]
    for name, value in changes.items():
        if not hasattr(row, name):
            raise ValueError(f"{table} have no {name}")
        setattr(row, name, _as_instant(value) if isinstance(getattr(row, name), datetime) else value)
    world.reindex()


def add_key(
    world: World, user_id: int, key: str, *, expires_at: datetime | None = None, limits: list[RateLimit] | None = None
) -> None:
    """One more key of a user; expired when `expires_at` has passed."""
    world.keys[key] = ApiKey(user_id, expires_at, limits or [])


def _people(world: World, people: list[tuple[str, str]], time_zone: str) -> list[Attendee]:
    return [Attendee(world.ids.number("attendee"), name, email, time_zone) for name, email in people]


def _as_instant(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else parse_instant(value)
    if moment is None:
        raise ValueError(f"{value!r} is no instant")
    return moment


def _schedule(world: World, entry: Json) -> int:
    owner = entry.get("owner", next(iter(world.users)))
    hours, overrides = entry.get("availability"), entry.get("overrides")
    schedule = add_schedule(world, owner, entry["name"], entry["timeZone"], hours, overrides)
    if entry.get("isDefault", True):
        world.users[owner].default_schedule_id = schedule.id
    return schedule.id


def _booking(world: World, entry: Json) -> Booking:
    wanted = entry["event_type"]
    kinds = world.event_types.values()
    event_type = world.event_types.get(wanted) or next((kind for kind in kinds if kind.slug == wanted), None)
    start = parse_instant(entry["start"])
    if event_type is None or start is None:
        raise ValueError(f"no event type {wanted!r}, or {entry['start']!r} is no instant")
    who = {"name": "Somebody Else", "email": "somebody@example.com", **entry.get("attendee", {})}
    more = {name: entry[name] for name in ("minutes", "status", "answers", "guests", "metadata") if name in entry}
    zone = who.get("timeZone", "Europe/Berlin")
    return put_booking(world, event_type, start, who["name"], who["email"], time_zone=zone, **more)
