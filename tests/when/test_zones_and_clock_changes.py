"""Zones people name, and the hours that clock changes skip or repeat."""

from __future__ import annotations

import pytest

from graph.when import Ambiguous, Found, Instant, Invalid, Reason, resolve
from tests.when.building import BERLIN, a_context, local, readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tomorrow 3pm Pacific", ["2031-05-07T15:00-07:00"]),
        ("tomorrow 3pm PT", ["2031-05-07T15:00-07:00"]),
        ("3pm London time tomorrow", ["2031-05-07T15:00+01:00"]),
        ("tomorrow 9am in Tokyo", ["2031-05-07T09:00+09:00"]),
        ("tomorrow 14:00 UTC", ["2031-05-07T14:00+00:00"]),
        ("tomorrow 14:00 GMT+2", ["2031-05-07T14:00+02:00"]),
        ("tomorrow 2pm UTC+5:45", ["2031-05-07T14:00+05:45"]),
        ("friday 10:00 Europe/Paris", ["2031-05-09T10:00+02:00", "2031-05-09T22:00+02:00"]),
        ("tomorrow 9-10am PT", ["2031-05-07T09:00-07:00/2031-05-07T10:00-07:00"]),
        ("tomorrow at 3pm my time", ["2031-05-07T15:00"]),
        ("friday 10am IST", ["2031-05-09T10:00+05:30"]),
        ("tomorrow 3pm São Paulo time", ["2031-05-07T15:00-03:00"]),
    ],
)
def test_a_named_zone_is_that_places_clock_on_that_day(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


def test_their_time_is_the_other_partys_zone_or_a_question() -> None:
    assert readings("tomorrow at 3pm their time") == ["zone_unknown"]
    assert readings("tomorrow at 3pm their time", a_context(their_zone=BERLIN)) == ["2031-05-07T15:00+02:00"]


def test_an_abbreviation_that_clocks_do_not_show_that_day_is_asked_about() -> None:
    resolution = resolve("tomorrow at 3pm PST", a_context())

    assert isinstance(resolution, Ambiguous)
    assert resolution.reason is Reason.ZONE_IS_AMBIGUOUS
    assert readings("tomorrow at 3pm PST") == ["2031-05-07T15:00-07:00", "2031-05-07T15:00-08:00"]


def test_an_abbreviation_of_the_persons_own_zone_is_their_own() -> None:
    resolution = resolve("tomorrow at 3pm CEST", a_context(zone=BERLIN))

    assert isinstance(resolution, Found)
    assert resolution.meaning == Instant(at=local("2031-05-07T15:00", BERLIN), zone=BERLIN)


@pytest.mark.parametrize(
    ("zone", "now", "words"),
    [
        ("America/New_York", "2031-03-07T09:00", "sunday at 2:30am"),
        ("Europe/London", "2031-03-28T09:00", "sunday 1:15am"),
        ("Europe/Berlin", "2031-03-28T09:00", "sunday at 02:30"),
        ("Australia/Lord_Howe", "2031-10-03T09:00", "sunday 2:15am"),
    ],
)
def test_a_skipped_hour_is_refused_with_the_moments_beside_it(zone: str, now: str, words: str) -> None:
    resolution = resolve(words, a_context(now, zone))

    assert isinstance(resolution, Invalid)
    assert resolution.reason is Reason.NONEXISTENT_LOCAL_TIME
    before, after = resolution.neighbours
    assert isinstance(before, Instant)
    assert isinstance(after, Instant)
    assert before.at < after.at


@pytest.mark.parametrize(
    ("zone", "now", "words", "expected"),
    [
        (
            "America/New_York",
            "2031-10-31T09:00",
            "sunday at 1:30am",
            ["2031-11-02T01:30-04:00", "2031-11-02T01:30-05:00"],
        ),
        (
            "Europe/Berlin",
            "2031-10-24T09:00",
            "sunday at 02:30",
            ["2031-10-26T02:30+02:00", "2031-10-26T02:30+01:00"],
        ),
    ],
)
def test_a_repeated_hour_is_offered_twice(zone: str, now: str, words: str, expected: list[str]) -> None:
    resolution = resolve(words, a_context(now, zone))

    assert isinstance(resolution, Ambiguous)
    assert resolution.reason is Reason.REPEATED_HOUR
    assert readings(words, a_context(now, zone)) == expected


def test_hours_are_elapsed_time_and_days_are_the_calendars() -> None:
    friday_before_the_change = a_context("2031-03-07T09:00")

    assert readings("in 72 hours", friday_before_the_change) == ["2031-03-10T10:00"]
    assert readings("in 3 days at 9am", friday_before_the_change) == ["2031-03-10T09:00"]


def test_today_is_the_persons_today_across_the_date_line() -> None:
    assert readings("today", a_context("2031-05-07T00:30", "Pacific/Kiritimati")) == ["2031-05-07"]
    assert readings("tomorrow at noon", a_context("2031-05-06T23:30", "Pacific/Pago_Pago")) == ["2031-05-07T12:00"]
