"""What a person sees when a file on this machine cannot be used: a sentence about that, and an end when it is time."""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.slices import sliced
from tests.ui.running import bare_environment, served

STORES = ("conversations.sqlite", "operations.sqlite", "visitors.sqlite", "transcripts.sqlite")
CHAT = ("chat", "--json", "--now", "2026-11-24T09:00", "--zone", "Europe/Berlin")
PAGE = ("ui", "--port", "0")
OPENED = [*product(STORES, [PAGE]), *product(STORES[:2], [CHAT])]  # a terminal has no visitors


def script(home: Path, *arguments: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """The console script; one that does not end by itself fails the test."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    environment = bare_environment(home, **variables)
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, cwd=home, timeout=60)


def folder_of(home: Path) -> Path:
    folder = home / "data" / "demo"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.slow
def test_a_journal_elsewhere_that_does_not_answer_is_not_blamed_on_cal_com(tmp_path: Path) -> None:
    nowhere = "postgresql+psycopg://me:hidden@127.0.0.1:1/none"

    done = script(tmp_path, *CHAT, CALCOM_AGENT_JOURNAL=nowhere)

    told = json.loads(done.stdout)["error"]
    assert done.returncode == 1
    assert told["code"] == "not_saved"
    assert "CALCOM_AGENT_JOURNAL" in told["message"]
    assert "Cal.com did not" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("store", sliced(STORES[:2], quick=0, slow=1))
def test_a_damaged_file_is_told_in_the_chat_and_by_the_doctor_and_the_chat_ends(tmp_path: Path, store: str) -> None:
    (folder_of(tmp_path) / store).write_text("something else altogether")

    examined = script(tmp_path, "doctor")
    first = script(tmp_path, *CHAT, typed="hello\n")
    later = script(tmp_path, *CHAT, typed="hello\n")

    assert examined.returncode == 1
    assert store in examined.stdout
    greeted, answered = map(json.loads, first.stdout.splitlines())
    assert first.returncode == 0
    assert ".broken-" in greeted["notices"][0]
    assert "Hello" in answered["reply"]
    assert "notices" not in json.loads(later.stdout.splitlines()[0])


@pytest.mark.parametrize(("store", "command"), sliced(OPENED, quick=0, slow=1))
def test_a_file_that_cannot_be_opened_ends_the_start_with_a_sentence(
    tmp_path: Path, store: str, command: tuple[str, ...]
) -> None:
    (folder_of(tmp_path) / store).mkdir()

    done = script(tmp_path, *command)

    assert done.returncode == 1
    assert "`calcom-agent doctor` says more" in done.stderr
    assert "Cal.com did not" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("store", sliced(STORES, quick=0, slow=1))
def test_the_page_starts_over_a_damaged_file(tmp_path: Path, store: str) -> None:
    folder = folder_of(tmp_path)
    (folder / store).write_text("something else altogether")

    with served(tmp_path) as running:
        assert running.written()

    assert list(folder.glob(f"{store.partition('.')[0]}.broken-*.sqlite"))
