"""Creating bookings: single, pending, recurring and seated ones. Source: contract §4.1–4.3, §10."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, datetime, timedelta
from zoneinfo import ZoneInfo

from tools.mock_calcom.bookings import seats
from tools.mock_calcom.bookings.booking_answers import check_answers, check_core, responses_of
from tools.mock_calcom.bookings.booking_input import Wish, read_wish
from tools.mock_calcom.bookings.booking_places import read_place, shown_place
from tools.mock_calcom.bookings.booking_rules import (
    FIXED_LENGTH,
    check_booker,
    check_bounds,
    check_entry,
    check_limits,
    find_event_type,
    free_hosts,
    minutes_of,
    needs_confirmation,
)
from tools.mock_calcom.bookings.booking_shapes import made_shape, shape
from tools.mock_calcom.slots.slots import overlaps
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.world import effects
from tools.mock_calcom.world.model import Attendee, Booking, EventType, Json, User
from tools.mock_calcom.world.timestamps import find_zone
from tools.mock_calcom.world.world import FIRST_BOOKING_ID, World


@dataclass(frozen=True)
class Plan:
    """A checked wish: one meeting of a type at a time, with who and where."""

    event_type: EventType
    wish: Wish
    start: datetime
    length: timedelta
    location: str | None
    place: Json | None
    series_uid: str | None = None


async def create_booking(call: Call) -> Reply:
    """POST /v2/bookings: 201 with the booking, or with an array for a recurring type."""
    wish = read_wish(call.body)
    event_type = find_event_type(call.world, wish)
    plan = _planned(call.world, event_type, wish, call.user)
    if event_type.recurrence:
        series = await _create_series(call.world, plan)
        return success([made_shape(call.world, booking, call.user) for booking in series], status=201)
    if event_type.seats and (taken := seats.shared_booking(call.world, event_type, wish.start)):
        seat = seats.take_seat(call.world, event_type, taken, wish)
        return success(shape(call.world, taken, call.user) | {"seatUid": seat.seat_uid}, status=201)
    twin = _pending_twin(call.world, plan)
    booking = twin or await _create(call.world, plan)
    seat_uid = booking.attendees[0].seat_uid if booking.seated else None
    return success(made_shape(call.world, booking, call.user, seat_uid=seat_uid), status=201)


async def book(world: World, event_type: EventType, wish: Wish, user: User | None) -> Booking:
    """One single booking, for the old controller."""
    return await _create(world, _planned(world, event_type, wish, user))


async def commit_window(world: World) -> None:
    """The moment between the check and the write in which another request may win the race."""
    if world.knobs.commit_delay_s > 0:
        await asyncio.sleep(world.knobs.commit_delay_s)


def hosts_still_free(
    world: World, event_type: EventType, start: datetime, length: timedelta, *, ignoring: str | None = None
) -> list[User]:
    """The check repeated at the write. Raises BareRefusal 409 when somebody was faster."""
    try:
        return free_hosts(world, event_type, start, length, ignoring=ignoring)
    except Refusal as error:
        raise BareRefusal(409, "booking_conflict_error") from error


def _planned(world: World, event_type: EventType, wish: Wish, user: User | None) -> Plan:
    """Every check that does not look at the calendar, in order."""
    check_entry(world, event_type, wish, user)
    check_answers(event_type, wish.answers)
    if event_type.recurrence and wish.minutes is not None:
        raise Refusal(400, FIXED_LENGTH)
    length = timedelta(minutes=minutes_of(event_type, wish))
    location, place = read_place(event_type, wish.place)
    check_booker(world, event_type, wish)
    return Plan(event_type, wish, wish.start, length, location, place)


async def _create(world: World, plan: Plan) -> Booking:
    event_type, knobs = plan.event_type, world.knobs
    check_bounds(world, event_type, plan.start)
    check_limits(world, event_type, plan.start, plan.length)
    twin = _accepted_twin(world, plan)
    hosts = free_hosts(world, event_type, plan.start, plan.length, ignoring=twin)
    check_core(event_type, plan.wish, knobs)
    if knobs.steal_slot_after_check:
        _store(world, _stolen(plan), hosts)
    await commit_window(world)
    if knobs.race == "one_wins":
        hosts = hosts_still_free(world, event_type, plan.start, plan.length, ignoring=twin)
    return _store(world, plan, hosts)


async def _create_series(world: World, plan: Plan) -> list[Booking]:
    """One booking per occurrence, in the attendee's zone; where a later one is taken, the first stays stored.

    Only the first has to lie within the host's hours.
    """
    recurrence = plan.event_type.recurrence or {}
    count = plan.wish.count or recurrence["occurrences"]
    if count > recurrence["occurrences"]:
        raise Refusal(400, "Provided recurrence count is higher than the event type's recurring event count.")
    starts = occurrences(plan.start, recurrence, count, find_zone(plan.wish.person.time_zone) or ZoneInfo("UTC"))
    plan = replace(plan, series_uid=world.ids.uuid("series"))
    if world.knobs.series_conflict == "nothing_stored":
        for start in starts:
            free_hosts(world, plan.event_type, start, plan.length)
    first = await _create(world, plan)
    host = world.users[first.host_id]
    for start in starts[1:]:
        if overlaps(world, host, plan.event_type, (start, start + plan.length)):
            raise BareRefusal(409, "booking_conflict_error")
    return [first, *(_store(world, replace(plan, start=start), [host]) for start in starts[1:])]


def occurrences(start: datetime, recurrence: Json, count: int, zone: ZoneInfo) -> list[datetime]:
    """The starts of a series, in UTC: the attendee's wall clock stays the same across DST."""
    local = start.astimezone(zone)
    return [_stepped(local, recurrence["frequency"], recurrence["interval"] * i).astimezone(start.tzinfo)
            for i in range(count)]  # fmt: skip


