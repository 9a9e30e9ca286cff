"""The times people type most, read on Wednesday 18 November 2026 at 10:20 in New York."""

from __future__ import annotations

import pytest

from tests.when.building import a_context, readings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tomorrow at 2pm", ["2026-11-19T14:00"]),
        ("friday", ["2026-11-20"]),
        ("next tuesday 10am", ["2026-11-24T10:00"]),
        ("thursday afternoon", ["2026-11-19T12:00/2026-11-19T17:00"]),
        ("at 4pm", ["16:00"]),
        ("in 2 hours", ["2026-11-18T12:20"]),
        ("next week", ["2026-11-23/2026-11-30"]),
        ("this week", ["2026-11-16/2026-11-23"]),
        ("2026-12-03T15:30", ["2026-12-03T15:30"]),
        ("Dec 3rd", ["2026-12-03"]),
        ("tomorrow 9am Berlin time", ["2026-11-19T09:00+01:00"]),
    ],
)
def test_a_plain_expression_has_one_reading(words: str, expected: list[str]) -> None:
    assert readings(words) == expected


def test_an_hour_later_counts_from_the_slot_under_discussion() -> None:
    context = a_context(anchor="2026-11-19T14:00")

    assert readings("an hour later", context) == ["2026-11-19T15:00"]


def test_without_a_slot_later_is_refused() -> None:
    assert readings("an hour later") == ["no_anchor"]
