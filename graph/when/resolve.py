"""The one door: an expression and a context in, one of four resolutions out."""

from __future__ import annotations

from graph.when.context import TimeContext
from graph.when.meaning import Meaning
from graph.when.meanings.options import CannotBe, Options
from graph.when.meanings.wholes import meanings_of
from graph.when.resolution import Ambiguous, Found, Invalid, NotUnderstood, Reason, Resolution
from graph.when.words import tree
from graph.when.words.grammar import trees_of, words_of
from graph.when.words.lexer import Token

LONGEST_EXPRESSION = 400  # characters: four alternatives in full words; longer is a letter, not a time

# A later reading is preferred over one that fails for these: the words may have been meant otherwise.
_MISREAD = (Reason.NO_SUCH_DATE, Reason.NO_SUCH_TIME)


def resolve(expression: str, context: TimeContext) -> Resolution:
    """What the words of one time expression mean, or why they cannot be taken.

    Pure: reads no clock, raises on no text. Every word must be used by a rule or be a known filler.
    """
    if len(expression) > LONGEST_EXPRESSION:
        return NotUnderstood()
    words = words_of(expression)
    if unused := tuple(expression[word.start : word.end] for word in words if not word.keys):
        return NotUnderstood(unused_words=unused)
    refusal: CannotBe | None = None
    for reading in _trees(words, context):
        try:
            return _resolution(meanings_of(reading, context), expression)
        except CannotBe as cannot:
            refusal = refusal or cannot
            if cannot.reason not in _MISREAD:
                break
        except (OverflowError, ValueError):  # past the year 9999
            refusal = refusal or CannotBe(Reason.NO_SUCH_DATE)
    if refusal is None:
        return NotUnderstood(unused_words=tuple(expression[word.start : word.end] for word in words))
    return Invalid(reason=refusal.reason, neighbours=refusal.neighbours)


def _trees(words: list[Token], context: TimeContext) -> list[tree.Tree]:
    """Readings in the order of preference. A bare number is a choice of something offered, unless a time is awaited."""
    readings = trees_of(words)
    if context.bare_number_is_time and any(map(is_bare_number, readings)):
        return [reading for reading in readings if is_bare_number(reading)]
    if len(words) == 1 and "NUMBER" in words[0].keys:
        readings = [reading for reading in readings if not _is_year(reading)]
    return [reading for reading in readings if not is_bare_number(reading)]


def _is_year(reading: tree.Tree) -> bool:
    return isinstance(reading, tree.Moment) and isinstance(reading.day, tree.Year)


def is_bare_number(reading: tree.Tree) -> bool:
    """A clock time said with nothing but a number, or several such."""
    if isinstance(reading, tree.Choices):
        return all(map(is_bare_number, reading.options))
    bare_clock = isinstance(reading, tree.Moment) and isinstance(reading.clock, tree.Clock) and reading.clock.bare
    return bare_clock and isinstance(reading, tree.Moment) and reading.day is None and reading.zone is None


def _resolution(found: Options[Meaning], expression: str) -> Resolution:
    notes = tuple(dict.fromkeys(found.notes))
    if len(found.values) == 1:
        return Found(meaning=found.best, used_text=expression.strip(), assumptions=notes)
    assert found.reason is not None  # several readings always say why
    return Ambiguous(candidates=found.values[:4], reason=found.reason, assumptions=notes)
