"""What is said at a card with several steps: one of them goes, is changed, or one more comes; that is a new card."""

from dataclasses import replace

from graph.acts.situation import Situation, clean_slate
from graph.acts.small_talk import passing
from graph.known.proposal import Proposal
from graph.known.saying import Aside, Passing, Problem, Stuck
from graph.known.state import Update
from graph.known.steps import Step
from graph.understanding.nouns import ORDINALS
from graph.understanding.schema import Act, BookingWords, Intent
from tools.likeness import folded, same_name, words_of

_CHANGES = frozenset({Intent.CHANGE, Intent.RESCHEDULE, Intent.PICK, Intent.ANSWER, Intent.BOOK})
_NEEDS_A_STEP = _CHANGES - {Intent.RESCHEDULE, Intent.BOOK}
_GIVING_UP = ("cancel", "decline")


def dropped(act: Act, situation: Situation) -> Update | None:
    """A plain no is one to all of them."""
    steps = _steps(situation)
    return {**clean_slate(), "request": None, "said": Passing(aside=Aside.DROPPED)} if steps and _is_no(act) else None


def taken_out(act: Act, situation: Situation) -> Update | None:
    """What stays of the card when the named steps go; None where the act takes none of them out, or all."""
    steps = _steps(situation)
    gone = {n for words in act.removes for n in _named(words, steps)}
    if act.intent is Intent.CANCEL and act.booking is not None:
        gone = {n for n in _pointed(act.booking, steps) if steps[n].action not in _GIVING_UP}
    if not gone or len(gone) == len(steps):
        return None
    *left, last = _without({steps[n].token for n in gone}, situation.state.pile)
    return {**clean_slate(), "request": last.request, "pile": tuple(left)}


def opened(act: Act, situation: Situation) -> tuple[Act, Situation] | None:
    """The one step that is meant as what is being arranged, the others on the pile, and what is said of it."""
    steps, state = _steps(situation), situation.state
    meant = _meant(act, steps) if act.intent in _CHANGES else ()
    if len(meant) != 1:
        return None
    token = steps[meant[0]].token
    one = next(step for step in state.pile if step.proposal.token == token)
    rest = _without({token}, state.pile)
    told = act.people if act.booking or act.option else ()  # else it was the name that pointed
    said = act.model_copy(update={"intent": Intent.CHANGE, "booking": None, "option": None, "people": told})
    alone = {**clean_slate(), "request": one.request, "proposal": one.proposal, "pile": rest}
    return said, replace(situation, state=state.model_copy(update=alone))


def one_more(act: Act, situation: Situation) -> Act | None:
    """ "And Ida, ida@example.com, at 3": a further booking like the last on the card."""
    steps = _steps(situation)
    person = act.people[0] if act.people else None
    if not steps or act.intent is not Intent.CHANGE or person is None or not person.email or not act.when:
        return None
    kind = next((step.kind for step in reversed(steps) if step.kind), None)
    return act.model_copy(update={"intent": Intent.BOOK, "event_type": act.event_type or (kind and kind.title)})


def as_it_was(update: Update, act: Act, situation: Situation) -> Update | None:
    """The card again, with why nothing of it was changed; None where what was said led on."""
    whole = situation.state
    kept: Update = {"request": None, "proposal": whole.proposal, "pile": whole.pile}
    if not update and act.intent in _NEEDS_A_STEP and _steps(situation):
        return {**clean_slate(), **kept, "said": Stuck(problem=Problem(code="which_step"))}
    if not update or (update.get("request") and update.get("proposal") is None):
        return None
    return {**clean_slate(), **kept, "said": update.get("said") or passing(Aside.UNCLEAR, act, situation)["said"]}


def _steps(situation: Situation) -> tuple[Proposal, ...]:
    return situation.state.proposal.steps if situation.state.proposal else ()


def _is_no(act: Act) -> bool:
    return act.intent is Intent.NO and not act.removes


def _meant(act: Act, steps: tuple[Proposal, ...]) -> tuple[int, ...]:
    if act.option is not None:
        return (act.option - 1,) if 0 < act.option <= len(steps) else ()
    person = act.people[0] if act.people else None
    words = act.booking or BookingWords(person=person and (person.name or person.email))
    return _pointed(words, steps)


def _pointed(words: BookingWords, steps: tuple[Proposal, ...]) -> tuple[int, ...]:
    """The steps that words point at, by their place on the card or by whom they are with."""
    if words.ordinal:
        place = words.ordinal - 1 if words.ordinal > 0 else len(steps) + words.ordinal
        return (place,) if 0 <= place < len(steps) else ()
    said = words.person or words.title
    return tuple(n for n, step in enumerate(steps) if said and _is_with(said, step))


def _named(words: str, steps: tuple[Proposal, ...]) -> tuple[int, ...]:
    """ "second", "2", "the last one", "Hugo"."""
    for word in words_of(words):
        place = int(word) - 1 if word.isdigit() else ORDINALS.get(word)
        if place is not None:
            place = place if place >= 0 else len(steps) + place
            return (place,) if 0 <= place < len(steps) else ()
    return tuple(n for n, step in enumerate(steps) if _is_with(words, step))


def _is_with(words: str, step: Proposal) -> bool:
    return same_name(words, step.attendee.name) or folded(words) == folded(step.attendee.email)


def _without(tokens: set[str], pile: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in pile if step.proposal.token not in tokens)
