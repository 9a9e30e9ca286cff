"""Turns as the page shows them: events come in, and each gives the screen as it is to look from then on."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from graph.events import Answer, Began, Button, Conversation, Event, Replied, TurnDone
from graph.given.preferences import Preferences
from ui.page.drawing.card import label_of
from ui.page.lines import Line, brought_up_to
from ui.page.transcripts import Transcripts
from ui.trace import Trace

if TYPE_CHECKING:
    from graph.assistant import Assistant

LONGEST_SHOWN = 2_000  # characters of what was just typed; more is refused, and need not travel back
Words = Callable[[Conversation], str]  # the person's line, given the conversation it is said in
_Key = TypeVar("_Key")
_REMEMBERED = 1024  # gestures, and conversations that were left while something was being written in them


@dataclass(frozen=True)
class Screen:
    """The chat's lines and the trace beside them; with the last one of a turn, what came of it."""

    lines: tuple[Line, ...]
    trace: Trace
    done: TurnDone | None = None

    @property
    def card(self) -> str:
        """The hash of the card that is open on this screen; "" for none."""
        return self.done.card.hash if self.done and self.done.card else ""


class Turn:
    """One turn under way, or just over: whoever looks sees its newest screen, and every later one."""

    def __init__(self, shown: AsyncIterator[Screen]) -> None:
        self.latest: Screen | None = None
        self._is_left = False
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._run(shown))

    @property
    def is_over(self) -> bool:
        return self._task.done()

    async def follow(self) -> AsyncIterator[Screen]:
        """To the end of the turn, or until its conversation is left. Raises what the turn raised."""
        seen: Screen | None = None
        while not self._is_left:
            news, is_over = self._news, self.is_over
            if self.latest is not None and self.latest is not seen:
                seen = self.latest
                yield seen
            elif is_over:
                self._task.result()
                return
            else:
                await news.wait()

    def leave(self) -> None:
        """Nobody is shown any more of it; what it does goes on."""
        self._is_left = True
        self._tell()

    async def written(self) -> TurnDone | None:
        """Wait for its end; what came of it when something was written to Cal.com, else None."""
        with suppress(Exception):  # whoever followed the turn has been told
            await asyncio.shield(self._task)
        done = self.latest.done if self.latest else None
        return done if done and "execute" in done.nodes else None

    async def _run(self, shown: AsyncIterator[Screen]) -> None:
        async for screen in shown:
            self.latest = screen
            self._tell()

    def over(self, then: Callable[["Turn"], None]) -> None:
        """Call this when the turn has ended."""

        def ended(_: object) -> None:
            self._tell()
            then(self)

        self._task.add_done_callback(ended)

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Turns:
    """Shows the turns of a conversation, which come one after the other, so that every screen holds all before it.

    What a page had on it when somebody clicked is not asked for: it may be older than a turn still running, or than
    what was said in another tab. A turn goes on when nobody looks at it any more, and who comes back finds it here.
    One gesture is one turn: what arrives twice under one gesture's id only looks at the first.
    """

    def __init__(self, assistant: "Assistant", transcripts: Transcripts) -> None:
        self._assistant = assistant
        self._transcripts = transcripts
        self._running: dict[str, Turn] = {}  # the newest of each thread
        self._gestures: OrderedDict[tuple[str, str], Turn] = OrderedDict()
        self._left: OrderedDict[str, Turn] = OrderedDict()  # a new conversation → what ran in the one before

    def say(
        self, thread: str, text: str, preferences: Preferences, *, card: str | None = None, gesture: str = ""
    ) -> AsyncIterator[Screen]:
        """The screens of a typed message's turn; `card` is the hash of the card its writer saw, "" for none."""
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        return self._turn(
            thread, gesture, lambda: self._assistant.say(thread, text, preferences, card=card), lambda _: shown
        )

    def pick(
        self, thread: str, number: str, preferences: Preferences, *, card: str | None = None, gesture: str = ""
    ) -> AsyncIterator[Screen]:
        """The screens of a turn by a click on something offered: its number is said, its label is shown."""
        return self._turn(
            thread,
            gesture,
            lambda: self._assistant.say(thread, number, preferences, card=card),
            lambda so_far: next((one.label for one in so_far.options if str(one.n) == number), number),
        )

    def press(
        self, thread: str, button: Button, preferences: Preferences, *, card: str, gesture: str = ""
    ) -> AsyncIterator[Screen]:
        """The screens of a turn by a button; `card` is the hash of the card it stood under."""
        return self._turn(
            thread,
            gesture,
            lambda: self._assistant.press(thread, button, preferences, card=card),
            lambda so_far: label_of(button, so_far.card),
        )

    def running(self, thread: str) -> Turn | None:
        """The turn under way in this conversation."""
        turn = self._running.get(thread)
        return turn if turn and not turn.is_over else None

    def stop(self, thread: str) -> bool:
        """Stop the turn under way; False where it may be writing already."""
        return self._assistant.stop(thread)

    def leave(self, thread: str, for_new: str) -> None:
        """A new conversation begins: what still runs in the old one is shown no more, and its end told in the new."""
        if (turn := self.running(thread)) is not None:
            turn.leave()
            _keep(self._left, for_new, turn)

    async def written_before(self, thread: str) -> TurnDone | None:
        """What was still being written in the conversation before this one, once that has ended."""
        turn = self._left.get(thread)
        return await turn.written() if turn else None

    async def lines(self, thread: str, so_far: Conversation) -> tuple[Line, ...]:
        """All that was shown in a conversation in which nothing runs."""
        return await asyncio.to_thread(_kept, self._transcripts, thread, so_far)

    def _turn(
        self, thread: str, gesture: str, start: Callable[[], AsyncIterator[Event]], words: Words
    ) -> AsyncIterator[Screen]:
        known = self._gestures.get((thread, gesture)) if gesture else None
        if known is not None:
            return known.follow()
        turn = self._running[thread] = Turn(screens(thread, self._transcripts, start(), words))
        turn.over(lambda ended: self._forget(thread, ended))
        if gesture:
            _keep(self._gestures, (thread, gesture), turn)
        return turn.follow()

    def _forget(self, thread: str, turn: Turn) -> None:
        if self._running.get(thread) is turn:
            del self._running[thread]


