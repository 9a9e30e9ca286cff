"""What words about time can mean: plain frozen models that serialise inside a conversation's state.

Nothing here is a booking. A Day, a ClockTime or a Span meets the real openings later; only an Instant is exact.
`zone` is always an IANA name; it travels beside every value because a checkpoint keeps an instant but forgets its zone.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class _Meaning(BaseModel):
    model_config = ConfigDict(frozen=True)


class Instant(_Meaning):
    """One exact moment. `at` is aware; compare and send it as UTC."""

    kind: Literal["instant"] = "instant"
    at: AwareDatetime
    zone: str


class Day(_Meaning):
    """One calendar day in `zone`, no time of day said."""

    kind: Literal["day"] = "day"
    date: date
    zone: str


class ClockTime(_Meaning):
    """A time of day in `zone`, no day said."""

    kind: Literal["clock_time"] = "clock_time"
    time: time
    zone: str


class Span(_Meaning):
    """From `start` up to, not including, `end`; None leaves that side open."""

    kind: Literal["span"] = "span"
    start: AwareDatetime | None
    end: AwareDatetime | None
    zone: str


class DaySpan(_Meaning):
    """Whole days in `zone`, both `first` and `last` included."""

    kind: Literal["day_span"] = "day_span"
    first: date
    last: date
    zone: str


class TimeRange(_Meaning):
    """A stretch of the clock without a day; None leaves that side open. An `end` of 00:00 is the coming midnight."""

    kind: Literal["time_range"] = "time_range"
    start: time | None
    end: time | None
    zone: str


class Duration(_Meaning):
    """How long, in whole minutes of elapsed time (a day counts 24 hours, a month 30 days)."""

    kind: Literal["duration"] = "duration"
    minutes: int


class Shift(_Meaning):
    """Later (positive) or earlier (negative) than the slot under discussion.

    Minutes are elapsed time; days and months are calendar steps at the same wall clock.
    """

    kind: Literal["shift"] = "shift"
    minutes: int = 0
    days: int = 0
    months: int = 0


class AnyOf(_Meaning):
    """Alternatives the person offered, in their order."""

    kind: Literal["any_of"] = "any_of"
    options: tuple[Meaning, ...]


class Except(_Meaning):
    """All of `base` but the exclusions."""

    kind: Literal["except"] = "except"
    base: Meaning
    exclusions: tuple[Meaning, ...]


Meaning = Annotated[
    Instant | Day | ClockTime | Span | DaySpan | TimeRange | Duration | Shift | AnyOf | Except,
    Field(discriminator="kind"),
]

AnyOf.model_rebuild()
Except.model_rebuild()
