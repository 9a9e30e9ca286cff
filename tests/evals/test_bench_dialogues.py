"""Replayed talks: the simulated person is reasonable, and the calendar at the end is judged strictly."""

from datetime import datetime
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from evals.bench.dialogues.dialogue_rows import DialogueRow, Facts, address_of
from evals.bench.dialogues.dialogues import Replay, replay, was_confirmed
from evals.bench.dialogues.open_account import MEETING, ZONE, OpenAccount
from evals.bench.dialogues.simulated_person import Person, Said, Seen
from graph.build import build
from graph.events import Card, Option, Party
from graph.opening.storing import PlainData
from graph.understanding.dialogue import Need
from tools.calcom.models import Window
from tools.mock_calcom.seeding import put_booking

NINE = datetime(2031, 5, 5, 9, 0)  # a Monday
NOON = datetime(2031, 5, 7, 12, 0)


def a_turn(text: str, *after: str, labels: tuple[str, ...] = ("provide_info",), **informs: str) -> dict[str, Any]:
    """Something the person says after what the assistant did."""
    return {"after": after, "user": text, "labels": labels, "informs": informs}


def an_attempt(after: int, start: datetime, outcome: str = "ok", alternative: datetime | None = None) -> dict[str, Any]:
    """A booking the first assistant tried with Ana Silva."""
    other = {"date": f"{alternative:%Y-%m-%d}", "time": f"{alternative:%H:%M}"} if alternative else None
    facts = {"date": f"{start:%Y-%m-%d}", "time": f"{start:%H:%M}", "with": "Ana Silva"}
    return {"after_user_turn": after, "outcome": outcome, "offered_alternative": other, **facts}


def a_row(*turns: dict[str, Any], attempts: tuple[dict[str, Any], ...] = (), books: bool = True) -> DialogueRow:
    """A talk that ends with the last attempt, or with nothing."""
    expected = {"action": "create_booking", **attempts[-1]} if books else {"action": "none"}
    row = {"id": "x", "kind": "book", "reference_date": "2031-05-05", "turns": turns, "booking_attempts": attempts}
    return DialogueRow.model_validate({**row, "expected_final": expected})


def a_plain_row() -> DialogueRow:
    """A wish, the rest, a yes, and thanks."""
    return a_row(
        a_turn("Book a meeting on May 7", labels=("book",), date="2031-05-07"),
        a_turn("with Ana Silva at 12 pm", "ask_time", time="12:00", dentist_name="Ana Silva"),
        a_turn("Looks good, what floor is it on?", "confirm_details", labels=("confirm",)),
        a_turn("Thank you!", "report_success", labels=("smalltalk",)),
        attempts=(an_attempt(3, NOON),),
    )


def a_conflict() -> DialogueRow:
    """A time that is taken, and another one accepted."""
    later = NOON + MEETING
    return a_row(
        a_turn("Book Ana Silva on May 7 at noon", date="2031-05-07", time="12:00", dentist_name="Ana Silva"),
        a_turn("Yes", "confirm_details", labels=("confirm",)),
        a_turn("That would do.", "offer_time", "report_failure", labels=("confirm",)),
        attempts=(an_attempt(2, NOON, "failed", later), an_attempt(3, later)),
    )


def a_card(start: datetime = NOON, name: str = "Ana Silva") -> Card:
    """A card for half an hour."""
    host, ana = (
        Party(name="Host", email="h@example.com", time_zone=ZONE.key),
        Party(name=name, email=address_of(name), time_zone=ZONE.key),
    )
    begins = start.replace(tzinfo=ZONE)
    return Card(
        action="book", event_type="30 Min Meeting", start=begins, end=begins + MEETING, zone=ZONE.key,
        host=host, attendees=(ana,), hash="h", rows=(), question="",
    )  # fmt: skip


def talk(row: DialogueRow, *seen: Seen) -> list[str | None]:
    """What the person says at first, and then to each of these."""
    person = Person(row)
    said = [person.next(one) for one in (Seen(), *seen)]
    return [one and one.text for one in said]


def asking(*needs: Need) -> Seen:
    """A question for these."""
    return Seen(asked=frozenset(needs))


