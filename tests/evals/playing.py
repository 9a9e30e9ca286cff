"""`python -m evals` as a person runs it, against models on loopback, and what it left behind."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from evals.cli import app
from evals.playing.session import Played
from evals.reporting import store
from tests.fakes.openai_server import FakeOpenAI

ROOT = Path(__file__).parents[2]
KEY = "sk-not-a-real-key-0123456789"


@dataclass(frozen=True)
class Done:
    """A run that ended."""

    code: int
    output: str
    errors: str
    folder: Path

    @property
    def played(self) -> list[Played]:
        return store.read(self.folder).session.played

    @property
    def reports(self) -> str:
        """Everything it wrote."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.iterdir()))

    @property
    def everything(self) -> str:
        return self.output + self.errors + self.reports


def evals_here(folder: Path, *arguments: str) -> Done:
    """Run it in this process, one conversation after the other."""
    done = CliRunner().invoke(app, ["run", *arguments, "--report", str(folder / "report"), "-j", "1"])
    return Done(done.exit_code, done.stdout, done.stderr, folder / "report")


def evals(folder: Path, *arguments: str, endpoint: FakeOpenAI | None = None, **variables: str) -> Done:
    """Run it in a process of its own, with an empty environment but for the endpoint."""
    keys = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": endpoint.base_url} if endpoint else {}
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), "OPENAI_MODEL": "fake-1"}
    done = subprocess.run(
        [sys.executable, "-m", "evals", "run", *arguments, "--report", str(folder / "report")],
        cwd=home,
        env={**environment, **keys, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr, folder / "report")
