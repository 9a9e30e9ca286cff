"""What a button says for its person is understood like anything they type."""

from datetime import date

import pytest

from graph.answering.days import bookings_of_days
from graph.events import BookingShown, Button
from graph.given.preferences import Locale, Preferences
from graph.wording.times import Voice
from graph.wording.wishes import word_wish
from tests.graph.talk import TUESDAY, Talk

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(("order", "every"), [("DMY", 4), pytest.param("MDY", 1, marks=pytest.mark.slow)])
async def test_a_wish_leads_to_the_very_booking_it_was_worded_from(order: str, every: int) -> None:
    talk = Talk(preferences=Preferences.model_validate({"zone": BERLIN, "date_order": order}))
    locale = Locale(BERLIN, TUESDAY, "MDY" if order == "MDY" else "DMY")
    coming = [b for b in await bookings_of_days(talk.calcom, date(2026, 11, 24), 14, locale) if b.start > TUESDAY][
        ::every
    ]
    wrong = []

    for booking in coming:
        for deed in ("accept", "decline") if booking.status == "pending" else ("cancel", "move"):
            who = booking.attendees[0]
            wish = word_wish(deed, booking.name, who.name, booking.start, Voice.of(locale))
            if not await _is_meant(talk, wish, deed, booking):
                wrong.append(wish)

    assert len(coming) > 2
    assert wrong == []


async def _is_meant(talk: Talk, wish: str, deed: str, booking: BookingShown) -> bool:
    turn = await talk.say(wish)
    if deed == "move":
        assert turn.outcome
        assert turn.outcome.code == "more_needed"
        turn = await talk.say("January 12 at 12:00")
    card = turn.card
    if card is None:
        await talk.say("never mind")
        return False
    await talk.press(Button.CANCEL)
    was = card.from_start or card.start
    return (card.action, was) == ({"move": "reschedule"}.get(deed, deed), booking.start) and (
        card.attendees[0].email == booking.attendees[0].email
    )
