"""Several bookings in one sentence, the verb said once: each is a request of its own, with its person and its time."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import Intent
from tests.understanding.builders import a_dialogue


def told(message: str) -> list[tuple[Intent, str | None, str | None, str | None]]:
    acts = understand(message, a_dialogue()).acts
    return [(act.intent, act.event_type, act.people[0].name if act.people else None, act.when) for act in acts]


@pytest.mark.parametrize(
    "message",
    [
        "Book Greta thursday at 10 and Hugo friday at 11",
        "book Greta thursday at 10, then Hugo friday at 11",
        "Schedule Greta thursday at 10 and Hugo friday at 11",
    ],
)
def test_two_people_with_times_of_their_own_are_two_bookings(message: str) -> None:
    first, second = told(message)

    assert (first[2:], second[2:]) == (("Greta", "thursday at 10"), ("Hugo", "friday at 11"))


@pytest.mark.parametrize(
    "message",
    [
        "book an intro with Greta thursday at 10 and with Hugo friday at 11",
        "book an intro with Greta thursday at 10 and one with Hugo friday at 11",
    ],
)
def test_the_kind_said_once_is_meant_for_both(message: str) -> None:
    assert told(message) == [
        (Intent.BOOK, "intro", "Greta", "thursday at 10"),
        (Intent.BOOK, "intro", "Hugo", "friday at 11"),
    ]


def test_a_counted_pair_shares_kind_and_day() -> None:
    first, second = told("book two intros tomorrow, one with Greta at 10:30 and one with Hugo at 11")

    assert (first[2], second[2]) == ("Greta", "Hugo")
    assert first[3] == "tomorrow 10:30"
    assert second[3] == "tomorrow at 11"


def test_a_third_request_of_another_kind_is_kept() -> None:
    acts = told("Book Greta thursday at 10 and Hugo friday at 11, and cancel Ines")

    assert [act[0] for act in acts] == [Intent.BOOK, Intent.BOOK, Intent.CANCEL]


@pytest.mark.parametrize(
    "message",
    [
        "book an intro with Greta and Hugo thursday at 10",
        "book a call with Greta tomorrow at 10 and send her the link",
        "book Greta thursday at 10 and block an hour",
    ],
)
def test_one_time_for_two_is_one_booking(message: str) -> None:
    assert [act[0] for act in told(message)].count(Intent.BOOK) == 1


def test_a_name_right_behind_the_verb_is_whom_it_is_with() -> None:
    assert told("Book Greta Lang, greta@example.com, tomorrow at 2") == [
        (Intent.BOOK, None, "Greta Lang", "tomorrow at 2")
    ]
    assert told("book Workshop friday at 10")[0][1:3] == ("Workshop", None)


def test_terse_bookings_with_different_people_are_told_apart() -> None:
    acts = told("intro Greta Lang greta@example.com thu 10; intro Hugo Bo hugo@example.com fri 11; cancel Ines")

    assert [act[0] for act in acts] == [Intent.BOOK, Intent.BOOK, Intent.CANCEL]
    assert [act[2] for act in acts[:2]] == ["Greta Lang", "Hugo Bo"]
