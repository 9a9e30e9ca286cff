"""Where a whole sentence speaks of time: the longest stretches of words the grammar accepts, copied verbatim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from graph.when.meanings.wholes import minutes_of
from graph.when.resolve import is_bare_number
from graph.when.words import tree
from graph.when.words.grammar import readings_at, trees_of, words_of
from graph.when.words.grammar_engine import Parse
from graph.when.words.held import Held, held_by
from graph.when.words.lexer import Token
from graph.when.words.plausible import is_mere_number, is_plausible, lacks_its_verb
from graph.when.words.sentence_words import MOVES, NOT_TURNING, PREPOSITIONS

LONGEST_MESSAGE = 5_000  # characters; what follows is not looked at
LONGEST_RUN = 24  # words that can make one expression
_LONGEST_LENGTH = 100  # characters: what is longer is no length


class TimeWords(NamedTuple):
    """A time expression inside a sentence: text[start:end], as written, and what it says."""

    start: int
    end: int
    text: str
    holds: tuple[Held, ...]  # in alphabetical order

    @property
    def is_length(self) -> bool:
        """Does it say how long something lasts, in hours and minutes, and nothing else?"""
        return self.holds == ("length",)


def find_times(text: str) -> list[TimeWords]:
    """The time expressions of a sentence, left to right, never overlapping.

    Each is as long as the grammar allows, without prepositions that carry no meaning ("on friday" gives "friday",
    "after 3" stays whole). A length ("30 minutes") stands apart from the time it follows, and where something is moved,
    the old time stands apart from the new one. Doubtful words ("may", "a second", "lunch", "2 people") are left alone.
    """
    return _told(text, _in_run)


def possible_times(text: str) -> list[TimeWords]:
    """Every stretch that could be a time expression, by its place and the longest first; they overlap.

    For a reader who must choose: "Tom" of "see Tom at 9" may be a name, so "at 9" and "Tom" stand beside "Tom at 9".
    Each is plausible where it stands and says what it holds.
    """
    return sorted(set(_told(text, _all_in_run)), key=lambda found: (found.start, -found.end))


def _told(text: str, stretches: Callable[[_Run], Iterator[tuple[int, int]]]) -> list[TimeWords]:
    places = [place for run in _runs(words_of(text[:LONGEST_MESSAGE])) for place in stretches(run)]
    return [TimeWords(*at, text[slice(*at)], held) for at in places if (held := _held_alone(text[slice(*at)]))]


def length_in(text: str) -> TimeWords | None:
    """The first length in hours and minutes that a text tells ("a twenty minute call"); None when it tells none."""
    return next((found for found in find_times(text) if found.is_length), None)


def length_minutes(words: str) -> int | None:
    """The minutes of words that are a length and nothing else; a mere number counts minutes. None: not understood.

    A length of no minutes at all is none.
    """
    if words.strip().isdecimal():
        words = f"{words.strip()} minutes"
    readings = trees_of(words_of(words)) if len(words) <= _LONGEST_LENGTH else []
    lengths = (minutes_of(reading) for reading in readings if isinstance(reading, tree.Length))
    return next(filter(None, lengths), None)


@lru_cache(maxsize=256)
def held_in(words: str) -> frozenset[Held]:
    """What words that are known to tell a time hold ("8" a clock); of several expressions in them, what each holds."""
    if readings := trees_of(words_of(words[:LONGEST_MESSAGE])):
        return held_by(readings[0])
    return frozenset(held for found in find_times(words) for held in found.holds)


def cut_out(kind: Literal["day", "clock"], words: str) -> str | None:
    """The longest stretch that tells the day without a clock, or the clock without a day: "friday" of "friday at 2".

    Without a part of the day too where that is possible: "friday" of "friday morning", but "tonight" whole.
    """
    tokens = words_of(words[:LONGEST_MESSAGE])[:LONGEST_RUN]
    parse = Parse(tokens)
    fitting = (
        (held == {kind}, end - at, words[tokens[at].start : tokens[end - 1].end])
        for at in range(len(tokens))
        for reading, end in readings_at(parse, at)
        if (held := held_by(reading)) & {"day", "clock"} == {kind}
    )
    return max(fitting, key=lambda found: found[:2], default=(False, 0, None))[2]


@lru_cache(maxsize=256)
def _held_alone(text: str) -> tuple[Held, ...]:
    """What it holds when it is all there is; nothing when it can no longer be understood then."""
    readings = (reading for reading in trees_of(words_of(text)) if not is_bare_number(reading))
    return tuple(sorted(next(map(held_by, readings), ())))


class _Run(NamedTuple):
    words: list[Token]
    before: Token | None
    after: Token | None


def _runs(words: list[Token]) -> Iterator[_Run]:
    """Neighbouring words the grammar knows, cut where a move turns from the old time to the new."""
    turn = _turning_point(words)
    start = 0
    for place in range(len(words) + 1):
        if place == len(words) or not words[place].keys or place == turn or place - start >= LONGEST_RUN:
            if place > start:
                after = words[place] if place < len(words) else None
                yield _Run(words[start:place], words[start - 1] if start else None, after)
            start = place + 1 if place < len(words) and (place == turn or not words[place].keys) else place


def _turning_point(words: list[Token]) -> int | None:
    """The place of "to" in "move my 3pm to friday"."""
    verbs = [place for place, word in enumerate(words) if word.text in MOVES]
    if not verbs:
        return None
    turns = (place for place in range(verbs[0] + 1, len(words)) if words[place].text == "to")
    return next((place for place in turns if words[place - 1].text not in NOT_TURNING), None)


def _in_run(run: _Run) -> Iterator[tuple[int, int]]:
    parse = Parse(run.words)
    at = 0
    while at < len(run.words):
        if end := _longest(run, parse, at):
            first = _without_prepositions(parse, at, end)
            yield run.words[first].start, run.words[end - 1].end
        at = end or at + 1


def _all_in_run(run: _Run) -> Iterator[tuple[int, int]]:
    parse = Parse(run.words)
    for at in range(len(run.words)):
        for end in _ends(run, parse, at):
            first = _without_prepositions(parse, at, end)
            yield run.words[first].start, run.words[end - 1].end


def _longest(run: _Run, parse: Parse, at: int) -> int | None:
    """The end of the longest plausible expression that begins here."""
    return next(_ends(run, parse, at), None)


def _ends(run: _Run, parse: Parse, at: int) -> Iterator[int]:
    """The ends of the plausible expressions that begin here, the longest first; of several readings one may repeat."""
    before = run.words[at - 1] if at else run.before
    for reading, end in sorted(readings_at(parse, at), key=lambda pair: -pair[1]):
        after = run.words[end] if end < len(run.words) else run.after
        if is_plausible(reading, run.words[at:end], before, after):
            yield end


def _without_prepositions(parse: Parse, at: int, end: int) -> int:
    """The first word that matters: leading ones are dropped as long as what is left means the same."""
    words = [word for word in parse.tokens[at:end] if isinstance(word, Token)]
    whole = _readings(parse, at, end)[:1]
    first = 0
    for place in range(1, len(words)):
        if words[place - 1].text not in PREPOSITIONS:
            break
        means_the_same = _readings(parse, at + place, end)[:1] == whole
        if means_the_same and not (is_mere_number(words[place:]) or lacks_its_verb(words[place:])):
            first = place
    return at + first


def _readings(parse: Parse, at: int, end: int) -> list[tree.Tree]:
    return [reading for reading, place in readings_at(parse, at) if place == end]
