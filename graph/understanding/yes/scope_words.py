"""How much of a series, or of a shared booking, a message speaks of: this one, this and later ones, or all."""

import re

from graph.understanding.schema import Scope
from graph.when.words.vocabulary import ANY_NUMBER

_FOLLOWING = re.compile(
    r"\b(?:and (?:all |everything |also )?(?:of )?(?:the )?(?:ones? )?"
    r"(?:later|following|future|after|subsequent|rest\b)"
    r"|from (?:then|now|here|there|this one|that one|§t) on\b|onwards?\b|all (?:the )?(?:future|later|following)\b"
    r"|from [\w. ]{2,24} on(?:wards?)?\W*$|the (?:rest|remaining ones|remainder)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:(?:whole|entire|complete|full) (?:\w+ )?(?:series|class|course|workshop|lessons?|sessions?|meeting|booking"
    r"|event|group|thing|lot|set|run|call|appointment)\b|all (?:the |of the |\d+ )?(?:\w+ )?(?:occurrences|sessions"
    r"|dates|repeats)\b|every (?:single )?(?:occurrence|one of (?:them|these))\b|the series\b"
    rf"|(?:all|each) of (?:them|these|those|it)\b|them all\b|all (?:{ANY_NUMBER}|\d+)\b"
    r"|all (?:attendees|participants)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:(?:just|only) (?:(?:for )?(?:this|that|the|my) (?!whole|entire|later|following|series|rest|future)\w+"
    r"|once\b|one\b)"
    r"|just (?:this|that)\b(?! (?:and|series))|(?:this|that|the) (?:one|occurrence|session|date|seat) (?:only|alone)\b"
    r"|only (?:this|that) \w+|(?:just|only) §t|(?:just|only) (?:today|tomorrow)(?:'s)?\b"
    r"|(?:a|the|one|his|her|their|\w+'s?) (?:seat|spot)\b)",
    re.IGNORECASE,
)
_TAKES_OFF = re.compile(
    r"\b(?:take|remove|drop|delete|kick|strike|unenroll|sign) (?!it\b|that\b|this\b|me\b)(?:[\w.'-]+ ){1,3}?"
    r"(?:off|from|out of) (?:of )?(?!my calendar|the calendar|my schedule|my agenda|the agenda|the schedule)[\w§]",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\b(?:seat|spot)\b", re.IGNORECASE)
_LEFT_ALONE = re.compile(
    r"\b(?:the (?:rest|others?|other ones|remaining ones)(?: of (?:it|them|the series))? "
    r"(?:stays?|remains?|can stay|should stay|stand|is fine|are fine)\b"
    r"|(?:not|don'?t|do not|keep|leave|without|except|apart from)\b.*)",
    re.IGNORECASE,
)
_AND_LATER = re.compile(r"\b(?:one|this|that|it|\w+) and (?:all |everything )?(?:of )?(?:the )?\w", re.IGNORECASE)


def scope_said(text: str) -> Scope | None:
    """The scope the words name; None when they name none, or two that contradict each other: then it is asked."""
    if takes_off(text):
        return Scope.ONE
    said = _LEFT_ALONE.sub(" ", text)
    one = _ONE.search(said) is not None
    if _FOLLOWING.search(said):
        return None if one and not _AND_LATER.search(said) else Scope.FOLLOWING
    if _ALL.search(said):
        return None if one else Scope.ALL
    return Scope.ONE if one else None


def wants_a_seat(text: str) -> bool:
    """Whether it is about one person's place in a booking, not about the booking."""
    return takes_off(text) or _SEAT.search(text) is not None


def takes_off(text: str) -> bool:
    """ "take Anna off the workshop": one person leaves, the meeting stays."""
    return _TAKES_OFF.search(text) is not None
