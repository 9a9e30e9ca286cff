"""What runs elsewhere: workflows may only read, and a key reaches nothing but the step that needs it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))


def workflow(path: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    read = workflow(path)

    assert read["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in read["jobs"].values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_secret_is_only_ever_the_environment_of_one_step(path: Path) -> None:
    steps = [step for job in workflow(path)["jobs"].values() for step in job["steps"]]

    in_steps = [value for step in steps for value in step.get("env", {}).values() if "secrets." in str(value)]
    assert len(re.findall(r"secrets\.", path.read_text(encoding="utf-8"))) == len(in_steps)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_expression_is_pasted_into_a_shell(path: Path) -> None:
    steps = [step for job in workflow(path)["jobs"].values() for step in job["steps"]]

    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


def test_the_live_run_is_nightly_or_asked_for_and_skipped_without_a_key() -> None:
    read = workflow(FOLDER / "live.yml")

    assert set(read[True]) == {"schedule", "workflow_dispatch"}  # YAML takes the word `on` for true
    assert read["jobs"]["live"]["needs"] == "key"
    assert read["jobs"]["live"]["if"] == "needs.key.outputs.given == 'yes'"


RUN = (FOLDER.parents[1] / ".ci" / "run").read_text(encoding="utf-8")


def test_ci_runs_all_tests_lint_and_evals() -> None:
    goals = dict(re.findall(r"^    (\w+)\) (?:make )?(\S+) \|\|", RUN, re.MULTILINE))
    [always] = re.findall(r"parts=\((\w[\w ]*)\)", RUN)

    assert goals == {"unit": "test", "slow": "test-slow", "lint": "lint", "evals": "evals", "package": ".ci/package"}
    assert always.split() == ["unit", "slow", "lint", "evals"]


def test_every_part_has_a_job_of_its_own_and_a_change_is_run_once() -> None:
    read = workflow(FOLDER / "ci.yml")
    matrix = read["jobs"]["part"]["strategy"]

    assert matrix["fail-fast"] is False
    assert matrix["matrix"]["part"] == ["unit", "slow", "lint", "evals", "package"]
    assert read[True] == {"push": {"branches": ["main"]}, "pull_request": None}


def test_a_part_that_is_none_is_an_error_before_anything_is_run() -> None:
    done = subprocess.run(
        ["bash", ".ci/run", "untit"], cwd=FOLDER.parents[1], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "no part is called untit" in done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_hash(path: Path) -> None:
    used = [step["uses"] for job in workflow(path)["jobs"].values() for step in job["steps"] if "uses" in step]

    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)] == []


def test_the_page_of_a_job_tells_which_tests_are_red(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(
        '<testsuites><testsuite tests="2" failures="1" errors="0" skipped="0"><testcase classname="a" name="good"/>'
        '<testcase classname="a" name="bad"><failure message="1 is not 2"/></testcase></testsuite></testsuites>'
    )
    page = tmp_path / "page.md"
    command = [sys.executable, str(FOLDER.parents[1] / ".ci" / "summary"), str(tmp_path)]

    subprocess.run(command, env={"GITHUB_STEP_SUMMARY": str(page)}, check=True, capture_output=True)

    assert page.read_text() == "**unit**: 2 tests, 1 failures, 0 errors, 0 skipped\n- `a::bad`: 1 is not 2\n"
