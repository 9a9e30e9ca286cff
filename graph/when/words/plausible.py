"""Whether words that could be a time are one, in the middle of a sentence about other things."""

from __future__ import annotations

from collections.abc import Sequence

from graph.when.words import tree
from graph.when.words.held import held_by
from graph.when.words.lexer import Token
from graph.when.words.sentence_words import (
    COUNTED_THINGS,
    DAY_LICENCES,
    DOUBTFUL_DAYS,
    FOLLOWERS,
    LICENCES,
    MEALS,
    POINTERS,
)

_SHORTEST = 60  # seconds: "a second" is no length of a meeting
_NUMBERS = frozenset(("NUMBER", "SLASH", "ONES", "TEENS", "TENS"))
_PARTICLES = frozenset(("up", "out", "ahead"))
_GO_ON = frozenset(  # behind a number: "10 to noon", "10 december"
    ("UNIT", "MONTH", "HALF", "o'clock", "to", "or", "and", "-", "past", "after", "before")
)


def is_plausible(reading: tree.Tree, words: Sequence[Token], before: Token | None, after: Token | None) -> bool:
    """Would a person who wrote these words, between those, mean a time by them?"""
    if _counts(words, after) or _lasts(reading) or _is_a_place(reading, words) or is_mere_number(words):
        return False
    if _runs_on(reading, words, after) or (_points(words, before) and not isinstance(reading, tree.Length)):
        return False
    match reading:
        case tree.Choices(options=options):
            return all(map(_some_sign, options)) or (any(map(_some_sign, options)) and all(map(_at_a_clock, options)))
        case tree.Moment():
            return _plausible_moment(reading, words, {before.text if before else "", words[0].text})
        case tree.Length(amount=amount):
            return _plausible_length(amount, words)
        case tree.Shifted(amount=amount):
            return len(words) > 1 if amount is None else _is_a_shift(amount, words)
        case tree.Elapsed(amount=amount):
            return amount != tree.Amount()  # "right now" is seldom when to meet
    return True


def _is_a_shift(amount: tree.Amount, words: Sequence[Token]) -> bool:
    """ "set up 30 minutes" and "longer by an hour" shift nothing, but "forward by an hour" and "by a day" do."""
    of_a_verb = words[0].text in _PARTICLES and words[1].text != "by"
    return not of_a_verb and (amount.is_of_days or not lacks_its_verb(words))


def lacks_its_verb(words: Sequence[Token]) -> bool:
    """ "by an hour": what is done by so much stands before it."""
    return words[0].text == "by"


def _points(words: Sequence[Token], before: Token | None) -> bool:
    """ "the one tomorrow", "that friday one": one of several things, not one o'clock."""
    said = [word.text for word in ([before] if before else []) + list(words)]
    return said[0] in POINTERS and (said[1] == "one" or said[-1] == "one")


def _runs_on(reading: tree.Tree, words: Sequence[Token], after: Token | None) -> bool:
    """ "one hour 30" is a length, but not in "one hour 10 december" or "an hour 10 to noon"."""
    if not isinstance(reading, tree.Length) or _NUMBERS.isdisjoint(words[-1].keys) or after is None:
        return False
    counted = after.text in COUNTED_THINGS or (after.text.endswith("s") and not after.keys)
    return counted or not _GO_ON.isdisjoint(after.keys)


def _is_a_place(reading: tree.Tree, words: Sequence[Token]) -> bool:
    """ "at 2 in chicago" says where; "at 2 chicago time" says whose clock."""
    said_in = len(words) > 2 and "ZONE" in words[-1].keys and words[-2].text == "in"
    return isinstance(reading, tree.Moment) and reading.zone is not None and said_in


def _lasts(reading: tree.Tree) -> bool:
    """Is there a length in it, beside something else? That is found on its own."""
    return "length" in held_by(reading) and not isinstance(reading, tree.Length)


def _counts(words: Sequence[Token], after: Token | None) -> bool:
    """Does a number at the end belong to the thing behind it: "2 people", "the 3rd option", "at 1234 Main Street"?"""
    last = words[-1]
    if after is not None and not _NUMBERS.isdisjoint(last.keys) and {"UNIT", "SLASH", "FRACTION"} & after.keys:
        return True  # "at 2pm, 1 1/2 hours"
    if after is None or after.text in FOLLOWERS or not {"NUMBER", "NTH"} & last.keys:
        return False
    if any("MONTH" in word.keys for word in words):
        return False
    plural = after.text.endswith("s") and not after.keys
    return len(last.text) > 2 or "NTH" in last.keys or after.text in COUNTED_THINGS or plural


def _plausible_moment(moment: tree.Moment, words: Sequence[Token], beside: set[str]) -> bool:
    """`beside` are the word before the expression and its own first one, either of which may license it."""
    if moment.day is None:
        return _plausible_clock(moment.clock, words)
    if moment.clock is not None:
        return words[0].text not in MEALS
    licensed = not LICENCES.isdisjoint(beside)
    match moment.day:
        case tree.Weekday(which=which):
            return words[-1].text not in DOUBTFUL_DAYS or bool(which) or not DAY_LICENCES.isdisjoint(beside)
        case tree.NamedMonth() | tree.Quarter() | tree.Year():
            return licensed or (len(words) > 1 and "NUMBER" not in words[0].keys)
        case tree.CalendarDay(month=None, weekday=None):
            return _figures(words[-1]) and (licensed or words[0].text == "the")
        case tree.NumericDate(weekday=None):
            return licensed or not {"DATE", "SLASH"}.isdisjoint(words[-1].keys)
    return words[-1].text != "day" or words[0].text not in ("my", "this")


def _figures(word: Token) -> bool:
    return word.text[0].isdigit()


def _plausible_clock(clock: tree.ClockExpr | None, words: Sequence[Token]) -> bool:
    if isinstance(clock, tree.Clock):
        return not clock.bare and not (len(words) == 1 and "DOTS" in words[0].keys)
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


def _at_a_clock(option: tree.Tree) -> bool:
    """ "tuesday at 3 or 4": beside one sure time the bare number is an hour too."""
    return isinstance(option, tree.Moment) and isinstance(option.clock, tree.Clock)


def _plausible_length(amount: tree.Amount, words: Sequence[Token]) -> bool:
    if amount.days or amount.months:
        return words[0].text not in ("a", "an")
    return amount.seconds >= _SHORTEST


def is_mere_number(words: Sequence[Token]) -> bool:
    """One number, which means nothing alone."""
    return len(words) == 1 and "NUMBER" in words[0].keys
