"""Whom of the calendar a message names: before times and verbs are looked for, and only where a name can stand."""

from datetime import UTC, datetime

import pytest

from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.understanding.schema import Intent
from tests.understanding.builders import a_dialogue
from tools.people import KnownPerson

_SOON = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def known(name: str, *addresses: str) -> KnownPerson:
    return KnownPerson(name=name, addresses=addresses or (f"{name.split()[0].lower()}@known.test",), next=_SOON)


PEOPLE = [
    known("Nadia Falk"),
    known("John Hale", "john@hale.test"),
    known("John Voss", "john@voss.test"),
    known("Tom Ode"),
    known("May Lin"),
    known("Will Stone"),
    known("Mark Twist"),
    known("June Park"),
    known("Rob Book"),
    known("Jürgen Groß"),
    known("Zoë Ångström"),
    known("Søren Østby"),
    known("Frieda Marsch"),
]
KINDS = ["Intro call", "30 minute meeting"]


def names(message: str) -> list[list[str]]:
    return [[person.name for person in place.people] for place in named_in(message, PEOPLE, KINDS)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("book a call with nadia tomorrow", ["Nadia Falk"]),
        ("NADIA at 4", ["Nadia Falk"]),
        ("Falk on Friday", ["Nadia Falk"]),
        ("is Ms Falk coming?", ["Nadia Falk"]),
        ("nadia falk's call", ["Nadia Falk"]),
        ("write to nadia@known.test", ["Nadia Falk"]),
        ("move juergen to 5", ["Jürgen Groß"]),
        ("move Jurgen to 5", ["Jürgen Groß"]),
        ("Herr Gross at 3", ["Jürgen Groß"]),
        ("zoe tomorrow", ["Zoë Ångström"]),
        ("with Zoe Angstroem", ["Zoë Ångström"]),
        ("soren or Soeren?", ["Søren Østby", "Søren Østby"]),
        ("lunch with Naida", ["Nadia Falk"]),
        ("call Freida", ["Frieda Marsch"]),
    ],
)
def test_a_name_is_known_however_it_is_written(message: str, expected: list[str]) -> None:
    assert names(message) == [[name] for name in expected]


@pytest.mark.parametrize(
    "message",
    [
        "what do I have tom at 9?",
        "move it to tom at 9",
        "find a slot in May",
        "on May 5 at 10",
        "the 5th of May",
        "next June, please",
        "find a slot for may",
        "Will you move it?",
        "will it rain",
        "mark me as busy",
        "May I move it?",
        "book an hour on friday",
        "an intro call in march",
        "nadia.new@other.test",
        "the johnny cash evening",
    ],
)
def test_a_word_that_is_no_name_here_is_none(message: str) -> None:
    assert names(message) == []


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("book Tom tomorrow at 9", "Tom Ode"),
        ("see tom tom at 9", "Tom Ode"),
        ("with tom on friday", "Tom Ode"),
        ("move May to Friday", "May Lin"),
        ("a call with may in May", "May Lin"),
        ("will Will be there?", "Will Stone"),
        ("cancel Mark's call", "Mark Twist"),
        ("book June in June", "June Park"),
        ("book Rob Book on friday", "Rob Book"),
    ],
)
def test_a_name_that_is_a_word_is_one_in_the_place_of_a_person(message: str, expected: str) -> None:
    assert names(message) == [[expected]]


def test_two_who_fit_are_both_told_and_a_surname_tells_them_apart() -> None:
    assert names("cancel john") == [["John Hale", "John Voss"]]
    assert names("cancel john voss") == [["John Voss"]]
    assert names("cancel john hale and Nadia") == [["John Hale"], ["Nadia Falk"]]


@pytest.mark.parametrize(
    ("message", "intent", "when", "person"),
    [
        ("book Tom tomorrow at 9", Intent.BOOK, "tomorrow at 9", "Tom"),
        ("see tom tom at 9", Intent.BOOK, "tom at 9", "tom"),
        ("book Rob Book friday 9am", Intent.BOOK, "friday 9am", "Rob Book"),
        ("move May to Friday", Intent.RESCHEDULE, "Friday", "May"),
        ("cancel may lin", Intent.CANCEL, None, "may lin"),
        ("will Will be there?", Intent.LIST, None, "Will"),
        ("Nadia tomorrow at 3pm", Intent.RESCHEDULE, "tomorrow at 3pm", "Nadia"),
        ("Nadia 20 minutes sooner", Intent.RESCHEDULE, "20 minutes sooner", "Nadia"),
        ("Nadia is ill, so our call on Friday is off", Intent.CANCEL, None, "Nadia"),
    ],
)
def test_a_known_name_is_read_as_that_person_before_anything_else(
    message: str, intent: Intent, when: str | None, person: str
) -> None:
    dialogue = a_dialogue(people=seen(named_in(message, PEOPLE, KINDS)))

    [act] = understand(message, dialogue).acts

    words = act.booking.person if act.booking else None
    assert (act.intent, act.when) == (intent, when)
    assert (words or act.people[0].name) == person


