"""Words of a series ("every Wednesday", "weekly", "6 times") for a kind of meeting that repeats by itself."""

import re

from graph.request import Kind, Request
from graph.understanding.plain import NUMBERS
from tools.calcom.models import EventType
from tools.event_types import One, match_event_type

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_RHYTHMS = (
    (
        re.compile(
            r"\b(?:bi-?weekly|fortnightly|(?:every|each) (?:other|second) week|every (?:two|2) weeks)\b", re.IGNORECASE
        ),
        ("weekly", 2),
    ),
    (re.compile(rf"\b(?:weekly|(?:every|each) (?:single )?(?:week\b|(?={_WEEKDAY})))", re.IGNORECASE), ("weekly", 1)),
    (re.compile(r"\b(?:monthly|(?:every|each) month)\b", re.IGNORECASE), ("monthly", 1)),
    (re.compile(r"\b(?:yearly|annually|(?:every|each) year)\b", re.IGNORECASE), ("yearly", 1)),
    (
        re.compile(r"\b(?:daily|every (?:day|weekday|morning|afternoon|evening))\b", re.IGNORECASE),
        ("daily", 1),
    ),
)
_ANY = re.compile(r"\b(?:recurring|repeating|as a series|series of)\b", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)}) (?:times|sessions|meetings|occurrences|appointments|dates)\b"
    rf"|\bfor (?:the next )?(\d{{1,2}}|{'|'.join(NUMBERS)}) (?:weeks|months|years)\b",
    re.IGNORECASE,
)


def repeating_kind(request: Request, event_types: tuple[EventType, ...]) -> Kind | None:
    """The kind that was named or chosen, when it repeats by itself."""
    kind = request.kind
    if kind is None:
        match match_event_type(request.event_type_words or "", event_types):
            case One(event_type=event_type):
                kind = Kind.of(event_type)
    return kind if kind and kind.steps else None


def without_rhythm(words: str, kind: Kind) -> str | None:
    """The time words without "every week" and the like; None when another rhythm is said than the kind has."""
    for pattern, steps in _RHYTHMS:
        if pattern.search(words):
            if steps != kind.steps:
                return None
            words = pattern.sub(" ", words)
    return " ".join(_COUNT.sub(" ", _ANY.sub(" ", words)).split())


def count_in(message: str) -> int | None:
    """ "6 times", "for 6 weeks": how many meetings a series shall have; at least one."""
    hit = _COUNT.search(message)
    said = (hit[1] or hit[2]).lower() if hit else None
    return None if said is None else max(NUMBERS.get(said) or int(said), 1)


def without_count(words: str | None, message: str) -> str | None:
    """Time words that are none: the "two" of "two sessions"."""
    hit = _COUNT.search(message)
    return None if hit and words and words.lower() in hit[0].lower() else words
