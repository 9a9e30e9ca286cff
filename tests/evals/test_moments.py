"""Wall times, and the texts in which replies say them."""

from datetime import UTC, datetime

import pytest

from evals.checks.said_times import instants_in
from evals.stories.wall_times import BadMoment, instant
from tests.evals.builders import NOW


def test_a_wall_time_is_local_to_its_zone_on_its_day() -> None:
    assert instant("2026-03-27T14:00", "Europe/Berlin") == datetime(2026, 3, 27, 13, tzinfo=UTC)
    assert instant("2026-03-30T10:00", "Europe/Berlin") == datetime(2026, 3, 30, 8, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_a_time_in_a_clock_change_needs_its_offset(text: str) -> None:
    with pytest.raises(BadMoment, match="write its offset"):
        instant(text, "Europe/Berlin")

    assert instant(f"{text}+02:00", "Europe/Berlin").tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday 13 May 2026, 14:00–14:30 (Europe/Berlin)", ["12:00", "12:30"]),
        ("Thursday 14 May, 09:00", ["07:00"]),
        ("Wednesday, May 13, 2026, 2:00 PM–2:30 PM (Europe/Berlin)", ["12:00", "12:30"]),
        ("13 May 2026, 08:00 (America/New_York)", ["12:00"]),
        ("Wednesday 13 May 2026, 14:00 (Europe/Berlin), 08:00 (America/New_York)", ["12:00", "12:00"]),
        ("at 14:00 some day", []),
        ("31 June 2026, 14:00", []),
    ],
)
def test_times_are_found_whatever_way_they_are_written(text: str, expected: list[str]) -> None:
    found = instants_in(text, "Europe/Berlin", NOW)

    assert sorted({f"{moment:%H:%M}" for moment in found}) == sorted(set(expected))


def test_a_missing_year_is_the_one_around_now() -> None:
    found = instants_in("Saturday 2 January, 09:00", "Europe/Berlin", datetime(2026, 12, 20, tzinfo=UTC))

    assert datetime(2027, 1, 2, 8, tzinfo=UTC) in found


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("14 May, 10:00", 2026),
        ("Thursday 14 May, 10:00", 2026),
        ("Friday, May 14, 10:00", 2027),
        ("14 May 2027, 10:00", 2027),
    ],
)
def test_a_date_without_a_year_means_one_year(text: str, year: int) -> None:
    now = datetime(2026, 5, 12, 8, tzinfo=UTC)

    assert instants_in(text, "Europe/Berlin", now) == {datetime(year, 5, 14, 8, tzinfo=UTC)}


def test_a_day_over_a_list_is_the_day_of_its_numbered_lines_and_of_no_others() -> None:
    days = ("Wednesday 13 May\n1. 11:00–11:30: Call", "Thursday 14 May\n2. 09:00–09:15: Call")
    text = "\n\n".join(("2 bookings:", *days)) + "\nSee you at 17:00."

    found = instants_in(text, "Europe/Berlin", datetime(2026, 5, 12, 8, tzinfo=UTC))

    assert {moment.strftime("%d %H:%M") for moment in found} == {"13 09:00", "14 07:00"}
