"""One place decides when two words are near enough: a slip is forgiven, another word is another one."""

from itertools import product

import pytest

from tests.calcom.far_side import booking_json
from tools.bookings import match_bookings
from tools.calcom.models import Booking
from tools.likeness import (
    Likeness,
    closest,
    is_near,
    is_slip,
    likeness,
    may_be_of,
    meant,
    name_likeness,
    name_meant,
    same_name,
)

SAME = [
    ("Ana", "Ana Ruiz"),
    ("Ana Ruiz", "Ana"),
    ("Dr. Ruiz", "Ana Ruiz, M.D."),
    ("Dr. Ruiz", "Ana Ruiz"),
    ("Ruiz, Ana", "Ana Ruiz"),
    ("ana rruiz", "Ana Ruiz"),
    ("Jon Smith", "John Smith"),
    ("A. Ruiz", "Ana Ruiz"),
    ("R", "R"),
    ("Jose Alvarez", "José Álvarez"),
    ("Chris", "Christopher Wu"),
    ("Marie", "Maria Rossi"),
    ("Jhon", "John Smith"),
    ("Prof. Do", "Do"),
    ("Lime Tree", "The Lime Tree Practice"),
]
OTHERS = [
    ("Salon Riva", "Salon Roma"),
    ("Dr. Mira Okafor, MD", "Dr. Ines Falk, MD"),
    ("Dr.", "Ana Ruiz"),
    ("Ana Ruiz", "Ana Rios"),
    ("Tim Lee", "Tom Lee"),
    ("Joan", "John Smith"),
    ("Hana Kim", "Ana Kim"),
    ("Ana", "Hana Kim"),
    ("Olga", "Zoë O'Neil"),
    ("R", "Maria Rossi"),
    ("John Wu", "John Miller"),
    ("", "Ana Ruiz"),
    ("Bo", ""),
]


@pytest.mark.parametrize(("said", "known"), SAME)
def test_the_same_name_said_otherwise(said: str, known: str) -> None:
    assert same_name(said, known)


@pytest.mark.parametrize(("said", "known"), [*OTHERS, ("Bo", None)])
def test_another_name_is_another_one(said: str, known: str | None) -> None:
    assert not same_name(said, known)


NAMES = sorted({name for pair in SAME + OTHERS for name in pair if name})


@pytest.mark.parametrize(("said", "known"), [*product(NAMES, NAMES)])
def test_who_is_the_same_person_in_talk_is_the_same_in_a_booking(said: str, known: str) -> None:
    booking = Booking.model_validate(booking_json(name=known, email="x9@example.test"))

    assert bool(match_bookings([booking], person=said)) == same_name(said, known)


def test_what_is_as_written_goes_before_a_beginning_a_slip_and_a_part() -> None:
    fits = [
        name_likeness("Anna Roth", name) for name in ("Anna Roth", "Annabel Roth", "Anna Rooth", "Anna", "Olga Roth")
    ]

    assert fits == [Likeness.WRITTEN, Likeness.BEGINNING, Likeness.SLIP, Likeness.PART, Likeness.NONE]


def test_an_address_fits_as_it_is_written_only() -> None:
    assert name_likeness("ana@example.test", "", "Ana@Example.test") is Likeness.WRITTEN
    assert name_likeness("ana@example.test", "", "anna@example.test") is Likeness.NONE


@pytest.mark.parametrize(
    ("word", "known", "is_one"),
    [
        ("confrim", "confirm", True),
        ("perfec", "perfect", True),
        ("perfect", "perfect", True),
        ("prefcet", "perfect", False),
        ("jhon", "john", False),
        ("boook", "book", False),
    ],
)
def test_one_slip_of_the_finger_is_seen_in_words_of_five_letters(word: str, known: str, is_one: bool) -> None:
    assert is_slip(word, known) is is_one


