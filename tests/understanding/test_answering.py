"""Answers to what was asked: one of the things shown, a name, a time, a field of the form."""

import pytest

from graph.understanding.dialogue import FieldSeen, Need, OptionSeen, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent, Person
from tests.understanding.builders import (
    a_dialogue,
    a_pending,
    asked,
    at,
    first,
    misread,
    one_act,
    two_bookings,
    with_options,
)

# --- one of those shown ----------------------------------------------------------------------------------------------

TIMES = with_options(at(26, 14), at(26, 15, 30), at(26, 16))


@pytest.mark.parametrize(
    ("message", "option"),
    [
        ("the second one", 2),
        ("2", 2),
        ("3:30", 2),
        ("2pm one", 1),
        ("the later one", 3),
        ("the 4 o'clock", 3),
        ("last", 3),
        ("option 1 please", 1),
        ("#3", 3),
        ("let's do the first", 1),
        ("15:30 works", 2),
    ],
)
def test_an_option_is_picked_by_number_place_or_time(message: str, option: int) -> None:
    assert one_act(message, TIMES) == Act(intent=Intent.PICK, option=option)


@pytest.mark.parametrize(
    ("message", "option"), [("2", 2), ("friday", 2), ("Miller", 2), ("the one with Smith", 1), ("the one tomorrow", 1)]
)
def test_one_of_two_bookings_is_picked_by_number_day_or_surname(message: str, option: int) -> None:
    johns = (
        OptionSeen(n=1, label="Call with John Smith, Wed 25 Nov 14:00", start=at(25, 14)),
        OptionSeen(n=2, label="Call with John Miller, Fri 27 Nov 10:00", start=at(27, 10)),
    )
    dialogue = a_dialogue(Stage.OPTIONS, options=johns, pending=a_pending(Intent.CANCEL))

    assert one_act(message, dialogue) == Act(intent=Intent.PICK, option=option)


@pytest.mark.parametrize(("message", "option"), [("the 30 minute one", 2), ("intro 15", 1), ("2", 2)])
def test_one_of_two_kinds_is_picked_by_the_words_of_its_label(message: str, option: int) -> None:
    intros = (OptionSeen(n=1, label="Intro 15 (15 min)"), OptionSeen(n=2, label="Intro 30 (30 min)"))

    assert one_act(message, a_dialogue(Stage.OPTIONS, options=intros)) == Act(intent=Intent.PICK, option=option)


@pytest.mark.parametrize(
    "message", ["2, Hugo Brandt, hugo@example.com", "number two for Hugo Brandt (hugo@example.com)"]
)
def test_a_number_of_the_list_and_whom_it_is_for_is_a_pick(message: str) -> None:
    act = one_act(message, with_options(at(26, 9), at(26, 10), at(26, 14)))

    assert (act.intent, act.option) == (Intent.PICK, 2)
    assert [person.email for person in act.people] == ["hugo@example.com"]


def test_a_pick_may_say_who_it_is_for() -> None:
    act = one_act("the second one for Bo Li bo@li.com", with_options(at(25, 9), at(26, 10)))

    assert act == Act(intent=Intent.PICK, option=2, people=(Person(name="Bo Li", email="bo@li.com"),))


@pytest.mark.parametrize("message", ["whenever", "any time works", "you choose", "I don't mind", "your pick"])
def test_of_the_offered_times_the_first_will_do(message: str) -> None:
    assert one_act(message, with_options(at(26, 9), at(26, 10))) == Act(intent=Intent.PICK, option=1)


# --- not that one ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "not the first",
        "no, not Hartl",
        "anything but the first one",
        "not the one on Thursday",
        "Thursday's is wrong",
        "number one is not the one",
        "not 1",
        "not the 14:00 one",
        "the one with Voigt, not Hartl",
        "I don't mean Hartl",
    ],
)
def test_of_two_the_one_that_is_not_refused_is_taken(message: str) -> None:
    assert one_act(message, two_bookings()) == Act(intent=Intent.PICK, option=2)


@pytest.mark.parametrize("message", ["not the second", "not at ten", "10:00 doesn't suit me", "I can't make 10:00"])
def test_of_more_than_two_none_is_taken_and_others_are_shown(message: str) -> None:
    act = one_act(message, with_options(at(26, 9), at(26, 10), at(26, 11)))

    assert act == Act(intent=Intent.MORE)


def test_what_is_wished_beside_a_refused_option_is_taken() -> None:
    offers = with_options(at(26, 9), at(26, 10), at(26, 11))

    assert one_act("not at 9, at 11", offers) == Act(intent=Intent.PICK, option=3)
    assert one_act("not Thursday but Friday", offers).when == "Friday"


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("none of these work", Intent.NO),
        ("any other times?", Intent.MORE),
        ("friday?", Intent.CHANGE),
        ("what about next week", Intent.CHANGE),
    ],
)
def test_anything_else_at_options(message: str, intent: Intent) -> None:
    assert one_act(message, TIMES).intent is intent


