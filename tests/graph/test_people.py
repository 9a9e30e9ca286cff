"""Talking of people whom the calendar knows: nobody asks for what an earlier booking tells. A Tuesday in Berlin."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from graph.events import TurnDone
from graph.given.preferences import Preferences
from graph.understanding.model.interpreter import open_model
from tests.fakes.openai_server import FakeOpenAI, openai_server, tool_call
from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

BOOK = "book a 30 minute meeting with {} on Friday at 2pm"


def a_world(*people: tuple[str, str, float], **more: Any) -> World:
    """The sample account, and a booking with each of these so many days from now."""
    world = sample_world(lambda: TUESDAY)
    kind = next(iter(world.event_types.values()))
    for n, (name, email, days) in enumerate(people):
        put_booking(world, kind, TUESDAY + timedelta(days=days, hours=n), name, email, **more)
    return world


def with_whom(turn: TurnDone) -> tuple[str, str]:
    assert turn.card is not None, turn.reply
    return turn.card.attendees[0].name, turn.card.attendees[0].email


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


async def test_a_first_name_is_enough_for_a_card_that_says_where_the_address_is_from() -> None:
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", -8), time_zone="Asia/Tokyo"))

    turn = await talk.say(BOOK.format("nadia"))

    assert with_whom(turn) == ("Nadia Falk", "nadia@falk.test")
    assert "Address as in your meeting of Monday 16 November" in turn.reply
    assert "(Asia/Tokyo)" in turn.reply
    await talk.say("yes")
    [made] = talk.made
    assert made.attendees[0].time_zone == "Asia/Tokyo"
    assert made.attendees[0].email == "nadia@falk.test"


async def test_her_time_is_the_time_where_she_is() -> None:
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", -8), time_zone="Europe/London"))

    turn = await talk.say("book a 30 minute meeting with Nadia on Friday at 1pm her time")

    assert turn.card is not None
    assert turn.card.start.hour == 14


@pytest.mark.parametrize("answer", ["2", "Ravi Voss", "the second one", "voss"])
async def test_of_two_of_a_name_the_person_is_asked_with_what_tells_them_apart(answer: str) -> None:
    talk = Talk(world=a_world(("Ravi Hale", "ravi@hale.test", -8), ("Ravi Voss", "ravi@voss.test", 30)))

    asked = await talk.say(BOOK.format("Ravi"))
    turn = await talk.say(answer)

    assert asked.card is None
    assert with_whom(turn) == ("Ravi Voss", "ravi@voss.test")
    assert talk.writes == []


async def test_one_with_two_addresses_is_booked_at_the_newer_one() -> None:
    talk = Talk(world=a_world(("Jo Hale", "jo@old.test", -80), ("Jo Hale", "jo@new.test", -8)))

    turn = await talk.say(BOOK.format("Jo"))

    assert with_whom(turn) == ("Jo Hale", "jo@new.test")


async def test_an_old_address_is_changed_at_the_card_and_the_name_stays() -> None:
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", -8)))
    await talk.say(BOOK.format("Nadia"))

    turn = await talk.say("her address is now nf77@other.test")

    assert with_whom(turn) == ("Nadia Falk", "nf77@other.test")
    assert "Address as in" not in turn.reply


@pytest.mark.parametrize(("status", "guests"), [("cancelled", []), ("accepted", ["pia.guest@falk.test"])])
async def test_a_guest_or_somebody_who_cancelled_is_known_too(status: str, guests: list[str]) -> None:
    world = a_world(("Pia Guest", "pia.guest@falk.test", -8), status=status)
    if guests:
        world = a_world(("Ida Falk", "ida@falk.test", -8), guests=guests)

    turn = await Talk(world=world).say(BOOK.format("Pia"))

    assert with_whom(turn) == ("Pia Guest", "pia.guest@falk.test")


@pytest.mark.parametrize("name", ["Tom", "May", "Will", "June", "Mark"])
async def test_a_name_that_is_a_word_is_booked_moved_and_cancelled_as_a_person(name: str) -> None:
    talk = Talk(world=a_world((f"{name} Ode", "ode@words.test", 2)))

    booked = await talk.say(f"book a 30 minute meeting with {name} on Friday at 2pm")
    moved = await talk.say(f"move {name} to Monday at 3pm", thread="two")
    cancelled = await talk.say(f"cancel {name}", thread="three")

    assert with_whom(booked)[0] == f"{name} Ode"
    assert [turn.card and turn.card.action for turn in (moved, cancelled)] == ["reschedule", "cancel"]
    assert with_whom(moved) == with_whom(cancelled) == (f"{name} Ode", "ode@words.test")


@pytest.mark.parametrize("said", ["Juergen", "Jurgen", "jürgen", "Mr Gross", "Jürgne"])
async def test_a_name_is_found_however_it_is_spelt(said: str) -> None:
    talk = Talk(world=a_world(("Jürgen Groß", "jg@gross.test", -3)))

    turn = await talk.say(BOOK.format(said))

    assert with_whom(turn) == ("Jürgen Groß", "jg@gross.test")


async def test_a_booking_is_found_by_a_name_that_is_spelt_out() -> None:
    talk = Talk(world=a_world(("Søren Østby", "so@ostby.test", 2)))

    turn = await talk.say("cancel Soeren")

    assert with_whom(turn) == ("Søren Østby", "so@ostby.test")


async def test_without_a_verb_it_is_about_the_booking_they_have() -> None:
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", 2)))

    turn = await talk.say("Nadia on Friday at 2pm")

    assert turn.card is not None
    assert turn.card.action == "reschedule"
    assert with_whom(turn) == ("Nadia Falk", "nadia@falk.test")


async def test_of_more_than_250_bookings_a_name_of_long_ago_is_looked_up() -> None:
    world = a_world(*((f"Many {n}", f"many{n}@many.test", -10) for n in range(260)), ("Abe Long", "abe@ago.test", -400))

    turn = await Talk(world=world).say(BOOK.format("Abe Long"))

    assert with_whom(turn) == ("Abe Long", "abe@ago.test")


async def test_a_guest_at_the_keyboard_knows_nobody() -> None:
    guest = Preferences(zone="Europe/Berlin", role="guest", name="Ida Own", email="ida@own.test")
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", 2)), preferences=guest)

    turn = await talk.say("book a 30 minute meeting with Nadia on Friday at 2pm")

    assert "falk.test" not in turn.reply
    assert not turn.card or all(party.email != "nadia@falk.test" for party in turn.card.attendees)


async def test_known_people_cost_two_calls_on_the_first_message_and_none_later() -> None:
    talk = Talk(world=a_world(("Nadia Falk", "nadia@falk.test", -8)))

    first = (await talk.say(BOOK.format("Nadia"))).usage.calcom_calls
    second = (await talk.say(BOOK.format("Nadia"), thread="two")).usage.calcom_calls

    assert first == 5  # the account, its kinds, two lists, the times
    assert second == 1


@pytest.mark.parametrize("said", ["yes", "no", "2", "ok", "hello", "at 3", "12:30"])
async def test_what_names_nobody_reads_no_list(said: str) -> None:
    talk = Talk()

    await talk.say(said)

    assert not [e for e in talk.world.journal.entries if e["kind"] == "request" and "bookings" in e["path"]]


async def test_a_list_that_is_down_stops_no_booking_with_an_address() -> None:
    talk = Talk()
    talk.world.faults.script("GET /v2/bookings", "status", times=99, code=503)

    turn = await talk.say(BOOK.format("Nadia Falk, nadia@falk.test"))

    assert with_whom(turn) == ("Nadia Falk", "nadia@falk.test")
    assert turn.usage.calcom_calls == 5  # both lists were tried once


@pytest.mark.parametrize(("names_only", "told"), [(False, ["Nadia Falk", "nadia@falk.test"]), (True, ["Nadia Falk"])])
async def test_a_model_is_told_of_those_who_are_named_and_of_nobody_else(
    endpoint: FakeOpenAI, names_only: bool, told: list[str]
) -> None:
    endpoint.answers(
        tool_call({"acts": [{"intent": "book", "event_type": "30 minute meeting", "when": "Friday at 2pm",
                             "people": [{"name": "Nadia"}]}]})
    )  # fmt: skip
    model = open_model(api_key=SecretStr("sk-test"), base_url=endpoint.base_url, max_retries=0, names_only=names_only)
    talk = Talk(
        world=a_world(("Nadia Falk", "nadia@falk.test", -8), ("Ole Kern", "ole@kern.test", 3)), interpreter=model
    )

    turn = await talk.say("put nadia down for half an hour on Friday at 2pm")

    asked = endpoint.requests[0]["messages"][1]["content"]
    assert all(words in asked for words in told)
    assert ("nadia@falk.test" in asked) is not names_only
    assert "Kern" not in asked
    assert with_whom(turn) == ("Nadia Falk", "nadia@falk.test")


async def test_a_model_that_chooses_one_of_two_of_a_name_does_not_decide_it(endpoint: FakeOpenAI) -> None:
    endpoint.answers(
        tool_call({"acts": [{"intent": "book", "event_type": "30 minute meeting", "when": "Friday at 2pm",
                             "people": [{"name": "Ravi Voss"}]}]})
    )  # fmt: skip
    model = open_model(api_key=SecretStr("sk-test"), base_url=endpoint.base_url, max_retries=0)
    world = a_world(("Ravi Hale", "ravi@hale.test", -8), ("Ravi Voss", "ravi@voss.test", 30))

    turn = await Talk(world=world, interpreter=model).say("put ravi down for half an hour on Friday at 2pm")

    assert turn.card is None
    assert "ravi@hale.test" in turn.reply
    assert "ravi@voss.test" in turn.reply
