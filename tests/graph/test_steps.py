"""Several wishes of one message: all looked at first, one card, one yes, each written and told."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from langgraph.types import Command

from graph.events import Card, TurnDone
from graph.executing.collecting import WRITES
from graph.given.context import Context
from graph.known.proposal import Proposal, Side
from graph.known.state import State
from graph.understanding.schema import Intent
from tests.graph.talk import Talk
from tools.mock_calcom.seeding import put_booking

TWO = "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com friday at 11"
ONE_TAKEN = "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com tomorrow at 10"


def steps_of(turn: TurnDone) -> list[tuple[str, str]]:
    """Action and first attendee of each step of the open card; of an ordinary card of that alone."""
    card = turn.card
    assert card is not None, turn.reply
    return [(step.action, step.attendees[0].name) for step in card.steps or (card,)]


def ended(turn: TurnDone) -> list[str]:
    """The code of each step's end."""
    assert turn.outcome is not None, turn.reply
    told = turn.outcome.data["steps"]
    assert isinstance(told, list)
    return [str(step["code"]) for step in told if isinstance(step, dict)]


# --- one card, one yes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        (TWO, [("book", "Greta"), ("book", "Hugo")]),
        ("cancel everything tomorrow", [("cancel", "John Smith"), ("cancel", "Olga Petrova")]),
        ("clear my friday", [("cancel", "Kenji Sato"), ("cancel", "Fatima Khan")]),
        (
            "cancel my call with Olga and book an intro call tomorrow at 4pm with Zed, zed@example.com",
            [("book", "Zed"), ("cancel", "Olga Petrova")],  # what is new before what is given up
        ),
        (
            "cancel my call with Olga and book an intro call tomorrow at 3pm with Zed, zed@example.com",
            [("cancel", "Olga Petrova"), ("book", "Zed")],  # hers is the time that he needs
        ),
        (
            "move Kenji to thursday at 10 and Olga to friday at 11",
            [("reschedule", "Kenji Sato"), ("reschedule", "Olga Petrova")],
        ),
    ],
)
async def test_what_one_message_asks_for_is_one_card_and_all_of_it_is_written_after_one_yes(
    said: str, steps: list[tuple[str, str]]
) -> None:
    talk = Talk()

    shown = await talk.say(said)
    before = list(talk.writes)
    done = await talk.say("yes")

    assert steps_of(shown) == steps
    assert before == []
    assert len(talk.writes) == len(steps)
    assert done.card is None
    assert done.outcome is not None
    assert (done.outcome.status, done.outcome.code) == ("success", "done")


async def test_each_step_is_told_under_its_number() -> None:
    talk = Talk()
    await talk.say(TWO)

    done = await talk.say("yes")

    first, second = done.reply.splitlines()
    assert (first[:10], second[:10]) == ("1. Booked:", "2. Booked:")
    assert [booking.attendees[0].name for booking in talk.made] == ["Greta", "Hugo"]
    assert ended(done) == ["done", "done"]


@pytest.mark.parametrize("said", ["yes", "go ahead", "yes, both", "book both", "yes please, book them"])
async def test_a_yes_to_all_is_one_to_each(said: str) -> None:
    talk = Talk()
    await talk.say(TWO)

    await talk.say(said)

    assert len(talk.made) == 2


@pytest.mark.parametrize(
    "said",
    [
        "yes to the first",
        "yes, Greta",
        "yes, thursday at 10",
        "book Greta",
        "yes, all three",
        "not both",
        "cancel both",
        "no",
        "never mind",
        "yes, but Hugo at 12",
    ],
)
async def test_what_is_no_yes_to_all_writes_nothing(said: str) -> None:
    talk = Talk()
    await talk.say(TWO)

    await talk.say(said)

    assert talk.writes == []


# --- a change is a new card ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("leave Hugo out", [("book", "Greta")]),
        ("without the first", [("book", "Hugo")]),
        ("Hugo at 12 instead", [("book", "Greta"), ("book", "Hugo")]),
        ("and also Ida, ida@example.com, friday at 3", [("book", "Greta"), ("book", "Hugo"), ("book", "Ida")]),
        ("cancel my call with Olga", [("book", "Greta"), ("book", "Hugo"), ("cancel", "Olga Petrova")]),
    ],
)
async def test_a_change_at_the_card_shows_a_new_one(said: str, steps: list[tuple[str, str]]) -> None:
    talk = Talk()
    before = await talk.say(TWO)

    turn = await talk.say(said)
    stale = await talk.say("yes", card=before.card.hash if before.card else None)
    await talk.say("yes")

    assert sorted(steps_of(turn)) == sorted(steps)
    assert "new card" in stale.reply
    assert len(talk.writes) == len(steps)


