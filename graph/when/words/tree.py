"""What the grammar builds: the shape of an expression, before any clock or zone is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph.when.words.zone_names import ZoneWord

Edge = Literal["after", "from", "since", "before", "by"]
Which = Literal["", "this", "next", "coming", "last", "following", "after"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time: elapsed seconds beside calendar days and months, which the clock changes do not stretch.

    `working` are days of the working week. `most` is the other end where it was left open ("2 to 3 days").
    """

    seconds: int = 0
    days: int = 0
    months: int = 0
    working: int = 0
    most: Amount | None = None

    @property
    def is_of_days(self) -> bool:
        """Does it count whole days, and no hours or minutes?"""
        return not self.seconds

    @property
    def longest(self) -> Amount:
        """The longer end of one that was left open; of any other the amount itself."""
        return self.most or self

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.seconds + other.seconds,
            self.days + other.days,
            self.months + other.months,
            self.working + other.working,
        )

    def times(self, sign: int) -> Amount:
        most = self.most.times(sign) if self.most else None
        return Amount(sign * self.seconds, sign * self.days, sign * self.months, sign * self.working, most)


# ---- days and stretches of days


@dataclass(frozen=True, slots=True)
class RelativeDay:
    offset: int  # days from today


@dataclass(frozen=True, slots=True)
class Weekday:
    weekday: int
    which: Which = ""
    weeks_later: int = 0  # "monday week"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """The 3rd, 3 December, Friday the 27th; what is missing is the next that fits."""

    day: int
    month: int | None = None
    year: int | None = None  # below 100: so many years from this one
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDate:
    """3/12, 12.05.2026, 2026-12-03: the order is the person's, unless the year leads. A year "+1" is the next one."""

    parts: tuple[str, ...]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayIn:
    """The nth day of a period; negative counts from its end."""

    nth: int
    period: DayExpr


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """The nth such weekday of a period (0: the only one), negative from its end."""

    nth: int
    weekday: int
    period: DayExpr


@dataclass(frozen=True, slots=True)
class WeekdaysFromNow:
    count: int  # "three fridays from now"
    weekday: int


@dataclass(frozen=True, slots=True)
class Stepped:
    """A calendar distance from a day: "two weeks from monday", "in 3 days" (base None is today)."""

    amount: Amount
    base: DayExpr | None = None


@dataclass(frozen=True, slots=True)
class AnchorDay:
    """A day counted from the slot under discussion: "that day" 0, "the next day" 1."""

    offset: int
    or_today: bool = False  # counted from today when nothing is under discussion


@dataclass(frozen=True, slots=True)
class Period:
    """This, next or last week, month, year, quarter or weekend; `offset` in units, `count` of them in a row."""

    unit: str
    offset: int = 0
    which: Which = ""
    from_anchor: bool = False


@dataclass(frozen=True, slots=True)
class NamedMonth:
    month: int
    year: int | None = None
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Year:
    year: int


@dataclass(frozen=True, slots=True)
class Quarter:
    quarter: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekNumber:
    number: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The calendar week of a day or, counted, the nth week of a month."""

    day: DayExpr
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Rolling:
    """The next (or last) so many days, weeks or months, beside today; `first` is a named day it starts or ends on."""

    amount: Amount
    first: DayExpr | None = None
    back: bool = False
    with_today: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    unit: str


@dataclass(frozen=True, slots=True)
class PortionOf:
    """Early next week, the end of the month, mid March."""

    portion: str  # early, mid, late, start, end
    period: DayExpr


@dataclass(frozen=True, slots=True)
class DayRange:
    first: DayExpr
    last: DayExpr


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Any (week)day of a period; None is the days ahead."""

    period: DayExpr | None


DayExpr: TypeAlias = (
    RelativeDay | Weekday | CalendarDay | NumericDate | DayIn | WeekdayIn | WeekdaysFromNow | Stepped | AnchorDay
    | Period | NamedMonth | Year | Quarter | WeekNumber | WeekOf | Rolling | Rest | PortionOf | DayRange | WorkingDays
)  # fmt: skip


# ---- the time of day


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `half` is am, pm, "24" (the hour says it all) or None when both halves are possible."""

    hour: int
    minute: int = 0
    half: str | None = None
    part: str | None = None  # "in the evening" settles the half
    fuzzy: bool = False  # "3ish"
    bare: bool = False  # nothing but a number
    two_figures: bool = False  # "10:30", which is the 24-hour clock where people use it
    late_end: bool = False  # midnight: the one that ends the day


@dataclass(frozen=True, slots=True)
class WorkEdge:
    """The start or the end of the working day: "first thing", "eod"."""

    edge: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class SameClock:
    """The clock time of the slot under discussion."""


@dataclass(frozen=True, slots=True)
class DayPart:
    part: str
    portion: str = ""


@dataclass(frozen=True, slots=True)
class ClockRange:
    start: Clock | WorkEdge
    end: Clock | WorkEdge


@dataclass(frozen=True, slots=True)
class ClockLasting:
    start: Clock | WorkEdge
    amount: Amount


@dataclass(frozen=True, slots=True)
class ClockBound:
    edge: Edge
    clock: Clock | WorkEdge | DayPart


ClockExpr: TypeAlias = Clock | WorkEdge | SameClock | DayPart | ClockRange | ClockLasting | ClockBound


# ---- whole expressions


@dataclass(frozen=True, slots=True)
class ZoneSaid:
    zone: ZoneWord | None
    offset: int | None = None  # minutes east of UTC, when said in figures


@dataclass(frozen=True, slots=True)
class Moment:
    day: DayExpr | None = None
    clock: ClockExpr | None = None
    zone: ZoneSaid | None = None
    deadline: bool = False  # "before noon tomorrow", which may begin today
    leads: bool = False  # the time of day was said first, so it holds for all days that follow


@dataclass(frozen=True, slots=True)
class Exact:
    """An ISO date-time; `offset` in minutes when it was written."""

    text: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Now plus elapsed time: "in two hours", "right now"."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Bounded:
    edge: Edge
    moment: Moment | Exact | Elapsed


@dataclass(frozen=True, slots=True)
class Spread:
    start: Moment | Exact | Elapsed
    end: Moment | Exact | Elapsed


@dataclass(frozen=True, slots=True)
class Lasting:
    start: Moment | Exact | Elapsed
    amount: Amount


@dataclass(frozen=True, slots=True)
class Within:
    """From now on for so long; None: open, or to the end of today."""

    amount: Amount | None
    until_midnight: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    amount: Amount


@dataclass(frozen=True, slots=True)
class Shifted:
    """Later or earlier than the slot under discussion; without an amount, any time on that side of it that day."""

    amount: Amount | None
    sign: int
    soft: bool = field(default=False)


Window: TypeAlias = Moment | Exact | Elapsed | Bounded | Spread | Lasting | Within


@dataclass(frozen=True, slots=True)
class Choices:
    options: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Without:
    base: Window
    exclusions: tuple[Window, ...]


Tree: TypeAlias = Window | Choices | Without | Length | Shifted
