"""Which minutes of a day a clock expression means. Minutes count from the local midnight and may run past 24 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from graph.when.context import TimeContext
from graph.when.meanings.options import CannotBe, Options, one, several
from graph.when.resolution import Reason
from graph.when.words import tree

DAY = 24 * 60
_NOON = 12 * 60
_FIRST_MORNING_HOUR = 7  # a bare 7 is in the morning, a bare 6 in the afternoon
_SMALL_HOURS = 5  # "1am tonight" and "friday night at 2" are before this hour of the next day

_FORENOON = frozenset({"morning", "breakfast"})
_LATE = frozenset({"night", "tonight"})


@dataclass(frozen=True, slots=True)
class Minutes:
    """A point (`start` alone, `point` set) or a stretch of the clock; None leaves a side open."""

    start: int | None
    end: int | None = None
    point: bool = False
    deadline: bool = False  # "by 5pm": from now on, not from midnight


def minutes_of(clock: tree.ClockExpr, context: TimeContext) -> Options[Minutes]:
    """The minutes meant, best reading first.

    Raises:
        CannotBe: no such time, or the words lean on a slot and none is under discussion.
    """
    if isinstance(clock, tree.ClockRange):
        return _range(clock, context)
    if isinstance(clock, tree.ClockBound):
        return _bound(clock, context)
    if isinstance(clock, tree.DayPart):
        return one(_part(clock, context))
    if isinstance(clock, tree.ClockLasting):
        points, length = _points(clock.start, context), clock.amount.seconds // 60
        return Options(tuple(Minutes(at, at + length) for at in points.values), points.reason, points.notes)
    points = _points(clock, context)
    return Options(tuple(Minutes(at, point=True) for at in points.values), points.reason, points.notes)


def _points(clock: tree.Clock | tree.WorkEdge | tree.SameClock, context: TimeContext) -> Options[int]:
    if isinstance(clock, tree.WorkEdge):
        edge = context.business_hours[clock.edge == "end"]
        return one(_minute(edge), f"{'end' if clock.edge == 'end' else 'start'} of the working day is {edge:%H:%M}")
    if isinstance(clock, tree.SameClock):
        if context.anchor is None:
            raise CannotBe(Reason.NO_ANCHOR)
        return one(_minute(context.anchor.start.astimezone(context.local_now.tzinfo).time()))
    return _clock(clock, context)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(clock: tree.Clock, context: TimeContext) -> Options[int]:
    if clock.minute > 59 or clock.hour * 60 + clock.minute > DAY:
        raise CannotBe(Reason.NO_SUCH_TIME)
    notes = ("taken as exactly then",) if clock.fuzzy else ()
    half = clock.half
    if half is None and clock.part in _LATE and 1 <= clock.hour < _SMALL_HOURS:
        night = _settled(clock, context)
        return several((night, night % DAY + _NOON), Reason.AM_PM, *notes)  # "tonight at 3": the small hours, or a slip
    if clock.two_figures and clock.part is None and context.date_order != "MDY":
        return one(clock.hour * 60 + clock.minute, *notes)
    if half is None and clock.part is None:
        early = clock.hour % 12 * 60 + clock.minute
        return several(_ranked(early, context), Reason.AM_PM, *notes)
    return one(_settled(clock, context), *notes)


def _ranked(early: int, context: TimeContext) -> tuple[int, int]:
    """Both halves of the day: the one in the open hours first, else 1-6 afternoon, 7-11 morning, 12 noon."""
    opens, closes = map(_minute, context.business_hours)
    late = early + _NOON
    inside = [at for at in (early, late) if opens <= at < closes]
    usual = early if early >= _FIRST_MORNING_HOUR * 60 else late
    best = inside[0] if len(inside) == 1 else usual
    return best, early + late - best


def _settled(clock: tree.Clock, context: TimeContext) -> int:
    """The minute when am, pm, the 24-hour clock or a part of the day leaves one reading."""
    if clock.half == "24":
        return clock.hour * 60 + clock.minute
    early = clock.hour % 12 * 60 + clock.minute
    half = clock.half or _half_in(clock.part or "", clock.hour % 12)
    at = early if half == "am" else early + _NOON
    return at + DAY if at < _SMALL_HOURS * 60 and _runs_past_midnight(clock, at, context) else at


def _runs_past_midnight(clock: tree.Clock, at: int, context: TimeContext) -> bool:
    """Do the small hours belong to the night of the day before: "friday at midnight", "1am tonight"?"""
    if clock.part == "tonight" and context.local_now.hour < _SMALL_HOURS:
        return at < _minute(context.local_now.time())  # said in the night itself
    return clock.late_end or clock.part in _LATE or clock.part == "evening"


def _half_in(part: str, hour: int) -> str:
    """The half of the day an hour has inside a part of it; `hour` is 0 for twelve."""
    if part in _FORENOON:
        return "am"
    if part in _LATE or part == "evening":
        early_hours = hour == 0 or (hour < _SMALL_HOURS and part in _LATE)
        return "am" if early_hours else "pm"
    return "am" if part == "lunch" and hour in (10, 11) else "pm"


def _part(said: tree.DayPart, context: TimeContext) -> Minutes:
    return Minutes(*_part_edges(said, context))


def _part_edges(said: tree.DayPart, context: TimeContext) -> tuple[int, int]:
    name = {"tonight": "evening"}.get(said.part, said.part)
    if said.portion == "mid":
        start, end = context.day_parts.hours(name)
        quarter = (end - start) * 15
        return start * 60 + quarter, end * 60 - quarter
    parted = f"{said.portion}_{name}" if said.portion else name
    start, end = context.day_parts.hours(parted if parted in type(context.day_parts).model_fields else name)
    return start * 60, end * 60


def _range(said: tree.ClockRange, context: TimeContext) -> Options[Minutes]:
    """From one clock time to another. A half said on one side settles the other: "9 to 5", "11-1pm", "2 to 2:30"."""
    starts, ends = _points(said.start, context), _points(said.end, context)
    notes = (*starts.notes, *ends.notes)
    if len(starts.values) > 1 and len(ends.values) == 1:
        start = min(starts.values, key=lambda at: _ahead(at, ends.best))
        return one(Minutes(start, start + _ahead(start, ends.best)), *notes)
    pairs = [(start, start + min(_ahead(start, end) for end in ends.values)) for start in starts.values]
    same_day = [pair for pair in pairs if pair[1] <= DAY] or pairs
    return several((Minutes(*pair) for pair in same_day), Reason.AM_PM, *notes)


def _ahead(start: int, end: int) -> int:
    """Minutes from a start to the next such end, never none."""
    return (end - start) % DAY or DAY


def _bound(said: tree.ClockBound, context: TimeContext) -> Options[Minutes]:
    if isinstance(said.clock, tree.DayPart):
        if said.edge == "after" and said.clock.part == "lunch":
            return one(Minutes(context.day_parts.lunch[1] * 60, context.day_parts.afternoon[1] * 60))
        start, end = _part_edges(said.clock, context)
        edges = one(end if said.edge == "after" else start)
    else:
        edges = _points(said.clock, context)
    later = said.edge in ("after", "from", "since")
    values = (Minutes(at, None) if later else Minutes(None, at, deadline=said.edge == "by") for at in edges.values)
    return Options(tuple(values), edges.reason, edges.notes)
