"""What is set from outside is read once, from the environment and .env alike; a slip in a version is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.given.ports import open_ports
from graph.given.settings import Settings, given_names
from tools.calcom.versions import VERSIONS, Resource


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in given_names():
        if name.startswith(("CALCOM_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CALCOM_AGENT_HOME", str(tmp_path))


def dotenv(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("resource", Resource)
def test_another_version_is_sent_for_the_one_resource_it_is_set_for(
    resource: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALCOM_API_KEY", "cal_test_0123")
    monkeypatch.setenv(f"CALCOM_API_VERSION_{resource.name}", " 2025-01-31 ")

    assert Settings().api_versions == {resource: "2025-01-31"}


def test_a_version_in_the_env_file_reaches_the_client(tmp_path: Path) -> None:
    dotenv("CALCOM_API_KEY=cal_test_0123", "CALCOM_API_VERSION_SLOTS=2025-01-31", "CALCOM_API_VERSION_ME=")
    settings = Settings()

    ports = open_ports(settings, settings.calcom_base_url, settings.calcom_api_key)

    assert ports.calcom.versions == {**VERSIONS, Resource.SLOTS: "2025-01-31"}
    ports.journal.close()


def test_demo_mode_sends_our_own_versions() -> None:
    dotenv("CALCOM_API_VERSION_SLOTS=2025-01-31")

    assert Settings().api_versions == {}


@pytest.mark.parametrize("version", ["2024-9-4", "20240904", "latest", "2024-13-01", "v2", "2024-09-04; x"])
def test_what_is_no_version_is_refused(version: str) -> None:
    dotenv(f"CALCOM_API_VERSION_SLOTS={version}")

    with pytest.raises(ValidationError, match="a date like 2024-09-04"):
        Settings()


@pytest.mark.parametrize("name", ["SLOT", "EVENT-TYPES", "EVENTTYPES", "BOOKING", "USERS"])
def test_a_version_for_something_that_does_not_exist_is_refused_with_what_there_is(name: str) -> None:
    dotenv(f"CALCOM_API_VERSION_{name}=2024-09-04")

    with pytest.raises(ValidationError, match=rf"CALCOM_API_VERSION_{name}: no such setting.*VERSION_SLOTS"):
        Settings()


def test_names_are_given_by_the_environment_and_the_env_file_and_only_with_a_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dotenv("OPENAI_MODEL=small", "OPENAI_BASE_URL=", "# CALCOM_API_KEY=x", "export calcom_url=x")
    monkeypatch.setenv("CALCOM_BASE_URL", "https://cal.example.test")

    assert {"OPENAI_MODEL", "CALCOM_URL", "CALCOM_BASE_URL"} <= given_names()
    assert not {"OPENAI_BASE_URL", "CALCOM_API_KEY"} & given_names()
