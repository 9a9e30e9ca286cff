"""Every write there is: which of them a proposal is, what it is about, and how it is carried out."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.understanding.form import Value, fitted
from tools import bookings as verbs
from tools.bookings import Written
from tools.calcom.models import Booking, BookingRequest
from tools.writing.amending import invite, mark_absent
from tools.writing.journal import Line
from tools.writing.seats import give_up_seat
from tools.writing.series import book_series, cancel_series
from tools.writing.writes import accept, decline

Write = Literal[
    "book", "book_series", "move", "cancel", "cancel_series", "give_up_seat", "accept", "decline", "invite", "absent"
]


def write_of(proposal: Proposal) -> Write:
    """Which of WRITES a proposal is carried out by."""
    match proposal.action:
        case "book":
            return "book_series" if proposal.occurrences else "book"
        case "reschedule":
            return "move"
        case "cancel" if proposal.seat is not None:
            return "give_up_seat"
        case "cancel" if proposal.occurrences and proposal.booking is not None and proposal.booking.series_uid:
            return "cancel_series"
        case "several":
            raise AssertionError("several are carried out step by step")
        case action:
            return action


def about_of(proposal: Proposal) -> str:
    """Digest of the thing a write is about: one booking, or for a new one its kind, start and attendee."""
    if proposal.steps:
        thing = proposal.token
    elif proposal.booking is not None:
        thing = proposal.booking.uid
    else:
        kind = proposal.kind.id if proposal.kind else ""
        thing = f"{proposal.account} {kind} {proposal.start.isoformat()} {proposal.attendee.email.casefold()}"
    return hashlib.sha256(thing.encode()).hexdigest()[:32]


def _request(proposal: Proposal) -> BookingRequest:
    kind = proposal.kind
    assert kind is not None
    asked = {question.slug: question for question in kind.questions}
    answers: dict[str, Value | None] = {
        slug: fitted(said, asked[slug].type, asked[slug].options) if slug in asked else said
        for slug, said in proposal.answers.items()
    }
    return BookingRequest(
        event_type_id=kind.id,
        start=proposal.start,
        attendee_name=proposal.attendee.name,
        attendee_email=proposal.attendee.email,
        attendee_time_zone=proposal.attendee.zone,
        length_in_minutes=proposal.minutes if kind.variable and not kind.recurring else None,
        recurrence_count=len(proposal.occurrences) or None,
        guests=proposal.guests,
        place=proposal.place,
        answers={**answers, **({"notes": proposal.notes} if proposal.notes else {})},
    )


async def _book(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.kind is not None
    return await verbs.book(
        ctx.calcom,
        _request(proposal),
        token=proposal.token,
        now=ctx.now,
        length=proposal.minutes,
        host=proposal.host.email,
        journal=line,
    )


async def _book_series(proposal: Proposal, ctx: Context, line: Line) -> Written:
    request = _request(proposal)
    return await book_series(
        ctx.calcom, request, starts(proposal), token=proposal.token, host=proposal.host.email, journal=line
    )


async def _move(proposal: Proposal, ctx: Context, line: Line) -> Written:
    by = proposal.host.email if ctx.role == "host" else None
    return await verbs.move(
        ctx.calcom, _seen(proposal), proposal.start, reason=proposal.reason, rescheduled_by=by, journal=line
    )


async def _cancel(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await verbs.cancel(ctx.calcom, _seen(proposal), reason=_reason(proposal), journal=line)


async def _cancel_series(proposal: Proposal, ctx: Context, line: Line) -> Written:
    going = [occurrence.as_booking() for occurrence in proposal.occurrences]
    series_uid = _seen(proposal).recurring_booking_uid
    assert series_uid is not None
    return await cancel_series(ctx.calcom, going, series_uid=series_uid, reason=_reason(proposal), journal=line)


async def _give_up_seat(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.seat is not None
    return await give_up_seat(ctx.calcom, _seen(proposal), proposal.seat.uid, reason=_reason(proposal), journal=line)


async def _accept(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await accept(ctx.calcom, _seen(proposal), journal=line)


async def _decline(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await decline(ctx.calcom, _seen(proposal), reason=proposal.reason, journal=line)


async def _invite(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await invite(ctx.calcom, _seen(proposal), proposal.guests, journal=line)


async def _absent(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await mark_absent(ctx.calcom, _seen(proposal), proposal.attendee.email, journal=line)


# Every write there is. The tests kill each of them at each of its steps; a new one fails them until its story is told.
WRITES: dict[Write, Callable[[Proposal, Context, Line], Awaitable[Written]]] = {
    "book": _book,
    "book_series": _book_series,
    "move": _move,
    "cancel": _cancel,
    "cancel_series": _cancel_series,
    "give_up_seat": _give_up_seat,
    "accept": _accept,
    "decline": _decline,
    "invite": _invite,
    "absent": _absent,
}


async def carried_out(proposal: Proposal, ctx: Context, line: Line) -> Written:
    """Do what the proposal shows, once; where the journal's line says it was sent before, only look for it."""
    return await WRITES[write_of(proposal)](proposal, ctx, line)


def _seen(proposal: Proposal) -> Booking:
    """The existing booking as it was shown."""
    assert proposal.booking is not None
    return proposal.booking.as_booking()


def _reason(proposal: Proposal) -> str:
    return proposal.reason or "Cancelled"


def starts(proposal: Proposal) -> tuple[datetime, ...]:
    return tuple(occurrence.start for occurrence in proposal.occurrences)
