"""Ordinary wishes that are not served here, each with what comes nearest: none of them may start a booking."""

import re
from collections.abc import Sequence

from graph.understanding.schema import Act, Intent
from graph.understanding.text import tidy

OPENING = r"\W*(?:(?:please|pls|can you|could you|would you|hey|also|and|then)\W+)*"
_KINDS = {
    "message": r"(?:remind|notify|ping|text) \w|send (?:\S+ ){0,3}(?:message|mail|e-?mail|text|reminder|invit\w+)\b",
    "absence": r"(?:put|mark|set) me (?:on|as|to|out)\b|i(?:'m| am|'ll be| will be) (?:on|away|out of|off)\b",
    "guest": r"(?:remove|take|drop) \S+@\S+ (?:off|from|out)\b",
    "title": r"rename (?:my|the)\b|(?:change|set) the (?:title|name) of\b",
    "note": r"add a note (?:to|on)\b",
    "block": r"(?:keep|hold) .+ (?:free|clear|for me)\b",
    "day": r"\w+(?: \w+)? only (?:un)?til\b",
    "hours": r"no (?:more )?(?:meetings|calls) (?:before|after|on|between)\b|(?:set|change) my (?:\w+ )?hours\b",
    "calendar": r"(?:sync|connect|export|link) .*\b(?:google|outlook|apple|ical)\b",
}
_WISHES = {kind: re.compile(OPENING + f"(?:{words})", re.I) for kind, words in _KINDS.items()}
_MISREAD = frozenset(
    {
        *(Intent.BOOK, Intent.BLOCK_TIME, Intent.AVAILABILITY, Intent.CHANGE, Intent.RESCHEDULE, Intent.CANCEL),
        *(Intent.OUT_OF_SCOPE, Intent.UNCLEAR, Intent.HELP, Intent.SETTINGS, Intent.EVENT_TYPES, Intent.PROFILE),
    }
)


_OF_WHAT_STANDS = frozenset(("guest", "title", "note", "block", "day"))  # said of a new booking, they are details


def unserved(message: str, acts: Sequence[Act], *, arranging: bool) -> str | None:
    """Which of them the message begins with; None where it was read as something that can be done.

    Args:
        arranging: a booking is being made, whose guests, name, notes and hours can be told.
    """
    kind = next((kind for kind, wish in _WISHES.items() if wish.match(tidy(message))), None)
    if kind in _OF_WHAT_STANDS:
        return None if arranging or any(act.intent not in _MISREAD | {Intent.LIST} for act in acts) else kind
    return kind if kind and all(map(_may_be_misread, acts)) else None


def _may_be_misread(act: Act) -> bool:
    """An act that names a booking to be changed, or somebody's address, was meant."""
    names_one = act.intent in (Intent.RESCHEDULE, Intent.CANCEL) and act.booking is not None and act.booking.person
    is_plain = act.intent in _MISREAD or (act.intent is Intent.LIST and act.wants is None)
    return is_plain and not names_one and not any(person.email for person in act.people)
