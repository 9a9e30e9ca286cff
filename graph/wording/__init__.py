"""Every sentence the user reads, worded by code from state."""

from dataclasses import dataclass

from graph.known.saying import Aside, Listing
from graph.known.state import State
from graph.wording.asides import word_aside
from graph.wording.lists import word_around, word_listing
from graph.wording.notices import word_notice, word_parked, word_unused
from graph.wording.outcomes import word_outcome
from graph.wording.problems import DOUBTS, word_problem
from graph.wording.questions import word_ask
from graph.wording.times import Facts

__all__ = ["PICK", "Facts", "Words", "word_reply"]

PICK = "Which one? Say its number or another time."


@dataclass(frozen=True)
class Words:
    """A reply: all of it, and its paragraphs without the lines that come again as options or bookings."""

    text: str
    said: tuple[str, ...]
    lists: bool = False  # whether there are lines for bookings


def word_reply(state: State, facts: Facts) -> Words:
    """The reply of a turn that ends without a card."""
    if state.aside is Aside.MORE_BOOKINGS and state.listing is not None:
        return _listed(state, state.listing, facts)
    if state.aside is not None:
        return _plain(word_aside(state, facts))
    if state.outcome is not None:
        told = word_outcome(state.outcome, state, facts.voice)
        waits = state.parked is not None and not state.parked.is_told and not state.queue
        return _plain(told, word_parked(state)) if waits else _plain(told)
    if state.listing is not None:
        return _listed(state, state.listing, facts)
    return _arranging(state, facts)


def _plain(*paragraphs: str) -> Words:
    return Words("\n\n".join(paragraphs), paragraphs)


def _listed(state: State, listing: Listing, facts: Facts) -> Words:
    told, around = word_listing(listing, facts.voice), word_around(listing, facts.voice)
    unused = word_unused(state, told)
    return Words("\n\n".join([told, *unused]), (told if around is None else around, *unused), around is not None)


def _arranging(state: State, facts: Facts) -> Words:
    """Notice, problem, offers and questions of what is being arranged."""
    parts = [word_notice(state, facts.voice) or ""]
    if state.problem is not None:
        parts.append(word_problem(state.problem, state, facts.voice))
    if state.ask is not None and (state.problem is None or not state.problem.words):
        parts.append(word_ask(state, state.ask))
    parts = [part for part in parts if part]
    parts += word_unused(state, "\n".join(parts))
    if not state.options:
        return _plain(*(parts or ["What would you like to do?"]))
    head, picks, tail = _offers(state, facts)
    return Words("\n\n".join([*parts, "\n".join([*head, *picks, *tail])]), (*parts, *head))


def _offered_as(state: State) -> str:
    """Free times were looked up; readings of doubtful words were not."""
    if state.problem is None:
        return "Free"
    return "Do you mean" if state.problem.code in DOUBTS else "Free instead"


def _offers(state: State, facts: Facts) -> tuple[list[str], list[str], list[str]]:
    """The lines before what can be picked, those that can be, and the lines after them."""
    picks = [f"{offer.n}. {offer.label}" for offer in state.page]
    if all(offer.start is None for offer in state.options):
        return [], picks, []
    more = [f"{len(state.more)} more: say “more”."] if state.more else []
    return [f"{_offered_as(state)} ({facts.zone}):"], picks, [*more, PICK]
