"""YAML in which a yes stays a yes."""

import pytest

from evals.stories.yaml_strict import BadYaml, load


@pytest.mark.parametrize("text", ["yes", "no", "14:30", "0123", "2026-03-02", "on", "<<", "1_000", ".5", "1e3"])
def test_what_other_loaders_turn_into_something_else_stays_text(text: str) -> None:
    assert load(f"a: {text}") == {"a": text}


def test_true_numbers_and_nothing_are_read() -> None:
    assert load("{a: true, b: 12, c: -1.5, d: null, e: ~}") == {"a": True, "b": 12, "c": -1.5, "d": None, "e": None}


def test_a_key_that_comes_twice_is_refused_with_its_line() -> None:
    with pytest.raises(BadYaml, match=r"line 2: the key 'a' comes twice"):
        load("a: 1\na: 2")
