"""From a complete request to a proposal: everything that would be written, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from graph.given.context import Context
from graph.known.proposal import Proposal, Side
from graph.known.request import BookingSeen, Occurrence, Request, together
from graph.known.state import State
from graph.understanding.schema import Scope
from tools.calcom.models import Me
from tools.slots import free_among, slot_at
from tools.writing.series import occurrence_starts

_DEFAULT_REASON = {"cancel": "Cancelled by the host", "decline": "Declined by the host", "reschedule": None}


def propose_booking(state: State, request: Request, me: Me, ctx: Context, thread: str) -> Proposal:
    """A new booking. The attendee's zone is the one the time was said in, else where they are known to be, else the
    person's."""
    kind, minutes, name, email = request.kind, request.length, request.attendee_name, request.attendee_email
    assert kind  # asked for before, like the rest
    assert request.start
    assert minutes
    assert name
    assert email
    zone = ctx.locale(state, me).zone
    start = request.start.astimezone(UTC)
    said_in = request.wanted.zone if request.wanted and ctx.role == "host" else None
    known = request.attendee
    told_zone = said_in if said_in != zone else None
    their_zone = told_zone or (known.zone if known else zone)
    return Proposal(
        action="book",
        account=ctx.calcom.account_of(me),
        kind=kind,
        kind_why=request.kind_why,
        other_kinds=tuple(other.label for other in request.other_kinds),
        title=kind.title,
        start=start,
        end=start + timedelta(minutes=minutes),
        zone=zone,
        host=_host(me),
        attendee=Side(name=name, email=email, zone=their_zone),
        known_as=known,
        guests=request.guests,
        answers=_answers(request),
        place=request.place,
        where=request.where,
        notes=together(request.notes, _place_as_a_note(request)),
        assumptions=(*request.read_as, *(request.wanted.assumptions if request.wanted else ())),
        unused=request.unused,
        clock_off=ctx.calcom.clock_off if request.wanted else 0,
        made_at=ctx.now(),
    ).marked(thread, state.turn)


async def as_it_fits(proposal: Proposal, request: Request, ctx: Context) -> Proposal:
    """A new booking with what its type adds: the meetings of a series as far as they are free, the seats still left.

    Raises:
        SchedulingError: as CalcomClient.slots.
    """
    kind = proposal.kind
    assert kind is not None
    event_type, zone = kind.as_event_type(), ZoneInfo(proposal.zone)
    if kind.seated:
        slot = await slot_at(ctx.calcom, event_type, proposal.start, zone)
        if slot is None or slot.seats_remaining is None or slot.seats_total is None:
            return proposal
        return proposal.model_copy(update={"seats_left": (slot.seats_remaining, slot.seats_total)})
    if kind.steps is None:
        return proposal
    count = min(request.count or kind.occurrences, kind.occurrences)
    starts = occurrence_starts(proposal.start, kind.steps, count, ZoneInfo(proposal.attendee.zone))
    free = {slot.start for slot in await free_among(ctx.calcom, event_type, starts, zone)}
    stops_at = next((start for start in starts[1:] if start not in free), None)
    length = proposal.end - proposal.start
    kept = [start for start in starts if stops_at is None or start < stops_at]
    occurrences = tuple(Occurrence(start=start, end=start + length) for start in kept)
    return proposal.model_copy(update={"occurrences": occurrences, "stops_at": stops_at, "scope": Scope.ALL})


def propose_change(state: State, request: Request, me: Me, ctx: Context, thread: str) -> Proposal:
    """What is to be done to the booking that was found."""
    booking = request.booking
    assert booking  # found before
    action = _changing(request)
    start = request.start.astimezone(UTC) if action == "reschedule" and request.start else booking.start
    minutes = (request.length or booking.minutes) if action == "reschedule" else booking.minutes
    return Proposal(
        action=action,
        account=ctx.calcom.account_of(me),
        kind=request.kind,
        title=booking.title,
        start=start,
        end=start + timedelta(minutes=minutes),
        zone=ctx.locale(state, me).zone,
        host=_host(me),
        attendee=_attendee(request, booking),
        guests=request.guests if action == "invite" else (),
        reason=request.reason or _DEFAULT_REASON[action] if action in _DEFAULT_REASON else None,
        told=request.told,
        booking=booking,
        clashes=request.clashes,
        scope=request.scope if booking.series_uid or booking.seats else None,
        seat=request.seat,
        occurrences=request.occurrences,
        staying=request.staying,
        assumptions=(*request.read_as, *(request.wanted.assumptions if request.wanted else ())),
        unused=request.unused,
        clock_off=ctx.calcom.clock_off if request.wanted else 0,
        made_at=ctx.now(),
    ).marked(thread, state.turn)


def is_stale(proposal: Proposal, now: datetime, lifetime: timedelta) -> bool:
    """A card this old is checked afresh before a yes to it counts."""
    return now - proposal.made_at > lifetime


def _place_as_a_note(request: Request) -> str | None:
    """Of a place that its kind is not offered at."""
    return f"Place: {request.place_words}" if request.place_words and request.place is None else None


def _host(me: Me) -> Side:
    return Side(name=me.name or me.username or me.email, email=me.email, zone=me.time_zone)


def _attendee(request: Request, booking: BookingSeen) -> Side:
    if request.action == "absent" and request.attendee_email:
        return Side(name=request.attendee_name or "", email=request.attendee_email, zone=booking.attendee_zone)
    if request.seat is not None:
        return Side(name=request.seat.name, email=request.seat.email, zone=request.seat.zone)
    return Side(name=booking.attendee_name, email=booking.attendee_email, zone=booking.attendee_zone)


def _answers(request: Request) -> dict[str, str]:
    """Only answers to questions this event type asks; what was said for another one stays unsaid."""
    asked = {question.slug for question in request.kind.questions} if request.kind else set()
    return {slug: value for slug, value in request.answers.items() if slug in asked}


def _changing(request: Request) -> Literal["reschedule", "cancel", "accept", "decline", "invite", "absent"]:
    match request.action:
        case "reschedule" | "cancel" | "accept" | "decline" | "invite" | "absent":
            return request.action
    raise AssertionError(f"{request.action} changes no booking")
