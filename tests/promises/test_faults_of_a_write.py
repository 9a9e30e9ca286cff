"""One yes, under every fault at every step of every write: at most its one effect, and the truth about it."""

import itertools
import random
from collections.abc import Iterable

import pytest

from graph.events import TurnDone
from graph.executing.writes import WRITES
from tests.graph.stories import STORIES, Story, effects
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tests.promises.cells import MATRIX, STEPS, TIMES, TROUBLES, Cell, FaultsAt
from tests.slices import sliced
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.faults import FaultQueue

SLICE = random.Random(20261129).sample(MATRIX, 16)


_AT_THE_CARD: dict[str, Talk] = {}


async def at_the_card(write: str) -> Talk:
    """The talk that led to the card of this write; led once, for each cell goes on from a copy."""
    if write not in _AT_THE_CARD:
        _AT_THE_CARD[write] = talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
        for text in STORIES[write].said:
            card = await talk.say(text)
        assert card.card, card.reply
    return _AT_THE_CARD[write]


async def played(cell: Cell) -> list[str]:
    """What is wrong about one cell."""
    story, talk = STORIES[cell.write], (await at_the_card(cell.write)).copied()
    talk.world.faults = FaultsAt(cell)
    told = await talk.say("yes")
    wrong = [] if cell.is_a_lie else [*untrue(told, story, effects(talk.world))]
    talk.world.faults = FaultQueue()
    done = effects(talk.world)
    again = await talk.say("yes") if not told.card else told
    if len(done) > len(story.effects) * (2 if cell.trouble.kind == "deliver_twice" else 1):
        wrong.append(f"{len(done)} effects for one yes")
    if effects(talk.world) != done:
        wrong.append(f"a second yes did it again: {again.reply}")
    return [f"{cell}: {what}" for what in wrong]


def untrue(told: TurnDone, story: Story, done: list[str]) -> Iterable[str]:
    """Where what was said is not what the calendar shows."""
    if done == story.effects * 2:  # a gateway that delivers twice; of a new booking the calendar itself refuses one
        done = story.effects
    status = told.outcome.status if told.outcome else "nothing"
    code = told.outcome.code if told.outcome else ""
    if status == "success" and done != story.effects and code != "partial":
        yield f"told as done, but the calendar has {done}: {told.reply}"
    if status in ("error", "pending", "nothing") and done:
        yield f"told as not done ({status} {code}), but the calendar has {done}: {told.reply}"
    if any(claim in told.reply for claim in (story.claim, "Requested:")) != (status == "success"):
        yield f"the sentence is not the outcome {status}: {told.reply}"


async def findings(cells: Iterable[Cell]) -> list[str]:
    return [what for cell in cells for what in await played(cell)]


def test_the_matrix_is_the_product_of_its_tables() -> None:
    print(f"{len(MATRIX)} cells: {len(WRITES)} writes, {len(STEPS)} steps, {len(TIMES)} times, {len(TROUBLES)} faults")

    assert len(MATRIX) == len(WRITES) * len(STEPS) * len(TIMES) * len(TROUBLES)
    assert set(STORIES) == set(WRITES)


async def test_a_slice_of_the_matrix_has_one_effect_and_the_truth() -> None:
    assert await findings(SLICE) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("write", "step"),
    [
        *sliced(itertools.product(WRITES, ["the write"]), quick=0, slow=2),
        *sliced(itertools.product(WRITES, [step for step in STEPS if step != "the write"]), quick=0, slow=0),
    ],
)
async def test_every_fault_has_at_most_one_effect_and_the_truth(write: str, step: str) -> None:
    assert await findings(cell for cell in MATRIX if (cell.write, cell.step) == (write, step)) == []
