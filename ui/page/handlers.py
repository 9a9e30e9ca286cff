"""What the page's events do. Whose conversation it is comes from the signed cookie, never from what a page sends."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.events import Button, Conversation
from graph.wording.problems import word_error
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType
from tools.errors import SchedulingError
from tools.writing.tables import digest_of
from ui import rendering
from ui.opening import Status
from ui.page.cookies import BrowserCookie
from ui.page.panels import (
    event_type_list,
    event_types_failed,
    note_below,
    status_line,
    trace_broken,
    trace_table,
    written_meanwhile,
)
from ui.page.turns import Screen, Turns
from ui.page.visitors import Visitor, Visitors, a_thread
from ui.rendering import Message
from ui.zone_choices import zone_note, zone_or_none, zones_meant

if TYPE_CHECKING:
    from graph.assistant import Assistant

AS_THIS_BROWSER = "As this browser"
NO_DEFAULT = ("None: ask me when it is not clear", "")
_WENT_WRONG = (
    "Something went wrong here. Above is the conversation as it stands; please look before asking for the same again."
)
_ANOTHER = "A new conversation was begun in another tab of this browser. It is shown here now."


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
    ) -> None:
        self._assistant = assistant
        self._turns = Turns(assistant)
        self._calcom = calcom
        self._status = status
        self._account_zone = account_zone
        self._visitors = visitors
        self._cookie = cookie

    # What is said and pressed

    async def say(self, told: str, request: gr.Request) -> AsyncIterator[tuple[list[Message], str]]:
        """A typed message: the chat and the trace follow the turn. The page has emptied the box."""
        visitor, sent = await self._visitor(request), Sent.read(told)
        if sent.is_of_another(visitor.thread):
            yield await self._instead(visitor, sent)
            return
        turn = self._turns.say(visitor.thread, sent.text, visitor.preferences, card=sent.card, gesture=sent.gesture)
        async for screen in turn:
            yield _shown(screen, visitor.thread, sent.gesture)

    async def choose(
        self, told: str, request: gr.Request, choice: gr.SelectData
    ) -> AsyncIterator[tuple[list[Message], str]]:
        """A click under a message: a card's button is pressed, an offered option is said."""
        visitor, sent = await self._visitor(request), Sent.read(told)
        if sent.is_of_another(visitor.thread):
            yield await self._instead(visitor, sent)
            return
        async for screen in self._chosen(visitor, str(choice.value), sent):
            yield _shown(screen, visitor.thread, sent.gesture)

    async def say_example(
        self, told: str, request: gr.Request, example: gr.SelectData
    ) -> AsyncIterator[tuple[list[Message], str]]:
        """A click on one of the suggestions of an empty chat."""
        sent = Sent.read(told).model_copy(update={"text": str(example.value["text"])})
        async for update in self.say(sent.model_dump_json(), request):
            yield update

    async def _instead(self, visitor: Visitor, sent: "Sent") -> tuple[list[Message], str]:
        """What another tab has begun since: it is shown here too, and nothing of what was said here is taken for it."""
        chat, trace = _standing(await self._conversation(visitor), visitor.thread, sent.gesture)
        words = f" Not sent: “{sent.text}”" if sent.text else ""
        return [*chat, rendering.aside(_ANOTHER + words)], trace

    def _chosen(self, visitor: Visitor, value: str, sent: "Sent") -> AsyncIterator[Screen]:
        thread, person, gesture = visitor.thread, visitor.preferences, sent.gesture
        match value.split(":"):
            case [rendering.PRESS, button, card] if button in list(Button):
                return self._turns.press(thread, Button(button), person, card=card, gesture=gesture)
            case [rendering.SAY, words]:
                return self._turns.say(thread, words, person, card=sent.card, gesture=gesture)
        raise gr.Error("That is not one of the buttons.")

    # What is shown when the page opens

    async def open(self, zone: str, date_order: str, request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        """The conversation, the status line and the settings, once the browser told its zone and its order of dates.

        A turn that runs is followed to its end; it may be the write that somebody reloaded the page for.
        """
        facts = {"browser_zone": zone_or_none(zone)}
        if date_order in ("DMY", "MDY", "YMD"):
            facts["browser_date_order"] = date_order
        visitor = await asyncio.to_thread(self._visitors.change, self._browser(request), **facts)
        settings = (self._status_line(visitor), visitor.chosen_zone or "", visitor.preferences.date_order)
        turn = self._turns.running(visitor.thread)
        if turn is None or turn.latest is None:
            so_far = await self._conversation(visitor)
            yield *_standing(so_far, visitor.thread), *settings
        if turn is not None:
            async for screen in turn.follow():
                yield *_shown(screen, visitor.thread), *settings

    async def meanwhile(self, request: gr.Request) -> str:
        """What came of a write that was under way when this conversation was begun; waits for its end."""
        visitor = await self._visitor(request)
        done = await self._turns.written_before(visitor.thread)
        return written_meanwhile(" ".join(done.said) or done.reply) if done else ""

    async def restore(self, request: gr.Request) -> tuple[list[Message], str]:
        """The chat after a turn that broke: what is known for certain, and a plain word about it."""
        known = rendering.conversation(await self._conversation(await self._visitor(request)))
        return [*known, rendering.aside(_WENT_WRONG)], trace_broken()

    async def start_anew(self, request: gr.Request) -> tuple[list[Message], str, str]:
        """A new conversation for this browser; the old one is left as it is, and what runs in it goes on."""
        old, new = (await self._visitor(request)).thread, a_thread()
        await asyncio.to_thread(self._visitors.change, self._browser(request), thread=new)
        self._turns.leave(old, for_new=new)
        return [], trace_table(None, talk=digest_of(new)), ""

    # Settings

    async def load_event_types(self, request: gr.Request) -> tuple[str, dict[str, Any]]:
        """The list of event types, and those that may be set as default."""
        visitor = await self._visitor(request)
        try:
            event_types = await self._calcom.event_types()
        except SchedulingError as error:
            return event_types_failed(word_error(error)), gr.update()
        choices = [NO_DEFAULT, *((rendering.plain(t.title), t.slug) for t in _offered(event_types))]
        known = {slug for _, slug in choices}
        chosen = visitor.default_event_type if visitor.default_event_type in known else ""
        return event_type_list(event_types), gr.update(choices=choices, value=chosen)

    async def choose_default(self, slug: str, request: gr.Request) -> tuple[str, dict[str, Any]]:
        """Keep the event type used when none is named; a hidden or unknown one cannot be chosen.

        Where that cannot be looked up the choice stays as it was, and the panel says why.
        """
        browser = self._browser(request)
        try:
            offered = {event_type.slug for event_type in _offered(await self._calcom.event_types())}
        except SchedulingError as error:
            visitor = await self._visitor(request)
            return event_types_failed(word_error(error)), gr.update(value=visitor.default_event_type or "")
        await asyncio.to_thread(self._visitors.change, browser, default_event_type=slug if slug in offered else None)
        return gr.skip(), gr.skip()

    async def choose_zone(self, words: str | None, request: gr.Request) -> tuple[str, str, str]:
        """Keep the zone times are read and shown in, or say below the field why not; empty means the browser's own."""
        browser, typed = self._browser(request), str(words or "").strip()
        own = typed in ("", AS_THIS_BROWSER)
        zones = [None] if own else zones_meant(typed)
        if len(zones) != 1:
            visitor = await asyncio.to_thread(self._visitors.get, browser)
            return self._status_line(visitor), visitor.chosen_zone or "", note_below(zone_note(typed))
        visitor = await asyncio.to_thread(self._visitors.change, browser, chosen_zone=zones[0])
        return self._status_line(visitor), visitor.chosen_zone or "", ""

    async def choose_date_order(self, order: str, request: gr.Request) -> None:
        """Keep how a date like 5/6 is read."""
        browser = self._browser(request)
        if order in ("DMY", "MDY", "YMD"):
            await asyncio.to_thread(self._visitors.change, browser, chosen_date_order=order)

    # Who is asking

    def _browser(self, request: gr.Request) -> str:
        """The browser behind a call; whoever has no cookie of ours is refused."""
        browser = self._cookie.browser(request.cookies.get(self._cookie.name))
        if browser is None:
            raise gr.Error("Please reload the page: this browser has no conversation here yet.")
        return browser

    async def _visitor(self, request: gr.Request) -> Visitor:
        return await asyncio.to_thread(self._visitors.get, self._browser(request))

    async def _conversation(self, visitor: Visitor) -> Conversation:
        return await self._assistant.conversation(visitor.thread, visitor.preferences)

    def _status_line(self, visitor: Visitor) -> str:
        return status_line(self._status, visitor.preferences.zone or self._account_zone)


class Sent(BaseModel):
    """What the page tells with one gesture. `card` is the hash of the card on it, "" for none: it can only refuse."""

    model_config = ConfigDict(frozen=True)

    text: str = ""
    card: str = ""
    talk: str = ""  # digest of the conversation on the page; "" where it is not known
    gesture: str = Field("", max_length=64)  # an id that no other gesture has

    def is_of_another(self, thread: str) -> bool:
        """Was it said under another conversation than the browser's own of now?"""
        return self.talk not in ("", digest_of(thread))

    @classmethod
    def read(cls, told: object) -> "Sent":
        try:
            return cls.model_validate_json(str(told))
        except ValidationError as error:
            raise gr.Error("The page did not say what it wants. Please reload it.") from error


def _shown(screen: Screen, thread: str, gesture: str = "") -> tuple[list[Message], str]:
    talk = digest_of(thread)
    return screen.messages, trace_table(screen.trace, card=screen.card, gesture=gesture, talk=talk)


def _standing(so_far: Conversation, thread: str, gesture: str = "") -> tuple[list[Message], str]:
    """A conversation in which nothing runs."""
    card, talk = _open_card(so_far), digest_of(thread)
    return rendering.conversation(so_far), trace_table(None, card=card, gesture=gesture, talk=talk)


def _open_card(so_far: Conversation) -> str:
    return so_far.card.hash if so_far.card else ""


def _offered(event_types: list[EventType]) -> list[EventType]:
    return [event_type for event_type in event_types if not event_type.hidden]
