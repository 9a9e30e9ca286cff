"""Last node: says in words what the state holds. Code words every sentence; a model never states a success."""

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from graph.context import Context
from graph.state import Aside, State, Update
from graph.wording import Facts, word_reply
from tools.errors import SchedulingError

_ABOUT_THE_ACCOUNT = frozenset({Aside.EVENT_TYPES, Aside.PROFILE, Aside.HELP, Aside.SETTINGS})


async def respond(state: State, runtime: Runtime[Context]) -> Update:
    """Word the reply. Reads: everything. Writes: messages."""
    facts = await _facts(state, runtime.context)
    return {"messages": [AIMessage(word_reply(state, facts))]}


async def _facts(state: State, ctx: Context) -> Facts:
    """What the wording needs besides the state; what cannot be had is left out, not invented."""
    try:
        me = await ctx.calcom.me()
        event_types = await ctx.calcom.event_types() if state.aside in _ABOUT_THE_ACCOUNT else []
    except SchedulingError:
        zone = state.zone or ctx.zone or "UTC"
        return Facts(now=ctx.now(), zone=zone, date_order=ctx.date_order)
    return Facts(
        now=ctx.now(),
        zone=ctx.zone_info(state.zone, me.time_zone).key,
        date_order=ctx.date_order,
        me=me,
        event_types=tuple(event_types),
        role=ctx.role,
    )
