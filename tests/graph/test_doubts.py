"""A write whose end is not known, or that failed for certain: held, looked into, told; and taken up again."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from graph.events import Card, Progress, TurnDone
from graph.given.preferences import Preferences
from tests.graph.stories import STORIES
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tests.slices import sliced
from tools.mock_calcom.samples import HOST_EMAIL, sample_world
from tools.mock_calcom.seeding import put_booking
from tools.writing.journal import Stage

ROUTES = ("POST /v2/bookings", "POST /v2/bookings/{uid}/reschedule", "POST /v2/bookings/{uid}/cancel",
          "POST /v2/bookings/{uid}/confirm", "POST /v2/bookings/{uid}/decline",
          "POST /v2/bookings/{uid}/guests", "POST /v2/bookings/{uid}/mark-absent",
          "PATCH /v2/bookings/{uid}/location")  # fmt: skip
ANA = "Book an intro call on Friday at 10 with Ana Ruiz, ana@example.com"
EVERY_WRITE = pytest.mark.parametrize("write", STORIES)


def a_talk(**knobs: Any) -> Talk:
    """A talk in an account with a series and a class; the world's clock is the talk's."""
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
    talk.world.clock._source = lambda: talk.now
    talk.world.knobs = talk.world.knobs.turned(knobs)
    return talk


def script(talk: Talk, kind: str, **params: Any) -> None:
    """The next write, whatever it is, meets this."""
    for route in ROUTES:
        talk.world.faults.script(route, kind, **params)


def effects(talk: Talk) -> list[str]:
    return [entry["what"] for entry in talk.world.journal.entries if entry["kind"] == "booking"]


async def confirmed(talk: Talk, write: str, thread: str = "one") -> TurnDone:
    for text in STORIES[write].said:
        await talk.say(text, thread)
    return await talk.say("yes", thread)


async def in_doubt(talk: Talk, write: str, thread: str = "one") -> TurnDone:
    """Confirmed, and lost on its way."""
    script(talk, "drop_before_commit")
    turn = await confirmed(talk, write, thread)
    talk.world.faults.clear()
    return turn


def shown(card: Card) -> list[str]:
    """The rows without how words of the first message were read."""
    return [row.text for row in card.rows if row.label != "Understood as"]


# --- an end that is not known ----------------------------------------------------------------------------------------


@EVERY_WRITE
async def test_check_again_says_that_it_still_cannot_tell_and_then_that_it_is_not_there(write: str) -> None:
    talk = a_talk()
    doubt = await in_doubt(talk, write)

    soon = await talk.say("check again")
    talk.now += timedelta(minutes=11)
    late = await talk.say("check again")

    assert [turn.outcome and turn.outcome.status for turn in (doubt, soon, late)] == ["unknown", "unknown", "error"]
    assert "can't tell" in doubt.reply
    assert "still can't tell" in soon.reply
    assert "it is not there" in late.reply
    assert effects(talk) == []


@EVERY_WRITE
async def test_check_again_says_that_it_is_there(write: str) -> None:
    talk, story = a_talk(), STORIES[write]
    send = getattr(talk.calcom, story.method)

    async def and_then_nobody_can_look(*args: Any, **more: Any) -> Any:
        script(talk, "commit_then_drop")
        try:
            return await send(*args, **more)
        finally:
            for route in ("GET /v2/bookings", "GET /v2/bookings/{uid}"):
                talk.world.faults.script(route, "status", code=403, times=9)

    setattr(talk.calcom, story.method, and_then_nobody_can_look)
    doubt = await confirmed(talk, write)
    talk.world.faults.clear()

    turn = await talk.say("check again")

    assert doubt.outcome is not None
    assert doubt.outcome.status == "unknown"
    assert "it is there" in turn.reply
    assert story.claim in turn.reply
    assert effects(talk) == story.effects


@EVERY_WRITE
@pytest.mark.parametrize("thread", ["one", "two"])
async def test_while_it_is_not_known_the_same_thing_is_held_here_and_elsewhere(write: str, thread: str) -> None:
    talk = a_talk()
    await in_doubt(talk, write)

    turn = await confirmed(talk, write, thread)

    assert turn.outcome is not None
    assert turn.outcome.code == "held"
    assert effects(talk) == []


async def test_another_thing_is_not_held() -> None:
    talk = a_talk()
    await in_doubt(talk, "cancel")

    turn = await confirmed(talk, "book")

    assert "Booked" in turn.reply


async def test_what_nobody_looked_into_does_not_hold_others_for_ever() -> None:
    talk = a_talk()
    await in_doubt(talk, "cancel")
    talk.now += timedelta(minutes=11)

    turn = await confirmed(talk, "cancel", "two")

    assert "Cancelled:" in turn.reply


async def test_after_ten_minutes_the_same_thing_goes_on_by_a_new_yes() -> None:
    talk = a_talk()
    await in_doubt(talk, "cancel")
    talk.now += timedelta(minutes=11)

    card = await talk.say("try again")
    done = await talk.say("yes")

    assert "it is not there" in card.reply
    assert card.card is not None
    assert "Cancelled:" in done.reply
    assert effects(talk) == ["cancelled"]


@EVERY_WRITE
async def test_a_background_look_settles_the_journal_and_the_conversation_is_told_when_it_is_opened(write: str) -> None:
    talk = a_talk()
    await in_doubt(talk, write)
    journal = talk.assistant._ports.journal

    await talk.assistant.reconcile()
    (before,) = await journal.open_rows()
    talk.now += timedelta(minutes=11)
    await talk.assistant.reconcile()
    after = await journal.open_rows()
    opened = await talk.assistant.conversation("one", talk.preferences)
    again = await talk.assistant.conversation("one", talk.preferences)

    assert before.stage is Stage.UNKNOWN
    assert after == []
    assert "it is not there" in opened.said[-1].text
    assert again.said == opened.said  # once
    assert effects(talk) == []


async def test_what_is_known_by_now_is_told_before_the_next_answer() -> None:
    talk = a_talk(replica_lag_s=60)
    script(talk, "commit_then_drop")
    await confirmed(talk, "book")
    talk.now += timedelta(minutes=2)
    await talk.assistant.reconcile()

    turn = await talk.say("what is bookable?")

    assert turn.reply.index("it is there") < turn.reply.index("What can be booked")


async def test_an_open_card_is_not_taken_away_by_news() -> None:
    talk = a_talk()
    await in_doubt(talk, "cancel")
    await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com")
    talk.now += timedelta(minutes=11)
    await talk.assistant.reconcile()

    turn = await talk.say("is that in Berlin time?")

    assert turn.card is not None


async def test_who_waits_is_told_how_far_it_is() -> None:
    talk = a_talk()
    script(talk, "commit_then_drop")
    await talk.say(ANA)

    events = [event async for event in talk.assistant.say("one", "yes", talk.preferences)]

    told = [event.text for event in events if isinstance(event, Progress)]
    assert [text.split(";")[0] for text in told] == ["Sent to Cal.com", "No answer that I can trust came"]


# --- a failure that is certain ---------------------------------------------------------------------------------------

REFUSALS = {
    "forbidden": {"code": 403, "envelope": "A", "message": "Forbidden"},
    "gone": {"code": 404, "envelope": "A", "message": "Not found"},
    "bad request": {"code": 400, "envelope": "A", "message": "No."},
}


@pytest.mark.parametrize(("write", "refusal"), sliced(product(STORIES, REFUSALS), quick=12, slow=10))
async def test_try_again_brings_back_what_was_arranged_even_after_other_talk(write: str, refusal: str) -> None:
    talk, story = a_talk(), STORIES[write]
    script(talk, "status", **REFUSALS[refusal])
    for text in story.said:
        card = (await talk.say(text)).card
    failed = await talk.say("yes")
    talk.world.faults.clear()

    await talk.say("thanks")
    again = await talk.say("try again")
    done = await talk.say("yes")

    assert failed.outcome is not None
    assert failed.outcome.status == "error"
    assert card is not None
    assert again.card is not None
    assert shown(again.card) == shown(card)
    assert story.claim in done.reply
    assert effects(talk) == story.effects


@pytest.mark.parametrize(("seconds", "said"), [("40", "in 40 seconds"), ("60", "in a minute"), ("290", "in 5 minutes")])
async def test_how_long_cal_com_wants_us_to_wait_is_told(seconds: str, said: str) -> None:
    talk = a_talk()
    script(talk, "status", code=429, headers={"Retry-After": seconds})

    turn = await confirmed(talk, "book")

    assert said in turn.reply
    assert len(talk.writes) == 1


# --- two hands -------------------------------------------------------------------------------------------------------


async def test_of_two_moves_at_one_moment_the_second_chat_is_told_of_both_and_undo_takes_its_own_back() -> None:
    talk = a_talk()
    olga = talk.booked("Olga Petrova")
    await talk.say("move my call with Olga to Friday at 10")
    reschedule = talk.calcom.reschedule_booking

    async def with_a_rival(uid: str, start: datetime, **more: Any) -> Any:
        await reschedule(uid, start + timedelta(hours=1), rescheduled_by=HOST_EMAIL)
        talk.world.bookings[uid].status = "accepted"  # their answers cross: ours was checked before theirs was stored
        return await reschedule(uid, start, **more)

    talk.calcom.reschedule_booking = with_a_rival  # type: ignore[method-assign]
    turn = await talk.say("yes")
    undone = [await talk.say(text) for text in ("undo", "yes")]

    assert "two live bookings" in turn.reply
    assert "11:00" in turn.reply
    assert "Cancelled:" in undone[-1].reply
    (left,) = [b for b in talk.world.bookings.values() if b.alive and b.attendees[0].name == "Olga Petrova"]
    assert left.start == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert left.moved_from == olga.uid


async def test_ones_own_booking_of_a_moment_ago_is_not_somebody_else() -> None:
    talk = a_talk()
    await talk.say(ANA)
    await talk.say("yes")
    made = talk.made[0]
    await talk.say(ANA.replace("at 10", "at 11"))
    made.start += timedelta(hours=1)
    made.end += timedelta(hours=1)
    talk.world.reindex()

    turn = await talk.say("yes")

    assert "the booking you just made" in turn.reply
    assert "somebody else" not in turn.reply


async def test_a_start_that_was_refused_is_not_offered_again_for_some_seconds() -> None:
    talk = a_talk(slots_cache_s=2.0)
    script(talk, "status", code=409, message="booking_conflict_error")
    first = await confirmed(talk, "book")
    talk.world.faults.clear()

    soon = await talk.say("4pm")
    talk.now += timedelta(seconds=6)
    later = await talk.say("4pm")

    assert first.card is None
    assert soon.card is None
    assert later.card is not None


async def test_a_guest_is_not_told_what_stands_there() -> None:
    talk = a_talk()
    talk.preferences = Preferences(zone="Europe/Berlin", role="guest", name="Gus Hill", email="gus@example.com")
    await talk.say("Book an intro call tomorrow at 4pm")
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "intro")
    put_booking(talk.world, kind, datetime(2026, 11, 25, 15, 0, tzinfo=UTC), "Eve Faster", "eve@example.com")

    turn = await talk.say("yes")

    assert "Eve" not in turn.reply
    assert talk.writes == []


async def test_moving_a_request_that_waits_for_the_host_says_that_this_accepts_it() -> None:
    talk = a_talk()
    await talk.say("move my meeting with Fatima to Friday at 9:45")

    turn = await talk.say("yes")

    assert "you have accepted it" in turn.reply
