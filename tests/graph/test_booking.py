"""Booking conversations, offline, against the mocked Cal.com. The reference is a Tuesday morning in Berlin."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.samples import sample_world

ANA = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"


async def test_one_sentence_leads_to_a_card_that_says_everything() -> None:
    talk = Talk()

    turn = await talk.say(ANA)

    assert turn.card is not None
    assert turn.card.event_type == "30 minute meeting"
    assert turn.card.start == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert turn.card.zone == "Europe/Berlin"
    assert turn.card.attendees[0].email == "ana@example.com"
    assert "Wednesday 25 November 2026, 14:00–14:30 (Europe/Berlin)" in turn.reply
    assert "Ana Ruiz" in turn.reply
    assert talk.writes == []


async def test_after_a_yes_it_is_booked_and_read_back() -> None:
    talk = Talk()
    await talk.say(ANA)

    turn = await talk.say("yes")

    [booking] = talk.made
    assert booking.start == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert booking.attendees[0].name == "Ana Ruiz"
    assert turn.outcome is not None
    assert booking.uid in str(turn.outcome.data)
    assert "Wednesday 25 November 2026, 14:00–14:30" in turn.reply
    assert turn.card is None


async def test_the_confirm_button_books_without_a_model_call() -> None:
    talk = Talk()
    card = (await talk.say(ANA)).card
    assert card

    turn = await talk.press("confirm", card.hash)

    assert len(talk.made) == 1
    assert turn.nodes == ("confirm", "execute", "respond")
    assert turn.usage.model_calls == 0


async def test_one_confirmed_booking_takes_four_calls_once_the_account_is_known() -> None:
    talk = Talk()
    await talk.say("what can be booked?")

    calls = (await talk.say(ANA)).usage.calcom_calls + (await talk.say("yes")).usage.calcom_calls

    assert calls <= 4
    assert len(talk.writes) == 1


async def test_times_are_offered_for_the_usual_kind_before_who_it_is_with_is_asked() -> None:
    talk = Talk()

    turn = await talk.say("I need to see Tom next week")

    assert "For the 30 minute meeting (30 minutes), as no kind of meeting was named." in turn.reply
    assert turn.options
    assert talk.writes == []


@pytest.mark.parametrize(
    "answers",
    [
        ["a 30 minute meeting", "Tuesday at 3pm", "tom@example.com"],
        ["tom@example.com", "Tuesday at 3pm", "the 30 minute meeting"],
        ["30 minute meeting, tuesday 3pm, tom@example.com"],
    ],
)
async def test_answers_may_come_in_any_order_over_several_messages(answers: list[str]) -> None:
    talk = Talk()
    await talk.say("I need to see Tom next week")

    for answer in answers:
        turn = await talk.say(answer)

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    assert (turn.card.attendees[0].name, turn.card.attendees[0].email) == ("Tom", "tom@example.com")


async def test_free_times_are_offered_in_the_persons_zone_and_are_really_free() -> None:
    talk = Talk()

    turn = await talk.say("what's free thursday afternoon for a consultation?")

    assert [option.label for option in turn.options] == [
        "Thursday 26 November, 12:00",
        "Thursday 26 November, 13:00",
        "Thursday 26 November, 15:00",
        "Thursday 26 November, 16:00",
    ]


@pytest.mark.parametrize(("pick", "hour"), [("the second one", 13), ("2", 13), ("the last one", 16), ("at 3", 15)])
async def test_a_picked_time_leads_to_a_card_once_the_person_is_known(pick: str, hour: int) -> None:
    talk = Talk()
    await talk.say("what's free thursday afternoon for a consultation?")
    asked = await talk.say(pick)

    turn = await talk.say("Bob Stone, bob@example.com")

    assert "e-mail" in asked.reply
    assert turn.card is not None
    assert turn.card.start.hour == hour
    assert turn.card.event_type == "Consultation"


async def test_a_clock_time_picks_the_option_that_starts_then() -> None:
    talk = Talk()
    await talk.say("what's free thursday afternoon for an intro call with Bob Stone, bob@example.com?")

    turn = await talk.say("3:30")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


async def test_a_taken_time_is_said_and_the_nearest_free_ones_are_offered() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call tomorrow at 3pm with Zed, zed@example.com")

    assert "not free" in turn.reply
    assert turn.card is None
    assert [option.start and option.start.strftime("%d %H:%M") for option in turn.options] == [
        "25 14:15",
        "25 14:30",
        "25 14:45",
        "25 15:15",
        "25 15:30",
    ]


async def test_a_weekend_is_explained_and_the_next_open_day_offered() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call on saturday with Zed, zed@example.com")

    assert "no hours on Saturday 28 November" in turn.reply
    assert {option.start.weekday() for option in turn.options if option.start} == {0}


async def test_a_time_outside_the_hours_is_explained() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call tomorrow at 8pm with Zed, zed@example.com")

    assert "outside your hours" in turn.reply
    assert turn.options


async def test_a_past_time_is_said_and_nothing_is_looked_up_or_written() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call today at 8am with Zed, zed@example.com")

    assert "past" in turn.reply
    assert turn.card is None
    assert talk.writes == []


async def test_both_zones_are_on_the_card_when_the_time_was_said_in_another() -> None:
    talk = Talk()

    turn = await talk.say("Book a 30 minute meeting thursday 9am New York time with Al, al@example.com")

    assert "15:00–15:30 (Europe/Berlin)" in turn.reply
    assert "09:00–09:30 (America/New_York)" in turn.reply


async def test_times_are_the_persons_own_wherever_the_host_is() -> None:
    talk = Talk(preferences=Preferences(zone="Asia/Kolkata"))

    turn = await talk.say(ANA)

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert "(Asia/Kolkata)" in turn.reply
    assert "(Europe/Berlin)" in turn.reply


async def test_a_type_that_needs_the_hosts_confirmation_is_requested_never_booked() -> None:
    talk = Talk()
    asked = await talk.say("book a project review friday at 9:45 with Al Roy, al@example.com")

    turn = await talk.say("yes")

    assert "confirmation" in asked.reply
    assert "Requested" in turn.reply
    assert "Booked" not in turn.reply
    assert talk.made[0].status == "pending"


async def test_a_required_custom_field_is_asked_for_and_kept() -> None:
    talk = Talk()
    asked = await talk.say("book a workshop friday at 2pm with Al Roy, al@example.com")
    await talk.say("hiring")

    await talk.say("yes")

    assert "Topic (Strategy, Hiring, Pricing)" in asked.reply
    assert talk.made[0].responses["topic"] == "Hiring"


async def test_an_answer_the_form_does_not_take_is_asked_again() -> None:
    talk = Talk()
    await talk.say("book a workshop friday at 2pm with Al Roy, al@example.com")

    turn = await talk.say("gardening")

    assert "Strategy, Hiring or Pricing" in turn.reply
    assert turn.card is None


async def test_as_soon_as_possible_proposes_the_first_free_start() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call as soon as possible with Al Roy, al@example.com")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def test_a_range_as_long_as_the_meeting_is_its_start() -> None:
    turn = await Talk().say("Book a consultation on friday 3pm to 4pm with Al Roy, al@example.com")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 27, 14, 0, tzinfo=UTC)


async def test_a_range_chooses_the_length_where_the_type_has_several() -> None:
    turn = await Talk().say("Book a consultation on friday 1pm to 2:30pm with Al Roy, al@example.com")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    assert (turn.card.end - turn.card.start).total_seconds() == 90 * 60


async def test_a_range_whose_beginning_is_no_start_is_not_moved_to_another() -> None:
    turn = await Talk().say("Book a consultation on friday 2pm to 3:30pm with Al Roy, al@example.com")

    assert turn.card is None
    assert "no start" in turn.reply


async def test_a_range_that_contradicts_the_length_is_said() -> None:
    turn = await Talk().say("Book an intro call on friday 2pm to 3pm with Al Roy, al@example.com")

    assert "takes 15 minutes" in turn.reply
    assert turn.options


async def test_a_yes_after_a_pause_asks_cal_com_only_for_the_slot_the_booking_and_a_look_at_it() -> None:
    talk = Talk()
    await talk.say(ANA)
    talk.now += timedelta(minutes=5)

    turn = await talk.say("yes")

    assert turn.usage.calcom_calls == 3
    assert "Booked" in turn.reply


async def test_a_series_is_said_to_be_too_much_and_never_booked_once_in_silence() -> None:
    turn = await Talk().say("Book an intro call every tuesday at 3pm with Al Roy, al@example.com")

    assert "no series" in turn.reply
    assert turn.card is None


async def test_the_same_again_a_week_later_counts_from_what_was_just_booked() -> None:
    talk = Talk()
    await talk.say(ANA.replace("2pm", "11am"))
    await talk.say("yes")

    turn = await talk.say("book the same 30 minute meeting again a week later with Ana Ruiz, ana@example.com")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 12, 2, 10, 0, tzinfo=UTC)


async def test_earlier_counts_from_the_times_on_offer() -> None:
    talk = Talk()
    await talk.say("what's free thursday afternoon for a consultation?")

    turn = await talk.say("anything earlier?")

    assert "Later or earlier than what" not in turn.reply
    assert turn.options
    assert all(option.start.hour < 12 for option in turn.options if option.start)


async def test_make_it_friday_with_nothing_booked_changes_what_is_being_arranged() -> None:
    talk = Talk()
    await talk.say("Book an intro call tomorrow with Al Roy")

    await talk.say("not tomorrow. make it friday at 11")
    turn = await talk.say("al@example.com")

    assert turn.card is not None
    assert turn.card.start == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


async def test_times_that_are_past_by_our_clock_are_not_offered_though_cal_com_still_does() -> None:
    one = TUESDAY.replace(hour=13)
    talk = Talk(now=one, world=sample_world(lambda: TUESDAY))  # their clock is four hours slow

    turn = await talk.say("what's free today for an intro call?")

    assert turn.options
    assert all(option.start and option.start > one for option in turn.options)


async def test_this_very_minute_is_past_and_not_a_start_to_be_had() -> None:
    one = TUESDAY.replace(hour=13)
    talk = Talk(now=one, world=sample_world(lambda: TUESDAY))

    turn = await talk.say("Book an intro call today at 13:00 with Zed Zimmer, zed@example.com")

    assert turn.card is None
    assert "already past" in turn.reply
    assert not [entry for entry in talk.world.journal.entries if "/slots" in str(entry.get("path"))]
