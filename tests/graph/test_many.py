"""Series and shared bookings in conversation: how much is asked, shown, written, and told as it stands."""

from datetime import UTC, datetime

import pytest

from graph.events import TurnDone
from graph.given.preferences import Preferences
from tests.graph.talk import SERIES, Talk, with_a_studio
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.model import Booking


def a_studio(*, preferences: Preferences | None = None) -> Talk:
    """The sample account, a kind that repeats with a series of Mia's, and a class that three people share."""
    talk = Talk(preferences=preferences)
    with_a_studio(talk.world)
    talk.before = set(talk.world.bookings)
    return talk


def series_of(talk: Talk) -> list[str]:
    return [booking.status for booking in talk.world.series(SERIES)]


def choir_of(talk: Talk) -> Booking:
    return next(b for b in talk.world.bookings.values() if b.seated)


def card_hash(turn: TurnDone) -> str:
    assert turn.card is not None
    return turn.card.hash


# --- cancelling in a series ------------------------------------------------------------------------------------------


async def test_it_asks_how_much_of_a_series_and_numbers_pick_it() -> None:
    talk = a_studio()

    asked = await talk.say("cancel my lesson with Mia on 3 December")
    card = await talk.say("2")

    assert [option.n for option in asked.options] == [1, 2, 3]
    assert asked.card is None
    assert card.card is not None
    assert [start.day for start in card.card.occurrences] == [3, 10]
    assert talk.writes == []


async def test_the_scope_is_part_of_the_hash() -> None:
    hashes = set()
    for scope in ("1", "2", "3"):
        talk = a_studio()
        await talk.say("cancel my lesson with Mia on 3 December")
        hashes.add(card_hash(await talk.say(scope)))

    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("cancel just the lesson with Mia on 3 December", [0, 2]),
        ("cancel the lesson with Mia on 3 December and all later ones", [0]),
        ("cancel the whole series with Mia", []),
        ("cancel all my meetings with Mia", []),
    ],
)
async def test_what_the_message_says_already_is_not_asked(said: str, left: list[int]) -> None:
    talk = a_studio()

    await talk.say(said)
    await talk.say("yes")

    assert series_of(talk) == ["accepted" if n in left else "cancelled" for n in range(3)]
    assert len(talk.writes) == 1


@pytest.mark.parametrize(
    "said",
    [
        "yes, all of them",
        "yes, cancel all of it",
        "yes the whole series",
        "yes and the later ones too",
        "yes, them all",
    ],
)
async def test_a_wider_yes_is_never_a_yes_to_one_occurrence(said: str) -> None:
    talk = a_studio()
    await talk.say("cancel just the lesson with Mia on 3 December")

    await talk.say(said)

    assert talk.writes == []


@pytest.mark.parametrize("said", ["yes, just this one", "yes but only the first", "only this one"])
async def test_a_narrower_yes_is_never_a_yes_to_the_whole_series(said: str) -> None:
    talk = a_studio()
    await talk.say("cancel the whole series with Mia")

    await talk.say(said)

    assert talk.writes == []


async def test_two_scopes_in_one_message_are_asked_about() -> None:
    talk = a_studio()

    turn = await talk.say("cancel only this one with Mia on 3 December, or the whole series")

    assert turn.card is None
    assert talk.writes == []


async def test_a_list_of_occurrences_takes_the_whole_series_as_an_answer() -> None:
    talk = a_studio()

    asked = await talk.say("cancel my lesson with Mia")
    card = await talk.say("the whole series")

    assert len(asked.options) == 3
    assert card.card is not None
    assert len(card.card.occurrences) == 3


# --- moving in a series ----------------------------------------------------------------------------------------------


async def test_a_move_is_of_one_occurrence_and_says_so() -> None:
    talk = a_studio()

    card = await talk.say("move my lesson with Mia on 3 December to 4 December at 10")
    await talk.say("yes")

    assert "only this one moves; the other 2 stay as they are" in card.reply
    assert series_of(talk).count("accepted") == 3  # two that stayed, and the successor
    [moved] = talk.made
    assert moved.start == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)


async def test_a_whole_series_cannot_be_moved_and_one_is_offered() -> None:
    talk = a_studio()

    turn = await talk.say("move the whole series with Mia to Friday at 10")

    assert "one meeting of a series at a time" in turn.reply
    assert len(turn.options) == 3
    assert turn.card is None


# --- booking a series ------------------------------------------------------------------------------------------------


async def test_a_kind_that_repeats_is_booked_whole_with_its_dates_on_the_card() -> None:
    talk = a_studio()

    card = await talk.say("book a voice lesson on Friday at 12 with Nia Bell, nia@example.test")
    done = await talk.say("yes")

    assert "Series: 4 meetings, every week" in card.reply
    assert "Friday 18 December, 12:00" in card.reply
    assert len(talk.made) == 4
    assert len({booking.series_uid for booking in talk.made}) == 1
    assert "series of 4" in done.reply