@pytest.mark.parametrize(
    ("message", "stays"),
    [("cancel everything except Nadia", "Nadia"), ("cancel Tom's call, not Nadia's", "Nadia")],
)
def test_who_is_left_out_is_never_filled_in(message: str, stays: str) -> None:
    dialogue = a_dialogue(people=seen(named_in(message, PEOPLE, KINDS)))

    [act] = understand(message, dialogue).acts

    assert act.booking is not None
    assert act.booking.person != stays
    assert act.booking.besides == stays


@pytest.mark.parametrize("message", ["book a call on friday, not with Nadia", "a call tomorrow but not with Nadia"])
def test_who_is_refused_is_not_whom_it_is_with(message: str) -> None:
    [act] = understand(message, a_dialogue(people=seen(named_in(message, PEOPLE, KINDS)))).acts

    assert act.intent is Intent.BOOK
    assert act.people == ()


def test_a_new_booking_that_is_asked_for_stays_one_though_they_have_a_meeting() -> None:
    message = "book another call with Nadia tomorrow at 3pm"

    [act] = understand(message, a_dialogue(people=seen(named_in(message, PEOPLE, KINDS)))).acts

    assert act.intent is Intent.BOOK


def test_in_two_wishes_each_gets_the_one_who_is_named_there() -> None:
    message = "cancel Nadia and book Zoë in her place"

    first, second = understand(message, a_dialogue(people=seen(named_in(message, PEOPLE, KINDS)))).acts

    assert first.booking is not None
    assert (first.booking.person, second.people[0].name) == ("Nadia", "Zoë")


@pytest.mark.parametrize(
    "name",
    ["<svg onload=x><image href=//elsewhere.example/i>", "| a | b |", "J I", "What do you have!", "What do I have"],
)
def test_whoever_books_under_markup_or_a_sentence_is_not_read_into_others_words(name: str) -> None:
    people = (known(name, "eve@example.test"),)

    assert named_in("what do I have on 1 December?", people) == ()


@pytest.mark.parametrize(
    ("who", "message", "expected"),
    [
        ("Will Day", "what will day two be like?", []),
        ("Room 12 North", "cancel Room 12", []),
        ("Room 12 North", "cancel Room 12 North", ["Room 12 North"]),
        ("Team 7", "cancel Team", []),
        ("Team 7", "cancel Team 9", []),
        ("Studio", "cancel Studio 4", []),
        ("Studio", "cancel Studio 4pm", ["Studio"]),
        ("Ann Price", "tell me the Price", []),
        ("Ann Price", "is Ms Price coming?", ["Ann Price"]),
        ("Brice Ito", "tell me the Price", []),
        ("Brice Ito", "a call with Brise", ["Brice Ito"]),
        ("Brice Ito", "make it a brise", []),
        ("Minute Okoro", "book a 30 minute slot", []),
        ("May Lin", "what is in May's calendar?", ["May Lin"]),
        ("May Lin", "show me may's meetings", []),
        ("May Lin", "a call for May", ["May Lin"]),
        ("Mark Twist", "Mark can't make it", ["Mark Twist"]),
        ("Mark Twist", "mark can't as done", []),
        ("May Lin", "no call, may I come?", []),
        ("Nadia <b>", "cancel Nadia", []),
        ("Dr. Lena Roth", "is Dr. Roth coming?", ["Dr. Lena Roth"]),
        ("Lee One Two Three Four Five Six Seven Eight", "cancel Lee", []),
        ("Nadia Falk", "write to nadia.new@other.test", []),
    ],
)
def test_a_word_names_somebody_only_where_it_can_be_them(who: str, message: str, expected: list[str]) -> None:
    places = named_in(message, [known(who)], KINDS)

    assert [person.name for place in places for person in place.people] == expected


def test_two_words_with_a_stop_between_them_are_no_full_name() -> None:
    assert names("cancel John; Hale is fine") == [["John Hale", "John Voss"], ["John Hale"]]


def test_a_title_belongs_to_what_was_said() -> None:
    assert [place.said for place in named_in("ask Ms Falk", PEOPLE, KINDS)] == ["Ms Falk"]
