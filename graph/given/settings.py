"""What is set from outside: keys, addresses, one folder. Read once at the start, from the environment and .env."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tools.origins import as_origin

OPERATIONS = "operations.sqlite"
CALCOM_CLOUD = "https://api.cal.com"


class Settings(BaseSettings):
    """Environment variables; `.env` in the working folder is read too, the environment wins."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    calcom_api_key: SecretStr | None = None
    calcom_base_url: str = CALCOM_CLOUD
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    openai_model: str = "gpt-4.1-mini"
    openai_method: Literal["function_calling", "json_schema", "json_mode"] = "function_calling"
    calcom_agent_journal: str | None = None  # a SQLAlchemy URL; a file of the data folder when left out
    calcom_agent_origins: Annotated[tuple[str, ...], NoDecode] = ()  # web pages that may call Studio's server
    calcom_agent_tracing: Literal["off", "langsmith"] = "off"  # LangSmith's own variables count only with the latter
    calcom_agent_home: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("calcom-agent")))

    @field_validator("calcom_api_key", "openai_api_key")
    @classmethod
    def _blank_is_none(cls, key: SecretStr | None) -> SecretStr | None:
        """A key of blanks is no key."""
        return key if key and key.get_secret_value().strip() else None

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
    def journal_url(self) -> str:
        """Where confirmed writes are noted before they are sent; servers that share it never repeat each other's."""
        return self.calcom_agent_journal or f"sqlite:///{self.data_folder / OPERATIONS}"

    def open_data_folder(self) -> Path:
        """The data folder, made if missing, for its owner only (0700)."""
        for folder in (self.calcom_agent_home, self.data_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        return self.data_folder


@contextmanager
def private_files() -> Iterator[None]:
    """Files made inside can be read by their owner alone (0600), write-ahead logs included."""
    old = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(old)
