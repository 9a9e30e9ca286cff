"""The vocabulary of the offline interpreter, as data.

Patterns are read against a marked clause (heard.py): lower case, §t for time words, §d for a length, §m for an
e-mail address, §p for a telephone number, §q for something in quotes.
"""

from graph.understanding.offline.cues.nouns import ALTERS, CANCELS, GENERIC, IT, KINDS, MOVES, ONE, PLEASE, STEP_AFTER
from graph.understanding.offline.cues.openings import OPENERS, OPENING
from graph.understanding.offline.cues.says import SAYS
from graph.understanding.offline.cues.starts import STARTS

__all__ = [
    "ALTERS",
    "CANCELS",
    "GENERIC",
    "IT",
    "KINDS",
    "MOVES",
    "ONE",
    "OPENERS",
    "OPENING",
    "PLEASE",
    "SAYS",
    "STARTS",
    "STEP_AFTER",
]
