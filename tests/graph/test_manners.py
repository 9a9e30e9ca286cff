"""Bad input gets a clear sentence, loses nothing and writes nothing; small talk stays small."""

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import Talk


async def test_an_invalid_email_is_named_and_the_rest_kept() -> None:
    talk = Talk()

    bad = await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@nowhere")
    good = await talk.say("zed@example.com")

    assert "zed@nowhere" in bad.reply
    assert good.card is not None
    assert good.card.attendees[0].name == "Zed Zimmer"


async def test_a_misspelt_kind_is_that_kind_and_a_noun_that_is_none_is_kept_as_a_note() -> None:
    turn = await Talk().say("Book a workshap on friday at 2pm with Zed, zed@example.com")
    other = await Talk().say("Book a massage on friday at 2pm with Zed, zed@example.com")

    assert "Topic" in turn.reply
    assert other.card is not None
    assert other.card.notes == "Massage"
    assert all("Private coaching" not in option.label for option in other.options)


@pytest.mark.parametrize(
    "said",
    [
        "book private coaching with Ana Ruiz, ana@example.test, tomorrow at 10",
        "Book a Private Coaching call tomorrow at 10 with ana@example.test",
        "when is private coaching free tomorrow?",
    ],
)
async def test_a_hidden_event_type_of_ones_own_is_said_to_be_hidden_and_another_can_be_picked(said: str) -> None:
    talk = Talk()

    told = await talk.say(said)
    picked = await talk.say("1")

    assert "“Private coaching” is hidden at Cal.com" in told.reply
    assert told.card is None
    assert all("Private" not in option.label for option in told.options)
    assert "hidden" not in picked.reply


async def test_a_guest_hears_nothing_of_hidden_event_types() -> None:
    talk = Talk(preferences=Preferences(zone="Europe/Berlin", role="guest", name="Ana", email="ana@example.test"))

    turn = await talk.say("book private coaching tomorrow at 10")

    assert "rivate coaching" not in turn.reply
    assert "hidden" not in turn.reply


async def test_a_hidden_event_type_is_never_offered() -> None:
    turn = await Talk().say("what can be booked?")

    assert "Consultation" in turn.reply
    assert "Private coaching" not in turn.reply


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂🙂🙂", "x" * 5000, "请帮我预约明天的会议", "привет, как дела", "\x00\u202e"]
)
async def test_what_cannot_be_read_is_answered_and_nothing_written(text: str) -> None:
    talk = Talk()

    turn = await talk.say(text)

    assert len(turn.reply) > 10
    assert talk.writes == []


async def test_a_message_that_is_too_long_says_how_long_it_may_be() -> None:
    turn = await Talk().say("book " + "very " * 1000 + "soon")

    assert "2,000" in turn.reply


@pytest.mark.parametrize("talk_between", ["hi", "what can you do?", "thanks", "what's the weather?", "hold on"])
async def test_a_half_finished_booking_survives_small_talk(talk_between: str) -> None:
    talk = Talk()
    await talk.say("book an intro call with Al Roy")

    small = await talk.say(talk_between)
    turn = await talk.say("friday 11am, al@example.com")

    assert 1 < len(small.reply) < 900
    assert turn.card is not None
    assert turn.card.attendees[0].name == "Al Roy"


async def test_a_greeting_makes_no_promise_and_looks_nothing_up_in_the_calendar() -> None:
    talk = Talk()
    await talk.say("hi")

    turn = await talk.say("hello")

    assert turn.usage.calcom_calls == 0
    assert turn.nodes == ("parse_intent", "respond")


async def test_a_pasted_key_is_masked_before_anything_is_kept() -> None:
    talk = Talk()

    await talk.say("my key is cal_live_0123456789abcdef0123 please use it")
    said = await talk.assistant.conversation("one", talk.preferences)

    assert "cal_live_0123456789abcdef0123" not in str(said)
    assert "[key removed]" in said.said[0].text


async def test_the_default_event_type_needs_no_question() -> None:
    talk = Talk(preferences=Preferences(zone="Europe/Berlin", default_event_type="30min"))

    turn = await talk.say("book tomorrow at 2pm with Zed, zed@example.com")

    assert turn.card is not None
    assert turn.card.event_type == "30 minute meeting"


async def test_a_length_the_type_does_not_have_is_said() -> None:
    turn = await Talk().say("book a 45 minute consultation on friday at 2pm with Zed, zed@example.com")

    assert turn.card is None
    assert "45" in turn.reply


async def test_a_length_the_type_has_is_sent() -> None:
    talk = Talk()
    turn = await talk.say("book a 90 minute consultation on friday at 2:30pm with Zed, zed@example.com")
    turn = turn if turn.card else await talk.say("1")

    await talk.say("yes")

    assert talk.made[0].length.total_seconds() == 90 * 60


async def test_a_conversation_can_be_shown_again_with_its_card() -> None:
    talk = Talk()
    await talk.say("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com")

    said = await talk.assistant.conversation("one", talk.preferences)

    assert [line.by for line in said.said] == ["user", "assistant"]
    assert said.card is not None
    assert said.said[-1].text == said.card.text


async def test_a_long_conversation_keeps_its_state_small() -> None:
    talk = Talk()
    for _ in range(15):
        await talk.say("hello")

    state, _, _ = await talk.assistant._stands("one")

    assert len(state.messages) == 20


async def test_a_guest_sees_and_changes_only_their_own_bookings() -> None:
    john = Preferences(zone="Europe/Berlin", role="guest", name="John Smith", email="john.smith@example.com")
    talk = Talk(preferences=john)

    mine = await talk.say("what do I have?")
    others = await talk.say("cancel the call with Olga")

    assert "John Smith" in mine.reply
    assert "John Miller" not in mine.reply
    assert "Olga Petrova" not in others.reply
    assert others.card is None


async def test_a_guest_books_for_themselves() -> None:
    zed = Preferences(zone="Europe/Berlin", role="guest", name="Zed Zimmer", email="zed@example.com")
    talk = Talk(preferences=zed)

    turn = await talk.say("book an intro call tomorrow at 4pm")

    assert turn.card is not None
    assert turn.card.attendees[0].email == "zed@example.com"


async def test_time_cannot_be_blocked_and_a_meeting_then_can_be_booked() -> None:
    talk = Talk()

    refused = await talk.say("block 2 hours tomorrow")
    turn = await talk.say("block an intro call tomorrow at 4pm with Kim, kim@example.com")

    assert "can't keep time free" in refused.reply
    assert turn.card
