"""A turn on the screen, piece by piece."""

from collections.abc import AsyncIterator

from graph.events import Began, Button, Conversation, Event, NodeStarted, Option, Replied, Said, TurnDone
from graph.given.preferences import Preferences
from tests.ui.fakes import FakeAssistant, a_card, a_turn
from ui.page.turns import Screen, Turns, screens
from ui.rendering import reply, said


async def test_the_persons_words_stand_there_before_anything_has_happened() -> None:
    first, *_ = await shown(a_turn("Hello."), text="hi")

    assert first.messages == [said("user", "hi"), {"role": "assistant", "content": "*Looking at the calendar…*"}]


async def test_while_a_node_runs_its_doing_is_said() -> None:
    events = [NodeStarted(node="execute"), *a_turn("Booked.")]

    all_screens = await shown(events)

    assert all_screens[1].messages[-1]["content"] == "*Writing to Cal&#46;com…*"


async def test_pieces_of_a_reply_appear_as_they_come() -> None:
    events: list[Event] = [
        Replied(text="Booked."),
        Replied(text="Now the other one."),
        TurnDone(reply="Booked.\n\nNow the other one.", said=("Booked.", "Now the other one.")),
    ]

    _, one, both, done = await shown(events)

    assert one.messages[1] == said("assistant", "Booked.")
    assert both.messages[1] == said("assistant", "Booked.\n\nNow the other one.")
    assert done.messages[1:] == [said("assistant", "Booked.\n\nNow the other one.")]


async def test_at_the_end_the_card_has_its_buttons_and_nothing_is_still_going_on() -> None:
    card = a_card()

    *_, last = await shown(a_turn(card=card))

    assert last.messages[1:] == reply((), card)
    assert last.trace.is_done


async def test_earlier_buttons_are_gone_from_the_first_screen_on() -> None:
    card = a_card()
    assistant = FakeAssistant(turns=[a_turn(card=card), a_turn("Fine.")])
    turns = Turns(assistant)
    await all_of(turns.say("t1", "book", Preferences()))

    first, *_ = await all_of(turns.say("t1", "yes", Preferences()))

    assert len(first.messages) == 4
    assert all("options" not in message for message in first.messages)


async def test_a_pressed_button_is_said_as_it_was_labelled() -> None:
    card = a_card(action="cancel")
    turns = Turns(FakeAssistant(turns=[a_turn(card=card), a_turn("Dropped.")]))
    await all_of(turns.say("t1", "cancel it", Preferences()))

    *_, last = await all_of(turns.press("t1", Button.CANCEL, Preferences(), card=card.hash))

    assert last.messages[-2:] == [said("user", "Keep it"), said("assistant", "Dropped.")]


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


async def test_offers_come_as_buttons_with_the_last_screen() -> None:
    *_, last = await shown(a_turn("Free:", options=(Option(n=1, label="Friday, 10:00"),)))

    assert [choice["label"] for choice in last.messages[-1]["options"]] == ["1. Friday, 10:00"]


async def shown(events: list[Event], *, before: tuple[Said, ...] = (), text: str = "hello") -> list[Screen]:
    async def stream() -> AsyncIterator[Event]:
        yield Began(so_far=Conversation(said=before))
        for event in events:
            yield event

    return [screen async for screen in screens(stream(), lambda _: text)]


async def all_of(stream: AsyncIterator[Screen]) -> list[Screen]:
    return [screen async for screen in stream]
