"""Where the language models of a run are: the assistant's own, the one that plays the person, the one that judges."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.given.settings import Settings
from graph.understanding.model.interpreter import Method


class NoEndpoint(ValueError):
    """A model is to be asked, and the environment does not say where or with which key."""


class Role(StrEnum):
    """What a model does in a run; the value is the prefix of its own variables."""

    ASSISTANT = "OPENAI_"
    PERSON = "EVALS_USER_"
    JUDGE = "EVALS_JUDGE_"


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible endpoint and a model there. `api_key` is None when none is set."""

    model: str
    base_url: str | None
    api_key: SecretStr | None
    method: Method

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine, so that nothing needs to leave it."""
        host = urlsplit(self.base_url or "").hostname or ""
        return host == "localhost" or host.startswith("127.") or host == "::1"


class _Own(BaseSettings):
    """The variables of one role. `.env` is not read: what an eval talks to is told by the environment alone."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    api_key: SecretStr | None = None
    base_url: str | None = None
    model: str | None = None


def endpoint_of(role: Role) -> Endpoint:
    """From OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL; person and judge may have their own.

    Raises:
        NoEndpoint: a role has an address of its own but no key: ours is not sent to somebody else.
    """
    common = Settings(_env_file=None)
    own = _Own(_env_prefix=role.value, _env_file=None)
    if own.base_url not in (None, common.openai_base_url) and own.api_key is None:
        raise NoEndpoint(f"{role.value}BASE_URL is set, so {role.value}API_KEY must be too")
    return Endpoint(
        model=own.model or common.openai_model,
        base_url=own.base_url or common.openai_base_url,
        api_key=own.api_key or common.openai_api_key,
        method=common.openai_method,
    )
