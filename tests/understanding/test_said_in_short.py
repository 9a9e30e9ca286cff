"""Requests in everyday words: without a verb, with a "first", with "not any more", or left to the assistant."""

import pytest

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Person
from tests.understanding.builders import a_dialogue, at, at_a_card, with_options


def one_act(message: str, dialogue: Dialogue | None = None) -> Act:
    [act] = understand(message, dialogue or a_dialogue()).acts
    return act


@pytest.mark.parametrize("message", ["greta to monday 4pm", "greta -> monday 4pm", "greta can only do monday 4pm"])
def test_a_name_and_where_it_goes_is_a_move(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.RESCHEDULE
    assert act.booking == BookingWords(person="greta")
    assert act.when == "monday 4pm"


def test_the_verb_of_a_move_is_no_part_of_the_name() -> None:
    booking = one_act("push greta to monday 4pm").booking

    assert booking is not None
    assert (booking.person or booking.title) == "greta"


@pytest.mark.parametrize("message", ["from 2 to 4pm", "9 to 5 tomorrow", "a call with Greta 2 to 4pm tomorrow"])
def test_a_stretch_of_time_moves_nobody(message: str) -> None:
    assert one_act(message).intent is not Intent.RESCHEDULE


@pytest.mark.parametrize(
    ("message", "intent", "who"),
    [
        ("Accept Hugo's request", Intent.ACCEPT, "Hugo"),
        ("approve hugo", Intent.ACCEPT, "hugo"),
        ("say yes to Hugo Brandt", Intent.ACCEPT, "Hugo Brandt"),
        ("Decline Hugo's request", Intent.DECLINE, "Hugo"),
        ("decline hugo - away", Intent.DECLINE, "hugo"),
        ("I'm not meeting Hugo any more", Intent.CANCEL, "Hugo"),
        ("I am no longer seeing Hugo", Intent.CANCEL, "Hugo"),
        ("cancel Hugo first", Intent.CANCEL, "Hugo"),
        ("first cancel Hugo", Intent.CANCEL, "Hugo"),
    ],
)
def test_whose_booking_it_is_about_is_the_name_and_nothing_more(message: str, intent: Intent, who: str) -> None:
    act = one_act(message)

    assert act.intent is intent
    assert act.booking is not None
    assert (act.booking.person or act.booking.title, act.booking.ordinal, act.booking.all) == (who, None, False)


@pytest.mark.parametrize("message", ["first cancel Hugo", "hold on - cancel Hugo", "wait, cancel Hugo first"])
def test_another_request_at_a_card_is_heard_behind_its_opening(message: str) -> None:
    assert one_act(message, at_a_card()).intent is Intent.CANCEL


@pytest.mark.parametrize(
    ("message", "when"),
    [("clear my day", "today"), ("clear my whole day on friday", "friday"), ("wipe tomorrow", "tomorrow")],
)
def test_a_day_that_is_to_be_cleared_means_all_of_it(message: str, when: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.all
    assert act.booking.title is None
    assert when in (act.booking.when or "")


@pytest.mark.parametrize("message", ["whenever", "any time works", "you choose", "I don't mind", "your pick"])
def test_of_the_offered_times_the_first_will_do(message: str) -> None:
    assert one_act(message, with_options(at(26, 9), at(26, 10))) == Act(intent=Intent.PICK, option=1)


@pytest.mark.parametrize(
    "message", ["2, Hugo Brandt, hugo@example.com", "number two for Hugo Brandt (hugo@example.com)"]
)
def test_a_number_of_the_list_and_whom_it_is_for_is_a_pick(message: str) -> None:
    act = one_act(message, with_options(at(26, 9), at(26, 10), at(26, 14)))

    assert (act.intent, act.option) == (Intent.PICK, 2)
    assert [person.email for person in act.people] == ["hugo@example.com"]


def test_is_it_taken_asks_what_is_booked() -> None:
    assert one_act("is Monday 4pm taken?") == Act(intent=Intent.LIST, when="Monday 4pm")


def test_a_visit_that_is_needed_begins_a_booking_with_the_one_who_is_named_after_it() -> None:
    act = one_act("I need to go see the optician about new glasses. My optician is Dr. Hugo Brandt.")
    told = one_act("I need to go see the adviser for my pension. The name of my adviser is Hugo Brandt.")

    assert act.intent is Intent.BOOK
    assert told.intent is Intent.BOOK
    assert told.people == (Person(name="Hugo Brandt"),)


def test_the_kind_that_is_taken_back_is_not_the_one_wanted() -> None:
    act = one_act("Book Greta Lund, greta@example.com, thursday at 11, a 30 min meeting, scratch that, a 15 min intro")

    assert (act.event_type, act.duration) == ("15 min intro", "15 min")


def test_leaving_it_gives_up_what_is_arranged() -> None:
    assert one_act("ah, leave it", a_dialogue(Stage.QUESTION)).intent is Intent.DROP
