"""Whose time it is: "his time" is the other side's clock, known or asked for, never quietly our own."""

from zoneinfo import ZoneInfo

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import Talk

ASKED = "Book an intro call with Marc Dupont, marc@example.com tomorrow at 10 his time"


@pytest.mark.parametrize("place", [", he is in New York", " (he's in New York)", ", he lives in New York"])
async def test_the_place_said_with_it_is_the_clock_meant(place: str) -> None:
    talk = Talk()

    turn = await talk.say(f"{ASKED}{place}")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-25T16:00:00+01:00"
    assert "10:00" in turn.card.text
    assert "America/New_York" in turn.card.text


async def test_a_place_that_was_not_said_is_asked_for_and_nothing_else_again() -> None:
    talk = Talk()

    asked = await talk.say(ASKED)
    turn = await talk.say("he's in New York")

    assert asked.card is None
    assert "Which time zone" in asked.reply
    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-25T16:00:00+01:00"
    assert turn.card.attendees[0].email == "marc@example.com"


@pytest.mark.parametrize("said", ["New York", "new york time", "he lives in New York", "it's New York"])
async def test_the_place_alone_answers(said: str) -> None:
    talk = Talk()
    await talk.say(ASKED)

    turn = await talk.say(said)

    assert turn.card
    assert "America/New_York" in turn.card.text


async def test_of_a_booking_to_be_moved_the_attendees_clock_is_known() -> None:
    talk = Talk()
    booking = talk.booked("Olga Petrova")
    booking.attendees[0].time_zone = "Europe/London"

    turn = await talk.say("move my call with Olga to Friday at 11 her time")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-27T12:00:00+01:00"


async def test_for_an_attendee_their_time_is_the_hosts() -> None:
    me = Preferences(zone="Europe/London", role="guest", name="Ida Moss", email="ida@example.com")
    talk = Talk(preferences=me)

    turn = await talk.say("I need an intro call tomorrow at 11 your time")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-25T10:00:00+00:00"


@pytest.mark.parametrize(("said", "place"), [("Europe/Hamburgh", "Hamburg"), ("Nowhereton time", "Lisbon")])
async def test_a_zone_nobody_knows_is_asked_about_and_the_answer_taken_in_its_place(said: str, place: str) -> None:
    talk = Talk()

    asked = await talk.say(f"Book an intro call with Marc Dupont, marc@example.com tomorrow at 11am {said}")
    turn = await talk.say(place)

    assert asked.card is None
    assert "Which time zone" in asked.reply
    assert turn.card
    hours = {"Hamburg": "11:00:00+01:00", "Lisbon": "12:00:00+01:00"}
    assert turn.card.start.isoformat() == f"2026-11-25T{hours[place]}"


async def test_of_a_move_the_time_waits_for_its_zone_too() -> None:
    talk = Talk()

    await talk.say("move my call with Olga to Friday at 11am Nowhereton time")
    turn = await talk.say("Lisbon")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-27T12:00:00+01:00"


@pytest.mark.parametrize("words", ["on Friday in London time", "on Friday for an intro call, London time"])
async def test_times_asked_for_in_another_zone_are_listed_on_both_clocks(words: str) -> None:
    talk = Talk()

    turn = await talk.say(f"which intro call slots are free {words}?")

    assert turn.options
    assert all(" in Europe/London)" in option.label for option in turn.options)
    assert "10:00 (09:00 in Europe/London)" in turn.reply


@pytest.mark.parametrize(("said", "hour"), [("10am london time", 11), ("9am new york", 15), ("10 am Lisbon time", 11)])
async def test_a_time_of_another_zone_is_no_pick_of_an_offer_that_reads_the_same(said: str, hour: int) -> None:
    talk = Talk()
    await talk.say("book an intro call with Dana Cole, dana@example.test, on friday at 7am")

    turn = await talk.say(said)

    assert turn.card is not None
    assert turn.card.start.astimezone(ZoneInfo("Europe/Berlin")).hour == hour