def _keep(turns: OrderedDict[_Key, Turn], key: _Key, turn: Turn) -> None:
    turns[key] = turn
    if len(turns) > _REMEMBERED:
        turns.popitem(last=False)


async def screens(
    thread: str, transcripts: Transcripts, events: AsyncIterator[Event], words: Words
) -> AsyncIterator[Screen]:
    """What to show while the turn runs and when it is done; the person's own line stands there at once.

    Each line is kept as it is shown: the person's when the turn begins, the answer when it has ended.
    """
    shown: tuple[Line, ...] = ()
    trace = Trace(turn=0)
    told: Answer | None = None
    async for event in events:
        trace = trace.after(event)
        match event:
            case Began(so_far=so_far):
                line = Line(by="user", text=words(so_far))
                shown = (*await asyncio.to_thread(_kept, transcripts, thread, so_far), line)
                await asyncio.to_thread(transcripts.add, thread, line)
                trace = replace(trace, turn=sum(one.by == "user" for one in shown))
            case Replied(text=text):
                piece = Answer(reply=text, said=(text,))
                told = told.followed_by(piece) if told else piece
            case TurnDone():
                whole = Line(by="assistant", answer=_told(event))
                await asyncio.to_thread(transcripts.add, thread, whole)
                yield Screen((*shown, whole), trace, event)
                continue
        yield Screen((*shown, *([Line(by="assistant", answer=told)] if told else [])), trace)


def _told(done: TurnDone) -> Answer:
    """Without what it cost."""
    return Answer.model_validate({name: getattr(done, name) for name in Answer.model_fields})


def _kept(transcripts: Transcripts, thread: str, so_far: Conversation) -> tuple[Line, ...]:
    """What is kept of it, and what it has come to since: that is kept now."""
    kept = transcripts.lines(thread)
    now = brought_up_to(kept, so_far)
    for line in now[len(kept) :]:
        transcripts.add(thread, line)
    return now
