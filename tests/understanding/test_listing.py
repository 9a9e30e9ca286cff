"""Questions about bookings and about free times, at every stage of a talk."""

import pytest

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, ListFilter, Person, Pronoun
from tests.understanding.builders import STAGES, a_dialogue, knowing, misread, one_act

# --- bookings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("what do I have this week?", Act(intent=Intent.LIST, when="this week")),
        ("any meetings with Ana?", Act(intent=Intent.LIST, people=(Person(name="Ana"),))),
        ("show cancelled ones", Act(intent=Intent.LIST, filter=ListFilter.CANCELLED)),
        ("what did I have last week?", Act(intent=Intent.LIST, when="last week", filter=ListFilter.PAST)),
        ("when is my next call?", Act(intent=Intent.LIST, booking=BookingWords(pronoun=Pronoun.NEXT))),
        ("which requests are pending?", Act(intent=Intent.LIST, filter=ListFilter.UNCONFIRMED)),
    ],
)
def test_questions_about_bookings_are_a_list_with_its_filters(message: str, expected: Act) -> None:
    assert one_act(message) == expected


def test_looks_at_the_day_need_no_word_for_a_booking() -> None:
    looks = """
        how does my monday look? | what's my afternoon looking like | whats happening on sunday | anything on friday?
        what's left on my plate today | what's the rest of my week look like | do I work on Saturday?
        did Karim decline? | is Wanda joining us? | has Noor responded? | are Jin and Lea both going?
        does that clash with anything | is that the only thing I've got? | who set that up? | which one is longer?
        when does it start again | and on the 12th? | do you know when my facial is
        where did I see Tove last month | the one with Igor
    """

    assert misread(looks, Intent.LIST) == {}


def test_is_it_taken_asks_what_is_booked() -> None:
    assert one_act("is Monday 4pm taken?") == Act(intent=Intent.LIST, when="Monday 4pm")


@pytest.mark.parametrize(
    "message", ["when did I last meet Greta?", "when did we last talk to Greta", "when was the last time I saw Greta"]
)
def test_when_somebody_was_last_met_is_a_question_about_the_past(message: str) -> None:
    act = one_act(message, knowing(message, "Greta Olm"))

    assert act.intent is Intent.LIST
    assert act.filter is ListFilter.PAST
    assert act.booking == BookingWords(ordinal=-1)
    assert [person.name for person in act.people] == ["Greta"]


@pytest.mark.parametrize(
    ("message", "who"),
    [("is Greta coming on thursday?", "Greta"), ("will Hugo Bo be there on thursday", "Hugo Bo")],
)
def test_whether_somebody_comes_is_a_question_about_bookings_with_them(message: str, who: str) -> None:
    act = one_act(message, knowing(message, "Greta Olm", "Hugo Bo"))

    assert act.intent is Intent.LIST
    assert [person.name for person in act.people] == [who]
    assert act.when == "thursday"


@pytest.mark.parametrize("said", ["find my dentist appointment", "find the doctor's appointment on my calendar"])
def test_looking_for_a_booking_stays_a_list(said: str) -> None:
    assert one_act(said).intent is Intent.LIST


@pytest.mark.parametrize("dialogue", STAGES, ids=lambda dialogue: dialogue.stage.value)
@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("what do i have next week", "next week"),
        ("how's my agenda looking for nxt wk", "nxt wk"),
        ("who am I seeing on thursday?", "thursday"),
        ("do I have anything tomorrow afternoon?", "tomorrow afternoon"),
        ("what's on friday", "friday"),
    ],
)
def test_a_question_about_bookings_is_a_question_at_every_stage(dialogue: Dialogue, message: str, when: str) -> None:
    act = one_act(message, dialogue)

    assert act.intent is Intent.LIST
    assert when in (act.when or "")
    assert act.booking is None


# --- free times ------------------------------------------------------------------------------------------------------


def test_free_times_are_asked_for_a_kind_and_a_time() -> None:
    act = one_act("what's free thursday afternoon for a consultation?")

    assert (act.intent, act.event_type, act.when) == (Intent.AVAILABILITY, "consultation", "thursday afternoon")


def test_free_time_is_asked_for_the_day_that_was_just_asked_about() -> None:
    listed, free = understand("What's my schedule on May 7th? Any free time?", a_dialogue()).acts

    assert (listed.intent, free.intent, free.when) == (Intent.LIST, Intent.AVAILABILITY, "May 7th")


@pytest.mark.parametrize("dialogue", STAGES[:3], ids=lambda dialogue: dialogue.stage.value)
def test_asking_whether_one_is_free_then_picks_nothing_and_invites_nobody(dialogue: Dialogue) -> None:
    act = one_act("am I free on thursday at 10 too?", dialogue)

    assert (act.intent, act.people) == (Intent.AVAILABILITY, ())
    assert "thursday at 10" in (act.when or "")
