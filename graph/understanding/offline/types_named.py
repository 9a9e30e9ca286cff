"""Which kind of meeting a clause names: a known type by its title or slug, else the noun phrase as typed."""

import re

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline import cues
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard

_ADJECTIVE = lines(r"""
    (?:quick|short|brief|long|longer|intro|introductory|initial|first|discovery|team|staff|video|phone|zoom|free
      |paid|follow[- ]?up|catch[- ]?up|one[- ]on[- ]one|business|sales|product|coaching|strategy|planning|weekly
      |full|technical|design|dentist|doctor'?s?|hair|lunch|dinner|coffee|regular|new)
""")
_KIND = re.compile(
    rf"(?:\|+[ -]?|\b(?:\d+[ -]?)?)(?:(?:long |{_ADJECTIVE} )*){cues.KINDS}\b(?<!show)(?<!shows)"
    rf"|\b(?:an?|the|my|tv) shows?\b(?! (?:me|us)\b)",
    re.I,
)
_THE_ONE = re.compile(
    r"(?:\bthe )?((?:\|+|\b(?:short(?:er|est)?|long(?:er|est)?|quick|free|paid|intro))[ -]?one)\b",
    re.I,
)
_OBJECT = re.compile(
    lines(r"""
        ^(?:\w+ (?:me |us |in |up |down )*)(?:an?|another|new|my|the)\s+(?:new )?([^\W\d_][^§|,.;!?]*?)(?=\s
          (?:with|on|at|for|from|in|to|by|this|next|about|tomorrow|called|named|and|is|because)\b|\s*[§|,.;!?]|$)
    """)
)
_ANY_KIND = re.compile(r"(?:new )?(?:meetings?|appointments?|appt|events?|bookings?|slots?|time slots?)", re.I)
_ARTICLE = re.compile(r"^(?:the|an?|my|some|another)\s+", re.I)


def event_type_in(
    heard: Heard, dialogue: Dialogue, *, known_only: bool = False, asked: bool = False, whole: bool = False
) -> str | None:
    """Words naming the kind of meeting, as typed.

    known_only: only what names one of the account's types.
    asked: "the hour one" counts too. whole: the clause is the answer.
    """
    if known := _known(heard, dialogue):
        return known
    if known_only:
        return None
    if asked and (hit := _THE_ONE.search(heard.unmeasured)):
        return heard.text[slice(*hit.span(1))]
    if (hit := _KIND.search(heard.unmeasured)) and not _ANY_KIND.fullmatch(hit[0]):
        return heard.text[slice(*hit.span())] if hit[0][0] == "|" else _ARTICLE.sub("", hit[0])
    if whole:
        return _ARTICLE.sub("", heard.core).strip(" .!?") or None
    hit = _OBJECT.search(heard.core)
    words = re.sub(r" (?:available|free|open|possible)$", "", hit[1].strip()) if hit else ""
    return _as_typed(heard.text, words) if words and not re.fullmatch(rf"(?:{cues.GENERIC}|§\w|\s)+", words) else None


def _known(heard: Heard, dialogue: Dialogue) -> str | None:
    """The longest title or slug of the account's types that stands in the clause."""
    lowered = SCRATCHED.sub("", heard.text.lower())
    names = (name for event in dialogue.event_types for name in (event.title, event.slug, event.slug.replace("-", " ")))
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", lowered)]
    return _as_typed(heard.text, max(found, key=len).lower()) if found else None


SCRATCHED = re.compile(r"^.*\b(?:scratch that|make that|correction|or rather|no wait|actually no)\b[\s,.:-]*(?=\w)")


def _as_typed(text: str, phrase: str) -> str:
    at = text.lower().find(phrase)
    return text[at : at + len(phrase)] if at >= 0 else phrase
