"""What is said is about this turn, a check that cannot be made stops the write, and a request is never its own yes."""

from datetime import timedelta

import pytest

from tests.graph.talk import Talk

BOOK = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
READS = ("GET /v2/me", "GET /v2/event-types", "GET /v2/slots", "GET /v2/bookings")
BEFORE = {
    "booked": (BOOK, "yes"),
    "cancelled": ("cancel my call with Olga", "yes"),
    "moved": ("move my call with Olga to Friday at 10", "yes"),
    "listed": ("what do I have tomorrow?",),
    "offered": ("what's free on friday for a consultation?",),
}
LATER = (
    "Book an intro call on Thursday at 11 with Ana Ruiz, ana@example.com",
    "what do I have on friday?",
    "cancel my call with Kenji",
    "move my call with Kenji to Monday at 10",
    "what can be booked?",
    "thanks",
    "undo that",
)


# One kind of fault stays in every run; the others are slow in their number, not each.
KINDS = ("status", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("drop_before_commit", "bad_json")))


def unreachable(talk: Talk, kind: str) -> None:
    for read in READS:
        if kind == "status":
            talk.world.faults.script(read, kind, times=50, code=503)
        else:
            talk.world.faults.script(read, kind, times=50)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("before", BEFORE)
async def test_last_turns_end_is_never_this_turns_answer(before: str, later: str, kind: str) -> None:
    talk = Talk()
    for text in BEFORE[before]:
        old = await talk.say(text)
    talk.now += timedelta(minutes=30)  # what was read before is no longer believed
    unreachable(talk, kind)

    turn = await talk.say(later)

    assert not any(paragraph in turn.reply for paragraph in old.reply.split("\n\n") if len(paragraph) > 30)
    assert turn.bookings is None
    assert turn.outcome is None or turn.outcome.status == "error"


@pytest.mark.parametrize(
    "request_said",
    [
        "cancel my call with Olga",
        "please cancel my call with Olga",
        "cancel the intro call with Olga Petrova",
        "cancel my intro call with Olga tomorrow",
        "cancel the call with Olga at 15:00",
        "move my call with Olga to Friday at 10",
        "accept Fatima's booking",
        "confirm the booking with Fatima",
        "decline Fatima's booking",
        "decline the booking with Fatima",
        BOOK,
    ],
)
async def test_a_request_said_twice_is_asked_about_twice_and_never_its_own_yes(request_said: str) -> None:
    talk = Talk()

    asked = await talk.say(request_said)
    again = await talk.say(request_said)

    assert asked.card is not None
    assert again.card is not None
    assert talk.writes == []


@pytest.mark.parametrize("said", ["yes, cancel my call with Olga", "sure, cancel the call with Olga", "cancel it"])
async def test_a_yes_may_still_repeat_what_it_is_about(said: str) -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")

    turn = await talk.say(said)

    assert "Cancelled:" in turn.reply


@pytest.mark.parametrize("request_said", [BOOK, "move my call with Olga to Friday at 10"])
@pytest.mark.parametrize("kind", ["status", "drop_before_commit", "bad_json"])
async def test_where_the_last_look_before_a_write_cannot_be_made_nothing_is_sent(request_said: str, kind: str) -> None:
    talk = Talk()
    await talk.say(request_said)
    unreachable(talk, kind)

    turn = await talk.press("confirm")
    talk.world.faults.clear()
    again = await talk.say("try again")
    done = await talk.say("yes")

    assert "sent nothing" in turn.reply
    assert turn.card is None
    assert turn.outcome is not None
    assert (turn.outcome.status, turn.outcome.code) == ("error", "not_looked")
    assert again.card is not None
    assert done.outcome is not None
    assert done.outcome.status == "success"
    assert len(talk.writes) == 1
