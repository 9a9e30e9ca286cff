"""Questions about the calendar get an answer: whether one is free, and in a line what is asked of a booking."""

from typing import Any

import pytest

from graph.given.preferences import Preferences
from graph.understanding.interpreter import Reading
from graph.understanding.schema import Act, BookingWords, Intent, Person, Pronoun, Understanding, Wants
from tests.graph.talk import Talk


class Reads:
    """An interpreter that understands one act after another, the last one again and again."""

    name = "scripted"

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)

    async def interpret(self, message: str, dialogue: object) -> Reading:
        act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
        return Reading(understanding=Understanding(acts=(act,)))


async def asked(preferences: Preferences | None = None, **act: Any) -> str:
    """What is answered to a question that was understood so."""
    turn = await Talk(interpreter=Reads(Act(**act)), preferences=preferences).say("something only a model understands")
    assert turn.card is None
    return turn.reply


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        ("friday afternoon", "Free on Friday 27 November (Europe/Berlin): 12:00–13:00 and 13:45–17:00."),
        ("thursday between 11 and 12", "Nothing is free on Thursday 26 November (Europe/Berlin)."),
        ("thursday at 11:30", "No, you are not free on Thursday 26 November, 11:30"),
        ("thursday at 9:30", "Yes, you are free on Thursday 26 November, 09:30 (Europe/Berlin)."),
        ("thursday at 7 am", "though outside your working hours"),
        ("saturday", "Saturday 28 November: outside your working hours, and nothing is booked then (Europe/Berlin)."),
        ("wednesday and thursday", "- Thursday 26 November: 09:00–11:00, 12:00–14:30 and 15:00–17:00"),
        (None, "Free from Tuesday 24 November to Monday 30 November"),
    ],
)
async def test_whether_one_is_free_is_answered_without_a_kind_of_meeting(when: str | None, answer: str) -> None:
    assert answer in await asked(intent=Intent.AVAILABILITY, when=when, wants=Wants.FREE)


async def test_what_stands_in_the_way_is_told_and_nothing_else() -> None:
    reply = await asked(intent=Intent.AVAILABILITY, wants=Wants.FREE, when="friday afternoon")

    assert "Project review with Fatima Khan" in reply
    assert "Kenji" not in reply  # on Friday morning


async def test_the_rest_of_today_is_what_is_left_of_it() -> None:
    assert "09:00–17:00" in await asked(intent=Intent.AVAILABILITY, wants=Wants.FREE, when="today")


async def test_a_connected_calendar_stands_in_the_way_too() -> None:
    talk = Talk(interpreter=Reads(Act(intent=Intent.AVAILABILITY, wants=Wants.FREE, when="thursday morning")))
    busy = [["2026-11-26T08:30:00Z", "2026-11-26T09:00:00Z"]]
    calendar = {"externalId": "clara@elsewhere.test", "isSelected": True, "busy": busy}
    host = next(iter(talk.world.users.values()))
    host.calendars = [{"credentialId": 7, "integration": "google_calendar", "calendars": [calendar]}]

    reply = (await talk.say("free?")).reply

    assert "09:00–09:30 and 10:00–11:00" in reply
    assert "Thursday 26 November, 09:30–10:00: busy in another calendar" in reply


async def test_where_the_calendars_cannot_be_read_the_answer_says_by_what_it_was_made() -> None:
    talk = Talk(interpreter=Reads(Act(intent=Intent.AVAILABILITY, wants=Wants.FREE, when="thursday")))
    talk.world.faults.script("GET /v2/calendars", "status", times=9, code=500)

    assert "by Cal.com's own bookings only" in (await talk.say("free?")).reply


async def test_a_question_of_ones_own_time_leaves_what_is_being_arranged() -> None:
    talk = Talk()
    card = (await talk.say("cancel my call with Olga")).card

    reply = (await talk.say("am I free on friday at 10?")).reply

    assert "Yes, you are free on Friday 27 November, 10:00" in reply
    assert card is not None
    assert (await talk.say("yes")).outcome.code == "done"  # type: ignore[union-attr]


async def test_a_guest_is_shown_free_times_of_a_kind_and_not_the_hosts_day() -> None:
    guest = Preferences(zone="Europe/Berlin", role="guest", name="Gus Gast", email="gus@example.test")

    reply = await asked(guest, intent=Intent.AVAILABILITY, when="thursday", wants=Wants.FREE)

    assert "John Miller" not in reply
    assert "Free on" not in reply


