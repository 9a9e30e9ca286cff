"""Whether words that could be a time are one, in the middle of a sentence about other things."""

from __future__ import annotations

from collections.abc import Sequence

from graph.when import tree
from graph.when.lexer import Token
from graph.when.sentence_words import COUNTED_THINGS, DOUBTFUL_DAYS, FOLLOWERS, LICENCES, MEALS

_SHORTEST_MINUTES = 5  # "give me a minute" is no length of a meeting


def is_plausible(reading: tree.Tree, words: Sequence[Token], before: Token | None, after: Token | None) -> bool:
    """Would a person who wrote these words, between those, mean a time by them?"""
    if isinstance(reading, tree.Choices):
        return all(_some_sign(option) for option in reading.options) and not _counts(words, after)
    if isinstance(reading, tree.Lasting) or _lasts(reading):
        return False  # the length is found on its own
    if _counts(words, after):
        return False
    licensed = (before is not None and before.text in LICENCES) or words[0].text in LICENCES
    if isinstance(reading, tree.Moment):
        return _plausible_moment(reading, words, after, licensed)
    if isinstance(reading, tree.Length):
        return _plausible_length(reading.amount, words)
    if isinstance(reading, tree.Shifted):
        return reading.amount is not None or len(words) > 1
    if isinstance(reading, tree.Elapsed):
        return reading.amount != tree.Amount()  # "right now" is seldom when to meet
    return True


def _is_a_place(reading: tree.Tree, words: Sequence[Token]) -> bool:
    """ "at 2 in chicago" says where; "at 2 chicago time" says whose clock."""
    said_in = len(words) > 2 and "ZONE" in words[-1].keys and words[-2].text == "in"
    return isinstance(reading, tree.Moment) and reading.zone is not None and said_in


def _lasts(reading: tree.Tree) -> bool:
    return isinstance(reading, tree.Moment) and isinstance(reading.clock, tree.ClockLasting)


def _counts(words: Sequence[Token], after: Token | None) -> bool:
    """Does a number at the end belong to the thing behind it: "2 people", "the 3rd option", "at 1234 Main Street"?"""
    last = words[-1]
    if after is None or after.text in FOLLOWERS or not {"NUMBER", "NTH"} & last.keys:
        return False
    if any("MONTH" in word.keys for word in words):
        return False
    figures = "NUMBER" in last.keys and len(last.text) > 2
    return (
        figures or "NTH" in last.keys or after.text in COUNTED_THINGS or (after.text.endswith("s") and not after.keys)
    )


def _plausible_moment(moment: tree.Moment, words: Sequence[Token], after: Token | None, licensed: bool) -> bool:
    if moment.day is None:
        return _plausible_clock(moment.clock, words)
    if moment.clock is not None:
        return words[0].text not in MEALS
    if isinstance(moment.day, tree.Weekday):
        return licensed or len(words) > 1 or words[0].text not in DOUBTFUL_DAYS
    if isinstance(moment.day, tree.NamedMonth | tree.Quarter | tree.Year):
        return licensed or (len(words) > 1 and "NUMBER" not in words[0].keys)
    if isinstance(moment.day, tree.CalendarDay) and moment.day.month is None and moment.day.weekday is None:
        return _figures(words[-1]) and (licensed or words[0].text == "the")
    if isinstance(moment.day, tree.NumericDate) and moment.day.weekday is None:
        return bool({"DATE", "SLASH"} & words[-1].keys) or licensed
    return words[-1].text != "day" or words[0].text not in ("day", "my", "this")


def _figures(word: Token) -> bool:
    return word.text[0].isdigit()


def _plausible_clock(clock: tree.ClockExpr | None, words: Sequence[Token]) -> bool:
    if isinstance(clock, tree.Clock):
        return (not clock.bare and not words[0].text.startswith("half")) or len(words) > 1
    if isinstance(clock, tree.DayPart):
        return len(words) > 2 and clock.part not in MEALS and words[-1].text not in ("am", "pm")
    if isinstance(clock, tree.ClockRange):
        return _some_sign(tree.Moment(clock=clock)) or words[0].text in ("from", "between", "at", "in")
    return True


def _some_sign(option: tree.Tree) -> bool:
    """Is there anything but bare numbers in it?"""
    if not isinstance(option, tree.Moment) or option.day is not None:
        return True
    if isinstance(option.clock, tree.ClockRange):
        return any(not (isinstance(edge, tree.Clock) and edge.bare) for edge in (option.clock.start, option.clock.end))
    return not (isinstance(option.clock, tree.Clock) and option.clock.bare)


def _plausible_length(amount: tree.Amount, words: Sequence[Token]) -> bool:
    if amount.days or amount.months:
        return words[0].text not in ("a", "an")
    return amount.seconds >= 60 * _SHORTEST_MINUTES


def is_mere_number(words: Sequence[Token]) -> bool:
    """One number, which means nothing alone."""
    return len(words) == 1 and "NUMBER" in words[0].keys
