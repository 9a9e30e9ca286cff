"""Playing: the whole way once, faults that fire and that do not, crashes, shards, stored runs, reports."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.playing.determinism import fingerprint
from evals.playing.perturb import PERTURBATIONS, perturbed
from evals.playing.session import Job, Session, jobs_for, play_all
from evals.reporting import compare, store
from evals.reporting.exit_code import Exit
from evals.reporting.failure import screen
from evals.reporting.report_html import html
from evals.reporting.report_junit import junit
from evals.reporting.report_markdown import markdown
from evals.stories.loader import Loaded, select
from tests.evals.builders import a_scenario

BOOK = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"
BOOKED = {"bookings": {"created": [{"event_type": "30min", "start": "2026-05-13T14:00"}]}}


def played(**changes: object) -> Session:
    facts = {"turns": [{"user": BOOK}, {"user": "yes"}], "end_state": BOOKED, **changes}
    return play_all([Job(Loaded(a_scenario(**facts), Path("happy/test.yaml")))])


def outcome(**changes: object) -> str:
    return played(**changes).played[0].verdict.outcome


def test_a_conversation_is_played_to_the_calendars_end_state() -> None:
    run = played().played[0].run

    assert [turn.n for turn in run.played] == [1, 2]
    assert run.turns[0].card is not None
    assert [effect.what for effect in run.turns[1].effects] == ["created"]
    assert played().played[0].verdict.outcome == "pass"


def test_a_booking_that_was_not_expected_fails() -> None:
    assert outcome(end_state={}) == "fail"


def test_what_the_world_does_is_not_ours() -> None:
    world = {"books": {"event_type": "30min", "start": "2026-05-14T09:00", "attendee": {"name": "Eva Stein"}}}

    assert outcome(turns=[{"user": "hello"}, {"world": world}], end_state={}) == "pass"


def test_a_fault_that_fires_is_survived_and_one_that_does_not_fails() -> None:
    once = {"when": {"op": "slots.list"}, "do": "error", "status": 500}
    never = {"when": {"op": "booking.cancel"}, "do": "drop"}

    assert outcome(faults=[once]) == "pass"
    assert outcome(faults=[never]) == "fail"


def test_what_became_of_a_failed_write_can_be_expected_by_its_code() -> None:
    refused = {"when": {"op": "booking.create"}, "do": "error", "status": 403}
    yes = {"user": "yes", "expect": {"problem": "not_allowed", "outcome": "error", "writes": "none"}}

    assert outcome(turns=[{"user": BOOK}, yes], end_state={}, faults=[refused]) == "pass"


@pytest.mark.parametrize(("expected", "verdict"), [("success", "pass"), ("pending", "fail"), ("none", "fail")])
def test_what_programs_are_told_can_be_expected(expected: str, verdict: str) -> None:
    assert outcome(turns=[{"user": BOOK}, {"user": "yes", "expect": {"outcome": expected}}]) == verdict


def test_a_fault_for_good_need_not_be_counted() -> None:
    dead = {"when": {"op": "*", "times": "always"}, "do": "bad_key"}
    never = {"when": {"op": "booking.cancel", "times": "always"}, "do": "drop"}

    assert outcome(turns=[{"user": BOOK}], end_state={}, faults=[dead]) == "pass"
    assert outcome(faults=[never]) == "fail"


def test_a_fault_that_came_too_seldom_says_how_often() -> None:
    session = played(faults=[{"when": {"op": "slots.list", "times": 99}, "do": "slow"}])
    texts = [finding.text for finding in session.played[0].verdict.of("faults")]

    assert len(texts) == 1
    assert texts[0].startswith("happened only ")
    assert texts[0].endswith("of 99 times: slow on slots.list")


REQUEST = {
    "ref": "vic",
    "event_type": "project-review",
    "status": "pending",
    "start": "2026-05-15T09:00",
    "attendee": {"name": "Vic Stone", "email": "vic@example.com"},
}


@pytest.mark.parametrize(
    ("said", "wanted", "verdict"),
    [
        ("Decline the review with Vic Stone because I'm travelling", "travelling", "pass"),
        ("Decline the review with Vic Stone because I'm travelling", None, "fail"),
        ("Decline the review with Vic Stone", None, "pass"),
        ("Decline the review with Vic Stone", "travelling", "fail"),
    ],
)
def test_the_reason_of_a_decline_can_be_demanded_and_forbidden(said: str, wanted: str | None, verdict: str) -> None:
    end = {"bookings": {"declined": [{"ref": "vic", "reason": wanted}]}}
    account = {"base": "consultant", "bookings": [REQUEST]}

    assert outcome(account=account, turns=[{"user": said}, {"user": "yes"}], end_state=end) == verdict


@pytest.mark.parametrize(("note", "verdict"), [("", "pass"), (", note: bring the contract", "fail")])
def test_notes_can_be_forbidden(note: str, verdict: str) -> None:
    end = {"bookings": {"created": [{"start": "2026-05-13T14:00", "notes": None}]}}

    assert outcome(turns=[{"user": BOOK + note}, {"user": "yes"}], end_state=end) == verdict


def test_the_clock_moves_only_when_told() -> None:
    turns = [{"user": "hello"}, {"wait": {"days": 2}}, {"user": "hello"}]
    run = played(turns=turns, end_state={}).played[0].run

    first, last = run.played
    assert (last.at - first.at).total_seconds() == 2 * 86400


def test_two_plays_leave_the_same_record() -> None:
    assert fingerprint(played().played[0].run) == fingerprint(played().played[0].run)


def test_shards_share_all_scenarios_between_them() -> None:
    chosen = select(["smoke"])
    parts = [{job.loaded.scenario.id for job in jobs_for(chosen, shard=(n, 3))} for n in (1, 2, 3)]

    assert set.union(*parts) == {loaded.scenario.id for loaded in chosen}
    assert sum(map(len, parts)) == len(chosen)


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_a_perturbation_is_the_same_every_time_and_keeps_addresses_and_times(name: str) -> None:
    first, second = (perturbed(BOOK, name, "happy.test", 1) for _ in range(2))

    assert first == second
    assert "ana@example.com" in first.lower()
    assert "2pm" in first.lower()


def test_a_stored_run_is_read_back_and_judged_again(tmp_path: Path) -> None:
    session = played(end_state={})
    store.write(tmp_path, session, {"profile": "offline"})

    again = store.read(tmp_path, check_again=True).session

    assert again.played[0].verdict == session.played[0].verdict
    assert again.played[0].run.model_dump() == session.played[0].run.model_dump()


def test_reports_tell_the_failure_and_load_nothing() -> None:
    session = played(end_state={})
    page, summary, suite = html(session), markdown(session), ET.fromstring(junit(session))

    assert "not allowed: created" in page
    assert "id='happy.test'" in page
    assert "href='#happy.test'" in page
    assert "http" not in page.replace("http://app.cal.test", "")
    assert "FAILED" in summary
    assert suite.attrib["failures"] == "1"
    assert len(screen(session.played[0].run, session.played[0].verdict).splitlines()) < 40


def test_a_comparison_names_what_regressed() -> None:
    good, bad = (compare.baseline_of(session) for session in (played(), played(end_state={})))

    assert compare.compare(good, bad).regressed == ["happy.test"]
    assert compare.compare(bad, good).fixed == ["happy.test"]
    assert compare.compare(good, good).shifts == dict.fromkeys(compare.compare(good, good).shifts, 0.0)


def test_the_command_tells_by_its_exit_code(tmp_path: Path) -> None:
    runner = CliRunner()
    failing = tmp_path / "happy" / "a.yaml"
    runner.invoke(app, ["new", "happy.a", "--folder", str(tmp_path)])
    assert runner.invoke(app, ["run", str(failing)]).exit_code == Exit.MET

    failing.write_text(failing.read_text().replace("T14:00", "T15:00"))
    assert runner.invoke(app, ["run", str(failing), "--report", str(tmp_path / "r")]).exit_code == Exit.FAILED
    assert json.loads((tmp_path / "r" / "run.json").read_text())["profile"] == "offline"
    assert runner.invoke(app, ["run", "nowhere"]).exit_code == Exit.BAD_INPUT
    assert runner.invoke(app, ["run", str(failing), "--variant", "9"]).exit_code == Exit.NOTHING
    assert runner.invoke(app, ["regrade", str(tmp_path / "r")]).exit_code == Exit.FAILED
    assert runner.invoke(app, ["lint", str(failing)]).exit_code == Exit.MET


def test_in_a_ci_job_the_report_is_added_to_its_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    CliRunner().invoke(app, ["run", "happy.confirm-button", "-j", "1"])

    assert summary.read_text().startswith("before\n## Evals (reads: offline, person: scripted): passed")
    assert "| happy | 1 | 1 | 1/1 |" in summary.read_text()


def test_a_world_that_is_not_there_is_the_harness_fault_and_not_the_assistants() -> None:
    turns = [{"user": "hello"}, {"world": {"cancels": "nobody"}}]

    assert outcome(turns=turns, end_state={}) == "harness_error"
