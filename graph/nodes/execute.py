"""The only writer. It takes an approval, looks once more, writes once, and records what Cal.com answered."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime

from graph.approval import LIFETIME, Approval
from graph.context import Context
from graph.proposal import Proposal
from graph.proposals import is_stale
from graph.request import BookingSeen, Request
from graph.state import Outcome, OutcomeCode, State, Update
from graph.times import wanted_at
from tools import bookings as verbs
from tools.bookings import WriteState, Written
from tools.calcom.models import BookingRequest, BookingStatus
from tools.decisions import accept, decline
from tools.errors import InProgress, NotSaved, SchedulingError
from tools.journal import Line, Stage
from tools.slots import is_free

_LOST = frozenset({"slot_taken", "outside_window", "in_the_past"})


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
        return _settled(proposal, await _as_noted(line.uid, ctx))
    if line.sent_before is None:
        now = ctx.now()
        if not approval.covers(proposal, now) or is_stale(proposal, now, LIFETIME):
            return _afresh(state, proposal, "stale_card")
        if await _is_gone(proposal, ctx):
            return _afresh(state, proposal, "slot_lost")
    written = await _WRITES[proposal.action](proposal, ctx, line)
    if written.state is WriteState.NOT_DONE and written.error and written.error.code in _LOST:
        return _afresh(state, proposal, "slot_lost")
    return _settled(proposal, written)


async def _as_noted(uid: str, ctx: Context) -> Written:
    """An earlier life of this write ended well: what came of it, read from Cal.com."""
    try:
        return Written(WriteState.DONE, await ctx.calcom.booking(uid))
    except SchedulingError as error:
        return Written(WriteState.UNKNOWN, error=error)


async def _is_gone(proposal: Proposal, ctx: Context) -> bool:
    """A fresh look at the slot. If even that fails nothing has been written, and the write will say so itself."""
    if proposal.action not in ("book", "reschedule") or proposal.kind is None:
        return False
    moving = proposal.booking.uid if proposal.booking else None
    event_type, zone = proposal.kind.as_event_type(), ZoneInfo(proposal.zone)
    try:
        return not await is_free(
            ctx.calcom, event_type, proposal.start, zone, duration=proposal.minutes, rescheduling=moving
        )
    except SchedulingError:
        return False


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
        length_in_minutes=proposal.minutes if kind.variable else None,
        guests=proposal.guests,
        answers=answers,
    )
    return await verbs.book(
        ctx.calcom, request, token=proposal.token, now=ctx.now, event_type=kind.as_event_type(), journal=line
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
    assert proposal.booking is not None
    reason = proposal.reason or "Cancelled"
    return await verbs.cancel(ctx.calcom, proposal.booking.as_booking(), reason=reason, journal=line)


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
    booking = BookingSeen.of(written.booking) if written.booking else None
    error = written.error.code if written.error else None
    outcome = Outcome(
        code=_code(proposal, written),
        action=proposal.action,
        proposal=proposal,
        booking=booking,
        problem=error,
        differs=written.differences,
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


def _code(proposal: Proposal, written: Written) -> OutcomeCode:
    if written.state is WriteState.UNKNOWN:
        return OutcomeCode.UNKNOWN
    if written.state is WriteState.NOT_DONE:
        return OutcomeCode.NOT_DONE
    pending = written.booking is not None and written.booking.status is BookingStatus.PENDING
    return OutcomeCode.REQUESTED if pending and proposal.action in ("book", "reschedule") else OutcomeCode.DONE
