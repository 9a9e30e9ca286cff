"""Series: told apart from their first time, and how much of one, or of a shared booking, a message speaks of."""

import pytest

from graph.understanding.schema import Scope
from graph.understanding.yes.scope_words import scope_said, takes_off
from tests.understanding.builders import at_a_card, one_act

# --- a series in a request -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "when", "series"),
    [
        ("book an intro with Ana every tuesday at 3pm", "tuesday at 3pm", ("week", 1)),
        ("set up a weekly call with Ana, mondays at 9", "monday at 9", ("week", 1)),
        ("schedule a consultation each second friday at noon", "friday at noon", ("week", 2)),
        ("a meeting with Ana on thursdays at 11", "thursday at 11", ("week", 1)),
        ("book an intro with Ana every three weeks on monday at 9", "monday at 9", ("week", 3)),
        ("book a recurring intro with Ana tomorrow at 9", "tomorrow at 9", (None, 1)),
        ("book an intro with Ana, monthly, on the 3rd at 9", "3rd at 9", ("month", 1)),
    ],
)
def test_a_series_is_told_apart_from_its_first_time(message: str, when: str, series: tuple[str | None, int]) -> None:
    act = one_act(message)

    assert act.when == when
    assert act.series
    assert act.series.said
    assert (act.series.unit, act.series.every) == series


def test_a_card_is_not_made_a_series_in_silence() -> None:
    act = one_act("make it every friday", at_a_card())

    assert act.when == "friday"
    assert act.series
    assert act.series.said == "every friday"


# --- how much of it --------------------------------------------------------------------------------------------------


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
