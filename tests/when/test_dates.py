"""Days and stretches of days, read on Tuesday 6 May 2031 at 09:40 in New York."""

from __future__ import annotations

import pytest

from graph.when import Ambiguous, Found, Invalid, Reason, resolve
from tests.when.building import a_context, readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the 3rd", ["2031-06-03"]),
        ("the 31st", ["2031-05-31"]),
        ("fri 13th", ["2031-06-13"]),
        ("3 december", ["2031-12-03"]),
        ("march 1", ["2032-03-01"]),
        ("2031-12-03", ["2031-12-03"]),
        ("day after tomorrow", ["2031-05-08"]),
        ("in 3 days", ["2031-05-09"]),
        ("two weeks from thursday", ["2031-05-22"]),
        ("a fortnight from today", ["2031-05-20"]),
        ("friday week", ["2031-05-16"]),
        ("three mondays from now", ["2031-05-26"]),
        ("a month from today", ["2031-06-06"]),
        ("last friday of june", ["2031-06-27"]),
        ("first monday in june", ["2031-06-02"]),
        ("last day of the month", ["2031-05-31"]),
        ("the 5th of next month", ["2031-06-05"]),
        ("thursday next week", ["2031-05-15"]),
        ("new year's eve", ["2031-12-31"]),
        ("feb 29", ["2032-02-29"]),
        ("today week", ["2031-05-13"]),
        ("tomorrow fortnight", ["2031-05-21"]),
        ("thursday fortnight", ["2031-05-22"]),
        ("the last friday next month", ["2031-06-27"]),
        ("third thursday this month", ["2031-05-15"]),
        ("first monday september", ["2031-09-01"]),
        ("the last tuesday of next month", ["2031-06-24"]),
        ("7 march next year", ["2032-03-07"]),
        ("october 4th next year", ["2032-10-04"]),
        ("6/15 next year", ["2032-06-15"]),
        ("the 2nd of july this year", ["2031-07-02"]),
        ("thursday starting 3 june", ["2031-06-05"]),
        ("thursdays", ["2031-05-08"]),
        ("the day before yesterday", ["2031-05-04"]),
    ],
)
def test_one_day_is_found(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("next month", ["2031-06-01/2031-07-01"]),
        ("this weekend", ["2031-05-10/2031-05-12"]),
        ("early next week", ["2031-05-12/2031-05-15"]),
        ("end of june", ["2031-06-21/2031-07-01"]),
        ("rest of the week", ["2031-05-06/2031-05-12"]),
        ("the week after next", ["2031-05-19/2031-05-26"]),
        ("the week of june 10", ["2031-06-09/2031-06-16"]),
        ("june 10-12", ["2031-06-10/2031-06-13"]),
        ("from the 10th to the 12th of june", ["2031-06-10/2031-06-13"]),
        ("monday to wednesday", ["2031-05-12/2031-05-15"]),
        ("next 3 days", ["2031-05-07/2031-05-10"]),
        ("q3", ["2031-07-01/2031-10-01"]),
        ("last month", ["2031-04-01/2031-05-01"]),
        ("june next year", ["2032-06-01/2032-07-01"]),
        ("last 3 days of june", ["2031-06-28/2031-07-01"]),
        ("the last two weeks of july", ["2031-07-18/2031-08-01"]),
        ("the first 5 days of next month", ["2031-06-01/2031-06-06"]),
        ("the month after next", ["2031-07-01/2031-08-01"]),
        ("late this weekend", ["2031-05-11/2031-05-12"]),
        ("early in the month", ["2031-05-01/2031-05-16"]),
        ("eoy", ["2031-08-31/2032-01-01"]),
        ("between the 13th and the 20th", ["2031-05-13/2031-05-21"]),
    ],
)
def test_a_stretch_of_days_is_found(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("4 october", "2030-10-04"),
        ("on the 20th", "2031-04-20"),
        ("the 31st", "2031-03-31"),
        ("thursday", "2031-05-01"),
        ("monday", "2031-05-05"),
        ("10/4", "2030-10-04"),
        ("in august", "2030-08-01/2030-09-01"),
        ("5 may", "2031-05-05"),
        ("friday afternoon", "2031-05-02T12:00/2031-05-02T17:00"),
        ("last week", "2031-04-28/2031-05-05"),
        ("4 october 2029", "2029-10-04"),
        ("today", "2031-05-06"),
    ],
)
def test_asked_what_was_a_day_is_the_last_of_its_kind(words: str, then: str) -> None:
    assert readings(words, a_context(looks_back=True)) == [then]


