"""Makes a data folder to be kept: `python -m tests.data.making FOLDER`, run in a checkout of the release it speaks of.

It holds a conversation at an open card, two whose process was killed on the way of a write, one that looked up, booked
and cancelled much and ended with something set aside, short ones, the journal of all that, and the mocked account.
"""

import asyncio
import os
import platform
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.assistant import Assistant
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.demo import WORLD
from graph.opening.service import open_service
from tests.graph.talk import TUESDAY
from tests.graph.test_many import a_studio
from tools.calcom.client import CalcomClient
from ui.page.visitors import Visitor, Visitors

HERE = Preferences(zone="Europe/Berlin")
BROWSER = "browser"
OPEN = (
    "hello",
    "what do I have tomorrow?",
    "when are you free for an intro call on Friday?",
    "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com",
)
UNSENT = ("move my call with Olga to Friday at 10", "yes")
UNHEARD = ("Book an intro call on Thursday at 3pm with Ida Berg, ida@example.com", "yes")
ENDED = (
    "what do I have this week?",
    "cancel my lesson with Mia on 3 December",
    "2",
    "yes",
    "take Ben off the choir class",
    "yes",
    "Book a choir class on Thursday at 4pm with Dina Moss, dina@example.com",
    "yes",
    "Book a workshop tomorrow with Sofia Rossi",
    "cancel my meeting with Ana",
    "1",
    "yes",
)
SHORT = {
    "listed": ("what do I have next week?",),
    "offered": ("when could I have a consultation next Tuesday or Wednesday?",),
    "asked": ("Book a workshop tomorrow at 2pm with Ugo Neri, ugo@example.com",),
    "refused": ("cancel my meeting with Zacharias",),
    "greeted": ("hello",),
    "several": (
        "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com friday at 11",
    ),
}
# Each checkpoint holds the whole state, so the newest two of a conversation show all there is to show.
_OLD = """checkpoint_id NOT IN (
    SELECT checkpoint_id FROM checkpoints AS newer WHERE newer.thread_id = {}.thread_id
    ORDER BY checkpoint_id DESC LIMIT 2)"""


def main(folder: Path) -> None:
    """Everything in processes of their own, so that some can be killed."""
    platform.node = lambda: "elsewhere"
    home = folder / "demo"
    home.mkdir(parents=True)
    world = a_studio().world
    world.persist_to = home / WORLD
    world.save()
    for thread, texts in {"open": OPEN, "ended": ENDED, **SHORT}.items():
        in_a_process(lambda: None, folder, thread, texts)
    in_a_process(lambda: killed("reschedule_booking", first=True), folder, "unsent", UNSENT)
    in_a_process(lambda: killed("create_booking", first=False), folder, "unheard", UNHEARD)
    Visitors(home).keep(BROWSER, Visitor(thread="open", browser_zone="Europe/Berlin"))
    tidy(home)


def in_a_process(prepare: Callable[[], None], folder: Path, thread: str, texts: tuple[str, ...]) -> None:
    child = os.fork()
    if child == 0:
        prepare()
        asyncio.run(talk(folder, thread, texts))
        os._exit(0)
    print(thread, "ended with", os.waitpid(child, 0)[1])


def killed(method: str, *, first: bool) -> None:
    """This process dies just before, or just after, it calls Cal.com."""
    work = getattr(CalcomClient, method)

    async def until_death(*args: Any, **kwargs: Any) -> Any:
        if not first:
            await work(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(CalcomClient, method, until_death)


async def talk(folder: Path, thread: str, texts: tuple[str, ...]) -> None:
    settings = Settings(calcom_agent_home=folder, _env_file=None)
    async with open_service(settings, now=lambda: TUESDAY) as service:
        for text in texts:
            print("\n>", text, "\n" + await said(service.assistant, thread, text))


async def said(assistant: Assistant, thread: str, text: str) -> str:
    *_, last = [event async for event in assistant.say(thread, text, HERE)]
    return last.reply  # type: ignore[union-attr]


def tidy(home: Path) -> None:
    """Nothing that belongs to a running process, no older checkpoints, no write-ahead logs, no free pages."""
    for name in ("serving.json", "serving.lock"):
        (home / name).unlink(missing_ok=True)
    with closing(sqlite3.connect(home / "conversations.sqlite")) as kept:
        for table in ("writes", "checkpoints"):
            kept.execute(f"DELETE FROM {table} WHERE {_OLD.format(table)}")
        kept.commit()
    for database in home.glob("*.sqlite"):
        with closing(sqlite3.connect(database)) as kept:
            kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            kept.execute("PRAGMA journal_mode=DELETE")
            kept.execute("VACUUM")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
