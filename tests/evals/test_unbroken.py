"""A run does not break: what is lost costs one conversation, old reports go, and a mistyped name is an error."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.playing import session
from evals.playing.runner import play
from evals.playing.session import jobs_for, play_all
from evals.reporting import compare, store
from evals.reporting.exit_code import Exit, exit_code
from evals.stories.loader import select

ROOT = Path(__file__).parents[2]
TWO = ["happy.one-sentence", "happy.cancel-button"]


def losing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The first conversation's connection to the mock breaks so often."""
    lost: list[str] = []

    async def broken(harness: Any, story: Any, **more: Any) -> Any:
        if story.id == "happy.one-sentence" and len(lost) < times:
            lost.append(story.id)
            raise httpx.ReadError("")
        return await play(harness, story, **more)

    monkeypatch.setattr(session, "play", broken)


@pytest.mark.parametrize(
    ("times", "outcomes", "code"), [(1, ["pass", "pass"], Exit.MET), (2, ["pass", "harness_error"], Exit.INFRA)]
)
def test_a_lost_connection_costs_one_conversation_at_most(
    monkeypatch: pytest.MonkeyPatch, times: int, outcomes: list[str], code: Exit
) -> None:
    losing(monkeypatch, times)

    done = play_all([job for job in jobs_for(select(TWO)) if not job.variant])

    assert [one.verdict.outcome for one in done.played] == outcomes
    assert exit_code(done) == code


def test_a_run_that_breaks_off_leaves_no_older_report_as_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("run.json", "results.jsonl", "report.html", "notes.txt"):
        (tmp_path / name).write_text("old")

    async def crash(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "play", crash)
    CliRunner().invoke(app, ["run", TWO[0], "-j", "1", "--report", str(tmp_path)])

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["run", TWO[0], "--mutant", "bogus"], "no mutant is called 'bogus'"),
        (["mutants", "bogus"], "no mutant is called 'bogus'"),
        (["diff", "RUN", "--fail-on", "regresed"], "--fail-on regresed"),
        (["diff", "RUN", "OTHER"], "no conversation in common"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_name_is_an_error(tmp_path: Path, command: list[str], said: str) -> None:
    for name, wanted in (("RUN", TWO[0]), ("OTHER", TWO[1])):
        store.write(tmp_path / name, play_all(jobs_for(select([wanted]))[:1]), {"profile": "offline"})

    done = CliRunner().invoke(app, [str(tmp_path / word) if word.isupper() else word for word in command])

    assert done.exit_code == Exit.BAD_INPUT
    assert said in done.stderr


def test_what_was_not_played_this_time_is_told_by_number() -> None:
    told = compare.told(compare.Comparison(removed=[f"happy.n{n}" for n in range(400)]))

    assert "removed 400" in told
    assert len(told.splitlines()) == 22


@pytest.mark.slow
def test_pytest_plays_a_folder_of_ones_own(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["new", "mine.first", "--folder", str(tmp_path)])
    command = [sys.executable, "-m", "pytest", "evals", "--scenarios", str(tmp_path), "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(". ")
