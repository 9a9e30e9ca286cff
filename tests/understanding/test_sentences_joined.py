"""Two sentences that complete each other are one wish: a day and an hour, a person and a time, a wish and a doubt."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.offline import understand
from graph.understanding.offline.when_words import completes
from graph.understanding.schema import Act, Intent, Person
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options


def one_act(message: str, dialogue: Dialogue | None = None) -> Act:
    [act] = understand(message, dialogue or a_dialogue()).acts
    return act


ASKED_WHEN = a_dialogue(Stage.QUESTION, pending=a_pending(start=None, end=None), asked=(Need.WHEN,))


@pytest.mark.parametrize(
    ("message", "dialogue", "when"),
    [
        ("Please book a session for the 10th of May. Do you have an opening at 11:00?", None, "10th of May 11:00"),
        ("I need it on the 12th, I am sorry about that. Do you have anything at 5 pm?", at_a_card(), "12th 5 pm"),
        ("Let it be the day after tomorrow. Is there anything at 2:45 pm?", ASKED_WHEN, "day after tomorrow 2:45 pm"),
        (
            "Are there any slots at half past 4? That's when I can, on next Tuesday.",
            ASKED_WHEN,
            "half past 4 next Tuesday",
        ),
        ("I'd like an early meeting, maybe at 9:45 am. Preferably on May 12th.", None, "9:45 am May 12th"),
        ("12:30 pm works for me, is there anything available at that time?", ASKED_WHEN, "12:30 pm"),
        ("No, 10 am would work better. Do they have an opening then?", at_a_card(), "10 am"),
        ("I need a haircut. Please book one for later today.", None, "later today"),
    ],
)
def test_half_of_the_time_in_each_sentence_is_one_time(message: str, dialogue: Dialogue | None, when: str) -> None:
    act = one_act(message, dialogue)

    assert (act.when, act.notes) == (when, None)


@pytest.mark.parametrize(
    ("message", "dialogue"),
    [
        ("I'd like to see a barber. His name is Bo Lind.", None),
        ("Book it on the 14th at 3 pm. The barber's name is Bo Lind.", None),
        ("Can you book me a haircut? Bo Lind this Sunday please?", None),
        ("Please book it on the 11th. The barber is called Bo Lind.", at_a_card()),
        ("Make it next Thursday, for Dr. Bo Lind.", ASKED_WHEN),
        ("Let's try another barber. Bo Lind please. I'd like it at 4 pm.", with_options(at(25, 9), at(26, 10))),
    ],
)
def test_a_person_told_in_a_sentence_of_its_own_is_no_note(message: str, dialogue: Dialogue | None) -> None:
    act = one_act(message, dialogue)

    assert [(person.name or "").removeprefix("Dr. ") for person in act.people] == ["Bo Lind"]
    assert act.notes is None


@pytest.mark.parametrize("lead", ["Note:", "It's about", "We want to discuss"])
def test_what_is_said_as_a_note_is_one(lead: str) -> None:
    act = one_act(f"Book a call with Bo Lind tomorrow at 3 pm. {lead} the leaking roof.")

    assert (act.people, act.notes) == ((Person(name="Bo Lind"),), "the leaking roof")


def test_a_remark_is_no_note() -> None:
    act = one_act("Book a call with Bo Lind tomorrow at 3 pm. The roof leaks badly.")

    assert (act.people, act.notes) == ((Person(name="Bo Lind"),), None)


def test_free_time_is_asked_for_the_day_that_was_just_asked_about() -> None:
    listed, free = understand("What's my schedule on May 7th? Any free time?", a_dialogue()).acts

    assert (listed.intent, free.intent, free.when) == (Intent.LIST, Intent.AVAILABILITY, "May 7th")


def test_two_days_are_two_wishes() -> None:
    acts = understand("Book a call with Bo Lind on Monday. When are you free on Friday?", a_dialogue()).acts

    assert [act.when for act in acts] == ["Monday", "Friday"]


@pytest.mark.parametrize(
    ("first", "second", "do"),
    [
        ("the 10th", "11 am", True),
        ("three in the afternoon", "friday", True),
        ("friday at 2", "3 pm", False),
        ("friday", "saturday", False),
        ("2 pm", "noon", False),
    ],
)
def test_a_day_and_an_hour_complete_each_other(first: str, second: str, do: bool) -> None:
    assert completes(first, second) is completes(second, first) is do
