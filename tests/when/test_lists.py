"""Several days said at once, and words that hold for all of them: on Tuesday 6 May 2031."""

from __future__ import annotations

import pytest

from tests.when.building import a_context, readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3, 10 and 17 june", ["2031-06-03", "2031-06-10", "2031-06-17"]),
        ("on 4 or 5 july at 2pm", ["2031-07-04T14:00", "2031-07-05T14:00"]),
        ("either 11 or 12 march", ["2032-03-11", "2032-03-12"]),
        ("october 6, 13 and 20", ["2031-10-06", "2031-10-13", "2031-10-20"]),
        ("august 2 or 9 at noon", ["2031-08-02T12:00", "2031-08-09T12:00"]),
        ("9 or 10am on 22 june", ["2031-06-22T09:00", "2031-06-22T10:00"]),
        ("june 12, 2 or 3", ["2031-06-12T14:00", "2031-06-12T15:00"]),
    ],
)
def test_numbers_beside_a_date_are_days_of_its_month(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thu or fri next week", ["2031-05-15", "2031-05-16"]),
        ("next week mon, tue or fri", ["2031-05-12", "2031-05-13", "2031-05-16"]),
        ("mon or wed in the week after next", ["2031-05-19", "2031-05-21"]),
        ("this thu or fri next week", ["2031-05-08", "2031-05-16"]),
        ("at noon on thursday or friday", ["2031-05-08T12:00", "2031-05-09T12:00"]),
        (
            "mornings on thursday or friday",
            ["2031-05-08T09:00/2031-05-08T12:00", "2031-05-09T09:00/2031-05-09T12:00"],
        ),
        (
            "wed and thu next week, afternoons only",
            ["2031-05-14T12:00/2031-05-14T17:00", "2031-05-15T12:00/2031-05-15T17:00"],
        ),
        ("thursday at noon or friday", ["2031-05-08T12:00", "2031-05-09"]),
    ],
)
def test_a_week_and_a_time_of_day_hold_for_the_whole_list(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("evenings only", "evenings"),
        ("only in the afternoon on friday", "in the afternoon on friday"),
        ("the week after, mornings only", "the week after, mornings"),
        ("next week, only afternoons", "next week, afternoons"),
    ],
)
def test_only_changes_nothing(words: str, plain: str) -> None:
    context = a_context(anchor="2031-05-08T14:00")

    assert readings(words, context) == readings(plain, context) != ["none"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("one evening next week", 7),
        ("some afternoon in the next 3 days", 3),
        ("a morning this week", 6),  # monday is over
        ("any morning of next week", 7),
    ],
)
def test_one_part_of_some_day_is_no_hour(words: str, days: int) -> None:
    found = readings(words)

    assert len(found) == days
    assert all(reading.count("/") == 1 for reading in found)
