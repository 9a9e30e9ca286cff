"""Grammar actions for the time of day. Each is named as in grammar.txt; None means the numbers do not fit the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from graph.when.words.tree import (
    Amount,
    Clock,
    ClockBound,
    ClockExpr,
    ClockLasting,
    ClockRange,
    DayPart,
    Edge,
    Moment,
    SameClock,
    WorkEdge,
    ZoneSaid,
)

_FIRST_YEAR = 1960  # from here four figures are rather a year than an evening hour
_LONGEST_BARE_RANGE = 10  # hours; "9-5" is a working day, "3-1" a score

Point = Clock | WorkEdge


def _clock(hour: int, minute: int, half: str | None, *, bare: bool = False) -> Clock:
    """A clock as figures give it. Past 12, and at 0, the hour says it all; impossible ones are refused later, aloud."""
    if half and hour > 12:
        half = "24"
    if half is None and (hour > 12 or hour == 0):
        half = "24"
    return Clock(hour, minute, half, bare=bare)


def clock_figures(figures: tuple[str, ...], half: str | None) -> Clock:
    """ "3:30", "15:30", "08:15 pm": a leading zero means the 24-hour clock."""
    hour, minute = figures[0], figures[1]
    clock = _clock(int(hour), int(minute), half or ("24" if hour.startswith("0") else None))
    return replace(clock, two_figures=clock.half is None and len(hour) == 2)


def clock_dots(figures: tuple[str, ...]) -> Clock | None:
    hour, minute = figures
    if len(minute) != 2 or len(hour) > 2 or int(minute) > 59 or int(hour) > 24:
        return None
    return clock_figures(figures, None)


def clock_number_half(digits: str, half: str | None) -> Clock | None:
    if len(digits) <= 2:
        return _clock(int(digits), 0, half)
    return _military(digits, half)


def pointed_clock(digits: str, half: str) -> Clock | None:
    """ "the 3pm" is a booking at three, never the third of a month."""
    return clock_number_half(digits, half) if int(digits) <= 12 else None


def _military(digits: str, half: str | None) -> Clock | None:
    """ "930", "1430", "0900"."""
    if len(digits) not in (3, 4) or int(digits[-2:]) > 59 or int(digits[:-2]) > 24:
        return None
    return clock_figures((digits[:-2], digits[-2:]), half)


def clock_h(digits: str, letter: str) -> Clock | None:
    """ "16h"; alone it is a length, so up to noon it counts as a bare number."""
    return Clock(int(digits), 0, "24", bare=int(digits) <= 12) if int(digits) <= 24 else _military(digits, "24")


def clock_hundred_hours(digits: str) -> Clock | None:
    """ "1130 hours"."""
    return _military(digits, "24") if len(digits) == 4 else None


def clock_number(digits: str) -> Clock | None:
    """A bare number: an hour up to 24, or three or four figures."""
    if len(digits) > 2:
        clock = _military(digits, None)
        return replace(clock, bare=not _only_a_time(digits)) if clock else None
    hour = int(digits)
    if hour > 24:
        return None
    return _clock(hour, 0, "24" if digits.startswith("0") else None, bare=True)


def _only_a_time(digits: str) -> bool:
    """ "0930", "1430" and "930" can only be hours and minutes; "1000" might be a price and "2000" a year."""
    number = int(digits)
    on_a_quarter = number % 100 in (15, 30, 45) and number < _FIRST_YEAR
    afternoon = 1300 <= number < _FIRST_YEAR and number % 5 == 0
    return on_a_quarter or afternoon or (len(digits) == 4 and digits[0] == "0")


def clock_words_half(hour: int, half: str | None) -> Clock | None:
    return _clock(hour, 0, half) if hour <= 24 else None


def clock_words(hour: int, minute: int, half: str | None) -> Clock | None:
    return _clock(hour, minute, half) if hour <= 24 else None


def clock_word(hour: int) -> Clock | None:
    return _clock(hour, 0, None, bare=True) if hour <= 24 else None


def single_minutes(minute: int) -> int | None:
    return minute if minute == 5 else None  # "eleven five"; "three one" is no time


def tens_and_ones(tens: int, ones: int | None) -> int:
    return tens + (ones or 0)


def below_sixty(tens: int, ones: int | None) -> int | None:
    """A number a clock can show."""
    return tens_and_ones(tens, ones) if tens < 60 else None


def small_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= 4 else None


def twelve() -> int:
    return 12


def half_past(hour: int, half: str | None) -> Clock | None:
    return _clock(hour, 30, half) if hour <= 24 else None


def quarter_past(hour: int, half: str | None) -> Clock | None:
    return minutes_past(15, hour, half)


def quarter_to(clock: Clock) -> Clock | None:
    return minutes_to(15, clock)


def minutes_past(minutes: int, hour: int, half: str | None) -> Clock | None:
    return _clock(hour, minutes, half) if minutes < 60 and hour <= 24 else None


def minutes_to(minutes: int, clock: Clock) -> Clock | None:
    """ "ten to five", "three minutes to five thirty". Midnight and noon are hours too."""
    if not 0 < minutes < 60 or clock.hour > 24:
        return None
    total = clock.hour * 60 + clock.minute - minutes
    if clock.half in ("am", "pm") and clock.hour == 12 and total < 12 * 60:
        return Clock(11, total - 11 * 60, "pm" if clock.half == "am" else "am")
    if total < 60 and clock.half != "24":
        total += 12 * 60
    hour, minute = divmod(total % (24 * 60), 60)
    half = None if clock.half == "24" and clock.hour == 13 else clock.half  # "quarter to 13" is 12:45
    return replace(_clock(hour, minute, half), late_end=clock.late_end)


def bare_minutes_to(minutes: int, clock: Clock) -> Clock | None:
    """ "20 to 4", where minutes are not named: a round number, or more than an hour can be."""
    return minutes_to(minutes, clock) if minutes % 5 == 0 or minutes > 24 else None


_SPOKEN_MINUTES = (5, 10, 20, 25)


def spoken_minutes_to(minutes: int, clock: Clock) -> Clock | None:
    """ "ten to five" in words is a time; "10 to 5" in figures a stretch."""
    return minutes_to(minutes, clock) if minutes in _SPOKEN_MINUTES else None


def noon() -> Clock:
    return Clock(12, 0, "pm")


def midnight() -> Clock:
    return Clock(12, 0, "am", late_end=True)


def work_start() -> WorkEdge:
    return WorkEdge("start")


def work_end() -> WorkEdge:
    return WorkEdge("end")


def fuzzy(clock: Point) -> Point:
    return replace(clock, fuzzy=True, bare=False) if isinstance(clock, Clock) else clock


def fuzzy_half(clock: Clock, half: str) -> Clock:
    return replace(clock, half=half, fuzzy=True, bare=False)


def said_at(clock: Point) -> Point:
    """ "at 4" is a time where "4" alone is not."""
    return replace(clock, bare=False) if isinstance(clock, Clock) else clock


def clock_in_part(clock: Clock, part: DayPart) -> Clock:
    return replace(clock, part=part.part, bare=False)


def part_clock(part: DayPart, clock: Clock) -> Clock:
    return clock_in_part(clock, part)


def clock_half(clock: Clock, half: str) -> Clock:
    return _clock(clock.hour, clock.minute, half)


def part(name: str) -> DayPart:
    return DayPart(name)


def portion_part(portion: str, name: str) -> DayPart:
    return DayPart(name, portion)


def part_portion(name: str, portion: str) -> DayPart:
    return DayPart(name, portion)


def portion_of_day(portion: str) -> DayPart:
    """ "early in the day" is its first half, "late in the day" its second."""
    return DayPart("day", portion) if portion != "mid" else DayPart("lunch")


def half_day(half: str) -> DayPart:
    return DayPart("morning" if half == "am" else "afternoon")


def same_clock() -> SameClock:
    return SameClock()


def clock_range(start: Point, end: Point) -> ClockRange | None:
    if isinstance(start, Clock) and isinstance(end, Clock) and start.bare and start.hour > 12 and end.half != "24":
        return None  # "15 to noon" is a quarter to twelve, "20 to 4" twenty to
    if (
        isinstance(start, Clock)
        and isinstance(end, Clock)
        and start.bare
        and end.bare
        and start.half is end.half is None
    ):
        length = (end.hour - start.hour) % 12 or 12
        return ClockRange(start, end) if length < _LONGEST_BARE_RANGE else None
    return ClockRange(start, end)


def full_clock_range(start: Point, end: Point) -> ClockRange:
    """With "from" or "between" it can be nothing else."""
    return ClockRange(start, end)


def clock_range_zoned(start: Point, zone: ZoneSaid, end: Point, other: ZoneSaid) -> Moment | None:
    return Moment(clock=ClockRange(start, end), zone=zone) if zone == other else None


def business_hours() -> ClockRange:
    return ClockRange(WorkEdge("start"), WorkEdge("end"))


def clock_lasting(start: Point, amount: Amount) -> ClockLasting | None:
    return ClockLasting(start, amount) if amount.seconds and not (amount.days or amount.months) else None


def lasting_clock(amount: Amount, start: Point) -> ClockLasting | None:
    return clock_lasting(start, amount)


def clock_bound(edge: Edge, clock: Point) -> ClockBound | None:
    """ "after 3"; but "after 2027" is a year."""
    if isinstance(clock, Clock) and clock.bare and clock.hour == 20 and clock.half == "24" and clock.minute:
        return None
    return ClockBound(edge, said_at(clock))


def part_bound(edge: Edge, part: DayPart) -> ClockBound:
    return ClockBound(edge, part)


def after_work() -> ClockBound:
    return ClockBound("after", WorkEdge("end"))


def before_work() -> ClockBound:
    return ClockBound("before", WorkEdge("start"))


def clock_onwards(clock: Point) -> ClockBound | None:
    return clock_bound("from", clock)


def clock_backwards(clock: Point) -> ClockBound | None:
    return clock_bound("before", clock)


def clock_latest(clock: Point) -> ClockBound | None:
    return clock_bound("by", clock)


def edge_after() -> Literal["after"]:
    return "after"


def edge_from() -> Literal["from"]:
    return "from"


def edge_since() -> Literal["since"]:
    return "since"


def edge_before() -> Literal["before"]:
    return "before"


def edge_by() -> Literal["by"]:
    return "by"


def with_part(clock: ClockExpr, part: DayPart) -> ClockExpr | None:
    """The clock read inside a part of the day: "tomorrow morning at 9", "friday afternoon between 1 and 4"."""
    if isinstance(clock, Clock):
        return clock_in_part(clock, part)
    if isinstance(clock, ClockRange):
        if part.part == "morning":  # the other edge follows: "tomorrow morning 11-1"
            return replace(clock, start=_in_part(clock.start, part))
        return replace(clock, end=_in_part(clock.end, part))
    if isinstance(clock, ClockBound) and not isinstance(clock.clock, DayPart):
        return replace(clock, clock=_in_part(clock.clock, part))
    if isinstance(clock, ClockLasting):
        return replace(clock, start=_in_part(clock.start, part))
    return None if isinstance(clock, DayPart) and clock.part != part.part else clock


def _in_part(edge: Point, part: DayPart) -> Point:
    return clock_in_part(edge, part) if isinstance(edge, Clock) else edge
