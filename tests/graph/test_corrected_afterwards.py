"""What is said right after a booking was made or moved corrects that one; "Change" keeps what was arranged."""

from zoneinfo import ZoneInfo

import pytest

from graph.events import TurnDone
from tests.graph.talk import Talk

BERLIN = ZoneInfo("Europe/Berlin")
IDA = "Book an intro call on Friday at 11 with Ida Holm, ida@holm.test"
OLGA = "move Olga to Friday at 11"


def when_of(turn: TurnDone) -> str:
    assert turn.card is not None, turn.reply
    return turn.card.start.astimezone(BERLIN).strftime("%a %d %H:%M")


@pytest.mark.parametrize("first", [IDA, OLGA])
@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("no, I meant 4", "Fri 27 16:00"),
        ("oops, it should be Thursday at 12", "Thu 26 12:00"),
        ("wrong day, Monday please", "Mon 30 11:00"),
        ("sorry, at 2pm", "Fri 27 14:00"),
        ("wait, an hour later", "Fri 27 12:00"),
        ("my mistake, Monday at noon", "Mon 30 12:00"),
        ("no, actually the Monday after", "Mon 30 11:00"),
    ],
)
async def test_a_correction_moves_what_was_just_done(first: str, said: str, start: str) -> None:
    talk = Talk()
    await talk.say(first)
    await talk.say("yes")
    name = "Ida Holm" if first == IDA else "Olga Petrova"

    turn = await talk.say(said)
    await talk.say("yes")

    assert turn.card is not None, turn.reply
    assert (turn.card.action, turn.card.attendees[0].name, when_of(turn)) == ("reschedule", name, start)
    assert talk.booked(name).start.astimezone(BERLIN) == turn.card.start


@pytest.mark.parametrize("said", ["no, I meant a consultation", "sorry, the 30 minute meeting"])
async def test_another_kind_cannot_be_had_by_moving_and_that_is_said(said: str) -> None:
    talk = Talk()
    await talk.say(IDA)
    await talk.say("yes")
    written = list(talk.writes)

    turn = await talk.say(said)

    assert turn.card is None
    assert "cancel it and book anew" in turn.reply
    assert talk.writes == written


@pytest.mark.parametrize("first", [IDA, OLGA, "Book a consultation on Friday at 11 with Ida Holm, ida@holm.test"])
@pytest.mark.parametrize(("said", "start"), [("at 3pm", "Fri 27 15:00"), ("an hour later", "Fri 27 12:00")])
@pytest.mark.parametrize("way", ["button", "word", "no"])
async def test_change_keeps_the_day_that_was_arranged(first: str, said: str, start: str, way: str) -> None:
    talk = Talk()
    card = (await talk.say(first)).card
    assert card is not None
    await (talk.press("change", card.hash) if way == "button" else talk.say({"word": "change"}.get(way, way)))

    turn = await talk.say(said)

    assert when_of(turn) == start
    assert turn.card is not None
    assert (turn.card.action, turn.card.event_type) == (card.action, card.event_type)


@pytest.mark.parametrize("first", [IDA, OLGA, "cancel my call with Olga", "accept the review with Fatima"])
@pytest.mark.parametrize("said", ["never mind, leave it as it was", "keep everything as it was", "leave it as it is"])
async def test_after_change_there_is_a_way_back_to_the_very_card(first: str, said: str) -> None:
    talk = Talk()
    card = (await talk.say(first)).card
    assert card is not None
    asked = await talk.press("change", card.hash)

    turn = await talk.say(said)

    assert "“Leave it as it was”" in asked.reply
    assert turn.card is not None, turn.reply
    assert turn.card.hash == card.hash
    assert talk.writes == []


async def test_without_a_question_what_to_change_there_is_nothing_to_go_back_to() -> None:
    turn = await Talk().say("leave it as it was")

    assert turn.card is None
    assert turn.reply


BOOK_BO = "Book Bo Lind, bo@lind.test, on Friday at 2pm"


@pytest.mark.parametrize("before", ["cancel my meeting with John", "cancel the call with Wilma", "move Olga to Friday"])
async def test_a_booking_of_its_own_is_begun_whatever_booking_was_asked_about(before: str) -> None:
    talk = Talk()
    await talk.say(before)

    turn = await talk.say(BOOK_BO)

    assert turn.card is not None, turn.reply
    assert (turn.card.action, turn.card.attendees[0].email) == ("book", "bo@lind.test")


async def test_that_something_waits_is_told_once_and_it_waits_all_the_same() -> None:
    talk = Talk()
    await talk.say("book an intro call tomorrow at 4pm with Zed")
    await talk.say(OLGA)
    first = await talk.say("yes")
    await talk.say("move Noor to Friday at 2pm")
    second = await talk.say("yes")

    third = await talk.say("go on")

    assert "“go on”" in first.reply
    assert "“go on”" not in second.reply
    assert "Zed's e-mail address" in third.reply
