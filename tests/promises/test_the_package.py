"""The package holds every file, and works outside the checkout: with and without a model, and for the evals."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.fakes.openai_server import openai_server, tool_call

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "tools", "evals", "ui")
BESIDE = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "system_prompt.txt")
LINES = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com\nyes\n"
# `.ci/package` does the same as a part of CI of its own.
pytestmark = [pytest.mark.slow, pytest.mark.thorough, pytest.mark.xdist_group("package")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources and unpacked as an installer does; the libraries are ours."""
    folder = tmp_path_factory.mktemp("package")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / "src" / room, ignore=shutil.ignore_patterns("__pycache__", "runs"))
    for name in BESIDE:
        shutil.copy(ROOT / name, folder / "src" / name)
    build = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder), str(folder / "src"))
    subprocess.run([sys.executable, "-m", *build], check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def run(site: Path, *command: str, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Python with the unpacked package first, from a folder that is no checkout."""
    home = site.parent / "home"
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    python = [sys.executable, "-P", *command]
    surroundings = {**kept, "PYTHONPATH": str(site), "CALCOM_AGENT_HOME": str(home / "data"), **variables}
    return subprocess.run(python, input=text, capture_output=True, text=True, cwd=home, env=surroundings, check=False)


def test_every_file_of_ours_is_in_it(installed: Path) -> None:
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    wanted = {*listed.splitlines(), "graph/understanding/model/system_prompt.txt"}

    assert {name for name in wanted if not (installed / name).exists()} == set()


def test_it_says_its_version(installed: Path) -> None:
    done = run(installed, "-m", "ui.cli", "--version")

    assert done.stdout == "calcom-agent 0.1.0\n", done.stderr


def test_it_books_without_a_model(installed: Path) -> None:
    done = run(installed, "-m", "ui.cli", "chat", "--json", "--zone", "Europe/Berlin", text=LINES)

    assert '"status": "success"' in done.stdout or '"status":"success"' in done.stdout, done.stderr
    assert str(ROOT) not in done.stdout + done.stderr


def test_it_reads_with_a_model(installed: Path) -> None:
    with openai_server() as fake:
        fake.answers(tool_call({"acts": [{"intent": "help"}]}))
        settings = {"OPENAI_API_KEY": "sk-none", "OPENAI_BASE_URL": fake.base_url, "OPENAI_MODEL": "fake"}
        done = run(installed, "-m", "ui.cli", "chat", "--json", text="could you tell me something\n", **settings)

    assert done.returncode == 0, done.stderr
    assert '"interpreter": "model"' in done.stdout.replace('":"', '": "')
    assert fake.requests[0]["messages"][0]["content"].startswith((ROOT / "system_prompt.txt").read_text()[:40])


def test_the_evals_play_ours_and_ones_own(installed: Path) -> None:
    new = run(installed, "-m", "evals", "new", "mine.first")
    own = run(installed, "-m", "evals", "run", "scenarios", "-j", "1")
    ours = run(installed, "-m", "evals", "run", "happy.one-sentence", "-j", "1")

    assert new.returncode == own.returncode == ours.returncode == 0, new.stderr + own.stdout + ours.stdout


IMPORTS = """
import os
before = dict(os.environ)
import graph, graph.app, evals, tools, ui
print({name for name in os.environ if os.environ[name] != before.get(name)})
"""


def test_importing_it_changes_nothing_in_the_process(installed: Path) -> None:
    done = run(installed, "-c", IMPORTS)

    assert done.stdout.strip() == "set()", done.stderr
