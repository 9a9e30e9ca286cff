"""The same words, the same clock, the same calendar: two plays must leave the same record, in any machine's zone."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from evals.checks.record import Run
from evals.playing.session import Job, play_all

ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
_TIMED = {"seconds": True, "played_on": True, "turns": {"__all__": {"milliseconds": True, "logs": True}}}


def fingerprint(run: Run) -> str:
    """A digest of everything but how long it took."""
    return hashlib.sha256(run.model_dump_json(exclude=_TIMED).encode()).hexdigest()[:16]  # type: ignore[arg-type]


def check(jobs: list[Job], *, times: int = 2) -> tuple[int, list[str]]:
    """Play everything `times` times in each of three machine zones.

    Returns:
        How many conversations always left the same record, and the names of those that did not.
    """
    seen: dict[str, set[str]] = {}
    for zone in ZONES:
        with _machine_zone(zone):
            for _ in range(times):
                for one in play_all(jobs).played:
                    seen.setdefault(one.run.name, set()).add(fingerprint(one.run))
    differing = sorted(name for name, prints in seen.items() if len(prints) > 1)
    return len(seen) - len(differing), differing


@contextmanager
def _machine_zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
