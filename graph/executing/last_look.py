"""The last look before a write: whether the start is still to be had as the card shows it, and if not, why."""

from zoneinfo import ZoneInfo

from graph.executing.settling import afresh, settled
from graph.executing.writes import carried_out, starts
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Kind
from graph.known.saying import Problem, Stuck
from graph.known.state import State, Update
from graph.known.steps import needing_room
from tools.calcom.models import Booking, Slot
from tools.errors import NotFound, SchedulingError, Unreachable
from tools.slots import free_among, slot_at
from tools.writing.journal import Line
from tools.writing.patience import until_sent, until_told
from tools.writing.reconciling import at_that_time, marked


async def no_longer_so(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update | None:
    """A fresh look at the slot, which also tells how long a booking there would be: None when it is as on the card.

    Where that look cannot be made nothing is sent: it is said, and "try again" leads to a new card.
    """
    whole = state.proposal
    for step in needing_room(proposal, whole) if whole and whole.steps else ():
        if not await _has_room(step, proposal, ctx):
            return afresh(state, proposal, "slot_lost")
    if proposal.action not in ("book", "reschedule") or proposal.kind is None:
        return None
    try:
        async with until_sent():
            slots = await _slots_of(proposal, proposal.kind, ctx)
    except (SchedulingError, TimeoutError) as failed:
        error = failed if isinstance(failed, SchedulingError) else Unreachable("no look at it in time")
        code = error.code if isinstance(error, NotFound) else "not_looked"
        unseen = Problem.of(error).model_copy(update={"code": code, "words": error.code})
        return {**afresh(state, proposal, None), "said": Stuck(problem=unseen)}
    expected = set(starts(proposal)) or {proposal.start}
    length = proposal.end - proposal.start
    differs = any(slot.end is not None and slot.end - slot.start != length for slot in slots)
    if expected <= {slot.start for slot in slots} and not (differs and _takes_its_kinds_length(proposal)):
        return None
    return await _not_offered(state, proposal, ctx, line)


async def _has_room(step: Proposal, giving: Proposal, ctx: Context) -> bool:
    """Before a time is given up for another step: whether that one could have it then. False where that is not seen."""
    try:
        async with until_sent():
            return bool(await _slots_of(step, step.kind, ctx, giving=giving.booking)) if step.kind else False
    except (SchedulingError, TimeoutError):
        return False


async def _not_offered(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update:
    """The start is not to be had any more. It may have been taken by this very write, in a life that left no line."""
    there = await _standing(proposal, ctx)
    if any(_is_this_write(booking, proposal) for booking in there) and state.approval:
        line.sent_before = None if proposal.action == "reschedule" else state.approval.given_at  # so nothing is sent
        return settled(state, proposal, await carried_out(proposal, ctx, line))
    return await lost(state, proposal, ctx, there[0] if there else None)


async def _standing(proposal: Proposal, ctx: Context) -> tuple[Booking, ...]:
    """What stands at that time besides the booking that would be moved there; nothing where that cannot be seen."""
    own = proposal.booking.uid if proposal.booking else None
    try:
        async with until_told():
            there = await at_that_time(ctx.calcom, proposal.start, proposal.end)
    except (SchedulingError, TimeoutError):
        return ()
    return tuple(booking for booking in there if booking.uid != own)


def _is_this_write(booking: Booking, proposal: Proposal) -> bool:
    """Marked as ours; or of a move, which cannot be marked, the same booking at the same start."""
    if proposal.action == "book":
        return bool(marked([booking], proposal.token))
    own = proposal.booking.uid if proposal.booking else None
    return booking.rescheduled_from_uid == own and booking.start == proposal.start


def _takes_its_kinds_length(proposal: Proposal) -> bool:
    """A booking that is moved keeps its own length, and one of a kind with several is sent with the chosen one."""
    kind = proposal.kind
    return proposal.action == "book" and kind is not None and (not kind.variable or kind.recurring)


async def _slots_of(
    proposal: Proposal, kind: Kind, ctx: Context, *, giving: BookingSeen | None = None
) -> tuple[Slot, ...]:
    """The slots that it would take, of a series each; `giving` is a booking that is given up before."""
    event_type, zone = kind.as_event_type(), ZoneInfo(proposal.zone)
    if proposal.occurrences:
        return await free_among(ctx.calcom, event_type, starts(proposal), zone)
    left = giving or proposal.booking
    moving = left.uid if left else None
    slot = await slot_at(ctx.calcom, event_type, proposal.start, zone, duration=proposal.minutes, rescheduling=moving)
    return (slot,) if slot else ()


async def lost(state: State, proposal: Proposal, ctx: Context, other: Booking | None) -> Update:
    """Why the start is not to be had as shown: its kind takes another time now, or something else stands there.

    What that is, is the host's to know.
    """
    now = await _kind_now(proposal, ctx) if proposal.action == "book" else None
    if now is None or proposal.minutes in now.lengths:
        update = afresh(state, proposal, "slot_lost")
        there = BookingSeen.of(other) if other is not None and ctx.role == "host" else None
        if update["request"] is not None:
            update["request"] = update["request"].model_copy(update={"lost_to": there})
        return update
    update = afresh(state, proposal, "length_changed")
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
