"""What moves a booking: from one time to another, by a step, or because somebody else wishes it."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import BookingWords, Intent
from tests.understanding.builders import a_dialogue, at_a_card, knowing, misread, one_act


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("move my 3pm tomorrow to Friday at 10", "3pm tomorrow", "Friday at 10"),
        ("move my call with Ana to Friday afternoon", None, "Friday afternoon"),
        ("change my nail appointment from 2pm to 5pm on thursday", "2pm", "5pm on thursday"),
        ("make the sync at 1pm instead of 2pm", "2pm", "1pm"),
        ("reschedule the sync to 4", None, "4"),
    ],
)
def test_a_move_tells_the_old_time_from_the_new(message: str, old: str | None, new: str) -> None:
    act = one_act(message)

    assert (act.intent, act.when, act.booking.when if act.booking else None) == (Intent.RESCHEDULE, new, old)


def test_verbs_of_moving() -> None:
    moving = """
        can we do 10:30 instead of 11 | my 9 am needs to happen at 3 | can my call with Pia last two hours
        put it at 3 | can it start half an hour later
    """

    assert misread(moving, Intent.RESCHEDULE) == {}


@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("push my meeting with Bob back by half an hour", "back by half an hour"),
        ("bring the standup forward an hour", "forward an hour"),
        ("delay my call with Kim by 20 minutes", "20 minutes later"),
    ],
)
def test_the_verb_of_a_step_tells_its_direction(message: str, when: str) -> None:
    [act] = understand(message, a_dialogue()).acts

    assert (act.intent, act.when) == (Intent.RESCHEDULE, when)


@pytest.mark.parametrize("message", ["greta to monday 4pm", "greta -> monday 4pm", "greta can only do monday 4pm"])
def test_a_name_and_where_it_goes_is_a_move(message: str) -> None:
    act = one_act(message, knowing(message, "Greta Olm"))

    assert act.intent is Intent.RESCHEDULE
    assert act.booking == BookingWords(person="greta")
    assert act.when == "monday 4pm"


def test_the_verb_of_a_move_is_no_part_of_the_name() -> None:
    booking = one_act("push greta to monday 4pm").booking

    assert booking is not None
    assert (booking.person or booking.title) == "greta"


def test_a_cancellation_may_turn_into_a_move() -> None:
    act = one_act("no keep it, move it to friday 3pm instead", at_a_card(Intent.CANCEL))

    assert (act.intent, act.when) == (Intent.RESCHEDULE, "friday 3pm")


# --- what others wish, or cannot do ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "person", "when"),
    [
        ("Greta wants to move to Monday at 9", "Greta", "Monday at 9"),
        ("Hugo Brandt asked me to push our call to thursday", "Hugo Brandt", "thursday"),
        ("greta needs to reschedule to the 4th of march", "greta", "4th of march"),
    ],
)
def test_somebody_who_wants_another_time_is_the_one_whose_booking_moves(message: str, person: str, when: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.RESCHEDULE
    assert act.booking == BookingWords(person=person)
    assert act.when is not None
    assert act.when.endswith(when)


@pytest.mark.parametrize("message", ["I want to move my call with Greta to 4", "we need to move the call to friday"])
def test_our_own_wish_is_not_somebody_elses(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.RESCHEDULE
    assert act.booking is None or act.booking.person in (None, "Greta")


def test_who_cannot_come_is_moved_not_cancelled() -> None:
    act = one_act("noor can't make it on friday, please find another slot next week")

    assert act.intent is Intent.RESCHEDULE
    assert act.when == "next week"
    assert act.booking is not None
    assert (act.booking.person, act.booking.when) == ("noor", "friday")
