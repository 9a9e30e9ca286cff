"""Several bookings at once: "both", "1 and 3", "the first two", "accept all of them"."""

import re

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.nouns import ORDINALS
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.schema import Act, BookingWords, Intent
from graph.understanding.text import words

_VERBS = {
    "cancel": Intent.CANCEL,
    "accept": Intent.ACCEPT,
    "confirm": Intent.ACCEPT,
    "decline": Intent.DECLINE,
}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_AROUND = frozenset(("meeting", "many", "generic", "request", "pronoun", "filler", "all", "me"))
_NTH = re.compile(r"(\d+)(?:st|nd|rd|th)?")


def sets_in(message: str, dialogue: Dialogue) -> tuple[Act, ...] | None:
    """An act for each booking that is pointed at by its place, or one for all of them; None for anything else."""
    said = words(message)
    classes = [lexicon().classes.get(word, frozenset[str]()) for word in said]
    verbs = {_VERBS[name] for each in classes for name in each if name in _VERBS}
    asked = dialogue.stage is Stage.OPTIONS and Need.BOOKING in dialogue.asked and dialogue.pending
    intent = verbs.pop() if len(verbs) == 1 else asked.action if asked and not verbs else None
    places = _places(said)
    left = [
        word
        for word, each in zip(said, classes, strict=True)
        if not ({*each} & (_AROUND | {*_VERBS})) and _place(word) is None and word not in _NUMBERS
    ]
    is_hours = "my" in said and any(word.isdigit() for word in said)  # "my 9 and my 11"
    if intent is None or left or is_hours or (asked and intent not in _VERBS.values()):
        return None
    if len(places) > 1:
        return tuple(Act(intent=intent, booking=BookingWords(ordinal=place)) for place in places)
    is_all = any("all" in each for each in classes)
    count = next((_NUMBERS[word] for word in said if word in _NUMBERS), places[0] if places and is_all else None)
    if not is_all or (places and not any(word.isdigit() for word in said)):
        return None
    return (Act(intent=intent, booking=BookingWords(all=True, count=count)),)


def _places(said: list[str]) -> tuple[int, ...]:
    """ "first and third" as 1 and 3, "first two" as 1 and 2, "last two" as -2 and -1."""
    found = [place for word in said if (place := _place(word)) is not None]
    count = next((_NUMBERS[word] for word in said if word in _NUMBERS and word != "both"), None)
    if count is None or len(found) != 1 or found[0] not in (1, -1):
        return tuple(dict.fromkeys(found)) if count is None else ()
    return tuple(range(1, count + 1)) if found[0] == 1 else tuple(range(-count, 0))


def _place(word: str) -> int | None:
    """ "2", "2nd", "second", "last"; counted from 1, or from the end."""
    if word in ORDINALS:
        return ORDINALS[word] + 1 if ORDINALS[word] >= 0 else ORDINALS[word]
    hit = _NTH.fullmatch(word)
    return int(hit[1]) if hit else None
