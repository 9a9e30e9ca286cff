"""A clock that starts where it is told and then ticks, so that any day can be tried out."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import typer

from graph.given.preferences import Preferences


def ticking_from(start: datetime, elapsed: Callable[[], float] = time.monotonic) -> Callable[[], datetime]:
    """A clock showing `start` (aware) now; `elapsed` counts seconds from anywhere."""
    began, first = elapsed(), start.astimezone(UTC)
    return lambda: first + timedelta(seconds=elapsed() - began)


def clock_from(words: str | None, zone: str | None) -> Callable[[], datetime] | None:
    """The clock `--now` asks for; None, the real one, when it was not given.

    A time without an offset is local: in `zone` when one was given, else in this machine's own.

    Raises:
        typer.BadParameter: not an ISO date and time.
    """
    if words is None:
        return None
    try:
        start = datetime.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no date and time like 2026-11-24T09:00", param_hint="--now") from None
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(zone)) if zone else start.astimezone()
    return ticking_from(start)


def known_zone(name: str | None) -> str | None:
    """The zone as given. Raises typer.BadParameter when no such IANA zone exists."""
    try:
        return Preferences(zone=name).zone
    except ValueError:
        message = f"{name!r} is no IANA time zone; write one like Europe/Berlin"
        raise typer.BadParameter(message, param_hint="--zone") from None
