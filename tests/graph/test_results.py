"""What came of a turn, as programs are told it: one form, from the state, in agreement with the far side."""

from typing import Any

import pytest

from graph.events import Answer, Result, TurnDone
from graph.given.preferences import Preferences
from tests.graph.talk import Talk
from tests.graph.test_many import a_studio

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
CREATE = "POST /v2/bookings"
BERLIN = "Europe/Berlin"
CONFIG: Any = {"configurable": {"thread_id": "one"}}


def told(turn: TurnDone) -> Result:
    assert turn.outcome is not None
    return turn.outcome


def facts(turn: TurnDone) -> Any:
    """What the result holds besides its sentence; JSON of any shape."""
    return told(turn).data


def status_of(turn: TurnDone) -> tuple[str, str]:
    return told(turn).status, told(turn).code


async def kept_by_the_graph(talk: Talk) -> Answer:
    """What a client of the served graph gets."""
    return Answer.model_validate((await talk.assistant._graph.aget_state(CONFIG)).values["answer"])


async def test_a_booking_that_was_made_is_a_success_with_the_booking_in_the_persons_zone() -> None:
    talk = Talk()
    await talk.say(INTRO)

    result = told(await talk.say("yes"))

    [made] = talk.made
    assert (result.status, result.code) == ("success", "done")
    assert result.message.startswith("Booked: ")
    assert result.data == {
        "action": "book",
        "booking": {
            "uid": made.uid,
            "title": made.title,
            "event_type_id": made.event_type_id,
            "event_type": "Intro call",
            "start": "2026-11-25T16:00:00+01:00",
            "end": "2026-11-25T16:15:00+01:00",
            "zone": BERLIN,
            "status": "accepted",
            "attendees": [{"name": "Zed Zimmer", "email": "zed@example.com", "time_zone": BERLIN}],
            "name": "Intro call",
            "location": talk.made[0].location,
        },
        "note": "Cal.com mails everybody in it.",
    }


async def test_a_request_that_waits_for_the_host_is_sent_and_pending() -> None:
    talk = Talk()
    await talk.say("book a project review friday at 9:45 with Al Roy, al@example.com")

    turn = await talk.say("yes")

    assert status_of(turn) == ("success", "requested")
    assert facts(turn)["booking"]["status"] == talk.made[0].status == "pending"


async def test_a_move_tells_the_old_booking_beside_the_new_one() -> None:
    talk = Talk()
    old = talk.booked("Olga Petrova")
    await talk.say("move my call with Olga to Friday at 10")

    data = facts(await talk.say("yes"))

    assert data["previous"] == {
        "uid": old.uid,
        "start": "2026-11-25T15:00:00+01:00",
        "end": "2026-11-25T15:15:00+01:00",
    }
    assert data["booking"]["uid"] == talk.made[0].uid


async def test_a_series_tells_each_of_its_bookings() -> None:
    talk = a_studio()
    await talk.say("Book a voice lesson on friday at 10 with Zed Zimmer, zed@example.com, 3 times")

    data = facts(await talk.say("yes"))

    assert {booking["uid"] for booking in data["bookings"]} == {booking.uid for booking in talk.made}
    assert len(data["bookings"]) == 3


async def test_a_refusal_is_an_error_with_its_code_its_sentence_and_what_can_be_had() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call tomorrow at 3pm with Zed Zimmer, zed@example.com")

    result = told(turn)
    assert (result.status, result.code) == ("error", "slot_taken")
    assert result.message == turn.reply.split("\n\n")[0]
    assert result.data["start"] == "2026-11-25T15:00:00+01:00"
    assert result.data["options"] == [option.model_dump(mode="json") for option in turn.options]


async def test_a_slot_that_was_lost_before_the_yes_is_an_error_with_other_times_to_pick() -> None:
    talk = Talk()
    await talk.say(INTRO)
    other = Talk(world=talk.world)
    await other.say("Book an intro call tomorrow at 4pm with Eve, eve@example.com")
    await other.say("yes")

    turn = await talk.say("yes")

    assert status_of(turn) == ("error", "slot_taken")
    assert facts(turn)["options"]


