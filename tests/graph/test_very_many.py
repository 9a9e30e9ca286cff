"""On an account with more bookings to come than are read at once, one that is named is found all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

FIRST, LAST = datetime(2026, 12, 1, 8, tzinfo=UTC), datetime(2027, 6, 1, 9, tzinfo=UTC)


def a_full_world(many: int = 1_050) -> World:
    """So many bookings one after the other, and one with Wanda Quill long after them."""
    world = sample_world(lambda: TUESDAY)
    kind = next(iter(world.event_types.values()))
    for n in range(many):
        put_booking(world, kind, FIRST + timedelta(minutes=30 * n), f"Nobody {n:04d}", f"nobody{n}@example.test")
    put_booking(world, kind, LAST, "Wanda Quill", "wanda@example.test")
    return world


@pytest.fixture(scope="module")
def full() -> World:
    return a_full_world()


@pytest.mark.parametrize(
    "said",
    [
        "cancel my call with Wanda",
        "cancel my call with Wanda Quill",
        "cancel my call with wanda@example.test",
        "cancel my call with Wanda@Example.test",
        "cancel my call on June 1 2027",
        "cancel my call with Wanda on June 1 2027",
        "move my call with Wanda Quill to June 2 2027 at 10",
    ],
)
@pytest.mark.slow
async def test_a_booking_named_by_person_address_or_day_is_found_beyond_the_first_thousand(
    said: str, full: World
) -> None:
    talk = Talk(world=full)

    turn = await talk.say(said)

    assert "Wanda Quill" in turn.reply


@pytest.mark.slow
async def test_a_person_nobody_has_is_not_found_and_a_person_of_the_first_thousand_is(full: World) -> None:
    talk = Talk(world=full)

    unknown = await talk.say("cancel my call with Xaver")
    known = await talk.say("cancel my call with Olga Petrova", thread="two")
    following = await talk.say("cancel my next call", thread="three")

    assert "no coming booking for “Xaver”" in unknown.reply
    assert known.card is not None
    assert "Olga Petrova" in known.reply
    assert following.card is not None


@pytest.mark.slow
async def test_with_nothing_named_it_is_asked_for_what_does_help(full: World) -> None:
    talk = Talk(world=full)

    turn = await talk.say("cancel a booking")

    assert turn.card is None
    assert "Say which day, or with whom" in turn.reply
    assert (await talk.say("the one with Wanda")).card is not None


@pytest.mark.slow
async def test_a_guest_finds_only_their_own_among_very_many(full: World) -> None:
    guest = Preferences(zone="Europe/Berlin", role="guest", name="Wanda Quill", email="wanda@example.test")
    talk = Talk(world=full, preferences=guest)

    other = await talk.say("cancel my call with Nobody 0007")
    own = await talk.say("cancel my call on June 1 2027", thread="two")

    assert other.card is None
    assert own.card is not None
