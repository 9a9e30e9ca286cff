"""A clock that moves only when told: one for graph and mocked Cal.com, advanced by scripted waits and by back-offs."""

from datetime import datetime, timedelta
from math import ceil


class StillClock:
    """Shows the same instant until it is advanced or set."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.waited = 0.0  # seconds of back-off asked for since the last set

    def __call__(self) -> datetime:
        """The present instant, aware."""
        return self._now

    def set(self, now: datetime) -> None:
        """Show another instant."""
        self._now, self.waited = now, 0.0

    def advance(self, seconds: float) -> None:
        """Move on."""
        self._now += timedelta(seconds=seconds)

    async def wait(self, seconds: float) -> None:
        """Stands in for asyncio.sleep: nobody waits, the clock moves, by whole half seconds.

        Some waits are computed from the machine's clock ("two seconds, less what has passed"); rounded up they are the
        same in every play.
        """
        whole = ceil(seconds * 2) / 2
        self.waited += whole
        self.advance(whole)
