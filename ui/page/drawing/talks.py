"""The list of conversations: open, rename, delete."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from tools.writing.tables import digest_of
from ui.page.drawing.pieces import Clock, button
from ui.page.transcripts import Talk
from ui.rendering import encoded

OPEN, RENAME, DELETE = "open", "rename", "delete"


def talk_list(talks: Sequence[Talk], shown: str, clock: Clock) -> str:
    """Newest first, under "Today", "Yesterday" and the months before; `shown` is the thread on this page."""
    by_day = groupby(talks, key=lambda one: _when(clock.voice.local(one.at).date(), clock.today))
    drawn = "".join(
        f"<h2>{encoded(head)}</h2><ul>{''.join(_talk(t, shown) for t in held)}</ul>" for head, held in by_day
    )
    return (
        f'<nav class="talks" aria-label="Conversations">{drawn or "<p>Your conversations will stand here.</p>"}</nav>'
    )


def _when(day: date, today: date) -> str:
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%B}" if day.year == today.year else f"{day:%B %Y}"


def _talk(talk: Talk, shown: str) -> str:
    name, title = digest_of(talk.thread), talk.title or "Conversation"
    here = ' aria-current="true"' if talk.thread == shown else ""
    opens = button(title, OPEN, name, kind="talk")
    ways = [
        button("✎", RENAME, name, kind="small", described=f"Rename “{title}”"),
        button("✕", DELETE, name, kind="small", described=f"Delete “{title}”"),
    ]
    return f'<li{here} data-title="{encoded(title)}">{opens}{"".join(ways)}</li>'
