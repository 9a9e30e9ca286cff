"""What is not a time stays unread: no guess, the words not understood named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.when import NotUnderstood, resolve
from tests.when.building import a_context, readings, untimed


@pytest.mark.parametrize(
    "words",
    [
        "option 2",
        "2 people",
        "the second one",
        "I have a second question",
        "one moment please",
        "a minute",
        "version 3.11",
        "call 555-1234",
        "$20",
        "50/50",
        "the day",
        "some time ago we met",
        "two upcoming weeks",
        "12345",
        "",
        "   ",
        "?",
    ],
)
def test_words_that_are_no_time_are_declined(words: str) -> None:
    assert readings(words) == ["none"]


def test_one_unknown_word_is_enough_and_is_named() -> None:
    assert resolve("tomorrow blah at 3pm", a_context()) == NotUnderstood(unused_words=("blah",))


def test_a_letter_is_not_an_expression() -> None:
    assert resolve("tomorrow " * 100, a_context()) == NotUnderstood()


@pytest.mark.parametrize("words", ["the next 0 days", "in the next 0 days at noon", "the last 0 days at 3"])
def test_a_stretch_without_a_day_in_it_is_refused(words: str) -> None:
    assert readings(words) == ["no_such_date"]


@untimed
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert resolve(text, a_context()).kind in ("found", "ambiguous", "invalid", "not_understood")


@pytest.mark.parametrize("words", ["in 9999 years", "in 9999 weeks", "9999 months from tomorrow", "in 99999999 days"])
def test_absurd_distances_end_in_a_refusal(words: str) -> None:
    assert resolve(words, a_context()).kind in ("invalid", "not_understood", "found")
