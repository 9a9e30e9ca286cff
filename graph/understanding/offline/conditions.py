"""Conditions on a clause and its dialogue that rules are written with; they combine with &, | and ~."""

import re
from collections.abc import Callable
from functools import cache

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline import cues
from graph.understanding.offline.heard import Heard

Check = Callable[[Heard, Dialogue], bool]


class Condition:
    """A yes-or-no question about a clause in its dialogue."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, heard: Heard, dialogue: Dialogue) -> bool:
        return self.check(heard, dialogue)

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(lambda heard, dialogue: self.check(heard, dialogue) and other.check(heard, dialogue))

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(lambda heard, dialogue: self.check(heard, dialogue) or other.check(heard, dialogue))

    def __invert__(self) -> "Condition":
        return Condition(lambda heard, dialogue: not self.check(heard, dialogue))


def starts(cue: str) -> Condition:
    """Does the clause, openers aside, begin with this cue (cues.STARTS)?"""
    pattern = _compiled(cues.STARTS[cue])
    return Condition(lambda heard, _: pattern.match(heard.core) is not None)


def says(cue: str) -> Condition:
    """Does the cue (cues.SAYS) stand anywhere in the clause, openers aside?"""
    pattern = _compiled(cues.SAYS[cue])
    return Condition(lambda heard, _: pattern.search(heard.core) is not None)


def mentions(cue: str) -> Condition:
    """As `says`, openers included."""
    pattern = _compiled(cues.SAYS[cue])
    return Condition(lambda heard, _: pattern.search(heard.marked) is not None)


def opens(*kinds: str) -> Condition:
    """Does the clause open with words of one of these kinds?"""
    return Condition(lambda heard, _: not heard.openers.isdisjoint(kinds))


def fits(pattern: str) -> Condition:
    """Does a pattern of the rule's own fit somewhere in the core?"""
    return Condition(lambda heard, _: _compiled(pattern).search(heard.core) is not None)


def shorter_than(count: int) -> Condition:
    """Fewer words than this after the openers."""
    return Condition(lambda heard, _: len(heard.core.split()) < count)


bare = Condition(lambda heard, _: not heard.core)
asks = Condition(lambda heard, _: heard.text.endswith("?"))
has_time = Condition(lambda heard, _: bool(heard.times))
has_length = Condition(lambda heard, _: bool(heard.lengths))
has_address = Condition(lambda heard, _: bool(heard.mails or heard.phones))
has_options = Condition(lambda _, dialogue: bool(dialogue.options))
has_recent = Condition(lambda _, dialogue: dialogue.recent is not None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
