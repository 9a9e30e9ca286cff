"""The one table of `cal-api-version`: for a value it does not expect, Cal.com serves an older API or a 404."""

from enum import StrEnum


class Resource(StrEnum):
    """A group of paths that share one version. The value is the first path segment after /v2/."""

    ME = "me"
    EVENT_TYPES = "event-types"
    SLOTS = "slots"
    BOOKINGS = "bookings"
    SCHEDULES = "schedules"
    CALENDARS = "calendars"


VERSIONS: dict[Resource, str] = {
    Resource.ME: "2024-06-14",  # any value is accepted; a known one keeps logs readable
    Resource.EVENT_TYPES: "2024-06-14",
    Resource.SLOTS: "2024-09-04",
    Resource.BOOKINGS: "2024-08-13",  # not 2026-02-25: servers that do not know it fall back to the old API
    Resource.SCHEDULES: "2024-06-11",
    Resource.CALENDARS: "2024-08-13",  # any value is accepted
}

KNOWN: tuple[str, ...] = ("2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04")
"""Every value servers know; anything else is read as the first."""

NEWER = "2026-02-25"
"""A value that only some servers know."""
