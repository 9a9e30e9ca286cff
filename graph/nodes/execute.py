"""The only writer. It takes an approval, looks once more, writes once, and records what Cal.com answered."""

import logging
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from langgraph.runtime import Runtime

from graph.arranging.proposing import is_stale
from graph.executing.doubts import as_noted, elsewhere, looked
from graph.executing.last_look import lost, no_longer_so
from graph.executing.settling import afresh, settled, settled_steps, untold
from graph.executing.steps import carried_out_in_turn, elsewhere_all, ended, only_looked_at, seen_for
from graph.executing.writes import about_of, carried_out, write_of
from graph.given.context import Context, log_mark, thread_of
from graph.known.proposal import LIFETIME, Approval, Proposal
from graph.known.saying import Outcome, Settled
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
    doubt = state.checking
    proposal = doubt.proposal if doubt else state.proposal
    assert proposal  # confirm routes here only with both, "check again" with what it is about
    if proposal.steps:
        return await _in_steps(state, proposal, runtime)
    return await _one(state, proposal, runtime, doubt)


async def _in_steps(state: State, whole: Proposal, runtime: Runtime[Context]) -> Update:
    """Several, under a line of the journal for all of them: who finds that begun sends nothing more of it."""
    ctx, mark = runtime.context, log_mark(thread_of(runtime), whole.token)

    async def write(now: State, step: Proposal) -> Update:
        return await _one(seen_for(now, step), step, runtime, None)

    begun, facts = False, _facts(whole, state.approval, thread_of(runtime))
    operation = ctx.journal.operation(whole.token, whole.action, facts=facts, wait=ctx.calcom.wait, mark=mark)
    with somebody_waits(lambda step: runtime.stream_writer({PROGRESS: word_step(step)})):
        try:
            begun = await ctx.journal.entry(whole.token) is not None
            if not begun and (refused := await elsewhere_all(state, whole, ctx)) is not None:
                return refused
            async with operation as line:
                if begun or line.stage is not Stage.CLAIMED:
                    update = await only_looked_at(state, whole, ctx, write)
                else:
                    update = await carried_out_in_turn(state, whole, write)
                await ended(line, update)
                return update
        except (NotSaved, InProgress) as error:
            return settled_steps(state, whole, tuple(untold(step, error.code, begun) for step in whole.steps))


def _waiting(state: State, runtime: Runtime[Context]) -> AbstractContextManager[None]:
    """Somebody waits for one write, or for all steps together: the deadline of these is begun with the first."""
    is_step = state.checking is None and state.proposal is not None and bool(state.proposal.steps)
    if is_step:
        return nullcontext()
    return somebody_waits(lambda step: runtime.stream_writer({PROGRESS: word_step(step)}))


async def _one(state: State, proposal: Proposal, runtime: Runtime[Context], doubt: Outcome | None) -> Update:
    """One write, or a look what became of it."""
    ctx = runtime.context
    write, mark = write_of(proposal), log_mark(thread_of(runtime), proposal.token)
    facts = _facts(proposal, state.approval, thread_of(runtime))
    marked_line = f"{mark} write={write}"
    operation = ctx.journal.operation(proposal.token, write, facts=facts, wait=ctx.calcom.wait, mark=marked_line)
    with _waiting(state, runtime):
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
        if not _covered(state.approval, state.proposal, proposal, now) or is_stale(proposal, now, LIFETIME):
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


def _covered(approval: Approval, shown: Proposal | None, proposal: Proposal, now: datetime) -> bool:
    """Whether the yes was to this very write: to its own card, or to the card with several that it is a step of."""
    is_of_it = shown is not None and (shown == proposal or proposal in shown.steps)
    return is_of_it and shown is not None and approval.covers(shown, now)


async def _is_held(proposal: Proposal, ctx: Context) -> bool:
    """Whether another write about the same thing may still arrive, from this conversation or any other."""
    other = await ctx.journal.held(about_of(proposal), but=proposal.token)
    return other is not None and other.sent_at is not None and ctx.now() - other.sent_at < UNDER_WAY
