"""The clock that --now asks for."""

from datetime import UTC, datetime, timedelta

import pytest
import typer

from ui.shifted_clock import clock_from, known_zone, ticking_from


def test_the_clock_starts_where_it_is_told_and_ticks() -> None:
    seconds = [100.0]
    now = ticking_from(datetime(2026, 11, 24, 9, tzinfo=UTC), elapsed=lambda: seconds[0])

    first = now()
    seconds[0] += 90

    assert (first, now() - first) == (datetime(2026, 11, 24, 9, tzinfo=UTC), timedelta(seconds=90))


def test_a_time_without_offset_is_in_the_persons_zone() -> None:
    now = clock_from("2026-11-24T09:00", "Europe/Berlin")

    assert now is not None
    assert now() - datetime(2026, 11, 24, 8, tzinfo=UTC) < timedelta(minutes=5)


def test_without_now_the_real_clock_is_used() -> None:
    assert clock_from(None, "Europe/Berlin") is None


def test_what_is_no_time_is_said_plainly() -> None:
    with pytest.raises(typer.BadParameter, match="no date and time like 2026-11-24T09:00"):
        clock_from("tomorrow", None)


def test_an_unknown_zone_is_said_plainly() -> None:
    with pytest.raises(typer.BadParameter, match="write one like Europe/Berlin"):
        known_zone("PST")