EMMA = {"people": (Person(name="Emma"),)}
ANSWERS: list[tuple[dict[str, Any], str]] = [
    ({"wants": Wants.ADDRESS, **EMMA}, "Emma Brown: emma.brown@example.com"),
    ({"wants": Wants.LENGTH, **EMMA}, "30 minutes (Tuesday 1 December, 11:30–12:00"),
    ({"wants": Wants.PLACE, **EMMA}, "Place: http://app.cal.test/video/"),
    ({"wants": Wants.LINK, **EMMA}, "Link: http://app.cal.test/video/"),
    ({"wants": Wants.TOPIC, **EMMA}, "No topic is noted (Tuesday 1 December"),
    ({"wants": Wants.STATUS, **EMMA}, "It is booked: Tuesday 1 December, 11:30–12:00"),
    ({"wants": Wants.STATUS, "people": (Person(name="Fatima"),)}, "It still waits for confirmation: Friday 27"),
    ({"wants": Wants.CLOCK, "zone": "Tokyo", **EMMA}, "There it is Tuesday 1 December 2026, 19:30–20:00 (Asia/Tokyo)"),
    (
        {"wants": Wants.CLOCK, "when": "thursday", "people": (Person(name="John Miller"),)},
        "05:00–06:00 (America/New_York)",
    ),
    ({"wants": Wants.COUNT, "when": "thursday"}, "2 bookings on Thursday 26 November."),
    ({"wants": Wants.HOURS, "when": "thursday"}, "1 hour 30 minutes in 2 bookings on Thursday 26 November."),
    ({"wants": Wants.COUNT, "when": "saturday"}, "Nothing booked on Saturday 28 November."),
    ({"wants": Wants.ADDRESS, "people": (Person(name="Zoe"),)}, "Nothing booked with Zoe."),
]


@pytest.mark.parametrize(("act", "answer"), ANSWERS)
async def test_what_is_asked_of_a_booking_is_answered_in_a_line(act: dict[str, Any], answer: str) -> None:
    reply = await asked(intent=Intent.LIST, **act)

    assert answer in reply
    assert "\n" not in reply


async def test_a_booking_that_was_cancelled_is_told_as_that() -> None:
    olga = BookingWords(person="Olga")
    talk = Talk(
        interpreter=Reads(
            Act(intent=Intent.CANCEL, booking=olga), Act(intent=Intent.LIST, wants=Wants.STATUS, booking=olga)
        )
    )
    await talk.say("cancel my call with Olga")
    await talk.press("confirm")

    assert "It was cancelled: Wednesday 25 November, 15:00–15:15" in (await talk.say("is it still on?")).reply


async def test_it_is_the_booking_that_was_spoken_of() -> None:
    of_it = Act(intent=Intent.LIST, wants=Wants.LENGTH, booking=BookingWords(pronoun=Pronoun.IT))
    talk = Talk(interpreter=Reads(Act(intent=Intent.LIST, **EMMA), of_it))
    await talk.say("my meeting with Emma?")

    assert "30 minutes (Tuesday 1 December" in (await talk.say("how long is it?")).reply


async def test_the_date_of_a_day_is_told() -> None:
    talk = Talk()

    assert (await talk.say("what date is next monday?")).reply == "Next monday is Monday 30 November 2026."
    assert (await talk.say("what's today's date")).reply == "Today is Tuesday 24 November 2026."


async def test_what_is_over_is_not_left_and_another_kind_is_not_counted() -> None:
    talk = Talk()

    assert (await talk.say("how many appointments are left this week?")).reply == (
        "6 bookings (this week), of which 1 still waits for confirmation."
    )
    assert (await talk.say("how many workshops this week?")).reply == "None like “Workshop” (this week)."
    assert (await talk.say("how many consultations this week?")).reply == "2 bookings (this week)."


async def test_their_addresses_are_those_of_whom_was_just_read_out() -> None:
    talk = Talk()

    assert "I did not understand" in (await talk.say("and their emails?")).reply
    await talk.say("what do I have on thursday?")
    assert (await talk.say("and their emails?")).reply == (
        "John Miller: john.miller@example.com\nAna Silva: ana.silva@example.com"
    )
    await talk.say("when is my call with Olga?")
    assert (await talk.say("what's her email?")).reply == "Olga Petrova: olga.petrova@example.com"
