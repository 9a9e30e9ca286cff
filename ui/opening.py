"""Opens the service for a page or a terminal; whatever is wrong with the set-up is said in one plain sentence."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from graph.given.settings import Settings
from graph.opening.service import Service, open_service
from tools.calcom.address import BadAddress
from tools.errors import BadKey, NotAllowed, NotSaved, RateLimited, SchedulingError, Unreachable
from ui.failing import CannotStart

_DOCTOR = "`calcom-agent doctor` says more."


@dataclass(frozen=True)
class Status:
    """What the person should always see: who interprets, for whom, and on which Cal.com."""

    interpreter: str  # "offline" or "model"
    account: str  # e-mail address
    calcom_url: str
    is_demo: bool
    notices: tuple[str, ...] = ()  # sentences to be read once

    @classmethod
    def of(cls, service: Service) -> "Status":
        return cls(service.interpreter, service.account.email, service.calcom_url, service.is_demo, service.notices)

    @property
    def calcom_words(self) -> str:
        return "DEMO: mocked Cal.com on this machine" if self.is_demo else f"Cal.com: {self.calcom_url}"

    @property
    def interpreter_words(self) -> str:
        return "offline interpreter" if self.interpreter == "offline" else "language model"


def read_settings() -> Settings:
    """The settings from the environment and .env. Raises CannotStart naming the variable that does not fit."""
    try:
        return Settings()
    except ValidationError as error:
        # Only names and reasons: the values may be keys.
        wrong = "; ".join(": ".join([*(str(at).upper() for at in e["loc"]), e["msg"]]) for e in error.errors())
        raise CannotStart(f"The settings cannot be used. {wrong}", "bad_settings") from error


@asynccontextmanager
async def opened(
    settings: Settings, *, now: Callable[[], datetime] | None = None, fresh: bool = False
) -> AsyncIterator[Service]:
    """The running service. Raises CannotStart when it cannot be opened; what fails later is not touched."""
    async with AsyncExitStack() as stack:
        try:
            service = await stack.enter_async_context(open_service(settings, now=now, fresh=fresh))
        except (SchedulingError, BadAddress, OSError) as error:
            raise CannotStart(_sentence(error, settings), _code(error)) from error
        yield service


def _code(error: SchedulingError | BadAddress | OSError) -> str:
    if isinstance(error, SchedulingError):
        return error.code
    return "bad_address" if isinstance(error, BadAddress) else "data_folder"


def _sentence(error: SchedulingError | BadAddress | OSError, settings: Settings) -> str:
    match error:
        case BadKey():
            return (
                "Cal.com does not accept the key in CALCOM_API_KEY. Make a new one at Cal.com under"
                f" Settings > Developer > API keys, or unset the variable to try the demo. {_DOCTOR}"
            )
        case NotAllowed():
            return (
                "Cal.com does not let the key in CALCOM_API_KEY read its own account. Make another key at Cal.com under"
                f" Settings > Developer > API keys, or look what this one may do. {_DOCTOR}"
            )
        case RateLimited():
            return f"Cal.com asks us to slow down. Start again in {error.retry_after:.0f} seconds: nothing was lost."
        case Unreachable() if error.part is not None:
            answered = f" (it answered {error.status})" if error.status else ""
            return f"Cal.com is in trouble: it did not tell your account{answered}. Try again in a while. {_DOCTOR}"
        case Unreachable():
            return f"Cal.com cannot be reached. Check CALCOM_BASE_URL and the network, then try again. {_DOCTOR}"
        case NotSaved() if settings.calcom_agent_journal and error.detail.startswith("journal"):
            return f"The database in CALCOM_AGENT_JOURNAL cannot be used, so nothing may be sent. {_DOCTOR}"
        case NotSaved():
            return (
                f"Nothing can be saved in {settings.data_folder}, so I don't start: is the disk full, or does another"
                f" program hold a file there? {_DOCTOR}"
            )
        case SchedulingError():
            return (
                "What answers at CALCOM_BASE_URL does not answer like Cal.com's API v2: it is another address, a"
                f" redirect, a web page, or another version (cal-api-version {error.version} was sent). {_DOCTOR}"
            )
        case BadAddress():
            return f"CALCOM_BASE_URL cannot be used: {error}."
    reason = error.strerror or "it cannot be opened"
    return f"The data folder {settings.data_folder} cannot be used: {reason}. Set CALCOM_AGENT_HOME to one of yours."
