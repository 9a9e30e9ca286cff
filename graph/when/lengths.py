"""How long something lasts, when words say so: the length among other words, and its minutes."""

from __future__ import annotations

from graph.when.meanings.wholes import minutes_of
from graph.when.words.grammar import trees_of, words_of
from graph.when.words.tree import Length

_LONGEST_WORDS = 100  # characters: what is longer is no length


def length_minutes(words: str) -> int | None:
    """The minutes of words that are a length and nothing else; a mere number counts minutes. None: not understood.

    A length of no minutes at all is none.
    """
    if words.strip().isdecimal():
        words = f"{words.strip()} minutes"
    readings = trees_of(words_of(words)) if len(words) <= _LONGEST_WORDS else []
    lengths = (minutes_of(reading) for reading in readings if isinstance(reading, Length))
    return next(filter(None, lengths), None)
