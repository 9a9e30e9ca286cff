"""A turn on the screen, piece by piece."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.events import Began, Button, Conversation, Event, NodeStarted, Option, Replied, Said, TurnDone
from graph.given.preferences import Preferences
from tests.ui.fakes import FakeAssistant, a_card, a_turn
from ui.page.lines import Line
from ui.page.transcripts import Transcripts
from ui.page.turns import Screen, Turns, screens


async def test_the_persons_words_stand_there_before_anything_has_happened() -> None:
    first, *_ = await shown(a_turn("Hello."), text="hi")

    assert first.lines == (said("hi"),)
    assert first.trace.doing == "Looking at the calendar…"


async def test_while_a_node_runs_its_doing_is_said() -> None:
    events = [NodeStarted(node="execute"), *a_turn("Booked.")]

    all_screens = await shown(events)

    assert all_screens[1].trace.doing == "Writing to Cal.com…"


async def test_pieces_of_a_reply_appear_as_they_come() -> None:
    events: list[Event] = [
        Replied(text="Booked."),
        Replied(text="Now the other one."),
        TurnDone(reply="Booked.\n\nNow the other one.", said=("Booked.", "Now the other one.")),
    ]

    _, one, both, done = await shown(events)

    assert [told(screen) for screen in (one, both, done)] == [
        ("Booked.",),
        ("Booked.", "Now the other one."),
        ("Booked.", "Now the other one."),
    ]


async def test_at_the_end_the_card_has_its_buttons_and_nothing_is_still_going_on() -> None:
    card = a_card()

    *_, last = await shown(a_turn(card=card))

    assert [line.answer.card for line in last.lines if line.answer] == [card]
    assert last.trace.is_done


async def test_a_pressed_button_is_said_as_it_was_labelled() -> None:
    card = a_card(action="cancel")
    turns = turns_of(FakeAssistant(turns=[a_turn(card=card), a_turn("Dropped.")]))
    await all_of(turns.say("t1", "cancel it", Preferences()))

    *_, last = await all_of(turns.press("t1", Button.CANCEL, Preferences(), card=card.hash))

    assert last.lines[-2] == said("Keep it")
    assert told(last) == ("Dropped.",)


async def test_who_comes_back_in_the_middle_of_a_turn_sees_it_to_its_end() -> None:
    assistant = Slow(turns=[a_turn("Hello.")])
    turns = turns_of(assistant)
    began = await anext(turns.say("t1", "hi", Preferences()))

    running = turns.running("t1")
    assistant.goes_on.set()
    seen = await all_of(running.follow()) if running else []

    assert not began.trace.is_done
    assert told(seen[-1]) == ("Hello.",)
    assert turns.running("t1") is None


async def test_a_gesture_delivered_again_while_its_turn_runs_only_looks_on() -> None:
    assistant = Slow(turns=[a_turn("Hello.")])
    turns = turns_of(assistant)
    first, again = (turns.say("t1", "hi", Preferences(), gesture="g1") for _ in range(2))

    assistant.goes_on.set()
    screens_seen = [await all_of(first), await all_of(again)]

    assert [told(seen[-1]) for seen in screens_seen] == [("Hello.",)] * 2
    assert len(assistant.heard) == 1


@pytest.mark.parametrize(("nodes", "is_told"), [(("parse_intent",), False), (("confirm", "execute"), True)])
async def test_a_conversation_that_is_left_shows_no_more_and_the_new_one_is_told_what_was_written(
    nodes: tuple[str, ...], is_told: bool
) -> None:
    done = a_done("Booked.", nodes=nodes)
    assistant = Slow(turns=[[done]])
    turns = turns_of(assistant)
    stream = turns.press("t1", Button.CONFIRM, Preferences(), card="c0ffee")
    await anext(stream)

    turns.leave("t1", for_new="t2")
    rest = await all_of(stream)
    assistant.goes_on.set()
    told = [await turns.written_before(thread) for thread in ("t2", "t3")]

    assert rest == []
    assert told == [done if is_told else None, None]


async def test_a_turn_that_breaks_is_told_to_whoever_follows_it() -> None:
    turns = turns_of(Broken())

    with pytest.raises(RuntimeError, match="out of order"):
        await all_of(turns.say("t1", "hi", Preferences()))

    assert turns.running("t1") is None


@dataclass
class Slow(FakeAssistant):
    """Begins a turn and waits until it may go on."""

    goes_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def _next(self, thread: str, text: str) -> AsyncIterator[Event]:
        is_first = True
        async for event in super()._next(thread, text):
            yield event
            if is_first:
                await self.goes_on.wait()
            is_first = False


class Broken(FakeAssistant):
    """Fails in the middle of a turn."""

    async def _next(self, thread: str, text: str) -> AsyncIterator[Event]:
        yield Began(so_far=Conversation())
        raise RuntimeError("out of order")


def a_done(reply: str, *, nodes: tuple[str, ...]) -> TurnDone:
    return TurnDone(reply=reply, said=(reply,), nodes=nodes)


async def test_the_trace_lists_nodes_and_calls_in_the_order_they_began() -> None:
    *_, last = await shown(a_turn())

    assert [(step.name, step.is_call) for step in last.trace.steps] == [
        ("parse_intent", False),
        ("check_slots", False),
        ("slots", True),
    ]
    assert last.trace.milliseconds == 44.0  # the call is inside its node


async def test_the_trace_counts_the_persons_turns() -> None:
    before = (Said(by="user", text="one"), Said(by="assistant", text="1"))

    *_, last = await shown(a_turn(), before=before)

    assert last.trace.turn == 2


async def test_a_pick_is_shown_by_its_label_and_said_by_its_number() -> None:
    assistant = FakeAssistant(turns=[a_turn("Free:", options=(Option(n=1, label="Friday, 10:00"),)), a_turn("Fine.")])
    turns = turns_of(assistant)
    await all_of(turns.say("t1", "free?", Preferences()))

    *_, last = await all_of(turns.pick("t1", "1", Preferences()))

    assert last.lines[-2] == said("Friday, 10:00")
    assert [text for _, text, _ in assistant.heard] == ["free?", "1"]


async def shown(events: list[Event], *, before: tuple[Said, ...] = (), text: str = "hello") -> list[Screen]:
    async def stream() -> AsyncIterator[Event]:
        yield Began(so_far=Conversation(said=before))
        for event in events:
            yield event

    transcripts = Transcripts(Path(tempfile.mkdtemp()))
    return [screen async for screen in screens("t1", transcripts, stream(), lambda _: text)]


def turns_of(assistant: FakeAssistant) -> Turns:
    return Turns(assistant, Transcripts(Path(tempfile.mkdtemp())))


def said(text: str) -> Line:
    return Line(by="user", text=text)


def told(screen: Screen) -> tuple[str, ...]:
    """The paragraphs of the last answer."""
    answer = screen.lines[-1].answer
    return answer.said if answer else ()


async def all_of(stream: AsyncIterator[Screen]) -> list[Screen]:
    return [screen async for screen in stream]
