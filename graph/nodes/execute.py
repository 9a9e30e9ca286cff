"""The only writer. It takes an approval, looks once more, writes once, and records what Cal.com answered."""

import logging

from langgraph.runtime import Runtime

from graph.arranging.proposing import is_stale
from graph.executing.doubts import as_noted, elsewhere, looked
from graph.executing.last_look import lost, no_longer_so
from graph.executing.settling import afresh, settled
from graph.executing.writes import about_of, carried_out, write_of
from graph.given.context import Context, log_mark, thread_of
from graph.known.proposal import LIFETIME, Approval, Proposal
from graph.known.saying import Settled
from graph.known.state import PROGRESS, State, Update
from graph.wording.outcomes import word_step
from tools.bookings import WriteState, Written
from tools.errors import Held, InProgress, NotSaved
from tools.writing.journal import Facts, Line, Stage
from tools.writing.patience import somebody_waits
from tools.writing.reconciling import UNDER_WAY

_log = logging.getLogger(__name__)


_LOST = frozenset({"slot_taken", "no_seats_left", "outside_window", "in_the_past"})


async def execute(state: State, runtime: Runtime[Context]) -> Update:
    """Do what was approved. Reads: proposal, approval. Writes: outcome; or a notice, when it must be looked at anew.

    It may run again after the process was killed, or twice at once: the journal's line tells what was sent before, and
    only who holds the line may send. With `checking` set it only looks what became of a write, and sends nothing.
    """
    ctx, doubt = runtime.context, state.checking
    proposal = doubt.proposal if doubt else state.proposal
    assert proposal  # confirm routes here only with both, "check again" with what it is about
    write, mark = write_of(proposal), log_mark(thread_of(runtime), proposal.token)
    facts = _facts(proposal, state.approval, thread_of(runtime))
    marked_line = f"{mark} write={write}"
    operation = ctx.journal.operation(proposal.token, write, facts=facts, wait=ctx.calcom.wait, mark=marked_line)
    with somebody_waits(lambda step: runtime.stream_writer({PROGRESS: word_step(step)})):
        try:
            if doubt is None and (refused := await elsewhere(state, proposal, ctx)) is not None:
                return refused
            async with operation as line:
                if doubt is not None:
                    update = settled(state, proposal, await looked(doubt, ctx, line))
                else:
                    update = await _done(state, proposal, ctx, line)
        except (NotSaved, InProgress) as error:
            ended = WriteState.UNKNOWN if doubt else WriteState.NOT_DONE
            update = settled(state, proposal, Written(ended, error=error))
    if isinstance(said := update.get("said"), Settled):
        outcome = said.outcome
        _log.info("outcome settled %s write=%s code=%s problem=%s", mark, write, outcome.code, outcome.problem or "-")
    return update


def _facts(proposal: Proposal, approval: Approval | None, thread: str) -> Facts:
    via, at = (approval.via, approval.given_at) if approval else (None, None)
    return Facts(
        thread=thread, account=proposal.account, about=about_of(proposal), what=proposal.short, via=via, confirmed_at=at
    )


async def _done(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update:
    assert state.approval  # confirm routes here only with one
    if line.stage is Stage.DONE and line.uid is not None:
        return settled(state, proposal, await as_noted(line.uid, proposal, ctx))
    if line.sent_before is None:
        now = ctx.now()
        if not state.approval.covers(proposal, now) or is_stale(proposal, now, LIFETIME):
            return afresh(state, proposal, "stale_card")
        if await _is_held(proposal, ctx):
            return settled(state, proposal, Written(WriteState.NOT_DONE, error=Held("another is not settled")))
        if (changed := await no_longer_so(state, proposal, ctx, line)) is not None:
            return changed
    written = await carried_out(proposal, ctx, line)
    # A series refused although every time looked free would be refused again: that is an end, not a new card.
    gone = written.error is not None and written.error.code in _LOST and not proposal.occurrences
    if written.state is WriteState.NOT_DONE and gone:
        return await lost(state, proposal, ctx, written.booking)
    return settled(state, proposal, written)


async def _is_held(proposal: Proposal, ctx: Context) -> bool:
    """Whether another write about the same thing may still arrive, from this conversation or any other."""
    other = await ctx.journal.held(about_of(proposal), but=proposal.token)
    return other is not None and other.sent_at is not None and ctx.now() - other.sent_at < UNDER_WAY
