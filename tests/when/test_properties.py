"""Laws that hold for every expression, zone and present."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from graph.rows.expressions import answer_row
from graph.when import Ambiguous, Day, Found, Instant, Resolution, TimeContext, resolve
from graph.when.meanings.combine import IN_THE_PAST, is_past
from tests.when.building import untimed

ZONES = ("America/New_York", "America/St_Johns", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/London", "Pacific/Apia")
zones = st.sampled_from(ZONES)
presents = st.datetimes(datetime(2026, 1, 1), datetime(2034, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))

DAYS = (
    "today",
    "tomorrow",
    "friday",
    "next tuesday",
    "this sunday",
    "june 3",
    "the 14th",
    "in 3 days",
    "6/5",
    "last monday",
)
CLOCKS = ("", "at 3", "at 10:30", "2pm", "15:00", "noon", "morning", "after 4", "before noon", "9 to 5", "2-3pm", "eod")
PLACES = ("", "PT", "London time", "UTC")
expressions = st.builds(
    lambda day, clock, place: " ".join(filter(None, (day, clock, place if clock else ""))),
    st.sampled_from(DAYS),
    st.sampled_from(CLOCKS),
    st.sampled_from(PLACES),
)


def a_context(now: datetime, zone: str) -> TimeContext:
    return TimeContext(now=now, user_zone=zone, date_order="MDY")


@untimed
@given(expressions, presents, zones)
def test_nothing_is_before_now_unless_it_is_marked(words: str, now: datetime, zone: str) -> None:
    context = a_context(now, zone)

    resolution = resolve(words, context)

    if isinstance(resolution, Found) and is_past(resolution.meaning, context):
        assert IN_THE_PAST in resolution.assumptions
    if isinstance(resolution, Ambiguous) and any(is_past(meaning, context) for meaning in resolution.candidates):
        assert IN_THE_PAST in resolution.assumptions


@untimed
@given(expressions, presents, zones)
def test_candidates_are_two_to_four_different_ones(words: str, now: datetime, zone: str) -> None:
    resolution = resolve(words, a_context(now, zone))

    if isinstance(resolution, Ambiguous):
        assert len(set(resolution.candidates)) == len(resolution.candidates) in (2, 3, 4)


@untimed
@given(expressions, presents, zones)
def test_a_resolution_survives_being_stored_as_json(words: str, now: datetime, zone: str) -> None:
    resolution = resolve(words, a_context(now, zone))
    adapter: TypeAdapter[Resolution] = TypeAdapter(Resolution)

    assert adapter.validate_json(adapter.dump_json(resolution)) == resolution


@untimed
@given(expressions, presents, zones)
def test_every_resolution_has_an_answer_row(words: str, now: datetime, zone: str) -> None:
    context = a_context(now, zone)

    row = answer_row(resolve(words, context), context)

    assert row["kind"] in ("one", "several", "invalid", "none")


@untimed
@given(st.integers(0, 23), st.integers(0, 59), zones, presents)
def test_the_same_wall_clock_is_read_in_every_zone(hour: int, minute: int, zone: str, now: datetime) -> None:
    resolution = resolve(f"tomorrow at {hour:02}:{minute:02}", TimeContext(now=now, user_zone=zone))
    assume(isinstance(resolution, Found))

    assert isinstance(resolution, Found)
    assert isinstance(resolution.meaning, Instant)
    local = resolution.meaning.at.astimezone(ZoneInfo(zone))
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    assert (local.date(), local.time()) == (tomorrow, time(hour, minute))


@untimed
@given(st.integers(1, 400), presents, zones)
def test_days_are_added_on_the_calendar_and_hours_on_the_clock(count: int, now: datetime, zone: str) -> None:
    context = a_context(now, zone)
    today = now.astimezone(ZoneInfo(zone)).date()

    days, hours = resolve(f"in {count} days", context), resolve(f"in {count} hours", context)

    assert isinstance(days, Found)
    assert days.meaning == Day(date=today + timedelta(days=count), zone=zone)
    assert isinstance(hours, Found)
    assert hours.meaning == Instant(at=now + timedelta(hours=count), zone=zone)


@untimed
@given(st.dates(date(2026, 1, 1), date(2034, 1, 1)), zones)
def test_a_weekday_is_within_the_coming_week(day: date, zone: str) -> None:
    now = datetime.combine(day, time(9), ZoneInfo(zone))

    resolution = resolve("thursday at 8pm", a_context(now, zone))

    first = resolution.candidates[0] if isinstance(resolution, Ambiguous) else getattr(resolution, "meaning", None)
    assert isinstance(first, Instant)
    assert timedelta(0) < first.at - now < timedelta(days=7, hours=13)
    assert first.at.astimezone(ZoneInfo(zone)).weekday() == 3