def test_the_row_answers_first_and_its_facts_after_it() -> None:
    said = talk(a_plain_row(), asking(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL), asking(Need.ATTENDEE_EMAIL))

    assert said[1:] == ["with Ana Silva at 12 pm", "ana.silva@example.com"]


def test_something_asked_again_is_said_again_and_counted() -> None:
    person = Person(a_plain_row())

    for seen in (Seen(), asking(Need.WHEN)):
        person.next(seen)
    again = person.next(asking(Need.WHEN))

    assert again == Said("May 7 at 12:00 pm")
    assert person.repeats == 1


def test_a_card_shown_again_after_a_yes_gets_a_plain_yes() -> None:
    person = Person(a_plain_row())

    said = [person.next(seen) for seen in (Seen(), asking(Need.TIME), Seen(card=a_card()), Seen(card=a_card()))]

    assert said[2:] == [Said("Looks good, what floor is it on?", approves=True), Said("yes", approves=True)]


def test_what_a_card_lacks_is_said_before_the_yes() -> None:
    said = talk(a_plain_row(), Seen(card=a_card(NINE)))

    assert said[1] == "with Ana Silva at 12 pm"


def test_thanks_wait_for_the_booking() -> None:
    row = a_plain_row()

    assert "Thank you!" not in talk(row, asking(Need.TIME), Seen(), Seen())
    assert talk(row, asking(Need.TIME), Seen(card=a_card()), Seen(done=True))[-1] == "Thank you!"


def test_an_accepted_alternative_is_picked_by_its_number_or_typed() -> None:
    begins = (NOON + MEETING).replace(tzinfo=ZONE)
    offered = Seen(options=(Option(n=1, label="", start=begins),), problem="slot_taken")

    assert talk(a_conflict(), offered)[1] == "1"
    assert talk(a_conflict(), Seen(problem="slot_taken"))[1] == "May 7 at 12:30 pm"


async def test_an_occupied_start_is_not_free_but_its_alternative_is() -> None:
    account = OpenAccount(NINE)
    quarter = MEETING / 2

    account.occupy(NOON, keeping=[NOON + quarter])

    free = await free_on(account, NOON)
    assert NOON not in free
    assert NOON + quarter in free
    account.free(NOON)
    assert NOON in await free_on(account, NOON)


@pytest.mark.parametrize("row", [a_plain_row(), a_conflict()])
async def test_a_talk_ends_with_the_expected_booking_and_a_yes(row: DialogueRow) -> None:
    found = await replay(row, build().compile(checkpointer=InMemorySaver(serde=PlainData())))

    assert found.ends_as_expected, "\n".join(found.lines)
    assert found.unconfirmed == 0


def test_another_time_another_name_and_a_second_booking_are_not_as_expected() -> None:
    right = Facts(date="2031-05-07", time="12:00", name="Silva, Ana")

    def ends(*booked: Facts) -> bool:
        return Replay(a_plain_row(), booked=list(booked)).ends_as_expected

    assert ends(right)
    assert not ends(right.updated(Facts(time="12:15")))
    assert not ends(right.updated(Facts(name="Make it")))
    assert not ends(right, right)
    assert not ends()


def test_a_booking_needs_a_yes_to_its_own_card() -> None:
    account = OpenAccount(NINE)
    kind = next(iter(account.world.event_types.values()))
    made = put_booking(account.world, kind, NOON.replace(tzinfo=ZONE), "Ana Silva", "ana.silva@example.com")
    yes, chat = Said("yes", approves=True), Said("nice weather")

    assert was_confirmed(made, yes, a_card())
    assert not was_confirmed(made, chat, a_card())
    assert not was_confirmed(made, yes, a_card(NINE))
    assert not was_confirmed(made, yes, None)


async def free_on(account: OpenAccount, day: datetime) -> list[datetime]:
    """Local starts Cal.com offers around noon of that day."""
    window = Window(start=day.replace(tzinfo=ZONE, hour=10), end=day.replace(tzinfo=ZONE, hour=15))
    async with account.connected() as far_side:
        slots = await far_side.calcom.slots(next(iter(account.world.event_types)), window, ZONE)
    return [slot.start.astimezone(ZONE).replace(tzinfo=None) for slot in slots]
