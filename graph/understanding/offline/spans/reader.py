"""Reads a message by its spans; says nothing where it cannot account for what stands there."""

import re
from functools import cache
from itertools import dropwhile

from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.nouns import telling
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.spans.clauses import Clause, clauses_of, turned
from graph.understanding.offline.spans.filling import acts_for
from graph.understanding.offline.spans.roles import with_roles
from graph.understanding.offline.spans.spans import Span, spans_of
from graph.understanding.offline.spans.wishes import is_own, wish_in
from graph.understanding.schema import Act, Intent
from graph.understanding.text import tidy
from graph.understanding.told import told_in
from graph.understanding.yes.scope_words import scope_said, wants_a_seat
from graph.when import count_in, rhythm_in
from tools.likeness import same_name, words_of

_RESTING = frozenset((Stage.START, Stage.DONE, Stage.CLOSED))
_ASKING = frozenset((Intent.LIST, Intent.OUT_OF_SCOPE))
_PASTED = re.compile(r"^\s*(?:>|(?:from|to|sent|subject|date):|on .* wrote:)", re.I | re.M)
_WHY = frozenset((Intent.CANCEL, Intent.DECLINE, Intent.RESCHEDULE, Intent.ACCEPT))


def read(message: str, dialogue: Dialogue) -> tuple[Act, ...] | None:
    """The acts of a message in which somebody known, an address, told text or a set stands; None: not understood."""
    if dialogue.fields or ("\n" in message and _PASTED.search(message)):
        return None  # an answer to the form is read whole
    text = tidy(message)
    if not _is_for_us(message, text, dialogue):
        return None
    if scope_said(text) or wants_a_seat(text) or rhythm_in(text) or count_in(text):
        return None
    place = _place(dialogue)
    spans = _without_opening(spans_of(message, dialogue)) if place else spans_of(message, dialogue)
    acts: list[Act] = []
    for clause in clauses_of(with_roles(spans)):
        marks = _with_marks(clause)
        intent = wish_in(marks)
        if place and not (intent and is_own(place, intent, marks | _whereabouts(clause, dialogue))):
            return None
        if intent is None or ("question" in marks and intent not in _ASKING):
            return None  # "did Nina cancel?" cancels nothing
        made = acts_for(intent, clause, text, dialogue.model_copy(update={"pending": None}) if place else dialogue)
        if _is_unexplained(clause, intent, made) or (intent in _WHY and _is_called_otherwise(clause, dialogue)):
            return None
        acts += made
    return tuple(acts) or None


def _place(dialogue: Dialogue) -> str:
    """Where the second table is asked; "" where nothing is open."""
    if dialogue.stage in _RESTING:
        return ""
    of_one = dialogue.pending is not None and dialogue.pending.action is not Intent.BOOK
    if of_one and (dialogue.stage is Stage.PROPOSAL or Need.BOOKING in dialogue.asked):
        return "existing"
    return "card" if dialogue.stage is Stage.PROPOSAL else dialogue.stage.value


def _without_opening(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without a "no, actually" that only turns away from what is open."""
    return tuple(dropwhile(lambda span: span.has("no", "turn", "stop"), spans))


def _whereabouts(clause: Clause, dialogue: Dialogue) -> set[str]:
    """Does a name of the clause stand on the card, or in the list to pick from?"""
    card, listed = dialogue.pending or Pending(action=Intent.BOOK), " ".join(o.label for o in dialogue.options)
    names = {name for name in (card.person, *card.guest_names) if name}
    known = {person.name for span in clause.of("person") for person in span.who}
    mails = {mail for span in clause.of("person") for person in span.who for mail in person.emails}
    there = any(same_name(name, other) or name in listed for name in known for other in names or {""})
    if there or not mails.isdisjoint((card.email, *card.guests)):
        return {"here"}
    return {"elsewhere"} if known else set()


def _is_for_us(message: str, text: str, dialogue: Dialogue) -> bool:
    """A glance that spares other messages the search for times."""
    return bool(dialogue.people or "@" in text or not _sets().isdisjoint(text.lower().split()) or told_in(message))


@cache
def _sets() -> frozenset[str]:
    return frozenset(entry for entry, classes in lexicon().classes.items() if "all" in classes)


def _with_marks(clause: Clause) -> frozenset[str]:
    """The clause's classes, and what its shape tells."""
    marks = {"question"} if _asks(clause) else set()
    if any(span.text.lower() in ("with", "w/", "w") for span in clause.spans):
        marks.add("with")
    if not clause.has("unknown", "told") and not clause.aside:
        marks.add("bare")
    if any(turned(span, clause.spans) for span in clause.of("time")):
        marks.add("turned")
    return clause.classes | marks


def _asks(clause: Clause) -> bool:
    said = [span for span in clause.spans if not span.has("stop", "filler")]
    if clause.has("polite"):
        return clause.has("wh")
    return any(span.text.startswith("?") for span in clause.of("stop")) or (bool(said) and said[0].has("wh"))


def _is_called_otherwise(clause: Clause, dialogue: Dialogue) -> bool:
    """ "The lunch with Sofia": the meeting is called something that no kind is."""
    titles = {word for kind in dialogue.event_types for word in words_of(kind.title)}
    nouns = [span.text.lower() for span in clause.of("meeting") if not span.has("type", "meet")]
    return any(telling(noun) and titles.isdisjoint((noun, noun.removesuffix("s"))) for noun in nouns)


def _is_unexplained(clause: Clause, intent: Intent, acts: tuple[Act, ...]) -> bool:
    if intent is Intent.OUT_OF_SCOPE:
        return False
    names = {word for act in acts for person in (*act.people, *act.guests) for word in words_of(person.name or "")}
    beside = clause.of("unknown") if intent in _WHY else [*clause.of("unknown"), *clause.aside]
    left = [span for span in beside if span.has("unknown") and not names.issuperset(words_of(span.text))]
    is_corrected = clause.has("turn") and any(len(clause.of(name)) > 1 for name in ("time", "person"))
    is_beyond = clause.has("ordinal") or (intent is not Intent.LIST and clause.has("last", "next", "free"))
    is_beyond |= clause.has("theme") and intent is not Intent.BOOK
    is_beyond |= clause.has("beside") and intent is not Intent.BOOK
    is_mixed = intent is Intent.BOOK and (
        len(clause.of("time")) > 1 or any(len(a.people) != 1 and not a.beside for a in acts)
    )
    is_mixed |= intent is Intent.RESCHEDULE and any(act.unused for act in acts)
    return is_mixed or bool(left) or is_corrected or is_beyond or clause.has("open", "negated", "quoted")
