"""Sets, lists of people with times, one in another's place, and what is said at a card with several steps."""

import pytest

from graph.understanding.dialogue import Pending, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun
from tests.understanding.builders import a_dialogue


def acts(message: str, *steps: Pending) -> tuple[Act, ...]:
    """What a message means, said at a card with these steps where there are any."""
    dialogue = a_dialogue()
    if steps:
        pending = Pending(action=steps[0].action, steps=steps)
        dialogue = dialogue.model_copy(update={"stage": Stage.PROPOSAL, "pending": pending})
    return understand(message, dialogue).acts


def step(name: str, action: Intent = Intent.BOOK) -> Pending:
    return Pending(action=action, person=name, email=f"{name.split()[0].lower()}@example.com")


# --- people and times ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "bookings"),
    [
        (
            "3 intro calls on Friday: ida@example.com 10:00, Otto Lang <otto@example.com> 10:30, pia@example.com 11:00",
            [(None, "ida", "Friday 10:00"), ("Otto Lang", "otto", "Friday 10:30"), (None, "pia", "Friday 11:00")],
        ),
        (
            "book calls with Ida, ida@example.com, at 2pm, Otto, otto@example.com, at 3pm and Pia, pia@example.com, "
            "at 4pm on thursday",
            [("Ida", "ida", "thursday 2pm"), ("Otto", "otto", "thursday 3pm"), ("Pia", "pia", "thursday 4pm")],
        ),
        (
            "tomorrow: Ida ida@example.com 9:00; Otto otto@example.com 9:30; Pia pia@example.com 10",
            [("Ida", "ida", "tomorrow 9:00"), ("Otto", "otto", "tomorrow 9:30"), ("Pia", "pia", "tomorrow at 10")],
        ),
    ],
)
def test_people_with_times_of_their_own_are_a_booking_each(
    message: str, bookings: list[tuple[str | None, str, str]]
) -> None:
    read = acts(message)

    assert [(act.people[0].name, act.people[0].email, act.when) for act in read] == [
        (name, f"{mail}@example.com", when) for name, mail, when in bookings
    ]
    assert all(act.intent is Intent.BOOK and len(act.people) == 1 and not act.guests for act in read)


@pytest.mark.parametrize(
    "message",
    [
        "intro with Ida, ida@example.com, tomorrow at 10, and invite otto@example.com",
        "Book a call with Ida, ida@example.com, on Friday at 11 or on Monday at 10",
        "book Ida ida@example.com and Otto otto@example.com tomorrow at 10",
    ],
)
def test_people_at_one_time_stay_one_booking(message: str) -> None:
    assert len(acts(message)) == 1


# --- sets ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "intent", "booking"),
    [
        ("cancel 1 and 3", Intent.CANCEL, [1, 3]),
        ("please cancel the first and the last one", Intent.CANCEL, [1, -1]),
        ("decline the first two", Intent.DECLINE, [1, 2]),
        ("accept the last three", Intent.ACCEPT, [-3, -2, -1]),
        ("cancel both", Intent.CANCEL, BookingWords(all=True, count=2)),
        ("cancel all three of them", Intent.CANCEL, BookingWords(all=True, count=3)),
        ("accept all pending requests", Intent.ACCEPT, BookingWords(all=True)),
    ],
)
def test_a_set_is_each_of_its_bookings(message: str, intent: Intent, booking: list[int] | BookingWords) -> None:
    each = [BookingWords(ordinal=n) for n in booking] if isinstance(booking, list) else [booking]

    assert acts(message) == tuple(Act(intent=intent, booking=words) for words in each)


@pytest.mark.parametrize("message", ["cancel my 9 and my 11", "cancel the second", "book both rooms", "cancel it"])
def test_what_is_no_set_is_none(message: str) -> None:
    assert not any(act.booking and act.booking.count for act in acts(message))
    assert not any(act.booking and act.booking.ordinal in (9, 11) for act in acts(message))


# --- one in another's place ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "booking"),
    [
        ("cancel Otto and book Ida, ida@example.com, in his place", BookingWords(pronoun=Pronoun.IT)),
        ("replace Otto with Ida, ida@example.com", BookingWords(pronoun=Pronoun.IT)),
        ("cancel Otto and book Ida, ida@example.com, on friday at 3 instead", None),
    ],
)
def test_one_in_anothers_place_is_both_or_neither(message: str, booking: BookingWords | None) -> None:
    old, new = acts(message)

    assert (old.intent, new.intent) == (Intent.CANCEL, Intent.BOOK)
    assert (new.together, new.booking, new.people[0].email) == (True, booking, "ida@example.com")


# --- at a card with several ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [Intent.BOOK, Intent.CANCEL])
@pytest.mark.parametrize(
    ("message", "gone"),
    [
        ("not the second", ["2"]),
        ("leave Otto out", ["2"]),
        ("without the last one", ["3"]),
        ("only the first", ["2", "3"]),
        ("just Pia", ["1", "2"]),
        ("all but Ida", ["1"]),
        ("drop 1 and 3", ["1", "3"]),
    ],
)
def test_steps_are_taken_off_by_place_or_by_name(message: str, gone: list[str], action: Intent) -> None:
    (act,) = acts(message, step("Ida Holm", action), step("Otto Lang", action), step("Pia Rau", action))

    assert (act.intent, list(act.removes)) == (Intent.CHANGE, gone)


@pytest.mark.parametrize(("message", "when"), [("the second at 11", "at 11"), ("make the second friday", "friday")])
def test_one_step_is_changed_by_its_place(message: str, when: str) -> None:
    (act,) = acts(message, step("Ida Holm"), step("Otto Lang"))

    assert (act.intent, act.when, act.booking) == (Intent.CHANGE, when, BookingWords(ordinal=2))
