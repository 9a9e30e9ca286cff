"""What a name of the message becomes: in full where one person is meant, and as it was said everywhere else."""

from datetime import UTC, datetime

import pytest

from graph.acts.knowing import in_full, unknown_name
from graph.known.request import Request
from graph.understanding.naming import named_in
from graph.understanding.schema import Act, BookingWords, Intent, Person
from tools.people import KnownPerson

_SOON = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def known(name: str, address: str) -> KnownPerson:
    return KnownPerson(name=name, addresses=(address,), next=_SOON)


PEOPLE = (
    known("Nadia Falk", "nadia@known.test"),
    known("Søren Østby", "soren@ostby.test"),
    known("Søren Krag", "soren@krag.test"),
)


def read(act: Act, message: str) -> Act:
    return in_full(act, named_in(message, PEOPLE))


def test_who_is_booked_gets_the_full_name_and_the_address() -> None:
    act = Act(intent=Intent.BOOK, people=(Person(name="Nadia"),))

    assert read(act, "book Nadia at 3").people == (Person(name="Nadia Falk", email="nadia@known.test"),)


def test_a_name_that_was_typed_beside_a_known_address_stays_as_it_was_typed() -> None:
    typed = Person(name="Nadia Falk-Meyer", email="nadia@known.test")

    assert read(Act(intent=Intent.BOOK, people=(typed,)), "book Nadia Falk-Meyer nadia@known.test").people == (typed,)


@pytest.mark.parametrize("intent", [Intent.CANCEL, Intent.RESCHEDULE])
def test_words_that_point_at_a_booking_stay_as_they_were_said(intent: Intent) -> None:
    act = Act(intent=intent, booking=BookingWords(person="Nadia"))

    assert read(act, "the call with Nadia") == act


def test_only_a_spelling_that_would_find_nothing_is_replaced() -> None:
    act = Act(intent=Intent.CANCEL, booking=BookingWords(person="Soeren Krag"))

    booking = read(act, "cancel Soeren Krag").booking

    assert booking is not None
    assert booking.person == "Søren Krag"


@pytest.mark.parametrize(
    "act",
    [
        Act(intent=Intent.CANCEL, booking=BookingWords(person="Soeren")),
        Act(intent=Intent.BOOK, people=(Person(name="Soeren"),)),
        Act(intent=Intent.LIST, people=(Person(name="Soeren"),)),
    ],
)
def test_of_two_who_fit_none_is_chosen(act: Act) -> None:
    assert read(act, "the call with Soeren") == act


def test_whom_a_list_is_asked_about_is_given_no_address() -> None:
    act = Act(intent=Intent.LIST, people=(Person(name="Nadia"),))

    assert read(act, "what do I have with Nadia?") == act


def test_a_full_name_of_nobody_is_unknown_and_what_is_known_is_not() -> None:
    places = named_in("book Nadia Falk", PEOPLE)

    def unknown(name: str, request: Request | None = None, email: str | None = None) -> str | None:
        return unknown_name(Act(intent=Intent.BOOK, people=(Person(name=name, email=email),)), places, request)

    assert unknown("Petra Sand") == "Petra Sand"
    assert unknown("Nadia Falk") is None
    assert unknown("Petra Sand", email="petra@sand.test") is None
    assert unknown("Petra Sand", Request(action="book", attendee_name="Petra Sand")) is None
    assert unknown("Petra") is None  # a first name is asked about, not looked up
