"""What breaks keyword classifiers: the same words mean different things, and only the state of the talk tells which."""

import pytest

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent, Person
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options

START = a_dialogue()
CARD = at_a_card()
MOVE_CARD = at_a_card(Intent.RESCHEDULE)
CANCEL_CARD = at_a_card(Intent.CANCEL, person="John", title="Call with John")
DONE = a_dialogue(Stage.DONE, recent=a_pending())
CLOSED = a_dialogue(Stage.CLOSED)
OPTIONS = with_options(at(26, 14), at(26, 15))


def intents(message: str, dialogue: Dialogue) -> list[Intent]:
    return [act.intent for act in understand(message, dialogue).acts]


@pytest.mark.parametrize(
    ("message", "dialogue", "expected"),
    [
        # cancel means three things
        ("cancel it", CANCEL_CARD, [Intent.YES]),
        ("cancel it", CARD, [Intent.DROP]),
        ("cancel it", DONE, [Intent.CANCEL]),
        ("don't cancel it", CANCEL_CARD, [Intent.NO]),
        ("cancel my call with Bob", CARD, [Intent.CANCEL]),
        # a correction and a move have the same words
        ("make it 4pm", CARD, [Intent.CHANGE]),
        ("make it 4pm", MOVE_CARD, [Intent.CHANGE]),
        ("make it 4pm", DONE, [Intent.RESCHEDULE]),
        ("make it 4pm", OPTIONS, [Intent.CHANGE]),
        # a goodbye and a refusal have the same words
        ("no thanks, that's all", CLOSED, [Intent.SMALL_TALK]),
        ("no thanks", CARD, [Intent.NO]),
        ("no thanks", OPTIONS, [Intent.NO]),
        # praise is a yes only where something awaits one
        ("looks great", CARD, [Intent.YES]),
        ("looks great", DONE, [Intent.SMALL_TALK]),
        # an hour alone
        ("3pm", CARD, [Intent.CHANGE]),
        ("3pm", OPTIONS, [Intent.PICK]),
        ("4pm", OPTIONS, [Intent.CHANGE]),
    ],
)
def test_the_state_tells_what_the_words_mean(message: str, dialogue: Dialogue, expected: list[Intent]) -> None:
    assert intents(message, dialogue) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("drop the standup and make one on Friday with Kim", [Intent.CANCEL, Intent.BOOK]),
        ("when is my dentist appointment scheduled?", [Intent.LIST]),
        ("what have I got booked on friday?", [Intent.LIST]),
        ("is anything scheduled tomorrow morning?", [Intent.LIST]),
        ("make an appointment with Kim on friday", [Intent.BOOK]),
        ("make my appointment with Kim an hour later", [Intent.RESCHEDULE]),
        ("I can't make it to my 3pm tomorrow", [Intent.CANCEL]),
        ("the sync got pushed to friday", [Intent.RESCHEDULE]),
        ("my call with Kim should be at 4pm, not 3pm", [Intent.RESCHEDULE]),
        ("dinner with Kim friday at 7pm", [Intent.BOOK]),
        ("we're having lunch with the team on thursday at noon", [Intent.BOOK]),
        ("will it rain at the picnic on friday?", [Intent.OUT_OF_SCOPE]),
        ("is Kim free on friday?", [Intent.AVAILABILITY]),
        ("am I meeting Kim this week?", [Intent.LIST]),
        ("remove Kim from the standup", [Intent.CANCEL]),
    ],
)
def test_verbs_and_nouns_that_look_alike(message: str, expected: list[Intent]) -> None:
    assert intents(message, START) == expected


@pytest.mark.parametrize(
    "message", ["an hour later", "make it longer", "a bit earlier please", "I meant PM", "the day after"]
)
def test_relative_changes_are_changes(message: str) -> None:
    assert intents(message, CARD) == [Intent.CHANGE]


def test_a_guest_may_be_added_by_first_name_in_the_middle() -> None:
    assert understand("yes, and add Kim too", CARD).acts == (Act(intent=Intent.CHANGE, guests=(Person(name="Kim"),)),)


@pytest.mark.parametrize(
    "message", ["hold on", "wait a second", "let me check", "give me a minute", "one moment please"]
)
@pytest.mark.parametrize("dialogue", [CARD, OPTIONS, START])
def test_a_pause_is_neither_yes_nor_no(message: str, dialogue: Dialogue) -> None:
    assert intents(message, dialogue) == [Intent.PAUSE]


@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("push my meeting with Bob back by half an hour", "half an hour later"),
        ("bring the standup forward an hour", "an hour earlier"),
        ("delay my call with Kim by 20 minutes", "20 minutes later"),
    ],
)
def test_the_verb_of_a_step_tells_its_direction(message: str, when: str) -> None:
    [act] = understand(message, START).acts

    assert (act.intent, act.when) == (Intent.RESCHEDULE, when)


def test_an_ending_is_never_taken_for_a_beginning() -> None:
    [act] = understand("make it end at 11 am", DONE).acts

    assert act.when == "end at 11 am"
