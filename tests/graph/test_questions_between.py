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

    assert "2 hour meeting" in turn.reply
    assert [option.n for option in turn.options] == [1, 2, 3, 4, 5]
