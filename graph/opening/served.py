"""What LangGraph's server keeps of its conversations: the writes in them whose end is not known are looked after."""

from collections.abc import Awaitable, Callable

import httpx
from langgraph_sdk import get_client

from graph.executing.doubts import look_again
from graph.given.context import Context
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.known.saying import Outcome
from graph.known.state import State

Doubts = Callable[[str], Awaitable[tuple[Outcome, ...]]]


async def doubts_of(thread: str) -> tuple[Outcome, ...]:
    """The writes in doubt of a thread, asked of the very server we stand in; none of a thread it does not know."""
    async with get_client(api_key=None) as client:
        try:
            state = await client.threads.get_state(thread)
        except httpx.HTTPError:
            return ()
    return State.model_validate(state["values"]).doubts


async def reconcile(ports: Ports, doubts_of: Doubts = doubts_of) -> None:
    """Look what became of every write whose end is not known. Sends nothing; the journal learns of it.

    Raises:
        NotSaved: the journal cannot be read.
    """
    for row in await ports.journal.open_rows():
        if (thread := row.facts.thread) is None:
            continue
        for doubt in await doubts_of(thread):
            if doubt.proposal.token == row.token:
                await look_again(doubt, Context.of(Preferences(), ports), thread)
