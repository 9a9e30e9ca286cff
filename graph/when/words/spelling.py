"""Slips of the finger in long time words: "wensday", "tommorow", "modnay"."""

from __future__ import annotations

from functools import lru_cache

from graph.when.words.vocabulary import NOT_MISSPELT, SPELT_BADLY
from tools.likeness import slips_between

_LONG = 8  # letters from which two slips are forgiven, and a wrong last letter


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The time word meant by a misspelt one; any other word as it is."""
    if not 5 <= len(word) <= 12 or not word.isascii() or word in SPELT_BADLY or word in NOT_MISSPELT:
        return word
    near = [target for target in SPELT_BADLY if _is_slip(word, target)]
    return min(near, key=lambda target: slips_between(word, target), default=word)


def _is_slip(word: str, target: str) -> bool:
    ends_alike = word[0] == target[0] and (len(word) >= _LONG or word[-1] == target[-1])
    forgiven = 2 if len(target) >= _LONG and len(word) >= _LONG - 2 else 1
    return ends_alike and slips_between(word, target) <= forgiven
