"""Every sentence the user reads, worded by code from state."""

from graph.state import State
from graph.wording.facts import Facts
from graph.wording.lists import word_listing
from graph.wording.notices import word_notice, word_parked
from graph.wording.outcomes import word_outcome
from graph.wording.problems import DOUBTS, word_problem
from graph.wording.questions import word_ask
from graph.wording.talk import word_aside

__all__ = ["Facts", "word_reply"]

OFFERED = 5  # on a page of further options
_PICK = "Which one? Say its number or another time."


def word_reply(state: State, facts: Facts) -> str:
    """The reply of a turn that ends without a card."""
    if state.aside is not None:
        return word_aside(state, facts)
    if state.outcome is not None:
        told = word_outcome(state.outcome, state, facts.voice)
        waits = state.parked is not None and not state.queue
        return f"{told}\n\n{word_parked(state)}" if waits else told
    if state.listing is not None:
        return word_listing(state.listing, facts.voice)
    return _arranging(state, facts)


def _arranging(state: State, facts: Facts) -> str:
    """Notice, problem, offers and questions of what is being arranged."""
    parts = [word_notice(state, facts.voice)]
    if state.problem is not None:
        parts.append(word_problem(state.problem, state, facts.voice))
    if state.ask is not None and (state.problem is None or not state.problem.words):
        parts.append(word_ask(state, state.ask))
    if state.options:
        parts.append(_offers(state, facts))
    return "\n\n".join(part for part in parts if part) or "What would you like to do?"


def _offered_as(state: State) -> str:
    """Free times were looked up; readings of doubtful words were not."""
    if state.problem is None:
        return "Free"
    return "Do you mean" if state.problem.code in DOUBTS else "Free instead"


def _offers(state: State, facts: Facts) -> str:
    page = state.options[-OFFERED:] if state.notice == "more" else state.options
    lines = [f"{offer.n}. {offer.label}" for offer in page]
    if all(offer.start is None for offer in state.options):
        return "\n".join(lines)
    head = f"{_offered_as(state)} ({facts.zone}):"
    more = [f"{len(state.more)} more: say “more”."] if state.more else []
    return "\n".join([head, *lines, *more, _PICK])
