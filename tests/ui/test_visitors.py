"""What is remembered about a browser."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from ui.page.visitors import Visitors


def test_a_browser_keeps_its_conversation(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)

    assert visitors.get("b1").thread == visitors.get("b1").thread


def test_two_browsers_have_two_conversations(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)

    assert visitors.get("b1").thread != visitors.get("b2").thread


def test_a_restart_finds_conversation_and_settings_again(tmp_path: Path) -> None:
    before = Visitors(tmp_path)
    kept = before.change("b1", chosen_zone="Asia/Tokyo", default_event_type="intro")
    before.close()

    assert Visitors(tmp_path).get("b1") == kept


def test_the_chosen_zone_goes_before_the_browsers_own(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)

    own = visitors.change("b1", browser_zone="Europe/Berlin")
    chosen = visitors.change("b1", chosen_zone="Asia/Tokyo")
    back = visitors.change("b1", chosen_zone=None)

    assert [v.preferences.zone for v in (own, chosen, back)] == ["Europe/Berlin", "Asia/Tokyo", "Europe/Berlin"]


def test_a_value_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)

    with pytest.raises(ValidationError):
        visitors.change("b1", chosen_date_order="sideways")


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Visitors(tmp_path).get("b1")

    assert stat.S_IMODE((tmp_path / "visitors.sqlite").stat().st_mode) == 0o600


def test_what_cannot_be_kept_is_remembered_for_this_life(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)
    kept = visitors.get("b1")
    (tmp_path / "visitors.sqlite").unlink()
    (tmp_path / "visitors.sqlite").mkdir()

    new, changed = visitors.get("b2"), visitors.change("b2", chosen_zone="Asia/Tokyo")

    assert new.thread == changed.thread == visitors.get("b2").thread != kept.thread
    assert visitors.get("b2").chosen_zone == "Asia/Tokyo"


def test_of_many_browsers_that_cannot_be_kept_only_some_are_remembered(tmp_path: Path) -> None:
    visitors = Visitors(tmp_path)
    visitors.close()
    (tmp_path / "visitors.sqlite").unlink()
    (tmp_path / "visitors.sqlite").mkdir()
    first, last = visitors.get("b0"), visitors.get("b1")

    for number in range(1023):
        visitors.get(f"another {number}")

    assert visitors.get("b1").thread == last.thread
    assert visitors.get("b0").thread != first.thread
