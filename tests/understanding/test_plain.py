"""What never costs a model call: numbers, a plain yes or no, a greeting, an address that was asked for."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.plain import without_model
from graph.understanding.schema import Act, Intent, Person, SmallTalk
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options

TIMES = with_options(at(26, 14), at(26, 15))
ASKED = a_dialogue(Stage.QUESTION, asked=(Need.ATTENDEE_EMAIL,), pending=a_pending())


@pytest.mark.parametrize(
    ("message", "dialogue", "act"),
    [
        ("2", TIMES, Act(intent=Intent.PICK, option=2)),
        ("option one please", TIMES, Act(intent=Intent.PICK, option=1)),
        ("yes", at_a_card(), Act(intent=Intent.YES)),
        ("Looks good, go ahead", at_a_card(), Act(intent=Intent.YES)),
        ("no thanks", at_a_card(), Act(intent=Intent.NO)),
        ("never mind", at_a_card(), Act(intent=Intent.DROP)),
        ("Change", at_a_card(), Act(intent=Intent.CHANGE)),
        ("ana@example.com", ASKED, Act(intent=Intent.ANSWER, people=(Person(email="ana@example.com"),))),
        ("hello", ASKED, Act(intent=Intent.SMALL_TALK, talk=SmallTalk.GREETING)),
        ("thank you!", a_dialogue(), Act(intent=Intent.SMALL_TALK, talk=SmallTalk.THANKS)),
        ("   ", a_dialogue(), Act(intent=Intent.UNCLEAR)),
    ],
)
def test_plain_messages_are_read_without_a_model(message: str, dialogue: Dialogue, act: Act) -> None:
    understanding = without_model(message, dialogue)

    assert understanding is not None
    assert understanding.acts == (act,)


@pytest.mark.parametrize(
    ("message", "dialogue"),
    [
        ("7", TIMES),
        ("3:30", TIMES),
        ("yes but later", at_a_card()),
        ("thanks", at_a_card()),
        ("no, friday", at_a_card()),
        ("book a call", a_dialogue()),
        ("yes", a_dialogue()),
    ],
)
def test_anything_more_needs_an_interpreter(message: str, dialogue: Dialogue) -> None:
    assert without_model(message, dialogue) is None
