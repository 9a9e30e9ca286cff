"""Words for what repeats ("every other week", "mondays at 9", "6 times"), and time words without them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from graph.when.words.vocabulary import ANY_WEEKDAY, ONES, TEENS


class Rhythm(StrEnum):
    """The unit in which something repeats."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Repeats(NamedTuple):
    """How something repeats: every `every` units; `rhythm` None when only that it repeats was said. text[start:end]."""

    rhythm: Rhythm | None
    every: int
    start: int
    end: int
    text: str
    day: str  # the weekday it names, which is a time word of its own; "" when it names none


_SMALL: Final = ONES | TEENS
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_SMALL)})"
_UNITS: Final = {"week": Rhythm.WEEK, "month": Rhythm.MONTH, "year": Rhythm.YEAR}  # all others count by the day
_EVERY: Final = {"other": 2, "second": 2, "single": 1, "third": 3}
_NAMED: Final = {
    "daily": (Rhythm.DAY, 1),
    "weekly": (Rhythm.WEEK, 1),
    "biweekly": (Rhythm.WEEK, 2),
    "fortnightly": (Rhythm.WEEK, 2),
    "monthly": (Rhythm.MONTH, 1),
    "bimonthly": (Rhythm.MONTH, 2),
    "yearly": (Rhythm.YEAR, 1),
    "annually": (Rhythm.YEAR, 1),
}
_NO_NAME = r"(?! (?:stand|sync|scrum|check|report|review))"  # "the daily stand-up" is called so
_REPEATS = re.compile(
    rf"\b(?:every|each) (?:(?P<every>{'|'.join(_EVERY)}|{_NUMBER}) )?"
    rf"(?:(?P<day>{ANY_WEEKDAY})s?\b(?P<and> and {ANY_WEEKDAY}s?\b)?"
    r"|(?P<unit>day|weekday|week|month|morning|afternoon|evening|year)s?\b)"
    rf"|\b(?P<named>(?:bi-?)?(?:weekly|monthly)|fortnightly|yearly|annually|daily{_NO_NAME})\b"
    rf"|\b(?:(?:recurring|repeating){_NO_NAME}|as a series|series of)\b"
    rf"|\b(?=\w{{6}})(?P<days>{ANY_WEEKDAY})s(?= *(?:$|[,.!?\d]|(?:at|from|and|between|in the)\b))",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<times>{_NUMBER}) (?:times|sessions|meetings|occurrences|appointments|dates)\b"
    rf"|\bfor (?:the next )?(?P<long>{_NUMBER}) (?:weeks|months|years)\b",
    re.IGNORECASE,
)


def rhythm_in(text: str) -> Repeats | None:
    """The first words of the text that say it repeats, with the weekday named there or later; None when none do."""
    hits = list(_REPEATS.finditer(text))
    if not hits:
        return None
    rhythm, every = next((found for found in map(_rhythm, hits) if found[0]), (None, 1))
    day = next((day for day in map(_day, hits) if day), "")
    return Repeats(rhythm, every, hits[0].start(), hits[0].end(), hits[0][0], day)


def _day(hit: re.Match[str]) -> str:
    return f"{hit['day'] or hit['days'] or ''}{(hit['and'] or '').removesuffix('s')}"


def _rhythm(hit: re.Match[str]) -> tuple[Rhythm | None, int]:
    if named := hit["named"]:
        return _NAMED[named.lower().replace("-", "")]
    every = (hit["every"] or "").lower()
    times = _EVERY.get(every) or _number(every or "1")
    if hit["day"] or hit["days"]:
        return Rhythm.WEEK, times
    return (_UNITS.get(hit["unit"].lower(), Rhythm.DAY), times) if hit["unit"] else (None, 1)


def count_in(text: str) -> int | None:
    """ "6 times", "for 6 weeks": how many meetings are asked for, at least one; None when the text does not say."""
    hit = _COUNT.search(text)
    return max(_number(hit["times"] or hit["long"]), 1) if hit else None


def without_rhythm(words: str) -> str:
    """Time words without what says how often: "every wednesday at 10, 6 times" is "wednesday at 10"."""
    kept = _COUNT.sub(" ", _REPEATS.sub(lambda hit: f" {_day(hit)} ", words))
    return " ".join(kept.split()).strip(" ,")


def is_only_a_count(words: str, text: str) -> bool:
    """Are these time words none, but the number of a count of the text: the "two" of "two sessions"?"""
    hit = _COUNT.search(text)
    return hit is not None and words.lower() in hit[0].lower()


def _number(word: str) -> int:
    return _SMALL.get(word.lower()) or int(word)