async def test_a_write_that_cal_com_refuses_is_an_error() -> None:
    talk = Talk()
    await talk.say(INTRO)
    talk.world.faults.script(CREATE, "status", code=403)

    turn = await talk.say("yes")

    assert status_of(turn) == ("error", "not_allowed")
    assert told(turn).data == {"action": "book"}
    assert talk.made == []


async def test_a_write_whose_end_cannot_be_learned_is_unknown_and_says_how_often_it_was_sent() -> None:
    talk = Talk()
    await talk.say(INTRO)
    talk.world.faults.script(CREATE, "status", times=9, code=503)

    result = told(await talk.say("yes"))

    sent = talk.writes.count("/v2/bookings")
    assert (result.status, result.code) == ("unknown", "outcome_unknown")
    assert result.data == {"action": "book", "sent": sent}


async def test_a_card_is_pending_with_all_that_is_on_it() -> None:
    turn = await Talk().say(INTRO)

    assert turn.card is not None
    assert status_of(turn) == ("pending", "confirmation_needed")
    assert told(turn).message == "Shall I book it?"
    assert told(turn).data == turn.card.as_json()


async def test_a_question_is_pending_with_what_it_asks_for() -> None:
    result = told(await Talk().say("Book an intro call tomorrow at 4pm"))

    assert (result.status, result.code) == ("pending", "more_needed")
    assert result.data == {"needs": ["attendee_name", "attendee_email"], "options": []}


async def test_free_times_are_a_choice_that_is_pending() -> None:
    turn = await Talk().say("what's free on thursday for a consultation?")

    assert status_of(turn) == ("pending", "choice_needed")
    assert [option["n"] for option in facts(turn)["options"]] == [1, 2, 3, 4, 5]


async def test_talk_comes_to_nothing_and_a_list_to_its_bookings() -> None:
    talk = Talk()

    hello, listed = await talk.say("hello"), await talk.say("what do I have tomorrow?")

    assert (hello.outcome, hello.bookings) == (None, None)
    assert listed.outcome is None
    assert listed.bookings is not None
    assert [talk.world.bookings[b.uid or ""].attendees[0].name for b in listed.bookings] == [
        "John Smith",
        "Olga Petrova",
    ]
    assert listed.bookings[0].start.isoformat() == "2026-11-25T10:00:00+01:00"


async def test_an_empty_list_is_a_list() -> None:
    turn = await Talk().say("what do I have on sunday?")

    assert turn.bookings == ()


async def test_what_is_not_understood_is_an_error_although_a_card_stays_open() -> None:
    talk = Talk()
    await talk.say(INTRO)

    turn = await talk.say("flurb the zorp")

    assert status_of(turn) == ("error", "unclear")
    assert turn.card is not None


@pytest.mark.parametrize(("then", "action"), [("4pm", "book"), ("10am", None)])
async def test_what_was_done_counts_before_what_comes_next_in_the_same_turn(then: str, action: str | None) -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")

    turn = await talk.say(f"yes, and book an intro call tomorrow at {then} with Zed, zed@example.com")

    assert (turn.card and turn.card.action) == action
    assert status_of(turn) == ("success", "done")
    assert facts(turn)["action"] == "cancel"
    assert (await kept_by_the_graph(talk)).model_dump() == turn.model_dump(include=set(Answer.model_fields))


async def test_what_somebody_else_had_done_before_is_a_success_that_took_nothing() -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")
    talk.booked("Olga Petrova").status = "cancelled"

    turn = await talk.say("yes")

    assert status_of(turn) == ("success", "already_so")
    assert facts(turn)["booking"]["status"] == "cancelled"


async def test_the_words_beside_a_card_and_its_options_come_without_them() -> None:
    talk = Talk()
    offers = await talk.say("what's free on thursday for a consultation?")
    asked = await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com")

    aside = await talk.say("what do I have on sunday?")

    assert offers.said[-1].splitlines()[0] == "Free (Europe/Berlin):"
    assert not any(option.label in paragraph for option in offers.options for paragraph in offers.said)
    assert all(option.text in offers.reply.splitlines() for option in offers.options)
    assert asked.card is not None
    assert asked.said == ()
    assert aside.reply == f"{aside.said[0]}\n\n{asked.card.text}"