def test_something_around_a_time_is_a_wish_for_other_options() -> None:
    offers = with_options(at(25, 9), at(26, 10))

    assert misread("something around lunch | anything after 4pm? | not that early", Intent.CHANGE, offers) == {}
    assert first("let's do the second", offers).option == 2


def test_wishing_for_earlier_at_offers_is_not_asking_for_more_of_the_same() -> None:
    act = one_act("anything earlier?", with_options(at(25, 13), at(25, 15)))

    assert (act.intent, act.when) == (Intent.CHANGE, "earlier")


@pytest.mark.parametrize("message", ["the morning", "morning please", "afternoons are better"])
def test_a_part_of_the_day_alone_narrows_what_was_offered(message: str) -> None:
    [act] = understand(message, with_options(at(26, 14), at(26, 15))).acts

    assert act.intent is Intent.CHANGE
    assert act.when in {"morning", "afternoon"}


# --- a question of ours ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("tom@example.com", Act(intent=Intent.ANSWER, people=(Person(email="tom@example.com"),))),
        ("it's tom at example dot com", Act(intent=Intent.ANSWER, people=(Person(email="tom@example.com"),))),
        ("thursday at 10", Act(intent=Intent.ANSWER, when="thursday at 10")),
        ("the consultation", Act(intent=Intent.ANSWER, event_type="consultation")),
        (
            "30 minutes, tuesday at 3pm, kim@example.com",
            Act(
                intent=Intent.ANSWER,
                duration="30 minutes",
                when="tuesday at 3pm",
                people=(Person(email="kim@example.com"),),
            ),
        ),
    ],
)
def test_answers_come_in_any_order_and_several_at_once(message: str, expected: Act) -> None:
    assert one_act(message, asked(Need.EVENT_TYPE, Need.WHEN, Need.ATTENDEE_EMAIL)) == expected


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("Tom Hardy, tom@example.com", Person(name="Tom Hardy", email="tom@example.com")),
        ("Tom Hardy <tom@example.com>", Person(name="Tom Hardy", email="tom@example.com")),
        ("Doe, Jane", Person(name="Doe, Jane")),
        ("Zoë O'Brien-Smith zoe@example.com", Person(name="Zoë O'Brien-Smith", email="zoe@example.com")),
        ("Nguyễn Văn A, nva@example.com", Person(name="Nguyễn Văn A", email="nva@example.com")),
        ("田中太郎 tanaka@example.jp", Person(name="田中太郎", email="tanaka@example.jp")),
    ],
)
def test_a_name_answered_survives_intact(message: str, person: Person) -> None:
    assert one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL)).people == (person,)


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("sorry lia@lopez.com", Person(email="lia@lopez.com")),
        ("oops, try lia@lopez.com", Person(email="lia@lopez.com")),
        ("Lia Lopez lia@lopez.com", Person(name="Lia Lopez", email="lia@lopez.com")),
        ("Comb & Curl On Main", Person(name="Comb & Curl On Main")),
        ("The Bright Tooth", Person(name="The Bright Tooth")),
        ("It's called Curl Studio", Person(name="Curl Studio")),
    ],
)
def test_fillers_are_no_names_and_places_are(message: str, person: Person) -> None:
    act = one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL, pending=a_pending()))

    assert act.people == (person,)


@pytest.mark.parametrize("message", ["Could you make it for the 13th at 1?", "Do it for the 1st of this month."])
def test_a_time_given_instead_of_a_name_makes_nobody(message: str) -> None:
    act = one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL, pending=a_pending()))

    assert act.people == ()
    assert act.when is not None


@pytest.mark.parametrize("said", ["Bo Lind", "Wavelength", "it's Bo Lind", "The Corner Studio"])
def test_a_bare_name_says_what_to_change(said: str) -> None:
    asked = a_dialogue(Stage.QUESTION, pending=a_pending(), asked=(Need.CHANGE,))

    [act] = understand(said, asked).acts

    assert (act.intent, [person.name for person in act.people]) == (Intent.ANSWER, [said.removeprefix("it's ")])


@pytest.mark.parametrize(("message", "when"), [("3", "3"), ("15:30", "15:30"), ("at 10", "at 10"), ("noon", "noon")])
def test_a_bare_hour_is_a_time_when_a_time_was_asked(message: str, when: str) -> None:
    assert one_act(message, asked(Need.TIME)).when == when


def test_a_question_of_the_form_takes_the_words_as_they_are() -> None:
    company = FieldSeen(slug="company", label="Company")

    [answer] = one_act("Acme, Inc. & Sons", asked(Need.FIELD, fields=(company,))).answers

    assert (answer.field, answer.value) == ("company", "Acme, Inc. & Sons")


def test_a_question_with_choices_takes_one_of_them() -> None:
    size = FieldSeen(slug="size", label="Team size", type="select", options=("1-10", "11-50"))

    [answer] = one_act("we are 11-50 people", asked(Need.FIELD, fields=(size,))).answers

    assert (answer.field, answer.value) == ("size", "11-50")
