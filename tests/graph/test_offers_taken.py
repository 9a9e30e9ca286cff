"""Whatever the assistant offers is a question: a yes, "do that" and its number take it up, a no lets it go."""

import pytest

from tests.graph.talk import Talk

CANCELLED = ("cancel my call with Olga", "yes", "undo")


async def after(*said: str) -> Talk:
    talk = Talk()
    for text in said:
        await talk.say(text)
    return talk


@pytest.mark.parametrize("said", ["yes", "do that", "1", "yes please", "sure"])
async def test_what_was_cancelled_is_booked_anew_by_whatever_takes_the_offer(said: str) -> None:
    talk = await after(*CANCELLED)

    card = await talk.say(said)
    done = await talk.say("yes")

    assert [option.label for option in talk.turns[-3].options] == ["Book it anew"]
    assert card.card is not None
    assert (card.card.action, card.card.attendees[0].email) == ("book", "olga.petrova@example.com")
    assert done.reply.startswith("Booked:")
    assert len(talk.made) == 1


async def test_a_no_lets_the_offer_go() -> None:
    talk = await after(*CANCELLED)

    refused = await talk.say("no")
    later = await talk.say("yes")

    assert "Dropped" in refused.reply
    assert later.card is None
    assert talk.made == []


async def test_a_question_in_between_leaves_the_offer_and_another_wish_takes_it_away() -> None:
    talk = await after(*CANCELLED, "what do I have tomorrow?")
    other = await after(*CANCELLED, "cancel my call with John Smith", "no", "never mind")

    still = await talk.say("yes")
    gone = await other.say("yes")

    assert still.card is not None
    assert still.card.attendees[0].name == "Olga Petrova"
    assert gone.card is None
    assert talk.made == other.made == []


async def test_a_yes_to_say_more_shows_more() -> None:
    talk = Talk()

    first = await talk.say("show all my bookings")
    second = await talk.say("yes")

    assert "say “more”" in first.reply
    assert "Noor Haddad" in first.reply
    assert "David Cohen" in second.reply


async def test_a_yes_to_try_again_tries_again() -> None:
    talk = Talk()
    talk.world.faults.script("GET /v2/bookings", "status", times=9, code=503)
    failed = await talk.say("what do I have tomorrow?")
    talk.world.faults.clear()

    turn = await talk.say("yes")

    assert "try again" in failed.reply
    assert "John Smith" in turn.reply