async def test_the_graph_tells_a_client_the_same_and_begins_anew_with_each_turn() -> None:
    talk = Talk()

    for words in ("hello", "what do I have tomorrow?", INTRO, "what do I have on sunday?", "yes"):
        turn = await talk.say(words)
        assert (await kept_by_the_graph(talk)).model_dump() == turn.model_dump(include=set(Answer.model_fields))


async def test_a_button_pressed_twice_is_told_the_same_end_as_settled_before() -> None:
    talk = Talk()
    card = (await talk.say(INTRO)).card
    assert card is not None
    await talk.press("confirm", card.hash)

    again = await talk.press("confirm", card.hash)

    assert status_of(again) == ("success", "already_so")
    assert facts(again)["booking"]["uid"] == talk.made[0].uid


async def test_a_guest_is_told_of_a_shared_booking_only_what_is_theirs() -> None:
    ben = Preferences(zone=BERLIN, role="guest", name="Ben Ode", email="ben@example.test")

    as_guest = await a_studio(preferences=ben).say("what do I have on thursday?")
    as_host = await a_studio().say("what do I have on thursday?")

    [own] = as_guest.bookings or ()
    everybody = next(booking for booking in as_host.bookings or () if len(booking.attendees) > 1)
    assert own.uid is None
    assert [party.email for party in own.attendees] == ["ben@example.test"]
    assert everybody.uid is not None
    assert len(everybody.attendees) == 3


async def test_no_seats_uid_is_ever_told() -> None:
    talk = a_studio()
    seats = {a.seat_uid for booking in talk.world.bookings.values() for a in booking.attendees if a.seat_uid}

    listed = await talk.say("what do I have on thursday?")
    asked = await talk.say("Ben Ode can't come to the choir class on Thursday, cancel the seat of Ben Ode")
    done = await talk.say("yes") if asked.card else asked

    assert seats
    assert not any(uid in turn.model_dump_json() for uid in seats for turn in (listed, asked, done))


def rows_of(turn: TurnDone) -> dict[str, Any]:
    assert turn.card is not None
    return {row.label: row for row in turn.card.rows}


async def test_a_new_card_marks_the_rows_that_changed() -> None:
    talk = Talk()
    first = await talk.say(INTRO)

    second = await talk.say("make it 10:30")

    assert not any(row.changed for row in rows_of(first).values())
    assert [label for label, row in rows_of(second).items() if row.changed] == ["When"]


async def test_a_card_for_another_request_marks_nothing() -> None:
    talk = Talk()
    await talk.say(INTRO)
    await talk.say("never mind")

    turn = await talk.say("Book an intro call tomorrow at 10:30 with Ana Ruiz, ana@example.com")

    assert not any(row.changed for row in rows_of(turn).values())


async def test_a_move_marks_the_new_time_against_the_booking() -> None:
    turn = await Talk().say("move my call with Olga to Friday at 10")

    assert rows_of(turn)["To"].changed
    assert not rows_of(turn)["From"].changed


async def test_a_yes_to_another_card_than_the_open_one_is_stale_and_writes_nothing() -> None:
    talk = Talk()
    old = (await talk.say(INTRO)).card
    new = (await talk.say("make it 10:30")).card
    assert old is not None
    assert new is not None

    stale = await talk.say("yes", card=old.hash)
    nothing = list(talk.made)
    done = await talk.say("yes", card=new.hash)

    assert status_of(stale) == ("error", "stale")
    assert stale.card == new
    assert nothing == []
    assert status_of(done) == ("success", "done")


async def test_a_change_by_somebody_who_saw_another_card_is_still_a_change() -> None:
    talk = Talk()
    old = (await talk.say(INTRO)).card
    await talk.say("make it 10:30")
    assert old is not None

    turn = await talk.say("make it 11:30", card=old.hash)

    assert turn.card is not None
    assert turn.card.start.hour == 11
