"""Killed at any point of a write, a conversation reopens where it was: one yes, one effect, the truth about it."""

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from graph.executing.writes import WRITES
from tests.graph.lives import NOTED, POINTS, UNSENT, UNTOLD, Life, killed_life
from tests.graph.stories import STORIES, a_world, effects, story_of
from tests.slices import sliced
from tools.mock_calcom.server import MockServer

# For every write the worst point is tried each time: done, and nobody was told. All others are slow.


def test_every_write_has_a_story_of_being_killed() -> None:
    assert set(STORIES) == set(WRITES), "a write of execute has no story in STORIES, or a story has no write"


@pytest.mark.parametrize(("point", "write"), sliced(itertools.product(POINTS, WRITES), quick=5, slow=15))
def test_one_yes_is_one_effect_wherever_the_process_is_killed(tmp_path: Path, point: str, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), point, story)

        said = Life(tmp_path, server.base_url).talk()
        again = Life(tmp_path, server.base_url).talk("yes", "yes")

    is_done = point != UNSENT  # what was about to leave is looked for and not sent
    assert effects(world) == (story.effects if is_done else [])
    assert (story.claim in said[-1]) == is_done
    assert ("I can't tell" in said[-1]) == (not is_done)
    assert not any(story.claim in reply for reply in again if "settled" not in reply)


@pytest.mark.parametrize("write", sliced(WRITES, quick=1, slow=4))
def test_a_write_whose_journal_was_lost_is_not_told_as_somebody_elses(tmp_path: Path, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), UNTOLD, story)
        for file in tmp_path.glob("operations.sqlite*"):
            file.unlink()

        said = Life(tmp_path, server.base_url).talk()

    assert effects(world) == story.effects
    assert story.claim in said[-1] or "in the meantime, so I sent nothing" in said[-1] or "already, so I" in said[-1]
    assert "taken" not in said[-1]


@pytest.mark.parametrize(("point", "write"), sliced(itertools.product(POINTS, WRITES), quick=3, slow=10))
def test_the_next_day_nothing_is_sent_for_yesterdays_yes(tmp_path: Path, point: str, write: str) -> None:
    story = story_of(write)
    with MockServer(world := a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), point, story)
        done = effects(world)

        said = Life(tmp_path, server.base_url, later=timedelta(hours=20)).talk("hello")

    assert done == (story.effects if point in (UNTOLD, NOTED) else [])
    assert effects(world) == done
    assert (story.claim in said[0]) == bool(done)


def test_a_message_said_on_return_is_still_answered(tmp_path: Path) -> None:
    with MockServer(a_world()) as server:
        killed_life(Life(tmp_path, server.base_url), UNTOLD, STORIES["book"])

        (reply,) = Life(tmp_path, server.base_url).talk("what do I have tomorrow?")

    assert "Booked" in reply
    assert reply.count("Zed") >= 2
