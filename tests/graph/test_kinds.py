"""Which kind of meeting is taken: by what is said, else by a written rule and shown; asked where a wrong one costs."""

from datetime import timedelta

import pytest

from evals.stories.accounts import base, plant
from graph.events import TurnDone
from graph.given.preferences import Preferences
from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.samples import KEY
from tools.mock_calcom.seeding import add_key
from tools.mock_calcom.world.world import World

WITH = "Ida Holm, ida@holm.test, on Friday at 10:00"
SURE, ASSUMED, ASKED = "sure", "assumed", "asked"
# account, what is said, the kind on the card (or the first to choose from), its minutes, and how it came to be taken
CASES = [
    # a length that one kind takes
    ("consultant", "book Ida for 15 minutes: {}", "Intro call", 15, SURE),
    ("consultant", "a quarter of an hour with {}", "Intro call", 15, SURE),
    ("consultant", "book half an hour with {}", "30 minute meeting", 30, SURE),
    ("consultant", "put me down for 90 minutes with Ida Holm, ida@holm.test, on Friday at 9", "Consultation", 90, SURE),
    ("solo-consultant", "book an hour with {}", "Consultation", 60, SURE),
    ("two-intros", "schedule 15 minutes with {}", "Intro 15", 15, SURE),
    # words
    ("consultant", "book a consultation with {}", "Consultation", 60, SURE),
    ("consultant", "book a consulation with {}", "Consultation", 60, SURE),
    ("consultant", "book a 30 minute consultation with {}", "Consultation", 30, SURE),
    ("two-intros", "book a strategy session with {}", "Strategy session", 60, SURE),
    ("single-type", "book something with {}", "Office hour", 30, SURE),
    # nothing, or a word for any meeting
    ("consultant", "book {}", "30 minute meeting", 30, ASSUMED),
    ("consultant", "book a call with {}", "Intro call", 15, ASSUMED),
    ("solo-consultant", "schedule a call with {}", "Intro", 30, ASSUMED),
    ("two-intros", "book an intro with {}", "Intro 30", 30, ASSUMED),
    ("studio", "book {}", "30 minute meeting", 30, ASSUMED),
    # several are that long: the one that is only for two, only once, and asks for nothing
    ("studio", "book 30 minutes with {}", "30 minute meeting", 30, ASSUMED),
    ("consultant", "book an hour with {}", "Consultation", 60, ASSUMED),
    # a noun that is none of the kinds
    ("consultant", "book an interview with {}", "30 minute meeting", 30, ASSUMED),
    ("consultant", "book a dinner with {}", "30 minute meeting", 30, ASSUMED),
    ("two-intros", "book a haircut with {}", "Intro 30", 30, ASSUMED),
    # none is that long
    ("consultant", "book 20 minutes with {}", "30 minute meeting", 0, ASKED),
    ("two-intros", "book 45 minutes with {}", "Intro 15", 0, ASKED),
]  # fmt: skip


def an_account(name: str) -> World:
    world = World(lambda: TUESDAY, 0, "default")
    plant(world, base(name), "Europe/Berlin")
    add_key(world, next(iter(world.users)), KEY)
    return world


def kind_on(turn: TurnDone) -> tuple[str, int]:
    assert turn.card is not None, turn.reply
    return turn.card.event_type, round((turn.card.end - turn.card.start) / timedelta(minutes=1))


@pytest.mark.parametrize(("account", "said", "kind", "minutes", "how"), CASES)
async def test_the_kind_follows_from_what_is_said(account: str, said: str, kind: str, minutes: int, how: str) -> None:
    talk = Talk(world=an_account(account))

    turn = await talk.say(said.format(WITH))

    if how == ASKED:
        assert turn.card is None, turn.card
        assert any(option.label.startswith(kind) for option in turn.options)
        return
    assert kind_on(turn) == (kind, minutes)
    assert ("so assumed" in turn.reply) == (how == ASSUMED)
    assert bool(turn.options) == (how == ASSUMED)


@pytest.mark.parametrize("said", ["2", "the consultation", "make it a consultation", "no, a consultation please"])
async def test_another_kind_is_picked_at_the_card_and_keeps_all_the_rest(said: str) -> None:
    talk = Talk(world=an_account("consultant"))
    card = await talk.say(f"book {WITH}, note: bring the slides")

    other = await talk.say(said)

    assert [option.text for option in card.options][:2] == ["1. Intro call (15 min)", "2. Consultation (30/60/90 min)"]
    assert kind_on(other) == ("Consultation", 60)
    assert (other.card and other.card.attendees[0].email, other.card and other.card.start) == (
        "ida@holm.test",
        card.card and card.card.start,
    )
    assert "so assumed" not in other.reply
    assert other.options == ()
    await talk.say("yes")
    assert len(talk.made) == 1


