"""Last node: says in words what the state holds. Code words every sentence; a model never states a success."""

from dataclasses import replace

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from graph.given.context import Context
from graph.known.saying import Aside
from graph.known.state import SAID, State, Update
from graph.results import answer_of
from graph.wording import Facts, word_reply
from tools.errors import SchedulingError


async def respond(state: State, runtime: Runtime[Context]) -> Update:
    """Word the reply. Reads: everything. Writes: messages, answer."""
    facts = await _facts(state, runtime.context)
    words = word_reply(state, facts)
    message = AIMessage(words.text, additional_kwargs={SAID: list(words.said)} if state.options else {})
    told: Update = {"messages": [message], "answer": answer_of(state, words, facts)}
    if state.parked is not None and state.outcome is not None and not state.queue:
        told["parked"] = state.parked.model_copy(update={"is_told": True})
    return told


async def _facts(state: State, ctx: Context) -> Facts:
    """What the wording needs besides the state; what cannot be had is left out, not invented."""
    guest = ctx.email if ctx.role == "guest" else None
    facts = Facts(ctx.locale_in(state.zone or state.spoken_zone), guest=guest)
    try:
        match state.aside:
            case Aside.PROFILE:
                return replace(facts, me=await ctx.calcom.me())
            case Aside.EVENT_TYPES:
                return replace(facts, event_types=tuple(await ctx.calcom.event_types()))
            case Aside.BOOKING_PAGES:
                return replace(facts, me=await ctx.calcom.me(), event_types=tuple(await ctx.calcom.event_types()))
    except SchedulingError:
        return facts
    return facts
