"""What somebody else wishes, or cannot do, is about the booking with them; and when they were last met."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, ListFilter
from tests.understanding.builders import a_dialogue, at, at_a_card, with_options


def one_act(message: str) -> Act:
    [act] = understand(message, a_dialogue()).acts
    return act


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


@pytest.mark.parametrize("message", ["Greta asked to cancel", "greta had to cancel", "Greta would like to call off"])
def test_somebody_who_calls_off_is_the_one_whose_booking_is_cancelled(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.person
    assert act.booking.person.lower() == "greta"


@pytest.mark.parametrize("message", ["I want to move my call with Greta to 4", "we need to move the call to friday"])
def test_our_own_wish_is_not_somebody_elses(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.RESCHEDULE
    assert act.booking is None or act.booking.person in (None, "Greta")


@pytest.mark.parametrize(
    "message", ["I'm not going to make the call with Greta", "I won't make the call with Greta, sorry"]
)
def test_what_i_will_not_make_is_to_be_cancelled(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.person == "Greta"


@pytest.mark.parametrize(
    "message", ["when did I last meet Greta?", "when did we last talk to Greta", "when was the last time I saw Greta"]
)
def test_when_somebody_was_last_met_is_a_question_about_the_past(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.LIST
    assert act.filter is ListFilter.PAST
    assert act.booking == BookingWords(person="Greta", ordinal=-1)


@pytest.mark.parametrize("message", ["no, the 10am one", "sorry, the 10am one"])
def test_a_booking_meant_by_its_hour_is_told_by_the_hour(message: str) -> None:
    [act] = understand(message, at_a_card(Intent.CANCEL, person="John", title="Call with John")).acts

    assert act.booking == BookingWords(when="10am")


@pytest.mark.parametrize(
    ("message", "who"),
    [("is Greta coming on thursday?", "Greta"), ("will Hugo Bo be there on thursday", "Hugo Bo")],
)
def test_whether_somebody_comes_is_a_question_about_bookings_with_them(message: str, who: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.LIST
    assert [person.name for person in act.people] == [who]
    assert act.when == "thursday"


@pytest.mark.parametrize("message", ["the morning", "morning please", "afternoons are better"])
def test_a_part_of_the_day_alone_narrows_what_was_offered(message: str) -> None:
    [act] = understand(message, with_options(at(26, 14), at(26, 15))).acts

    assert act.intent is Intent.CHANGE
    assert act.when in {"morning", "afternoon"}
