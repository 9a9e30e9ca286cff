"""What is slow only once is done before the first person asks: grammars and patterns are built by a first reading."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from graph.understanding.dialogue import Dialogue, Pending
from graph.understanding.offline import understand
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal
from graph.when import TimeContext, resolve

_SENTENCE = "book a call tomorrow at 2pm for 30 minutes with ana@example.com"


async def warm_up(now: Callable[[], datetime]) -> None:
    """Read one sentence with everything that reads, beside the event loop: 200 ms that the first turn would cost."""
    await asyncio.to_thread(_read_once, now())


def _read_once(now: datetime) -> None:
    understand(_SENTENCE, Dialogue(now=now, zone="UTC"))
    resolve("tomorrow at 2pm", TimeContext(now=now, user_zone="UTC"))
    for action in (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL):
        for reads in (is_approval, is_refusal, is_drop):
            reads("hm", Pending(action=action))
