"""Runs with a model, over HTTP on loopback: live with trials and cost, recorded, replayed, stale, invalid."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from typer.testing import CliRunner, Result

from evals.cli import app
from evals.reporting.exit_code import Exit
from evals.stories.loader import select
from graph.understanding.model import interpreter, prompt
from graph.understanding.model.prompt import tool_schema
from tests.evals.playing import KEY, evals
from tests.fakes.echo import echo
from tests.fakes.openai_server import Answer, FakeOpenAI, by_tool, fails, openai_server, says, tool_call
from tests.fakes.people import the_written_turns

FEW = ("happy.one-sentence", "cancel.two-johns", "move.keeps-length")
Evals = Callable[..., Result]


@pytest.fixture
def endpoint(served_model: FakeOpenAI) -> FakeOpenAI:
    served_model.answers(echo)
    return served_model


@pytest.fixture
def run(tmp_path: Path) -> Evals:
    """`python -m evals run` in this process, with recordings and reports in a folder of the test's own."""

    def command(*arguments: str) -> Result:
        places = ["--cassettes", str(tmp_path / "tapes"), "--report", str(tmp_path / "report")]
        return CliRunner().invoke(app, ["run", *arguments, *places, "-j", "1"])

    return command


def wrong_at(n: int, wrong: Answer) -> Answer:
    """As echo, but the n-th answer (from 1)."""
    count = iter(range(1, 1_000_000))

    async def answer(request: dict[str, Any]) -> Response:
        return await (wrong if next(count) == n else echo)(request)

    return answer


def facts(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "report" / "run.json").read_text())
    return told


