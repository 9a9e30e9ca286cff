"""What we say about a time, people can say back: rendering and then reading gives the same meaning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.when import (
    Anchor,
    AnyOf,
    ClockTime,
    Day,
    DaySpan,
    Duration,
    Except,
    Found,
    Instant,
    Invalid,
    Meaning,
    Shift,
    Span,
    TimeContext,
    TimeRange,
    resolve,
    say_day,
    say_instant,
    say_meaning,
    say_span,
)
from tests.when.building import untimed

ZONES = (
    "America/New_York",
    "America/St_Johns",
    "America/Argentina/Buenos_Aires",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Etc/GMT-2",
    "Pacific/Kiritimati",
    "UTC",
)
zones = st.sampled_from(ZONES)
orders = st.sampled_from(("MDY", "DMY", "YMD"))
NOW = datetime(2026, 11, 18, 15, 20, tzinfo=UTC)
days = st.dates(date(2026, 11, 21), date(2032, 12, 31))
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
instants = st.datetimes(datetime(2026, 11, 21), datetime(2032, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


def read_back(meaning: Meaning, zone: str, order: str, now: datetime | None = None) -> object:
    context = TimeContext.model_validate({"now": NOW, "user_zone": zone, "date_order": order})
    resolution = resolve(say_meaning(meaning, zone=zone, date_order=context.date_order, now=now), context)
    return resolution.meaning if isinstance(resolution, Found) else resolution


@untimed
@given(instants, zones, orders, st.none() | instants)
def test_an_instant_comes_back_in_any_zone_and_order(at: datetime, zone: str, order: str, now: datetime | None) -> None:
    meaning = Instant(at=at, zone=zone)

    assert read_back(meaning, zone, order, now) == meaning


@untimed
@given(instants, st.integers(1, 60 * 24 * 9), zones, orders)
def test_a_span_comes_back(start: datetime, length: int, zone: str, order: str) -> None:
    meaning = Span(start=start, end=start + timedelta(minutes=length), zone=zone)

    assert read_back(meaning, zone, order) == meaning


@untimed
@given(days, st.integers(0, 40), zones, orders)
def test_days_and_stretches_of_days_come_back(day: date, length: int, zone: str, order: str) -> None:
    single = Day(date=day, zone=zone)
    stretch = DaySpan(first=day, last=day + timedelta(days=length), zone=zone)

    assert read_back(single, zone, order) == single
    assert read_back(stretch, zone, order) == stretch


@untimed
@given(minutes, minutes, orders)
def test_clock_times_and_ranges_come_back(start: time, end: time, order: str) -> None:
    zone = "Europe/Berlin"
    clock = ClockTime(time=start, zone=zone)
    after = TimeRange(start=start, end=None, zone=zone)
    stretch = TimeRange(start=start, end=end, zone=zone)

    assert read_back(clock, zone, order) == clock
    assert read_back(after, zone, order) == after
    assert read_back(stretch, zone, order) == stretch


@untimed
@given(st.integers(2, 60 * 24 * 20))
def test_lengths_come_back(length: int) -> None:
    assert read_back(Duration(minutes=length), "UTC", "DMY") == Duration(minutes=length)


@untimed
@given(st.integers(-300, 300), st.integers(0, 20))
def test_shifts_come_back_when_nothing_is_under_discussion(length: int, more: int) -> None:
    shift = Shift(minutes=length, days=more if length > 0 else -more) if length else Shift(days=more + 1)

    resolution = resolve(say_meaning(shift, zone="UTC"), TimeContext(now=NOW, user_zone="UTC"))

    assert isinstance(resolution, Invalid)
    assert resolution.neighbours == (shift,)


@untimed
@given(st.lists(instants, min_size=2, max_size=4, unique=True), zones, orders)
def test_alternatives_come_back(times: list[datetime], zone: str, order: str) -> None:
    meaning = AnyOf(options=tuple(Instant(at=at, zone=zone) for at in times))

    assert read_back(meaning, zone, order) == meaning


@untimed
@given(days, zones, orders)
def test_exceptions_come_back(day: date, zone: str, order: str) -> None:
    week = DaySpan(first=day, last=day + timedelta(days=6), zone=zone)
    meaning = Except(base=week, exclusions=(Day(date=day + timedelta(days=2), zone=zone),))

    assert read_back(meaning, zone, order) == meaning


def test_a_day_is_said_with_weekday_and_year_in_the_persons_order() -> None:
    assert say_day(date(2026, 11, 26)) == "Thursday 26 November 2026"
    assert say_day(date(2026, 11, 26), date_order="MDY") == "Thursday, November 26, 2026"


def test_the_near_days_are_named_beside_their_date() -> None:
    assert say_day(date(2026, 11, 26), today=date(2026, 11, 25)) == "Thursday 26 November 2026 (tomorrow)"
    assert say_day(date(2026, 11, 27), today=date(2026, 11, 25)) == "Friday 27 November 2026"


def test_a_span_is_said_in_the_persons_zone_and_clock() -> None:
    start = datetime(2026, 11, 26, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    end = start + timedelta(minutes=30)

    assert say_span(start, end, zone="Europe/Berlin") == "Thursday 26 November 2026, 14:00–14:30 (Europe/Berlin)"
    assert say_span(start, end, zone="America/New_York", date_order="MDY") == (
        "Thursday, November 26, 2026, 8:00 AM–8:30 AM (America/New_York)"
    )


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Europe/Paris", ""),  # another zone whose clock shows the same
        ("Europe/London", ", 13:00 (Europe/London)"),
        ("Pacific/Auckland", ", Friday 27 November 2026, 02:00 (Pacific/Auckland)"),
    ],
)
def test_the_other_partys_clock_is_added_only_when_it_differs(other: str, said: str) -> None:
    at = datetime(2026, 11, 26, 14, tzinfo=ZoneInfo("Europe/Berlin"))

    words = say_instant(at, zone="Europe/Berlin", other_zone=other)

    assert words == f"Thursday 26 November 2026, 14:00 (Europe/Berlin){said}"


def test_a_repeated_hour_is_said_with_its_offset_and_read_back_as_the_same_one() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    context = TimeContext(now=first - timedelta(days=9), user_zone="Europe/Berlin", anchor=Anchor(start=first))

    words = [say_instant(at, zone="Europe/Berlin") for at in (first, first + timedelta(hours=1))]
    back = [resolve(said, context) for said in words]

    assert words == [
        "Sunday 25 October 2026, 02:30 (Europe/Berlin, UTC+02:00)",
        "Sunday 25 October 2026, 02:30 (Europe/Berlin, UTC+01:00)",
    ]
    assert [r.meaning for r in back if isinstance(r, Found)] == [
        Instant(at=first, zone="Europe/Berlin"),
        Instant(at=first + timedelta(hours=1), zone="Europe/Berlin"),
    ]
