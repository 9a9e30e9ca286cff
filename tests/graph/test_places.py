"""Where a new booking takes place: on the card, and at Cal.com as it was on the card."""

from typing import Any

import pytest

from tests.graph.talk import Talk

ANA = "book an intro call with Ana Zed, ana@example.com on friday at 10"
PLACES: list[dict[str, Any]] = [
    {"type": "address", "address": "Lindenallee 9, Köln", "public": True},
    {"type": "attendeePhone"},
    {"type": "attendeeAddress"},
    {"type": "integration", "integration": "cal-video"},
]


def a_talk(*places: dict[str, Any]) -> Talk:
    talk = Talk()
    for kind in talk.world.event_types.values():
        kind.locations = list(places or PLACES)
    return talk


@pytest.mark.parametrize(
    ("said", "where", "stored"),
    [
        ("", "Where: at Lindenallee 9, Köln", "Lindenallee 9, Köln"),
        (" by phone at +49 40 7654321", "Where: by phone at +49 40 7654321", "+49 40 7654321"),
        (", at their place: Hafenstr. 12, Kiel", "Where: at Hafenstr. 12, Kiel", "Hafenstr. 12, Kiel"),
        (" on video", "Where: on Cal Video", "/video/"),
    ],
)
async def test_the_card_says_where_and_it_is_booked_there(said: str, where: str, stored: str) -> None:
    talk = a_talk()

    card = await talk.say(ANA + said)
    done = await talk.say("yes")

    assert card.card is not None
    assert where in card.reply
    assert "Not used" not in card.reply
    assert done.outcome is not None
    assert "differs" not in done.outcome.data
    assert [stored in (booking.location or "") for booking in talk.made] == [True]


async def test_a_number_told_at_the_card_is_where_they_are_called() -> None:
    talk = a_talk({"type": "attendeePhone"})

    lacks = await talk.say(ANA)
    card = await talk.say("her number is +49 40 7654321")
    await talk.say("yes")

    assert "their number is not known" in lacks.reply
    assert "Where: by phone at +49 40 7654321" in card.reply
    assert [booking.location for booking in talk.made] == ["+49 40 7654321"]


async def test_a_place_that_is_not_offered_goes_along_as_a_note_and_not_in_silence() -> None:
    talk = a_talk({"type": "integration", "integration": "cal-video"})

    card = await talk.say(ANA + ", place: the bakery")

    assert "Notes: Place: the bakery" in card.reply


async def test_another_place_at_cal_com_than_on_the_card_is_told() -> None:
    talk = a_talk()
    await talk.say(ANA + " by phone at +49 40 7654321")
    other = {"location": "Lindenallee 9, Köln"}
    talk.world.faults.script("POST /v2/bookings", "wrong_echo", set=other)
    talk.world.faults.script("GET /v2/bookings", "wrong_echo", set=other, times=9)

    done = await talk.say("yes")

    assert "as its location Cal.com has “Lindenallee 9, Köln”" in done.reply
