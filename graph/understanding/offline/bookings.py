"""Which existing booking a clause points at: by person, title, time, place in a list, or a pronoun."""

import re
from collections.abc import Iterable, Iterator

from graph.understanding.dialogue import Dialogue
from graph.understanding.nouns import telling
from graph.understanding.offline import cues
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import LENGTH, Heard
from graph.understanding.offline.people import appositions_in, is_nobody, namings_in, people_in
from graph.understanding.offline.picks import number_in, ordinal_in
from graph.understanding.offline.reasons import reason_in
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun, Understanding
from graph.understanding.text import texts_in
from graph.when.words.vocabulary import ANY_WEEKDAY
from tools.likeness import words_of

_LATEST = re.compile(
    lines(rf"""
        \b(?:(?:the )?{cues.ONE} (?:that )?(?:i|you|we)(?:'ve)? just|(?:i|you
          |we) just (?:made|booked|created|scheduled|set|added)|(?:that|the) (?:last|latest|new) (?:booking
          |one you made|one i made))\b
    """)
)
_NEXT = re.compile(rf"\b(?:my|the|our) (?:next|soonest) (?!week|month|{ANY_WEEKDAY}|year)")
_IT = re.compile(
    lines(r"""
        \b(?:it|that|this|that one|this one|them|those|these|that meeting|that event|this event|this meeting
          |that call|this appointment|the one)\b
    """)
)
_ALL = re.compile(
    lines(r"""
        \b(?:all|every|everything|both|each|any(?! ?more\b)|entire|the rest)\b
        \b(?:my|the|these|those|our) (?:\w+ ){0,2}(?:meetings|appointments|events|bookings|calls|plans)\b
          (?! (?:plan|schedule))
    """)
)
_VERB = re.compile(
    lines(rf"""
        ^(?:{cues.CANCELS}|{cues.MOVES}|{cues.ALTERS}|make|accept|approve|confirm|decline|reject|refuse|turn down
          |say (?:yes|no) to|add|when(?:'s| is)
          |where(?:'s| is)|what time (?:is|does|do)|do i have|how long (?:is|will)|show(?: me)?
          |find|is there|is|are there|any)\b(?:\s+(?:back|forward|up|out))?\s*
    """)
)
_DETERMINER = re.compile(
    lines(r"""
        ^(?:(?:all|both|any|every|of|my|his|her|their|the|this|that|these|those|our|an?|me|one|existing|upcoming|pending|waiting|unconfirmed|next|last|first
          |second|third|only|new|time (?:of|for)|date (?:of|for)|end time|start time|day of)\b\s*)+
    """)
)
_END = re.compile(
    lines(r"""
        §|[,.;:!?()]|\s-+(?=\s)|(?<!\bthe )(?<!\bmy )\bfirst$
        \b(?:with|to|for|from|at|on|in|by|until|till|til|about|because|since|as|due|that|which|who|scheduled|be|so
          |instead|please|and|later|earlier|back|forward|longer|shorter|last|occur|up|out|is|are|was|of|off|it
          |i|we|actually|anymore|too|this|next|listed|called|event|like|looks?|looking|if|start|end|again|take)\b
    """)
)
_SAYS_NOTHING = (
    "my|the|not|no|all|i|other|else|more|only|past|cancell?ed|pending|(?:un)?confirmed|scheduled|agenda|diary"
)
_GENERIC = re.compile(rf"(?:(?:{cues.GENERIC}|{_SAYS_NOTHING})\s*)+|them|everything|anything|something")
_NAME = r"[^\W\d_a-z][\w-]+"
_OWNED = re.compile(rf"\b({_NAME}(?: {_NAME})?)'s (?:{cues.GENERIC}|{cues.KINDS})\b")
_WHO = (
    r"(?!(?:cancel|delete|remove|drop|free|release|give|please|only|just)\b)"
    r"(?P<who>[^\W\d_][\w.'-]*?(?: [^\W\d_][\w.'-]*?){0,2})"
)
_OF = r"(?:the |my |our |that |this (?=\w)|an? |\|+(?:'s)? )?(?P<of>[^|.,;!?]*)"
_LEAVES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:take|remove|drop|delete|kick|strike|unenroll|sign) {_WHO} (?:off|from|out of)(?: of)? {_OF}",
        rf"\b{_WHO}'s? (?:seat|spot)\b(?: (?:in|at|from|on|for|of) {_OF})?",
        rf"\b(?:seat|spot) (?:of|for) {_WHO}(?: (?:in|at|from|on) {_OF}|(?P<end>)(?=\s*(?:\||[.,;!?]|$)))",
    )
)
# "Ben can't come, take him off", "Cora and Ben are ill, cancel their class": who "him" is, and that it is somebody.
_SUBJECT = re.compile(rf"\W*({_NAME}(?: {_NAME})?(?: and {_NAME}(?: {_NAME})?)?),? [a-z]")
_SOMEBODY = re.compile(r"\b(?:him|her|his|them|their)\b")
_ON_A_BOOKING = {
    *(Intent.CANCEL, Intent.RESCHEDULE, Intent.ACCEPT, Intent.DECLINE, Intent.LIST, Intent.INVITE, Intent.ABSENT),
    Intent.RELOCATE,
}
_TAIL = re.compile(rf"\s+{cues.GENERIC}$")
_FROM_THEN_ON = re.compile(r"\s+on(?:wards?)?$", re.IGNORECASE)  # "the 20th on": how much of a series is its scope


