"""Names survive as typed: commas, dashes, accents, other scripts; addresses go with the name beside them."""

import pytest

from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import people_in
from graph.understanding.schema import Person


@pytest.mark.parametrize(
    ("message", "people"),
    [
        ("Book a call with Doe, Jane, jane@example.com on friday", [("Doe, Jane", "jane@example.com")]),
        ("book with José Ñíguez-O'Neill tomorrow", [("José Ñíguez-O'Neill", None)]),
        ("schedule a call with 田中太郎 on monday at 9am", [("田中太郎", None)]),
        ("meet with Иван Петров tomorrow", [("Иван Петров", None)]),
        ("lunch with Jim, Jane and Bob on friday", [("Jim", None), ("Jane", None), ("Bob", None)]),
        ("meeting with Dr. Anna-Lena Groß (anna@example.org) at 3pm", [("Dr. Anna-Lena Groß", "anna@example.org")]),
        ("intro tomorrow with Ana Ruiz <ana@example.com>", [("Ana Ruiz", "ana@example.com")]),
        ("a call with ana@example.com", [(None, "ana@example.com")]),
        ("a call with ana at example dot com", [(None, "ana@example.com")]),
        ("with Ana (ana@example.com) and Bo (bo@example.com)", [("Ana", "ana@example.com"), ("Bo", "bo@example.com")]),
        ("with Tom next week", [("Tom", None)]),
        ("with ana ruiz on friday please", [("ana ruiz", None)]),
        ("mail ana.ruiz (at) example.com", [(None, "ana.ruiz@example.com")]),
        ("a meeting with my boss", []),
        ("book it with them", []),
        ("book a meeting tomorrow at noon", []),
    ],
)
def test_people_are_found_as_typed(message: str, people: list[tuple[str | None, str | None]]) -> None:
    assert [(person.name, person.email) for person in people_in(Heard.of(message))] == people


def test_a_wrong_address_is_kept_so_that_it_can_be_asked_about() -> None:
    assert people_in(Heard.of("with Ana, ana@example")) == (Person(name="Ana", email="ana@example"),)


def test_a_telephone_number_goes_with_the_one_person_named() -> None:
    assert people_in(Heard.of("book with Ana, +49 30 1234567")) == (Person(name="Ana", phone="+49 30 1234567"),)


def test_as_many_addresses_as_names_go_with_them_in_order() -> None:
    people = people_in(Heard.of("an intro with Greta Lang and Hugo Bo tomorrow, greta@example.com hugo@example.com"))

    assert [(p.name, p.email) for p in people] == [
        ("Greta Lang", "greta@example.com"),
        ("Hugo Bo", "hugo@example.com"),
    ]
