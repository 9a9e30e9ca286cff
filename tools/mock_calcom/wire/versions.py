"""Which `cal-api-version` reaches which controller; everything else is a router 404. Source: contract §1.1."""

from typing import Final

DEFAULT = "2024-04-15"
KNOWN = frozenset({DEFAULT, "2024-06-11", "2024-06-14", "2024-08-13", "2024-09-04"})


class Serves:
    """The versions a route answers under, named by controller."""

    ANY: Final = KNOWN | {"2026-02-25"}
    BOOKINGS: Final = frozenset({"2024-08-13", "2026-02-25"})
    BOOKINGS_OLD: Final = frozenset({DEFAULT, "2024-06-11", "2024-06-14"})
    EVENT_TYPES: Final = frozenset({"2024-06-14"})
    EVENT_TYPES_OLD: Final = frozenset({DEFAULT, "2024-06-11"})
    PRIVATE_LINKS: Final = frozenset({DEFAULT})
    SLOTS: Final = frozenset({"2024-09-04"})
    SLOTS_OLD: Final = frozenset({DEFAULT, "2024-06-11", "2024-06-14", "2024-08-13"})
    SCHEDULES: Final = frozenset({"2024-06-11", "2024-06-14"})
    SCHEDULES_OLD: Final = frozenset({DEFAULT})


def normalise(header: str | None, *, knows_2026: bool = False) -> str:
    """The version that counts: blanks trimmed; absent, empty, quoted or unknown is the default, never refused."""
    value = (header or "").strip()
    return value if value in KNOWN or (knows_2026 and value == "2026-02-25") else DEFAULT
