"""A length said in words is the card's, or is said to be impossible, or is asked for; never lost."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.graph.talk import Talk

NINE = "book a consultation thursday at 9am {} with Ana Ruiz, ana@example.com"


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("for ninety minutes", 90),
        ("for an hour and thirty minutes", 90),
        ("for one hour thirty minutes", 90),
        ("for an hour thirty", 90),
        ("for one and a half hours", 90),
        ("for 1.5 hours", 90),
        ("for 1h30", 90),
        ("for 1 h 30 m", 90),
        ("for 90 min", 90),
        ("for 1 1/2 hours", 90),
        ("for 1½ hours", 90),
        ("for an hour", 60),
        ("for sixty minutes", 60),
        ("for half an hour", 30),
        ("for thirty mins", 30),
    ],
)
async def test_a_length_said_is_the_length_of_the_card(words: str, minutes: int) -> None:
    turn = await Talk().say(NINE.format(words))

    assert turn.card is not None
    assert turn.card.end - turn.card.start == timedelta(minutes=minutes)


@pytest.mark.parametrize("words", ["ninety minute", "90-minute", "hour and a half long", "1h30", "ninety-minute"])
async def test_a_length_before_the_kind_is_the_length_of_the_card(words: str) -> None:
    turn = await Talk().say(f"book a {words} consultation thursday at 9am with Ana Ruiz, ana@example.com")

    assert turn.card is not None
    assert turn.card.event_type == "Consultation"
    assert (turn.card.start, turn.card.end - turn.card.start) == (
        datetime(2026, 11, 26, 8, 0, tzinfo=UTC),
        timedelta(minutes=90),
    )


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("a forty minute consultation", 40),
        ("a twenty five minute consultation", 25),
        ("a two-hour consultation", 120),
        ("a 2h consultation", 120),
        ("a consultation of seventy-five minutes", 75),
        ("a consultation for a couple of hours", 120),
        ("a three quarters of an hour consultation", 45),
    ],
)
async def test_a_length_the_kind_cannot_take_is_said(words: str, minutes: int) -> None:
    turn = await Talk().say(f"book {words} thursday at 9am with Ana Ruiz, ana@example.com")

    assert turn.card is None
    assert f"can't take {minutes} minutes, only 30, 60 or 90" in turn.reply


@pytest.mark.parametrize("words", ["30 to 45 minutes", "30-45 minutes", "one or two hours", "90 seconds"])
async def test_a_length_that_cannot_be_read_is_asked_for_and_the_answer_taken(words: str) -> None:
    talk = Talk()

    asked = await talk.say(NINE.format(f"for {words}"))
    turn = await talk.say("ninety minutes")

    assert asked.card is None
    assert f"I can't read “{words}” as a length" in asked.reply
    assert turn.card is not None
    assert turn.card.end - turn.card.start == timedelta(minutes=90)


async def test_a_number_answers_how_long_it_shall_be() -> None:
    talk = Talk()
    await talk.say(NINE.format("for forty minutes"))

    turn = await talk.say("90")

    assert turn.card is not None
    assert turn.card.end - turn.card.start == timedelta(minutes=90)


async def test_a_card_takes_another_length_said_in_words() -> None:
    talk = Talk()
    await talk.say(NINE.format("for an hour"))

    turn = await talk.say("make it an hour and thirty minutes")

    assert turn.card is not None
    assert turn.card.end - turn.card.start == timedelta(minutes=90)


async def test_a_length_is_no_second_request() -> None:
    turn = await Talk().say("need an hour and a half for a consultation with Bo Berg, bo@example.com, thursday 9am")

    assert turn.card is not None
    assert turn.card.end - turn.card.start == timedelta(minutes=90)
