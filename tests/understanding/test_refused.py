"""What a message refuses is never taken: of an option, of the card, or of a request; what it wishes instead is."""

from datetime import timedelta

import pytest

from graph.understanding.dialogue import Dialogue, Need, OptionSeen, Pending, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Person
from graph.understanding.yes.approval_grammar import is_approval
from tests.understanding.builders import NOW, a_dialogue, a_pending, at, at_a_card, with_options


def one_act(message: str, dialogue: Dialogue) -> Act:
    [act] = understand(message, dialogue).acts
    return act


def two_bookings(action: Intent = Intent.CANCEL) -> Dialogue:
    options = (
        OptionSeen(n=1, label="Thursday 26 November, 14:00–14:30: 30 Min Meeting with Lena Hartl", start=at(26, 14)),
        OptionSeen(n=2, label="Friday 27 November, 15:00–15:15: 15 Min Intro with Lena Voigt", start=at(27, 15)),
    )
    return a_dialogue(Stage.OPTIONS, options=options, asked=(Need.BOOKING,), pending=Pending(action=action))


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
    "message",
    [
        "not at two",
        "not on Wednesday",
        "Wednesday is impossible",
        "14:00 is too late for me",
        "anything but Wednesday",
        "I can't do Wednesday",
        "2pm won't work",
    ],
)
def test_a_refused_day_or_hour_takes_the_card_away(message: str) -> None:
    assert one_act(message, at_a_card()) == Act(intent=Intent.NO)


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


@pytest.mark.parametrize("message", ["no, later", "no, thanks", "no, nothing", "wrong one", "sorry, no"])
def test_a_no_with_no_name_names_nobody(message: str) -> None:
    assert understand(message, at_a_card(Intent.RESCHEDULE)).acts[0].booking is None


@pytest.mark.parametrize(
    ("message", "besides"),
    [
        ("Cancel everything tomorrow except Mirko", "Mirko"),
        ("cancel all of tomorrow but Mirko", "Mirko"),
        ("Cancel tomorrow's calls, but keep the one with Mirko", "Mirko"),
        ("cancel everything tomorrow apart from the 3pm", "3pm"),
    ],
)
def test_the_booking_that_is_to_stay_is_told_beside_the_others(message: str, besides: str) -> None:
    act = one_act(message, a_dialogue())

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.all
    assert act.booking.besides == besides


@pytest.mark.parametrize("message", ["Decline the call with Voigt", "no wait, decline Voigt", "please reject Voigt"])
@pytest.mark.parametrize("action", [Intent.ACCEPT, Intent.CANCEL])
def test_decline_wins_over_the_list_another_verb_made(message: str, action: Intent) -> None:
    assert one_act(message, two_bookings(action)).intent is Intent.DECLINE


@pytest.mark.parametrize("message", ["accept the request from Voigt", "approve Voigt", "confirm the one with Voigt"])
@pytest.mark.parametrize("action", [Intent.DECLINE, Intent.CANCEL])
def test_accept_wins_over_the_list_another_verb_made(message: str, action: Intent) -> None:
    assert one_act(message, two_bookings(action)).intent is Intent.ACCEPT


def test_decline_wins_over_the_card_of_an_accept() -> None:
    assert one_act("decline the call with Ana", at_a_card(Intent.ACCEPT)).intent is Intent.DECLINE


@pytest.mark.parametrize("action", [Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE])
@pytest.mark.parametrize(
    "message", ["do it tomorrow", "please do that tomorrow", "do it tomorrow please", "go ahead tomorrow morning"]
)
def test_an_order_for_another_moment_is_no_yes_though_the_card_names_that_day(message: str, action: Intent) -> None:
    start = NOW.replace(hour=9) + timedelta(days=1)
    pending = a_pending(action, start=start, end=start + timedelta(minutes=30))

    assert not is_approval(message, pending, now=NOW)


@pytest.mark.parametrize("message", ["cancel it tomorrow", "ok, tomorrow", "yes, tomorrow", "tomorrow, yes"])
def test_a_booking_that_exists_is_not_cancelled_by_a_yes_for_another_moment(message: str) -> None:
    assert not is_approval(message, a_pending(Intent.CANCEL), now=NOW)
