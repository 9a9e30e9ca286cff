"""Names survive as typed: commas, dashes, accents, other scripts; addresses go with the name beside them."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.offline import understand
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import people_in
from graph.understanding.offline.visited import name_as_a_whole, visited_in
from graph.understanding.schema import Intent, Person
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, one_act, told, with_options

# --- who is with us --------------------------------------------------------------------------------------------------


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
        ("with Lea Funk, lea dot funk at example dot com", [("Lea Funk", "lea.funk@example.com")]),
        ("with Lea Funk, lea dash funk at funk dash co dot com", [("Lea Funk", "lea-funk@funk-co.com")]),
        ("with Lea Funk, lea underscore f at example dot com", [("Lea Funk", "lea_f@example.com")]),
        ("with Lea Funk, l e a at example dot com", [("Lea Funk", "lea@example.com")]),
        ("with Lea Funk, lea funk at example dot com", [("Lea Funk", None)]),  # half an address is none
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


def test_a_name_right_behind_the_verb_is_whom_it_is_with() -> None:
    assert told("Book Greta Lang, greta@example.com, tomorrow at 2") == [
        (Intent.BOOK, None, "Greta Lang", "tomorrow at 2")
    ]
    assert told("book Workshop friday at 10")[0][1:3] == ("Workshop", None)


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("a quick intro w/ bo stone monday 11am bo@stone.io", Person(name="bo stone", email="bo@stone.io")),
        ("book a call w lia silva tmrw 2pm", Person(name="lia silva")),
        ("need 30 min with dan lee, dan@acme.co.uk, tues 3pm", Person(name="dan lee", email="dan@acme.co.uk")),
        ("dan@acme.co.uk tuesday 3pm", Person(email="dan@acme.co.uk")),
        ("book a call with Ruth S. Lind, MD, MMS tomorrow", Person(name="Ruth S. Lind, MD, MMS")),
    ],
)
def test_a_person_is_heard_in_a_hurried_request(message: str, person: Person) -> None:
    act = one_act(message)

    assert (act.intent, act.people) == (Intent.BOOK, (person,))


ASKED_WHEN = a_dialogue(Stage.QUESTION, pending=a_pending(start=None, end=None), asked=(Need.WHEN,))


@pytest.mark.parametrize(
    ("message", "dialogue"),
    [
        ("I'd like to see a barber. His name is Bo Lind.", None),
        ("Book it on the 14th at 3 pm. The barber's name is Bo Lind.", None),
        ("Can you book me a haircut? Bo Lind this Sunday please?", None),
        ("Please book it on the 11th. The barber is called Bo Lind.", at_a_card()),
        ("Make it next Thursday, for Dr. Bo Lind.", ASKED_WHEN),
        ("Let's try another barber. Bo Lind please. I'd like it at 4 pm.", with_options(at(25, 9), at(26, 10))),
    ],
)
def test_a_person_told_in_a_sentence_of_its_own_is_no_note(message: str, dialogue: Dialogue | None) -> None:
    act = one_act(message, dialogue)

    assert [(person.name or "").removeprefix("Dr. ") for person in act.people] == ["Bo Lind"]
    assert act.notes is None


@pytest.mark.parametrize(
    "message",
    [
        "tom bach tom@example.com call thu 11",
        "book tom bach (tom@example.com) for a call thursday at 11",
        "a call thu 11am tom@example.com tom bach",
        "call, tom bach, tom@example.com, fri 11:15",
        "Tom Bach wants to meet on Thursday at 11. tom@example.com",
    ],
)
def test_a_surname_is_kept_in_small_letters_too(message: str) -> None:
    people = [person for act in understand(message, a_dialogue()).acts for person in act.people]

    assert [(person.name, person.email) for person in people] == [("Tom Bach", "tom@example.com")]


@pytest.mark.parametrize("word", ["again", "wants", "please", "call"])
def test_what_follows_a_first_name_is_not_always_a_surname(word: str) -> None:
    (person,) = one_act(f"tom {word} thu 11, tom@example.com").people

    assert person.name in (None, "tom", "Tom")


# --- whom one wants to go to -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("I'd like to visit Dr. Mira Okafor on the 6th", "Dr. Mira Okafor"),
        ("I want to visit the optician Tove Lind", "Tove Lind"),
        ("I'd rather go to Lakeside Physio if that's possible", "Lakeside Physio"),
        ("I'd like to try the Corner Studio instead", "Corner Studio"),
        ("Actually, I prefer Dr. Ines Falk for Monday", "Dr. Ines Falk"),
        ("No, the stylist's name is actually Wavelength", "Wavelength"),
        ("The barber is called Sharp & Sons", "Sharp & Sons"),
        ("it's called Studio Nord", "Studio Nord"),
        ("The coach I'd like to see is called Bo Lind", "Bo Lind"),
        ("the name of the clinic's office is The Lime Tree Practice", "The Lime Tree Practice"),
        ("a haircut at a salon called Fern + Fig", "Fern + Fig"),
        ("Is there anything after 3 pm at Harbour Dental Arts?", "Harbour Dental Arts"),
        ("is there anything at Solo's?", "Solo"),
        ("Do you have the 11th at Blue-Line Studio?", "Blue-Line Studio"),
        ("I want to change the dentist to Brightside", "Brightside"),
        ("I want to try another vet - Paula Reyes", "Paula Reyes"),
        ("a session for Dr. Ada I. Moor", "Dr. Ada I. Moor"),
        ("The tutor is Ada Moor, MSc. Is there an opening at 4?", "Ada Moor, MSc"),
        ("go with Nadia Petrova", "Nadia Petrova"),
        ("make it with Nadia Petrova", "Nadia Petrova"),
    ],
)
def test_the_one_to_be_visited_is_heard_as_typed(said: str, name: str) -> None:
    assert visited_in(Heard.of(said)) == name


@pytest.mark.parametrize(
    "said",
    [
        "I need a Psychologist in Springfield",
        "I'd like an appointment at a Salon",
        "lunch at Cafe Nova tomorrow",
        "put a table at Nova Grill on my calendar",
        "I want to go to Sam's house at 5pm",
        "CHANGE THE MEETING AT THE OFFICE",
        "make it at Noon",
        "can we do it at Zoom",
        "I'd like to see it. I am free on Friday",
        "is there anything at 5? I have time then",
    ],
)
def test_trades_places_and_times_are_nobody(said: str) -> None:
    assert visited_in(Heard.of(said)) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Dr. Ada Moor this Sunday please?", "Dr. Ada Moor"),
        ("Harbour Creative Ceramics please.", "Harbour Creative Ceramics"),
        ("no, Wavelength instead", "Wavelength"),
        ("Lakeside Physio - North is my choice", "Lakeside Physio - North"),
        ("Ada Moor would be better", "Ada Moor"),
        ("Great", None),
        ("Sounds Good", None),
        ("Tomorrow please", None),
        ("Book It please", None),
        ("YES PLEASE", None),
    ],
)
def test_a_name_with_small_words_around_it_is_a_name(said: str, name: str | None) -> None:
    assert name_as_a_whole(Heard.of(said)) == name
