"""What the words are read against: the clock, the zones, the slot under discussion, and our policies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from graph.when.words.zone_names import is_zone

DateOrder = Literal["MDY", "DMY", "YMD"]


class Anchor(BaseModel):
    """The slot being discussed, from which "an hour later" or "the next day" counts."""

    model_config = ConfigDict(frozen=True)

    start: AwareDatetime
    end: AwareDatetime | None = None


class DayParts(BaseModel):
    """When the parts of a day begin and end, in (start, end) hours of the local clock; 24 is the coming midnight."""

    model_config = ConfigDict(frozen=True)

    morning: tuple[int, int] = (9, 12)
    afternoon: tuple[int, int] = (12, 17)
    evening: tuple[int, int] = (17, 21)
    night: tuple[int, int] = (20, 24)
    lunch: tuple[int, int] = (12, 13)
    breakfast: tuple[int, int] = (8, 9)
    dinner: tuple[int, int] = (18, 20)
    early_morning: tuple[int, int] = (8, 10)
    late_morning: tuple[int, int] = (10, 12)
    early_afternoon: tuple[int, int] = (12, 14)
    late_afternoon: tuple[int, int] = (15, 17)
    early_evening: tuple[int, int] = (16, 18)
    late_evening: tuple[int, int] = (19, 21)
    early_night: tuple[int, int] = (20, 22)
    late_night: tuple[int, int] = (22, 24)
    early_day: tuple[int, int] = (0, 12)
    late_day: tuple[int, int] = (12, 24)

    def hours(self, part: str) -> tuple[int, int]:
        """(start, end) of a part by its name; every name of the vocabulary has a field here."""
        start, end = getattr(self, part)
        return start, end


class TimeContext(BaseModel):
    """Everything `resolve` may know. `now` is handed in; nothing here reads a clock."""

    model_config = ConfigDict(frozen=True)

    now: AwareDatetime
    user_zone: str
    host_zone: str | None = None
    their_zone: str | None = None  # of the other side, which "his time" or "their time" means; None: not known
    date_order: DateOrder = "DMY"
    week_start: int = Field(default=0, ge=0, le=6)  # 0 is Monday
    anchor: Anchor | None = None
    day_parts: DayParts = DayParts()
    business_hours: tuple[time, time] = (time(9), time(17))
    bare_number_is_time: bool = False  # the dialogue waits for a time, so "2" is one
    looks_back: bool = False  # it is asked what was: "on 6 april" is the last one there was

    @field_validator("user_zone", "host_zone", "their_zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None and not is_zone(name):
            raise ValueError("not an IANA zone name")
        return name

    @property
    def local_now(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.user_zone))

    @property
    def today(self) -> date:
        return self.local_now.date()

    def week_of(self, day: date) -> date:
        """The first day of the calendar week that holds `day`."""
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)


def context_from_row(row: Mapping[str, object]) -> TimeContext:
    """The context of one batch row: `reference`, `zone`, perhaps `date_order` and `context` (START or START/END).

    Raises:
        KeyError, ValueError: a row without reference or zone, or with values that are none.
    """
    zone = ZoneInfo(str(row["zone"]))

    def moment(text: str) -> datetime:
        said = datetime.fromisoformat(text)
        return said if said.tzinfo else said.replace(tzinfo=zone)

    anchor = None
    if row.get("context"):
        start, _, end = str(row["context"]).partition("/")
        anchor = Anchor(start=moment(start), end=moment(end) if end else None)
    return TimeContext.model_validate(
        {
            "now": moment(str(row["reference"])),
            "user_zone": zone.key,
            "date_order": row.get("date_order") or "DMY",
            "anchor": anchor,
        }
    )
