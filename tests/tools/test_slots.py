"""Looking for free time: what is asked, what is near it, and what comes next."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.calcom.far_side import a_client, far_side, success
from tests.tools.calendar import BERLIN, MockedCalendar, a_calendar
from tools.calcom.models import Slot, Window
from tools.slots import find_slots, local_day, nearest, slot_at

THURSDAY = date(2031, 5, 8)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2031, 5, day, hour, minute, tzinfo=BERLIN)


def hours(start: datetime, end: datetime) -> Window:
    return Window(start=start, end=end)


def shown(slots: object) -> list[str]:
    return [slot.start.astimezone(BERLIN).strftime("%d %H:%M") for slot in slots]  # type: ignore[attr-defined]


async def test_an_afternoon_shows_its_free_starts() -> None:
    mock = a_calendar()

    found = await find_slots(
        mock.calcom, await mock.event_type("consultation"), hours(berlin(8, 12), berlin(8, 18)), BERLIN
    )

    # Ana Silva is booked 14:30 to 15:00.
    assert shown(found.inside) == ["08 12:00", "08 13:00", "08 15:00", "08 16:00"]
    assert found.slots == found.inside


async def test_however_far_we_look_it_is_one_query() -> None:
    mock = a_calendar()
    event_type = await mock.event_type("30min")
    mock.line.sent.clear()

    await find_slots(mock.calcom, event_type, local_day(THURSDAY, BERLIN), BERLIN, look_ahead=30)

    assert mock.line.sent == ["GET /v2/slots"]


async def test_a_weekend_leads_to_the_next_day_with_room() -> None:
    mock = a_calendar()

    found = await find_slots(mock.calcom, await mock.event_type("30min"), local_day(date(2031, 5, 10), BERLIN), BERLIN)

    assert found.inside == found.around == ()
    assert {start[:2] for start in shown(found.slots)} == {"12"}
    assert {start[:2] for start in shown(found.later)} == {"12", "13", "14", "15", "16"}


async def test_a_taken_time_leads_to_the_free_ones_nearest_to_it_on_both_sides() -> None:
    mock = a_calendar()
    wanted = berlin(7, 10)  # John Smith's

    found = await find_slots(
        mock.calcom, await mock.event_type("30min"), hours(wanted, wanted + timedelta(minutes=1)), BERLIN
    )

    assert found.inside == ()
    assert shown(found.alternatives(wanted, limit=4)) == ["07 09:00", "07 09:30", "07 10:30", "07 11:00"]


async def test_after_a_full_day_the_alternatives_come_from_the_next_one() -> None:
    mock = a_calendar()

    found = await find_slots(mock.calcom, await mock.event_type("30min"), local_day(date(2031, 5, 10), BERLIN), BERLIN)

    assert shown(found.alternatives(berlin(10, 11), limit=2)) == ["12 09:00", "12 09:30"]


async def test_no_room_anywhere_is_empty_and_not_an_error() -> None:
    calcom = a_client(far_side(success({})))

    found = await find_slots(calcom, await a_calendar().event_type("30min"), local_day(THURSDAY, BERLIN), BERLIN)

    assert found.slots == ()
    assert found.alternatives(berlin(8, 9)) == []


async def test_a_booking_being_moved_does_not_stand_in_its_own_way() -> None:
    mock = a_calendar()
    seen = await mock.live("John Smith")
    event_type = await mock.event_type("30min")

    assert not await is_free(mock.calcom, event_type, seen.start, BERLIN)
    assert await is_free(mock.calcom, event_type, seen.start, BERLIN, rescheduling=seen.uid)


@pytest.mark.parametrize(("minute", "free"), [(0, True), (30, True), (10, False)])
async def test_only_a_start_on_offer_is_free(minute: int, free: bool) -> None:
    mock = a_calendar()

    assert await is_free(mock.calcom, await mock.event_type("30min"), berlin(8, 13, minute), BERLIN) is free


async def test_a_longer_meeting_needs_a_longer_gap() -> None:
    mock = a_calendar()
    consultation = await mock.event_type("consultation")
    at = berlin(8, 13)  # 14:30 is taken: 90 minutes just fit

    assert await is_free(mock.calcom, consultation, at, BERLIN)
    assert not await is_free(mock.calcom, consultation, at + timedelta(minutes=30), BERLIN, duration=90)


@pytest.mark.parametrize("duration", [None, 60, 45])
async def test_a_length_is_asked_for_only_where_it_is_a_choice(duration: int | None) -> None:
    far = far_side(success({}))
    consultation = await a_calendar().event_type("consultation")

    await is_free(a_client(far), consultation, berlin(8, 13), BERLIN, duration=duration)

    assert "duration" not in far.requests[0].url.params


async def test_every_query_offers_the_same_starts_whatever_stretch_it_asks_for() -> None:
    mock = a_calendar()
    review = await mock.event_type("project-review")  # 45 minutes: the grid is not that of the hour

    day = await find_slots(mock.calcom, review, local_day(THURSDAY, BERLIN), BERLIN)

    for slot in day.inside:
        assert await is_free(mock.calcom, review, slot.start, BERLIN)


def test_the_nearest_are_given_in_order_and_of_two_equally_near_the_earlier_wins() -> None:
    slots = [Slot(start=datetime(2031, 5, 8, hour, tzinfo=UTC)) for hour in (8, 9, 11, 12, 15)]

    assert [slot.start.hour for slot in nearest(slots, datetime(2031, 5, 8, 10, tzinfo=UTC), limit=3)] == [8, 9, 11]


@pytest.mark.parametrize(("day", "length"), [(date(2031, 3, 30), 23), (date(2031, 10, 26), 25), (THURSDAY, 24)])
def test_a_local_day_lasts_from_midnight_to_midnight(day: date, length: int) -> None:
    window = local_day(day, BERLIN)

    assert (window.end - window.start) == timedelta(hours=length)


async def test_the_days_are_those_of_the_person_not_of_utc() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    mock: MockedCalendar = a_calendar()

    found = await find_slots(
        mock.calcom, await mock.event_type("30min"), local_day(THURSDAY, auckland), auckland, look_ahead=0
    )

    assert {slot.start.astimezone(auckland).date() for slot in found.inside} == {THURSDAY}


# --- helpers ---------------------------------------------------------------------------------------------------------


async def is_free(*args: Any, **options: Any) -> bool:
    return await slot_at(*args, **options) is not None
