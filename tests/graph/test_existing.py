"""Listing, moving and cancelling bookings that exist."""

import re
from datetime import UTC, datetime

import pytest

from tests.graph.talk import Talk


async def test_this_week_is_listed_in_the_persons_zone() -> None:
    turn = await Talk().say("what do I have this week?")

    assert "Wednesday 25 November\n2. 10:00–10:30: 30 minute meeting with John Smith" in turn.reply
    assert "Monday 30" not in turn.reply


async def test_bookings_with_a_person_are_listed() -> None:
    turn = await Talk().say("any meetings with Ana?")

    assert turn.reply.count("Ana Silva") == 2
    assert "John" not in turn.reply


async def test_cancelled_ones_are_listed_when_asked_for() -> None:
    turn = await Talk().say("show cancelled ones")

    assert turn.reply.count("cancelled") >= 3
    assert "Maria Lopez" in turn.reply


async def test_a_long_list_is_paged() -> None:
    talk = Talk()

    first = await talk.say("show all my bookings")
    second = await talk.say("more")

    lines = [line for line in (first.reply + "\n" + second.reply).splitlines() if re.match(r"\d+\. ", line)]
    assert "more" in first.reply
    assert len(lines) == len(set(lines)) > 10


async def test_an_empty_list_is_worded_kindly() -> None:
    turn = await Talk().say("what do I have on saturday?")

    assert "Nothing booked" in turn.reply


async def test_two_people_of_one_name_are_asked_about() -> None:
    turn = await Talk().say("cancel my call with John")

    assert "John Smith" in turn.reply
    assert "John Miller" in turn.reply
    assert turn.card is None


@pytest.mark.parametrize("pick", ["1", "the first one", "Smith", "the one tomorrow", "John Smith"])
async def test_one_of_them_is_picked_by_number_surname_or_day(pick: str) -> None:
    talk = Talk()
    await talk.say("cancel my call with John")

    turn = await talk.say(pick)

    assert turn.card is not None
    assert turn.card.attendees[0].name == "John Smith"
    assert talk.writes == []


async def test_a_cancelled_booking_is_gone_and_nothing_else() -> None:
    talk = Talk()
    await talk.say("cancel my call with John, he's ill")
    card = await talk.say("1")

    turn = await talk.say("yes")

    [gone] = [b for b in talk.world.bookings.values() if b.cancellation_reason == "he's ill"]
    assert "he's ill" in card.reply
    assert gone.attendees[0].name == "John Smith"
    assert "Cancelled" in turn.reply
    assert len(talk.writes) == 1


async def test_a_booking_is_moved_with_its_own_time_set_aside() -> None:
    talk = Talk()

    card = await talk.say("move my 3pm tomorrow to Friday at 10")
    done = await talk.say("yes")

    assert "From: Wednesday 25 November 2026, 15:00" in card.reply
    assert "To: Friday 27 November 2026, 10:00" in card.reply
    [new] = talk.made
    assert new.start == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert talk.world.bookings[new.moved_from or ""].status == "cancelled"
    assert done.outcome is not None
    assert new.uid in str(done.outcome.data)


async def test_it_means_the_new_booking_right_after_a_move() -> None:
    talk = Talk()
    await talk.say("move my 3pm tomorrow to Friday at 10")
    await talk.say("yes")

    card = await talk.say("cancel it")
    await talk.say("yes")

    assert "Friday 27 November 2026, 10:00" in card.reply
    assert talk.made[0].status == "cancelled"


async def test_a_move_may_overlap_the_old_time() -> None:
    talk = Talk()

    turn = await talk.say("move my consultation with John Miller to thursday at 11")

    assert "at that time already" in turn.reply


async def test_a_move_that_names_only_a_day_keeps_the_time() -> None:
    talk = Talk()

    turn = await talk.say("move my call with Olga to Friday")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 27, 14, 0, tzinfo=UTC)


async def test_a_move_without_a_time_asks_for_it() -> None:
    talk = Talk()

    asked = await talk.say("move my call with Olga")
    turn = await talk.say("an hour later")

    assert "when" in asked.reply.lower()
    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 25, 15, 0, tzinfo=UTC)


async def test_a_booking_nobody_has_is_said_and_what_there_is_shown() -> None:
    turn = await Talk().say("cancel my meeting with Bob")

    assert "no coming booking for “Bob”" in turn.reply
    assert turn.options


