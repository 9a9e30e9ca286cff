"""The times people type most, read on Tuesday 6 May 2031 at 09:40 in New York."""

from __future__ import annotations

import pytest

from graph.when import find_times
from tests.when.building import readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tomorrow at 2pm", ["2031-05-07T14:00"]),
        ("2pm tmrw", ["2031-05-07T14:00"]),
        ("friday", ["2031-05-09"]),
        ("thursday afternoon", ["2031-05-08T12:00/2031-05-08T17:00"]),
        ("at 4pm", ["16:00"]),
        ("in 2 hours", ["2031-05-06T11:40"]),
        ("in an hour and a half", ["2031-05-06T11:10"]),
        ("next week", ["2031-05-12/2031-05-19"]),
        ("this week", ["2031-05-05/2031-05-12"]),
        ("2031-06-03T15:30", ["2031-06-03T15:30"]),
        ("June 3rd", ["2031-06-03"]),
        ("6/3", ["2031-06-03"]),
        ("tonight at 8", ["2031-05-06T20:00"]),
        ("right now", ["2031-05-06T09:40"]),
    ],
)
def test_a_plain_expression_has_one_reading(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("wensday 3pm", "wednesday 3pm"),
        ("tommorow 3pm", "tomorrow 3pm"),
        ("2moro @ 3p", "tomorrow at 3pm"),
        ("nxt wk", "next week"),
        ("thurs 3 pm pls", "thursday 3pm"),
        ("Friday, 3:00 p.m.", "friday 3pm"),
        ("FRIDAY – 3PM", "friday - 3pm"),
        ("3 o clock pm friday", "friday 3pm"),
        ("maybe friday 3pm instead", "friday 3pm"),
    ],
)
def test_other_spellings_and_fillers_change_nothing(words: str, plain: str) -> None:
    assert readings(words) == readings(plain) != ["none"]


@pytest.mark.parametrize("word", ["faraday", "mounting", "saturate", "soundly", "morphing", "topright", "minutely"])
def test_a_word_that_is_more_than_a_slip_away_from_a_time_is_none(word: str) -> None:
    assert find_times(f"call me about the {word}") == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("wensday", "wednesday"),
        ("modnay", "monday"),
        ("tomrow", "tomorrow"),
        ("in a fourtnight", "in a fortnight"),
        ("in a fortnite", "in a fortnight"),
    ],
)
def test_a_slip_in_a_time_word_is_made_good(words: str, meant: str) -> None:
    assert readings(words) == readings(meant)
