"""A start that fails says what is wrong in words, with a way out; the doctor reads .env as the start does."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from graph.given.settings import Settings
from tests.graph.talk import TUESDAY
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from ui.commands import doctor
from ui.failing import CannotStart
from ui.opening import opened

STATUS = {"kind": "status", "times": 50}
CANNOT = {**STATUS, "code": 404, "envelope": "A", "message": "Cannot GET /v2/me"}
ELSEWHERE = {"kind": "redirect", "times": 50, "to": "https://elsewhere.example.test/login"}


@pytest.mark.parametrize(
    ("fault", "words", "code"),
    [
        ({**STATUS, "code": 429, "headers": {"Retry-After": "300"}}, "Start again in 300 seconds", "rate_limited"),
        ({**STATUS, "code": 403, "headers": {"Retry-After": "90"}}, "Start again in 90 seconds", "rate_limited"),
        ({**STATUS, "code": 429}, "Start again in", "rate_limited"),
        ({**STATUS, "code": 403, "message": "Forbidden"}, "read its own account", "not_allowed"),
        (CANNOT, "another version (cal-api-version 2024-06-14 was sent)", "wrong_version"),
        ({**STATUS, "code": 404, "envelope": "html"}, "CALCOM_BASE_URL", "wrong_version"),
        (ELSEWHERE, "a redirect", "unexpected_answer"),
        pytest.param({**STATUS, "code": 502}, "it answered 502", "unreachable", marks=pytest.mark.slow),
        pytest.param(
            {**STATUS, "code": 200, "envelope": "html"}, "a web page", "unexpected_answer", marks=pytest.mark.slow
        ),
        pytest.param(
            {"kind": "drop_before_commit", "times": 50}, "did not tell your account", "unreachable",
            marks=pytest.mark.slow,
        ),
    ],
)  # fmt: skip
async def test_an_account_that_cannot_be_read_at_the_start_is_told_in_words(
    fault: dict[str, Any], words: str, code: str, tmp_path: Path
) -> None:
    world = sample_world(lambda: TUESDAY)
    world.faults.script("GET /v2/me", **fault)

    async with MockServer(world) as server:
        settings = Settings(
            calcom_api_key=SecretStr(server.key), calcom_base_url=server.base_url, calcom_agent_home=tmp_path,
            _env_file=None,
        )  # fmt: skip
        with pytest.raises(CannotStart) as told:
            async with opened(settings, now=lambda: TUESDAY):
                pass

    assert words in str(told.value)
    assert told.value.code == code
    assert f"({code})" not in str(told.value)


def test_the_doctor_sees_what_the_env_file_sets_and_names_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CALCOM_API_KEY", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CALCOM_AGENT_HOME", str(tmp_path / "home"))
    Path(".env").write_text("OPENAI_MODEL=tiny-model\nCAL_API_KEY=cal_live_sesame\n", encoding="utf-8")

    works = doctor.run(as_json=True)

    printed = capsys.readouterr().out
    found = {check["id"]: check for check in json.loads(printed)["checks"]}
    assert works
    assert "OPENAI_MODEL" in found["environment"]["detail"]
    assert found["variables"]["detail"] == "CAL_API_KEY is not read"
    assert "CALCOM_API_KEY" in found["variables"]["fix"]
    assert "sesame" not in printed
    assert "tiny-model" not in printed
