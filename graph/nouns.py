"""Words people use for any booking: they do not tell one from another, so they rule nothing out."""

import re

_GENERIC = re.compile(
    r"\b(my|the|our|a|an|next|last|all|any|call|calls|meeting|meetings|chat|chats|booking|bookings|appointments?|events?"
    r"|sessions?|things?|one|ones|it|with|for|that|this|catch[- ]?up|slots?|schedule|calendar|diary|agenda|plans?"
    r"|day|week|plate|like|look|looks|looking"
    r"|whole|entire|series|just|only|following|later|rest|occurrences?|seats?|alone)\b",
    re.IGNORECASE,
)


def telling(words: str | None) -> str:
    """What is left of a title's words once those for any booking are taken out; "" when nothing is."""
    return " ".join(_GENERIC.sub(" ", words or "").split())
