"""One person under several spellings is one; two that differ in a word are two."""

import pytest

from graph.understanding.names import same_name


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Ana", "Ana Ruiz"),
        ("Dr. Ruiz", "Ana Ruiz, M.D."),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Jon Smith", "John Smith"),
        ("A. Ruiz", "Ana Ruiz"),
        ("Lime Tree", "The Lime Tree Practice"),
    ],
)
def test_the_same_name_said_otherwise(said: str, known: str) -> None:
    assert same_name(said, known)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Salon Riva", "Salon Roma"),
        ("Dr. Mira Okafor, MD", "Dr. Ines Falk, MD"),
        ("Ana Ruiz", "Ana Rios"),
        ("Bo", None),
    ],
)
def test_another_name_is_another_one(said: str, known: str | None) -> None:
    assert not same_name(said, known)
