"""The only writer. It takes an approval, looks once more, writes once, and records what Cal.com answered."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime

from graph.approval import LIFETIME, Approval
from graph.context import Context
from graph.proposal import Proposal
from graph.proposals import is_stale
from graph.request import BookingSeen, Kind, Request
from graph.state import Outcome, OutcomeCode, State, Update
from graph.times import wanted_at
from tools import bookings as verbs
from tools.bookings import WriteState, Written
from tools.calcom.models import BookingRequest, BookingStatus, Slot
from tools.decisions import accept, decline
from tools.errors import InProgress, NotSaved, SchedulingError
from tools.journal import Line, Stage
from tools.seats import give_up_seat
from tools.series import book_series, cancel_series
from tools.slots import free_among, slot_at

_LOST = frozenset({"slot_taken", "no_seats_left", "outside_window", "in_the_past"})


async def execute(state: State, runtime: Runtime[Context]) -> Update:
    """Do what was approved. Reads: proposal, approval. Writes: outcome; or a notice, when it must be looked at anew.

    It may run again after the process was killed, or twice at once: the journal's line tells what was sent before, and
    only who holds the line may send.
    """
    ctx, proposal = runtime.context, state.proposal
    assert proposal  # confirm routes here only with both
    assert state.approval
    try:
        async with ctx.journal.operation(proposal.token, proposal.action, wait=ctx.calcom.wait) as line:
            return await _carried_out(state, proposal, state.approval, ctx, line)
    except (NotSaved, InProgress) as error:
        return _settled(proposal, Written(WriteState.NOT_DONE, error=error))


async def _carried_out(state: State, proposal: Proposal, approval: Approval, ctx: Context, line: Line) -> Update:
    if line.stage is Stage.DONE and line.uid is not None:
        return _settled(proposal, await _as_noted(line.uid, proposal, ctx))
    if line.sent_before is None:
        now = ctx.now()
        if not approval.covers(proposal, now) or is_stale(proposal, now, LIFETIME):
            return _afresh(state, proposal, "stale_card")
        if (changed := await _no_longer_so(state, proposal, ctx)) is not None:
            return changed
    written = await _WRITES[proposal.action](proposal, ctx, line)
    # A series refused although every time looked free would be refused again: that is an end, not a new card.
    lost = written.error is not None and written.error.code in _LOST and not proposal.occurrences
    if written.state is WriteState.NOT_DONE and lost:
        return await _lost(state, proposal, ctx)
    return _settled(proposal, written)


async def _as_noted(uid: str, proposal: Proposal, ctx: Context) -> Written:
    """An earlier life of this write ended well: what came of it, read from Cal.com."""
    try:
        booking = await ctx.calcom.booking(uid)
        if not proposal.occurrences or booking.recurring_booking_uid is None:
            return Written(WriteState.DONE, booking)
        starts = set(_starts(proposal))
        series = await ctx.calcom.series(booking.recurring_booking_uid)
        stands = tuple(b for b in series if b.start in starts and (b.is_live or proposal.action == "cancel"))
        return Written(
            WriteState.DONE,
            booking,
            differences=("occurrences",) if proposal.action == "book" and len(stands) < len(starts) else (),
            bookings=stands,
        )
    except SchedulingError as error:
        return Written(WriteState.UNKNOWN, error=error)


async def _no_longer_so(state: State, proposal: Proposal, ctx: Context) -> Update | None:
    """A fresh look at the slot, which also tells how long a booking there would be: None when it is as on the card.

    If even that look fails nothing has been written, and the write will say so itself.
    """
    if proposal.action not in ("book", "reschedule") or proposal.kind is None:
        return None
    try:
        slots = await _slots_of(proposal, proposal.kind, ctx)
    except SchedulingError:
        return None
    expected = set(_starts(proposal)) or {proposal.start}
    length = proposal.end - proposal.start
    differs = any(slot.end is not None and slot.end - slot.start != length for slot in slots)
    if expected <= {slot.start for slot in slots} and not (differs and _takes_its_kinds_length(proposal)):
        return None
    return await _lost(state, proposal, ctx)


def _takes_its_kinds_length(proposal: Proposal) -> bool:
    """A booking that is moved keeps its own length, and one of a kind with several is sent with the chosen one."""
    kind = proposal.kind
    return proposal.action == "book" and kind is not None and (not kind.variable or kind.recurring)


async def _slots_of(proposal: Proposal, kind: Kind, ctx: Context) -> tuple[Slot, ...]:
    event_type, zone = kind.as_event_type(), ZoneInfo(proposal.zone)
    if proposal.occurrences:
        return await free_among(ctx.calcom, event_type, _starts(proposal), zone)
    moving = proposal.booking.uid if proposal.booking else None
    slot = await slot_at(ctx.calcom, event_type, proposal.start, zone, duration=proposal.minutes, rescheduling=moving)
    return (slot,) if slot else ()


async def _lost(state: State, proposal: Proposal, ctx: Context) -> Update:
    """Why the start is not to be had as shown: its kind takes another time now, or somebody else was faster."""
    now = await _kind_now(proposal, ctx) if proposal.action == "book" else None
    if now is None or proposal.minutes in now.lengths:
        return _afresh(state, proposal, "slot_lost")
    update = _afresh(state, proposal, "length_changed")
    if (request := update["request"]) is not None:
        update["request"] = request.model_copy(update={"kind": now, "minutes": None})
    return update


async def _kind_now(proposal: Proposal, ctx: Context) -> Kind | None:
    """The event type as it is at Cal.com this moment; None when that cannot be told."""
    ctx.calcom.forget_event_types()
    try:
        known = await ctx.calcom.event_types()
    except SchedulingError:
        return None
    return next((Kind.of(t) for t in known if proposal.kind and t.id == proposal.kind.id), None)


async def _book(proposal: Proposal, ctx: Context, line: Line) -> Written:
    kind = proposal.kind
    assert kind is not None
    answers = {**proposal.answers, **({"notes": proposal.notes} if proposal.notes else {})}
    request = BookingRequest(
        event_type_id=kind.id,
        start=proposal.start,
        attendee_name=proposal.attendee.name,
        attendee_email=proposal.attendee.email,
        attendee_time_zone=proposal.attendee.zone,
        length_in_minutes=proposal.minutes if kind.variable and not kind.recurring else None,
        recurrence_count=len(proposal.occurrences) or None,
        guests=proposal.guests,
        answers=answers,
    )
    if proposal.occurrences:
        return await book_series(ctx.calcom, request, _starts(proposal), token=proposal.token, journal=line)
    return await verbs.book(
        ctx.calcom,
        request,
        token=proposal.token,
        now=ctx.now,
        event_type=kind.as_event_type(),
        length=proposal.minutes,
        journal=line,
    )


async def _move(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.booking is not None
    by = proposal.host.email if ctx.role == "host" else None
    return await verbs.move(
        ctx.calcom,
        proposal.booking.as_booking(),
        proposal.start,
        reason=proposal.reason,
        rescheduled_by=by,
        journal=line,
    )


async def _cancel(proposal: Proposal, ctx: Context, line: Line) -> Written:
    booking, reason = proposal.booking, proposal.reason or "Cancelled"
    assert booking is not None
    if proposal.seat is not None:
        return await give_up_seat(ctx.calcom, booking.as_booking(), proposal.seat.uid, reason=reason, journal=line)
    if proposal.occurrences and booking.series_uid:
        going = [occurrence.as_booking() for occurrence in proposal.occurrences]
        return await cancel_series(ctx.calcom, going, series_uid=booking.series_uid, reason=reason, journal=line)
    return await verbs.cancel(ctx.calcom, booking.as_booking(), reason=reason, journal=line)


async def _accept(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.booking is not None
    return await accept(ctx.calcom, proposal.booking.as_booking(), journal=line)


async def _decline(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.booking is not None
    return await decline(ctx.calcom, proposal.booking.as_booking(), reason=proposal.reason, journal=line)


_WRITES: dict[str, Callable[[Proposal, Context, Line], Awaitable[Written]]] = {
    "book": _book,
    "reschedule": _move,
    "cancel": _cancel,
    "accept": _accept,
    "decline": _decline,
}


def _starts(proposal: Proposal) -> tuple[datetime, ...]:
    return tuple(occurrence.start for occurrence in proposal.occurrences)


def _afresh(state: State, proposal: Proposal, notice: str) -> Update:
    """Nothing was written: look again at the same wish, and propose or offer anew."""
    request = state.request or Request(action=proposal.action, kind=proposal.kind, booking=proposal.booking)
    wanted = wanted_at(proposal.start, proposal.zone)
    return {
        "approval": None,
        "proposal": None,
        "notice": notice,
        "request": request.model_copy(update={"start": None, "wanted": wanted, "when_words": None}),
    }


def _settled(proposal: Proposal, written: Written) -> Update:
    """The action is over, however it ended; what was being arranged is done with unless it can be tried again."""
    booking = _with_its_seat(BookingSeen.of(written.booking), proposal) if written.booking else None
    error = written.error.code if written.error else None
    outcome = Outcome(
        code=_code(proposal, written),
        action=proposal.action,
        proposal=proposal,
        booking=booking,
        bookings=tuple(BookingSeen.of(b) for b in written.bookings),
        problem=error,
        differs=written.differences,
        sent=written.sent,
        answered=written.error.status if written.error else None,
        found_so=written.found_so,
    )
    return {
        "outcome": outcome,
        "last_outcome": outcome,
        "recent": booking or proposal.booking,
        "request": None,
        "proposal": None,
        "approval": None,
        "notice": None,
    }


def _with_its_seat(booking: BookingSeen, proposal: Proposal) -> BookingSeen:
    """Of a shared booking only the seat just taken is spoken of: "cancel it" must not mean everybody's."""
    if proposal.action != "book":
        return booking
    email = proposal.attendee.email.casefold()
    return booking.model_copy(update={"seat": next((s for s in booking.seats if s.email.casefold() == email), None)})


def _code(proposal: Proposal, written: Written) -> OutcomeCode:
    if written.state is WriteState.UNKNOWN:
        return OutcomeCode.UNKNOWN
    if written.state is WriteState.NOT_DONE:
        return OutcomeCode.NOT_DONE
    if "occurrences" in written.differences:
        return OutcomeCode.PARTIAL
    pending = written.booking is not None and written.booking.status is BookingStatus.PENDING
    return OutcomeCode.REQUESTED if pending and proposal.action in ("book", "reschedule") else OutcomeCode.DONE
