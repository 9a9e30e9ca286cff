"""Slips of the finger in the words of the trade: "booook", "mintue", "meetng", "wiht". Names and addresses stay."""

import re
from functools import lru_cache

from graph.understanding.told import told_in
from graph.when.words.sentence_words import listed
from tools.likeness import slips_between

_WORDS = (
    *("book", "schedule", "reschedule", "cancel", "with", "meeting", "meetings", "appointment", "minute", "minutes"),
    *("booking", "bookings", "consultation", "available"),
)
_THEMSELVES = listed(
    "width witch wit meting meeing minuet books cancels schedules scheduled cook look boo minuted wish"
)
_TOKEN = re.compile(r"(?<![\w@.'-])[a-z]{4,14}(?![\w@'-]|\.\w)")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_HURRIED = re.compile(r"\b(wh(?:at|en|ere|o)|how)s\b|(?<=\w\w) n (?=\w\w)", re.I)


def spelt_out(message: str) -> str:
    """ "whens", " n ": what hurried people leave out is put back, so that no rule has to know both; free text stays."""

    def full(hit: re.Match[str]) -> str:
        return f"{hit[1]}'s" if hit[1] else " and "

    if not _HURRIED.search(message):
        return message
    told = told_in(message)
    return _HURRIED.sub(lambda hit: hit[0] if any(p.start <= hit.start() < p.end for p in told) else full(hit), message)


def mended(message: str) -> str:
    """The message with misspelt words of the trade put right. Only lower-case words, and only unmistakable slips."""
    return _TOKEN.sub(lambda hit: _word(hit[0]), message)


@lru_cache(maxsize=4096)
def _word(typed: str) -> str:
    if typed in _WORDS or typed in _THEMSELVES:
        return typed
    for word in _WORDS:
        if abs(len(word) - len(typed)) < 2 and _is_slip(typed, word):
            return word
    short = _DRAWN_OUT.sub(r"\1\1", typed)
    return short if short in _WORDS else typed


def _is_slip(typed: str, word: str) -> bool:
    """A letter twice, left out or swapped with its neighbour; in a long word also one that is wrong."""
    if typed[0] != word[0] or slips_between(typed, word) > 1:
        return False
    if len(typed) == len(word):
        return sorted(typed) == sorted(word) or len(word) >= 8
    return len(word) >= 6 and not typed.startswith(word)
