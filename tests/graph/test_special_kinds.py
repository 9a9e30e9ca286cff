"""Kinds and requests with a catch: it is said before a card, or on it, and never found out by a refusal."""

from typing import Any

import pytest

from tests.graph.talk import Talk
from tools.mock_calcom.seeding import put_booking

ANA = "book an intro call with Ana Zed, ana@example.com on friday at 10"


def a_talk(**settings: Any) -> Talk:
    talk = Talk()
    intro = next(kind for kind in talk.world.event_types.values() if kind.slug == "intro")
    for name, value in settings.items():
        setattr(intro, name, value)
    return talk


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ({"price": 20, "currency": "eur"}, "costs money"),
        ({"requiresBookerEmailVerification": True}, "verify their e-mail"),
        ({"teamId": 7, "schedulingType": "roundRobin"}, "is a team's"),
    ],
)
async def test_what_is_booked_on_its_page_alone_is_said_so_with_the_page(answered: dict[str, Any], told: str) -> None:
    talk = Talk()
    talk.world.faults.script("GET /v2/event-types", "extra_or_missing_fields", times=9, add=answered)

    turn = await talk.say(ANA)

    assert told in turn.reply
    assert "/clara/intro" in turn.reply
    assert turn.card is None
    assert talk.writes == []


async def test_guests_of_a_kind_that_takes_none_are_left_out_and_that_is_said() -> None:
    talk = a_talk(disable_guests=True)

    turn = await talk.say(ANA + " and invite rita@example.com")

    assert turn.card is not None
    assert turn.card.guests == ()
    assert "takes no guests" in turn.reply


async def test_somebody_with_as_many_bookings_as_one_may_have_is_told_before_the_card() -> None:
    talk = a_talk(booker_limit={"maximumActiveBookings": 1})

    full = await talk.say("book an intro call with Olga on friday at 10")
    other = await talk.say(ANA)

    assert "as many bookings of “Intro call” to come as one person may have" in full.reply
    assert full.card is None
    assert other.card is not None


async def test_accepting_what_collides_says_so_on_the_card() -> None:
    talk = Talk()
    pending = next(b for b in talk.world.bookings.values() if b.status == "pending")
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "intro")
    put_booking(talk.world, kind, pending.start, "Ida Falk", "ida@example.com")

    turn = await talk.say("accept Fatima's booking")
    free = await Talk().say("accept Fatima's booking")

    assert turn.card is not None
    assert [row.value for row in turn.card.rows if row.label == "At the same time"] == [
        "Friday 27 November, 13:00–13:15: Intro call with Ida Falk"
    ]
    assert "At the same time" not in free.reply


@pytest.mark.parametrize("word", ["accept", "decline"])
async def test_an_alternative_is_offered_in_place_of_a_plain_word(word: str) -> None:
    talk = Talk()
    await talk.say(f"{word} Fatima's booking")

    card = await talk.say("no, offer her monday at 11 instead")
    done = await talk.say("yes")

    assert card.card is not None
    assert (card.card.action, f"{card.card.start:%a %H:%M}") == ("reschedule", "Mon 11:00")
    assert "moving it is accepting it" in card.reply
    assert "Moved" in done.reply
    assert [path.rsplit("/")[-1] for path in talk.writes] == ["reschedule"]
