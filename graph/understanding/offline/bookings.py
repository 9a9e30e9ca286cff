"""Which existing booking a clause points at: by person, title, time, place in a list, or a pronoun."""

import re

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline import cues
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import people_in
from graph.understanding.offline.picks import ordinal_in
from graph.understanding.schema import BookingWords, Pronoun
from graph.when.words.vocabulary import ANY_WEEKDAY

_LATEST = re.compile(
    lines(r"""
        \b(?:(?:the )?(?:one|meeting|call|booking|event|appointment) (?:that )?(?:i|you|we)(?:'ve)? just|(?:i|you
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
    lines(r"""
        ^(?:cancel(?:l?ing)?|cancle|delet(?:e|ed|ing)|remov(?:e|ing)|erase|get rid of|scrap|call off|take off|clear
          |scratch|drop|mov(?:e|ing)
          |reschedul(?:e|ing)|postpone|push|delay|shift|extend|shorten|lengthen|bump|swap|switch|put off|bring|change
          |update|edit|modify|alter|fix|correct|set|make|accept|approve|confirm|decline|reject|refuse|turn down
          |say (?:yes|no) to|add|when(?:'s| is)
          |where(?:'s| is)|what time (?:is|does|do)|do i have|how long (?:is|will)|show(?: me)?
          |find|is there|is|are there|any)\b(?:\s+(?:back|forward|up|out))?\s*
    """)
)
_DETERMINER = re.compile(
    lines(r"""
        ^(?:(?:all|both|any|every|of|my|the|this|that|these|those|our|an?|me|one|existing|upcoming|pending|waiting|unconfirmed|next|last|first
          |second|third|only|new|time (?:of|for)|date (?:of|for)|end time|start time|day of)\b\s*)+
    """)
)
_END = re.compile(
    lines(r"""
        §|[,.;:!?()]|\s-+(?=\s)|(?<!\bthe )(?<!\bmy )\bfirst$
        \b(?:with|to|for|from|at|on|in|by|until|till|til|about|because|since|as|due|that|which|who|scheduled|be|so
          |instead|please|and|later|earlier|back|forward|longer|shorter|last|occur|up|out|is|are|was|of|off|it
          |actually|anymore|too|this|next|listed|called|event|like|looks?|looking|if|start|end|again|take)\b
    """)
)
_SAYS_NOTHING = (
    "my|the|not|no|all|i|other|else|more|only|past|cancell?ed|pending|(?:un)?confirmed|scheduled|agenda|diary"
)
_GENERIC = re.compile(rf"(?:(?:{cues.GENERIC}|{_SAYS_NOTHING})\s*)+|it|that|this|them|everything|anything|something")
_NO_OWNER = (
    r"(?!(?i:accept|approve|confirm|decline|reject|refuse|cancel|delete|move|reschedule|push|postpone|please)\b)"
)
_OWNED = re.compile(rf"\b{_NO_OWNER}([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?)'s (?:{cues.GENERIC}|{cues.KINDS})\b")
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
_NO_NAME = re.compile(
    r"(?:it|that|this|them|him|her|me|one|(?:the|my|our|a|an|this|that|all|every|tomorrow|today)\b.*|.*\b"
    r"(?:meeting|call|appointment|event|booking|one))",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s+{cues.GENERIC}$")
_FROM_THEN_ON = re.compile(r"\s+on(?:wards?)?$", re.IGNORECASE)  # "the 20th on": how much of a series is its scope


def booking_in(heard: Heard, dialogue: Dialogue, *, when: str | None) -> BookingWords | None:
    """How the clause points at an existing booking; None when it does not. `when` is that booking's time, verbatim."""
    when = when and _FROM_THEN_ON.sub("", when)
    if (leaver := _leaver(heard)) is not None:
        return leaver.model_copy(update={"when": when})
    people = people_in(heard)
    person = people[0].name or people[0].email if people else _owner(heard, dialogue)
    latest = _LATEST.search(heard.marked)
    title = None if latest else _title(heard, dialogue, person)
    pronoun = _pronoun(heard) if latest or not (title or person or when) else None
    ordinal = ordinal_in(heard) if pronoun is not Pronoun.LATEST else None
    everything = bool(_ALL.search(heard.core))
    words = BookingWords(
        person=person, title=title, when=when, ordinal=ordinal, pronoun=None if ordinal else pronoun, all=everything
    )
    return words if words != BookingWords() else None


def _leaver(heard: Heard) -> BookingWords | None:
    """ "Take Anna off the workshop", "Anna's seat in the workshop": who gives up a seat, and of which booking."""
    hit = next((hit for pattern in _LEAVES if (hit := pattern.search(heard.blank))), None)
    if hit is None or _NO_NAME.fullmatch(hit["who"]):
        return None
    of = re.sub(r"\s+(?:on|at|in|for|this|next|by)$", "", (hit["of"] or "").strip(" -"), flags=re.IGNORECASE)
    if _IT.fullmatch(of.lower()):
        return BookingWords(person=hit["who"], pronoun=Pronoun.IT)
    return BookingWords(person=hit["who"], title=of or None)


def _owner(heard: Heard, dialogue: Dialogue) -> str | None:
    """ "John's call" is the one with John, "John's choir class" too where there is such a type."""
    hit = _OWNED.search(heard.blank)
    if hit is None and dialogue.event_types:
        titles = "|".join(re.escape(event.title) for event in dialogue.event_types)
        hit = re.search(rf"\b([^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?)'s (?i:{titles})\b", heard.blank)
    return hit[1] if hit else None


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
    end = _END.search(core)
    phrase = (core[: end.start()] if end else core).strip(" '-")
    if person:
        phrase = phrase.removeprefix(f"{person.lower()}'s ")
    known = {event.title.lower() for event in dialogue.event_types}
    if phrase not in known:
        phrase = _TAIL.sub("", phrase).removesuffix("'s").strip()
    if not phrase or phrase in (person or "").lower() or _GENERIC.fullmatch(phrase) or len(phrase) > 60:
        return None
    return _as_typed(heard.text, phrase)


def _as_typed(text: str, phrase: str) -> str:
    at = text.lower().find(phrase)
    return text[at : at + len(phrase)] if at >= 0 else phrase
