"""The exchange form of a resolution, its explanation, and the context of a row."""

from __future__ import annotations

from graph.rows.expressions import answer_row, when_batch
from graph.when import Anchor, context_from_row, explain, resolve
from tests.when.building import a_context, local


def test_a_row_becomes_a_context() -> None:
    context = context_from_row(
        {
            "text": "later",
            "reference": "2031-05-06T09:40",
            "zone": "America/New_York",
            "date_order": "MDY",
            "context": "2031-05-08T14:00/2031-05-08T14:30",
        }
    )

    assert context.now == local("2031-05-06T09:40")
    assert context.date_order == "MDY"
    assert context.anchor == Anchor(start=local("2031-05-08T14:00"), end=local("2031-05-08T14:30"))


def test_rows_are_answered_in_order() -> None:
    row = {"reference": "2031-05-06T09:40", "zone": "America/New_York", "date_order": "MDY", "context": None}

    answers = when_batch([{**row, "text": text} for text in ("tomorrow", "feb 30", "blah", "thu or fri")])

    assert answers == [
        {"kind": "one", "readings": [{"type": "date", "start": "2031-05-07"}]},
        {"kind": "invalid", "readings": []},
        {"kind": "none", "readings": []},
        {
            "kind": "several",
            "readings": [{"type": "date", "start": "2031-05-08"}, {"type": "date", "start": "2031-05-09"}],
        },
    ]


def test_another_zones_clock_without_a_day_is_given_with_its_next_turn() -> None:
    context = a_context()

    row = answer_row(resolve("3pm UTC", context), context)

    assert row["readings"] == [
        {"type": "time", "start": "15:00"},
        {"type": "instant", "start": "2031-05-06T15:00+00:00"},
    ]


def test_an_explanation_names_the_reading_the_doubt_and_the_obstacle() -> None:
    context = a_context()

    found, doubt, past, noise = (
        explain(resolve(words, context), context)
        for words in ("tomorrow at 2pm", "at 3", "today at 9am", "tomorrow blah")
    )

    assert found == "Wednesday, May 7, 2031 (tomorrow), 2:00 PM (America/New_York) [instant]"
    assert doubt == "several readings: am or pm was not said\n  1. 3:00 PM [clock time]\n  2. 3:00 AM [clock time]"
    assert past.startswith("not possible: that is in the past\n  closest: Tuesday, May 6, 2031 (today), 9:00 AM")
    assert noise == "not understood as a time\n  unused word: blah"
