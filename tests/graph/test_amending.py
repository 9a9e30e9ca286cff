"""Bookings that stand get guests, a mark of absence, a link: with a card and a yes where something is written."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.given.preferences import Preferences
from tests.graph.talk import Talk, with_a_studio
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

GUEST = Preferences(zone="Europe/Berlin", role="guest", name="Olga Petrova", email="olga.petrova@example.com")


def a_world(**knobs: object) -> World:
    world = with_a_studio(sample_world(lambda: datetime(2026, 11, 24, 8, tzinfo=UTC)))
    world.knobs = world.knobs.turned(dict(knobs))
    return world


async def test_a_guest_is_added_after_a_yes_and_the_card_says_who_gets_mail() -> None:
    talk = Talk()

    card = await talk.say("add rita@example.com to my call with Olga")
    before = list(talk.writes)
    done = await talk.say("yes")

    assert card.card is not None
    assert {row.text for row in card.card.rows} >= {"New guests: rita@example.com", "Mail goes to: everybody in it"}
    assert before == []
    assert done.outcome is not None
    assert (done.outcome.status, done.outcome.data["action"]) == ("success", "invite")
    assert [attendee.email for attendee in talk.booked("Olga Petrova").attendees][1:] == ["rita@example.com"]


async def test_the_address_of_a_guest_is_asked_for_and_taken() -> None:
    talk = Talk()

    asked = await talk.say("invite Rita Moll to my call with Olga")
    card = await talk.say("rita@example.com")
    more = await talk.say("add pedro@example.com too")

    assert "e-mail" in asked.reply
    assert card.card is not None
    assert card.card.guests == ("rita@example.com",)
    assert more.card is not None
    assert more.card.guests == ("rita@example.com", "pedro@example.com")


async def test_somebody_of_the_calendar_is_added_by_name() -> None:
    turn = await Talk().say("add Peter Novak to my call with Olga")

    assert turn.card is not None
    assert turn.card.guests == ("peter.novak@example.com",)


@pytest.mark.parametrize(
    ("said", "told", "knobs"),
    [
        ("add team@example.com to my workshop with Sofia", "is in that booking already", {}),
        ("add rita@example.com to the choir class", "a seat of their own", {}),
        ("mark Olga as a no-show", "has not begun", {}),
    ],
)
async def test_what_cannot_be_is_said_before_a_card(said: str, told: str, knobs: dict[str, object]) -> None:
    talk = Talk(world=a_world(**knobs))

    turn = await talk.say(said)

    assert told in turn.reply
    assert turn.card is None
    assert talk.writes == []


async def test_a_kind_that_takes_no_guests_gets_none() -> None:
    talk = Talk()
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "intro")
    kind.disable_guests = True

    turn = await talk.say("add rita@example.com to my call with Olga")

    assert "takes no guests" in turn.reply
    assert turn.card is None


async def test_a_server_without_the_call_is_told_of_before_the_card() -> None:
    talk = Talk()
    no_route: dict[str, Any] = {
        "code": 404,
        "message": "Cannot GET /v2/bookings/x/calendar-links",
        "error_code": "NotFoundException",
    }
    talk.world.faults.script("GET /v2/bookings/{uid}/calendar-links", "status", envelope="A", **no_route)

    turn = await talk.say("add rita@example.com to my call with Olga")

    assert "can't add guests to a booking that stands" in turn.reply
    assert turn.card is None


async def test_the_last_meeting_that_has_begun_is_the_one_somebody_missed() -> None:
    talk = Talk()

    card = await talk.say("Maria Lopez didn't show up")
    done = await talk.say("yes")

    assert card.card is not None
    assert card.card.start.date().isoformat() == "2026-11-20"
    assert "Mail goes to: nobody" in card.reply
    assert "Noted as absent: Maria Lopez" in done.reply
    marked = [b for b in talk.world.bookings.values() if any(person.absent for person in b.attendees)]
    assert [(b.attendees[0].name, b.start.date().isoformat()) for b in marked] == [("Maria Lopez", "2026-11-20")]


async def test_of_several_people_the_one_who_was_named_is_absent() -> None:
    world = a_world()
    kind = next(kind for kind in world.event_types.values() if kind.slug == "intro")
    start = datetime(2026, 11, 24, 7, tzinfo=UTC)
    put_booking(world, kind, start, "Ida Falk", "ida@example.com", guests=["rita.moll@example.com"])
    talk = Talk(world=world)

    card = await talk.say("mark Rita Moll as a no-show")
    await talk.say("yes")

    assert card.card is not None
    (booking,) = [b for b in world.bookings.values() if b.attendees[0].name == "Ida Falk"]
    assert [(person.email, person.absent) for person in booking.attendees] == [
        ("ida@example.com", False),
        ("rita.moll@example.com", True),
    ]


async def test_what_was_added_or_noted_cannot_be_taken_back_from_here() -> None:
    talk = Talk()

    for said in ("add rita@example.com to my call with Olga", "yes"):
        await talk.say(said)
    turn = await talk.say("undo")

    assert "takes nobody off" in turn.reply
    assert len(talk.writes) == 1


async def test_links_are_told_and_nothing_is_written() -> None:
    talk = Talk()

    join = await talk.say("send me the link to join my call with Olga")
    calendar = await talk.say("add it to my google calendar")
    page = await talk.say("give me a booking link for an intro call")

    assert "/video/" in join.reply
    assert "https://calendar.google.com/" in calendar.reply
    assert "Olga" in calendar.reply
    assert "/clara/intro" in page.reply
    assert "/clara/30min" not in page.reply
    assert talk.writes == []


async def test_a_guest_amends_nothing() -> None:
    talk = Talk(preferences=GUEST)

    for said in ("add rita@example.com to my intro call tomorrow", "the host didn't show up"):
        turn = await talk.say(said)
        assert "Only the host" in turn.reply

    assert talk.writes == []


async def test_a_guest_is_shown_no_link_that_names_the_others_of_a_shared_booking() -> None:
    ben = Preferences(zone="Europe/Berlin", role="guest", name="Ben Ode", email="ben@example.test")
    talk = Talk(world=a_world(), preferences=ben)

    turn = await talk.say("add my choir class to my google calendar")

    assert "Anna" not in turn.reply
    assert "calendar.google.com" not in turn.reply


# --- another place ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ("change the place of my call with Olga to Lindenallee 9, Zwickau", "Lindenallee 9, Zwickau"),
        ("move my call with Olga to https://meet.example.com/room", "https://meet.example.com/room"),
        ("set the location for my call with Olga to +49 40 7654321", "+49 40 7654321"),
    ],
)
async def test_a_booking_gets_another_place_and_the_card_says_what_stays(said: str, stored: str) -> None:
    talk = Talk()

    card = await talk.say(said)
    done = await talk.say("yes")

    assert "events in connected calendars keep the old place" in card.reply
    assert done.reply.startswith("New place:")
    assert talk.booked("Olga Petrova").location == stored
    assert [path.rsplit("/")[-1] for path in talk.writes] == ["location"]


@pytest.mark.parametrize(
    ("said", "told", "knobs"),
    [
        ("move my call with Olga to zoom", "is not set up for “zoom”", {}),
        ("move my call with Olga to teams", "is not set up for “teams”", {}),
        ("change the place of my call with Olga to Gate 4", "can't change the place", {"newer_routes": False}),
    ],
)
async def test_a_place_that_cannot_be_is_refused_before_a_card(said: str, told: str, knobs: dict[str, object]) -> None:
    talk = Talk(world=a_world(**knobs))

    turn = await talk.say(said)

    assert told in turn.reply
    assert turn.card is None
    assert talk.writes == []


async def test_the_place_it_has_is_no_change() -> None:
    talk = Talk()
    for said in ("change the place of my call with Olga to Gate 4", "yes"):
        await talk.say(said)

    turn = await talk.say("change the place of my call with Olga to gate 4")

    assert "already" in turn.reply
    assert turn.card is None
    assert len(talk.writes) == 1
