"""Which words of a message say how, where or with whom something shall be: none of them may vanish without a word."""

import re
from collections.abc import Iterator

from graph.when.words.sentence_words import listed
from graph.when.words.vocabulary import ANY_WEEKDAY, MONTH_NAMES

_ROLE = re.compile(r"\b(?:over|during|except|without|only|not|in|before|after)\b((?: [\w'’-]+){1,4})", re.IGNORECASE)
# A time of day or a day, which a card says in words of its own; and what says nothing of its own.
_TIME = re.compile(
    rf"\d|(?:{ANY_WEEKDAY}|{'|'.join(MONTH_NAMES)}|morning|afternoon|evening|night|noon|midday|lunch|lunchtime|day|days|week"
    r"|weeks|weekend|month|months|year|minutes?|hours?|today|tomorrow|yesterday|spring|summer|autumn|winter|early|late"
    r"|later|earlier|an?|half|quarter|couple|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$",
    re.IGNORECASE,
)
_SMALL = listed(
    """the my our your his her their its it that this these those me you him us them i we he she they is are be was all
    any too very just yet there here now again sure bad really possible fine ok good great to for with of at on by and
    or but so because if when as from about please not no then more want need think know do have can will would like
    feel feeling able free available happy well even only meeting meetings call calls booking bookings appointment
    calendar diary schedule general case fact order mind first second third last other both"""
)


def telling_words(said: str) -> Iterator[str]:
    """The first word behind each such word that tells something; of times, and of small talk, none."""
    for hit in _ROLE.finditer(said):
        words = hit[1].split()
        if any(_TIME.match(word) for word in words[:3]):
            continue
        word = next((word for word in words if word.casefold() not in _SMALL), None)
        if word is not None:
            yield re.sub(r"['’]s$", "", word)
