"""Several steps under one yes: each written like any other write, one after the other, and told one by one."""

import contextlib
from collections.abc import Awaitable, Callable

from graph.arranging.accounts import asked_anew
from graph.executing.doubts import elsewhere
from graph.executing.settling import afresh, not_sent, settled_steps
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.saying import Outcome, OutcomeCode, Settled, Stuck
from graph.known.state import State, Update
from tools.bookings import WriteState, Written
from tools.errors import NotSaved
from tools.writing.journal import Line, Stage

Write = Callable[[State, Proposal], Awaitable[Update]]
# After these nothing else is sent: Cal.com cannot be used just now, or what came of the step before is not known.
_TROUBLE = frozenset({"unreachable", "rate_limited", "bad_key", "not_saved", "in_progress", "not_looked"})
_WELL = (OutcomeCode.DONE, OutcomeCode.REQUESTED)


async def carried_out_in_turn(state: State, whole: Proposal, write: Write) -> Update:
    """Write step after step; `write` does one and tells how it ended, or that nothing was written and why.

    Where the first is no longer as on the card nothing was sent: all of it is looked at afresh.
    """
    ended: list[Outcome] = []
    for step in whole.steps:
        if (code := _kept_back(step, ended)) is not None:
            ended.append(not_sent(step, code))
            continue
        update = await write(state, step)
        if not ended and _is_afresh(update):
            return all_afresh(state, update)
        ended.append(_end_of(update, step))
    return settled_steps(state, whole, tuple(ended))


async def only_looked_at(state: State, whole: Proposal, ctx: Context, write: Write) -> Update:
    """An earlier life began with it: what it sent is looked up, and what it did not send is not sent any more."""
    ended: list[Outcome] = []
    for step in whole.steps:
        entry = await ctx.journal.entry(step.token)
        if entry is None or entry.stage is Stage.CLAIMED:
            ended.append(not_sent(step, "stopped_before"))
        elif entry.stage is Stage.NOT_DONE:
            ended.append(not_sent(step, entry.error or "refused"))
        else:
            ended.append(_end_of(await write(state, step), step))
    return settled_steps(state, whole, tuple(ended))


async def ended(line: Line, update: Update) -> None:
    """Note in the line of the whole that it is over: done when each step is, and else not, whatever came of each."""
    said = update.get("said")
    if not isinstance(said, Settled):
        return
    is_done = said.outcome.code in _WELL
    with contextlib.suppress(NotSaved):  # the lines of the steps tell what became of them
        await line.settled(Written(WriteState.DONE if is_done else WriteState.NOT_DONE))


def all_afresh(state: State, first: Update) -> Update:
    """Nothing was sent: every step is looked at again, the first with what was just seen of it."""
    anew = (afresh(seen_for(state, step.proposal), step.proposal, None)["request"] for step in state.pile)
    return {
        **first,
        "request": None,
        "pile": (),
        "left_out": (),
        "wishes": tuple(request for request in anew if request is not None),
        "going_on": True,
    }


async def elsewhere_all(state: State, whole: Proposal, ctx: Context) -> Update | None:
    """As elsewhere, of all steps at once: they are of one account."""
    first = whole.steps[0]
    refused = await elsewhere(seen_for(state, first), first, ctx)
    if refused is None:
        return None
    if isinstance(said := refused.get("said"), Settled):
        return settled_steps(state, whole, (said.outcome, *(not_sent(s, "step_not_sent") for s in whole.steps[1:])))
    account = refused["account"]
    anew = (asked_anew(seen_for(state, step.proposal), step.proposal, account)["request"] for step in state.pile)
    wishes = tuple(request for request in anew if request is not None)
    return {**refused, "request": None, "wishes": wishes, "going_on": True}


def seen_for(state: State, step: Proposal) -> State:
    """The conversation as it would stand with this step alone."""
    request = next((one.request for one in state.pile if one.proposal.token == step.token), None)
    return state.model_copy(update={"request": request})


def _kept_back(step: Proposal, ended: list[Outcome]) -> str | None:
    """Why a step is not sent; None when it is its turn."""
    last_doubt = any(one.code is OutcomeCode.UNKNOWN or one.problem in _TROUBLE for one in ended)
    waits = step.needs is not None and ended[step.needs].code not in _WELL
    return "step_not_sent" if last_doubt or waits else None


def _is_afresh(update: Update) -> bool:
    return not isinstance(update.get("said"), Settled | Stuck)


def _end_of(update: Update, step: Proposal) -> Outcome:
    said = update.get("said")
    if isinstance(said, Settled):
        return said.outcome
    if isinstance(said, Stuck):
        return not_sent(step, said.problem.code)
    return not_sent(step, "slot_taken")
