"""A no, and what gives up the card or the offer on the table; a no with a new value is more than a no."""

import pytest

from graph.understanding.dialogue import Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal
from tests.understanding.builders import a_dialogue, a_pending, at_a_card, each, misread, one_act

# --- the whole message is one ----------------------------------------------------------------------------------------

BOOK, MOVE, CANCEL = (
    a_pending(),
    a_pending(Intent.RESCHEDULE),
    a_pending(Intent.CANCEL, person="John Smith", title="Call with John Smith"),
)


@pytest.mark.parametrize(
    "message",
    each("""
        no | Nope. | no thanks | not now | maybe later | that won't work | I don't want that | don't
        no, not yet | nah | none of these work | No. Thank you | please don't book it
    """),
)
def test_these_are_a_no(message: str) -> None:
    assert is_refusal(message, BOOK)
    assert not is_approval(message, BOOK)


@pytest.mark.parametrize(
    "message",
    each("""
        no, friday | no, with bob@example.com | not friday but monday | no make it 4 | that's fine
        no idea what that is
    """),
)
def test_a_no_with_a_new_value_is_more_than_a_no(message: str) -> None:
    assert not is_refusal(message, BOOK)


def test_cancel_is_read_by_what_is_pending() -> None:
    assert is_refusal("cancel that", BOOK)
    assert is_refusal("cancel that", MOVE)
    assert not is_refusal("cancel that", CANCEL)
    assert is_refusal("don't cancel it", CANCEL)
    assert is_refusal("keep it", CANCEL)


@pytest.mark.parametrize(
    "message",
    each("""
        never mind | forget it | nevermind, thanks | actually, forget about it | scratch that
        oh no, never mind | cancel that
    """),
)
def test_these_give_it_up(message: str) -> None:
    assert is_drop(message, BOOK)


@pytest.mark.parametrize("message", each("no|forget the dentist|never mind the time, make it 4|stop by at 3"))
def test_these_do_not(message: str) -> None:
    assert not is_drop(message, BOOK)


# --- in other words --------------------------------------------------------------------------------------------------

OFFERED = a_dialogue(Stage.QUESTION, pending=a_pending())


def test_soft_refusals_of_an_offer() -> None:
    refusals = """
        maybe some other day | I'm fine, thanks | it isn't necessary right now | let's not do that | not right away
        I don't feel like it | not today thanks
    """

    assert misread(refusals, Intent.NO, OFFERED) == {}
    assert misread("leave it as is | keep it as it is", Intent.DROP, at_a_card()) == {}


@pytest.mark.parametrize(
    "message",
    [
        "not at two",
        "not on Wednesday",
        "Wednesday is impossible",
        "14:00 is too late for me",
        "anything but Wednesday",
        "I can't do Wednesday",
        "2pm won't work",
    ],
)
def test_a_refused_day_or_hour_takes_the_card_away(message: str) -> None:
    assert one_act(message, at_a_card()) == Act(intent=Intent.NO)


@pytest.mark.parametrize("message", ["no, later", "no, thanks", "no, nothing", "wrong one", "sorry, no"])
def test_a_no_with_no_name_names_nobody(message: str) -> None:
    assert understand(message, at_a_card(Intent.RESCHEDULE)).acts[0].booking is None


def test_leaving_it_gives_up_what_is_arranged() -> None:
    assert one_act("ah, leave it", a_dialogue(Stage.QUESTION)).intent is Intent.DROP
