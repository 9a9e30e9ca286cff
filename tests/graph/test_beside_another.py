"""A meeting next to another: right after the call with somebody, before the one with somebody else."""

from datetime import datetime

import pytest

from tests.graph.talk import Talk
from tests.understanding.builders import BERLIN


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("an intro call with Emma tomorrow right after my call with John Smith", "25 10:30", "25 10:45"),
        ("30 minutes with Emma tomorrow right before Olga", "25 14:00", "25 14:30"),
        ("can we fit in a 30 minute meeting with Emma before John Miller on Thursday?", "26 09:00", "26 10:30"),
        ("intro call with Ina Loh, ina@loh.example, straight after the call with Kenji", "27 09:45", "27 10:00"),
    ],
)
async def test_a_meeting_that_is_named_says_when(said: str, first: str, last: str) -> None:
    offered = [offer.start.astimezone(BERLIN) for offer in (await Talk().say(said)).options if offer.start]

    assert [f"{start:%d %H:%M}" for start in (offered[0], offered[-1])] == [first, last]


async def test_the_only_start_right_after_is_taken_and_who_is_named_besides_is_not_invited() -> None:
    card = (await Talk().say("book olga for a 30 minute meeting tomorrow right after her intro call")).card

    assert card is not None
    assert card.start == datetime.fromisoformat("2026-11-25T15:30+01:00")
    assert [attendee.name for attendee in card.attendees] == ["Olga Petrova"]


async def test_on_another_day_than_theirs_it_is_told_that_it_was_not_used() -> None:
    turn = await Talk().say("book peter for 30 min on monday right after Kenji")

    assert "Not used: “right after Kenji”" in turn.reply
