"""Texts that a reply must mention are whole words, in scripts whose words have edges."""

import pytest

from evals.checks.said_words import says


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is with Bo.", "bo"),
        ("Amy's call", "Amy"),
        ("from 09:00 on", "9:00"),
        ("ana@example.com, please", "ana@example.com"),
        ("America/New_York", "New_York"),
        ("the kind project-review", "project-review"),
        ("Cafe\u0301 Rose", "Café"),
        ("会議は田中さんと", "田中"),
        ("with Zoë Łuk", "zoë łuk"),
        ("30 minutes", "30"),
    ],
)
def test_a_word_is_found_whatever_stands_around_it(text: str, wanted: str) -> None:
    assert says(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I can book it", "Bo"),
        ("cancelled", "Al"),
        ("it is booked", "Ed"),
        ("с Иваном", "Иван"),
        ("ana@example.com", "a@example.com"),
    ],
)
def test_a_piece_of_a_word_is_not_the_word(text: str, wanted: str) -> None:
    assert not says(text, wanted)
