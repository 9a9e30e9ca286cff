"""A judge of taste over HTTP on loopback: its scores are told, and whatever it does the exit code stays as it is."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from evals.reporting.exit_code import Exit
from tests.evals.playing import KEY, evals, evals_here
from tests.fakes.openai_server import Answer, FakeOpenAI, fails, html, says

pytestmark = pytest.mark.skipif(find_spec("deepeval") is None, reason="the extra `evals` is not installed")

ONE = ("happy.one-sentence", "--variant", "0")
GOOD = says(json.dumps({"reason": f"calm and brief, my key is {KEY}", "score": 8}))


@pytest.fixture
def endpoint(served_model: FakeOpenAI) -> FakeOpenAI:
    served_model.answers(GOOD)
    return served_model


def test_scores_land_in_every_report_and_keys_in_none(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    done = evals_here(tmp_path, *ONE, "--judge", "model", "--price", "1/1")

    assert done.code == Exit.MET, done.errors
    assert {(score.metric, score.score) for score in done.played[0].scores} == {("Tone", 0.8), ("Helpful", 0.8)}
    line = "judge fake-1, for information: Tone 0.80 (1), Helpful 0.80 (1)"
    assert line in done.output
    for name in ("report.md", "report.html"):
        assert line in (done.folder / name).read_text()
    assert "calm and brief, my key is [key]" in (done.folder / "report.html").read_text()
    assert "judge fake-1: 2 calls, 2000 tokens in, 100 out, cost 0.0021" in done.output
    assert KEY not in done.everything
    assert len(endpoint.requests) == 2
    assert "Booked: 30 minute meeting" in endpoint.requests[0]["messages"][0]["content"]


@pytest.mark.slow
def test_it_leaves_no_files_but_the_reports(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    done = evals(tmp_path, *ONE, "--judge", "model", endpoint=endpoint)

    assert done.code == Exit.MET, done.errors
    assert KEY not in done.everything
    assert list((tmp_path / "home").rglob("*")) == []
    assert {path.name for path in (tmp_path / "report").iterdir()} == {
        *("run.json", "results.jsonl", "report.md", "report.html", "junit.xml")
    }


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(says("I liked it very much!"), id="prose"),
        pytest.param(says('{"reason": "great", "score": 99}'), id="beyond the scale", marks=pytest.mark.slow),
        pytest.param(says('{"reason": "great", "score": "excellent"}'), id="no number", marks=pytest.mark.slow),
        pytest.param(says('{"reason": "great"'), id="broken JSON", marks=pytest.mark.slow),
        pytest.param(says("[]"), id="a list", marks=pytest.mark.slow),
        pytest.param(html(), id="a page", marks=pytest.mark.slow),
        pytest.param(fails(401), id="401"),
    ],
)
def test_a_judge_that_talks_nonsense_changes_no_verdict(endpoint: FakeOpenAI, tmp_path: Path, answer: Answer) -> None:
    endpoint.answers(answer)

    done = evals_here(tmp_path, *ONE, "--judge", "model")

    assert done.code == Exit.MET, done.errors
    assert [score.score for score in done.played[0].scores] == [None, None]
    assert "for information: no scores; 2 answers missing" in done.output


@pytest.mark.slow
def test_a_judge_that_is_not_there_is_asked_a_few_times_and_then_left_alone(
    endpoint: FakeOpenAI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALS_JUDGE_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("EVALS_JUDGE_API_KEY", KEY)

    done = evals_here(tmp_path, "happy", "types", "--judge", "model")

    assert done.code == Exit.MET, done.errors
    reasons = {score.reason for one in done.played for score in one.scores}
    assert "the judge does not answer" in reasons


def test_praise_saves_no_conversation_that_fails(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    done = evals_here(tmp_path, *ONE, "--judge", "model", "--mutant", "skips-confirmation")

    assert done.code == Exit.FAILED


@pytest.mark.slow
def test_scores_are_recorded_and_replayed_without_the_endpoint(
    endpoint: FakeOpenAI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tapes = ("--cassettes", str(tmp_path / "tapes"))
    recorded = evals_here(tmp_path / "a", *ONE, "--judge", "record", *tapes)
    endpoint.requests.clear()
    monkeypatch.delenv("OPENAI_API_KEY")

    replayed = evals_here(tmp_path / "b", *ONE, "--judge", "replay", *tapes)

    assert (recorded.code, replayed.code) == (Exit.MET, Exit.MET), replayed.errors
    assert recorded.played[0].scores == replayed.played[0].scores
    assert endpoint.requests == []
    assert KEY not in next((tmp_path / "tapes").rglob("*.judge.jsonl")).read_text()


def test_scores_that_were_never_recorded_are_missing_and_nothing_is_stale(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    done = evals_here(tmp_path, *ONE, "--judge", "replay", "--cassettes", str(tmp_path / "tapes"))

    assert done.code == Exit.MET, done.errors
    assert "2 answers missing" in done.output
