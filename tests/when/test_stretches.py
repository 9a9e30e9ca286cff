"""Ranges, open ranges, lists, exceptions and lengths, read on Tuesday 6 May 2031 at 09:40 in New York."""

from __future__ import annotations

import pytest

from tests.when.building import readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2-3pm", ["14:00/15:00"]),
        ("11-1pm friday", ["2031-05-09T11:00/2031-05-09T13:00"]),
        ("9 to 5", ["09:00/17:00"]),
        ("from 11 to 3am", ["23:00/03:00"]),
        ("tomorrow from 10am until noon", ["2031-05-07T10:00/2031-05-07T12:00"]),
        ("friday 14:00–15:30", ["2031-05-09T14:00/2031-05-09T15:30"]),
        ("from 4pm tomorrow to 10am friday", ["2031-05-07T16:00/2031-05-09T10:00"]),
        ("tomorrow at 2pm for 45 minutes", ["2031-05-07T14:00/2031-05-07T14:45"]),
        ("this afternoon", ["2031-05-06T12:00/2031-05-06T17:00"]),
        ("in the morning", ["09:00/12:00"]),
        ("late friday afternoon", ["2031-05-09T15:00/2031-05-09T17:00"]),
        ("between 2 and 4", ["14:00/16:00", "02:00/04:00"]),
        ("late this weekend", ["2031-05-11/2031-05-12"]),
        ("the end of the weekend", ["2031-05-11/2031-05-12"]),
        ("early this weekend", ["2031-05-10/2031-05-11"]),
        ("rest of the day", ["2031-05-06T09:40/2031-05-07T00:00"]),
    ],
)
def test_a_range_ends_where_it_says(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("after 3pm", ["15:00/"]),
        ("before noon", ["/12:00"]),
        ("after 3pm tomorrow", ["2031-05-07T15:00/2031-05-08T00:00"]),
        ("tomorrow before noon", ["2031-05-07T00:00/2031-05-07T12:00"]),
        ("before noon tomorrow", ["2031-05-07T00:00/2031-05-07T12:00", "2031-05-06T09:40/2031-05-07T12:00"]),
        ("by friday", ["2031-05-06T09:40/2031-05-10T00:00"]),
        ("before friday", ["2031-05-06T09:40/2031-05-09T00:00"]),
        ("by eod friday", ["2031-05-06T09:40/2031-05-09T17:00"]),
        ("after friday", ["2031-05-10T00:00/"]),
        ("by the end of the month", ["2031-05-06T09:40/2031-06-01T00:00"]),
        ("since monday", ["2031-05-05T00:00/"]),
        ("asap", ["2031-05-06T09:40/"]),
        ("within 2 hours", ["2031-05-06T09:40/2031-05-06T11:40"]),
    ],
)
def test_an_open_range_is_bounded_by_what_is_said_and_by_the_present(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thu or fri morning", ["2031-05-08T09:00/2031-05-08T12:00", "2031-05-09T09:00/2031-05-09T12:00"]),
        ("tomorrow at 10am or 2pm", ["2031-05-07T10:00", "2031-05-07T14:00"]),
        ("2 or 3pm tomorrow", ["2031-05-07T14:00", "2031-05-07T15:00"]),
        ("the 12th or 13th of june", ["2031-06-12", "2031-06-13"]),
        ("june 12 or 13", ["2031-06-12", "2031-06-13"]),
        ("next monday or tuesday", ["2031-05-12", "2031-05-13"]),
        ("mon, wed or fri", ["2031-05-12", "2031-05-07", "2031-05-09"]),
        ("tomorrow or the day after", ["2031-05-07", "2031-05-08"]),
        ("monday 3pm or tuesday 11am", ["2031-05-12T15:00", "2031-05-13T11:00"]),
    ],
)
def test_alternatives_share_what_is_said_once(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("any day next week except friday", ["2031-05-12", "2031-05-13", "2031-05-14", "2031-05-15"]),
        ("this weekend but not sunday", ["2031-05-10"]),
        (
            "tomorrow except 2-3pm",
            ["2031-05-07T00:00/2031-05-07T14:00", "2031-05-07T15:00/2031-05-08T00:00"],
        ),
    ],
)
def test_an_exception_leaves_the_rest(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("30 minutes", 30),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("1.5 hours", 90),
        ("1h30", 90),
        ("1 hr 15 min", 75),
        ("three quarters of an hour", 45),
        ("a couple of hours", 120),
        ("45-minute", 45),
        ("all day", 1440),
    ],
)
def test_a_length_is_counted_in_minutes(words: str, minutes: int) -> None:
    assert readings(words) == [f"{minutes} min"]
