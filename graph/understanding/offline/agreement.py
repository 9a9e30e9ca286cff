"""Does what somebody said about a time agree with a start? Used to tell which offered option is meant."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from graph.when.meaning import ClockTime, Day, DaySpan, Instant, Meaning, Span, TimeRange
from graph.when.resolution import Ambiguous, Found, Invalid, Resolution


def agrees(said: Resolution, start: datetime) -> bool:
    """Would the start be a fair reading of what was said? Of an ambiguous expression any reading may fit."""
    if isinstance(said, Found):
        return _meant(said.meaning, start)
    if isinstance(said, Ambiguous):
        return any(_meant(meaning, start) for meaning in said.candidates)
    return isinstance(said, Invalid) and any(_meant(meaning, start) for meaning in said.neighbours)


def _meant(meaning: Meaning, start: datetime) -> bool:
    match meaning:
        case Instant():
            return meaning.at == start
        case Day():
            return meaning.date == start.date()
        case ClockTime():
            return meaning.time == start.astimezone(ZoneInfo(meaning.zone)).time()
        case DaySpan():
            return meaning.first <= start.date() <= meaning.last
        case TimeRange():
            return _in_range(meaning, start.astimezone(ZoneInfo(meaning.zone)).time())
        case Span():
            return (meaning.start is None or meaning.start <= start) and (meaning.end is None or start < meaning.end)
    return False


def _in_range(stretch: TimeRange, clock: time) -> bool:
    ends_at_midnight = stretch.end is None or stretch.end == time(0)
    return (stretch.start is None or stretch.start <= clock) and (ends_at_midnight or clock < (stretch.end or time.max))
