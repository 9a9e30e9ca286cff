"""A yes with a wish of its own behind it: "yes, and another one a week later" is a yes, and one request more."""

import re
from datetime import datetime

from graph.understanding.dialogue import Pending
from graph.understanding.text import tidy, words
from graph.understanding.yes.approval_grammar import is_approval
from graph.understanding.yes.approval_words import THINGS

_AND = re.compile(r"[\s,.;!]+(?:and|also|plus)[\s,]+(?=\w)", re.I)
_FURTHER = rf"(?:another|one more) {THINGS}|(?P<verb>book|cancel|move) (?!it|that|this|the)\w+"
_OF_ITS_OWN = re.compile(rf"(?:also |please )*(?:{_FURTHER})\b", re.I)
_TAKEN_BACK = frozenset(("but", "instead", "not", "if", "unless", "first"))


def said_behind_a_yes(message: str, pending: Pending, *, now: datetime) -> str | None:
    """The words of a further request behind a plain yes; None where the message is anything else.

    Closed like the yes itself: what may change the card, or take the yes back, is no further request. A verb goes with
    a thing of its own; of the card's own person only a new booking can be another wish.
    """
    text = tidy(message)
    link = _AND.search(text)
    if link is None or not is_approval(text[: link.start()], pending, now=now):
        return None
    rest = text[link.end() :]
    hit, said = _OF_ITS_OWN.match(rest), {word.partition("'")[0] for word in words(rest)}
    if hit is None or not said.isdisjoint(_TAKEN_BACK):
        return None
    is_of_the_card = not said.isdisjoint(words(f"{pending.person or ''} {pending.email or ''}"))
    return None if is_of_the_card and hit["verb"] and hit["verb"].lower() != "book" else rest
