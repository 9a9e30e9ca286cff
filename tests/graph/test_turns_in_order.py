"""The turns of a conversation come one after the other, whoever listens: each begins with all that was said before."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from graph.events import Began, Event, TurnDone
from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Reading
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import Talk

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"


def so_far(events: list[Event]) -> list[str]:
    began = events[0]
    assert isinstance(began, Began)
    return [said.text for said in began.so_far.said]


async def all_of(talk: Talk, text: str) -> list[Event]:
    return [event async for event in talk.assistant.say("one", text, talk.preferences)]


async def test_two_messages_at_once_are_two_turns_in_a_row() -> None:
    talk = Talk()

    one, other = await asyncio.gather(all_of(talk, INTRO), all_of(talk, "yes"))

    assert so_far(one) == []
    assert so_far(other)[0] == INTRO
    assert "Shall I book it?" in so_far(other)[-1]
    assert isinstance(other[-1], TurnDone)
    assert len(talk.made) == 1


async def test_a_turn_nobody_listens_to_any_more_still_comes_before_the_next() -> None:
    talk = Talk()
    left = talk.assistant.say("one", INTRO, talk.preferences)
    assert isinstance(left, AsyncGenerator)
    await anext(left)

    await left.aclose()
    later = await all_of(talk, "yes")

    assert so_far(later)[0] == INTRO
    assert len(talk.made) == 1


class Broken(OfflineInterpreter):
    """Breaks at the word "break"."""

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        if "break" in message:
            raise IndexError("ours")
        return await super().interpret(message, dialogue)


async def test_a_turn_that_breaks_says_so_and_lets_the_next_one_run() -> None:
    talk = Talk(interpreter=Broken())

    with pytest.raises(IndexError):
        await talk.say("break it off with everybody")
    turn = await talk.say(INTRO)

    assert turn.card is not None
