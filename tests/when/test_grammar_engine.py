"""The grammar machine: notation, preference, memory and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from graph.when.words.grammar_engine import Grammar, Parse


@dataclass(frozen=True)
class A:
    """A token with its words and kinds."""

    keys: frozenset[str]
    values: Mapping[str, object] = field(default_factory=dict)


def words(text: str) -> list[A]:
    """Plain words; digits are of kind N."""
    return [A(frozenset({"N"}), {"N": int(w)}) if w.isdigit() else A(frozenset({w})) for w in text.split()]


def readings(rules: str, text: str, **actions: object) -> list[tuple[object, int]]:
    grammar = Grammar(rules, actions)  # type: ignore[arg-type]  # plain functions
    return grammar.rule("start").read(Parse(words(text)), 0)


def test_a_kind_hands_its_value_on_and_a_word_does_not() -> None:
    assert readings('start\n  : "at" N', "at 3") == [(3, 2)]


def test_what_may_be_missing_is_taken_when_it_fits_and_none_when_not() -> None:
    rules = 'start\n  : N ["of"] [N] -> pair'

    assert readings(rules, "1 of 2", pair=lambda a, b: (a, b))[0] == ((1, 2), 3)
    assert readings(rules, "1", pair=lambda a, b: (a, b)) == [((1, None), 1)]


def test_the_longest_reading_comes_first_and_then_the_first_alternative() -> None:
    rules = 'start\n  : N -> short\n  | N "x" -> first\n  | N "x" -> second'
    made = {name: lambda n, name=name: name for name in ("short", "first", "second")}

    assert readings(rules, "1 x", **made) == [("first", 2), ("second", 2), ("short", 1)]


def test_an_action_may_refuse() -> None:
    assert readings("start\n  : N -> even", "3", even=lambda n: None if n % 2 else n) == []


def test_repetition_stops_at_its_limit() -> None:
    longest = readings("start\n  : N* -> all", "1 2 3 4 5 6 7", all=lambda many: many)

    assert max(end for _, end in longest) == 5


def test_a_rule_without_alternatives_is_an_error_at_load() -> None:
    with pytest.raises(ValueError, match="missing"):
        Grammar("start\n  : missing", {})


def test_an_unknown_action_is_an_error_at_load() -> None:
    with pytest.raises(KeyError):
        Grammar("start\n  : N -> nobody", {})


def test_grammars_of_the_same_words_know_nothing_of_each_other() -> None:
    assert readings('start\n  : "a" "b" -> pair', "a c", pair=lambda: "ab") == []
    assert readings('start\n  : "a" "c" -> pair', "a c", pair=lambda: "ac") == [("ac", 2)]
