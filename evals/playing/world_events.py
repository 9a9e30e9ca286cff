"""What happens at Cal.com without us: somebody books, cancels, blocks, changes an event type."""

from typing import Any

from evals.stories import accounts
from evals.stories.scenario_world import Stretch, WorldEvent
from evals.stories.wall_times import instant
from tools.mock_calcom.event_types.event_type_input import apply as change_event_type
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.model import Booking, EventType
from tools.mock_calcom.world.world import World


class NoSuchThing(ValueError):
    """The event speaks of something that is not there."""


def happen(world: World, event: WorldEvent, zone: str, refs: accounts.Refs) -> None:
    """Change the tables directly, as other people's doings: no request, no line in the journal.

    Raises:
        NoSuchThing: a ref or a slug that is not there.
    """
    if event.books is not None:
        booking = accounts.put(world, event.books, zone)
        if event.books.ref:
            refs[event.books.ref] = booking.uid
    if event.cancels is not None:
        _end(world, _booking(world, event.cancels, refs), "cancelled")
    if event.takes_seat is not None:
        accounts.take_seat(world, _booking(world, event.takes_seat.ref, refs), event.takes_seat.attendee, zone)
    if event.confirms is not None:
        _end(world, _booking(world, event.confirms, refs), "accepted")
    if event.moves is not None:
        _move(world, _booking(world, event.moves.ref, refs), instant(event.moves.to, zone))
    _hours(world, event, zone)
    _types(world, event)
    if event.revokes_key:
        world.keys[next(iter(world.keys))].expires_at = world.now()
    if event.knobs:
        world.knobs = world.knobs.turned(event.knobs)


def _hours(world: World, event: WorldEvent, zone: str) -> None:
    stretch = event.blocks or (
        Stretch.model_validate({"from": event.block[0], "to": event.block[1]}) if event.block else None
    )
    if stretch is not None:
        accounts.block(world, stretch, zone)
    if event.frees:
        world.tables.reservations.clear()


def _types(world: World, event: WorldEvent) -> None:
    if event.deletes_event_type is not None:
        del world.event_types[_type(world, event.deletes_event_type).id]
    if event.changes_event_type is not None:
        change_event_type(_type(world, event.changes_event_type.slug), event.changes_event_type.set)


def _end(world: World, booking: Booking, status: Any) -> None:
    booking.status, booking.updated_at = status, world.now()


def _move(world: World, old: Booking, start: Any) -> None:
    kind = world.event_types[old.event_type_id]
    who = old.attendees[0]
    minutes = int(old.length.total_seconds()) // 60
    new = put_booking(world, kind, start, who.name, who.email, minutes=minutes, time_zone=who.time_zone)
    new.moved_from, new.title, new.responses = old.uid, old.title, dict(old.responses)
    old.status, old.moved_to, old.updated_at = "cancelled", new.uid, world.now()


def _booking(world: World, ref: str, refs: accounts.Refs) -> Booking:
    if ref.startswith("$created."):
        made = [b for b in world.bookings.values() if b.metadata]
        number = int(ref.removeprefix("$created."))
        if number > len(made):
            raise NoSuchThing(f"nothing was created yet that {ref} could mean")
        return made[number - 1]
    if ref not in refs:
        raise NoSuchThing(f"no booking has the ref {ref!r}")
    return world.bookings[refs[ref]]


def _type(world: World, slug: str) -> EventType:
    found = next((kind for kind in world.event_types.values() if kind.slug == slug), None)
    if found is None:
        raise NoSuchThing(f"no event type {slug!r}")
    return found
