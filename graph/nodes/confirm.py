"""Only asks. It runs again from its first line when answered, so nothing before the interrupt may have an effect."""

import logging

from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from graph.acts.interpreter_context import pending_of
from graph.arranging.drawing import card_of, is_told, message_of, review_of, shown
from graph.clients.edits import act_of_edit, values_edited
from graph.clients.resumes import decision_in
from graph.clients.review import Approve, Decision, Edit, Reject, Respond, Review
from graph.given.context import Context, log_mark, thread_of
from graph.known.proposal import Approval, Proposal
from graph.known.saying import Aside
from graph.known.state import State, Update
from graph.understanding.further import said_behind_a_yes
from graph.understanding.interpreter import Usage
from graph.understanding.schema import Act
from graph.understanding.yes.approval_grammar import is_approval, is_drop, names_the_action
from graph.understanding.yes.scope_words import scope_said
from graph.wording.times import Voice

_log = logging.getLogger(__name__)


async def confirm(state: State, runtime: Runtime[Context]) -> Update:
    """Show the card and wait. Reads: proposal. Writes: approval, or dropped, or the message that was said instead."""
    proposal = state.proposal
    assert proposal is not None  # routed here with one
    card = card_of(state, Voice.of(runtime.context.locale_in(proposal.zone)))
    review = review_of(card)
    decision = decision_in(interrupt(review.as_value()), review)
    while isinstance(decision, str):  # the sentence why not
        again = review_of(card.model_copy(update={"notice": decision}))
        decision = decision_in(interrupt(again.as_value()), review)
    told = [] if is_told(card, state) else [message_of(card)]
    messages: list[AnyMessage] = [*told, HumanMessage(_said(decision, proposal, review))]
    request = state.request and state.request.model_copy(update={"shown": shown(card)})
    decided = _decided(decision, state, proposal, review, runtime.context)
    if (approval := decided.get("approval")) is not None:
        mark = log_mark(thread_of(runtime), approval.token)
        _log.info("approval minted %s action=%s via=%s", mark, proposal.action, approval.via)
    if approval is not None or decided.get("proposal", proposal) is None:
        decided["options"] = ()  # other kinds of meeting were to be picked with the card, and go with it
    return {"request": request, **decided, "messages": messages, "usage": Usage(), "answer": None}


def _decided(decision: Decision | Act, state: State, proposal: Proposal, review: Review, ctx: Context) -> Update:
    """What the answer comes to; only here is an approval minted."""
    heard: Update = {"said": state.standing, "notice": None}
    match decision:
        case Approve():
            return {"said": None, "notice": None, "approval": _approval(proposal, ctx, "button")}
        case Reject():
            return _dropped(state)
        case Edit():
            return {**heard, "edited": act_of_edit(decision, review), "approval": None}
        case Act():
            return {**heard, "edited": decision, "approval": None}
    if is_approval(decision.message, pending_of(proposal), now=ctx.now()) and not (
        _goes_further(decision, proposal) or _opened_it(decision, state, proposal)
    ):
        return {"said": None, "notice": None, "approval": _approval(proposal, ctx, "words")}
    if rest := said_behind_a_yes(decision.message, pending_of(proposal), now=ctx.now()):
        return {"said": None, "notice": None, "approval": _approval(proposal, ctx, "words"), "rest": rest}
    if is_drop(decision.message, pending_of(proposal)):
        return {**_dropped(state), "queue": (), "parked": None}  # said, not pressed: it is about all of it
    return {**heard, "approval": None}


def _goes_further(said: Respond, proposal: Proposal) -> bool:
    """ "yes, all of them" at the card for one occurrence or one seat is another wish, not a yes.

    A second defence: today the grammar of a yes takes no such words, and nothing is known that only this would stop.
    """
    shared = proposal.booking and (proposal.booking.series_uid or proposal.booking.seats)
    scope = scope_said(said.message) if shared else None
    return scope is not None and scope is not proposal.scope


def _opened_it(said: Respond, state: State, proposal: Proposal) -> bool:
    """ "Cancel it" that comes twice: of such orders the one that put the card up was the request, the next its echo."""
    before = next((m.text for m in reversed(state.messages) if isinstance(m, HumanMessage)), "")
    return all(names_the_action(words, pending_of(proposal)) for words in (before, said.message))


def _approval(proposal: Proposal, ctx: Context, via: str) -> Approval:
    facts = {"proposal_hash": proposal.hash, "token": proposal.token, "given_at": ctx.now(), "via": via}
    return Approval.model_validate(facts)


def _dropped(state: State) -> Update:
    return {
        "said": state.in_passing(Aside.DROPPED),
        "notice": None,
        "proposal": None,
        "approval": None,
        "request": None,
        "pile": (),
        "left_out": (),
    }


def _said(decision: Decision | Act, proposal: Proposal, review: Review) -> str:
    """The answer as a line of the conversation."""
    match decision:
        case Approve():
            return "Confirm"
        case Reject():
            pressed = "Keep it" if proposal.action in ("cancel", "decline") else "Cancel"
            return ": ".join(filter(None, (pressed, decision.message)))
        case Act():
            return f"Without {', '.join(decision.removes)}" if decision.removes else "Changed"
        case Edit():
            return "Changed: " + ", ".join(values_edited(decision, review))
    return decision.message
