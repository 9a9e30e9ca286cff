"""Chat for people: words as they are, the card in a box, offers under their numbers, and what to press next."""

import select
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from graph.events import Button, Card, TurnDone
from graph.opening.service import Service
from ui.opening import Status
from ui.rendering import plain
from ui.terminal.conversation import Talk
from ui.trace import Trace

with suppress(ImportError):  # arrows and history at the prompt, where the system has them
    import readline  # noqa: F401

_ASK = "[Enter] sends · type yes, no, or what should be different"
_NO = ("no", "n")  # at a card: what the button beside Change does on the page
_PICK = "[Enter] sends · type a number, or another time"


class Terminal:
    """Reads from the keyboard and writes to the screen; text from outside is never markup or an escape code."""

    def __init__(self, console: Console | None = None, ahead: Callable[[], bool] | None = None) -> None:
        """`ahead` tells whether a line was typed before the screen showed what it would be answering."""
        self._console = console or Console(highlight=False)
        self._ahead = ahead or typed_ahead
        self._blind = False

    def greet(self, service: Service, zone: str) -> None:
        """What is in use, as on the page."""
        status = Status.of(service)
        facts = (status.calcom_words, status.interpreter_words, status.account, zone)
        self._console.print(Text(" · ".join(map(plain, facts)), style="dim"))
        for notice in status.notices:
            self._console.print(Text(plain(notice), style="yellow"))
        self._console.print(Text("What may I arrange?  (Ctrl-D leaves)"))

    def lines(self) -> Iterator[str]:
        """What is typed, until Ctrl-D or Ctrl-C."""
        while True:
            self._blind = self._ahead()
            try:
                yield self._console.input(Text("\n› ", style="bold"))
            except (EOFError, KeyboardInterrupt):
                self._console.print()
                return

    async def answer(self, talk: Talk, line: str) -> None:
        """One turn, with a line about what is going on while it runs. What was typed ahead saw no card."""
        card = "" if self._blind else await talk.seen()
        trace = Trace(turn=0)
        with self._console.status(Text(trace.doing, style="dim")) as status:
            is_no = card and line.strip().lower() in _NO
            async for event in talk.press(Button.CANCEL) if is_no else talk.say(line, card=card):
                trace = trace.after(event)
                status.update(Text(trace.doing, style="dim"))
                if isinstance(event, TurnDone):
                    done = event
        self._console.print(shown(done))


def typed_ahead() -> bool:
    """Does a whole line wait at the keyboard already? What comes through a pipe is read as it stands."""
    return sys.stdin.isatty() and sys.platform != "win32" and bool(select.select([sys.stdin], [], [], 0)[0])


def shown(done: TurnDone) -> RenderableType:
    """A turn's words, its card and the hint below."""
    words = done.reply.removesuffix(done.card.text).rstrip() if done.card else done.reply
    parts: list[RenderableType] = [_words(words)] if words else []
    if done.card:
        parts.append(_card(done.card))
    if hint := _ASK if done.card else _PICK if done.options else "":
        parts.append(Text(hint, style="dim"))
    return Group(*parts)


def _words(text: str) -> Text:
    return Text("\n".join(map(plain, text.splitlines())))


def _card(card: Card) -> RenderableType:
    """The card's rows in a box, what changed in bold, and the sentences around it as they are."""
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim")
    rows.add_column()
    for row in card.rows:
        rows.add_row(Text(plain(row.label)), Text(plain(row.value), style="bold" if row.changed else ""))
    box = Panel(rows, expand=False, border_style="cyan")
    return Group(*([_words(card.notice)] if card.notice else []), box, _words(card.question))
