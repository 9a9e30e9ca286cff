"""Writes whose end is not known, or that may be another account's: they are looked for, and never sent from here."""

from datetime import datetime

from graph.arranging.accounts import asked_anew
from graph.executing.settling import settled
from graph.executing.writes import carried_out, starts, write_of
from graph.given.context import Context, log_mark
from graph.known.proposal import Proposal
from graph.known.saying import Outcome
from graph.known.state import State, Update
from tools.bookings import WriteState, Written
from tools.errors import InProgress, NeverArrived, NotSaved, OutcomeUnknown, SchedulingError
from tools.writing.journal import Line, Stage


async def look_again(doubt: Outcome, ctx: Context, thread: str) -> bool:
    """One more look at a write whose end is not known, beside the conversation; whether its end is known now.

    The journal learns of it; the conversation is told when it is looked at the next time. Sends nothing.
    """
    proposal, write = doubt.proposal, write_of(doubt.proposal)
    mark = f"{log_mark(thread, proposal.token)} write={write}"
    try:
        async with ctx.journal.operation(proposal.token, write, wait=ctx.calcom.wait, mark=mark) as line:
            return (await looked(doubt, ctx, line)).state is not WriteState.UNKNOWN
    except (NotSaved, InProgress):
        return False


async def elsewhere(state: State, proposal: Proposal, ctx: Context) -> Update | None:
    """The card was another account's, or whose it is cannot be told: nothing is sent here. None when it is ours.

    It is asked anew on this one; but what may have left for the other can't be looked up from here. Raises NotSaved.
    """
    error: SchedulingError | None = None
    try:
        if await _is_ours(proposal, ctx):
            return None
    except SchedulingError as failed:
        error = failed
    entry = await ctx.journal.entry(proposal.token)
    if entry is not None and entry.sent_at is not None and entry.stage is not Stage.NOT_DONE:
        doubt = OutcomeUnknown("sent to another account", sent_at=entry.sent_at)
        return settled(state, proposal, Written(WriteState.UNKNOWN, error=doubt))
    if error is not None:
        return settled(state, proposal, Written(WriteState.NOT_DONE, error=error))
    return asked_anew(state, proposal, await ctx.calcom.account())


async def looked(doubt: Outcome, ctx: Context, line: Line) -> Written:
    """What became of a write that was sent, as the journal knows it or a look tells; not so of another account's."""
    try:
        ours = await _is_ours(doubt.proposal, ctx)
    except SchedulingError:
        ours = False
    if not ours:
        return Written(WriteState.UNKNOWN, error=OutcomeUnknown("of another account", sent_at=_when(doubt)))
    if line.stage is Stage.DONE and line.uid is not None:
        return await as_noted(line.uid, doubt.proposal, ctx)
    if line.stage is Stage.NOT_DONE:
        return Written(WriteState.NOT_DONE, error=NeverArrived("looked up before"))
    line.sent_before = line.sent_before or _when(doubt)  # sent: so it is only looked for
    return await carried_out(doubt.proposal, ctx, line)


def _when(doubt: Outcome) -> datetime:
    return doubt.sent_at or doubt.proposal.made_at


async def _is_ours(proposal: Proposal, ctx: Context) -> bool:
    """Whether it is for the account that we look at. Raises SchedulingError where that cannot be told."""
    return not proposal.account or proposal.account == await ctx.calcom.account()


async def as_noted(uid: str, proposal: Proposal, ctx: Context) -> Written:
    """An earlier life of this write ended well: what came of it, read from Cal.com."""
    try:
        booking = await ctx.calcom.booking(uid)
        if not proposal.occurrences or booking.recurring_booking_uid is None:
            return Written(WriteState.DONE, booking)
        shown = set(starts(proposal))
        series = await ctx.calcom.series(booking.recurring_booking_uid)
        stands = tuple(b for b in series if b.start in shown and (b.is_live or proposal.action == "cancel"))
        return Written(
            WriteState.DONE,
            booking,
            differences=("occurrences",) if proposal.action == "book" and len(stands) < len(shown) else (),
            bookings=stands,
        )
    except SchedulingError as error:
        return Written(WriteState.UNKNOWN, error=error)
