"""Questions in the middle of a booking are answered, and the booking goes on where it was."""

from tests.graph.talk import Talk


async def test_how_long_it_takes_is_answered_and_nothing_is_lost() -> None:
    talk = Talk()
    await talk.say("book a consultation friday at 10")

    answered = await talk.say("how long is it?")
    turn = await talk.say("with Kim, kim@example.com")

    assert "60 minutes" in answered.reply
    assert "30 or 90" in answered.reply
    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-27T10:00:00+01:00"


async def test_a_length_no_kind_has_is_answered_with_the_kinds_there_are() -> None:
    talk = Talk()

    turn = await talk.say("book a 2 hour meeting with Kim, kim@example.com, tomorrow at 2")

    assert "Nothing here takes 120 minutes" in turn.reply
    assert [option.n for option in turn.options] == [1, 2, 3, 4, 5]


async def test_a_length_a_kind_cannot_take_names_the_kinds_that_can() -> None:
    talk = Talk()
    await talk.say("book a 30 minute meeting with Kim, kim@example.com, friday at 10")

    asked = await talk.say("actually an hour")
    turn = await talk.say("consultation")

    assert "Consultation or Workshop can" in asked.reply
    assert turn.card
    assert turn.card.event_type == "Consultation"
    assert turn.card.start.isoformat() == "2026-11-27T10:00:00+01:00"


async def test_undoing_the_last_booking_does_not_pick_the_last_of_a_list() -> None:
    talk = Talk()
    await talk.say("cancel my meeting with Ana")

    turn = await talk.say("undo that last booking")

    assert turn.card is None
    assert "nothing of mine" in turn.reply


async def test_moved_up_an_hour_is_how_far_and_not_how_long() -> None:
    talk = Talk()

    turn = await talk.say("move my call with Olga up an hour")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-25T14:00:00+01:00"
