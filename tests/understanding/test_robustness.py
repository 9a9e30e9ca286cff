"""Whatever is typed, the offline interpreter answers with acts, and nothing but whole-message words is a yes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.understanding.dialogue import Stage
from graph.understanding.interpreter import Usage
from graph.understanding.offline import OfflineInterpreter, understand
from graph.understanding.offline.typos import mended
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options

TALKS = (
    a_dialogue(),
    at_a_card(),
    at_a_card(Intent.CANCEL),
    with_options(at(26, 14)),
    a_dialogue(Stage.QUESTION, pending=a_pending()),
)
WORDS = st.sampled_from(
    [
        *("yes", "no", "ok", "but", "cancel", "move", "book", "with", "Ana", "at", "3pm", "friday", "to", "and", "the"),
        *("my", "it", "instead", "later", "30", "minutes", "?", ".", ",", "ana@example.com", "§", "|", "\u202e", "'"),
        *('"', "not", "\u200b", "田中", "14:00"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(message=st.text(max_size=80) | st.lists(WORDS, max_size=14).map(" ".join), talk=st.sampled_from(TALKS))
def test_any_text_is_understood_as_at_least_one_act(message: str, talk: object) -> None:
    assert understand(message, talk).acts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "message",
    [
        "@",
        "a" * 5000,
        "book " * 1000,
        "yes, " * 1200,
        "x@" * 2000,
        "(" * 3000,
        "§t§d" * 500,
        "\x00\x1b[31m",
        "👩‍👩‍👧" * 300,
    ],
)
def test_long_and_strange_messages_are_survived(message: str) -> None:
    for talk in TALKS:
        assert understand(message, talk).acts


@settings(max_examples=200, deadline=None)
@given(
    extra=st.sampled_from(
        ["but", "not", "instead", "friday", "4pm", "bob", "cancel", "another", "later", "no", "don't", "wait", "except"]
    ),
    place=st.integers(0, 2),
)
def test_a_yes_with_a_word_that_says_something_else_is_no_yes(extra: str, place: int) -> None:
    words = ["yes", "please"]
    words.insert(place, extra)

    assert not is_approval(" ".join(words), a_pending())


async def test_the_offline_interpreter_costs_nothing_and_says_its_name() -> None:
    interpreter = OfflineInterpreter()

    reading = await interpreter.interpret("cancel my call with John", a_dialogue())

    assert (interpreter.name, reading.usage) == ("offline", Usage())
    assert reading.understanding.acts[0].intent is Intent.CANCEL


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("booook a 30 mintue meetng wiht Wiht Stone", "book a 30 minute meeting with Wiht Stone"),
        ("cancl it? mintue@example.com", "cancel it? mintue@example.com"),
        ("I wish she books the minuet", "I wish she books the minuet"),
    ],
)
def test_slips_in_the_words_of_the_trade_are_mended_and_nothing_else(typed: str, meant: str) -> None:
    assert mended(typed) == meant