@pytest.mark.parametrize("said", ["yes", "never mind", "no"])
async def test_the_other_kinds_vanish_with_their_card(said: str) -> None:
    talk = Talk(world=an_account("consultant"))
    await talk.say(f"book {WITH}")

    turn = await talk.say(said)
    picked = await talk.say("2")

    assert turn.options == ()
    assert picked.card is None or said == "no"


async def test_a_noun_that_is_no_kind_is_kept_as_a_note() -> None:
    talk = Talk(world=an_account("consultant"))

    turn = await talk.say(f"book an interview with {WITH}")
    await talk.say("yes")

    assert "Notes: Interview" in turn.reply
    [made] = talk.made
    assert made.responses["notes"] == "Interview"


@pytest.mark.parametrize(
    ("who", "said", "kind"),
    [
        ("Emma", "book Emma on Friday at 11", "30 minute meeting"),
        ("Peter", "book a call with Peter on Friday at 12", "Consultation"),
        ("Noor", "book Noor again on Friday at 11", "Intro call"),
        ("David", "book David on Friday at 11", "30 minute meeting"),  # what was used with him is hidden
    ],
)
async def test_the_kind_used_last_with_them_is_taken_and_said(who: str, said: str, kind: str) -> None:
    turn = await Talk().say(said)

    assert kind_on(turn)[0] == kind
    assert (f"As last time with {who}" in turn.reply) == (who != "David")
    assert turn.options


@pytest.mark.parametrize(("who", "kind"), [("Fatima", "Project review"), ("Sofia", "Workshop")])
async def test_a_kind_that_would_cost_is_asked_about_even_where_it_was_used_last(who: str, kind: str) -> None:
    turn = await Talk().say(f"book {who} on Friday at 11")

    assert turn.card is None
    assert turn.options[0].label.startswith(kind)


COSTLY = {
    "a class": {"title": "Choir class", "slug": "choir", "lengthInMinutes": 30,
                "seats": {"seatsPerTimeSlot": 4, "showAttendeeInfo": True, "showAvailabilityCount": True}},
    "a series": {"title": "Lesson", "slug": "lesson", "lengthInMinutes": 30,
                 "recurrence": {"interval": 1, "occurrences": 4, "frequency": "weekly"}},
    "a request": {"title": "Check", "slug": "check", "lengthInMinutes": 30, "confirmationPolicy": {"type": "always"}},
    "a form": {"title": "Survey", "slug": "survey", "lengthInMinutes": 30, "bookingFields": [
        {"type": "text", "slug": "why", "label": "Why", "required": True, "placeholder": ""}]},
}  # fmt: skip


@pytest.mark.parametrize("first", COSTLY)
@pytest.mark.parametrize("second", COSTLY)
async def test_of_two_that_would_both_cost_one_is_asked_for(first: str, second: str) -> None:
    world = an_account("empty")
    host = next(iter(world.users))
    add_event_type(world, host, COSTLY[first])
    add_event_type(world, host, {**COSTLY[second], "title": "Second", "slug": "second"})

    turn = await Talk(world=world).say(f"book {WITH}")

    assert turn.card is None
    assert len(turn.options) == 2


@pytest.mark.parametrize("costly", COSTLY)
async def test_the_plain_one_goes_before_the_one_that_would_cost(costly: str) -> None:
    world = an_account("empty")
    host = next(iter(world.users))
    add_event_type(world, host, COSTLY[costly])
    add_event_type(world, host, {"title": "A very long talk", "slug": "talk", "lengthInMinutes": 120})

    turn = await Talk(world=world).say("book Ida Holm, ida@holm.test, on Friday at 11")

    assert kind_on(turn)[0] == "A very long talk"


async def test_the_kind_that_is_set_as_default_is_taken_without_a_word() -> None:
    talk = Talk(preferences=Preferences(zone="Europe/Berlin", default_event_type="consultation"))

    turn = await talk.say("book Emma on Friday at 11")
    short = await talk.say("make it 15 minutes instead")

    assert kind_on(turn)[0] == "Consultation"
    assert "so assumed" not in turn.reply
    assert "As last time" not in turn.reply
    assert "15 minutes" in short.reply


async def test_times_that_are_offered_without_a_kind_say_which_they_are_for() -> None:
    talk = Talk(world=an_account("consultant"))

    turn = await talk.say("book Ida Holm, ida@holm.test, on Friday morning")
    other = await talk.say("for a consultation")

    assert "For the 30 minute meeting (30 minutes), as no kind of meeting was named." in turn.reply
    assert len(turn.options) == 5
    assert [option.label for option in other.options][:2] == ["Friday 27 November, 09:00", "Friday 27 November, 10:00"]
