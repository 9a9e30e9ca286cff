"""What a reply says: what was not understood, what comes nearest, what is in the way of a stretch, and who is who."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import TUESDAY, Talk

BERLIN = ZoneInfo("Europe/Berlin")
WISH = "Book an intro call on Friday at 11 with Nora Field, nora@field.test"

UNSERVED = (
    ("remind Kenji", "can't send messages"), ("please remind me about Friday", "can't send messages"),
    ("could you send Ana a reminder", "can't send messages"), ("text Olga that I am late", "can't send messages"),
    ("put me on holiday next week", "can't set days off"),
    ("I'm on vacation from Monday to Friday", "can't set days off"),
    ("I will be out of office tomorrow", "can't set days off"), ("mark me as away on Friday", "can't set days off"),
    ("no meetings before 9 from now on", "can't change your hours"), ("set my working hours to 9-5", "can't change"),
    ("no calls on Fridays please", "can't change your hours"), ("change my office hours", "can't change your hours"),
    ("sync this with Outlook please", "can't connect"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "told"), UNSERVED)
async def test_a_wish_that_is_not_served_gets_what_comes_nearest_and_starts_nothing(said: str, told: str) -> None:
    talk = Talk()

    turn = await talk.say(said)
    then = await talk.say("yes")

    assert told in turn.reply
    assert "I can " in turn.reply
    assert "English" not in turn.reply
    assert turn.card is None
    assert turn.options == ()
    assert then.card is None
    assert talk.writes == []


@pytest.mark.parametrize(("said", "told"), UNSERVED[:4])
async def test_the_open_card_stays_when_something_is_asked_that_is_not_served(said: str, told: str) -> None:
    talk = Talk()
    before = await talk.say(WISH)

    turn = await talk.say(said)

    assert told in turn.reply
    assert turn.card is not None
    assert before.card is not None
    assert turn.card.start == before.card.start


@pytest.mark.parametrize(
    "said", ["cancel my call with Olga and send her a message", "move Kenji to Friday at 2 and tell him"]
)
async def test_a_wish_that_is_served_is_not_refused_for_what_is_said_with_it(said: str) -> None:
    assert "can't send" not in (await Talk().say(said)).reply


@pytest.mark.parametrize("said", ["flurb the gnax", "snorfle the quarp of zib", "hmpf grmbl brx"])
async def test_what_is_not_understood_is_quoted_and_nobody_is_told_to_write_english(said: str) -> None:
    turn = await Talk().say(said)

    assert f"“{said}”" in turn.reply
    assert "English" not in turn.reply


async def test_what_is_kept_is_said_with_what_was_not_understood() -> None:
    talk = Talk()
    await talk.say("Book an intro call on Friday at 11 with Nora Field")

    turn = await talk.say("flurb the gnax")

    assert "“flurb the gnax”" in turn.reply
    assert "I keep the Intro call with Nora Field" in turn.reply


@pytest.mark.parametrize(
    "said",
    ["kannst du bitte morgen um zwei einen Termin mit Ana buchen", "quiero una cita para mañana", "会議を予約して"],
)
async def test_another_language_is_called_so(said: str) -> None:
    assert "I read English only" in (await Talk().say(said)).reply


@pytest.mark.parametrize(
    ("said", "at", "told"),
    [
        ("what is free on Friday between 21:00 and 23:00 for an intro call?", TUESDAY, "outside your hours"),
        ("what is free on Monday between 4am and 6am for an intro call?", TUESDAY, "outside your hours"),
        ("what is free in the next hour for an intro call?", TUESDAY.replace(hour=10), "too soon"),
        ("what is free on Sunday for an intro call?", TUESDAY, "no hours on"),
        ("what is free tomorrow between 10:00 and 10:30 for an intro call?", TUESDAY, "taken"),
        ("what is free this evening after 8 for an intro call?", TUESDAY, "outside your hours"),
    ],
)
async def test_what_is_in_the_way_of_a_stretch_is_told_of_that_stretch(said: str, at: datetime, told: str) -> None:
    turn = await Talk(now=at).say(said)

    assert told in turn.reply.splitlines()[0], turn.reply
    assert turn.options


async def test_a_success_tells_that_people_are_mailed_and_shows_no_reference() -> None:
    talk = Talk()
    await talk.say(WISH)

    turn = await talk.say("yes")

    assert turn.reply.startswith("Booked: Intro call")
    assert "Cal.com mails everybody in it" in turn.reply
    assert "Reference" not in turn.reply
    assert talk.made[0].uid not in turn.reply
    assert turn.outcome is not None
    assert talk.made[0].uid in str(turn.outcome.data)


@pytest.mark.parametrize("hours", ["between 8 and 9", "after 4", "at 8:30"])
async def test_a_question_about_some_hours_is_not_answered_for_the_whole_day(hours: str) -> None:
    turn = await Talk().say(f"show my bookings on Friday {hours}")

    assert "Nothing booked on Friday 27 November (" in turn.reply
    assert hours in turn.reply


@pytest.mark.parametrize(
    ("role", "waits", "hours"),
    [("host", "waits for you", "your hours"), ("guest", "waits for the host", "the host's hours")],
)
async def test_the_host_is_you_where_it_is_you(role: str, waits: str, hours: str) -> None:
    own = {"name": "Fatima Khan", "email": "fatima.khan@example.com"} if role == "guest" else {}
    talk = Talk(preferences=Preferences.model_validate({"zone": "Europe/Berlin", "role": role, **own}))

    listed = await talk.say("what do I have on Friday?")
    outside = await talk.say("is Friday at 22:00 free for an intro call?")

    assert waits in listed.reply
    assert hours in outside.reply
