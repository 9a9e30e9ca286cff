"""Several requests in one message are as many acts, in order; what belongs together stays one."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Person, Pronoun
from tests.understanding.builders import a_dialogue, at_a_card, intents, one_act, told

# --- two requests ----------------------------------------------------------------------------------------------------


def test_two_requests_in_one_message_are_two_acts_in_order() -> None:
    cancel, book = understand(
        "cancel my call with John and book a meeting with Ana on friday at 3pm", a_dialogue()
    ).acts

    assert (cancel.intent, cancel.booking) == (Intent.CANCEL, BookingWords(person="John"))
    assert (book.intent, book.when, book.people) == (Intent.BOOK, "friday at 3pm", (Person(name="Ana"),))


def test_a_second_request_at_a_card_comes_after_the_yes() -> None:
    assert intents("yes, and cancel my call with John", at_a_card()) == [Intent.YES, Intent.CANCEL]


def test_a_yes_may_ask_for_the_same_again() -> None:
    yes, again = understand("yes, and then the same again a week later", at_a_card()).acts

    assert yes == Act(intent=Intent.YES)
    assert again == Act(
        intent=Intent.BOOK,
        event_type="30 Min Meeting",
        when="a week later",
        people=(Person(name="Ana Ruiz", email="ana@example.com"),),
        booking=BookingWords(pronoun=Pronoun.LATEST),
    )


@pytest.mark.parametrize(
    ("message", "titles"),
    [
        ("cancel noor and emma", ["noor", "emma"]),
        ("please cancel Noor Haddad and Emma Brown", ["Noor Haddad", "Emma Brown"]),
        ("move noor and emma to friday", ["noor", "emma"]),
    ],
)
def test_of_two_people_each_gets_an_act(message: str, titles: list[str]) -> None:
    told = [act.booking for act in understand(message, a_dialogue()).acts]

    assert [words and (words.title or words.person) for words in told] == titles


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


def test_two_days_are_two_wishes() -> None:
    acts = understand("Book a call with Bo Lind on Monday. When are you free on Friday?", a_dialogue()).acts

    assert [act.when for act in acts] == ["Monday", "Friday"]


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


# --- several bookings, the verb said once ----------------------------------------------------------------------------


def test_two_people_at_two_times_are_two_bookings() -> None:
    ana, bob = (
        "an intro with Ana, ana@example.com, on Thursday at 10",
        "an intro with Bob, bob@example.com, on Friday at 11",
    )

    first, second = understand(f"Book {ana} and {bob}", a_dialogue()).acts

    assert (first.when, first.people) == ("Thursday at 10", (Person(name="Ana", email="ana@example.com"),))
    assert (second.when, second.people) == ("Friday at 11", (Person(name="Bob", email="bob@example.com"),))


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


def test_terse_bookings_with_different_people_are_told_apart() -> None:
    acts = told("intro Greta Lang greta@example.com thu 10; intro Hugo Bo hugo@example.com fri 11; cancel Ines")

    assert [act[0] for act in acts] == [Intent.BOOK, Intent.BOOK, Intent.CANCEL]
    assert [act[2] for act in acts[:2]] == ["Greta Lang", "Hugo Bo"]


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
        "Three things: cancel Otto. Move Ida to Friday at 11. And book a call with Uwe Bach tomorrow at 3pm.",
        "cancel Otto\nmove Ida to Friday at 11\nbook a call with Uwe Bach tomorrow at 3pm",
        "1. cancel Otto\n2. move Ida to Friday at 11\n3. book a call with Uwe Bach tomorrow at 3pm",
        "cancel Otto; move Ida to Friday at 11; book a call with Uwe Bach tomorrow at 3pm",
    ],
)
def test_three_requests_are_three_acts(message: str) -> None:
    acts = understand(message, a_dialogue()).acts

    assert [act.intent for act in acts] == [Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK]


# --- one request -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Find my call with Ana and delete it", [Intent.CANCEL]),
        ("Book a call with Ana tomorrow. Make it 60 minutes", [Intent.BOOK]),
        ("I was going to meet Sally on Saturday. Can you move that to Sunday?", [Intent.RESCHEDULE]),
        ("What do I have tomorrow? And book an intro with Bo at 3pm", [Intent.LIST, Intent.BOOK]),
        ("Hi! Book an intro with Bo tomorrow at 3pm please. Thanks!", [Intent.BOOK]),
    ],
)
def test_what_belongs_together_stays_one_request(message: str, expected: list[Intent]) -> None:
    assert intents(message) == expected


def test_a_length_said_afterwards_joins_its_booking() -> None:
    act = one_act("Book a call with Ana tomorrow. Make it 60 minutes")

    assert (act.when, act.duration) == ("tomorrow", "60 minutes")


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


def test_two_days_are_not_two_people() -> None:
    assert len(understand("cancel monday and tuesday", a_dialogue()).acts) == 1


@pytest.mark.parametrize("turn", ["Actually no,", "no wait,", "Sorry,", "oh, scratch that,"])
def test_of_two_cancellations_only_the_corrected_one_counts(turn: str) -> None:
    act = one_act(f"cancel noor. {turn} cancel emma")

    assert act.booking == BookingWords(title="emma")
