"""A start that is on no grid is told from one that is taken."""

from datetime import UTC, datetime, timedelta

import pytest

from tools.calcom.models import EventType, Schedule, Slot
from tools.hours import obstacle

NOW = datetime(2031, 5, 5, 6, tzinfo=UTC)
DAY = datetime(2031, 5, 6, tzinfo=UTC)
HOURS = Schedule.model_validate({
    "id": 1, "name": "Week", "timeZone": "UTC", "isDefault": True, "overrides": [],
    "availability": [{"days": ["Tuesday"], "startTime": "09:00", "endTime": "17:00"}],
})  # fmt: skip


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return DAY + timedelta(hours=int(hour), minutes=int(minute))


@pytest.mark.parametrize(
    ("minutes", "free", "asked", "why"),
    [
        (30, "09:10 09:50 10:30 11:10", "09:00", "off_grid"),  # ten minutes past, forty apart
        (30, "09:50 10:30 11:10 12:30", "09:10", "slot_taken"),
        (30, "10:30 11:10 11:50 12:30", "16:00", "off_grid"),
        (60, "09:00 12:00 13:00", "10:20", "off_grid"),
        (60, "09:00 12:00 13:00", "10:00", "slot_taken"),
        (60, "09:00 11:00 13:00 15:00", "10:00", "slot_taken"),  # two hours apart: one between may be taken
        (60, "09:00 09:15 11:00 12:45", "10:15", "slot_taken"),
        (30, "14:00", "14:10", "off_grid"),
        (30, "14:00", "09:30", "slot_taken"),
        (30, "", "09:30", "slot_taken"),  # nothing tells a grid
        (30, "", "09:07", "slot_taken"),
    ],
)
def test_no_start_is_told_from_no_room(minutes: int, free: str, asked: str, why: str) -> None:
    kind = EventType(id=1, title="Kind", slug="kind", length_in_minutes=minutes)
    slots = [Slot(start=at(clock)) for clock in free.split()]

    assert obstacle(at(asked), kind, HOURS, slots, now=NOW, minutes=minutes) == why


@pytest.mark.parametrize(
    ("asked", "why"),
    [("16:45", "ends_outside_hours"), ("17:00", "outside_hours"), ("08:45", "outside_hours"), ("16:30", "slot_taken")],
)
def test_a_start_within_the_hours_whose_end_is_not_is_told_apart(asked: str, why: str) -> None:
    kind = EventType(id=1, title="Kind", slug="kind", length_in_minutes=30)

    assert obstacle(at(asked), kind, HOURS, (), now=NOW, minutes=30) == why