@pytest.mark.parametrize(
    ("word", "known", "is_so"),
    [
        ("consulatoin", "consultation", True),
        ("concert", "consultation", False),
        ("milller", "miller", True),
        ("demmo", "demo", True),
        ("dmeo", "demo", True),
        ("dome", "demo", False),
        ("demi", "demo", False),
        ("memo", "demo", False),
        ("ab", "abc", False),
        ("ana@example.test", "anna@example.test", False),
    ],
)
def test_the_longer_the_word_the_more_is_forgiven(word: str, known: str, is_so: bool) -> None:
    assert is_near(word, known) is is_so


def test_words_fit_as_well_as_the_worst_of_them() -> None:
    assert likeness(("quarterly", "planing"), ("quarterly", "planning")) is Likeness.SLIP
    assert likeness(("quarterly", "yoga"), ("quarterly", "planning")) is Likeness.NONE
    assert likeness((), ("planning",)) is Likeness.NONE


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("a.ruiz@example.test", True),
        ("aruiz@example.test", True),
        ("ana@example.test", True),
        ("Ana_Ruiz@example.test", True),
        ("bo@example.test", False),
        ("zoe.lind@example.test", False),
    ],
)
def test_an_address_looks_like_one_of_a_name(address: str, is_so: bool) -> None:
    assert may_be_of(address, "Ana Ruiz") is is_so


@pytest.mark.parametrize(
    ("words", "choice"), [("vegan", "Vegan"), ("the vegan one", "Vegan"), ("vegn", "Vegan"), ("bread", None)]
)
def test_an_answer_is_the_option_it_plainly_means(words: str, choice: str | None) -> None:
    assert meant(words, ["Meat", "Vegan"]) == choice


def test_what_is_near_is_suggested_closest_first() -> None:
    zones = {1: "Lisbon", 2: "London", 3: "Tokyo"}

    assert closest("Londn", zones, limit=1) == [2]
    assert closest("qqqq", zones, limit=4) == []


_OURS = ("CALCOM_API_KEY", "CALCOM_BASE_URL", "CALCOM_API_VERSION_SLOTS", "OPENAI_API_KEY", "OPENAI_BASE_URL",
         "OPENAI_MODEL", "OPENAI_METHOD", "CALCOM_AGENT_HOME", "CALCOM_AGENT_JOURNAL")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CALCOM_APIKEY", "CALCOM_API_KEY"),
        ("CAL_API_KEY", "CALCOM_API_KEY"),
        ("CAL_COM_API_KEY", "CALCOM_API_KEY"),
        ("CALDOTCOM_API_KEY", "CALCOM_API_KEY"),
        ("CALCOM_KEY", "CALCOM_API_KEY"),
        ("CALCOM_TOKEN", "CALCOM_API_KEY"),
        ("COLCOM_API_KEY", "CALCOM_API_KEY"),
        ("CALCOM_URL", "CALCOM_BASE_URL"),
        ("CALCOM_API_URL", "CALCOM_BASE_URL"),
        ("CALCOM_HOME", "CALCOM_AGENT_HOME"),
        ("OPENAI_KEY", "OPENAI_API_KEY"),
        ("OPEN_AI_API_KEY", "OPENAI_API_KEY"),
        ("OPENAI_API_KEY_LIVE", "OPENAI_API_KEY"),
        ("OPENAI_MODEL_NAME", "OPENAI_MODEL"),
    ],
)
def test_a_variable_that_is_nearly_one_of_ours_is_told_apart_from_everybody_elses(name: str, meant: str) -> None:
    assert name_meant(name, _OURS) == meant


@pytest.mark.parametrize(
    "name",
    ["HOME", "PATH", "API_KEY", "BASE_URL", "LOCAL_API_KEY", "AZURE_OPENAI_API_KEY", "ANTHROPIC_API_KEY",
     "OPENAI_ORG_ID", "OPENAI_TIMEOUT", "GOOGLE_CALENDAR_API_KEY", "CALLBACK_URL", "DATABASE_URL", "_", "C"],
)  # fmt: skip
def test_a_variable_of_somebody_else_is_no_slip_of_ours(name: str) -> None:
    assert name_meant(name, _OURS) is None
