"""From what a turn did to what the record keeps of it: the mock's journal, the card, the state, the offers."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from evals.checks.record import CardSeen, Effect, Option, Requested, ResultSeen, Side, StateSeen
from evals.playing.snapshot import view
from evals.stories.operations import name_of
from graph.events import Card, TurnDone
from graph.known.proposal import Proposal
from graph.known.request import Request
from graph.known.state import State
from tools.mock_calcom.bookings.seats import shared_booking
from tools.mock_calcom.slots.slots import SlotQuery, free_starts
from tools.mock_calcom.world.model import EventType
from tools.mock_calcom.world.world import World

Refs = dict[str, str]


def requests_since(world: World, n: int, refs: Refs) -> list[Requested]:
    """Requests that reached the mock after entry `n`, each with the changes it made."""
    entries = world.journal.since(n)
    by_number = {entry["n"]: entry for entry in entries}
    return [_requested(entry, by_number, world, refs) for entry in entries if entry["kind"] == "request"]


def _requested(entry: dict[str, Any], entries: dict[int, dict[str, Any]], world: World, refs: Refs) -> Requested:
    caused = [entries[number] for number in entry["effects"] if number in entries]
    return Requested(
        op=name_of(entry["rule"], entry["method"], entry["path"]),
        method=entry["method"],
        path=entry["path"].partition("?")[0],
        status=entry["status"],
        version=entry["version"],
        authorised=entry["key"] is not None,
        fault=entry["fault"],
        effects=[_effect(effect, world, refs) for effect in caused if effect["kind"] == "booking"],
    )


def _effect(entry: dict[str, Any], world: World, refs: Refs) -> Effect:
    names = {uid: ref for ref, uid in refs.items()}
    booking = world.bookings.get(entry["uid"])
    seen = view(world, booking, names.get(entry["uid"])) if booking else None
    what = entry.get("how") if entry["what"] == "changed" else entry["what"]
    return Effect(what=what or "changed", uid=entry["uid"], old_uid=entry.get("from"), booking=seen)


def card_seen(done: TurnDone, state: State) -> CardSeen | None:
    """The open card, with what only the proposal behind it knows: the slug and the existing booking's uid."""
    return _seen(done.card, state.proposal) if done.card else None


def _seen(card: Card, proposal: Proposal | None) -> CardSeen:
    steps = zip(card.steps, proposal.steps if proposal else (), strict=True)
    return CardSeen(
        action=card.action,
        event_type=card.event_type,
        slug=proposal.kind.slug if proposal and proposal.kind else None,
        start=card.start.astimezone(UTC),  # a fold in a zone never equals the same instant in another
        end=card.end.astimezone(UTC),
        zone=card.zone,
        attendees=[Side(name=p.name, email=p.email, time_zone=p.time_zone) for p in card.attendees],
        from_start=card.from_start.astimezone(UTC) if card.from_start else None,
        scope=card.scope,
        occurrences=[start.astimezone(UTC) for start in card.occurrences],
        guests=list(card.guests),
        notes=card.notes,
        answers=dict(card.answers),
        reason=card.reason,
        hash=card.hash,
        text=card.text,
        booking=proposal.booking.uid if proposal and proposal.booking else None,
        steps=[_seen(step, of) for step, of in steps],
    )


def options_seen(done: TurnDone, state: State, world: World, zone: str) -> list[Option]:
    """What was offered; of each time whether the mock would list it as free at this moment."""
    request = state.request
    return [
        Option(n=o.n, label=o.label, start=start, free=_is_free(start, request, world, zone) if start else None)
        for o in done.options
        for start in (o.start and o.start.astimezone(UTC),)
    ]


def _is_free(start: datetime, request: Request | None, world: World, zone: str) -> bool | None:
    """None when no event type is known, so that there is nothing to ask the mock."""
    kind_id = request and (request.kind.id if request.kind else request.booking and request.booking.event_type_id)
    event_type = world.event_types.get(kind_id or 0)
    if request is None or event_type is None:
        return None
    moving = request.booking.uid if request.booking and request.action == "reschedule" else None
    day = timedelta(days=1)
    minutes = request.length or event_type.length
    query = SlotQuery(event_type, start - day, start + day, ZoneInfo(zone), minutes, moving)
    return start in free_starts(world, query) and _has_seat(world, event_type, start, moving)


def _has_seat(world: World, event_type: EventType, start: datetime, moving: str | None) -> bool:
    """Of a type with seats: whether one is left; for a shared booking that moves, whether nobody else is there."""
    taken = shared_booking(world, event_type, start) if event_type.seats else None
    if taken is None or event_type.seats is None:
        return True
    return taken.uid == moving if moving else len(taken.attendees) < event_type.seats["seatsPerTimeSlot"]


def result_seen(done: TurnDone) -> ResultSeen | None:
    """What came of the turn, as every program is told."""
    return ResultSeen.model_validate(done.outcome.model_dump()) if done.outcome else None


def state_seen(done: TurnDone, state: State, refs: Refs) -> StateSeen:
    """What the conversation knew after the turn."""
    request = state.request
    return StateSeen(
        intent=_intent(state, done.nodes),
        problem=_problem(done, state),
        problem_start=state.problem.start if state.problem else None,
        free=_told_free(state),
        aside=str(state.aside) if state.aside else None,
        needs=[str(need) for need in state.ask.needs] if state.ask else [],
        slots=_slots(request, {uid: ref for ref, uid in refs.items()}) if request else {},
        arranging=request is not None,
        dropped=state.dropped,
    )


def _told_free(state: State) -> list[tuple[datetime, datetime]]:
    """The person's own free time, where it was asked about."""
    seen = state.listing.own_time if state.listing else None
    return [(stretch.start, stretch.end) for stretch in seen.free] if seen else []


def _problem(done: TurnDone, state: State) -> str | None:
    """What stands in the way: of this turn, a write that failed among it, else of what is being arranged."""
    if done.outcome and done.outcome.status in ("error", "unknown"):
        return done.outcome.code
    return state.problem.code if state.problem else None


def _intent(state: State, nodes: tuple[str, ...]) -> str | None:
    if "execute" in nodes and state.outcome is not None:
        return state.outcome.action
    if state.aside is not None:
        return str(state.aside)
    if "list_bookings" in nodes:
        return "list"
    return state.request.action if state.request else None


def _slots(request: Request, refs: Refs) -> dict[str, Any]:
    """What is filled so far; instants as UTC text, bookings by ref."""
    start = request.start or (request.wanted.exact if request.wanted else None)
    known = {
        "event_type": request.kind.slug if request.kind else None,
        "start": start.isoformat() if start else None,
        "minutes": request.length,
        "name": request.attendee_name,
        "email": request.attendee_email,
        "booking": refs.get(request.booking.uid, request.booking.uid) if request.booking else None,
        "reason": request.reason,
        "guests": list(request.guests) or None,
        **{f"answers.{slug}": value for slug, value in request.answers.items()},
    }
    return {name: value for name, value in known.items() if value is not None}
