"""The console script, run as a script."""

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.ui.running import bare_environment
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from tools.writing.tables import digest_of
from ui.page.listening import listen


def test_a_command_imports_only_what_it_uses() -> None:
    code = (
        "import sys, ui.cli, ui.commands.when; print([m for m in ('gradio', 'fastapi', 'openai') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_script_books_by_words_and_a_press_and_ends_with_its_input(tmp_path: Path) -> None:
    words = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"
    typed = f'{words}\n{{"press": "confirm"}}\n\n'

    done = script(tmp_path, "chat", "--json", "--now", "2026-11-24T09:00", "--zone", "Europe/Berlin", typed=typed)

    first, card, booked, empty = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert "write sent" not in done.stderr  # the log is for those who configure one
    assert (first["interpreter"], first["zone"]) == ("offline", "Europe/Berlin")
    assert card["card"]["start"] == "2026-11-25T14:00:00+01:00"
    assert "create_booking" not in card["reply"]
    assert booked["reply"].startswith("Booked")
    assert (booked["card"], booked["usage"]["model_calls"]) == (None, 0)
    assert empty["reply"]


def test_a_script_is_told_what_came_of_each_turn(tmp_path: Path) -> None:
    words = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"
    lines = [words, {"say": "yes", "card": "of another"}, {"say": "yes,\nplease"}, "what do I have tomorrow?"]
    taken = "Book a 30 minute meeting tomorrow at 2pm with Zed, zed@example.com"
    typed = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in [*lines, taken, "hello"])

    done = script(tmp_path, "chat", "--json", "--now", "2026-11-24T09:00", "--zone", "Europe/Berlin", typed=typed)

    card, stale, booked, listed, refused, hello = list(map(json.loads, done.stdout.splitlines()))[1:]
    assert (card["outcome"]["status"], card["outcome"]["data"]) == ("pending", card["card"])
    assert (stale["outcome"]["code"], stale["card"]) == ("stale", card["card"])
    assert (booked["outcome"]["status"], booked["outcome"]["data"]["action"]) == ("success", "book")
    assert booked["outcome"]["data"]["booking"] in [
        {**booking, "event_type": "30 minute meeting", "zone": "Europe/Berlin"} for booking in listed["bookings"]
    ]
    assert (refused["outcome"]["status"], refused["outcome"]["code"]) == ("error", "slot_taken")
    assert hello["outcome"] is None


def test_a_conversation_goes_on_in_another_process(tmp_path: Path) -> None:
    options = ("chat", "--json", "--now", "2026-11-24T09:00", "--zone", "Europe/Berlin", "--thread", "mine")
    words = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"
    script(tmp_path, *options, typed=f"{words}\n")

    later = script(tmp_path, *options, typed='{"press": "confirm"}\n')

    assert json.loads(later.stdout.splitlines()[1])["reply"].startswith("Booked")


def test_words_about_time_are_answered_for_one_and_for_a_file(tmp_path: Path) -> None:
    row = {"text": "tomorrow at 3pm", "reference": "2026-11-24T09:00", "zone": "Europe/Berlin", "date_order": "DMY"}
    rows = tmp_path / "rows.jsonl"
    rows.write_text(f"{json.dumps(row)}\n\n{json.dumps({**row, 'text': 'the moon'})}\n", encoding="utf-8")

    one = script(tmp_path, "when", "tomorrow at 3pm", "--json", "--now", "2026-11-24T09:00", "--zone", "Europe/Berlin")
    many = script(tmp_path, "when", "--batch", str(rows))

    answer = {"kind": "one", "readings": [{"type": "instant", "start": "2026-11-25T15:00"}]}
    assert json.loads(one.stdout) == answer
    assert [json.loads(line) for line in many.stdout.splitlines()] == [answer, {"kind": "none", "readings": []}]


@pytest.mark.slow
def test_messages_are_understood_in_the_state_they_are_said_in(tmp_path: Path) -> None:
    yes = script(tmp_path, "understand", "yes, go ahead", "--state", "proposal", "--json")
    but = script(tmp_path, "understand", "yes but at 4", "--state", "proposal", "--json")

    assert json.loads(yes.stdout)["approves"] is True
    assert json.loads(but.stdout)["approves"] is False


@pytest.mark.slow
def test_the_doctor_finds_demo_mode_in_working_order(tmp_path: Path) -> None:
    done = script(tmp_path, "doctor", "--json")

    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"]) == (0, True)
    assert {"id", "status", "detail", "fix"} == set(report["checks"][0])


