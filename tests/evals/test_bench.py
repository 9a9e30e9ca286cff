"""The benchmark runs, counts rightly and prints its rows; how fast anything is, no test says."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.bench import cli, development
from evals.bench.cost import tokens
from evals.bench.cost.booking_cost import booking_cost
from evals.bench.cost.turn_overhead import turn_overhead
from evals.bench.language import library
from evals.bench.language.scorers import NoFigures, figures, score_times
from evals.bench.language.sentences import fuzz
from evals.bench.language.words import words
from evals.bench.page_start import NoPage, seconds_until_it_answers
from evals.bench.report import print_table
from evals.bench.row import Figure, Row
from evals.bench.timing import Spread

QUIET = Spread(1.0, 2.0, 3.0, 4.0)


def run(*options: str) -> Any:
    """The command with small sizes."""
    return CliRunner().invoke(cli.app, ["--quick", *options])


def a_row(ours: float = 8.0, **fields: Any) -> Row:
    """A figure of 8 ms, without bar and baseline unless told."""
    return Row("turn", "overhead", Figure(ours, "ms"), **fields)


@pytest.mark.parametrize(
    "part",
    ["booking", pytest.param("time", marks=pytest.mark.slow), pytest.param("mock", marks=pytest.mark.slow), "prompt"],
)
def test_a_part_can_be_measured_alone(part: str) -> None:
    rows = json.loads(run("--json", "--only", part).stdout)["rows"]

    assert {row["part"] for row in rows} == {part}


@pytest.mark.slow
def test_the_table_shows_every_row_and_how_to_read_it() -> None:
    printed = run("--only", "prompt", "--only", "booking").stdout

    assert "prompt tokens, 10 event types, 20 options" in printed
    assert "model calls, with a model" in printed
    assert "Compare within this run only" in printed


def test_an_unknown_part_is_refused() -> None:
    assert run("--only", "weather").exit_code == 2


async def test_a_booking_is_counted_where_the_calls_arrive() -> None:
    rows = {row.what: row for row in await booking_cost()}

    assert rows["model calls, offline"].ours.value == 0
    assert rows["model calls, with a model"].ours.value == 1
    assert rows["model calls, with a model"].baseline == Figure(5)  # types, slots, question; booking, answer
    assert rows["writes"].ours == rows["writes"].baseline == Figure(1)
    assert rows["prompt tokens, with a model"].ours.value > 0


async def test_the_last_turns_are_measured_beside_the_first_ones() -> None:
    rows = await turn_overhead(4)

    assert [row.what for row in rows[:2]] == ["overhead, turns 1–2", "overhead, turns 3–4"]
    assert all(row.ours.value > 0 and row.baseline and row.baseline.value > 0 for row in rows)


async def test_a_page_is_waited_for_until_it_answers() -> None:
    plain_server = (sys.executable, "-m", "http.server", "--bind", "127.0.0.1")

    assert await seconds_until_it_answers(*plain_server) > 0


async def test_a_page_that_ends_before_it_answers_is_no_figure() -> None:
    with pytest.raises(NoPage, match="ended with 3"):
        await seconds_until_it_answers(sys.executable, "-c", "raise SystemExit(3)")


def test_a_row_knows_its_ratio_and_whether_its_bar_is_met() -> None:
    row = a_row(8, most=10, baseline=Figure(16, "ms"))

    assert (row.ratio, row.is_met) == (0.5, True)
    assert a_row(11, most=10).is_met is False
    assert (a_row().ratio, a_row().is_met) == (None, None)


def test_a_missed_bar_is_seen_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([a_row(11, most=10, note="list[int] in a note")], QUIET, 1.0)

    printed = capsys.readouterr().out
    assert "missed" in printed
    assert "list[int] in a note" in printed


def test_the_spread_of_few_samples_has_the_largest_as_its_p95() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(1.0, 2.0, 3.0, 3.0)


def test_tokens_are_estimated_where_the_tokenizer_would_have_to_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    counter = tokens.counter()

    assert counter.name == "max(len/4, words)"
    assert counter.count("Thirty minutes tomorrow afternoon, please") == 11  # 41 letters
    assert counter.count('{"n":[1,2,30]}') == 9  # 14 letters, but nine marks and figures


def test_the_schemas_of_tools_are_counted_with_the_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    counter, messages = tokens.counter(), [{"role": "user", "content": "x" * 40}]
    tool = {"type": "function", "function": {"name": "y" * 400}}

    assert counter.of_request({"messages": messages}) == 10
    assert counter.of_request({"messages": messages, "tools": [tool]}) > 110


def test_fuzz_is_the_same_every_time() -> None:
    assert list(fuzz(50)) == list(fuzz(50))
    assert len(set(fuzz(50))) > 40


def test_a_share_may_not_be_less_than_its_bar() -> None:
    assert Row("words", "exact", Figure(94.9, "%"), least=95).is_met is False
    assert Row("words", "exact", Figure(95, "%"), least=95).bar == "≥ 95 %"


@pytest.mark.parametrize("part", ["words", "dialogues"])
def test_without_development_rows_a_part_is_left_out_and_said_to_be(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(development, "SHARED", tmp_path)

    ended = run("--json", "--only", part)

    assert json.loads(ended.stdout)["rows"] == []
    assert f"{part}: left out" in ended.stderr


@pytest.mark.skipif(not development.is_here(), reason="no development rows beside the project")
@pytest.mark.slow
@pytest.mark.thorough
async def test_the_figures_of_the_scorers_become_rows_with_bars() -> None:
    bars = {row.what: row.bar for row in await words() if row.bar}

    assert any(what.startswith("expressions_own") and bar == "≥ 95 %" for what, bar in bars.items())
    assert bars["false approvals"] == "≤ 0"


def test_a_scorers_last_line_is_read_as_percent_and_counts() -> None:
    scores = figures("n 40  lenient 0.875  wrong 2.5%  approvals taken 3 of 4  false approvals 0 of 0")

    assert (scores["n"], scores["lenient"], scores["wrong"]) == (40, 87.5, 2.5)
    assert scores.per_hundred("approvals taken") == 75
    assert scores.per_hundred("false approvals") == 0


async def test_a_scorer_without_figures_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "score_times.py").write_text("print('nothing to say')")
    monkeypatch.setattr("evals.bench.language.scorers.SHARED", tmp_path)

    with pytest.raises(NoFigures, match="nothing to say"):
        await score_times([], [])


def test_a_librarys_moment_is_credited_with_its_day_and_its_clock() -> None:
    answered = library.answer(library.guess("tomorrow at 3pm", datetime(2026, 11, 18, 10, 20), "MDY"))

    starts = {reading["start"] for reading in answered["readings"]}
    assert starts == {"2026-11-19T15:00", "2026-11-19", "15:00"}
    assert library.answer(None)["kind"] == "none"
