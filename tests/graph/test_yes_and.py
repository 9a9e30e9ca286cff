"""A yes with a further wish behind it writes the card and nothing else; what may change the card is no yes."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from tests.graph.talk import Talk
from tests.slices import sliced

BERLIN = ZoneInfo("Europe/Berlin")
CARDS = {
    "book": "book Emma on Friday at 11",
    "move": "move Olga to Friday at 11",
    "cancel": "cancel my call with Olga",
    "accept": "accept the review with Fatima",
    "decline": "decline the review with Fatima",
}
YES = ("yes", "Yes please.", "ok", "sure, go ahead", "yep!")
FURTHER = {
    "and book Kenji for 15 minutes on Friday at 2pm": ("book", "Kenji Sato"),
    "and also cancel my workshop with Sofia": ("cancel", "Sofia Rossi"),
    "Also move Noor to Friday at 2pm": ("reschedule", "Noor Haddad"),
    "plus cancel Kenji too": ("cancel", "Kenji Sato"),
}
NO_YES = (
    "yes and make it 45 minutes", "yes and move it to 3", "yes, and move {} to 3", "yes and cancel {}'s meeting",
    "yes and another day would do too", "yes, but book Kenji on Friday at 2 first", "yes and book Kenji instead",
    "yes if it is free, and book Kenji on Friday at 2", "and book Kenji on Friday at 2", "yes and book it twice",
    "no, and book Kenji on Friday", "yes and add bo@lind.test", "yes? and book Kenji on Friday at 2",
    "yes and change the note", "not yet, and book Kenji on Friday at 2", "yes and decline {}",
    "Yes please. And Noor's an hour earlier as well",
)  # fmt: skip


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize(("rest", "meant"), FURTHER.items())
async def test_the_card_is_written_and_the_further_wish_gets_one_of_its_own(
    card: str, rest: str, meant: tuple[str, str]
) -> None:
    talk = Talk()
    await talk.say(CARDS[card])
    before = len(talk.writes)

    turn = await talk.say(f"{YES[len(rest) % len(YES)]} {rest}")

    assert len(talk.writes) == before + 1
    assert turn.card is not None, turn.reply
    assert (turn.card.action, turn.card.attendees[0].name) == meant
    assert turn.outcome is not None
    assert turn.outcome.status == "success"


@pytest.mark.parametrize(("said", "card"), sliced(product(NO_YES, CARDS), quick=30, slow=20))
async def test_what_may_change_the_card_is_no_yes(card: str, said: str) -> None:
    talk = Talk()
    shown = (await talk.say(CARDS[card])).card
    assert shown is not None

    await talk.say(said.format(shown.attendees[0].name.split()[0]))

    assert talk.writes == []


@pytest.mark.parametrize(
    ("rest", "start"),
    [
        ("and another one a week later", datetime(2026, 12, 14, 9, 0, tzinfo=BERLIN)),
        ("and one more meeting at 1:30pm", datetime(2026, 12, 7, 13, 30, tzinfo=BERLIN)),
        ("also another call on Tuesday 15 December", datetime(2026, 12, 15, 9, 0, tzinfo=BERLIN)),
    ],
)
async def test_one_more_is_with_the_same_person_as_long_and_of_the_same_kind(rest: str, start: datetime) -> None:
    talk = Talk()
    first = (await talk.say("book a 90 minute consultation with Emma on Monday 7 December at 9, note: budget")).card
    assert first is not None

    card = (await talk.say(f"yes, {rest}")).card

    assert len(talk.made) == 1
    assert card is not None
    assert card.attendees == first.attendees
    assert (card.event_type, card.start, card.end - card.start) == ("Consultation", start, first.end - first.start)
    assert card.notes is None


async def test_a_further_wish_behind_a_yes_to_an_older_card_is_refused_like_that_yes() -> None:
    talk = Talk()
    old = (await talk.say(CARDS["book"])).card
    assert old is not None
    await talk.say("make it Monday at 12")

    turn = await talk.say("yes, and book Kenji on Friday at 2pm", card=old.hash)

    assert talk.writes == []
    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 30, 12, tzinfo=BERLIN)
