"""Times of day: how they are written, and which half of the day a bare hour means."""

from __future__ import annotations

from datetime import time

import pytest

from graph.when import Ambiguous, Reason, resolve
from tests.when.building import a_context, readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3p", ["15:00"]),
        ("15h30", ["15:30"]),
        ("15.30", ["15:30"]),
        ("0930", ["09:30"]),
        ("1445", ["14:45"]),
        ("noonish", ["12:00"]),
        ("tuesday 3 15:00", ["2031-06-03T15:00"]),
        ("thu the 15 at noon", ["2031-05-15T12:00"]),
        ("thursday 1430", ["2031-05-08T14:30"]),
        ("thursdays at 16:00", ["2031-05-08T16:00"]),
        ("thursday at 4pm from 3 june", ["2031-06-05T16:00"]),
        ("at noon from june 3", ["2031-06-03T12:00"]),
        ("five before noon", ["11:55"]),
        ("20 before 4pm", ["15:40"]),
        ("the 3pm", ["15:00"]),
        ("the 2:30 pm", ["14:30"]),
        ("midnight", ["00:00"]),
        ("12am", ["00:00"]),
        ("12 pm", ["12:00"]),
        ("eight forty five pm", ["20:45"]),
        ("half past 2 in the afternoon", ["14:30"]),
        ("quarter to seven in the evening", ["18:45"]),
        ("9 at night", ["21:00"]),
        ("morning 8:15", ["08:15"]),
        ("twenty past six pm", ["18:20"]),
        ("15 to noon", ["11:45"]),
        ("eod", ["17:00"]),
        ("first thing", ["09:00"]),
    ],
)
def test_a_clock_time_that_says_enough_has_one_reading(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "best", "other"),
    [
        ("at 1", "13:00", "01:00"),
        ("at 6", "18:00", "06:00"),
        ("at 7", "07:00", "19:00"),
        ("at 11", "11:00", "23:00"),
        ("at 12", "12:00", "00:00"),
        ("half past nine", "09:30", "21:30"),
        ("quarter to 5", "16:45", "04:45"),
        ("ten to five", "16:50", "04:50"),
        ("3ish", "15:00", "03:00"),
    ],
)
def test_a_bare_hour_is_ranked_by_what_people_mean(words: str, best: str, other: str) -> None:
    assert readings(words) == [best, other]


def test_the_open_hours_decide_before_the_usual_meaning() -> None:
    night_shift = a_context(business_hours=(time(18), time(23)))

    assert readings("at 7", night_shift) == ["19:00", "07:00"]


def test_the_reason_for_asking_is_am_or_pm() -> None:
    resolution = resolve("tomorrow at 3", a_context())

    assert isinstance(resolution, Ambiguous)
    assert resolution.reason is Reason.AM_PM


def test_where_the_clock_has_24_hours_two_figures_say_it_all() -> None:
    assert readings("10:30", a_context(zone="Europe/Berlin")) == ["10:30"]
    assert readings("10:30", a_context()) == ["10:30", "22:30"]


@pytest.mark.parametrize("words", ["2", "seven", "12", "2 or 3"])
def test_a_bare_number_is_a_time_only_when_one_is_awaited(words: str) -> None:
    assert readings(words) == ["none"]
    assert readings(words, a_context(bare_number_is_time=True)) != ["none"]


@pytest.mark.parametrize("words", ["25:00", "tomorrow at 12:61", "at 24:30"])
def test_an_impossible_clock_time_is_refused(words: str) -> None:
    assert readings(words) == ["no_such_time"]
