"""What the page's events do. Whose conversation it is comes from the signed cookie, never from what a page sends."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.exc import SQLAlchemyError

from graph.answering.days import bookings_of_days
from graph.events import Button, Conversation
from graph.given.preferences import Locale
from graph.wording.problems import word_error
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType
from tools.errors import NotSaved, SchedulingError
from tools.writing.tables import digest_of
from ui.opening import Status
from ui.page.cookies import BrowserCookie
from ui.page.drawing import pieces
from ui.page.drawing.pieces import Clock
from ui.page.drawing.talk import open_card, talk
from ui.page.drawing.talks import talk_list
from ui.page.drawing.week import DAYS, Week, monday, spoken_of, week_panel
from ui.page.drawing.welcome import welcome
from ui.page.lines import Line, title_of
from ui.page.panels import (
    event_type_list,
    event_types_failed,
    not_stopped,
    note_below,
    status_line,
    trace_broken,
    trace_table,
    written_meanwhile,
)
from ui.page.transcripts import Transcripts
from ui.page.turns import Screen, Turns
from ui.page.visitors import Visitor, Visitors, a_thread
from ui.rendering import encoded, plain
from ui.zone_choices import zone_note, zone_or_none, zones_meant

if TYPE_CHECKING:
    from graph.assistant import Assistant

AS_THIS_BROWSER = "As this browser"
NO_DEFAULT = ("None: ask me when it is not clear", "")
_WENT_WRONG = (
    "Something went wrong here. Above is the conversation as it stands; please look before asking for the same again."
)
_GONE = "That conversation is no longer there. This is the newest one."
_SAVED = "Saved: it counts from the next message on."
_NOT_ERASED = "It could not be erased just now: is the disk full, or does another program hold a file of ours?"
Chat = Any  # HTML, or an update that leaves it as it is


class Handlers:
    """One per server; knows nothing of any person but which of their turns are running."""

    def __init__(
        self,
        assistant: "Assistant",
        calcom: CalcomClient,
        status: Status,
        account_zone: str,
        visitors: Visitors,
        cookie: BrowserCookie,
        transcripts: Transcripts,
        now: Callable[[], datetime],
    ) -> None:
        self._assistant = assistant
        self._turns = Turns(assistant, transcripts)
        self._calcom = calcom
        self._status = status
        self._account_zone = account_zone
        self._visitors = visitors
        self._cookie = cookie
        self._transcripts = transcripts
        self._now = now

    # What is said and pressed

    async def turn(self, told: str, request: gr.Request) -> AsyncIterator[tuple[Chat, str]]:
        """One gesture: a typed message, a card's button, or a pick. Chat and trace follow the turn."""
        sent, visitor = Sent.read(told), await self._visitor(request)
        thread = await self._thread(request, visitor, sent.talk)
        if thread is None:
            yield await self._instead(visitor, sent)
            return
        await self._own(request, thread)
        clock = self._clock(visitor)
        drawn: object = None
        ended = False
        lines: tuple[Line, ...] = ()
        async for screen in self._chosen(thread, visitor, sent):
            lines, mark = screen.lines, (len(screen.lines), screen.lines[-1], screen.done is None)
            chat = gr.skip() if mark == drawn else talk(lines, clock, is_over=screen.done is not None)
            drawn = mark
            yield chat, _trace(screen, thread, sent.gesture)
            ended = screen.done is not None
        if not ended:  # left: Gradio shows what came last once more, over what stands there by now
            yield gr.skip(), gr.skip()
        await self._note(thread, title_of(lines))

    async def _instead(self, visitor: Visitor, sent: "Sent") -> tuple[str, str]:
        """The newest conversation in place of one that is gone; nothing of what was said is taken for it."""
        chat, trace = await self._standing(visitor, visitor.thread, sent.gesture)
        words = f" Not sent: “{sent.text}”" if sent.text else ""
        return f'{chat}<p class="aside" data-testid="bot">{encoded(_GONE + words)}</p>', trace

    def _chosen(self, thread: str, visitor: Visitor, sent: "Sent") -> AsyncIterator[Screen]:
        person, gesture, turns = visitor.preferences, sent.gesture, self._turns
        match (sent.does, sent.value.split(":")):
            case ("", _) | (pieces.SAY, _):
                words = sent.text if sent.does == "" else sent.value
                return turns.say(thread, words, person, card=sent.card, gesture=gesture)
            case (pieces.PICK, [number]) if number.isdecimal():
                return turns.pick(thread, number, person, card=sent.card, gesture=gesture)
            case (pieces.PRESS, [button, card]) if button in list(Button):
                return turns.press(thread, Button(button), person, card=card, gesture=gesture)
        raise gr.Error("That is not one of the buttons.")

    # What is shown when the page opens

    async def open(
        self, zone: str, date_order: str, talk_name: str, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """The conversation, the status line and the settings, once the browser told its zone and its order of dates.

        A turn that runs is followed to its end; it may be the write that somebody reloaded the page for.
        """
        facts = {"browser_zone": zone_or_none(zone)}
        if date_order in ("DMY", "MDY", "YMD"):
            facts["browser_date_order"] = date_order
        visitor = await asyncio.to_thread(self._visitors.change, self._browser(request), **facts)
        thread = await self._thread(request, visitor, str(talk_name or "")) or visitor.thread
        await self._own(request, thread)
        settings = (self._status_line(visitor), visitor.chosen_zone or "", visitor.preferences.date_order)
        turn = self._turns.running(thread)
        if turn is None or turn.latest is None:
            yield *await self._standing(visitor, thread), *settings
        if turn is not None:
            clock = self._clock(visitor)
            async for screen in turn.follow():
                yield talk(screen.lines, clock, is_over=screen.done is not None), _trace(screen, thread), *settings
            yield tuple(gr.skip() for _ in range(5))  # it may have been left

    async def around(self, told: str, request: gr.Request) -> tuple[str, str]:
        """What stands beside the chat: the week that is spoken of, and the list of conversations."""
        sent, visitor = Sent.read(told), await self._visitor(request)
        thread = await self._thread(request, visitor, sent.talk) or visitor.thread
        talks = await asyncio.to_thread(self._transcripts.talks, self._browser(request))
        clock = self._clock(visitor)
        return await self._week(visitor, thread, sent.value), talk_list([t for t in talks if t.title], thread, clock)

    async def meanwhile(self, told: str, request: gr.Request) -> str:
        """What came of a write that was under way when this conversation was begun; waits for its end."""
        visitor = await self._visitor(request)
        thread = await self._thread(request, visitor, Sent.read(told).talk) or visitor.thread
        done = await self._turns.written_before(thread)
        return written_meanwhile(" ".join(done.said) or done.reply) if done else ""

    async def stop(self, told: str, request: gr.Request) -> str:
        """Stop what only looks. Returns why not, where it could not be."""
        visitor = await self._visitor(request)
        thread = await self._thread(request, visitor, Sent.read(told).talk)
        if thread is None or self._turns.stop(thread) or self._turns.running(thread) is None:
            return ""
        return not_stopped()

    async def restore(self, told: str, request: gr.Request) -> tuple[str, str]:
        """The chat after a turn that broke: what is known for certain, and a plain word about it."""
        visitor = await self._visitor(request)
        thread = await self._thread(request, visitor, Sent.read(told).talk) or visitor.thread
        lines = await self._lines(visitor, thread)
        return talk(lines, self._clock(visitor), aside=_WENT_WRONG), trace_broken()

    # Conversations

    async def arrange(self, told: str, request: gr.Request) -> tuple[str, str, str]:
        """Begin, open, rename or delete a conversation; returns chat, trace, and an empty word of what ran before."""
        sent, visitor, browser = Sent.read(told), await self._visitor(request), self._browser(request)
        here = await self._thread(request, visitor, sent.talk) or visitor.thread
        meant = await self._thread(request, visitor, sent.value) if sent.value else None
        match sent.does:
            case "new":
                return await self._begin(browser, here, sent.gesture)
            case "open" if meant:
                self._turns.leave(here, for_new=meant)
                here = meant
                await asyncio.to_thread(self._visitors.change, browser, thread=meant)
            case "rename" if meant:
                await asyncio.to_thread(self._transcripts.rename, meant, sent.text)
            case "delete" if meant:
                await self._erase(meant)
                if meant == here:
                    return await self._begin(browser, here, sent.gesture)
            case _:
                raise gr.Error("That is not one of the buttons.")
        visitor = await self._visitor(request)
        return *await self._standing(visitor, here, sent.gesture), ""

    async def _begin(self, browser: str, old: str, gesture: str) -> tuple[str, str, str]:
        """A new conversation for this browser; the old one is left as it is, and what runs in it goes on."""
        new = a_thread()
        visitor = await asyncio.to_thread(self._visitors.change, browser, thread=new)
        await asyncio.to_thread(self._transcripts.own, new, browser, self._now())
        self._turns.leave(old, for_new=new)
        return await self._welcome(visitor), trace_table(None, gesture=gesture, talk=digest_of(new)), ""

    async def _erase(self, thread: str) -> None:
        try:
            await self._assistant.forget(thread)
            await asyncio.to_thread(self._transcripts.forget, thread)
        except (NotSaved, SQLAlchemyError) as error:
            raise gr.Error(_NOT_ERASED) from error

    # Settings

    async def load_event_types(self, request: gr.Request) -> tuple[str, dict[str, Any]]:
        """The list of event types, and those that may be set as default."""
        visitor = await self._visitor(request)
        try:
            event_types = await self._calcom.event_types()
        except SchedulingError as error:
            return event_types_failed(word_error(error)), gr.update()
        choices = [NO_DEFAULT, *((plain(t.title), t.slug) for t in _offered(event_types))]
        known = {slug for _, slug in choices}
        chosen = visitor.default_event_type if visitor.default_event_type in known else ""
        return event_type_list(event_types), gr.update(choices=choices, value=chosen)

    async def choose_default(self, slug: str, request: gr.Request) -> tuple[str, dict[str, Any], str]:
        """Keep the event type used when none is named; a hidden or unknown one cannot be chosen.

        Where that cannot be looked up the choice stays as it was, and the panel says why.
        """
        browser = self._browser(request)
        try:
            offered = {event_type.slug for event_type in _offered(await self._calcom.event_types())}
        except SchedulingError as error:
            visitor = await self._visitor(request)
            failed = word_error(error)
            return event_types_failed(failed), gr.update(value=visitor.default_event_type or ""), note_below(failed)
        await asyncio.to_thread(self._visitors.change, browser, default_event_type=slug if slug in offered else None)
        return gr.skip(), gr.skip(), note_below(_SAVED)

    async def choose_zone(self, words: str | None, request: gr.Request) -> tuple[str, str, str]:
        """Keep the zone times are read and shown in, or say below the field why not; empty means the browser's own."""
        browser, typed = self._browser(request), str(words or "").strip()
        own = typed in ("", AS_THIS_BROWSER)
        zones = [None] if own else zones_meant(typed)
        before = await asyncio.to_thread(self._visitors.get, browser)
        if len(zones) != 1:
            return self._status_line(before), before.chosen_zone or "", note_below(zone_note(typed))
        visitor = await asyncio.to_thread(self._visitors.change, browser, chosen_zone=zones[0])
        note = "" if visitor == before else note_below(f"Saved: times are in {self._locale(visitor).zone}.")
        return self._status_line(visitor), visitor.chosen_zone or "", note

    async def choose_date_order(self, order: str, request: gr.Request) -> str:
        """Keep how a date like 5/6 is read, and how times of day are written."""
        browser = self._browser(request)
        if order in ("DMY", "MDY", "YMD"):
            await asyncio.to_thread(self._visitors.change, browser, chosen_date_order=order)
        return note_below(_SAVED)

    # Who is asking

    def _browser(self, request: gr.Request) -> str:
        """The browser behind a call; whoever has no cookie of ours is refused."""
        browser = self._cookie.browser(request.cookies.get(self._cookie.name))
        if browser is None:
            raise gr.Error("Please reload the page: this browser has no conversation here yet.")
        return browser

    async def _visitor(self, request: gr.Request) -> Visitor:
        return await asyncio.to_thread(self._visitors.get, self._browser(request))

    async def _thread(self, request: gr.Request, visitor: Visitor, name: str) -> str | None:
        """The conversation of this browser that goes by that digest; "" is the newest, None: it has none like it."""
        if name in ("", digest_of(visitor.thread)):
            return visitor.thread
        talks = await asyncio.to_thread(self._transcripts.talks, self._browser(request))
        return next((one.thread for one in talks if digest_of(one.thread) == name), None)

    async def _own(self, request: gr.Request, thread: str) -> None:
        await asyncio.to_thread(self._transcripts.own, thread, self._browser(request), self._now())

    async def _note(self, thread: str, title: str) -> None:
        """The conversation went on, and is named after what was said first or done last."""
        if title:
            await asyncio.to_thread(self._transcripts.touch, thread, title, self._now())

    # What is drawn

    def _locale(self, visitor: Visitor) -> Locale:
        person = visitor.preferences
        return Locale(person.zone or self._account_zone, self._now(), person.date_order)

    def _clock(self, visitor: Visitor) -> Clock:
        return Clock.of(self._locale(visitor))

    async def _conversation(self, visitor: Visitor, thread: str) -> Conversation:
        return await self._assistant.conversation(thread, visitor.preferences)

    async def _lines(self, visitor: Visitor, thread: str) -> tuple[Line, ...]:
        return await self._turns.lines(thread, await self._conversation(visitor, thread))

    async def _standing(self, visitor: Visitor, thread: str, gesture: str = "") -> tuple[str, str]:
        """Chat and trace of a conversation in which nothing runs."""
        lines = await self._lines(visitor, thread)
        card = open_card(lines)
        trace = trace_table(None, card=card.hash if card else "", gesture=gesture, talk=digest_of(thread))
        return talk(lines, self._clock(visitor)) if lines else await self._welcome(visitor), trace

    async def _welcome(self, visitor: Visitor) -> str:
        locale = self._locale(visitor)
        coming = await self._bookings(Clock.of(locale).today, locale)
        return welcome([booking for booking in coming or () if booking.end > locale.now], Clock.of(locale))

    async def _week(self, visitor: Visitor, thread: str, first: str) -> str:
        """The week asked for, or the one that the conversation speaks of now."""
        locale, clock = self._locale(visitor), self._clock(visitor)
        lines = await asyncio.to_thread(self._transcripts.lines, thread)
        table = lines[-1].answer if lines else None
        start = _date(first) or monday(spoken_of(table) or clock.today)
        return week_panel(Week(start, await self._bookings(start, locale), table), clock)

    async def _bookings(self, first: date, locale: Locale) -> Any:
        try:
            return await bookings_of_days(self._calcom, first, DAYS, locale)
        except SchedulingError:
            return None

    def _status_line(self, visitor: Visitor) -> str:
        return status_line(self._status, visitor.preferences.zone or self._account_zone)


class Sent(BaseModel):
    """What the page tells with one gesture. `card` is the hash of the card on it, "" for none: it can only refuse."""

    model_config = ConfigDict(frozen=True)

    text: str = ""
    does: Literal["", "say", "pick", "press", "new", "open", "rename", "delete", "stop"] = ""
    value: str = Field("", max_length=500)
    card: str = ""
    talk: str = ""  # digest of the conversation on the page; "" where it is not known
    gesture: str = Field("", max_length=64)  # an id that no other gesture has

    @classmethod
    def read(cls, told: object) -> "Sent":
        try:
            return cls.model_validate_json(str(told))
        except ValidationError as error:
            raise gr.Error("The page did not say what it wants. Please reload it.") from error


def _trace(screen: Screen, thread: str, gesture: str = "") -> str:
    return trace_table(screen.trace, card=screen.card, gesture=gesture, talk=digest_of(thread))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _offered(event_types: list[EventType]) -> list[EventType]:
    return [event_type for event_type in event_types if not event_type.hidden]