@pytest.mark.parametrize("said", ["change", "at 12", "the fourth at 12", "Hugo yesterday"])
async def test_a_change_that_tells_no_step_leaves_the_card_as_it_is(said: str) -> None:
    talk = Talk()
    before = await talk.say(TWO)

    turn = await talk.say(said)

    assert turn.card == before.card
    assert talk.writes == []


# --- questions and what cannot be done, before the card --------------------------------------------------------------


async def test_a_question_about_one_is_asked_and_the_others_wait_for_it() -> None:
    talk = Talk()

    asked = await talk.say("Book an intro with Greta greta@example.com thursday at 10 and with Hugo friday at 11")
    shown = await talk.say("hugo@example.com")

    assert asked.card is None
    assert "e-mail" in asked.reply
    assert steps_of(shown) == [("book", "Greta"), ("book", "Hugo")]


async def test_a_time_that_is_taken_is_told_before_the_card() -> None:
    talk = Talk()

    asked = await talk.say(ONE_TAKEN)
    shown = await talk.say("1")

    assert asked.options
    assert talk.writes == []
    assert steps_of(shown) == [("book", "Greta"), ("book", "Hugo")]


async def test_two_at_one_time_are_noticed_although_it_is_free() -> None:
    talk = Talk()

    asked = await talk.say(
        "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com thursday at 10"
    )
    shown = await talk.say("at 10:30")

    assert "not together with Greta" in asked.reply
    assert steps_of(shown) == [("book", "Greta"), ("book", "Hugo")]


async def test_never_mind_at_a_question_drops_what_was_laid_before() -> None:
    talk = Talk()
    await talk.say("Book an intro with Greta greta@example.com thursday at 10 and with Hugo friday at 11")

    await talk.say("never mind")
    turn = await talk.say("Book an intro with Ida ida@example.com thursday at 10")

    assert steps_of(turn) == [("book", "Ida")]


def test_every_act_that_writes_is_collected() -> None:
    single = set(get_args(Proposal.model_fields["action"].annotation)) - {"several"}

    assert {str(intent) for intent in WRITES} == single
    assert Intent.LIST not in WRITES


# --- sets, and one in another's place ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said", "names"),
    [
        ("what do I have tomorrow?", "cancel both", ["John Smith", "Olga Petrova"]),
        ("what do I have tomorrow?", "cancel 1 and 2", ["John Smith", "Olga Petrova"]),
        ("what do I have on thursday?", "cancel the first two", ["John Miller", "Ana Silva"]),
        ("cancel my meeting", "2 and 4", ["Olga Petrova", "Ana Silva"]),
    ],
)
async def test_what_was_read_out_is_pointed_at_as_a_set(asked: str, said: str, names: list[str]) -> None:
    talk = Talk()
    await talk.say(asked)

    turn = await talk.say(said)

    assert steps_of(turn) == [("cancel", name) for name in names]


async def test_both_of_three_is_asked_about() -> None:
    talk = Talk()
    await talk.say("what do I have this week?")

    turn = await talk.say("cancel both")

    assert turn.card is None
    assert talk.writes == []


@pytest.mark.parametrize("said", ["cancel Olga and book Zed, zed@example.com, in her place", "replace Olga with Zed"])
async def test_one_takes_anothers_place_and_the_card_says_what_a_failure_costs(said: str) -> None:
    talk = Talk()
    olga = talk.booked("Olga Petrova")
    turn = await talk.say(said)
    if turn.card is None:
        turn = await talk.say("Zed, zed@example.com")

    done = await talk.say("yes")

    assert steps_of(turn) == [("cancel", "Olga Petrova"), ("book", "Zed")]
    assert "that one is cancelled all the same" in turn.reply
    assert ended(done) == ["done", "done"]
    assert talk.booked("Zed").start == olga.start


@pytest.mark.parametrize("said", ["swap Noor and Olga", "please switch my calls with Noor and Olga"])
async def test_a_swap_says_that_one_of_the_two_is_cancelled_and_booked_anew(said: str) -> None:
    talk = Talk()
    noor, olga = talk.booked("Noor Haddad"), talk.booked("Olga Petrova")

    turn = await talk.say(said)
    await talk.say("yes")

    assert "a third free time" in turn.reply
    assert steps_of(turn) == [("cancel", "Olga Petrova"), ("reschedule", "Noor Haddad"), ("book", "Olga Petrova")]
    assert (talk.booked("Noor Haddad").start, talk.booked("Olga Petrova").start) == (olga.start, noor.start)


