"""`calcom-agent forget`: erases what is kept of a conversation, or of all."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from graph.given.ports import wall_clock
from graph.given.settings import CONVERSATIONS, Settings, private_files
from graph.opening.forgetting import forget
from tools.errors import NotSaved
from tools.writing.journal import OperationJournal
from ui.failing import CannotStart
from ui.opening import read_settings
from ui.page.transcripts import forget_shown


def run(thread: str | None) -> None:
    """Erase one conversation by its id; None: all, files that were set aside included. Raises CannotStart."""
    settings = read_settings()
    try:
        found = asyncio.run(_forget(settings, thread))
    except (NotSaved, OSError, SQLAlchemyError) as error:
        sentence = (
            f"Not everything could be erased in {settings.data_folder}. End the page and every chat, then say it again."
        )
        raise CannotStart(sentence, "not_saved") from error
    what = "Everything that was kept of conversations" if thread is None else "The conversation"
    print(f"{what} is erased." if found or thread is None else "There is no conversation of that name.")


async def _forget(settings: Settings, thread: str | None) -> bool:
    """What was sent is noted without persons in the journal's audit, which stays; its rows of the conversation go."""
    folder = settings.open_data_folder()
    found = await asyncio.to_thread(forget, folder / CONVERSATIONS, thread)
    found |= await asyncio.to_thread(forget_shown, folder, thread)
    with private_files():
        journal = OperationJournal(settings.journal_url, now=wall_clock, kept=settings.kept)
    try:
        await journal.forget(thread)
    finally:
        journal.close()
    if thread is None:
        for aside in folder.glob("*.broken-*"):
            aside.unlink()
    return found
