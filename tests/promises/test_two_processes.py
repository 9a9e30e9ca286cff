"""Two processes on one folder and one journal, both told yes at the same moment: one effect, told by both as it is."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.executing.writes import WRITES
from tests.graph.lives import Life
from tests.graph.stories import STORIES, a_world, effects
from tests.slices import sliced
from tools.mock_calcom.server import MockServer

ROUNDS = 3


class Beside(Life):
    """A life that runs at the same time as another: it really waits, if shortly, for what the other one does."""

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.02))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    url: str | None = None if request.param == "sqlite" else request.getfixturevalue("postgres")
    return url


def at_the_same_moment(*lives: Life) -> None:
    """All say yes in processes of their own, held back until the last one is there."""
    gate, opened = os.pipe()
    children = [_child(life, gate, opened) for life in lives]
    os.close(gate)
    os.close(opened)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(lives)


def _child(life: Life, gate: int, opened: int) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.close(opened)
        os.read(gate, 1)  # until the parent and all children closed the other end
        reply = life.talk("yes")[0]
        (life.folder / f"told-{os.getpid()}").write_text(reply)
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.parametrize("write", ["book", *sliced([w for w in WRITES if w != "book"], quick=0, slow=1)])
def test_two_processes_that_hear_yes_at_once_make_one_effect(tmp_path: Path, journal: str | None, write: str) -> None:
    story = STORIES[write]
    for n in range(ROUNDS):
        folder = tmp_path / str(n)
        folder.mkdir()
        with MockServer(world := a_world()) as server:
            options: dict[str, Any] = {"journal": journal} if journal else {}
            lives = [Beside(folder, server.base_url, later=timedelta(minutes=n), **options) for _ in range(2)]
            lives[0].talk(*story.said)

            at_the_same_moment(*lives)

            told = [path.read_text() for path in folder.glob("told-*")]
            assert effects(world) == story.effects, told
            assert any(story.claim in reply for reply in told), told
            assert not any("Not " in reply.split(".")[0] for reply in told), told