async def test_every_week_of_a_single_kind_is_still_refused_honestly() -> None:
    talk = a_studio()

    turn = await talk.say("book a 30 minute meeting every Friday at 12 with Nia Bell, nia@example.test")

    assert "no series" in turn.reply
    assert turn.card is None


async def test_a_series_ends_before_a_time_that_is_taken() -> None:
    talk = a_studio()
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "30min")
    put_booking(talk.world, kind, datetime(2026, 12, 11, 11, 0, tzinfo=UTC), "Tom Hardy", "tom@example.test")

    card = await talk.say("book a voice lesson on Friday at 12 with Nia Bell, nia@example.test")

    assert "Friday 11 December, 12:00 is not free" in card.reply
    assert card.card is not None
    assert len(card.card.occurrences) == 2


# --- seats -----------------------------------------------------------------------------------------------------------


async def test_a_seat_is_booked_and_counted_on_the_card() -> None:
    talk = a_studio()

    card = await talk.say("book a choir class on Thursday at 16:00 with Dina Moss, dina@example.test")
    done = await talk.say("yes")

    assert "1 of 4 seats left" in card.reply
    assert "a seat for Dina Moss" in done.reply
    assert [seat.name for seat in choir_of(talk).attendees][-1] == "Dina Moss"
    assert talk.made == []


async def test_just_the_class_is_asked_about_with_the_whole_of_it_among_the_answers() -> None:
    talk = a_studio()

    turn = await talk.say("cancel just the choir class on Thursday")

    assert turn.card is None
    assert "The whole booking, with all 3 attendees" in turn.reply


async def test_taking_somebody_off_leaves_the_others_their_seats() -> None:
    talk = a_studio()

    card = await talk.say("take Ben off the choir class")
    await talk.say("yes")

    assert "Cancel one seat" in card.reply
    assert [seat.name for seat in choir_of(talk).attendees] == ["Anna Roth", "Cora Li"]
    assert choir_of(talk).status == "accepted"


async def test_the_whole_class_names_everybody_it_hits() -> None:
    talk = a_studio()

    card = await talk.say("cancel the choir class")
    await talk.say("yes")

    assert "3 attendees: Anna Roth, Ben Ode, Cora Li" in card.reply
    assert choir_of(talk).status == "cancelled"


async def test_a_name_alone_is_asked_about_before_anything_is_proposed() -> None:
    talk = a_studio()

    turn = await talk.say("cancel the choir class with Ben")

    assert turn.card is None
    assert len(turn.options) == 2
    assert talk.writes == []


@pytest.mark.parametrize(
    "said", ["yes, everybody", "yes all of them", "yes the whole class", "yes, cancel it with Cora"]
)
async def test_a_wider_yes_is_never_a_yes_to_one_seat(said: str) -> None:
    talk = a_studio()
    await talk.say("take Ben off the choir class")

    await talk.say(said)

    assert talk.writes == []


async def test_naming_one_person_is_no_yes_to_cancelling_everybody() -> None:
    talk = a_studio()
    await talk.say("cancel the choir class")

    await talk.say("yes, cancel it with Anna Roth")

    assert talk.writes == []


async def test_a_guest_gives_up_only_their_own_seat_whatever_they_say() -> None:
    talk = a_studio(
        preferences=Preferences(zone="Europe/Berlin", role="guest", name="Ben Ode", email="ben@example.test")
    )

    await talk.say("cancel the whole choir class")
    await talk.say("yes")

    assert [seat.name for seat in choir_of(talk).attendees] == ["Anna Roth", "Cora Li"]
    assert choir_of(talk).status == "accepted"


async def test_a_class_does_not_move_onto_another_one() -> None:
    talk = a_studio()
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "choir-class")
    put_booking(talk.world, kind, datetime(2026, 11, 27, 11, 0, tzinfo=UTC), "Eli Fox", "eli@example.test")

    turn = await talk.say("move the choir class on Thursday to Friday at 12")

    assert turn.card is None
    assert all(option.start != datetime(2026, 11, 27, 11, 0, tzinfo=UTC) for option in turn.options)


async def test_lists_tell_series_and_seats() -> None:
    turn = await a_studio().say("what do I have on Thursday?")

    assert "Voice lesson with Mia Wolf — one of a series" in turn.reply
    assert "Choir class with 3 attendees: Anna Roth, Ben Ode, Cora Li" in turn.reply


async def test_a_wider_word_is_no_yes_even_if_the_grammar_of_yes_took_it_for_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = a_studio()
    await talk.say("cancel my lesson with Mia on 3 December")
    card = await talk.say("1")
    monkeypatch.setattr("graph.nodes.confirm.is_approval", lambda *args, **more: True)

    turn = await talk.say("yes, the whole series")

    assert card.card is not None
    assert talk.writes == []
    assert turn.card is None or turn.card.hash != card.card.hash
