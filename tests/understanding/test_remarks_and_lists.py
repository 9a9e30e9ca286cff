"""Remarks that nobody else may read, several requests in one message, names in small letters, dates in figures."""

import pytest

from graph.understanding.offline.interpreter import understand
from graph.understanding.schema import Act, Intent
from tests.understanding.builders import a_dialogue


def one_act(message: str) -> Act:
    (act,) = understand(message, a_dialogue()).acts
    return act


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


@pytest.mark.parametrize(
    "message",
    [
        "Otto Lang is a tiresome customer. Book a call with Otto Lang tomorrow at 3 pm",
        "Book a call with Otto Lang tomorrow at 3 pm. Don't tell him about the merger.",
    ],
)
def test_a_remark_is_no_note_either(message: str) -> None:
    assert one_act(message).notes is None


def test_a_quoted_note_is_kept() -> None:
    assert one_act('Book a call with Otto tomorrow at 3 pm and add the note "second floor"').notes == "second floor"


@pytest.mark.parametrize(
    "message",
    [
        "intro Ida Holm ida@example.com thu 10; cancel otto",
        "Ida Holm (ida@example.com) gets an intro on Thursday at 10. Cancel Otto.",
    ],
)
def test_a_request_in_front_of_another_stays_one(message: str) -> None:
    first, second = understand(message, a_dialogue()).acts

    assert (first.intent, first.people[0].email) == (Intent.BOOK, "ida@example.com")
    assert (second.intent, second.reason) == (Intent.CANCEL, None)


@pytest.mark.parametrize(
    ("message", "times"),
    [
        ("Move Ida to Thursday at 9 and Otto to Friday at 11", ["Thursday at 9", "Friday at 11"]),
        ("move ida to 10 and otto to 11 on friday", ["10 on friday", "11 on friday"]),
        ("Move Ida to Monday at 9. Otto should go to Friday at 11.", ["Monday at 9", "Friday at 11"]),
    ],
)
def test_two_moves_are_two_requests(message: str, times: list[str]) -> None:
    acts = understand(message, a_dialogue()).acts

    assert [act.when for act in acts] == times
    assert [(act.booking.title or "").lower() for act in acts if act.booking] == ["ida", "otto"]


@pytest.mark.parametrize(
    "message",
    [
        "Three things: cancel Otto. Move Ida to Friday at 11. And book a call with Uwe Bach tomorrow at 3pm.",
        "cancel Otto\nmove Ida to Friday at 11\nbook a call with Uwe Bach tomorrow at 3pm",
        "1. cancel Otto\n2. move Ida to Friday at 11\n3. book a call with Uwe Bach tomorrow at 3pm",
        "cancel Otto; move Ida to Friday at 11; book a call with Uwe Bach tomorrow at 3pm",
    ],
)
def test_three_requests_are_three_acts(message: str) -> None:
    acts = understand(message, a_dialogue()).acts

    assert [act.intent for act in acts] == [Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK]


def test_two_bookings_and_a_cancellation_in_one_list() -> None:
    message = "Book a call with Ida (ida@example.com) Monday at 10, a call with Uwe (uwe@example.com) Friday at 11"

    acts = understand(f"{message}, and cancel Otto", a_dialogue()).acts

    assert [(act.intent, act.when) for act in acts[:2]] == [
        (Intent.BOOK, "Monday at 10"),
        (Intent.BOOK, "Friday at 11"),
    ]
    assert acts[2].intent is Intent.CANCEL


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


@pytest.mark.parametrize("when", ["14.05.2026 at 11:00", "14/05/2026 11:00", "14.5. 11:00", "14.05. at 11", "thu 9.30"])
def test_dates_and_clocks_with_dots_are_times(when: str) -> None:
    assert one_act(f"Book a call with Uwe Bach, uwe@example.com, {when}").when == when


@pytest.mark.parametrize(
    ("message", "zone"),
    [
        ("use Lima time please", "Lima"),
        ("I am on the road, use Lima time from now on", "Lima"),
        ("switch to oslo time", "oslo"),
        ("im in oslo this week", "oslo"),
    ],
)
def test_a_zone_is_switched_in_plain_words(message: str, zone: str) -> None:
    act = one_act(message)

    assert (act.intent, act.zone) == (Intent.SETTINGS, zone)


def test_another_time_is_no_zone() -> None:
    assert one_act("switch to another time").intent is not Intent.SETTINGS


def test_his_time_in_brackets_takes_the_place_beside_it() -> None:
    act = one_act("a call with Uwe Bach uwe@example.com thursday 10am (his time, he's in Lima)")

    assert act.when == "thursday 10am Lima time"
