"""The time that was asked about as stretches from an instant to another, day by day where hours were said."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.known.wanted import Piece, Wanted
from tools.calcom.models import Window

_MOST_DAYS = 31
_MOMENT = timedelta(minutes=30)  # how much of a day is looked at for "at 3" without a length


def stretches(wanted: Wanted, now: datetime, minutes: int | None = None) -> tuple[Window, ...]:
    """What the words cover, earliest first; of a stretch that is under way only what is left of it.

    Args:
        minutes: how long a meeting at an exact time would be.
    """
    length = timedelta(minutes=minutes) if minutes else _MOMENT
    found = [window for piece in wanted.pieces for window in _of_piece(piece, now, length)]
    begun = [w.model_copy(update={"start": now}) if w.start < now < w.end else w for w in found]
    coming = [w for w in begun if w.end > now]
    return tuple(sorted(coming or begun, key=lambda window: window.start))


def _of_piece(piece: Piece, now: datetime, length: timedelta) -> Iterator[Window]:
    if (exact := piece.exact) is not None:
        yield Window(start=exact, end=exact + length)
        return
    whole = piece.whole(now)
    days = list(_days(whole, piece.zone))
    if not piece.has_time:
        yield Window(start=whole.start, end=min(whole.end, _at(days[-1] + timedelta(days=1), time(0), piece.zone)))
        return
    for day in days:
        start = _at(day, piece.clock or piece.since or time(0), piece.zone)
        end = start + length if piece.clock else _until(day, piece)
        if max(start, whole.start) < min(end, whole.end):
            yield Window(start=max(start, whole.start), end=min(end, whole.end))


def _until(day: date, piece: Piece) -> datetime:
    if piece.until is None or piece.until == time(0):
        return _at(day + timedelta(days=1), time(0), piece.zone)
    return _at(day, piece.until, piece.zone)


def _days(whole: Window, zone: str) -> Iterator[date]:
    """The local days a window touches, at most a month of them."""
    first = whole.start.astimezone(ZoneInfo(zone)).date()
    last = (whole.end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()
    for number in range(min((last - first).days + 1, _MOST_DAYS)):
        yield first + timedelta(days=number)


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
