"""The live objects a run needs: Cal.com, an interpreter, a clock. Chosen once, at the start, never slid into."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import SecretStr

from graph.given.settings import Settings, private_files
from graph.understanding.interpreter import Interpreter
from tools.calcom.client import CalcomClient
from tools.writing.journal import OperationJournal

Clock = Callable[[], datetime]
DEMO = "demo"  # the mocked Cal.com of a data folder, at whatever port it is found


@dataclass(frozen=True)
class Ports:
    """What the nodes talk to. `now` gives an aware instant; the journal is in memory unless a durable one is given."""

    calcom: CalcomClient
    interpreter: Interpreter
    now: Clock
    journal: OperationJournal = field(default_factory=lambda: OperationJournal(now=wall_clock))


def wall_clock() -> datetime:
    """The present instant, UTC. The only place that reads the machine's clock."""
    return datetime.now(UTC)


def interpreter_for(settings: Settings) -> Interpreter:
    """The language model when there is a key for one, else the offline interpreter."""
    if settings.openai_api_key is None:
        from graph.understanding.offline import OfflineInterpreter  # as below: only the one that is used

        return OfflineInterpreter()
    from graph.understanding.model.interpreter import open_model  # slow to import, so only when a key is set

    return open_model(
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        model=settings.openai_model,
        method=settings.openai_method,
        names_only=settings.openai_names_only,
    )


def open_ports(settings: Settings, base_url: str, key: SecretStr | None, *, now: Clock = wall_clock) -> Ports:
    """Ports to the Cal.com at this address. Opens the journal's file in the data folder, which must be there; blocks.

    Raises:
        NotSaved: the operation journal cannot be opened.
    """
    with private_files():
        journal = OperationJournal(settings.journal_url, now=now, kept=settings.kept)
    known_as = DEMO if settings.is_demo else None
    calcom = CalcomClient(base_url, key, now=now, versions=settings.api_versions, known_as=known_as)
    return Ports(calcom, interpreter_for(settings), now, journal)


_installed: list[Ports] = []


def install(ports: Ports) -> None:
    """Give runs that were handed no ports these ones: LangGraph's own server calls it when it starts."""
    _installed[:] = [ports]


def default() -> Ports:
    """The installed ports, else new ones from the environment, kept for the life of the process."""
    if not _installed:
        settings = Settings()
        settings.open_data_folder()
        install(open_ports(settings, settings.calcom_base_url, settings.calcom_api_key))
    return _installed[0]
