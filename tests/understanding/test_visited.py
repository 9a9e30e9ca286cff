"""Whom or where somebody wants to go is heard in whole sentences, and a place or a trade is nobody."""

import pytest

from graph.understanding.dialogue import Need, Stage
from graph.understanding.offline import understand
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.visited import name_as_a_whole, visited_in
from graph.understanding.schema import Act, Intent, Person
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I'd like to visit Dr. Mira Okafor on the 6th", "Dr. Mira Okafor"),
        ("I want to visit the optician Tove Lind", "Tove Lind"),
        ("I'd rather go to Lakeside Physio if that's possible", "Lakeside Physio"),
        ("I'd like to try the Corner Studio instead", "Corner Studio"),
        ("Actually, I prefer Dr. Ines Falk for Monday", "Dr. Ines Falk"),
        ("No, the stylist's name is actually Wavelength", "Wavelength"),
        ("The barber is called Sharp & Sons", "Sharp & Sons"),
        ("it's called Studio Nord", "Studio Nord"),
        ("The coach I'd like to see is called Bo Lind", "Bo Lind"),
        ("the name of the clinic's office is The Lime Tree Practice", "The Lime Tree Practice"),
        ("a haircut at a salon called Fern + Fig", "Fern + Fig"),
        ("Is there anything after 3 pm at Harbour Dental Arts?", "Harbour Dental Arts"),
        ("is there anything at Solo's?", "Solo"),
        ("Do you have the 11th at Blue-Line Studio?", "Blue-Line Studio"),
        ("I want to change the dentist to Brightside", "Brightside"),
        ("I want to try another vet - Paula Reyes", "Paula Reyes"),
        ("a session for Dr. Ada I. Moor", "Dr. Ada I. Moor"),
        ("The tutor is Ada Moor, MSc. Is there an opening at 4?", "Ada Moor, MSc"),
        ("go with Nadia Petrova", "Nadia Petrova"),
        ("make it with Nadia Petrova", "Nadia Petrova"),
    ],
)
def test_the_one_to_be_visited_is_heard_as_typed(said: str, name: str) -> None:
    assert visited_in(Heard.of(said)) == name


@pytest.mark.parametrize(
    "said",
    [
        "I need a Psychologist in Springfield",
        "I'd like an appointment at a Salon",
        "lunch at Cafe Nova tomorrow",
        "put a table at Nova Grill on my calendar",
        "I want to go to Sam's house at 5pm",
        "CHANGE THE MEETING AT THE OFFICE",
        "make it at Noon",
        "can we do it at Zoom",
        "I'd like to see it. I am free on Friday",
        "is there anything at 5? I have time then",
    ],
)
def test_trades_places_and_times_are_nobody(said: str) -> None:
    assert visited_in(Heard.of(said)) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Dr. Ada Moor this Sunday please?", "Dr. Ada Moor"),
        ("Harbour Creative Ceramics please.", "Harbour Creative Ceramics"),
        ("no, Wavelength instead", "Wavelength"),
        ("Lakeside Physio - North is my choice", "Lakeside Physio - North"),
        ("Ada Moor would be better", "Ada Moor"),
        ("Great", None),
        ("Sounds Good", None),
        ("Tomorrow please", None),
        ("Book It please", None),
        ("YES PLEASE", None),
    ],
)
def test_a_name_with_small_words_around_it_is_a_name(said: str, name: str | None) -> None:
    assert name_as_a_whole(Heard.of(said)) == name


def one_act(said: str, stage: str) -> Act:
    dialogue = {"card": at_a_card(), "options": with_options(at(25, 9), at(26, 10)), "start": a_dialogue()}[stage]
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
    act = one_act(said, stage)

    assert (act.intent, act.people) == (Intent.CHANGE, (Person(name="Bo Lind"),))


def test_a_person_and_a_time_of_two_sentences_are_one_change() -> None:
    act = one_act("No, I would like to see Bo Lind. Is there anything at 10 in the morning?", "card")

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
    assert one_act(said, "card").intent is intent


@pytest.mark.parametrize("said", ["Bo Lind", "Wavelength", "it's Bo Lind", "The Corner Studio"])
def test_a_bare_name_says_what_to_change(said: str) -> None:
    asked = a_dialogue(Stage.QUESTION, pending=a_pending(), asked=(Need.CHANGE,))

    [act] = understand(said, asked).acts

    assert (act.intent, [person.name for person in act.people]) == (Intent.ANSWER, [said.removeprefix("it's ")])


@pytest.mark.parametrize(
    "said",
    [
        "I need to visit an optician.",
        "I'd like to go to the barber",
        "could you help me search for a coach?",
        "I'm looking for someone to see about my back",
        "Would you find a tutor for me?",
        "I'm after a good lawyer",
        "I wanna see Dr. Ada Moor",
        "Hi, I need help finding a trainer",
    ],
)
def test_wanting_to_go_to_somebody_starts_a_booking(said: str) -> None:
    assert one_act(said, "start").intent is Intent.BOOK


@pytest.mark.parametrize("said", ["find my dentist appointment", "find the doctor's appointment on my calendar"])
def test_looking_for_a_booking_stays_a_list(said: str) -> None:
    assert one_act(said, "start").intent is Intent.LIST
