"""deepeval agrees with our verdicts, stays silent, and is loaded only when it is used."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel

from evals.checks.findings import Finding, Verdict
from evals.playing.session import Played
from evals.reporting import deepeval_adapter as adapter
from evals.stories.loader import select
from tests.evals.builders import booked_run
from tests.slices import sliced

pytestmark = pytest.mark.skipif(find_spec("deepeval") is None, reason="the extra `evals` is not installed")

ROOT = Path(__file__).parents[2]
PASS = Verdict(outcome="pass")
FAIL = Verdict(outcome="fail", findings=(Finding(gate="end state", text="- missing: a booking"),))


def test_a_record_becomes_a_conversation_with_its_calls() -> None:
    case = adapter.test_case(booked_run(), PASS)

    assert [turn.role for turn in case.turns] == ["user", "assistant"] * 2
    assert [call.name for call in case.turns[3].tools_called or ()] == ["booking.create"]


def test_its_metrics_say_what_our_gates_say() -> None:
    result = adapter.evaluate([Played(booked_run(), PASS, "happy"), Played(booked_run(), FAIL, "happy")])

    assert [one.success for one in result.test_results] == [True, False]
    failed = {data.name: data.reason for data in result.test_results[1].metrics_data if not data.success}
    assert failed == {"End state": "- missing: a booking"}


def test_its_assertion_fails_with_ours() -> None:
    adapter.assert_passes(Played(booked_run(), PASS, "happy"))
    with pytest.raises(AssertionError, match="End state"):
        adapter.assert_passes(Played(booked_run(), FAIL, "happy"))


def test_nothing_played_is_no_pass() -> None:
    with pytest.raises(ValueError, match="nothing was played"):
        adapter.evaluate([])


def test_scenarios_become_goldens() -> None:
    dataset = adapter.goldens(select(["happy"]))

    assert {golden.name for golden in dataset.goldens} >= {"happy.one-sentence"}
    assert all("end_state" in golden.additional_metadata for golden in dataset.goldens)


def test_a_judge_informs_and_never_gates() -> None:
    judge = adapter.judge_model(FakeListChatModel(responses=["{}"]))

    assert [metric.threshold for metric in adapter.judge_metrics(judge).values()] == [None, None]


@pytest.mark.slow
def test_it_is_loaded_only_when_used_reads_no_dotenv_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CALCOM_API_KEY=cal_live_0123456789abcdef0123\n")
    root = Path(__file__).parents[2]
    code = (
        "from evals.environment import prepare; prepare();"
        "import evals.cli, sys, os; assert 'deepeval' not in sys.modules;"
        "from evals.reporting.deepeval_adapter import gate_metrics; gate_metrics(); assert 'deepeval' in sys.modules;"
        "assert 'CALCOM_API_KEY' not in os.environ"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(root)}

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


def test_exported_goldens_are_read_back_whole_and_can_be_played(tmp_path: Path) -> None:
    adapter.write_goldens(tmp_path, select(["happy.cancel-button"]))
    [golden] = adapter.goldens_in(tmp_path / "goldens.json")

    case = adapter.played_case(golden)

    assert golden.additional_metadata == adapter.goldens(select(["happy.cancel-button"])).goldens[0].additional_metadata
    assert (case.metadata or {})["outcome"] == "pass"


@pytest.mark.slow
@pytest.mark.parametrize(("start", "passes"), sliced([("T09:30", True), ("T10:30", False)], quick=0, slow=1))
def test_deepevals_own_command_plays_what_was_exported_and_names_the_gates(
    tmp_path: Path, start: str, passes: bool
) -> None:
    adapter.write_goldens(tmp_path, select(["happy.confirm-button"]))
    goldens = tmp_path / "goldens.json"
    goldens.write_text(goldens.read_text().replace("T09:30", start))
    command = [str(Path(sys.executable).with_name("deepeval")), "test", "run", "test_goldens.py"]

    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )

    assert ("Passed: 1" in done.stdout) is passes, done.stdout + done.stderr
    assert "Safety" in done.stdout
