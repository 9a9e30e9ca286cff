"""What no call of Cal.com serves gets one plain sentence with a way out, and starts nothing."""

import pytest

from tests.graph.talk import Talk

CARD = "book an intro call with Ana Zed, ana@example.com on friday at 10"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("remove team@example.com from my workshop with Sofia", "no guest off a booking that stands"),
        ("take team@example.com off the workshop on Monday", "no guest off a booking that stands"),
        ("rename my workshop with Sofia to Budget", "can't rename a booking"),
        ("please change the title of the call with Kenji to Budget", "can't rename a booking"),
        ("add a note to my call with Kenji: bring the plans", "no notes for a booking that stands"),
        ("keep Thursday morning free", "can't keep time free"),
        ("hold the whole of Monday for me", "can't keep time free"),
        ("Thursday only until noon", "can't change the hours of a day"),
        ("i'm on holiday from Monday on", "can't set days off"),
        ("sync my outlook calendar", "can't connect another calendar"),
        ("remind Kenji the day before", "can't send messages or reminders"),
    ],
)
async def test_one_sentence_with_a_way_out_and_nothing_is_begun(said: str, told: str) -> None:
    talk = Talk()

    turn = await talk.say(said)

    assert told in turn.reply
    assert turn.card is None
    assert turn.options == ()
    assert turn.outcome is not None
    assert turn.outcome.status == "error"
    assert talk.writes == []


async def test_of_a_booking_being_made_the_same_words_are_details() -> None:
    talk = Talk()
    await talk.say(CARD)
    await talk.say("add rita@example.com")

    fewer = await talk.say("remove rita@example.com from it")
    noted = await talk.say("note: bring the plans")

    assert fewer.card is not None
    assert fewer.card.guests == ()
    assert noted.card is not None
    assert noted.card.notes == "bring the plans"
