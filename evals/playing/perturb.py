"""The same meaning in other letters: seeded changes of what the user says, whose outcome must not change."""

import random
import re
from collections.abc import Callable
from hashlib import sha256

_NEAR = {"a": "s", "e": "r", "i": "o", "o": "i", "n": "m", "t": "r", "s": "d", "l": "k", "u": "y", "k": "l"}
_FILLERS = ("um, ", "ok so ", "hey, ", "so, ", "right, ")
# Words in which a slip of the finger would change the meaning, or that no one could read any more.
_FIXED = re.compile(r"\d|@|[A-Z]|^(?:yes|no|not|but|now|one|two|three|six|ten|am|pm|mon|tue|sat|sun|to|on|at|in)$")
_ORDER = re.compile(r"(?:book|cancel|move|show|list|re?schedule|make|add|accept|decline|try|more)\b", re.IGNORECASE)
_PLAIN_ANSWER = re.compile(r"\W*(?:[\w']+\W*){1,3}$")

Perturb = Callable[[str, random.Random], str]


def _typo(text: str, dice: random.Random) -> str:
    """One long lower-case word gets a neighbour of one of its inner letters."""
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if len(word) > 6 and word.isalpha() and not _FIXED.search(word)]
    if not places:
        return text
    place = dice.choice(places)
    word = words[place]
    inner = [n for n in range(2, len(word) - 1) if word[n] in _NEAR]
    if inner:
        at = dice.choice(inner)
        words[place] = word[:at] + _NEAR[word[at]] + word[at + 1 :]
    return " ".join(words)


def _filler(text: str, dice: random.Random) -> str:
    """A filler in front; not of an answer of a few words, which it would turn into something else."""
    return text if _PLAIN_ANSWER.match(text) else dice.choice(_FILLERS) + text


def _polite(text: str, _: random.Random) -> str:
    """A please at the end of an order, where none is."""
    bare = text.rstrip(".! ")
    is_plain = _ORDER.match(bare) and "please" not in bare.lower() and "@" not in bare[-25:]
    return f"{bare}, please" if is_plain else text


def _spaced(text: str, _: random.Random) -> str:
    """Blanks too many."""
    return "  " + text.replace(" ", "  ") + " "


def _first_lower(text: str, _: random.Random) -> str:
    """No capital at the beginning; names keep theirs."""
    return text if _begins_with_name(text) else text[:1].lower() + text[1:]


def _upper(text: str, _: random.Random) -> str:
    """Shouted, but for names and addresses: their letter case is part of what is written."""
    words = text.split(" ")
    first = 0 if _begins_with_name(text) else 1
    is_name = ["@" in word or (n >= first and word[:1].isupper()) for n, word in enumerate(words)]
    return " ".join(word if name else word.upper() for word, name in zip(words, is_name, strict=True))


def _no_dots(text: str, _: random.Random) -> str:
    """No mark at the end and curly apostrophes; commas stay, for they part reasons and people."""
    return re.sub(r"(?<=[A-Za-z])'(?=(?:s|m|re|ve|ll|d|t)\b)", "\u2019", re.sub(r"[.!?]+\s*$", "", text))


def _begins_with_name(text: str) -> bool:
    return re.match(r"[A-Z]\w+ [A-Z]", text) is not None


PERTURBATIONS: dict[str, Perturb] = {
    "lower": _first_lower,
    "upper": _upper,
    "nodots": _no_dots,
    "spaces": _spaced,
    "filler": _filler,
    "polite": _polite,
    "typo": _typo,
}


def perturbed(text: str, name: str, scenario_id: str, turn: int) -> str:
    """The text changed in one way, always the same for the same scenario and turn."""
    seed = int.from_bytes(sha256(f"{scenario_id}/{turn}/{name}".encode()).digest()[:8], "big")
    return PERTURBATIONS[name](text, random.Random(seed)) or text
