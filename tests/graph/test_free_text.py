"""Free text with what is done: what Cal.com carries stands on the card and is sent; what it cannot is said there."""

import pytest

from tests.graph.talk import Talk

BOOK = "book an intro call with Al Roy, al@example.com, friday at 10"


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        ("change the note to Ring twice, then wait", "Ring twice, then wait"),
        ("make the note: Cancel Bo at 5?", "Cancel Bo at 5?"),
        ("add to the note: the dog's name is May", "Parking is behind the house. the dog's name is May"),
        ("no note", None),
        ("the topic is Friday's fair at noon", "Friday's fair at noon"),
    ],
)
async def test_notes_are_edited_at_the_card_and_nothing_else_with_them(change: str, notes: str | None) -> None:
    talk = Talk()
    first = (await talk.say(f"{BOOK}, note: Parking is behind the house")).card

    card = (await talk.say(change)).card
    await talk.say("yes")

    assert first is not None
    assert card is not None
    assert first.notes == "Parking is behind the house"
    assert (card.notes, card.start, card.attendees) == (notes, first.start, first.attendees)
    assert talk.made[0].responses.get("notes") == notes


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("make the reason: Snow on the line, back Monday 9am", "Snow on the line, back Monday 9am"),
        ("change the reason to a strike", "a strike"),
        ("no reason", "Cancelled by the host"),
        ("tell her I am sorry", "I am sorry"),
    ],
)
async def test_the_reason_is_edited_at_the_card(change: str, reason: str) -> None:
    talk = Talk()
    await talk.say("cancel the call with Olga, reason: I am ill until Friday 5pm")

    card = (await talk.say(change)).card
    await talk.say("yes")

    assert card is not None
    assert card.reason == reason
    assert reason in [booking.cancellation_reason for booking in talk.world.bookings.values()]


async def test_a_message_with_a_move_goes_along_as_the_reason_and_the_card_says_so() -> None:
    talk = Talk()

    turn = await talk.say("move the call with Kenji to friday at 11 and let him know I'm sorry for the mess")

    assert turn.card is not None
    assert turn.card.reason == "I'm sorry for the mess"
    assert "Cal.com sends no message of its own; it goes along as the reason" in turn.card.text


async def test_what_cannot_be_sent_with_an_acceptance_is_said_on_its_card() -> None:
    talk = Talk()

    turn = await talk.say("accept Fatima's request but ask her to send the plan by Thursday")

    assert turn.card is not None
    assert turn.card.reason is None
    assert "Not sent: “send the plan by Thursday”" in turn.card.text


@pytest.mark.parametrize("lead", ["don't tell her that", "between us:", "never mention that"])
async def test_what_is_for_nobody_else_to_read_is_sent_to_nobody(lead: str) -> None:
    talk = Talk()

    turn = await talk.say(f"cancel the call with Olga, {lead} I'd rather see Bo")

    assert turn.card is not None
    assert turn.card.reason == "Cancelled by the host"
    assert "rather" not in turn.card.text
