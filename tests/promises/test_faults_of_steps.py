"""Several steps under one yes, a fault at each of them: what the reply says of a step is what the calendar shows."""

import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

import pytest

from graph.events import TurnDone
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tests.promises.cells import TROUBLES, Trouble
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.faults import Fault, FaultQueue
from tools.mock_calcom.world.world import World


class Plan(NamedTuple):
    """A message that asks for several steps, and what each does to the calendar when it is done."""

    said: str
    effects: tuple[str, ...]


PLANS = {
    "new before old": Plan(
        "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com friday at 11 "
        "and cancel my call with Olga",
        ("created", "created", "cancelled"),
    ),
    "in the place of": Plan(
        "cancel my call with Olga and book an intro call tomorrow at 3pm with Zed, zed@example.com",
        ("cancelled", "created"),
    ),
    "a cleared day": Plan("cancel everything tomorrow", ("cancelled", "cancelled")),
    "two moves": Plan("move Kenji to thursday at 10 and Olga to friday at 11", ("moved", "moved")),
}


class Cell(NamedTuple):
    """One square of the matrix."""

    plan: str
    position: int  # of the write that goes wrong
    trouble: Trouble

    def __str__(self) -> str:
        return f"{self.plan} · step {self.position + 1} · {self.trouble}"


MATRIX = [
    Cell(name, position, trouble)
    for name, plan in PLANS.items()
    for position, trouble in itertools.product(range(len(plan.effects)), TROUBLES)
]
SLICE = random.Random(20261129).sample(MATRIX, 12)


@dataclass
class AtTheWrite(FaultQueue):
    """A fault for the n-th write, whatever it is."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.script("*", cell.trouble.kind, skip=cell.position, **cell.trouble.params)

    def take(self, rule: str) -> Fault | None:
        """The fault that is due for this request."""
        return None if rule.startswith("GET") else super().take(rule)


_AT_THE_CARD: dict[str, Talk] = {}


async def at_the_card(plan: str) -> Talk:
    """The talk that led to this card; led once, for each cell goes on from a copy."""
    if plan not in _AT_THE_CARD:
        _AT_THE_CARD[plan] = talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
        shown = await talk.say(PLANS[plan].said)
        assert shown.card, shown.reply
        assert len(shown.card.steps) == len(PLANS[plan].effects)
    return _AT_THE_CARD[plan]


def calendar(world: World) -> list[tuple[str, str]]:
    """Who is booked when."""
    live = (booking for booking in world.bookings.values() if booking.status in ("accepted", "pending"))
    return sorted((booking.attendees[0].email, booking.start.isoformat()) for booking in live)


async def played(cell: Cell) -> list[str]:
    """What is wrong about one cell."""
    plan, talk = PLANS[cell.plan], (await at_the_card(cell.plan)).copied()
    before = calendar(talk.world)
    talk.world.faults = AtTheWrite(cell)
    told = await talk.say("yes")
    talk.world.faults = FaultQueue()
    done = effects(talk.world)
    wrong = [] if told.card else [*untrue(told, plan, cell, done)]
    if told.card is None:
        again = await talk.say("yes")
        wrong += [f"a second yes did more: {again.reply}"] if effects(talk.world) != done else []
        wrong += [] if _in_doubt(told) else await _way_back(talk, told, before)
    elif done:
        wrong.append(f"a new card although the calendar has {done}: {told.reply}")
    return [f"{cell}: {what}" for what in wrong]


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]


def codes(told: TurnDone) -> list[tuple[str, str]]:
    """Status and code of each step as programs hear it."""
    steps = told.outcome.data.get("steps", []) if told.outcome else []
    assert isinstance(steps, list)
    return [(str(step["status"]), str(step["code"])) for step in steps if isinstance(step, dict)]


def untrue(told: TurnDone, plan: Plan, cell: Cell, done: list[str]) -> Iterable[str]:
    """Where what is said of the steps is not what the calendar shows, or one went out that had to wait."""
    ended = codes(told)
    if not ended:  # the first was no longer as on the card: it is asked about, and nothing was written
        if done:
            yield f"asks again, but the calendar has {done}: {told.reply}"
        return
    certain = [what for what, (status, _) in zip(plan.effects, ended, strict=True) if status == "success"]
    possible = [what for what, (status, _) in zip(plan.effects, ended, strict=True) if status != "error"]
    if cell.trouble.kind == "deliver_twice":
        done = [what for n, what in enumerate(done) if n != cell.position + 1] if len(done) > len(possible) else done
    if not set(certain) <= set(done) or not len(certain) <= len(done) <= len(possible):
        yield f"told as {ended}, but the calendar has {done}: {told.reply}"
    doubtful = next((n for n, (status, _) in enumerate(ended) if status == "unknown"), len(ended))
    if any(code != "step_not_sent" for _, code in ended[doubtful + 1 :]):
        yield f"went on after an end that is not known: {ended}"


def _in_doubt(told: TurnDone) -> bool:
    return any(status == "unknown" for status, _ in codes(told))


async def _way_back(talk: Talk, told: TurnDone, before: list[tuple[str, str]]) -> list[str]:
    """After "undo" and a yes the calendar is as it was before."""
    if not any(status == "success" for status, _ in codes(told)):
        return []
    if "rate_limited" in {code for _, code in codes(told)}:
        return []  # Cal.com takes nothing for a while, the way back neither
    talk.now += timedelta(minutes=1)  # its free times are read afresh
    asked = await talk.say("undo")
    if asked.card is None:
        return [f"no way back: {asked.reply}"]
    back = await talk.say("yes")
    now = calendar(talk.world)
    return [] if now == before else [f"the way back led to {now} instead of {before}: {back.reply}"]


async def findings(cells: Iterable[Cell]) -> list[str]:
    return [what for cell in cells for what in await played(cell)]


def test_every_plan_is_tried_at_each_of_its_steps_with_every_fault() -> None:
    print(f"{len(MATRIX)} cells: {sum(len(plan.effects) for plan in PLANS.values())} steps, {len(TROUBLES)} faults")

    assert len(MATRIX) == sum(len(plan.effects) for plan in PLANS.values()) * len(TROUBLES)


async def test_a_slice_of_the_matrix_tells_of_each_step_what_became_of_it() -> None:
    assert await findings(SLICE) == []


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.timeout(600)
@pytest.mark.parametrize("plan", PLANS)
async def test_every_fault_at_every_step_is_told_as_it_was_and_has_a_way_back(plan: str) -> None:
    assert await findings(cell for cell in MATRIX if cell.plan == plan) == []
