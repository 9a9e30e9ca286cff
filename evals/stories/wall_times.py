"""Wall times of a scenario as instants: local to its zone unless they carry an offset."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


class BadMoment(ValueError):
    """A time that is none, or that its zone's clock shows never or twice."""


def instant(text: str, zone: str) -> datetime:
    """An ISO time as a UTC instant.

    Raises:
        BadMoment: no ISO time; or local, and in the gap or the overlap of a clock change.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadMoment(f"{text!r} is no ISO time") from error
    if len(text) < len("2026-01-01T00:00"):
        raise BadMoment(f"{text!r} has no time of day")
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return _local(moment, zone)


def day(text: str) -> date:
    """An ISO date. Raises BadMoment."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadMoment(f"{text!r} is no ISO date") from error


def local(moment: datetime, zone: str) -> str:
    """For people: "Thu 2026-05-14 09:00"."""
    return f"{moment.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def _local(naive: datetime, zone: str) -> datetime:
    first, second = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise BadMoment(f"{naive.isoformat()} is in a clock change of {zone}: write its offset")
    return first.astimezone(UTC)
