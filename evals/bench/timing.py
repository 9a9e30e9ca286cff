"""Samples of time and their spread: medians rather than means, because others work on the same machine."""

import gc
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import NamedTuple


class Spread(NamedTuple):
    """Milliseconds. `p95` is the largest sample when there are fewer than 20."""

    least: float
    p50: float
    p95: float
    most: float

    @classmethod
    def of(cls, samples: list[float]) -> "Spread":
        """The spread of at least one sample."""
        p95 = quantiles(samples, n=20, method="inclusive")[-1] if len(samples) >= 20 else max(samples)
        return cls(min(samples), median(samples), p95, max(samples))


@contextmanager
def timed(samples: list[float], clock: Callable[[], float] = time.perf_counter) -> Iterator[None]:
    """Append how long the block took, in milliseconds."""
    began = clock()
    yield
    samples.append((clock() - began) * 1000)


def each_timed(work: Callable[[int], object], times: int) -> list[float]:
    """Processor time of each of so many calls, in milliseconds; the call is told its number.

    Not the time that passed: for work that never waits the two are one on a quiet machine, and this one is true on a
    busy one too. Without collections of garbage, as timeit does it: one hits whichever call is next.
    """
    samples: list[float] = []
    with _no_garbage_collected():
        for number in range(times):
            with timed(samples, time.thread_time):
                work(number)
    return samples


async def each_awaited(work: Callable[[int], Awaitable[object]], times: int) -> list[float]:
    """The same for a coroutine that nothing else runs beside."""
    samples: list[float] = []
    with _no_garbage_collected():
        for number in range(times):
            with timed(samples, time.thread_time):
                await work(number)
    return samples


def yardstick(rounds: int = 15) -> Spread:
    """A fixed loop of plain Python: its spread says how quiet the machine was, its median how fast it is."""
    samples: list[float] = []
    for _ in range(rounds):
        with timed(samples):
            sum(number * number for number in range(100_000))
    return Spread.of(samples)


@contextmanager
def _no_garbage_collected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
