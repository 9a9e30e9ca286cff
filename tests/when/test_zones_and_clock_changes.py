"""Zones people name, and the hours that clock changes skip or repeat."""

from __future__ import annotations

import pytest

from graph.when import Ambiguous, Found, Instant, Invalid, Reason, find_times, in_zone, resolve
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
        ("tomorrow 16:00Z", ["2031-05-07T16:00+00:00"]),
        ("1630 Z tomorrow", ["2031-05-07T16:30+00:00"]),
        ("tomorrow 16:00+02", ["2031-05-07T16:00+02:00"]),
        ("tomorrow at 16:00 +0530", ["2031-05-07T16:00+05:30"]),
        ("16:00+03:00 tomorrow", ["2031-05-07T16:00+03:00"]),
        ("Lisbon time, tomorrow at 3pm", ["2031-05-07T15:00+01:00"]),
    ],
)
def test_a_named_zone_is_that_places_clock_on_that_day(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


def test_their_time_is_the_other_partys_zone_or_a_question() -> None:
    assert readings("tomorrow at 3pm their time") == ["zone_unknown"]
    assert readings("tomorrow at 3pm their time", a_context(their_zone=BERLIN)) == ["2031-05-07T15:00+02:00"]


@pytest.mark.parametrize(
    ("words", "closest"),
    [
        ("tomorrow 3pm Europe/Hamburg", ["Europe/Berlin"]),
        ("tomorrow 3pm America/Mountain", ["America/Denver"]),
        ("tomorrow 3pm Asia/Tokio", ["Asia/Tokyo"]),
        ("3pm Europe/Lisboa tomorrow", ["Europe/Lisbon"]),
        ("tomorrow 3pm Melborne time", ["Australia/Melbourne"]),
        ("tomorrow 3pm Nowhereton time", []),
        ("tomorrow 3pm Lower Nowhereton time", []),
        ("tomorrow in Nowhereton time", []),
        ("tomorrow 3pm nowhereton time", []),
    ],
)
def test_a_zone_that_nobody_knows_is_refused_with_the_closest_ones(words: str, closest: list[str]) -> None:
    resolution = resolve(words, a_context())

    assert isinstance(resolution, Invalid)
    assert resolution.reason is Reason.ZONE_UNKNOWN
    assert [meaning.zone for meaning in resolution.neighbours if isinstance(meaning, Instant)] == closest
    assert all(isinstance(resolve(in_zone(words, zone), a_context()), Found) for zone in (*closest, "Asia/Tokyo"))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("see Kim tomorrow 3pm Europe/Hamburg", ["tomorrow 3pm Europe/Hamburg"]),
        ("see Kim at 16:00Z on friday", ["16:00Z on friday"]),
        ("friday at 3pm Nowhereton time with Kim", ["friday at 3pm Nowhereton time"]),
        ("what is free on friday for an intro, in Lisbon time?", ["friday", "Lisbon time"]),
        ("what is free on friday for an intro, Europe/Hamburg time?", ["friday", "Europe/Hamburg time"]),
        ("use Lisbon time please", []),
        ("is friday a good time", ["friday"]),
        ("Free time on friday", ["friday"]),
        ("at 3pm, what time suits you", ["3pm"]),
        ("team Z at 3pm", ["3pm"]),
    ],
)
def test_a_zone_is_part_of_the_time_it_stands_beside(sentence: str, found: list[str]) -> None:
    assert [times.text for times in find_times(sentence)] == found


def test_a_zone_alone_is_any_time_on_its_clock() -> None:
    assert resolve("in Lisbon time", a_context()).model_dump()["meaning"] == {
        "kind": "time_range",
        "start": None,
        "end": None,
        "zone": "Europe/Lisbon",
    }


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
