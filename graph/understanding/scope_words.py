"""How much of a series, or of a shared booking, a message speaks of: this one, this and later ones, or all."""

import re

from graph.understanding.schema import Scope

_FOLLOWING = re.compile(
    r"\b(?:and (?:all |everything |also )?(?:of )?(?:the )?(?:ones? )?"
    r"(?:later|following|future|after|subsequent|rest\b)"
    r"|from (?:then|now|here|there|this one|that one|§t) on\b|onwards?\b|all (?:the )?(?:future|later|following)\b"
    r"|the (?:rest|remaining ones|remainder)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:(?:whole|entire|complete|full) (?!day|week|month|year|morning|afternoon|evening|hour|calendar|time)\w+"
    r"|the (?:whole|entire) (?:thing|lot)|all (?:the |of the |\d+ )?(?:\w+ )?(?:occurrences|sessions|dates|repeats)"
    r"|every (?:single )?(?:occurrence|one of (?:them|these))|the series|(?:all|each) of (?:them|these|those|it)"
    r"|them all|all (?:three|four|five|six|seven|eight|\d+)\b|everyone\b|everybody\b|all (?:attendees|participants))",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:(?:just|only) (?:(?:for )?(?:this|that|the) "
    r"(?:one|time|once|occurrence|date|session|first|next|seat)\b|once\b|one\b)"
    r"|just (?:this|that)\b(?! (?:and|series))|(?:this|that|the) (?:one|occurrence|session|date|seat) (?:only|alone)\b"
    r"|only (?:this|that) \w+|(?:just|only) §t|(?:just|only) (?:today|tomorrow)(?:'s)?\b"
    r"|(?:a|the|one|his|her|their|\w+'s?) (?:seat|spot|place)\b)",
    re.IGNORECASE,
)
_TAKES_OFF = re.compile(
    r"\b(?:take|remove|drop|delete|kick|strike|unenroll|sign) (?!it\b|that\b|this\b|me\b)(?:[\w.'-]+ ){1,3}?"
    r"(?:off|from|out of) (?:of )?(?!my calendar|the calendar|my schedule|my agenda|the agenda|the schedule)\w",
    re.IGNORECASE,
)
_ORDER = ((Scope.FOLLOWING, _FOLLOWING), (Scope.ALL, _ALL), (Scope.ONE, _ONE))


def scope_said(text: str) -> Scope | None:
    """The scope the words name; None when they name none. What goes further is looked for first."""
    if takes_off(text):
        return Scope.ONE
    return next((scope for scope, words in _ORDER if words.search(text)), None)


def takes_off(text: str) -> bool:
    """ "take Anna off the workshop": one person leaves, the meeting stays."""
    return _TAKES_OFF.search(text) is not None
