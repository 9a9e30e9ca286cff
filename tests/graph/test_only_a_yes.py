"""Nothing but a yes to the card its writer saw writes: no request that is repeated, no order that comes twice."""

import random

import pytest

from tests.graph.talk import Talk
from tests.understanding.test_openings import openings

CARDS = {
    "book": ("Book an intro call tomorrow at 4pm with Nora Falk, nora@example.com",),
    "move": ("move my call with Olga to Friday at 10",),
    "cancel": ("cancel my call with Olga",),
    "accept": ("accept the review with Fatima",),
    "decline": ("decline the review with Fatima",),
    "both of two": ("cancel my calls with Olga and with Kenji",),
}


async def at(kind: str) -> Talk:
    talk = Talk()
    for said in CARDS[kind]:
        await talk.say(said)
    assert talk.turns[-1].card is not None
    return talk


@pytest.mark.parametrize("count", [1, pytest.param(12, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", CARDS)
async def test_no_opening_at_a_card_writes_whatever_it_opens(kind: str, count: int) -> None:
    said = [opening for _, opening in openings(600)]
    for one in random.Random(kind).sample(said, count):
        talk = await at(kind)
        before = list(talk.writes)

        await talk.say(one)
        await talk.say(one)

        assert talk.writes == before, one


@pytest.mark.parametrize(
    ("made", "order"),
    [
        ("Book an intro call tomorrow at 4pm with Nora Falk, nora@example.com", "cancel it"),
        ("Book an intro call tomorrow at 4pm with Nora Falk, nora@example.com", "ok, please cancel that"),
        ("move my call with Olga to Friday at 10", "delete it please"),
    ],
)
async def test_an_order_that_comes_twice_is_one_request_and_no_yes(made: str, order: str) -> None:
    talk = Talk()
    await talk.say(made)
    await talk.say("yes")

    first = await talk.say(order)
    echo = await talk.say(order)
    done = await talk.say("yes")

    assert first.card is not None
    assert echo.card == first.card
    assert done.outcome is not None
    assert done.outcome.status == "success"
    assert len(talk.writes) == 2


@pytest.mark.parametrize("said", ["cancel it", "please cancel it", "go ahead and cancel it"])
async def test_the_order_is_a_yes_where_the_booking_was_named_before(said: str) -> None:
    talk = await at("cancel")

    turn = await talk.say(said)

    assert "Cancelled:" in turn.reply


@pytest.mark.parametrize(
    ("kind", "said"), [*zip(CARDS, ["that one", "right", "ok so", "mhm", "cool", "okay then"], strict=True)]
)
async def test_what_is_no_yes_leaves_the_card_as_it_is(kind: str, said: str) -> None:
    talk = await at(kind)
    before = talk.turns[-1].card, list(talk.writes)

    turn = await talk.say(said)

    assert (turn.card and turn.card.hash, talk.writes) == (before[0] and before[0].hash, before[1])


@pytest.mark.parametrize("seen", ["", "of another card"])
async def test_a_yes_by_somebody_who_did_not_see_this_card_is_told_that_it_is_new(seen: str) -> None:
    talk = await at("cancel")

    refused = await talk.say("yes", card=seen)
    shown = refused.card
    done = await talk.say("yes", card=shown.hash if shown else None)

    assert "This is a new card" in refused.reply
    assert refused.outcome is not None
    assert refused.outcome.code == "stale"
    assert "Cancelled:" in done.reply
