"""Broken consent: no question, any answer a yes, an old yes."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from langgraph.runtime import Runtime

import graph.build
import graph.nodes.execute
from evals.mutants import replaced
from graph import assistant
from graph.clients.review import Approve, Reject
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


def keeps_a_yes_for_hours() -> AbstractContextManager[None]:
    """A yes to a card of this morning counts."""
    return replaced(graph.nodes.execute, "LIFETIME", timedelta(hours=20))


def takes_cancel_for_a_yes() -> AbstractContextManager[None]:
    """The button Cancel does what the button Confirm does."""
    decided = confirm._decided

    def pressed(decision: Any, *more: Any) -> Update:
        return decided(Approve(type="approve") if isinstance(decision, Reject) else decision, *more)

    return replaced(confirm, "_decided", pressed)


def drops_the_rest_with_a_card() -> AbstractContextManager[None]:
    """The button Cancel throws away what else was asked for."""
    dropped = confirm._dropped
    return replaced(confirm, "_dropped", lambda state: {**dropped(state), "queue": (), "parked": None})


def takes_the_old_button() -> AbstractContextManager[None]:
    """A button of an earlier card counts for the one that is open."""
    entry = assistant._Turn._entry

    def any_card(self: Any, state: State, interrupts: Any) -> Any:
        self._seen_card = None
        return entry(self, state, interrupts)

    return replaced(assistant._Turn, "_entry", any_card)
