"""What graph and checkpoint add to a turn, early and late in one long conversation, for us and for an agent."""

import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path

from evals.bench.cost.conversing import Side, Took, agent_side, our_side
from evals.bench.cost.plain_agent import AGENT
from evals.bench.row import Figure, Row
from evals.bench.timing import Spread

PART = "turn"
_WARM_UP = 2  # turns on another thread: the grammar is built when it is first used


@dataclass
class Ages:
    """The turns of a young and of an old conversation, and bytes on disk for each turn."""

    young: list[Took] = field(default_factory=list)
    old: list[Took] = field(default_factory=list)
    disk: float = 0.0

    def growth(self, of: Callable[[Took], float]) -> float:
        """The old one's median over the young one's."""
        return Spread.of(list(map(of, self.old))).p50 / Spread.of(list(map(of, self.young))).p50


async def turn_overhead(turns: int) -> list[Row]:
    """A question with a slots query, again and again; the last turns alternate with the first ones of a new
    conversation, so that whatever else runs on this machine slows both alike.
    """
    edge = min(11, turns // 2)
    with tempfile.TemporaryDirectory() as folder:
        ours = await _measured(our_side(Path(folder)), folder, turns, edge)
    with tempfile.TemporaryDirectory() as folder:
        agent = await _measured(agent_side(Path(folder)), folder, turns, edge)
    without = "without Cal.com and interpreter"

    def row(what: str, figure: Callable[[Ages], Figure], most: float | None = None, note: str = "") -> Row:
        return Row(PART, what, figure(ours), most, figure(agent), AGENT, note)

    def growing(of: Callable[[Took], float]) -> Callable[[Ages], Figure]:
        return lambda ages: Figure(ages.growth(of), "×")

    early, late = f"turns 1–{edge}", f"turns {turns - edge + 1}–{turns}"
    return [
        row(f"overhead, {early}", lambda ages: _middle(took.overhead for took in ages.young), 10, without),
        row(f"overhead, {late}", lambda ages: _middle(took.overhead for took in ages.old), 10, without),
        row("overhead, late over early", growing(lambda took: took.overhead), 1.3),
        row("processor time, late over early", growing(lambda took: took.processor), 1.3),
        row(f"processor time, {early}", lambda ages: _middle(took.processor for took in ages.young), None, "all of it"),
        row(f"whole turn, {late}", lambda ages: _middle(took.whole for took in ages.old)),
        row("checkpoints on disk, each turn", lambda ages: Figure(ages.disk / 1000, "kB"), 15, "bar of RELIABILITY"),
    ]


async def _measured(side: AbstractAsyncContextManager[Side], folder: str, turns: int, edge: int) -> Ages:
    ages = Ages()
    async with side as asked:
        for thread in ["warm-up"] * _WARM_UP + ["old"] * (turns - edge):
            await asked.turn(thread)
        for _ in range(edge):
            ages.young.append(await asked.turn("young"))
            ages.old.append(await asked.turn("old"))
    ages.disk = _size(folder) / (turns + edge + _WARM_UP)  # closed by now: nothing is left in a log
    return ages


def _middle(samples: Iterable[float]) -> Figure:
    return Figure.middle(Spread.of(list(samples)))


def _size(folder: str) -> int:
    return sum(file.stat().st_size for file in Path(folder).iterdir())
