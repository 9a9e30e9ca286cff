"""How long we wait, in seconds: settings, so that tests use small ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `read` and `write` bound one silence on the wire, the totals bound the whole call with its retries."""

    connect: float = 3.0
    read: float = 8.0
    read_total: float = 20.0
    write: float = 20.0
    write_total: float = 45.0
    pause: float = 0.2  # before the first retry; doubled for each further one
    jitter: float = 0.4  # at most this much is added to a pause
    longest_pause: float = 4.0
    attempts: int = 4  # of a read, in all
    connects: int = 3  # of a write whose connection never stood
