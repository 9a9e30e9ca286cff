"""Runs on disk: run.json says what was played, results.jsonl holds one line for each conversation."""

import json
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evals.chat_models.cassettes import short_hash
from evals.checks.findings import Verdict
from evals.checks.record import Run, Spent
from evals.checks.verdict import verdict_on
from evals.playing.session import Played, Score, Session
from graph.understanding.model.interpreter import PROMPT_FILE

SCHEMA = 1
_HERE = Path(__file__).parent  # the checkout that plays, wherever it was called from
_PACKAGES = ("langgraph", "langchain-core", "pydantic", "httpx", "tzdata")


class NoSuchRun(ValueError):
    """A folder that holds no run, or one of another form."""


@dataclass(frozen=True)
class Stored:
    """A run read back."""

    meta: dict[str, Any]
    session: Session


def write(folder: Path, session: Session, meta: dict[str, Any]) -> None:
    """Store a session; what was in the folder's two files is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"schema": SCHEMA, "seconds": round(session.seconds, 3), **about(), **meta}
    (folder / "run.json").write_text(json.dumps(facts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    with (folder / "results.jsonl").open("w", encoding="utf-8") as file:
        for one in session.played:
            line: dict[str, Any] = {"kind": one.kind, "verdict": one.verdict.model_dump(mode="json")}
            line["run"] = _slim(one.run)
            if one.scores:
                line["scores"] = [score.model_dump(mode="json") for score in one.scores]
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def clear(folder: Path) -> None:
    """Remove the reports of a run before, so that they never stand as those of one that broke off."""
    for name in ("run.json", "results.jsonl", "report.md", "report.html", "junit.xml"):
        (folder / name).unlink(missing_ok=True)


def read(folder: Path, *, check_again: bool = False) -> Stored:
    """Read a session back; with `check_again` by the checks as they are now.

    Raises:
        NoSuchRun: nothing there, or written by another version of this file.
    """
    try:
        meta = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise NoSuchRun(f"{folder} holds no run") from error
    if meta.get("schema") != SCHEMA:
        raise NoSuchRun(f"{folder} was written in form {meta.get('schema')}, this reads {SCHEMA}")
    played = [_played(json.loads(line), check_again) for line in lines]
    spent = Spent.model_validate(meta.get("judge_spent", {}))
    return Stored(meta, Session(played, meta["seconds"], meta.get("judge"), spent))


def about() -> dict[str, Any]:
    """What else a reader of the run wants to know."""
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "dirty": bool(_git("status", "--porcelain")),
        "prompt": short_hash(PROMPT_FILE.read_text(encoding="utf-8")),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def _played(line: dict[str, Any], check_again: bool) -> Played:
    run = Run.model_validate(line["run"])
    verdict = verdict_on(run) if check_again else Verdict.model_validate(line["verdict"])
    scores = tuple(Score.model_validate(score) for score in line.get("scores", ()))
    return Played(run, verdict, line["kind"], scores)


def _slim(run: Run) -> dict[str, Any]:
    """Everything that differs from its default."""
    return run.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _git(*args: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(_HERE), *args], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603, S607
    except OSError:
        return ""
    return done.stdout.strip()