async def test_the_old_one_stays_when_somebody_takes_the_time_that_it_would_free() -> None:
    talk = Talk()
    await talk.say("cancel Olga and book Zed, zed@example.com, in her place")
    olga = talk.booked("Olga Petrova")
    put_booking(talk.world, talk.world.event_types[olga.event_type_id], olga.start, "Eve", "eve@example.com")

    turn = await talk.say("yes")

    assert talk.writes == []
    assert "taken" in turn.reply


async def test_the_old_one_stays_when_the_new_one_fails() -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga and book Zed, zed@example.com, tomorrow at 4 instead")
    talk.world.faults.script("POST /v2/bookings", "status", code=422)

    done = await talk.say("yes")

    assert talk.booked("Olga Petrova")
    assert ended(done)[1] == "step_not_sent"


# --- a client of the served graph ------------------------------------------------------------------------------------

APPROVE, REJECT = {"type": "approve"}, {"type": "reject"}


async def decided(talk: Talk, *decisions: dict[str, Any]) -> Card | None:
    """Resume the open card as a LangGraph client does; the card that is open then."""
    graph = talk.assistant._graph
    config: Any = {"configurable": {"thread_id": "one"}}
    (interrupt,) = (await graph.aget_state(config)).interrupts
    resume: Any = Command(resume={interrupt.id: {"decisions": list(decisions)}})
    await graph.ainvoke(resume, config, context=Context.of(talk.preferences, talk.assistant._ports))
    return (await talk.assistant.conversation("one", talk.preferences)).card


@pytest.mark.parametrize(
    ("decisions", "written", "left"),
    [
        ([APPROVE, APPROVE], 2, None),
        ([APPROVE], 2, None),
        ([REJECT, REJECT], 0, None),
        ([APPROVE, REJECT], 0, ["Greta"]),
        ([{"type": "respond", "message": "leave Greta out"}], 0, ["Hugo"]),
        ([APPROVE, APPROVE, APPROVE], 0, ["Greta", "Hugo"]),
    ],
)
async def test_each_step_is_an_action_to_be_decided(
    decisions: list[dict[str, Any]], written: int, left: list[str] | None
) -> None:
    talk = Talk()
    await talk.say(TWO)

    card = await decided(talk, *decisions)

    assert len(talk.writes) == written
    assert (card and [step.attendees[0].name for step in card.steps or (card,)]) == left


async def test_an_edited_step_makes_a_new_card() -> None:
    talk = Talk()
    before = (await talk.say(TWO)).card
    assert before
    args = {**before.steps[1].as_json(), "start": "2026-11-27T12:00:00+01:00"}

    card = await decided(talk, APPROVE, {"type": "edit", "edited_action": {"name": "book", "args": args}})

    assert talk.writes == []
    assert card
    assert card.hash != before.hash
    assert [step.start.hour for step in card.steps] == [10, 12]


# --- the hash --------------------------------------------------------------------------------------------------------


async def test_a_change_of_any_step_is_another_hash() -> None:
    talk = Talk()
    await talk.say(TWO)
    state = State.model_validate(
        (await talk.assistant._graph.aget_state({"configurable": {"thread_id": "one"}})).values
    )
    whole = state.proposal
    assert whole
    changes: list[dict[str, Any]] = [
        {"start": whole.start + timedelta(minutes=15)},
        {"attendee": Side(name="Eve", email="eve@example.com", zone="UTC")},
        {"guests": ("eve@example.com",)},
        {"notes": "else"},
        {"action": "cancel"},
        {"needs": 0},
    ]

    others = [
        whole.model_copy(update={"steps": (*whole.steps[:n], step.model_copy(update=change), *whole.steps[n + 1 :])})
        for n, step in enumerate(whole.steps)
        for change in changes
    ]
    others += [
        whole.model_copy(update={"steps": whole.steps[::-1]}),
        whole.model_copy(update={"steps": whole.steps[:1]}),
    ]

    assert whole.hash not in {other.hash for other in others}


# --- a calendar that changed -----------------------------------------------------------------------------------------


async def test_an_old_card_is_looked_at_afresh_as_a_whole() -> None:
    talk = Talk()
    before = await talk.say(TWO)
    talk.now = talk.now.replace(hour=10)

    again = await talk.say("yes")
    done = await talk.say("yes")

    assert talk.turns[1].card is not None
    assert "grown old" in again.reply
    assert steps_of(again) == steps_of(before)
    assert ended(done) == ["done", "done"]
