"""Many runs: which conversations to play, in how many processes, and their verdicts in a stable order."""

import asyncio
import hashlib
import multiprocessing
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

from evals.judging.findings import Verdict
from evals.judging.judge import judge
from evals.judging.record import Run, Spent
from evals.judging.scores import Score
from evals.playing.casts import Casting
from evals.playing.network_guard import only_loopback
from evals.playing.runner import play
from evals.playing.stage import Cast, open_stage
from evals.stories.loader import Loaded


@dataclass(frozen=True)
class Job:
    """One conversation to be played."""

    loaded: Loaded
    variant: int = 0
    trial: int = 0
    perturb: str | None = None

    @property
    def key(self) -> tuple[str, int, str, int]:
        return self.loaded.scenario.id, self.variant, self.perturb or "", self.trial


@dataclass(frozen=True)
class Played:
    """A run and its verdict."""

    run: Run
    verdict: Verdict
    kind: str
    scores: tuple[Score, ...] = ()  # of a judge of taste; never a gate


@dataclass
class Session:
    """Everything that was played, in order of id, variant, perturbation and trial."""

    played: list[Played] = field(default_factory=list)
    seconds: float = 0.0
    judge: str | None = None  # the model that scored
    judge_spent: Spent = field(default_factory=Spent)

    @property
    def failed(self) -> list[Played]:
        return [one for one in self.played if not one.verdict.passed]


def jobs_for(
    chosen: Iterable[Loaded],
    *,
    trials: int = 1,
    shard: tuple[int, int] = (1, 1),
    perturb: tuple[str, ...] = (),
    simulated: bool = False,
) -> list[Job]:
    """Each variant of each scenario, and the first one perturbed, `trials` times; of several shards only this one's.

    With `simulated` those a model can play the person of, each in one way.
    """
    return [
        Job(loaded, variant, trial, name)
        for loaded in chosen
        if _shard_of(loaded.scenario.id, shard[1]) == shard[0] - 1
        if loaded.scenario.simulate or not simulated
        for variant, name in _ways(1 if simulated else loaded.scenario.variant_count, perturb)
        for trial in range(trials)
    ]


def play_all(jobs: list[Job], cast: Cast | Casting | None = None, *, processes: int = 1) -> Session:
    """Play them all and judge each.

    Args:
        cast: who plays; of several processes only a Casting reaches the others. None: everything offline.
    """
    cast = cast or Casting()
    began = time.perf_counter()
    if processes <= 1 or len(jobs) < 2 * processes:
        played = asyncio.run(_play(jobs, cast))
    else:
        context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
        with ProcessPoolExecutor(processes, mp_context=context) as pool:
            parts = [pool.submit(_in_process, jobs[n::processes], cast) for n in range(processes)]
            played = [one for part in parts for one in part.result()]
    played.sort(key=lambda one: (one.run.scenario.id, one.run.variant, one.run.perturbed or "", one.run.trial))
    return Session(played, time.perf_counter() - began)


def _in_process(jobs: list[Job], cast: Cast | Casting) -> list[Played]:
    return asyncio.run(_play(jobs, cast))


async def _play(jobs: list[Job], cast: Cast | Casting) -> list[Played]:
    today = datetime.now(UTC).date()
    played = []
    chosen = cast.cast() if isinstance(cast, Casting) else cast
    with nullcontext() if chosen.leaves_the_machine else only_loopback():
        async with open_stage(chosen) as stage:
            for job in jobs:
                run = await play(
                    stage,
                    job.loaded.scenario,
                    variant=job.variant,
                    trial=job.trial,
                    path=str(job.loaded.path),
                    perturb=job.perturb,
                )
                run.played_on = today
                played.append(Played(run, judge(run), job.loaded.kind))
    return played


def _ways(variants: int, perturb: tuple[str, ...]) -> list[tuple[int, str | None]]:
    return [*((n, None) for n in range(variants)), *((0, name) for name in perturb)]


def _shard_of(scenario_id: str, shards: int) -> int:
    return int.from_bytes(hashlib.sha256(scenario_id.encode()).digest()[:8], "big") % shards
