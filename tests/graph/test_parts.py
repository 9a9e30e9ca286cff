"""One part of Cal.com that fails stops what needs it and nothing else, and the answer says which part it was."""

from itertools import product
from typing import Any

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import TUESDAY, Talk
from tests.slices import sliced
from tools.calcom.transport import Timeouts
from tools.calcom.versions import Resource
from tools.mock_calcom.routes import ROUTES
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer

GIVES_UP = Timeouts(read=0.05, attempts=2, pause=0, jitter=0, longest_pause=0)
PARTS = {
    Resource.ME: "your account",
    Resource.EVENT_TYPES: "the event types",
    Resource.SLOTS: "the free times",
    Resource.BOOKINGS: "the bookings",
    Resource.SCHEDULES: "the working hours",
    Resource.CALENDARS: "the connected calendars",
}
_CANNOT = "Cannot GET /v2/somewhere"
FAULTS: dict[str, dict[str, Any]] = {
    "no route": {"kind": "status", "code": 404, "envelope": "A", "error_code": "NotFoundException", "message": _CANNOT},
    "web server's 404": {"kind": "status", "code": 404, "envelope": "html"},
    "version refused": {"kind": "status", "code": 400, "message": "Unsupported cal-api-version"},
    "nothing there": {"kind": "status", "code": 404, "envelope": "A", "message": "Not found"},
    "forbidden": {"kind": "status", "code": 403, "message": "Forbidden resource"},
    "bad gateway": {"kind": "status", "code": 502, "envelope": "html"},
    "server error": {"kind": "status", "code": 500},
    "no answer": {"kind": "drop_before_commit"},
    "bad JSON": {"kind": "bad_json"},
    "another shape": {"kind": "status", "code": 200, "envelope": "A"},
    "login page": {"kind": "status", "code": 200, "envelope": "html"},
    "redirect": {"kind": "redirect", "to": "https://elsewhere.example.test/"},
}
ASKED: dict[str, tuple[str, frozenset[Resource], str]] = {  # what is said, what it needs, a word of its answer
    "list": ("what do I have this week?", frozenset({Resource.BOOKINGS}), "Olga Petrova"),
    "book": (
        "book an intro call with Nora Lind, nora@example.test, on Friday at 10:00",
        frozenset({Resource.ME, Resource.EVENT_TYPES, Resource.SLOTS}),
        "Shall I book",
    ),
    "free times": (
        "what times are free for an intro call on Friday?",
        frozenset({Resource.ME, Resource.EVENT_TYPES, Resource.SLOTS}),
        "Free (",
    ),
    "own time": ("am I free on Friday?", frozenset({Resource.BOOKINGS}), "Free on"),
    "cancel": ("cancel my call with Olga", frozenset({Resource.ME, Resource.BOOKINGS}), "Shall I cancel"),
    "move": (
        "move my call with Olga to Friday at 10",
        frozenset({Resource.ME, Resource.EVENT_TYPES, Resource.SLOTS, Resource.BOOKINGS}),
        "Shall I move",
    ),
    "kinds": ("what can I book?", frozenset({Resource.EVENT_TYPES}), "What can be booked"),
    "help": ("what can you do?", frozenset(), "book"),
    "greeting": ("hello", frozenset(), "Hello"),
}


def spoil(talk: Talk, part: Resource, fault: dict[str, Any]) -> None:
    """Every read of that part ends so, for good."""
    for rule in {route.rule for route in ROUTES if f"{route.rule}/".startswith(f"GET /v2/{part}/")}:
        talk.world.faults.script(rule, times=200, **fault)


@pytest.mark.parametrize(("part", "fault", "asked"), sliced(product(Resource, FAULTS, ASKED), quick=22, slow=120))
async def test_a_part_that_fails_is_named_and_stops_only_what_needs_it(part: Resource, fault: str, asked: str) -> None:
    said, needs, works = ASKED[asked]
    talk = Talk()
    spoil(talk, part, FAULTS[fault])

    turn = await talk.say(said)

    if part not in needs:
        assert works in turn.reply
        return
    assert works not in turn.reply
    assert turn.card is None
    assert "can't reach" not in turn.reply
    if fault == "nothing there":  # a refusal like any other: what is gone is told
        assert "no longer has" in turn.reply
        return
    assert PARTS[part] in turn.reply


