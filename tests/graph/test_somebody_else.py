"""Somebody else at an open card: the card is for them, and their address is asked; nothing is written for the first."""

from datetime import UTC, datetime

import pytest

from tests.graph.talk import Talk

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"


async def at_a_card() -> Talk:
    talk = Talk()
    turn = await talk.say(INTRO)
    assert turn.card is not None
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "No, I would like to see Mira Okafor",
        "could you book a meeting with Mira Okafor instead?",
        "Actually, I prefer Mira Okafor",
        "no, the person's name is actually Mira Okafor",
        "is there anything with Mira Okafor?",
        "Mira Okafor would be better",
        "make it with Mira Okafor",
    ],
)
async def test_the_new_person_takes_the_place_and_the_old_address_goes(said: str) -> None:
    talk = await at_a_card()

    asked = await talk.say(said)
    card = (await talk.say("mira@example.com")).card

    assert asked.card is None
    assert "Mira Okafor's e-mail" in asked.reply
    assert card is not None
    assert [(one.name, one.email) for one in card.attendees] == [("Mira Okafor", "mira@example.com")]
    assert talk.writes == []


async def test_a_new_person_and_a_new_time_of_one_message_are_both_on_the_card() -> None:
    talk = await at_a_card()

    await talk.say("No, I would like to see Mira Okafor. Is there anything available at 11 in the morning?")
    card = (await talk.say("mira@example.com")).card

    assert card is not None
    assert (card.attendees[0].name, card.start) == ("Mira Okafor", datetime(2026, 11, 25, 10, tzinfo=UTC))


async def test_two_places_that_share_a_word_share_no_address() -> None:
    talk = Talk()
    await talk.say("Book an intro call tomorrow at 4pm with Salon Riva, riva@example.com")

    turn = await talk.say("No. It's Salon Roma.")

    assert turn.card is None
    assert "Salon Roma's e-mail" in turn.reply


async def test_a_bare_name_answers_what_should_be_changed() -> None:
    talk = await at_a_card()
    await talk.say("no")

    turn = await talk.say("Wavelength")

    assert "Wavelength's e-mail" in turn.reply


async def test_a_name_said_to_a_time_that_cannot_be_had_keeps_the_booking_going() -> None:
    talk = await at_a_card()
    refused = await talk.say("make it 3am")
    assert refused.options

    turn = await talk.say("Can you book a meeting with Mira Okafor?")
    after = await talk.say("at 11am")

    assert "aside" not in turn.reply
    assert "Mira Okafor's e-mail" in after.reply


async def test_what_is_no_answer_gets_the_open_question_again_with_a_hint() -> None:
    talk = Talk()
    await talk.say("Book an intro call with Zed Zimmer, zed@example.com")

    turn = await talk.say("flurb gnax")

    assert "“flurb gnax”" in turn.reply
    assert "a day and a time" in turn.reply
    assert "For example" in turn.reply


async def test_a_name_given_twice_is_taken_not_misunderstood() -> None:
    talk = Talk()
    await talk.say("Book an intro call tomorrow at 4pm")
    await talk.say("Mira Okafor")

    turn = await talk.say("Mira Okafor")

    assert "Mira Okafor's e-mail" in turn.reply
    assert "did not" not in turn.reply


async def test_a_yes_with_a_question_behind_its_but_is_asked_for_plainly() -> None:
    talk = await at_a_card()

    turn = await talk.say("Yes that works, but do you know their address?")

    assert "shall I?" in turn.reply
    assert turn.card is not None
    assert talk.writes == []
