"""Amounts that are left open, told roughly, or counted in days of the working week: on Tuesday 6 May 2031, 09:40."""

from __future__ import annotations

import pytest

from graph.when import find_times, length_minutes
from tests.when.building import a_context, readings

SLOT = "2031-05-08T14:00"  # a thursday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 4 to 6 days", ["2031-05-10/2031-05-13"]),
        ("in 2-4 weeks", ["2031-05-20/2031-06-04"]),
        ("in five or six days", ["2031-05-11/2031-05-13"]),
        ("in a month or two", ["2031-06-06/2031-07-07"]),
        ("one or two weeks from today", ["2031-05-13/2031-05-21"]),
        ("in 20 to 30 minutes", ["2031-05-06T10:00/2031-05-06T10:10"]),
        ("in 2 or 3 days at noon", ["2031-05-08T12:00", "2031-05-09T12:00"]),
        ("within 3-5 days", ["2031-05-06T09:40/2031-05-11T00:00"]),
        ("within an hour or two", ["2031-05-06T09:40/2031-05-06T11:40"]),
        ("in the next 3 to 4 days", ["2031-05-07/2031-05-11"]),
    ],
)
def test_an_amount_left_open_reaches_from_its_nearer_to_its_further_end(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("in about two hours", "in two hours"),
        ("in roughly 5 days", "in 5 days"),
        ("around 3 weeks from now", "3 weeks from now"),
        ("in 40 minutes or so", "in 40 minutes"),
        ("within about a week", "within a week"),
        ("about an hour later", "an hour later"),
    ],
)
def test_a_rough_distance_is_no_length_but_the_distance_itself(words: str, plain: str) -> None:
    context = a_context(anchor=SLOT)

    assert readings(words, context) == readings(plain, context) != ["none"]
    assert not any(found.is_length for found in find_times(f"book an intro with Kim {words}"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 4 business days", ["2031-05-12"]),
        ("three working days from now", ["2031-05-09"]),
        ("in one work day at noon", ["2031-05-07T12:00"]),
        ("the next business day", ["2031-05-07"]),
        ("last working day of the month", ["2031-05-30"]),
        ("the second business day of june", ["2031-06-03"]),
        ("the first working day of next week", ["2031-05-12"]),
        ("within 4 working days", ["2031-05-06T09:40/2031-05-12T00:00"]),
        ("the last working day of february 2032", ["2032-02-27"]),
    ],
)
def test_working_days_leave_the_weekend_out(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


def test_a_working_day_later_than_a_friday_is_the_monday() -> None:
    assert readings("two business days later", a_context(anchor="2031-05-09T14:00")) == ["2031-05-13T14:00"]
    assert readings("one working day earlier", a_context(anchor="2031-05-12T14:00")) == ["2031-05-09T14:00"]


@pytest.mark.parametrize("words", ["2 to 3 hours", "30 or 45 minutes", "3 business days"])
def test_what_is_left_open_or_skips_days_is_no_length(words: str) -> None:
    assert length_minutes(words) is None