def booking_in(heard: Heard, dialogue: Dialogue, *, when: str | None) -> BookingWords | None:
    """How the clause points at an existing booking; None when it does not. `when` is that booking's time, verbatim."""
    when = when and _FROM_THEN_ON.sub("", when)
    if (leaver := _leaver(heard)) is not None:
        return leaver.model_copy(update={"when": when})
    people = people_in(heard)
    person = people[0].name or people[0].email if people else _owner(heard)
    latest = _LATEST.search(heard.marked)
    title = None if latest else _title(heard, dialogue, person)
    if title and not person and "'s " in title:  # "Nina's coaching", whatever kinds there are
        person, _, title = title.partition("'s ")
    person, title = _with_namings(heard, person, title)
    pronoun = _pronoun(heard) if latest or not (title or person or when) else None
    if (number := number_in(heard, dialogue)) is not None:
        return BookingWords(ordinal=number)
    ordinal = ordinal_in(heard) if pronoun is not Pronoun.LATEST else None
    if ordinal and person and person[-1] != "s" and ordinal == ordinal_in(Heard(person)):
        ordinal = None  # "with Mary Ann 2nd"
    everything = bool(_ALL.search(heard.core))
    words = BookingWords(
        person=person, title=title, when=when, ordinal=ordinal, pronoun=None if ordinal else pronoun, all=everything
    )
    return words if words != BookingWords() else None


def _with_namings(heard: Heard, person: str | None, title: str | None) -> tuple[str | None, str | None]:
    """Where nobody was read, or nothing, what stands after "with", "of" or "for" is it, be it a name or not."""
    reason = reason_in(heard) or ""
    for naming in namings_in(heard):
        if is_told(naming.words, (person, title, reason)) or (person and is_told(person, (naming.words,))):
            continue  # "Olga and Bo", where one is looked for: who is left over is named on the card
        if person is None and (naming.by_with or title):
            person = naming.words
        elif title is None:
            title = naming.words
    return person, title or (None if person else next(apart(heard, (reason,)), None))


def is_told(words: str, fields: Iterable[str | None]) -> bool:
    """Do the fields hold every word of a phrase that tells one booking from another?"""
    held = {word for field in fields if field for word in words_of(field)}
    return held.issuperset(words_of(telling(words)))


def apart(heard: Heard, held: Iterable[str | None] = ()) -> Iterator[str]:
    """What stands apart, names a booking by more than its place in a list, and is not held already."""
    told = tuple(held)
    return (words for words in appositions_in(heard) if not _is_a_place(words) and not is_told(words, told))


def _is_a_place(words: str) -> bool:
    """ "The second one" is; "the second gardener" is somebody."""
    return ordinal_in(Heard(words)) is not None and all(ordinal_in(Heard(word)) for word in telling(words).split())


def with_namings_kept(message: str, understanding: Understanding, dialogue: Dialogue) -> Understanding:
    """The acts, whoever read them: what stands where a booking is named and is in none of them, one of them has unused.

    So that a name that was said and lost is never "nothing was said". "Him" is who the message begins with.
    """
    heard = Heard.of(message)
    if (another := _of_another_card(heard, understanding.acts[0], dialogue)) is not None:
        understanding = Understanding(acts=(another,))
    acts = _for_whom(heard, understanding.acts)
    at = next((n for n, act in enumerate(acts) if act.intent in _ON_A_BOOKING), None)
    held = list(texts_in(understanding.model_dump()))
    lost = tuple(naming.words for naming in namings_in(heard) if not is_told(naming.words, held))
    if at is not None and acts[at].intent is not Intent.LIST and not _names(acts[at]):
        lost += tuple(apart(heard, held))
    if at is not None and lost:
        unused = tuple(dict.fromkeys((*acts[at].unused, *lost)))
        acts = (*acts[:at], acts[at].model_copy(update={"unused": unused}), *acts[at + 1 :])
    return understanding.model_copy(update={"acts": acts})


