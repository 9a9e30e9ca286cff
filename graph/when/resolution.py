"""The four answers `resolve` can give, and the reasons for asking back or refusing."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.when.meaning import Meaning


class Reason(StrEnum):
    """Why one reading was not enough, or why none is possible. Stable: wording and scenarios quote it."""

    AM_PM = "am_pm"
    THIS_OR_NEXT_WEEK = "this_or_next_week"
    SAME_WEEKDAY_TODAY = "same_weekday_today"
    DAY_MONTH_ORDER = "day_month_order"
    REPEATED_HOUR = "repeated_hour"
    NONEXISTENT_LOCAL_TIME = "nonexistent_local_time"
    NO_SUCH_DATE = "no_such_date"
    IN_THE_PAST = "in_the_past"
    NO_ANCHOR = "no_anchor"
    ZONE_UNKNOWN = "zone_unknown"
    ZONE_IS_AMBIGUOUS = "zone_is_ambiguous"
    # Beyond the design's list, because each needs its own question or sentence:
    NO_SUCH_TIME = "no_such_time"  # 25:00
    WEEKDAY_MISMATCH = "weekday_mismatch"  # "friday 4 december" in a year when it is a saturday
    WINDOW_OR_DEADLINE = "window_or_deadline"  # "before noon tomorrow": tomorrow's morning, or any time until then


class _Resolution(BaseModel):
    model_config = ConfigDict(frozen=True)


class Found(_Resolution):
    """One reading. `assumptions` are sentences fit for a confirmation card."""

    kind: Literal["found"] = "found"
    meaning: Meaning
    used_text: str
    assumptions: tuple[str, ...] = ()


class Ambiguous(_Resolution):
    """Two to four readings, best first; `reason` says what separates them."""

    kind: Literal["ambiguous"] = "ambiguous"
    candidates: Annotated[tuple[Meaning, ...], Field(min_length=2, max_length=4)]
    reason: Reason
    assumptions: tuple[str, ...] = ()


class Invalid(_Resolution):
    """Understood, but it cannot be. `neighbours` are what comes closest: the moments beside a clock change,
    the past time itself, or the Shift that lacks a slot to start from."""

    kind: Literal["invalid"] = "invalid"
    reason: Reason
    neighbours: tuple[Meaning, ...] = ()


class NotUnderstood(_Resolution):
    """Not a time expression as a whole; `unused_words` are those no rule could use, all if none stands out."""

    kind: Literal["not_understood"] = "not_understood"
    unused_words: tuple[str, ...] = ()


Resolution = Annotated[Found | Ambiguous | Invalid | NotUnderstood, Field(discriminator="kind")]