def test_a_busy_port_is_said_in_one_sentence_at_once(tmp_path: Path) -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]

        done = script(tmp_path, "ui", "--port", str(port))

    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_setting_is_named_without_its_value(tmp_path: Path) -> None:
    done = script(tmp_path, "chat", "--json", OPENAI_METHOD="telepathy-secret")

    assert done.returncode == 1
    assert "OPENAI_METHOD" in done.stderr
    assert told_why(done)["code"] == "bad_settings"
    assert "telepathy-secret" not in done.stderr + done.stdout


@pytest.mark.slow
def test_a_cal_com_that_is_not_there_is_said_without_a_traceback(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"

        done = script(tmp_path, "chat", "--json", CALCOM_API_KEY="cal_test_0123456789abcdef", CALCOM_BASE_URL=address)

    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert told_why(done) == {"code": "unreachable", "message": done.stderr.strip()}
    assert "Traceback" not in done.stderr
    assert "0123456789abcdef" not in done.stderr


def test_a_key_cal_com_does_not_know_is_said_with_what_to_do(tmp_path: Path) -> None:
    with MockServer(sample_world(lambda: datetime(2026, 11, 24, 8, tzinfo=UTC))) as server:
        done = script(
            tmp_path, "chat", "--json", CALCOM_API_KEY="cal_test_wrongwrongwrong", CALCOM_BASE_URL=server.base_url
        )

    assert done.returncode == 1
    assert "does not accept the key in CALCOM_API_KEY" in done.stderr
    assert told_why(done) == {"code": "bad_key", "message": done.stderr.strip()}
    assert "wrongwrong" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [pytest.param("--zone", "Foo/Bar", "bad_zone", marks=pytest.mark.slow), ("--now", "tomorrow", "bad_now")],
)
def test_an_option_that_cannot_be_used_is_said_to_programs_and_people(
    option: str, value: str, code: str, tmp_path: Path
) -> None:
    others = {"--zone": "Europe/Berlin", "--now": "2026-11-24T09:00", option: value}

    done = script(tmp_path, "chat", "--json", *(word for pair in others.items() for word in pair))
    plain = script(tmp_path, "chat", option, value)

    assert (done.returncode, plain.returncode) == (2, 2)
    assert told_why(done)["code"] == code
    assert value in told_why(done)["message"]
    assert "Traceback" not in done.stderr
    assert value in done.stderr
    assert plain.stdout == ""


def test_the_mock_says_where_it_is_and_answers_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "mock", "--port", "0", "--now", "2026-11-24T09:00", "--world", "empty"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=bare_environment(tmp_path), cwd=tmp_path
    ) as mock:
        assert mock.stdout is not None
        first = json.loads(mock.stdout.readline())
        state = httpx.get(f"{first['base_url']}{first['control']}/state").json()
        me = httpx.get(f"{first['base_url']}/v2/me", headers={"Authorization": f"Bearer {first['key']}"})
        mock.terminate()

    assert set(first) == {"base_url", "key", "control"}
    assert state["now"].startswith("2026-11-24T09:00")
    assert me.json()["status"] == "success"


def told_why(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """The one object on stdout of a chat that could not start."""
    [line] = done.stdout.splitlines()
    told: dict[str, dict[str, str]] = json.loads(line)
    assert set(told) == {"error"}
    return told["error"]


def script(home: Path, *arguments: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """The console script in an otherwise empty environment, its data and its working folder in `home`."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    environment = bare_environment(home, **variables)
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, cwd=home)


@pytest.mark.slow
def test_the_journal_tells_who_said_yes_to_what_and_forget_erases_it(tmp_path: Path) -> None:
    typed = 'Book an intro call tomorrow at 4pm with Lea Moor, lea@example.com\n{"press": "confirm"}\n'
    script(tmp_path, "chat", "--json", "--now", "2026-11-24T09:00+01:00", "--thread", "mine", typed=typed)

    [row] = json.loads(script(tmp_path, "journal", "--json").stdout)
    table = script(tmp_path, "journal").stdout
    forgotten = script(tmp_path, "forget", "mine")
    after = script(tmp_path, "journal")
    unclear = script(tmp_path, "forget", "mine", "--all")

    assert {name: row[name] for name in ("via", "thread", "action", "state")} == {
        "via": "button",
        "thread": "mine",
        "action": "book",
        "state": "done",
    }
    assert row["what"].startswith("Intro call, 2026-11-25 1")
    assert row["confirmed_at"].startswith("2026-11-24T")
    assert row["conversation"] == digest_of("mine")
    assert digest_of("mine")[:4] in table
    assert forgotten.stdout == "The conversation is erased.\n"
    assert after.stdout == "Nothing was confirmed yet.\n"
    assert unclear.returncode == 2
    kept = b"".join(file.read_bytes() for file in (tmp_path / "data" / "demo").glob("*.sqlite*"))
    assert b"Lea Moor" not in kept
