"""The far edges of what was asked for: an end that is not included, an hour that comes twice, a week's last day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.seeding import plant

ALL_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def always_open(now: datetime = TUESDAY) -> Talk:
    """A conversation with a host who can be booked day and night."""
    talk = Talk(now=now)
    hours = [{"days": ALL_DAYS, "startTime": "00:00", "endTime": "23:59"}]
    plant(talk.world, {"schedules": [{"name": "Always", "timeZone": "UTC", "availability": hours}]})
    return talk


async def test_between_two_and_four_offers_no_start_at_four() -> None:
    talk = Talk()

    turn = await talk.say("book a 30 minute meeting on friday between 2 and 4 with Zed Zimmer, zed@example.com")
    four = await Talk().say("book a 30 minute meeting on friday at 4pm with Zed Zimmer, zed@example.com")

    starts = [option.start for option in turn.options]
    assert four.card is not None  # it is free, but outside what was asked for
    assert starts
    assert all(start and start < datetime(2026, 11, 27, 15, 0, tzinfo=UTC) for start in starts)


@pytest.mark.parametrize(("offset", "hour"), [("UTC+2", 0), ("UTC+1", 1)])
async def test_which_of_two_equal_hours_is_meant_is_kept_from_one_message_to_the_next(offset: str, hour: int) -> None:
    talk = always_open(datetime(2026, 10, 20, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")))

    at = f"on sunday 25 october at 2:30am (Europe/Berlin, {offset})"
    asked = await talk.say(f"book a 30 minute meeting with Zed Zimmer {at}")
    turn = await talk.say("zed@example.com")

    assert asked.card is None  # the address was not known yet: the time itself went through a checkpoint
    assert turn.card is not None
    assert turn.card.start.astimezone(UTC) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


async def test_a_booking_of_another_week_moved_to_sunday_goes_to_the_sunday_of_its_week() -> None:
    talk = always_open()

    turn = await talk.say("move the consultation with Peter to sunday at 1pm")

    assert turn.card is not None
    assert turn.card.from_start == datetime(2026, 12, 2, 13, 0, tzinfo=UTC)
    assert turn.card.start == datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
