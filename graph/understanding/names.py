"""Are two names those of one person or place? Titles, order, initials and slips of spelling aside."""

from rapidfuzz import fuzz, utils

_TITLES = frozenset(
    (
        *("dr", "mr", "mrs", "ms", "miss", "prof", "professor", "doctor", "sir", "jr", "sr", "esq"),
        *("md", "do", "dds", "dmd", "phd", "mba", "msc", "bsc", "mph", "rn", "np", "pa", "jd", "cpa"),
    )
)
_CLOSE = 80  # of 100, for one word


def same_name(said: str, known: str | None) -> bool:
    """Whether every word of the shorter name is in the longer one: "Dr. Ruiz" is Ana Ruiz."""
    if known is None:
        return False
    one, other = sorted((_words(said), _words(known)), key=len)
    return bool(one) and all(any(_alike(word, another) for another in other) for word in one)


def _words(name: str) -> list[str]:
    said = [word for part in name.split() for word in utils.default_process(_without_dots(part)).split()]
    return [word for word in said if word not in _TITLES] or said


def _without_dots(part: str) -> str:
    """ "M.D." is one word; "Ruiz.Ana" is two."""
    letters = part.strip(",").split(".")
    return "".join(letters) if all(len(letter) <= 1 for letter in letters) else part


def _alike(one: str, other: str) -> bool:
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return fuzz.ratio(one, other) >= _CLOSE
