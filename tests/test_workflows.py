"""What runs elsewhere: workflows may only read, and a key reaches nothing but the step that needs it."""

import re
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


def test_ci_runs_all_tests_lint_and_evals() -> None:
    lines = (FOLDER.parents[1] / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    goals = [line.removeprefix("make ") for line in lines if line.startswith("make ")]
    assert goals == ["install", "test", "test-slow", "lint", "evals"]