async def test_cancel_it_with_nothing_to_mean_asks_which() -> None:
    turn = await Talk().say("cancel it")

    assert turn.card is None
    assert "which booking" in turn.reply.lower()


async def test_what_was_booked_can_be_undone_after_another_yes() -> None:
    talk = Talk()
    await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com")
    await talk.say("yes")

    card = await talk.say("undo that")
    await talk.say("yes")

    assert card.card is not None
    assert card.card.action == "cancel"
    assert talk.made[0].status == "cancelled"


async def test_the_next_booking_alone_is_named_when_asked_for() -> None:
    turn = await Talk().say("what's my next meeting?")

    assert "John Smith" in turn.reply
    assert "Olga" not in turn.reply


async def test_a_question_about_bookings_does_not_lose_what_was_asked() -> None:
    talk = Talk()
    await talk.say("cancel my call with John")

    look = await talk.say("what do I have on friday?")
    turn = await talk.say("John Smith")

    assert "Kenji Sato" in look.reply
    assert turn.card is not None
    assert turn.card.attendees[0].name == "John Smith"


async def test_a_move_keeps_the_length_and_says_so() -> None:
    turn = await Talk().say("move my call with Olga to friday at 10 for 30 minutes")

    assert turn.card is None
    assert "keeps a booking's length" in turn.reply


async def test_am_i_free_is_answered_from_the_bookings() -> None:
    talk = Talk()

    busy = await talk.say("am I free tomorrow at 10?")
    free = await talk.say("am I free on saturday?")

    assert "John Smith" in busy.reply
    assert "nothing is booked" in free.reply


async def test_words_that_no_booking_has_do_not_make_the_calendar_look_empty() -> None:
    known = await Talk().say("what's my schedule like next week?")
    unknown = await Talk().say("any dentist meetings next week?")

    assert "Sofia Rossi" in known.reply
    assert "Nothing booked" not in unknown.reply
    assert "dentist" in unknown.reply


async def test_a_no_to_one_booking_and_another_named_means_that_one() -> None:
    talk = Talk()
    await talk.say("cancel my call with John Miller on thursday")
    await talk.say("no")

    turn = await talk.say("the one on 7 december")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 12, 7, 15, 0, tzinfo=UTC)


async def test_an_option_of_an_earlier_page_can_still_be_picked_by_its_number() -> None:
    talk = Talk()
    await talk.say("what's free tomorrow for an intro call with Bob Stone, bob@example.com?")
    more = await talk.say("more")

    turn = await talk.say("2")

    assert "6. " in more.reply
    assert "2. " not in more.reply
    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 25, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(("said", "day"), [("wednesday", 2), ("friday at 11:30", 4), ("next wednesday", 2)])
async def test_a_booking_of_next_week_moved_to_a_weekday_stays_in_its_week(said: str, day: int) -> None:
    talk = Talk()

    turn = await talk.say(f"move my meeting with Emma to {said}")

    assert turn.card
    assert turn.card.start.isoformat() == f"2026-12-0{day}T11:30:00+01:00"


async def test_a_booking_of_next_week_moved_to_this_wednesday_comes_forward() -> None:
    talk = Talk()

    turn = await talk.say("move my meeting with Emma to this wednesday")

    assert turn.card
    assert turn.card.start.isoformat() == "2026-11-25T11:30:00+01:00"


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("make the intro call with Kenji half an hour later", "2026-11-27T10:00"),
        ("bring Kenji's call forward by 15 minutes", "2026-11-27T09:15"),
        ("push the call with Kenji back three days", "2026-11-30T09:30"),
        ("move the intro with Kenji one day earlier, same time", "2026-11-26T09:30"),
        ("one hour later on the same day for Kenji's intro call please", "2026-11-27T10:30"),
    ],
)
async def test_a_shift_in_the_message_that_names_the_booking_counts_from_that_booking(said: str, start: str) -> None:
    turn = await Talk().say(said)

    assert turn.card, turn.reply
    assert turn.card.action == "reschedule"
    assert turn.card.start.isoformat() == f"{start}:00+01:00"


async def test_who_was_met_on_a_day_is_asked_of_the_last_such_day() -> None:
    turn = await Talk().say("who did I meet on 3 April?")

    assert "Friday 3 April" in turn.reply
    assert "2027" not in turn.reply
