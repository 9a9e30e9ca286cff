"""When two words, two names or a word and a list of choices are near enough: the one place that decides it.

Blind to case and accents everywhere. What is as written goes before a beginning, a beginning before a slip.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

_SHORT, _LONG = 5, 8  # letters: fewer than five are too alike for a wrong letter, from eight on two slips are forgiven
_SURE = 80  # of 100, rapidfuzz: from here on a choice is what was meant
_HINT = 70  # of 100: near enough for "did you mean"
_IN_OUR_HOUSE, _AKIN, _STRANGE = 65, 75, 85  # of 100: how like a variable's name must be to one of ours
TITLES = frozenset(
    (
        *("dr", "mr", "mister", "mrs", "ms", "miss", "prof", "professor", "doctor", "sir", "jr", "sr", "esq"),
        *("md", "do", "dds", "dmd", "phd", "mba", "msc", "bsc", "mph", "rn", "np", "pa", "jd", "cpa"),
    )
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ł": "l"})
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\s,;()<>\"]+@[^\s,;()<>\"]+|[^\W_]+")
_Key = TypeVar("_Key")


class Likeness(IntEnum):
    """How well words fit others, worst first."""

    NONE = 0
    PART = 1  # of a name: all that is known of it was said, and more; it may as well be somebody else's
    SLIP = 2
    BEGINNING = 3
    WRITTEN = 4


_NO = Likeness.NONE


def folded(text: str) -> str:
    """Lower case, without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold()


def spellings(word: str) -> frozenset[str]:
    """The ways a word is written without its accents: Jürgen is "jurgen" and "juergen"."""
    lower = unicodedata.normalize("NFC", word.casefold())
    spelt = (lower.translate(_PLAIN), lower.translate(_SPELT_OUT), lower.replace("å", "a").translate(_SPELT_OUT))
    return frozenset(map(folded, spelt))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded; an e-mail address stays one word."""
    return tuple(_WORD.findall(folded(text)))


def slips_between(one: str, other: str) -> int:
    """Letters too many, too few, wrong or swapped with their neighbour; 3 stands for more than two."""
    return OSA.distance(one, other, score_cutoff=2)


def is_slip(word: str, known: str) -> bool:
    """At most one slip of the finger apart, in words of at least five letters."""
    return min(len(word), len(known)) >= _SHORT and slips_between(word, known) <= 1


def is_near(word: str, known: str) -> bool:
    """A slip, two in a long word; of three or four letters, the first is right and none of the others is wrong."""
    shorter = min(len(word), len(known))
    if "@" in word or shorter < 3:
        return False
    if shorter >= _SHORT:
        return slips_between(word, known) <= (1 if shorter < _LONG else 2)
    swapped = len(word) != len(known) or sorted(word) == sorted(known)
    return word[0] == known[0] and swapped and slips_between(word, known) <= 1


def word_likeness(word: str, known: str) -> Likeness:
    """How one folded word that was said fits one that is known; a number fits only itself."""
    if word == known:
        return Likeness.WRITTEN
    if word[-1:].isdigit():
        return Likeness.NONE
    if len(word) > 1 and known.startswith(word):
        return Likeness.BEGINNING
    return Likeness.SLIP if is_near(word, known) else Likeness.NONE


def likeness(said: Sequence[str], known: Sequence[str]) -> Likeness:
    """How well folded words fit others: the worst of the words said, each beside the known word it fits best."""
    return min((max((word_likeness(word, one) for one in known), default=Likeness.NONE) for word in said), default=_NO)


def same_name(said: str, known: str | None) -> bool:
    """Whether two names are those of one person or place: every word of the shorter one is in the longer.

    Titles, order, initials, beginnings and slips aside: "Dr. Ruiz", "A. Ruiz" and "Ruizz, Ana" are Ana Ruiz.
    """
    return known is not None and name_likeness(said, known) is not Likeness.NONE


def name_likeness(said: str, name: str, email: str = "") -> Likeness:
    """How well a name, as a person says it, fits somebody's name and address; an address fits only as written."""
    asked, known = _name_words(said), _name_words(name)
    if fit := _worst(asked, (*known, *words_of(email.partition("@")[0]), *words_of(email))):
        return fit
    is_longer = bool(known) and set(known) < set(asked)
    return Likeness.PART if is_longer and all(map(str.isalpha, {*asked} - {*known})) else Likeness.NONE


def may_be_of(address: str, name: str) -> bool:
    """Whether an e-mail address looks like one of that name: "a.ruiz@", "aruiz@" and "ana@" do for Ana Ruiz."""
    local = folded(address).partition("@")[0]
    return same_name(local, name) or any(len(word) > 2 and word in local for word in _name_words(name))


def meant(words: str, choices: Sequence[str]) -> str | None:
    """The choice that the words plainly mean, spelled its own way; None when they may mean something else."""
    best = process.extractOne(words, choices, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_SURE)
    return best[0] if best else None


def closest(words: str, choices: Mapping[_Key, str], limit: int) -> list[_Key]:
    """The choices to suggest for words that mean none of them, closest first."""
    near = process.extract(
        words, choices, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_HINT, limit=limit
    )
    return [key for _, _, key in near]


def name_meant(name: str, known: Sequence[str]) -> str | None:
    """Which of our settings the name of a variable may be a slip of: CAL_API_KEY, OPENAI_KEY; None for one of others.

    The less its first word is ours, the liker the rest must be: a LOCAL_API_KEY is somebody else's.
    """
    spoken = {one: one.replace("_", " ") for one in known}
    first = name.partition("_")[0]
    owners = {one.partition("_")[0] for one in known}
    house = next((house for house in owners if len(first) > 2 and house.startswith(first)), None)
    akin = house or any(is_near(first.lower(), owner.lower()) for owner in owners)
    least = _IN_OUR_HOUSE if house == "CALCOM" else _AKIN if akin else _STRANGE
    best = process.extractOne(name.replace("_", " "), spoken, scorer=fuzz.ratio, score_cutoff=least)
    return best[2] if best else None


# --- helpers ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    """Without titles, unless there is nothing else."""
    said = tuple(word for part in name.split() for word in words_of(_without_dots(part)))
    return tuple(word for word in said if word not in TITLES) or said


def _without_dots(part: str) -> str:
    """ "M.D." is one word; "Ruiz.Ana" is two."""
    letters = part.strip(",").split(".")
    return "".join(letters) if all(len(letter) <= 1 for letter in letters) else part


def _worst(words: Sequence[str], others: Sequence[str]) -> Likeness:
    """The worst fit of the words, each beside its best.

    Initials and slips in words of three letters tell nobody apart: they count only beside a word that fits in earnest.
    """
    if not others:
        return _NO
    best = [max(((word, other) for other in others), key=lambda pair: _fit(*pair)) for word in words]
    worst = min((_fit(*pair) for pair in best), default=_NO)
    return worst if worst is Likeness.WRITTEN or any(_is_firm(*pair) for pair in best) else _NO


def _fit(said: str, known: str) -> Likeness:
    is_initial = 1 in (len(said), len(known)) and said != known and said[0] == known[0] and said[0].isalpha()
    return Likeness.BEGINNING if is_initial else word_likeness(said, known)


def _is_firm(said: str, known: str) -> bool:
    shorter = min(len(said), len(known))
    return shorter > 1 and (shorter > 3 or _fit(said, known) > Likeness.SLIP)
