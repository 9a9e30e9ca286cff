"""The mock's time: a source handed in at start, which the control route may set or advance."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The machine's own time; only used where a person starts the mock without --now."""
    return datetime.now(UTC)


def ticking_from(start: datetime) -> Clock:
    """A clock that shows `start` now and ticks on from there."""
    offset = start.astimezone(UTC) - wall_clock()
    return lambda: wall_clock() + offset


class WorldClock:
    """The source plus whatever the control route changed."""

    def __init__(self, source: Clock) -> None:
        self._source = source
        self._offset = timedelta()
        self._frozen: datetime | None = None

    def __call__(self) -> datetime:
        """The present instant, in UTC."""
        return self._frozen or (self._source() + self._offset).astimezone(UTC)

    def set(self, now: datetime, *, frozen: bool = False) -> None:
        """Show `now` from here on: standing still, or running with the source."""
        self._offset = now - self._source()
        self._frozen = now.astimezone(UTC) if frozen else None

    def advance(self, step: timedelta) -> None:
        """Move forward (or back)."""
        if self._frozen is not None:
            self._frozen += step
        self._offset += step

    def release(self) -> None:
        """Back to the source."""
        self._offset, self._frozen = timedelta(), None