def test_what_was_recorded_passes_again_without_a_key_and_without_a_connection(
    endpoint: FakeOpenAI, run: Evals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = run(*FEW, "--interpreter", "record")
    asked = len(endpoint.requests)
    endpoint.requests.clear()
    monkeypatch.delenv("OPENAI_API_KEY")

    replayed = run(*FEW, "--interpreter", "replay")

    assert (recorded.exit_code, replayed.exit_code) == (Exit.MET, Exit.MET), recorded.output + replayed.output
    assert asked > len(FEW)
    assert endpoint.requests == []
    assert f"assistant fake-1: {asked} calls, {asked * 1000} tokens in" in replayed.output
    assert "replay:fake-1" in (tmp_path / "report" / "results.jsonl").read_text()


@pytest.mark.slow
def test_recording_asks_only_for_what_is_missing(endpoint: FakeOpenAI, run: Evals) -> None:
    run(FEW[0], "--interpreter", "record")
    endpoint.requests.clear()

    assert run(FEW[0], "--interpreter", "record").exit_code == Exit.MET
    assert endpoint.requests == []


@pytest.mark.slow
def test_a_replay_needs_no_endpoint_at_all(endpoint: FakeOpenAI, run: Evals, monkeypatch: pytest.MonkeyPatch) -> None:
    run(FEW[0], "--interpreter", "record")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    assert run(FEW[0], "--interpreter", "replay").exit_code == Exit.MET


@pytest.mark.slow
def test_another_system_prompt_makes_recordings_stale_in_one_sentence(
    endpoint: FakeOpenAI, run: Evals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*FEW, "--interpreter", "record")
    recorded = json.loads(next((tmp_path / "tapes" / "fake-1").iterdir()).read_text().splitlines()[0])
    (tmp_path / "prompt.txt").write_text(interpreter.PROMPT_FILE.read_text() + "\nBe brief.")
    monkeypatch.setattr(interpreter, "PROMPT_FILE", tmp_path / "prompt.txt")

    stale = run(*FEW, "--interpreter", "replay")

    assert stale.exit_code == Exit.STALE
    [sentence] = [line for line in stale.output.splitlines() if line.startswith("stale: ")]
    assert f"with system prompt {recorded['prompt']}, which now is " in sentence
    assert recorded["date"] in sentence
    assert sentence.split("which now is ")[1][:12] != recorded["prompt"]


@pytest.mark.slow
def test_another_tool_schema_makes_recordings_stale_in_one_sentence(
    endpoint: FakeOpenAI, run: Evals, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(FEW[0], "--interpreter", "record")
    changed = {**tool_schema(), "description": "What somebody means."}
    for module in (prompt, interpreter):
        monkeypatch.setattr(module, "tool_schema", lambda: changed)

    stale = run(FEW[0], "--interpreter", "replay")

    assert stale.exit_code == Exit.STALE
    assert "with tool schema " in stale.output


@pytest.mark.slow
def test_what_was_never_recorded_is_stale(endpoint: FakeOpenAI, run: Evals) -> None:
    stale = run(FEW[0], "--interpreter", "replay", "--variant", "0")

    assert stale.exit_code == Exit.STALE
    assert "nothing is recorded in happy.one-sentence.v0.t0.jsonl" in stale.output


def test_trials_are_told_with_interval_cost_and_latency(endpoint: FakeOpenAI, run: Evals, tmp_path: Path) -> None:
    endpoint.answers(wrong_at(2, tool_call({"acts": [{"intent": "help"}]})))

    done = run(FEW[0], "--variant", "0", "--interpreter", "model", "--trials", "4", "--price", "0.40/1.60")

    assert done.exit_code == Exit.FAILED
    assert "pass@1 0.750 (95 %: 0.301 to 0.954, 3 of 4)" in done.output
    assert "pass^2 0.500" in done.output
    assert "pass^4 0.000" in done.output
    assert "assistant fake-1: 5 calls, 5000 tokens in, 250 out, cost 0.0024" in done.output
    assert "a turn with fake-1: p50 " in done.output
    told = facts(tmp_path)
    assert told["trials_passed"]["pass^2"] == 0.5
    assert told["cost"] == pytest.approx(0.0024)
    assert set(told["latency_ms"]["fake-1 happy"]) == {"p50", "p95"}
    assert "pass^4 0.000" in (tmp_path / "report" / "report.md").read_text()
    assert "pass^4 0.000" in (tmp_path / "report" / "report.html").read_text()


@pytest.mark.slow
def test_a_share_of_trials_can_be_enough(endpoint: FakeOpenAI, run: Evals) -> None:
    endpoint.answers(wrong_at(2, tool_call({"acts": [{"intent": "help"}]})))

    done = run(FEW[0], "--variant", "0", "--interpreter", "model", "--trials", "4", "--at-least", "0.75")

    assert done.exit_code == Exit.MET


def test_a_broken_invariant_in_one_trial_fails_whatever_the_share(endpoint: FakeOpenAI, run: Evals) -> None:
    arguments = ("--variant", "0", "--interpreter", "model", "--mutant", "skips-confirmation", "--at-least", "0")

    done = run(FEW[0], *arguments)

    assert done.exit_code == Exit.FAILED
    assert "I1" in done.output


@pytest.mark.slow
def test_an_endpoint_that_fails_leaves_the_ratio_and_makes_the_run_invalid(endpoint: FakeOpenAI, run: Evals) -> None:
    endpoint.answers(wrong_at(2, fails(401)))

    done = run(FEW[0], "--variant", "0", "--interpreter", "model", "--trials", "4")

    assert done.exit_code == Exit.INFRA
    assert "3 of 3)" in done.output
    assert "infra: 1 of 4 conversations (25.0 %) met an endpoint that failed; more than 2 %: this run is invalid" in (
        done.output
    )


def test_a_model_that_talks_prose_is_the_assistants_own_failure(endpoint: FakeOpenAI, run: Evals) -> None:
    endpoint.answers(says("Sure, I booked it!"))

    assert run(FEW[0], "--variant", "0", "--interpreter", "model").exit_code == Exit.FAILED


@pytest.mark.slow
def test_model_and_person_are_played_together_and_costed_apart(endpoint: FakeOpenAI, run: Evals) -> None:
    endpoint.answers(by_tool(understanding=echo, next=the_written_turns()))

    done = run("simulated", "--interpreter", "model", "--user", "model", "--price", "1/2")

    assert done.exit_code == Exit.MET, done.output
    assert "assistant fake-1: " in done.output
    assert "person fake-1: " in done.output
    assert "in all" in done.output


def test_a_failing_simulated_talk_is_told_with_how_the_person_left(endpoint: FakeOpenAI, run: Evals) -> None:
    endpoint.answers(tool_call({"stop": "give_up", "why": "nobody answers"}, name="next"))

    done = run("simulated.book-earliest", "--user", "model")

    assert done.exit_code == Exit.FAILED
    assert "the person gave up: nobody answers" in done.output
    assert "--user model" in done.output


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--interpreter", "oracle"), "unknown assistant 'oracle'"),
        (("--user", "nobody"), "unknown person 'nobody'"),
        (("--judge", "judy"), "unknown judge 'judy'"),
        (("--price", "cheap"), "--price cheap"),
        (("--user", "replay", "--perturb", "all"), "finds its own words"),
    ],
)
def test_a_command_that_means_nothing_is_refused_in_a_sentence(
    run: Evals, arguments: tuple[str, ...], text: str
) -> None:
    done = run("happy", *arguments)

    assert done.exit_code == Exit.BAD_INPUT
    assert text in done.output


@pytest.mark.parametrize("part", ["interpreter", "user", "judge"])
def test_without_a_key_no_model_plays(run: Evals, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    done = run("simulated", f"--{part}", "model")

    assert done.exit_code == Exit.BAD_INPUT
    assert "needs OPENAI_API_KEY" in done.output


def test_no_simulated_scenario_means_nothing_selected(endpoint: FakeOpenAI, run: Evals) -> None:
    assert run("happy", "--user", "model").exit_code == Exit.NOTHING


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.thorough)], ids=["each fourth", "all"])
def test_every_scenario_passes_with_a_model_that_understands_asked_once_a_message(tmp_path: Path, share: int) -> None:
    chosen = [loaded.scenario.id for loaded in select([])][::share]
    with openai_server() as fake:
        fake.answers(echo)
        done = evals(tmp_path, *chosen, "--interpreter", "model", "--variant", "0", "-j", "2", endpoint=fake)

        assert done.code == Exit.MET, done.output
        turns = [turn for one in done.played for turn in one.run.played]
        assert all(turn.model_calls <= (turn.kind == "user") for turn in turns)
        assert sum(turn.model_calls for turn in turns) == len(fake.requests) < len(turns)
        assert KEY not in done.everything
    assert len(done.played) == len(chosen)
