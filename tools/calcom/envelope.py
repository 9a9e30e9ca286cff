"""Cal.com's envelope around every success, its two variations, and the shapes of all answers we read."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, field_validator

from tools.calcom.models import (
    Attendee,
    Booking,
    BusyTime,
    CalendarLink,
    Calendars,
    EventType,
    Me,
    Pagination,
    Schedule,
    Slot,
)

T = TypeVar("T")


class Success(BaseModel, Generic[T]):
    """{status: "success", data}."""

    status: Literal["success"]
    data: T


class First(Success[T], Generic[T]):
    """One thing, also where a series answers with all of its occurrences: the first stands for it."""

    @field_validator("data", mode="before")
    @classmethod
    def _first(cls, value: Any) -> Any:
        return value[0] if isinstance(value, list) and value else value


class Each(Success[tuple[T, ...]], Generic[T]):
    """Every occurrence of a series; one thing alone counts as a series of one."""

    @field_validator("data", mode="before")
    @classmethod
    def _each(cls, value: Any) -> Any:
        return value if isinstance(value, list) else [value]


class Page(Success[tuple[Booking, ...]]):
    """A list with its place among all pages."""

    pagination: Pagination


# Named once and kept: Pydantic forgets a parametrised model that nobody holds and builds it anew, 0.4 ms each time.
ME = Success[Me]
SCHEDULE = Success[Schedule | None]
SCHEDULES = Success[tuple[Schedule, ...]]
CALENDARS = Success[Calendars]
BUSY_TIMES = Success[tuple[BusyTime, ...]]
EVENT_TYPE = Success[EventType]
EVENT_TYPES = Success[tuple[EventType, ...]]
SLOTS = Success[dict[str, tuple[Slot, ...]]]
BOOKING = First[Booking]
OCCURRENCES = Each[Booking]
ATTENDEES = Success[tuple[Attendee, ...]]
CALENDAR_LINKS = Success[tuple[CalendarLink, ...]]
