"""What the page's events do. Whose conversation it is comes from the signed cookie, never from what a page sends."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import gradio as gr

from graph.events import Button
from graph.wording.problems import word_error
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType
from tools.errors import SchedulingError
from ui import rendering
from ui.opening import Status
from ui.page.cookies import BrowserCookie
from ui.page.panels import event_type_list, event_types_failed, note_below, status_line, trace_broken, trace_table
from ui.page.turns import Screen, Turns
from ui.page.visitors import Visitor, Visitors, a_thread
from ui.rendering import Message
from ui.zones import zone_note, zone_or_none, zones_meant

if TYPE_CHECKING:
    from graph.assistant import Assistant

AS_THIS_BROWSER = "As this browser"
NO_DEFAULT = ("None: ask me when it is not clear", "")
_WENT_WRONG = (
    "Something went wrong here. Above is the conversation as it stands; please look before asking for the same again."
)


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

    async def say(self, text: str, request: gr.Request) -> AsyncIterator[tuple[str, list[Message], str]]:
        """A typed message: the box empties, the chat and the trace follow the turn."""
        visitor = await self._visitor(request)
        async for screen in self._turns.say(visitor.thread, text, visitor.preferences):
            yield "", screen.messages, trace_table(screen.trace)

    async def choose(self, request: gr.Request, choice: gr.SelectData) -> AsyncIterator[tuple[list[Message], str]]:
        """A click under a message: a card's button is pressed, an offered option is said."""
        visitor = await self._visitor(request)
        async for screen in self._chosen(visitor, str(choice.value)):
            yield screen.messages, trace_table(screen.trace)

    async def say_example(
        self, request: gr.Request, example: gr.SelectData
    ) -> AsyncIterator[tuple[str, list[Message], str]]:
        """A click on one of the suggestions of an empty chat."""
        async for update in self.say(str(example.value["text"]), request):
            yield update

    def _chosen(self, visitor: Visitor, value: str) -> AsyncIterator[Screen]:
        match value.split(":"):
            case [rendering.PRESS, button, card] if button in list(Button):
                return self._turns.press(visitor.thread, Button(button), visitor.preferences, card=card)
            case [rendering.SAY, words]:
                return self._turns.say(visitor.thread, words, visitor.preferences)
        raise gr.Error("That is not one of the buttons.")

    # What is shown when the page opens

    async def open(self, zone: str, date_order: str, request: gr.Request) -> tuple[list[Message], str, str, str]:
        """The conversation, the status line and the settings, once the browser told its zone and its order of dates."""
        facts = {"browser_zone": zone_or_none(zone)}
        if date_order in ("DMY", "MDY", "YMD"):
            facts["browser_date_order"] = date_order
        visitor = await asyncio.to_thread(self._visitors.change, self._browser(request), **facts)
        return (
            await self._conversation(visitor),
            self._status_line(visitor),
            visitor.chosen_zone or "",
            visitor.preferences.date_order,
        )

    async def restore(self, request: gr.Request) -> tuple[list[Message], str]:
        """The chat after a turn that broke: what is known for certain, and a plain word about it."""
        known = await self._conversation(await self._visitor(request))
        return [*known, rendering.aside(_WENT_WRONG)], trace_broken()

    async def start_anew(self, request: gr.Request) -> tuple[list[Message], str]:
        """A new conversation for this browser; the old one is left as it is."""
        await asyncio.to_thread(self._visitors.change, self._browser(request), thread=a_thread())
        return [], trace_table(None)

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

    async def choose_default(self, slug: str, request: gr.Request) -> None:
        """Keep the event type used when none is named; a hidden or unknown one cannot be chosen."""
        browser = self._browser(request)
        offered = {event_type.slug for event_type in _offered(await self._calcom.event_types())}
        await asyncio.to_thread(self._visitors.change, browser, default_event_type=slug if slug in offered else None)

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

    async def _conversation(self, visitor: Visitor) -> list[Message]:
        return rendering.conversation(await self._assistant.conversation(visitor.thread, visitor.preferences))

    def _status_line(self, visitor: Visitor) -> str:
        return status_line(self._status, visitor.preferences.zone or self._account_zone)


def _offered(event_types: list[EventType]) -> list[EventType]:
    return [event_type for event_type in event_types if not event_type.hidden]
