"""Broken consent: no question, any answer a yes, an old yes."""

from contextlib import AbstractContextManager
from typing import Any

from langgraph.runtime import Runtime

import graph.build
import graph.nodes.execute
from evals.mutants import replaced
from graph.given.context import Context
from graph.known.state import State, Update
from graph.nodes import confirm
from graph.understanding.yes.approval_grammar import is_drop


def skips_confirmation() -> AbstractContextManager[None]:
    """Approves its own proposals."""

    async def unasked(state: State, runtime: Runtime[Context]) -> Update:
        assert state.proposal is not None
        return {"approval": confirm._approval(state.proposal, runtime.context, "words"), "said": None, "notice": None}

    return replaced(graph.build, "confirm", unasked)


def takes_anything_for_a_yes() -> AbstractContextManager[None]:
    """Whatever is said at the card, unless it is a plain never mind, counts as a yes."""

    def always(message: str, pending: Any, **more: Any) -> bool:
        return not is_drop(message, pending)

    return replaced(confirm, "is_approval", always)


def believes_old_cards() -> AbstractContextManager[None]:
    """A yes to a card of two days ago counts like a fresh one."""
    return replaced(graph.nodes.execute, "is_stale", lambda *_: False)
