"""`calcom-agent journal`: who said yes to what, when, and what came of it."""

import asyncio
import json

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.given.ports import wall_clock
from graph.given.settings import Settings, private_files
from tools.errors import NotSaved
from tools.writing.journal import Entry, OperationJournal
from ui.failing import CannotStart
from ui.opening import read_settings
from ui.rendering import plain

_SHOWN = 8  # characters of a uid


def run(*, as_json: bool) -> None:
    """Print all writes that are remembered, oldest first. Raises CannotStart."""
    settings = read_settings()
    try:
        entries = asyncio.run(_entries(settings))
    except (NotSaved, OSError) as error:
        raise CannotStart("The journal cannot be read. `calcom-agent doctor` says more.", "not_saved") from error
    if as_json:
        print(json.dumps([_as_json(entry) for entry in entries]))
    else:
        Console(highlight=False).print(_table(entries) if entries else Text("Nothing was confirmed yet."))


async def _entries(settings: Settings) -> list[Entry]:
    settings.open_data_folder()
    with private_files():
        journal = OperationJournal(settings.journal_url, now=wall_clock, kept=settings.kept)
    try:
        return await journal.rows()
    finally:
        journal.close()


def _as_json(entry: Entry) -> dict[str, object]:
    facts = entry.facts
    return {
        "confirmed_at": facts.confirmed_at and facts.confirmed_at.isoformat(),
        "via": facts.via,
        "thread": facts.thread,
        "conversation": entry.conversation,
        "account": facts.account,
        "action": entry.action,
        "what": facts.what,
        "state": str(entry.stage),
        "uid": entry.uid,
        "error": entry.error,
        "sent_at": entry.sent_at and entry.sent_at.isoformat(),
    }


def _table(entries: list[Entry]) -> Table:
    table = Table("Confirmed (UTC)", "By", "Conversation", "Action", "What", "Came of it", "Reference")
    for entry in entries:
        facts = entry.facts
        at = f"{facts.confirmed_at:%Y-%m-%d %H:%M:%S}" if facts.confirmed_at else "?"
        came = f"{entry.stage} ({entry.error})" if entry.error else str(entry.stage)
        cells = (
            at,
            facts.via,
            entry.conversation,
            entry.action,
            facts.what,
            came,
            (entry.uid or "")[:_SHOWN],
        )
        table.add_row(*(Text(plain(cell or "?")) for cell in cells))
    return table
