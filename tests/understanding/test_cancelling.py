"""What takes a booking away, or answers a request for one: which booking is meant, why, and which is to stay."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun
from tests.understanding.builders import a_dialogue, at_a_card, misread, one_act, two_bookings

# --- which booking ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "booking"),
    [
        ("cancel my call with John", BookingWords(person="John")),
        ("get rid of the dentist thing", BookingWords(title="dentist")),
        ("delete my 3pm tomorrow", BookingWords(when="3pm tomorrow")),
        ("cancel John's call", BookingWords(person="John")),
        ("cancel it", BookingWords(pronoun=Pronoun.IT)),
        ("cancel the one I just made", BookingWords(pronoun=Pronoun.LATEST)),
        ("cancel my next meeting", BookingWords(pronoun=Pronoun.NEXT)),
        ("cancel the second one", BookingWords(ordinal=2)),
        ("cancel all my meetings tomorrow", BookingWords(when="tomorrow", all=True)),
        ('remove "Board: Q4 review"', BookingWords(title="Board: Q4 review")),
    ],
)
def test_a_cancellation_points_at_its_booking(message: str, booking: BookingWords) -> None:
    act = one_act(message)

    assert (act.intent, act.booking) == (Intent.CANCEL, booking)


def test_verbs_of_taking_away() -> None:
    taking_away = """
        unschedule the standup | nix my lunch with Bea | please take it off my calendar | I'd like that removed
        I'm not going to the fair, take it off | my 4 o'clock got cancelled | no longer attending the gala
    """

    assert misread(taking_away, Intent.CANCEL) == {}


def test_getting_rid_of_an_hour_cancels_the_booking_then() -> None:
    assert one_act("get rid of the 3pm") == Act(intent=Intent.CANCEL, booking=BookingWords(when="3pm"))


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


@pytest.mark.parametrize("message", ["Greta asked to cancel", "greta had to cancel", "Greta would like to call off"])
def test_somebody_who_calls_off_is_the_one_whose_booking_is_cancelled(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.person
    assert act.booking.person.lower() == "greta"


@pytest.mark.parametrize(
    "message", ["I'm not going to make the call with Greta", "I won't make the call with Greta, sorry"]
)
def test_what_i_will_not_make_is_to_be_cancelled(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.CANCEL
    assert act.booking is not None
    assert act.booking.person == "Greta"


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


# --- why -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("cancel my call with John, he's ill", "he's ill"),
        ("cancel my call with John because the project, sadly, ended", "the project, sadly, ended"),
        ("I'm not feeling well. Please cancel my meeting tomorrow", "I'm not feeling well"),
    ],
)
def test_a_reason_given_in_the_same_breath_is_kept_whole(message: str, reason: str) -> None:
    act = one_act(message)

    assert (act.intent, act.reason) == (Intent.CANCEL, reason)


@pytest.mark.parametrize(
    "message",
    [
        "I can't bear him. Cancel Otto.",
        "Cancel Otto. He is such a bore.",
        "Cancel Otto, but don't tell him why: we are selling the firm",
        "cancel otto, between us: he is ill-mannered",
        "Please push the call with Otto to Friday, the hour stays",
    ],
)
def test_a_remark_is_no_reason(message: str) -> None:
    assert one_act(message).reason is None


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("Cancel Otto. I have the flu.", "I have the flu"),
        ("Cancel Otto. Because we moved house.", "we moved house"),
        ("cancel otto, something urgent came up", "something urgent came up"),
    ],
)
def test_what_plainly_tells_why_is_a_reason(message: str, reason: str) -> None:
    assert one_act(message).reason == reason


# --- at a card -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cancel it", Act(intent=Intent.YES)),
        ("keep it", Act(intent=Intent.DROP)),
        ("no, the one on Friday", Act(intent=Intent.CHANGE, booking=BookingWords(when="Friday"))),
        ("no, Smith", Act(intent=Intent.CHANGE, booking=BookingWords(person="Smith"))),
        ("yes, he's ill", Act(intent=Intent.CHANGE, reason="he's ill")),
    ],
)
def test_at_a_cancellation_words_are_read_by_it(message: str, expected: Act) -> None:
    assert one_act(message, at_a_card(Intent.CANCEL, person="John", title="Call with John")) == expected


@pytest.mark.parametrize("message", ["no, the 10am one", "sorry, the 10am one"])
def test_a_booking_meant_by_its_hour_is_told_by_the_hour(message: str) -> None:
    [act] = understand(message, at_a_card(Intent.CANCEL, person="John", title="Call with John")).acts

    assert act.booking == BookingWords(when="10am")


@pytest.mark.parametrize("message", ["first cancel Hugo", "hold on - cancel Hugo", "wait, cancel Hugo first"])
def test_another_request_at_a_card_is_heard_behind_its_opening(message: str) -> None:
    assert one_act(message, at_a_card()).intent is Intent.CANCEL


# --- accepting and declining -----------------------------------------------------------------------------------------


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
