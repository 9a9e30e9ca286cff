"""Slips of the finger in long time words: "wensday", "tommorow", "modnay"."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from graph.when.words.vocabulary import NOT_MISSPELT, SPELT_BADLY

_LONG = 8  # letters from which two slips are forgiven


def _shortened(word: str, slips: int) -> set[str]:
    """The word with up to so many letters left out."""
    return {
        "".join(letter for place, letter in enumerate(word) if place not in gone)
        for count in range(slips + 1)
        for gone in combinations(range(len(word)), count)
    }


def _slips(word: str) -> int:
    return 2 if len(word) >= _LONG else 1


# Words that become equal by leaving out one letter each differ by one slip: a letter too many, too few, wrong, swapped.
_BY_SHORTENED = {short: word for word in reversed(SPELT_BADLY) for short in _shortened(word, _slips(word))}


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The time word meant by a misspelt one; any other word as it is."""
    if not 5 <= len(word) <= 12 or not word.isascii() or word in SPELT_BADLY or word in NOT_MISSPELT:
        return word
    for short in sorted(_shortened(word, 2 if len(word) >= _LONG - 1 else 1), key=len, reverse=True):
        target = _BY_SHORTENED.get(short)
        if (
            target
            and target[0] == word[0]
            and (len(word) >= _LONG or target[-1] == word[-1])
            and abs(len(target) - len(word)) <= _slips(target)
        ):
            return target
    return word
