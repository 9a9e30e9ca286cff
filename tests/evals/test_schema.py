"""What an editor is told of scenario files: all that the guide teaches is right, and a mistyped name is red."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from evals.editor_schema import SCHEMA
from evals.stories.loader import FOLDER
from evals.stories.scenario import Scenario
from evals.stories.yaml_strict import load, load_file
from tests.evals.builders import a_scenario

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")
TAUGHT = [load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
FILES = sorted(FOLDER.rglob("*.yaml"))
EDITOR = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")))


def a_file(**changes: Any) -> dict[str, Any]:
    """A scenario as it stands in a file."""
    plain = a_scenario().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**plain, "end_state": {}, **changes}


def red(files: list[Path]) -> list[str]:
    """What an editor would underline."""
    return [f"{path.name}: {error}" for path in files for error in EDITOR.iter_errors(load_file(path))]


def test_a_part_of_our_files_is_green_in_an_editor() -> None:
    assert red(FILES[::12]) == []


@pytest.mark.slow
def test_all_our_files_are_green_in_an_editor() -> None:
    assert red(FILES) == []


@pytest.mark.parametrize("block", TAUGHT, ids=lambda block: next(iter(block)))
def test_what_the_guide_teaches_is_green_and_can_be_read(block: dict[str, Any]) -> None:
    whole = a_file(**block)

    assert [str(error) for error in EDITOR.iter_errors(whole)] == []
    Scenario.model_validate(whole)


@pytest.mark.parametrize(
    "wrong",
    [
        {"account": {"base": "consultnat"}},
        {"account": {"base": "consultant", "knobs": {"replica_lags": 1}}},
        {"faults": [{"when": {"op": "booking.creat"}, "do": "error"}]},
        {"faults": [{"when": {"op": "booking.create"}, "do": "errror"}]},
        {"calls": [{"op": "wirte", "times": 0}]},
        {"turns": [{"user": "hi", "expect": {"problem": "slot_takn"}}]},
        {"turns": [{"user": "hi", "expect": {"reply": {"asks": ["emial"]}}}]},
        {"turns": [{"user": "hi", "expect": {"path": {"includes": ["exekute"]}}}]},
        {"turns": [{"user": "hi", "expect": {"slots": {"evnt_type": "intro"}}}]},
        {"turns": [{"user": "hi", "expect": {"wirtes": "none"}}]},
        {"end_state": {"bookings": {"cancelled": [{"reff": "anna"}]}}},
        {"skip_invariants": {"I99": "because"}},
    ],
    ids=str,
)
def test_a_mistyped_name_is_red(wrong: dict[str, Any]) -> None:
    assert not EDITOR.is_valid(a_file(**wrong))


@pytest.mark.parametrize("what", ["cancelled", "confirmed", "declined"])
def test_a_bare_ref_is_green_and_means_the_booking(what: str) -> None:
    file = a_file(end_state={"bookings": {what: ["vera", {"ref": "uli", "reason": None}]}})

    assert EDITOR.is_valid(file)
    assert [one.ref for one in getattr(Scenario.model_validate(file).end_state.bookings, what)] == ["vera", "uli"]


def test_an_event_type_of_ones_own_is_green() -> None:
    assert EDITOR.is_valid(a_file(end_state={"bookings": {"created": [{"event_type": "site-visit"}]}}))
