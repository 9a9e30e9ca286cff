"""One yes, on a server set up in every way the mock knows: at most its one effect, and the truth about it."""

import random
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta

import pytest

from graph.executing.writes import WRITES
from tests.graph.stories import STORIES
from tests.promises.knobs import LOST, MATRIX, SETTINGS, Cell
from tests.promises.test_faults_of_a_write import at_the_card, untrue
from tools.mock_calcom.world.clock import WorldClock
from tools.mock_calcom.world.faults import FaultQueue
from tools.mock_calcom.world.knobs import Knobs
from tools.mock_calcom.world.world import World

SLICE = random.Random(20261129).sample(MATRIX, 16)


async def played(cell: Cell) -> list[str]:
    """What is wrong about one cell. Waiting passes time, on the server too."""
    story, talk = STORIES[cell.write], (await at_the_card(cell.write)).copied()

    async def wait(seconds: float) -> None:
        talk.now += timedelta(seconds=seconds)

    talk.calcom.wait = wait
    talk.world.clock = WorldClock(lambda: talk.now)
    talk.world.knobs = Knobs().turned({cell.setting.knob: cell.setting.value})
    if (fault := LOST[cell.lost]) is not None:
        for step in ("", "/{uid}/reschedule", "/{uid}/cancel", "/{uid}/confirm", "/{uid}/decline"):
            talk.world.faults.script(f"POST /v2/bookings{step}", fault)
    told = await talk.say("yes")
    wrong = [*untrue(told, story, ours(talk.world))]
    talk.world.faults = FaultQueue()
    done = ours(talk.world)
    again = await talk.say("yes") if not told.card else told
    if len(done) > len(story.effects):
        wrong.append(f"{len(done)} effects for one yes")
    if ours(talk.world) != done:
        wrong.append(f"a second yes did it again: {again.reply}")
    return [f"{cell}: {what}" for what in wrong]


def ours(world: World) -> list[str]:
    """Our effects on the calendar: not what the mock let somebody else book a moment before."""
    entries = [entry for entry in world.journal.entries if entry["kind"] == "booking"]
    stolen = {uid for uid, booking in world.bookings.items() if booking.attendees[0].email == "faster@example.com"}
    return [entry["what"] for entry in entries if entry["uid"] not in stolen]


async def findings(cells: Iterable[Cell]) -> list[str]:
    return [what for cell in cells for what in await played(cell)]


def test_the_matrix_is_the_product_of_its_tables() -> None:
    print(f"{len(MATRIX)} cells: {len(WRITES)} writes, {len(SETTINGS)} other values of knobs, {len(LOST)} losses")

    assert len(MATRIX) == len(WRITES) * len(SETTINGS) * len(LOST)
    assert {setting.knob for setting in SETTINGS} == {field.name for field in fields(Knobs)}


async def test_a_slice_of_the_matrix_has_one_effect_and_the_truth() -> None:
    assert await findings(SLICE) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("write", "lost"),
    [pytest.param(write, lost, marks=pytest.mark.thorough) for write in WRITES for lost in LOST],
)
async def test_every_setting_has_at_most_one_effect_and_the_truth(write: str, lost: str) -> None:
    assert await findings(cell for cell in MATRIX if (cell.write, cell.lost) == (write, lost)) == []
