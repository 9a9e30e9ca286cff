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

import httpx
from pydantic import BaseModel, ConfigDict

from evals.checks.findings import Verdict
from evals.checks.record import Run, Snapshot, Spent
from evals.checks.verdict import verdict_on
from evals.playing.harness import Harness, Players, open_harness
from evals.playing.network_guard import only_loopback
from evals.playing.players import PlayerNames
from evals.playing.runner import play
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


class Score(BaseModel):
    """What a language model thinks of a conversation, 0 to 1, for information; None when it gave no answer, and why."""

    model_config = ConfigDict(frozen=True)

    metric: str
    score: float | None
    reason: str = ""


@dataclass(frozen=True)
class Played:
    """A run and its verdict."""

    run: Run
    verdict: Verdict
    kind: str
    scores: tuple[Score, ...] = ()  # of a language model that judges; never a gate


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


def play_all(jobs: list[Job], players: Players | PlayerNames | None = None, *, processes: int = 1) -> Session:
    """Play them all and check each.

    Args:
        players: who plays; only PlayerNames reach other processes. None: everything offline.
    """
    players = players or PlayerNames()
    began = time.perf_counter()
    if processes <= 1 or len(jobs) < 2 * processes:
        played = asyncio.run(_play(jobs, players))
    else:
        context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
        with ProcessPoolExecutor(processes, mp_context=context) as pool:
            parts = [pool.submit(_in_process, jobs[n::processes], players) for n in range(processes)]
            played = [one for part in parts for one in part.result()]
    played.sort(key=lambda one: (one.run.scenario.id, one.run.variant, one.run.perturbed or "", one.run.trial))
    return Session(played, time.perf_counter() - began)


def _in_process(jobs: list[Job], players: Players | PlayerNames) -> list[Played]:
    return asyncio.run(_play(jobs, players))


async def _play(jobs: list[Job], players: Players | PlayerNames) -> list[Played]:
    today = datetime.now(UTC).date()
    played = []
    chosen = players.players() if isinstance(players, PlayerNames) else players
    with nullcontext() if chosen.leaves_the_machine else only_loopback():
        async with open_harness(chosen) as harness:
            for job in jobs:
                run = await _played(harness, job)
                run.played_on = today
                played.append(Played(run, verdict_on(run), job.loaded.kind))
    return played


async def _played(harness: Harness, job: Job) -> Run:
    """Where the mocked Cal.com itself is lost, the conversation is played once more, and then told as not played."""
    story, path = job.loaded.scenario, str(job.loaded.path)
    for _ in range(2):
        try:
            return await play(harness, story, variant=job.variant, trial=job.trial, path=path, perturb=job.perturb)
        except httpx.TransportError as error:
            lost = f"the connection to the mocked Cal.com broke twice: {type(error).__name__}"
    facts = {"variant": job.variant, "trial": job.trial, "perturbed": job.perturb, "path": path, "zone": story.zone}
    nothing = Snapshot(bookings={})
    unplayed = Run(scenario=story, key="", host_email="", before=nothing, after=nothing, **facts)
    return unplayed.model_copy(update={"failure": lost, "failure_kind": "harness"})


def _ways(variants: int, perturb: tuple[str, ...]) -> list[tuple[int, str | None]]:
    return [*((n, None) for n in range(variants)), *((0, name) for name in perturb)]


def _shard_of(scenario_id: str, shards: int) -> int:
    return int.from_bytes(hashlib.sha256(scenario_id.encode()).digest()[:8], "big") % shards
