"""What arranges nothing: greetings, remarks, pauses, other languages, the world outside; and where one is."""

import pytest

from graph.understanding.dialogue import Dialogue, Need
from graph.understanding.schema import Act, Intent
from tests.understanding.builders import (
    STAGES,
    a_dialogue,
    asked,
    at,
    at_a_card,
    intents,
    misread,
    one_act,
    with_options,
)

# --- talk ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("hi", Intent.SMALL_TALK),
        ("thanks", Intent.SMALL_TALK),
        ("what can you do?", Intent.HELP),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
        ("who is the president of France?", Intent.OUT_OF_SCOPE),
        ("what kinds of meetings can I book?", Intent.EVENT_TYPES),
        ("what's my time zone?", Intent.PROFILE),
        ("undo that", Intent.UNDO),
        ("hold on a second", Intent.PAUSE),
        ("", Intent.UNCLEAR),
        ("🎉🎉🎉", Intent.UNCLEAR),
        ("Bonjour, je voudrais un rendez-vous", Intent.UNCLEAR),
        ("qwrt zzkl", Intent.UNCLEAR),
    ],
)
def test_talk_that_arranges_nothing(message: str, intent: Intent) -> None:
    assert one_act(message).intent is intent


def test_exclamations_and_remarks_are_talk() -> None:
    talk = """
        bummer | lol thanks | ah gotcha | tysm! | you rock | wow | that's a relief | looking forward to it | oh no!
        what a shame | that should be all | that's no fun | how are you today? | I had no idea | nothing at the moment
    """

    assert misread(talk, Intent.SMALL_TALK) == {}


def test_what_the_world_knows_is_out_of_scope_though_it_sounds_like_a_look() -> None:
    world = """
        should I take a coat | will it be freezing on Monday? | is there a bakery close by | who's on Omar's team?
        do they take credit cards | how do you spell manoeuvre | how tall is K2 | find a coffee shop downtown
        I need to book a flight to Quito | what's Ines's job title
    """

    assert misread(world, Intent.OUT_OF_SCOPE) == {}


@pytest.mark.parametrize("dialogue", STAGES, ids=lambda dialogue: dialogue.stage.value)
def test_the_same_moment_elsewhere_is_no_change_and_no_list(dialogue: Dialogue) -> None:
    assert one_act("what time would that be in Lima?", dialogue).intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "message", ["hold on", "wait a second", "let me check", "give me a minute", "one moment please"]
)
@pytest.mark.parametrize("dialogue", [at_a_card(), with_options(at(26, 14), at(26, 15)), a_dialogue()])
def test_a_pause_is_neither_yes_nor_no(message: str, dialogue: Dialogue) -> None:
    assert intents(message, dialogue) == [Intent.PAUSE]


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("hi", Intent.SMALL_TALK),
        ("what can you do?", Intent.HELP),
        ("never mind", Intent.DROP),
        ("no", Intent.NO),
        ("hold on", Intent.PAUSE),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
    ],
)
def test_small_talk_in_the_middle_of_a_question_answers_nothing(message: str, intent: Intent) -> None:
    act = one_act(message, asked(Need.WHEN, Need.ATTENDEE_EMAIL))

    assert act.model_copy(update={"talk": None}) == Act(intent=intent)


# --- other languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "Könnten Sie mir bitte einen Termin mit Jana am Freitag um 11 Uhr geben?",
        "tengo una reunión con Marta el jueves?",
        "avez-vous un rendez-vous pour lundi avec Luc ?",
    ],
)
def test_another_language_is_not_half_understood(message: str) -> None:
    assert one_act(message).intent is Intent.UNCLEAR


def test_a_foreign_name_makes_no_foreign_message() -> None:
    act = one_act("book an intro with Ana de la Cruz y Morgen tomorrow at 2pm")

    assert act.intent is Intent.BOOK


# --- settings and zones ----------------------------------------------------------------------------------------------


def test_where_somebody_is_sets_the_zone() -> None:
    act = one_act("I'm in Tokyo now")

    assert (act.intent, act.zone) == (Intent.SETTINGS, "Tokyo")


@pytest.mark.parametrize(
    ("message", "zone"),
    [
        ("use Lima time please", "Lima"),
        ("I am on the road, use Lima time from now on", "Lima"),
        ("switch to oslo time", "oslo"),
        ("im in oslo this week", "oslo"),
    ],
)
def test_a_zone_is_switched_in_plain_words(message: str, zone: str) -> None:
    act = one_act(message)

    assert (act.intent, act.zone) == (Intent.SETTINGS, zone)


def test_another_time_is_no_zone() -> None:
    assert one_act("switch to another time").intent is not Intent.SETTINGS
