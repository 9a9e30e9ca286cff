"""Nothing said is dropped without a word: what was not used is named, and what changes nothing is said to."""

import pytest

from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Reading
from graph.understanding.schema import Act, Understanding
from tests.graph.talk import Talk

WISH = "Book an intro call on Friday at 11 with Nora Field, nora@field.test"
LATER = "Book an intro call with Nora Field on Friday at 11"
# Words with a role that offline nothing comes of.
ROLES = (
    "over coffee", "not over the phone", "during her visit", "in the blue room", "before her flight", "after her class",
    "without the interns", "except for the boss", "only in English", "in Room 7", "over a walk",
)  # fmt: skip
COUNTED = ("for 3 people", "in room 412")


@pytest.mark.parametrize("words", ROLES + COUNTED)
async def test_words_that_were_not_used_are_named_on_the_card(words: str) -> None:
    talk = Talk()

    turn = await talk.say(f"{WISH}, {words}")

    assert turn.card is not None
    told = " ".join(row.value for row in turn.card.rows if row.label == "Not used")
    assert words.split()[-1] in told, turn.card.text


@pytest.mark.parametrize("words", ROLES)
async def test_words_that_were_not_used_are_named_in_the_question_and_once(words: str) -> None:
    talk = Talk()

    asked = await talk.say(f"{LATER}, {words}")
    card = await talk.say("nora@field.test")
    done = await talk.say("yes")

    assert asked.card is None
    assert "Not used: “" in asked.reply
    assert words.split()[-1] in asked.reply
    assert card.card is not None
    assert words.split()[-1] in card.card.text
    assert done.reply.startswith("Booked")
    assert "Not used" not in done.reply


class _Model:
    """A model that reads the same whatever is said."""

    name = "model"

    def __init__(self, **act: object) -> None:
        self._act = Act.model_validate(act)

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        return Reading(understanding=Understanding(acts=(self._act,)))


async def test_what_a_model_leaves_out_is_named_and_what_it_makes_up_is_not() -> None:
    talk = Talk(interpreter=_Model(intent="book", event_type="intro call", when="Friday at 11", unused=["by the lake"],
                                   people=[{"name": "Nora Field", "email": "nora@field.test"}]))  # fmt: skip

    turn = await talk.say(f"{WISH}, not over lunch")

    assert turn.card is not None
    assert "Not used: “not over lunch”" in turn.card.text
    assert "lake" not in turn.card.text


@pytest.mark.parametrize("said", ["make it 11", "at 11 please", "Friday at 11", "no, 11:00", "11am", "on Friday"])
async def test_a_correction_that_changes_nothing_says_so(said: str) -> None:
    talk = Talk()
    before = await talk.say(WISH)

    turn = await talk.say(said)

    assert turn.card is not None
    assert before.card is not None
    assert turn.card.start == before.card.start
    assert "already" in turn.reply


@pytest.mark.parametrize("said", ["9", "number 9", "the ninth", "option 9"])
async def test_a_number_that_is_not_on_the_table_is_said_to_be_none_of_it(said: str) -> None:
    talk = Talk()
    await talk.say("cancel my call with John")

    turn = await talk.say(said)

    assert "There is no 9" in turn.reply
    assert turn.card is None
