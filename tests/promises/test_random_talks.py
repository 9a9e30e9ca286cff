"""Random talks with random faults: no effect without its yes, no double, and no turn that claims what it did not do."""

import random
from collections import Counter
from collections.abc import Iterable

import pytest

from graph.events import Button, TurnDone
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tests.promises.cells import TROUBLES
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.world import World

PEOPLE = ("Ida Falk", "Omar Haddad", "Lena Vos")
DAYS = ("tomorrow", "on friday", "next monday", "on thursday")
REQUESTS = (
    *(f"Book an intro call {day} at {hour} with {who}, {who.split()[0].lower()}@example.test"
      for who in PEOPLE for day in DAYS for hour in ("10", "2pm")),
    *(f"cancel my call with {who}" for who in ("Olga", "Kenji", *PEOPLE)),
    *(f"move my call with {who} to friday at {hour}" for who in ("Olga", "Kenji", *PEOPLE) for hour in ("11", "3pm")),
    "book a voice lesson on Friday at 12 with Nia Bell, nia@example.test",
    "cancel my lesson with Mia on 3 December",
    "take Ben off the choir class",
    "accept Fatima's booking",
    "decline Fatima's booking",
)  # fmt: skip
BETWEEN = ("what do I have this week?", "what's free on friday for an intro call?", "thanks", "try again",
           "check again", "undo that", "1", "2", "no", "make it half an hour later", "go on")  # fmt: skip
YES = ("yes", "yes, do it", Button.CONFIRM)
CLAIMS = ("Booked:", "Requested:", "Moved:", "Cancelled:", "Confirmed:", "Declined:")
LIES = {"wrong_echo"}


def a_turn(chance: random.Random, talk: Talk) -> str | Button:
    """What is said next: mostly an answer to a card where there is one."""
    is_at_a_card = bool(talk.turns) and talk.turns[-1].card is not None
    if is_at_a_card and chance.random() < 0.7:
        return chance.choice(YES)
    return chance.choice(REQUESTS if chance.random() < 0.6 else BETWEEN)


def trouble(chance: random.Random, world: World) -> None:
    """On every second turn something goes wrong, once or for good, with reads or with writes."""
    world.faults.clear()
    if chance.random() < 0.55:
        kind, params = chance.choice([t for t in TROUBLES if t.kind not in LIES])
        route = chance.choice(("*", "GET", "POST"))
        rules = ROUTES if route == "*" else [rule for rule in ROUTES if rule.startswith(route)]
        for rule in rules:
            world.faults.script(rule, kind, times=chance.choice((1, 99)), **params)


ROUTES = [
    "GET /v2/me", "GET /v2/event-types", "GET /v2/slots", "GET /v2/bookings", "GET /v2/bookings/{uid}",
    "POST /v2/bookings", "POST /v2/bookings/{uid}/reschedule", "POST /v2/bookings/{uid}/cancel",
    "POST /v2/bookings/{uid}/confirm", "POST /v2/bookings/{uid}/decline",
]  # fmt: skip


def effects(world: World) -> int:
    return sum(entry["kind"] == "booking" for entry in world.journal.entries)


def doubles(world: World) -> list[str]:
    """Live bookings of one person at one time, more than one."""
    live = Counter((b.attendees[0].email, b.start) for b in world.bookings.values() if b.status == "accepted")
    return [f"{email} twice at {start}" for (email, start), n in live.items() if n > 1]


async def findings_of(seed: int) -> list[str]:
    """What is wrong about one talk of eight turns."""
    chance = random.Random(seed)
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
    unseen, found = 0, []  # effects of writes whose end could not be told
    for n in range(8):
        said, before = a_turn(chance, talk), effects(talk.world)
        was_card = bool(talk.turns) and talk.turns[-1].card is not None
        trouble(chance, talk.world)
        turn = await (talk.press(said.value) if isinstance(said, Button) else talk.say(said))
        done = effects(talk.world) - before
        found += [f"seed {seed}, turn {n}, “{said}”: {what}" for what in wrong(turn, said, done, unseen, was_card)]
        status = turn.outcome.status if turn.outcome else None
        unseen = unseen + done if status == "unknown" else 0 if status == "success" else unseen
    return found + [f"seed {seed}: {double}" for double in doubles(talk.world)]


def wrong(turn: TurnDone, said: str | Button, done: int, unseen: int, was_card: bool) -> Iterable[str]:
    status = turn.outcome.status if turn.outcome else None
    if done and not (was_card and said in YES):
        yield f"{done} effects without a yes: {turn.reply}"
    if status == "success" and not (done or unseen) and turn.outcome and "already" not in turn.reply:
        yield f"told as done, nothing was: {turn.reply}"
    if done and status not in ("success", "unknown"):
        yield f"{done} effects told as none: {turn.reply}"
    if status not in ("success", "unknown") and turn.reply.startswith(CLAIMS):
        yield f"claims what an earlier turn did: {turn.reply}"


async def test_some_random_talks_under_random_faults_do_only_what_was_agreed_to_and_say_so() -> None:
    assert [what for seed in range(4) for what in await findings_of(seed)] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.thorough) for first in range(50, 300, 50))]
)
async def test_three_hundred_random_talks_under_random_faults_too(first: int) -> None:
    assert [what for seed in range(first, first + 50) for what in await findings_of(seed)] == []