def _of_another_card(heard: Heard, act: Act, dialogue: Dialogue) -> Act | None:
    """ "Cancel it, the roofer one", at a card of somebody else's: no yes to what is shown."""
    card = dialogue.pending
    if act.intent is not Intent.YES or card is None or card.action not in _ON_A_BOOKING:
        return None
    another = tuple(apart(heard, _on_the_card(dialogue)))
    return Act(intent=card.action, booking=BookingWords(pronoun=Pronoun.IT), unused=another) if another else None


def _on_the_card(dialogue: Dialogue) -> tuple[str | None, ...]:
    card = dialogue.pending
    return (card.person, card.email, card.title, card.event_type, *card.guests) if card else ()


def _names(act: Act) -> bool:
    """Is a booking named, by somebody or by what it is?"""
    return bool(act.people or act.event_type or (act.booking and (act.booking.person or act.booking.title)))


def _for_whom(heard: Heard, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """ "Ben is ill, cancel the class for him" is about Ben's place in it, never about the whole class."""
    subject = _SUBJECT.match(heard.blank)
    if subject is None or is_nobody(subject[1]) or not _SOMEBODY.search(heard.text, subject.end()):
        return acts
    named = tuple(_of(subject[1], act) if act.intent is Intent.CANCEL else act for act in acts)
    bare = BookingWords(person=subject[1])
    return tuple(act for n, act in enumerate(named) if n == 0 or act.booking != bare)  # ", cancel his seat"


def _of(person: str, act: Act) -> Act:
    words = act.booking or BookingWords()
    return act if words.person else act.model_copy(update={"booking": words.model_copy(update={"person": person})})


def _leaver(heard: Heard) -> BookingWords | None:
    """ "Take Anna off the workshop", "Anna's seat in the workshop": who gives up a seat, and of which booking."""
    hit = next((hit for pattern in _LEAVES if (hit := pattern.search(heard.blank))), None)
    if hit is None or is_nobody(hit["who"]) or not telling(hit["who"].split()[-1]):
        return None
    of = re.sub(r"\s+(?:on|at|in|for|this|next|by)$", "", (hit["of"] or "").strip(" -"), flags=re.IGNORECASE)
    if _IT.fullmatch(of.lower()):
        return BookingWords(person=hit["who"], pronoun=Pronoun.IT)
    return BookingWords(person=hit["who"], title=of or None)


def _owner(heard: Heard) -> str | None:
    """ "John's call" is the one with John; of "Cancel John's call" the verb is none of his names."""
    hit = _OWNED.search(heard.blank)
    first, _, rest = hit[1].partition(" ") if hit else ("", "", "")
    is_verb = first.lower() == "please" or _VERB.fullmatch(first.lower())
    return rest or None if is_verb else hit and hit[1]


def _pronoun(heard: Heard) -> Pronoun | None:
    said = heard.core
    if _LATEST.search(said):
        return Pronoun.LATEST
    if _NEXT.search(said):
        return Pronoun.NEXT
    return Pronoun.IT if _IT.search(said) else None


def _title(heard: Heard, dialogue: Dialogue, person: str | None) -> str | None:
    """The words of the title as typed: quoted, a known event type's, or what stands between the verb and the rest."""
    if heard.quotes:
        return heard.quotes[0].text
    verb = _VERB.match(heard.core)
    determiner = re.search(r"\b(?:my|the|our) .*", heard.core)
    if not verb and not determiner:
        return None
    core = _DETERMINER.sub("", heard.core[verb.end() :] if verb else determiner[0] if determiner else "")
    if core.startswith(f"{LENGTH} ") and _GENERIC.match(core, len(LENGTH) + 1):
        return heard.lengths[0].text  # "my 30 min meeting"
    end = _END.search(core)
    phrase = (core[: end.start()] if end else core).strip(" '-")
    if person:
        phrase = phrase.removeprefix(f"{person.lower()}'s ")
    known = {event.title.lower() for event in dialogue.event_types}
    if phrase not in known:
        phrase = _TAIL.sub("", phrase).removesuffix("'s").strip()
    if not telling(phrase) or phrase in (person or "").lower() or _GENERIC.fullmatch(phrase) or len(phrase) > 60:
        return None
    return _as_typed(heard.text, phrase)


def _as_typed(text: str, phrase: str) -> str:
    at = text.lower().find(phrase)
    return text[at : at + len(phrase)] if at >= 0 else phrase
