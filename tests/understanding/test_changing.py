"""What changes the card on the table, what else is said there, and what the same words mean elsewhere."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Person, Pronoun
from tests.understanding.builders import (
    STAGES,
    a_dialogue,
    a_pending,
    at,
    at_a_card,
    first,
    intents,
    misread,
    one_act,
    with_options,
)

CARD = at_a_card()
MOVE_CARD = at_a_card(Intent.RESCHEDULE)
CANCEL_CARD = at_a_card(Intent.CANCEL, person="John", title="Call with John")
DONE = a_dialogue(Stage.DONE, recent=a_pending())
CLOSED = a_dialogue(Stage.CLOSED)
OPTIONS = with_options(at(26, 14), at(26, 15))

# --- another value ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("make it 4pm instead", "when", "4pm"),
        ("actually friday", "when", "friday"),
        ("yes but 30 minutes later", "when", "30 minutes later"),
        ("looks good but an hour later", "when", "an hour later"),
        ("can it be 3?", "when", "3"),
        ("no, the consultation", "event_type", "consultation"),
        ("60 minutes please", "duration", "60 minutes"),
        ("no, with bob@example.com", "people", (Person(email="bob@example.com"),)),
        ("add bob@example.com as a guest", "guests", (Person(email="bob@example.com"),)),
    ],
)
def test_a_new_value_at_a_card_is_a_change_whatever_it_opens_with(message: str, field: str, value: object) -> None:
    act = one_act(message, at_a_card())

    assert act.intent is Intent.CHANGE
    assert getattr(act, field) == value


@pytest.mark.parametrize(
    "message", ["an hour later", "make it longer", "a bit earlier please", "I meant PM", "the day after"]
)
def test_relative_changes_are_changes(message: str) -> None:
    assert intents(message, CARD) == [Intent.CHANGE]


@pytest.mark.parametrize(
    ("message", "when"),
    [("7 to 9", "7 to 9"), ("can we do 5 instead?", "5"), ("is 6 possible", "6"), ("too late", None)],
)
def test_bare_hours_at_a_card_are_a_change(message: str, when: str | None) -> None:
    act = first(message, at_a_card())

    assert act.intent is Intent.CHANGE
    assert when is None or act.when == when


@pytest.mark.parametrize(("message", "when"), [("14", "14"), ("4", "4"), ("no, 10", "10")])
def test_a_bare_hour_at_a_card_is_another_time(message: str, when: str) -> None:
    act = one_act(message, at_a_card())

    assert (act.intent, act.when) == (Intent.CHANGE, when)


def test_what_it_is_about_and_where_are_changes_at_a_card() -> None:
    changes = """
        the location is Pier 4 | it should say Planning | in the small room | should be called Retro | at the harbour
    """

    assert misread(changes, Intent.CHANGE, at_a_card()) == {}


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.OPTIONS, Stage.QUESTION])
def test_asking_for_an_opening_while_a_booking_is_arranged_is_a_wish_for_that_time(stage: Stage) -> None:
    talk = a_dialogue(stage, pending=a_pending(), asked=(Need.WHEN,) if stage is Stage.QUESTION else ())

    act = one_act("Do you have anything at five in the afternoon?", talk)

    assert act.intent in (Intent.CHANGE, Intent.ANSWER)
    assert act.when


def test_a_guest_may_be_added_by_first_name_in_the_middle() -> None:
    assert understand("yes, and add Kim too", CARD).acts == (Act(intent=Intent.CHANGE, guests=(Person(name="Kim"),)),)


# --- another person --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "use solveig@example.org instead of ana@example.com",
        "not ana@example.com, solveig@example.org",
        "change ana@example.com to solveig@example.org",
        "it's solveig@example.org, not ana@example.com",
    ],
)
def test_an_address_that_replaces_another_adds_no_guest(message: str) -> None:
    act = one_act(message, at_a_card())

    assert act.intent is Intent.CHANGE
    assert act.people == (Person(email="solveig@example.org"),)
    assert not act.guests


@pytest.mark.parametrize("action", [Intent.RESCHEDULE, Intent.CANCEL])
@pytest.mark.parametrize(
    "message",
    [
        "no, I meant Mirko",
        "wrong person, I meant Mirko",
        "not Ana, Mirko",
        "Mirko, not Ana",
        "sorry, Mirko's call",
        "no, Mirko",
        "no, the one with Mirko",
    ],
)
def test_another_person_at_the_card_of_a_booking_is_no_reason(message: str, action: Intent) -> None:
    act = one_act(message, at_a_card(action))

    assert act == Act(intent=Intent.CHANGE, booking=BookingWords(person="Mirko"))


@pytest.mark.parametrize("dialogue", STAGES[1:3], ids=lambda dialogue: dialogue.stage.value)
@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("change the person to Lia Lopez", "Lia Lopez"),
        ("the name of the doctor is Otto Weiss", "Otto Weiss"),
        ("perfect but what about noor?", "noor"),
    ],
)
def test_another_person_is_a_change(dialogue: Dialogue, message: str, name: str) -> None:
    act = one_act(message, dialogue)

    assert (act.intent, act.people, act.notes) == (Intent.CHANGE, (Person(name=name),), None)


def act_at(said: str, stage: str) -> Act:
    dialogue = {"card": at_a_card(), "options": with_options(at(25, 9), at(26, 10))}[stage]
    [act] = understand(said, dialogue).acts
    return act


@pytest.mark.parametrize("stage", ["card", "options"])
@pytest.mark.parametrize(
    "said",
    [
        "No, I would like to see Bo Lind",
        "could you book a meeting with Bo Lind instead?",
        "I'd like to try Bo Lind instead",
        "no, it's Bo Lind",
        "Bo Lind would be better",
        "is there anything with Bo Lind?",
    ],
)
def test_somebody_else_named_at_a_card_is_a_change_of_the_person(said: str, stage: str) -> None:
    act = act_at(said, stage)

    assert (act.intent, act.people) == (Intent.CHANGE, (Person(name="Bo Lind"),))


def test_a_person_and_a_time_of_two_sentences_are_one_change() -> None:
    act = act_at("No, I would like to see Bo Lind. Is there anything at 10 in the morning?", "card")

    assert (act.intent, act.people, act.when) == (Intent.CHANGE, (Person(name="Bo Lind"),), "10 in the morning")


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("what do I have with Bo Lind?", Intent.LIST),
        ("cancel my call with Bo Lind", Intent.CANCEL),
        ("book another call with Bo Lind on Friday", Intent.BOOK),
    ],
)
def test_a_request_of_its_own_at_a_card_changes_no_person(said: str, intent: Intent) -> None:
    assert act_at(said, "card").intent is intent


# --- other words at a card -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("yes", Intent.YES),
        ("no", Intent.NO),
        ("never mind", Intent.DROP),
        ("cancel that", Intent.DROP),
        ("hold on", Intent.PAUSE),
        ("hi", Intent.SMALL_TALK),
        ("what do I have on friday?", Intent.LIST),
        ("what's free on friday?", Intent.AVAILABILITY),
        ("cancel my call with John", Intent.CANCEL),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
    ],
)
def test_other_words_at_a_card(message: str, intent: Intent) -> None:
    assert one_act(message, at_a_card()).intent is intent


@pytest.mark.parametrize(("message", "intent"), [("y", Intent.YES), ("lgtm", Intent.YES), ("n", Intent.NO)])
def test_a_letter_is_an_answer_at_a_card(message: str, intent: Intent) -> None:
    assert one_act(message, at_a_card()).intent is intent


def test_a_pick_at_a_card_changes_nothing() -> None:
    assert first("the second one", at_a_card()).intent is Intent.PICK


# --- the same words elsewhere ----------------------------------------------------------------------------------------


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


def test_right_after_a_booking_it_means_that_booking() -> None:
    done = a_dialogue(Stage.DONE, recent=a_pending())

    assert one_act("cancel it", done).booking == BookingWords(pronoun=Pronoun.IT)
    assert one_act("make it 4pm instead", done).intent is Intent.RESCHEDULE
    assert one_act("looks good, thanks", done).intent is Intent.SMALL_TALK
