"""How much of a series, or of a shared booking, a message speaks of."""

import pytest

from graph.understanding.schema import Scope
from graph.understanding.yes.scope_words import scope_said, takes_off


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("just this one", Scope.ONE),
        ("only tomorrow's", Scope.ONE),
        ("cancel just the lesson on Monday, the rest stays", Scope.ONE),
        ("this one only, not the whole series", Scope.ONE),
        ("this one and the later ones", Scope.FOLLOWING),
        ("all of them from then on", Scope.FOLLOWING),
        ("and all following", Scope.FOLLOWING),
        ("from the 20th on", Scope.FOLLOWING),
        ("the whole series", Scope.ALL),
        ("all of them", Scope.ALL),
        ("cancel the entire choir class", Scope.ALL),
        ("take Ben off the choir class", Scope.ONE),
        ("cancel Ben's seat", Scope.ONE),
    ],
)
def test_a_scope_is_heard_where_one_is_said(said: str, scope: Scope) -> None:
    assert scope_said(said) is scope


@pytest.mark.parametrize(
    "said",
    [
        "cancel my lesson with Mia tomorrow",
        "cancel my one on one with Bob",
        "cancel the 3pm one",
        "cancel my whole afternoon",
        "cancel the lesson tomorrow, my whole family is ill",
        "cancel the lesson tomorrow, everyone is ill",
        "cancel everything tomorrow",
        "only this one, or the whole series",
    ],
)
def test_where_none_or_two_are_said_it_is_left_to_be_asked(said: str) -> None:
    assert scope_said(said) is None


@pytest.mark.parametrize(
    "said", ["remove the call from my calendar", "take it off my calendar", "delete Anna's call from the schedule"]
)
def test_taking_a_booking_off_the_calendar_takes_nobody_off_a_booking(said: str) -> None:
    assert not takes_off(said)
