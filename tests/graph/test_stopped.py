"""A turn that only looks can be stopped; one that writes goes on."""

import asyncio

import pytest

from graph.events import NodeStarted, TurnDone
from tests.graph.talk import Talk

BOOK = "book an intro call on thursday at 2pm with Ana Ruiz, ana@example.com"


@pytest.mark.parametrize(("before", "said"), [((), BOOK), ((BOOK,), "make it 3pm")], ids=["new", "at a card"])
async def test_a_look_that_is_stopped_changes_nothing_and_the_talk_goes_on(
    before: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk()
    for text in before:
        await talk.say(text)

    with monkeypatch.context() as patch:
        patch.setattr(talk.calcom, "slots", never_answered)
        stopped = await stopped_at(talk, "check_slots", said)
    again = await talk.say(BOOK)
    done = await talk.say("yes")

    assert stopped.reply == "Stopped. Nothing was changed."
    assert again.card
    assert "Booked" in done.reply
    assert len(talk.made) == 1


async def test_a_write_is_not_stopped() -> None:
    talk = Talk()
    await talk.say(BOOK)

    done = await stopped_at(talk, "execute", "yes")

    assert "Booked" in done.reply
    assert len(talk.made) == 1


async def test_nothing_is_stopped_where_nothing_runs() -> None:
    assert not Talk().assistant.stop("one")


async def never_answered(*_: object) -> None:
    await asyncio.Event().wait()


async def stopped_at(talk: Talk, node: str, text: str) -> TurnDone:
    """Say this, and press Stop as soon as that node has begun."""
    done = None
    async for event in talk.assistant.say("one", text, talk.preferences):
        if isinstance(event, NodeStarted) and event.node == node:
            assert not talk.assistant.stop("another thread")
            assert talk.assistant.stop("one") == (node != "execute")
        done = event if isinstance(event, TurnDone) else done
    assert done
    return done
