"""Wishes told by the shape of a sentence: who joins, who did not come, which link; and what only looks alike."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import BookingWords, Intent, Person, Pronoun, Wants
from tests.understanding.builders import a_dialogue, a_pending, at_a_card, misread, one_act

PEDRO = Person(name="Pedro Lima", email="pedro@example.com")
RITA = Person(email="rita@example.com")


@pytest.mark.parametrize(
    ("message", "guests", "booking"),
    [
        ("add rita@example.com to my call with Ana", (RITA,), BookingWords(person="Ana")),
        (
            "please invite Pedro Lima, pedro@example.com to tomorrow's 2pm",
            (PEDRO,),
            BookingWords(when="tomorrow's 2pm"),
        ),
        (
            "include Pedro Lima <pedro@example.com> and rita@example.com in the call with Ana.",
            (PEDRO, RITA),
            BookingWords(person="Ana"),
        ),
        ("add Pedro and rita@example.com to it", (Person(name="Pedro"), RITA), BookingWords(pronoun=Pronoun.IT)),
        ("loop in Pedro Lima on my next meeting", (Person(name="Pedro Lima"),), BookingWords(pronoun=Pronoun.NEXT)),
    ],
)
def test_guests_and_the_booking_they_join(message: str, guests: tuple[Person, ...], booking: BookingWords) -> None:
    act = one_act(message)

    assert (act.intent, act.guests, act.booking, act.people) == (Intent.INVITE, guests, booking, ())


@pytest.mark.parametrize(
    ("message", "booking"),
    [
        ("Ana didn't show up", BookingWords(person="Ana")),
        ("Ana never turned up yesterday", BookingWords(person="Ana", when="yesterday")),
        ("mark Ana as a no-show", BookingWords(person="Ana")),
        ("note my call with Ana down as absent", BookingWords(person="Ana")),
        ("Ana was a no show", BookingWords(person="Ana")),
        ("he did not come", BookingWords(pronoun=Pronoun.IT)),
    ],
)
def test_whoever_did_not_come(message: str, booking: BookingWords) -> None:
    act = one_act(message)

    assert (act.intent, act.booking) == (Intent.ABSENT, booking)


@pytest.mark.parametrize(
    ("message", "wants", "booking"),
    [
        ("send me the link to join my call with Ana", Wants.LINK, BookingWords(person="Ana")),
        ("what's the link for my next call?", Wants.LINK, BookingWords(pronoun=Pronoun.NEXT)),
        ("give me the link", Wants.LINK, BookingWords(pronoun=Pronoun.NEXT)),
        ("add my call with Ana to my google calendar", Wants.CALENDAR, BookingWords(person="Ana")),
        ("can you put it in outlook?", Wants.CALENDAR, BookingWords(pronoun=Pronoun.IT)),
    ],
)
def test_links_of_a_booking(message: str, wants: Wants, booking: BookingWords) -> None:
    act = one_act(message)

    assert (act.intent, act.wants, act.booking) == (Intent.LIST, wants, booking)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("give me a booking link for a 30 min call", "a 30 min call"),
        ("what is my booking page?", None),
        ("send me the scheduling link for a consultation", "a consultation"),
    ],
)
def test_where_others_book_for_themselves(message: str, kind: str | None) -> None:
    act = one_act(message)

    assert (act.intent, act.wants, act.event_type) == (Intent.EVENT_TYPES, Wants.LINK, kind)


def test_the_booking_last_spoken_of_has_the_link() -> None:
    acts = understand("send me the link", a_dialogue(recent=a_pending())).acts

    assert acts[0].booking == BookingWords(pronoun=Pronoun.IT)


def test_what_is_planned_anew_is_no_guest_of_what_stands() -> None:
    planned = """
        add a meeting with Ana to Thursday at 2 | add lunch with Ana to my calendar tomorrow at noon
        invite Pedro to a demo on Friday at 10 | put a call with Ana on my schedule tomorrow at 3
    """

    assert misread(planned, Intent.BOOK) == {}


def test_at_the_card_of_a_new_booking_a_guest_is_a_change_of_it() -> None:
    acts = understand("add rita@example.com to it", at_a_card()).acts

    assert [(act.intent, act.guests) for act in acts] == [(Intent.CHANGE, (RITA,))]
