"""Words that lean on the slot under discussion: Thursday 8 May 2031, 14:00, in New York."""

from __future__ import annotations

import pytest

from graph.when import ClockTime, Invalid, Reason, Shift, find_times, resolve
from tests.when.building import a_context, readings

SLOT = "2031-05-08T14:00"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4pm instead", ["2031-05-08T16:00"]),
        ("make it 4pm", ["2031-05-08T16:00"]),
        ("an hour later", ["2031-05-08T15:00"]),
        ("half an hour earlier", ["2031-05-08T13:30"]),
        ("push it by 30 minutes", ["2031-05-08T14:30"]),
        ("bring it forward by an hour", ["2031-05-08T13:00"]),
        ("a day later", ["2031-05-09T14:00"]),
        ("the next day", ["2031-05-09"]),
        ("the day before", ["2031-05-07"]),
        ("the following week", ["2031-05-12/2031-05-19"]),
        ("same time on friday", ["2031-05-09T14:00"]),
        ("same time next week", ["2031-05-15T14:00"]),
        ("that morning", ["2031-05-08T09:00/2031-05-08T12:00"]),
        ("a bit later", ["2031-05-08T14:00/2031-05-09T00:00"]),
        ("the monday after", ["2031-05-12"]),
        ("friday instead", ["2031-05-09"]),
        ("two hours earlier on the same day", ["2031-05-08T12:00"]),
        ("same day, half an hour later", ["2031-05-08T14:30"]),
        ("by 45 minutes", ["2031-05-08T14:45"]),
        ("forward by an hour", ["2031-05-08T13:00"]),
        ("back two days", ["2031-05-10T14:00"]),
        ("push it out a week", ["2031-05-15T14:00"]),
        ("pull it in by a day", ["2031-05-07T14:00"]),
        ("two days later, same time", ["2031-05-10T14:00"]),
        ("the same time a week later", ["2031-05-15T14:00"]),
        ("a day earlier at 4pm", ["2031-05-07T16:00"]),
        ("an hour or so later", ["2031-05-08T15:00"]),
        ("one or two days later", ["2031-05-09T14:00", "2031-05-10T14:00"]),
        ("20 minutes earlier than planned", ["2031-05-08T13:40"]),
    ],
)
def test_a_follow_up_counts_from_the_slot(words: str, expected: list[str]) -> None:
    assert readings(words, a_context(anchor=SLOT)) == expected


def test_make_it_an_hour_is_a_length() -> None:
    assert readings("make it an hour", a_context(anchor=SLOT)) == ["60 min"]


@pytest.mark.parametrize(
    "words",
    ["an hour later", "the next day", "same time tomorrow", "that afternoon", "a day later at 3pm", "back by an hour"],
)
def test_without_a_slot_nothing_is_guessed_from_the_present(words: str) -> None:
    assert readings(words) == ["no_anchor"]


def test_the_refusal_keeps_what_was_said_for_when_the_slot_is_known() -> None:
    later = resolve("30 minutes later", a_context())
    that_day = resolve("that day at 3pm", a_context())

    assert isinstance(later, Invalid)
    assert later.neighbours == (Shift(minutes=30),)
    assert isinstance(that_day, Invalid)
    assert that_day.reason is Reason.NO_ANCHOR
    assert [type(neighbour) for neighbour in that_day.neighbours] == [ClockTime]


def test_a_day_later_keeps_the_wall_clock_across_a_clock_change() -> None:
    context = a_context("2031-03-06T09:00", anchor="2031-03-08T14:00")

    assert readings("a day later", context) == ["2031-03-09T14:00"]
    assert readings("24 hours later", context) == ["2031-03-09T15:00"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("bring Kim's call forward by an hour", ["forward by an hour"]),
        ("push the call with Kim back two days", ["back two days"]),
        ("put it off by a week", ["by a week"]),
        ("move my call with Kim one day earlier, same time", ["one day earlier, same time"]),
        ("set up 30 minutes with Kim", ["30 minutes"]),
        ("make it longer by 15 minutes", ["15 minutes"]),
        ("Kim is back in two days", ["in two days"]),
    ],
)
def test_a_shift_is_found_whole_and_a_verb_s_own_word_makes_none(sentence: str, found: list[str]) -> None:
    assert [times.text for times in find_times(sentence)] == found