def test_figures_are_read_in_the_persons_order() -> None:
    assert readings("3/12", a_context(date_order="MDY")) == ["2032-03-12"]
    assert readings("3/12", a_context(date_order="DMY")) == ["2031-12-03"]
    assert readings("25/12", a_context(date_order="MDY")) == ["2031-12-25"]


@pytest.mark.parametrize(
    ("words", "candidates", "reason"),
    [
        ("next friday", ["2031-05-16", "2031-05-09"], Reason.THIS_OR_NEXT_WEEK),
        ("next weekend", ["2031-05-17/2031-05-19", "2031-05-10/2031-05-12"], Reason.THIS_OR_NEXT_WEEK),
        ("tuesday", ["2031-05-13", "2031-05-06"], Reason.SAME_WEEKDAY_TODAY),
        ("tuesday at 3pm", ["2031-05-06T15:00", "2031-05-13T15:00"], Reason.SAME_WEEKDAY_TODAY),
        ("friday 4 june", ["2031-06-04", "2031-06-06"], Reason.WEEKDAY_MISMATCH),
        ("thursday 12/6", ["2031-06-12", "2031-12-06"], Reason.DAY_MONTH_ORDER),
    ],
)
def test_two_days_that_can_be_meant_are_both_offered(words: str, candidates: list[str], reason: Reason) -> None:
    resolution = resolve(words, a_context())

    assert isinstance(resolution, Ambiguous)
    assert resolution.reason is reason
    assert readings(words) == candidates


def test_next_monday_needs_no_question_when_both_readings_agree() -> None:
    assert readings("next monday") == ["2031-05-12"]


@pytest.mark.parametrize("words", ["feb 30", "31 june", "2/29/2031", "the 32nd", "29 feb 2031"])
def test_a_day_no_calendar_has_is_refused(words: str) -> None:
    assert readings(words) == ["no_such_date"]


@pytest.mark.parametrize("words", ["5 may 2031", "2031-01-03", "today at 9am", "yesterday at 3pm"])
def test_the_past_is_refused_and_kept_beside_the_refusal(words: str) -> None:
    resolution = resolve(words, a_context())

    assert isinstance(resolution, Invalid)
    assert resolution.reason is Reason.IN_THE_PAST
    assert len(resolution.neighbours) == 1


def test_a_date_without_a_year_that_has_just_passed_is_the_next_one() -> None:
    assert readings("may 6 at 9am") == ["2032-05-06T09:00"]
    assert readings("may 6 at 10am") == ["2031-05-06T10:00"]


def test_the_month_end_is_kept_when_a_month_is_added() -> None:
    assert readings("a month from today", a_context("2031-01-31T09:00")) == ["2031-02-28"]
    assert readings("next month", a_context("2031-01-31T09:00")) == ["2031-02-01/2031-03-01"]


def test_a_week_may_start_on_sunday() -> None:
    assert readings("next week", a_context(week_start=6)) == ["2031-05-11/2031-05-18"]


@pytest.mark.parametrize("words", ["monday 7 may", "Monday, May 7 at 2pm"])
def test_a_weekday_that_contradicts_the_date_is_asked_about_although_its_nearest_day_is_past(words: str) -> None:
    # Read on Tuesday 6 May 2031: the 7th is a Wednesday, and the Monday closest to it was yesterday.
    resolution = resolve(words, a_context())

    assert isinstance(resolution, Ambiguous)
    assert resolution.reason is Reason.WEEKDAY_MISMATCH


def test_christmas_eve_is_the_same_day_however_it_is_spelt() -> None:
    assert readings("xmas eve") == readings("christmas eve") == ["2031-12-24"]


def test_a_date_in_figures_says_which_order_it_was_read_in_when_both_are_dates() -> None:
    found = resolve("12/1 at 3pm", a_context())

    assert isinstance(found, Found)
    assert found.assumptions == ("12/1 read with the month first",)


def test_figures_that_make_one_date_only_need_no_remark() -> None:
    found = resolve("12/25 at 3pm", a_context())

    assert isinstance(found, Found)
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("from 20 april to 20 may", ["2031-04-20/2031-05-21"]),
        ("from 1 to 20 may", ["2031-05-01/2031-05-21"]),
        ("april 28th through may 9th", ["2031-04-28/2031-05-10"]),
        ("from 1 to 4 may", ["2032-05-01/2032-05-05"]),
        ("from 1 december to 3 march", ["2031-12-01/2032-03-04"]),
        ("from friday to monday", ["2031-05-09/2031-05-13"]),
    ],
)
def test_a_stretch_that_has_begun_is_the_one_that_runs_today(words: str, expected: list[str]) -> None:
    assert readings(words) == expected
