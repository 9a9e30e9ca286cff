"""What is typed into the time zone field."""

from datetime import UTC, datetime

import pytest

from ui.zone_choices import ZONES, zone_label, zone_note, zone_or_none, zones_meant


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Tokyo", "Asia/Tokyo"),
        ("asia/tokyo", "Asia/Tokyo"),
        ("  new   york ", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        ("kiriti", "Pacific/Kiritimati"),
        ("EST", "America/New_York"),
        ("jst", "Asia/Tokyo"),
        ("IST", "Asia/Kolkata"),
        ("india", "Asia/Kolkata"),
        ("gmt+3", "Etc/GMT-3"),
        ("UTC −7", "Etc/GMT+7"),
        ("lisb", "Europe/Lisbon"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_a_city_or_a_usual_word(words: str, zone: str) -> None:
    assert zones_meant(words) == [zone]


def test_only_places_are_offered_and_each_with_its_distance_from_utc() -> None:
    winter = datetime(2026, 1, 5, tzinfo=UTC)

    assert not [name for name in ZONES if name in ("EST", "CET", "Etc/GMT+2", "US/Eastern", "UTC")]
    assert [zone_label(name, winter) for name in ("America/Denver", "Asia/Kathmandu")] == ["UTC−7", "UTC+5:45"]


def test_every_zone_is_found_by_its_own_name() -> None:
    assert [name for name in ZONES if zones_meant(name) != [name]] == []


def test_a_part_of_several_names_is_not_guessed() -> None:
    assert len(zones_meant("indiana")) > 1
    assert "America/Indiana/" in zone_note("indiana")


@pytest.mark.parametrize("words", ["Atlantis", "", "my time"])
def test_other_words_name_no_zone(words: str) -> None:
    assert zones_meant(words) == []


def test_a_slip_of_the_keys_is_answered_with_what_it_may_have_been() -> None:
    assert "Did you mean Asia/Tokyo" in zone_note("Tokio")


def test_words_like_no_zone_at_all_are_answered_with_how_to_write_one() -> None:
    assert zone_note("qqqq") == "I know no time zone “qqqq”. Write a city, like Tokyo."


def test_what_a_browser_says_is_a_zone_only_when_it_is_one() -> None:
    assert [zone_or_none(name) for name in ("Asia/Tokyo", "Mars/Olympus", None)] == ["Asia/Tokyo", None, None]
