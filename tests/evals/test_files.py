"""Scenario files: reading, choosing, linting, the committed schema."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.editor_schema import SCHEMA, schema_text
from evals.lint import lint
from evals.reporting.exit_code import Exit
from evals.stories.loader import FOLDER, BadScenario, Loaded, load_folder, load_scenario, select
from evals.stories.template import new_scenario
from tests.evals.builders import a_scenario


def a_file(folder: Path, text: str, name: str = "happy/a.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


PERSON = {"persona": "somebody", "goal": "an intro call"}


def made(**facts: object) -> dict[str, object]:
    return {"bookings": {"created": [facts]}}


def mistakes(**changes: object) -> list[str]:
    return lint(Loaded(a_scenario(**changes), Path("happy/test.yaml")))


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: python -m evals schema --write"


def test_every_scenario_of_ours_is_sound() -> None:
    wrong = [f"{loaded.scenario.id}: {text}" for loaded in load_folder(FOLDER) for text in lint(loaded)]

    assert wrong == []


def test_a_new_file_is_sound_as_it_is(tmp_path: Path) -> None:
    path = a_file(tmp_path, new_scenario("happy.mine", base="consultant", schema="x"))

    assert lint(load_scenario(path)) == []


def test_an_unknown_key_is_named_with_its_place(tmp_path: Path) -> None:
    text = new_scenario("happy.mine", base="consultant", schema="x").replace("writes: none", "wirtes: none")

    with pytest.raises(BadScenario, match=r"turns\.0\.expect\.wirtes"):
        load_scenario(a_file(tmp_path, text))


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    text = new_scenario("happy.mine", base="consultant", schema="x")
    a_file(tmp_path, text)
    a_file(tmp_path, text, "happy/b.yaml")

    with pytest.raises(BadScenario, match="same id"):
        load_folder(tmp_path)


def test_scenarios_are_chosen_by_id_tag_kind_and_path() -> None:
    one = select(["happy.one-sentence"])

    assert [loaded.scenario.id for loaded in one] == ["happy.one-sentence"]
    assert select([str(one[0].path)]) == one
    assert all("smoke" in loaded.scenario.tags for loaded in select(["smoke"]))
    assert {loaded.kind for loaded in select(["cancel", "move"])} == {"cancel", "move"}
    with pytest.raises(BadScenario, match="nowhere"):
        select(["nowhere"])


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"turns": [{"user": "book it on Monday 13 May"}]}, "that day is a Wednesday"),
        ({"account": {"base": "nobody"}}, "no account 'nobody'"),
        ({"end_state": {"bookings": {"cancelled": ["bob"]}}}, "no booking has the ref 'bob'"),
        ({"end_state": {"bookings": {"created": [{"event_type": "gym"}]}}}, "slug 'gym'"),
        ({"end_state": {"bookings": {"created": [{"start": "2026-05-11T10:00"}]}}}, "is not after the clock"),
        ({"faults": [{"when": {"op": "booking.delete"}, "do": "error"}]}, "which is no operation"),
        (
            {"faults": [{"when": {"op": "booking.create"}, "do": "error"}], "calls": [{"op": "write", "times": 0}]},
            "cannot fire",
        ),
        ({"turns": [{"user": "hi", "expect": {"path": {"includes": ["offer"]}}}]}, "no node of the graph"),
        ({"turns": [{"user": "hi", "expect": {"reply": {"asks": "love"}}}]}, "asks for 'love'"),
        ({"turns": [{"user": "hi", "variants": ["hi"]}]}, "comes twice"),
        ({"end_state": {"anything_else": "allowed"}}, "it cannot fail"),
        (
            {"faults": [{"when": {"op": "slots.list"}, "do": "alter", "set": {"data.start": 1}}]},
            "no field of the answer",
        ),
        ({"id": "lists.test"}, "but the kind is 'happy'"),
        (
            {"turns": [{"user": "hi", "expect": {"problem": "slot_takn"}}]},
            "no problem has the code 'slot_takn'; 'slot_t",
        ),
        ({"calls": [{"op": "booking.creat", "times": 0}]}, "no operation; 'booking.create'?"),
        ({"account": {"base": "consultant", "knobs": {"replica_lags": 1}}}, "no knob is called 'replica_lags'"),
        ({"simulate": {**PERSON, "goal": "An intro call on Monday 13 May"}}, "that day is a Wednesday"),
        ({"simulate": PERSON, "turns": [{"user": "hi"}, {"wait": {"days": 1}}]}, "wait turns are not played"),
        ({"simulate": PERSON, "end_state": made(start="2026-05-13T10:00", attendee={"name": "Bo"})}, "never told 'Bo'"),
        ({"simulate": PERSON, "end_state": made(start="$offer.1")}, "$offer.1 depends on how the talk goes"),
        ({"simulate": PERSON, "end_state": {"anything_else": "allowed"}}, "simulate: any end is allowed"),
    ],
)
def test_the_lint_finds(changes: dict[str, object], text: str) -> None:
    assert any(text in found for found in mistakes(**changes)), mistakes(**changes)


def test_a_rule_about_calls_is_a_judge() -> None:
    assert mistakes(end_state={"anything_else": "allowed"}, calls=[{"op": "booking.create", "times": 0}]) == []


def test_a_number_where_words_belong_says_to_quote_it(tmp_path: Path) -> None:
    text = new_scenario("happy.mine", base="consultant", schema="x").replace('user: "yes"', "user: 11")

    with pytest.raises(BadScenario, match=r'turns\.1\.user: 11 is no text here: quote it, "11"'):
        load_scenario(a_file(tmp_path, text))


def test_files_with_mistakes_are_named_and_the_rest_is_played(tmp_path: Path) -> None:
    text = new_scenario("happy.good", base="consultant", schema="x")
    a_file(tmp_path, text, "happy/good.yaml")
    a_file(tmp_path, text.replace("happy.good", "other.kind"), "happy/doubtful.yaml")
    a_file(tmp_path, text.replace("happy.good", "happy.bad").replace("write, times", "wrote, times"), "happy/bad.yaml")
    done = CliRunner().invoke(app, ["run", str(tmp_path), "-j", "1"])

    assert done.exit_code == Exit.BAD_INPUT
    assert "conversations 2   pass 2" in done.stdout
    assert "bad.yaml: calls: 'wrote' is no operation" in done.stderr
    assert "1 files not played" in done.stderr
    assert "doubtful.yaml: doubtful: the id begins with" in done.stderr


def test_a_doubt_alone_changes_no_exit_code(tmp_path: Path) -> None:
    a_file(tmp_path, new_scenario("other.kind", base="consultant", schema="x"))

    assert CliRunner().invoke(app, ["run", str(tmp_path), "-j", "1"]).exit_code == Exit.MET
    assert CliRunner().invoke(app, ["lint", str(tmp_path)]).exit_code == Exit.MET


def test_outside_the_clone_a_new_file_lies_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert CliRunner().invoke(app, ["new", "cancel.mine"]).exit_code == 0
    assert (tmp_path / "scenarios" / "cancel" / "mine.yaml").exists()


def test_a_sound_scenario_has_no_mistakes() -> None:
    assert mistakes() == []


def test_a_contradicting_weekday_may_be_the_story() -> None:
    assert mistakes(turns=[{"user": "book it on Monday 13 May"}], tags=["mismatch"]) == []
