"""One's own time: what is called free is what no booking, calendar or closing hour covers, minute by minute."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.slices import sliced
from tests.tools.calendar import BERLIN, NOW, MockedCalendar, a_calendar
from tools.calcom.models import Window
from tools.free_time import merged, own_time, without
from tools.mock_calcom.seeding import put_booking

NEW_YORK = ZoneInfo("America/New_York")
# The nights on which Berlin's and New York's clocks change, and a plain week.
WEEKS = [datetime(2031, 10, 25, tzinfo=UTC), datetime(2032, 3, 27, tzinfo=UTC), datetime(2031, 5, 12, tzinfo=UTC)]


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2031, 5, day, hour, minute, tzinfo=BERLIN)


def with_a_calendar(mock: MockedCalendar, *busy: tuple[datetime, datetime]) -> MockedCalendar:
    """The same account with a connected calendar that has these."""
    times = [[start.isoformat(), end.isoformat()] for start, end in busy]
    calendar = {"externalId": "clara@elsewhere.test", "isSelected": True, "busy": times}
    host = next(iter(mock.world.users.values()))
    host.calendars = [{"credentialId": 7, "integration": "google_calendar", "calendars": [calendar]}]
    return mock


def shown(windows: tuple[Window, ...]) -> list[str]:
    return [f"{w.start.astimezone(BERLIN):%d %H:%M}-{w.end.astimezone(BERLIN):%H:%M}" for w in windows]


async def test_a_day_is_free_between_its_bookings_within_the_working_hours() -> None:
    mock = a_calendar()

    found = await own_time(mock.calcom, [Window(start=berlin(8, 0), end=berlin(9, 0))], BERLIN, with_hours=False)

    assert shown(found.free) == ["08 09:00-11:00", "08 12:00-14:30", "08 15:00-17:00"]
    assert [booking.attendees[0].name for booking in found.bookings] == ["John Miller", "Ana Silva"]


async def test_a_booking_that_began_before_the_hour_asked_about_is_in_the_way() -> None:
    mock = a_calendar()

    found = await own_time(mock.calcom, [Window(start=berlin(8, 11, 30), end=berlin(8, 12))], BERLIN, with_hours=True)

    assert found.free == ()
    assert len(found.bookings) == 1


async def test_a_connected_calendar_is_in_the_way_and_a_booking_it_repeats_counts_once() -> None:
    own = (berlin(8, 11), berlin(8, 12))  # John Miller's, as Cal.com writes it into the calendar
    mock = with_a_calendar(a_calendar(), own, (berlin(8, 15), berlin(8, 16)))

    found = await own_time(mock.calcom, [Window(start=berlin(8, 0), end=berlin(9, 0))], BERLIN, with_hours=False)

    assert shown(found.free) == ["08 09:00-11:00", "08 12:00-14:30", "08 16:00-17:00"]
    assert [time.start for time in found.elsewhere] == [berlin(8, 15)]


async def test_calendars_that_cannot_be_read_are_told_of() -> None:
    mock = with_a_calendar(a_calendar(), (berlin(8, 15), berlin(8, 16)))
    mock.world.faults.script("GET /v2/calendars/busy-times", "status", times=9, code=500)

    found = await own_time(mock.calcom, [Window(start=berlin(8, 0), end=berlin(9, 0))], BERLIN, with_hours=False)

    assert not found.calendars_read
    assert shown(found.free)[-1] == "08 15:00-17:00"


async def test_without_a_connected_calendar_nothing_is_asked_of_it() -> None:
    mock = a_calendar()

    await own_time(mock.calcom, [Window(start=berlin(8, 0), end=berlin(9, 0))], BERLIN, with_hours=False)

    assert "GET /v2/calendars/busy-times" not in mock.line.sent


async def test_a_closed_day_has_nothing_free_unless_hours_were_said() -> None:
    mock = a_calendar()
    saturday = Window(start=berlin(10, 10), end=berlin(10, 12))

    closed = await own_time(mock.calcom, [saturday], BERLIN, with_hours=False)
    said = await own_time(mock.calcom, [saturday], BERLIN, with_hours=True)

    assert closed.free == ()
    assert not closed.is_open
    assert said.free == (saturday,)


@pytest.mark.parametrize("seed", sliced(range(40), quick=8, slow=32))
async def test_what_is_free_is_what_a_count_of_minutes_finds(seed: int) -> None:
    """25 questions on each random calendar, across midnight and the nights on which clocks change, in two zones."""
    chance = random.Random(seed)
    mock, monday = a_calendar(), chance.choice(WEEKS)
    kind = next(iter(mock.world.event_types.values()))
    for number in range(chance.randint(0, 12)):
        start = monday + timedelta(minutes=15 * chance.randrange(4 * 24 * 6))
        put_booking(mock.world, kind, start, f"Guest {number}", f"guest{number}@example.test")
    busy = [(b.start, b.end) for b in mock.world.bookings.values() if b.status in ("accepted", "pending")]
    for _ in range(25):
        start = monday + timedelta(minutes=5 * chance.randrange(12 * 24 * 5))
        asked = Window(start=start, end=start + timedelta(minutes=5 * chance.randint(1, 12 * 30)))

        found = await own_time(mock.calcom, [asked], chance.choice([BERLIN, NEW_YORK]), with_hours=True)

        minutes = range(int((asked.end - asked.start).total_seconds()) // 60)
        for minute in (asked.start + timedelta(minutes=m) for m in minutes):
            is_taken = any(begin <= minute < end for begin, end in busy)
            assert any(minute in window for window in found.free) != is_taken, (seed, asked, minute)
    assert monday > NOW


def test_stretches_that_touch_are_one_and_what_is_taken_cuts_them() -> None:
    noon = berlin(8, 12)
    hours = [Window(start=noon + timedelta(hours=n), end=noon + timedelta(hours=n + 1)) for n in range(3)]

    assert merged(reversed(hours)) == (Window(start=noon, end=noon + timedelta(hours=3)),)
    assert without(hours, hours[1:2]) == (hours[0], hours[2])
