"""Several wishes of one message come together: what was looked at is laid on a pile until one card can show it all."""

from functools import wraps

from langgraph.runtime import Runtime

from graph.arranging.drawing import Node
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import Request
from graph.known.saying import Ask, Asked, Problem, Stuck, left_open
from graph.known.state import State, Update
from graph.known.steps import Step, as_one, clashing
from graph.understanding.dialogue import Need
from graph.understanding.schema import BookingWords, Intent

_MOST = 12  # steps of one card
WRITES = frozenset(
    {
        *(Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE),
        *(Intent.INVITE, Intent.ABSENT, Intent.RELOCATE),
    }
)
_CLEARED: Update = {"request": None, "proposal": None, "said": None, "options": (), "more": ()}
_SAID_OF_ALL = ("stale_card", "slot_lost", "other_account", "swap")  # notices that are about the card as a whole


def collecting(node: Node) -> Node:
    """The node; what it proposes while more is to come, or was laid before, goes on the pile."""

    @wraps(node)
    async def laying(state: State, runtime: Runtime[Context]) -> Update:
        update = await node(state, runtime)
        return {**update, **laid(state.model_copy(update=dict(update)))}

    return laying


def laid(state: State) -> Update:
    """What becomes of a look that has ended: a step of the card to come, a part that cannot be done, or nothing new."""
    proposal, request = state.proposal, state.request
    if proposal is not None and request is not None and not proposal.steps:
        if (other := clashing(_without_its_double(state.pile, proposal), proposal)) is not None:
            return _two_at_once(request, other)
        return _on_the_pile(Step(request=request, proposal=proposal), state)
    if state.pile and request is not None and _names_none(request, state):
        problem = Problem(code="names_none")
        return shown_or_further((*state.left_out, problem), state.pile, state)
    if isinstance(state.said, Stuck) and request is None and not (state.ask or state.options) and _is_collecting(state):
        return shown_or_further((*state.left_out, state.said.problem), state.pile, state)
    return {}


def _names_none(request: Request, state: State) -> bool:
    """ "… and cancel all", behind a wish that names its booking: nothing real is meant by it, so nothing is asked."""
    words = request.booking_words or BookingWords()
    bare = not (words.person or words.title or words.when or words.ordinal or words.pronoun)
    asks = isinstance(state.said, Asked) and state.said.ask.needs == (Need.BOOKING,)
    return asks and bare and request.booking is None


def shown_or_further(left_out: tuple[Problem, ...], pile: tuple[Step, ...], state: State) -> Update:
    """On to the next wish; with none left one card for the pile, an ordinary one where it holds a single step."""
    notice = state.notice if state.notice in _SAID_OF_ALL else None
    rest: Update = {"left_out": left_out, "pile": pile, "notice": notice}
    if _more_to_come(state):
        return {**_CLEARED, **rest, "going_on": True}
    if not pile:
        return rest if state.said else {**_CLEARED, **rest}
    if len(pile) == 1:
        (only,) = pile
        return {**_CLEARED, **rest, "request": only.request, "proposal": only.proposal, "pile": ()}
    return {**_CLEARED, **rest, "proposal": as_one(pile)}


def _on_the_pile(step: Step, state: State) -> Update:
    before = _without_its_double(state.pile, step.proposal)
    if len(before) >= _MOST:
        problem = Problem(code="too_many_steps", words=str(_MOST))
        return shown_or_further((*state.left_out, problem), before, state)
    if before or _more_to_come(state):
        return shown_or_further(state.left_out, (*before, step), state)
    return {"pile": ()}


def _more_to_come(state: State) -> bool:
    """Another wish of the same message that would be written; a question is answered once the card is settled."""
    return bool(state.wishes) or (bool(state.queue) and state.queue[0].intent in WRITES)


def _is_collecting(state: State) -> bool:
    return bool(state.pile) or _more_to_come(state)


def _without_its_double(pile: tuple[Step, ...], proposal: Proposal) -> tuple[Step, ...]:
    """One booking is changed by one step: what is said of it later counts."""
    return tuple(step for step in pile if not _is_of_the_same(step.proposal, proposal))


def _is_of_the_same(one: Proposal, other: Proposal) -> bool:
    if one.booking is None or other.booking is None:
        return one.hash == other.hash
    return one.booking.uid == other.booking.uid and one.seat == other.seat


def _two_at_once(request: Request, other: Proposal) -> Update:
    """Both are free as the calendar stands, but not together."""
    problem = Problem(code="two_at_once", words=other.attendee.name, start=request.start)
    return {"said": left_open(problem, Ask(needs=(Need.WHEN,))), "proposal": None, "options": ()}
