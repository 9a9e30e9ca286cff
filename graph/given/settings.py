"""What is set from outside: keys, addresses, one folder. Read once at the start, from the environment and .env."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict

from tools.calcom.versions import Resource
from tools.origins import as_origin

CONVERSATIONS = "conversations.sqlite"
OPERATIONS = "operations.sqlite"
CALCOM_CLOUD = "https://api.cal.com"
VERSION_OF = "CALCOM_API_VERSION_"  # and the name of a resource


class Settings(BaseSettings):
    """Environment variables; `.env` in the working folder is read too, the environment wins."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    calcom_api_key: SecretStr | None = None
    calcom_base_url: str = CALCOM_CLOUD
    calcom_api_version_me: str | None = None  # the cal-api-version to send for one resource, in place of ours
    calcom_api_version_event_types: str | None = None
    calcom_api_version_slots: str | None = None
    calcom_api_version_bookings: str | None = None
    calcom_api_version_schedules: str | None = None
    calcom_api_version_calendars: str | None = None
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    openai_model: str = "gpt-4.1-mini"
    openai_method: Literal["function_calling", "json_schema", "json_mode"] = "function_calling"
    openai_names_only: bool = False  # send the model no e-mail address but those a message has
    calcom_agent_journal: str | None = None  # a SQLAlchemy URL; a file of the data folder when left out
    calcom_agent_origins: Annotated[tuple[str, ...], NoDecode] = ()  # web pages that may call Studio's server
    calcom_agent_tracing: Literal["off", "langsmith"] = "off"  # LangSmith's own variables count only with the latter
    calcom_agent_home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("calcom-agent")))

    calcom_agent_keep_days: int = Field(default=30, ge=1)  # conversations and journal rows nobody touched go after that

    @field_validator("calcom_api_key", "openai_api_key")
    @classmethod
    def _blank_is_none(cls, key: SecretStr | None) -> SecretStr | None:
        """A key of blanks is no key."""
        return key if key and key.get_secret_value().strip() else None

    @field_validator(*(f"calcom_api_version_{resource.name.lower()}" for resource in Resource))
    @classmethod
    def _is_a_date(cls, version: str | None) -> str | None:
        """Servers take what they do not know for the oldest version, without a word: a slip is refused here."""
        if version is None or not version.strip():
            return None
        try:
            if date.fromisoformat(version.strip()).isoformat() == version.strip():
                return version.strip()
        except ValueError:
            pass
        raise ValueError("a version is a date like 2024-09-04")

    @model_validator(mode="after")
    def _of_a_known_resource(self) -> "Settings":
        """A version for a resource that does not exist would be ignored without a word."""
        known = {VERSION_OF + resource.name for resource in Resource}
        if strangers := sorted(name for name in given_names() if name.startswith(VERSION_OF) and name not in known):
            raise ValueError(f"{', '.join(strangers)}: no such setting; there are {', '.join(sorted(known))}")
        return self

    @property
    def api_versions(self) -> Mapping[Resource, str]:
        """The versions set in place of ours; none in demo mode, whose Cal.com is ours."""
        if self.is_demo:
            return {}
        set_to = {resource: getattr(self, f"calcom_api_version_{resource.name.lower()}") for resource in Resource}
        return {resource: version for resource, version in set_to.items() if version}

    @field_validator("calcom_agent_origins", mode="before")
    @classmethod
    def _a_list_of_origins(cls, told: object) -> object:
        """Blanks or commas between them."""
        return tuple(map(as_origin, told.replace(",", " ").split())) if isinstance(told, str) else told

    @property
    def is_traced(self) -> bool:
        """LangSmith hears of the runs; its own variables say where and as what, OpenTelemetry's exporter among them."""
        return self.calcom_agent_tracing == "langsmith"

    @property
    def is_demo(self) -> bool:
        """No Cal.com key: the mocked Cal.com on this machine is used, and the screen says so."""
        return self.calcom_api_key is None

    @property
    def data_folder(self) -> Path:
        """Where checkpoints, journal and preferences live; demo mode has its own sub-folder."""
        return self.calcom_agent_home / "demo" if self.is_demo else self.calcom_agent_home

    @property
    def kept(self) -> timedelta:
        """How long conversations and the journal's rows are kept after they were last touched."""
        return timedelta(days=self.calcom_agent_keep_days)

    @property
    def journal_url(self) -> str:
        """Where confirmed writes are noted before they are sent; servers that share it never repeat each other's."""
        return self.calcom_agent_journal or f"sqlite:///{self.data_folder / OPERATIONS}"

    @property
    def own_journal(self) -> tuple[str, ...]:
        """The journal's file in the data folder; none where it is kept in a database elsewhere."""
        return () if self.calcom_agent_journal else (OPERATIONS,)

    def open_data_folder(self) -> Path:
        """The data folder, made if missing, for its owner only (0700)."""
        for folder in (self.calcom_agent_home, self.data_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        return self.data_folder


def given_names() -> frozenset[str]:
    """Names, in capitals, of all variables that are set to something, in the environment or in .env."""
    sources = (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings))
    return frozenset(name.upper() for source in sources for name, value in source.env_vars.items() if value)


@contextmanager
def private_files() -> Iterator[None]:
    """Files made inside can be read by their owner alone (0600), write-ahead logs included."""
    old = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(old)