def _stepped(local: datetime, frequency: str, steps: int) -> datetime:
    if frequency == "weekly":
        return local + timedelta(weeks=steps)
    months = local.month - 1 + steps * (12 if frequency == "yearly" else 1)
    year, month = local.year + months // 12, months % 12 + 1
    if year > MAXYEAR:
        raise OverflowError("a series beyond all calendars")
    for day in range(local.day, 27, -1):
        try:
            return local.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    return local.replace(year=year, month=month)


def _pending_twin(world: World, plan: Plan) -> Booking | None:
    """The pending booking that the same e-mail already has at this very time: the true replay of a POST.

    Raises BareRefusal 409 where a knob makes a conflict of it.
    """
    twin = next((twin for twin in _twins(world, plan) if twin.status == "pending"), None)
    if twin is not None and world.knobs.pending_twin == "conflict":
        raise BareRefusal(409, "booking_conflict")
    return twin


def _accepted_twin(world: World, plan: Plan) -> str | None:
    """Where a knob lets duplicates through: the uid of the booking that this one repeats."""
    if world.knobs.duplicate_rule == "later":
        return None
    return next((twin.uid for twin in _twins(world, plan)), None)


def _twins(world: World, plan: Plan) -> Iterator[Booking]:
    """Bookings of the same type, start and booker."""
    for booking in world.bookings_between(plan.start, plan.start + plan.length):
        same = booking.event_type_id == plan.event_type.id and booking.start == plan.start and not booking.seated
        if same and booking.attendees and booking.attendees[0].email == plan.wish.person.email:
            yield booking


def _store(world: World, plan: Plan, hosts: list[User]) -> Booking:
    event_type, wish, now, uid = plan.event_type, plan.wish, world.now(), world.ids.uid()
    pending = needs_confirmation(event_type, plan.start, now)
    seated = bool(event_type.seats)
    name = world.tables.teams[event_type.team_id].name if len(hosts) > 1 and event_type.team_id else hosts[0].name
    booking = Booking(
        id=world.ids.number("booking", first=FIRST_BOOKING_ID),
        uid=uid,
        event_type_id=event_type.id,
        host_id=hosts[0].id,
        title=f"{event_type.title} between {name} and {wish.person.name}",
        description=None if seated else str(wish.answers.get("notes") or ""),
        status="pending" if pending else "accepted",
        start=plan.start,
        end=plan.start + plan.length,
        location=shown_place(
            plan.location, uid, world.web_app, accepted=not pending and world.knobs.video_provider == "works"
        ),
        attendees=[],
        responses=responses_of(wish, plan.place),
        metadata=dict(wish.metadata),
        guests=[] if seated else list(wish.guests or []),
        series_uid=plan.series_uid,
        ics_uid=f"{world.ids.uid() if seated else uid}@Cal.com",
        seated=seated,
        created_at=now,
        updated_at=now,
    )
    booking.attendees = [
        seats.new_attendee(world, wish, seated=seated),
        *(Attendee(world.ids.number("attendee"), host.name, host.email, host.time_zone) for host in hosts[1:]),
        *_guests(world, booking, wish),
    ]
    world.add_booking(booking)
    effects.created(world, booking)
    return booking


def _guests(world: World, booking: Booking, wish: Wish) -> list[Attendee]:
    zone, language = wish.person.time_zone, wish.person.language
    return [Attendee(world.ids.number("attendee"), "", mail, zone, language) for mail in booking.guests]


def _stolen(plan: Plan) -> Plan:
    thief = replace(plan.wish.person, name="Somebody Faster", email="faster@example.com")
    return replace(plan, wish=replace(plan.wish, person=thief, metadata={}))
