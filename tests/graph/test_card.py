"""At the card: only a whole yes writes; everything else leads to a new card, or to nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.graph.talk import Talk
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.model import BookingStatus

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"


async def at_a_card() -> Talk:
    talk = Talk()
    turn = await talk.say(INTRO)
    assert turn.card is not None
    return talk


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("make it 11am instead", datetime(2026, 11, 25, 10, 0, tzinfo=UTC)),
        ("actually friday", datetime(2026, 11, 27, 15, 0, tzinfo=UTC)),
        ("yes but 30 minutes later", datetime(2026, 11, 25, 15, 30, tzinfo=UTC)),
        ("no, an hour earlier", datetime(2026, 11, 25, 14, 15, tzinfo=UTC)),
        ("looks good but at 11", datetime(2026, 11, 25, 10, 0, tzinfo=UTC)),
    ],
)
async def test_another_time_makes_a_new_card_and_writes_nothing(said: str, start: datetime) -> None:
    talk = await at_a_card()
    if "earlier" in said:
        await talk.say("make it 4:15pm")

    turn = await talk.say(said)

    assert turn.card is not None
    assert turn.card.start == start
    assert talk.writes == []


async def test_another_person_makes_a_new_card_and_writes_nothing() -> None:
    talk = await at_a_card()

    turn = await talk.say("no, with bob@example.com")

    assert turn.card is not None
    assert turn.card.attendees[0].email == "bob@example.com"
    assert turn.card.attendees[0].name == "Bob"
    assert talk.writes == []


async def test_a_no_writes_nothing_and_asks_what_to_change() -> None:
    talk = await at_a_card()

    turn = await talk.say("no")

    assert "What should I change" in turn.reply
    assert talk.writes == []


async def test_after_a_no_the_change_leads_to_a_new_card() -> None:
    talk = await at_a_card()
    await talk.say("no")

    turn = await talk.say("at 5 to 11")
    turn = turn if turn.card else await talk.say("11am")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("said", ["never mind", "forget it"])
async def test_never_mind_drops_it_for_good(said: str) -> None:
    talk = await at_a_card()

    dropped = await talk.say(said)
    later = await talk.say("yes")

    assert "Nothing was changed" in dropped.reply
    assert later.card is None
    assert talk.writes == []


@pytest.mark.parametrize("said", ["hello", "what's the weather?", "what can you do?", "hold on", "🙂", "", "x" * 5000])
async def test_what_is_no_answer_leaves_the_card_open(said: str) -> None:
    talk = await at_a_card()

    aside = await talk.say(said)
    done = await talk.say("yes")

    assert aside.card is not None
    assert len(talk.made) == 1
    assert "Booked" in done.reply


async def test_a_question_about_bookings_is_answered_and_the_card_shown_again() -> None:
    talk = await at_a_card()

    turn = await talk.say("what do I have on thursday?")

    assert "John Miller" in turn.reply
    assert turn.card is not None
    assert talk.writes == []


async def test_a_yes_with_a_second_request_is_a_yes_and_that_request() -> None:
    talk = await at_a_card()

    turn = await talk.say("yes and also cancel my call with Ana")

    assert talk.writes == ["/v2/bookings"]
    assert [("Ana Silva" in option.label) for option in turn.options] == [True, True]  # two of hers are to come


async def test_the_cancel_button_drops_it() -> None:
    talk = await at_a_card()

    turn = await talk.press("cancel")

    assert "Nothing was changed" in turn.reply
    assert talk.writes == []


async def test_the_change_button_asks_what_to_change() -> None:
    talk = await at_a_card()

    turn = await talk.press("change")

    assert "What should I change" in turn.reply
    assert talk.writes == []


async def test_a_button_of_an_older_card_does_nothing() -> None:
    talk = Talk()
    old = (await talk.say(INTRO)).card
    assert old
    newer = (await talk.say("make it 11am instead")).card
    assert newer

    turn = await talk.press("confirm", old.hash)

    assert "earlier proposal" in turn.reply
    assert turn.card == newer
    assert talk.writes == []


async def test_a_button_of_a_card_that_led_to_offers_does_nothing() -> None:
    talk = Talk()
    old = (await talk.say(INTRO)).card
    assert old
    offers = await talk.say("make it 10am instead")  # taken

    turn = await talk.press("confirm", old.hash)

    assert offers.card is None
    assert "earlier proposal" in turn.reply
    assert talk.writes == []


async def test_a_second_press_books_nothing_more() -> None:
    talk = await at_a_card()
    await talk.press("confirm")

    turn = await talk.press("confirm")

    assert "settled already" in turn.reply
    assert "Booked" in turn.reply
    assert len(talk.made) == 1


async def test_two_presses_at_the_same_moment_book_once() -> None:
    import asyncio

    talk = await at_a_card()

    await asyncio.gather(talk.press("confirm"), talk.press("confirm"))

    assert len(talk.made) == 1
    assert len(talk.writes) == 1


async def test_an_old_card_is_checked_afresh_before_a_yes_counts() -> None:
    talk = await at_a_card()
    talk.now += timedelta(minutes=11)

    turn = await talk.say("yes")

    assert talk.writes == []
    assert turn.card is not None
    assert "grown old" in turn.reply
    assert "Booked" in (await talk.say("yes")).reply


async def test_a_card_that_lies_in_the_past_by_now_is_not_booked() -> None:
    talk = await at_a_card()
    talk.now += timedelta(days=2)

    turn = await talk.say("yes")

    assert talk.writes == []
    assert "past" in turn.reply


async def test_a_slot_lost_before_the_yes_is_said_and_others_are_offered() -> None:
    talk = await at_a_card()
    other = Talk(world=talk.world)
    await other.say("Book a 30 minute meeting tomorrow at 4pm with Eve, eve@example.com", thread="two")
    await other.say("yes", thread="two")

    turn = await talk.say("yes")

    assert "just taken" in turn.reply
    assert "Booked" not in turn.reply
    assert turn.options
    assert [b.attendees[0].email for b in talk.made] == ["eve@example.com"]


async def test_another_request_at_the_card_sets_the_first_one_aside_and_go_on_takes_it_up() -> None:
    talk = await at_a_card()

    other = await talk.say("cancel my call with Olga")
    done = await talk.say("yes")
    turn = await talk.say("go on")

    assert "set the Intro call with Zed Zimmer aside" in other.reply
    assert other.card is not None
    assert other.card.action == "cancel"
    assert "go on" in done.reply
    assert turn.card is not None
    assert turn.card.attendees[0].name == "Zed Zimmer"
    assert talk.made == []


async def test_a_length_the_type_does_not_have_never_gets_on_a_card() -> None:
    talk = await at_a_card()

    turn = await talk.say("yes but make it 60 minutes")

    assert "can't take 60 minutes" in turn.reply
    assert talk.writes == []
    assert turn.card is None or (turn.card.end - turn.card.start).total_seconds() == 15 * 60


async def test_asking_for_a_time_at_the_card_offers_it_and_books_nothing_by_itself() -> None:
    talk = await at_a_card()

    turn = await talk.say("what about friday at 11, is that free?")
    done = await talk.say("yes")

    assert [option.label for option in turn.options] == ["Friday 27 November, 11:00"]
    assert turn.card is None
    assert "Booked" not in done.reply
    assert talk.writes == []


@pytest.mark.parametrize(
    ("said", "gone", "stays"),
    [
        ("no notes please", "Notes: the budget", "bo@example.com"),
        ("drop the note", "Notes: the budget", "bo@example.com"),
        ("without bo", "bo@example.com", "Notes: the budget"),
        ("take Bo off", "bo@example.com", "Notes: the budget"),
        ("remove bo@example.com", "bo@example.com", "Notes: the budget"),
        ("leave out the guests", "bo@example.com", "Notes: the budget"),
    ],
)
async def test_a_detail_is_taken_away_and_the_rest_stays(said: str, gone: str, stays: str) -> None:
    talk = await at_a_card()
    await talk.say("add a note: the budget")
    before = await talk.say("invite bo@example.com")

    turn = await talk.say(said)

    assert before.card is not None
    assert gone in before.card.text
    assert turn.card is not None
    assert gone not in turn.card.text
    assert stays in turn.card.text
    assert turn.card.start == before.card.start


async def test_both_are_taken_away_at_once() -> None:
    talk = await at_a_card()
    await talk.say("add a note: the budget")
    await talk.say("invite bo@example.com")

    turn = await talk.say("without the note and the guests")

    assert turn.card is not None
    assert "Notes" not in turn.card.text
    assert "Guests" not in turn.card.text


async def test_a_slot_lost_before_the_yes_to_a_move_is_said_and_no_move_leaves() -> None:
    talk = Talk()
    await talk.say("move my call with Olga to Friday at 10")
    intro = next(kind for kind in talk.world.event_types.values() if kind.slug == "intro")
    put_booking(talk.world, intro, datetime(2026, 11, 27, 9, 0, tzinfo=UTC), "Eve Faster", "eve@example.com")

    turn = await talk.say("yes")

    assert talk.writes == []
    assert "just taken" in turn.reply
    assert "Eve Faster" in turn.reply
    assert talk.booked("Olga Petrova").start == datetime(2026, 11, 25, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("said", ["accept Fatima's booking", "decline Fatima's booking"])
@pytest.mark.parametrize("since", ["accepted", "rejected", "cancelled"])
async def test_a_pending_booking_decided_elsewhere_before_the_yes_is_left_alone(
    said: str, since: BookingStatus
) -> None:
    talk = Talk()
    assert (await talk.say(said)).card
    pending = next(booking for booking in talk.world.bookings.values() if booking.status == "pending")
    pending.status = since

    turn = await talk.say("yes")

    assert talk.writes == []
    assert pending.status == since
    assert "Confirmed:" not in turn.reply
    assert "Declined:" not in turn.reply