@pytest.mark.parametrize("part", [Resource.ME, Resource.EVENT_TYPES, Resource.SLOTS, Resource.BOOKINGS])
async def test_a_part_that_takes_the_call_and_never_answers_is_named_after_one_reading(part: Resource) -> None:
    said, needs, _ = ASKED["move"]
    world = sample_world(lambda: TUESDAY)
    with MockServer(world) as server:
        talk = Talk(world=world, address=server.base_url, timeouts=GIVES_UP)
        spoil(talk, part, {"kind": "hang", "s": 0.5})

        turn = await talk.say(said)

        await talk.calcom.aclose()
    asked = sum(fault.fired for fault in world.faults.faults)
    assert part in needs
    assert f"did not answer about {PARTS[part]}" in turn.reply
    assert talk.made == []
    assert asked == GIVES_UP.attempts or (part is Resource.BOOKINGS and asked <= 2 * GIVES_UP.attempts)


def test_two_readings_that_are_never_answered_are_told_within_45_seconds() -> None:
    assert 2 * Timeouts().read_total < 45


@pytest.mark.parametrize(
    ("part", "version", "asked"),
    [
        (Resource.SLOTS, "2024-08-13", "free times"),
        (Resource.EVENT_TYPES, "2024-08-13", "kinds"),
        (Resource.EVENT_TYPES, "2024-06-11", "kinds"),  # an older API answers, in its own shape
        (Resource.BOOKINGS, "2024-09-04", "list"),
        (Resource.BOOKINGS, "2024-06-14", "list"),
    ],
)
async def test_a_version_the_server_does_not_serve_there_is_told_with_the_one_that_was_sent(
    part: Resource, version: str, asked: str
) -> None:
    talk = Talk(versions={part: version})

    turn = await talk.say(ASKED[asked][0])

    assert PARTS[part] in turn.reply
    assert f"API version {version} was sent" in turn.reply
    assert "calcom-agent doctor" in turn.reply


async def test_a_version_that_only_reading_survives_is_told_when_the_write_is_refused() -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")
    talk.world.faults.script("POST /v2/bookings/{uid}/cancel", times=9, **FAULTS["no route"])

    turn = await talk.say("yes")

    assert turn.reply.startswith("Not cancelled. The server knows no such address for the bookings")
    assert "2024-08-13" in turn.reply
    assert turn.outcome is not None
    assert turn.outcome.code == "wrong_version"


async def test_a_last_look_that_fails_says_what_could_not_be_looked_at() -> None:
    talk = Talk()
    await talk.say(ASKED["book"][0])
    spoil(talk, Resource.SLOTS, FAULTS["bad gateway"])

    turn = await talk.say("yes")

    assert "did not answer about the free times (502)" in turn.reply
    assert "sent nothing" in turn.reply
    assert talk.made == []


async def test_what_was_asked_while_a_part_was_down_is_done_by_try_again() -> None:
    talk = Talk()
    spoil(talk, Resource.EVENT_TYPES, FAULTS["bad gateway"])
    down = await talk.say(ASKED["book"][0])
    meanwhile = await talk.say(ASKED["list"][0])
    again = await talk.say(ASKED["book"][0])
    talk.world.faults.clear()

    turn = await talk.say("try again")

    assert "the event types (502)" in down.reply
    assert "Olga Petrova" in meanwhile.reply
    assert "the event types (502)" in again.reply
    assert turn.card is not None


async def test_a_title_is_not_guessed_at_while_the_kinds_of_meetings_are_not_known() -> None:
    talk = Talk()
    spoil(talk, Resource.EVENT_TYPES, FAULTS["server error"])

    turn = await talk.say("cancel the intro call with Olga Petrova")

    assert turn.card is None
    assert "the event types (500)" in turn.reply


async def test_without_an_account_and_a_zone_of_ones_own_nothing_is_read_out_in_a_wrong_one() -> None:
    talk = Talk(preferences=Preferences())
    spoil(talk, Resource.ME, FAULTS["bad gateway"])

    listed = await talk.say(ASKED["list"][0])
    helped = await talk.say(ASKED["help"][0])

    assert "your account (502)" in listed.reply
    assert "your account" not in helped.reply


async def test_hours_that_cannot_be_read_leave_a_time_that_is_taken_with_other_times() -> None:
    talk = Talk()
    spoil(talk, Resource.SCHEDULES, FAULTS["bad gateway"])

    turn = await talk.say("book an intro call with Nora Lind, nora@example.test, on Saturday at 10:00")

    assert "not free" in turn.reply
    assert turn.options
    assert "working hours" not in turn.reply
