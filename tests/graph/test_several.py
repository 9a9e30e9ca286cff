"""What a message asks besides or after its first request: a pick, a question, the booking that was just read out."""

from tests.graph.talk import Talk


async def test_a_pick_that_means_nothing_at_a_card_leaves_it_open() -> None:
    talk = Talk()
    await talk.say("Book an intro with Greta greta@example.com thursday at 10")

    turn = await talk.say("the second one")
    done = await talk.say("yes")

    assert turn.card
    assert "Booked" in done.reply


async def test_confirm_it_accepts_the_pending_booking_just_read_out() -> None:
    talk = Talk()
    await talk.say("are there any pending requests?")

    card = await talk.say("confirm it")
    turn = await talk.say("yes")

    assert card.card
    assert card.card.action == "accept"
    assert "Confirmed" in turn.reply


async def test_the_last_meeting_with_somebody_is_found_among_those_that_are_over() -> None:
    talk = Talk()

    turn = await talk.say("when did I last meet Emma?")

    assert "23 November" in turn.reply
    assert "Emma Brown" in turn.reply
    assert turn.reply.count("\n") == 0
