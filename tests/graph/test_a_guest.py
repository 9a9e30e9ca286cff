"""A guest at the keyboard knows only himself: nobody else is named, and nothing of theirs is done."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from graph.events import TurnDone
from graph.given.preferences import Preferences
from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Reading
from graph.understanding.schema import (
    Act,
    BookingWords,
    FieldAnswer,
    Intent,
    ListFilter,
    Person,
    Pronoun,
    Scope,
    SmallTalk,
    Understanding,
    Wants,
)
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tests.slices import sliced
from tools.calcom.models import Booking, BookingQuery
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.seeding import put_booking
from tools.mock_calcom.world.world import World

BEN = Preferences(zone="Europe/Berlin", role="guest", name="Ben Ode", email="ben@example.test")
NOBODY = Preferences(zone="Europe/Berlin", role="guest")
OTHERS = BookingWords(person="Olga"), BookingWords(person="john.smith@example.com"), BookingWords(title="consultation")
MEANT = (
    None, BookingWords(pronoun=Pronoun.IT), BookingWords(pronoun=Pronoun.NEXT), BookingWords(pronoun=Pronoun.LATEST),
    BookingWords(all=True), BookingWords(all=True, when="thursday"), BookingWords(ordinal=1), BookingWords(ordinal=-1),
    BookingWords(when="tomorrow"), BookingWords(title="choir class"), BookingWords(title="30 minute meeting"), *OTHERS,
)  # fmt: skip


def about_each(intent: Intent, **more: object) -> tuple[Act, ...]:
    return tuple(Act.model_validate({"intent": intent, "booking": words, **more}) for words in MEANT)


def plain(intent: Intent) -> tuple[Act, ...]:
    return (Act(intent=intent),)


INTRO = Act(intent=Intent.BOOK, event_type="intro call", when="tomorrow at 10am")  # somebody else has that time
STORIES: dict[Intent, tuple[Act, ...]] = {
    Intent.BOOK: (INTRO, Act(intent=Intent.BOOK, event_type="choir class", when="thursday at 4pm")),
    Intent.RESCHEDULE: (*about_each(Intent.RESCHEDULE, when="friday at 10"),
                        *about_each(Intent.RESCHEDULE, when="friday at 10", scope=Scope.ALL)),
    Intent.CANCEL: (*about_each(Intent.CANCEL), *about_each(Intent.CANCEL, scope=Scope.ALL),
                    *about_each(Intent.CANCEL, one_seat=True)),
    Intent.INVITE: about_each(Intent.INVITE, guests=(Person(email="rita@example.com"),)),
    Intent.ABSENT: about_each(Intent.ABSENT),
    Intent.RELOCATE: about_each(Intent.RELOCATE, place="Lindenallee 9, Zwickau"),
    Intent.LIST: (*about_each(Intent.LIST), *(Act(intent=Intent.LIST, filter=one) for one in ListFilter),
                  *(Act(intent=Intent.LIST, wants=one, when="this week") for one in Wants)),
    Intent.AVAILABILITY: (Act(intent=Intent.AVAILABILITY, wants=Wants.FREE, when="tomorrow at 10am"),
                          Act(intent=Intent.AVAILABILITY, event_type="intro call", when="tomorrow at 10am")),
    Intent.BLOCK_TIME: (Act(intent=Intent.BLOCK_TIME, when="friday"),),
    Intent.EVENT_TYPES: plain(Intent.EVENT_TYPES),
    Intent.PROFILE: plain(Intent.PROFILE),
    Intent.ACCEPT: about_each(Intent.ACCEPT),
    Intent.DECLINE: about_each(Intent.DECLINE),
    Intent.CHANGE: (Act(intent=Intent.CHANGE, booking=OTHERS[0]), Act(intent=Intent.CHANGE, when="friday at 10"),
                    Act(intent=Intent.CHANGE, removes=("team@example.com",))),
    Intent.ANSWER: (Act(intent=Intent.ANSWER, booking=OTHERS[0]), Act(intent=Intent.ANSWER, scope=Scope.ALL),
                    Act(intent=Intent.ANSWER, people=(Person(name="Olga"),)),
                    Act(intent=Intent.ANSWER, answers=(FieldAnswer(field="topic", value="Hiring"),))),
    Intent.PICK: (Act(intent=Intent.PICK, option=1), Act(intent=Intent.PICK, option=-1)),
    Intent.MORE: plain(Intent.MORE),
    Intent.YES: plain(Intent.YES),
    Intent.NO: plain(Intent.NO),
    Intent.DROP: plain(Intent.DROP),
    Intent.PAUSE: plain(Intent.PAUSE),
    Intent.UNDO: plain(Intent.UNDO),
    Intent.AGAIN: plain(Intent.AGAIN),
    Intent.CHECK: plain(Intent.CHECK),
    Intent.GO_ON: plain(Intent.GO_ON),
    Intent.SETTINGS: (Act(intent=Intent.SETTINGS, zone="Tokyo"),
                      Act(intent=Intent.SETTINGS, people=(Person(email="olga.petrova@example.com"),))),
    Intent.SMALL_TALK: tuple(Act(intent=Intent.SMALL_TALK, talk=talk) for talk in SmallTalk),
    Intent.HELP: plain(Intent.HELP),
    Intent.OUT_OF_SCOPE: plain(Intent.OUT_OF_SCOPE),
    Intent.UNCLEAR: plain(Intent.UNCLEAR),
}  # fmt: skip
HOSTS_ALONE = (Intent.ACCEPT, Intent.DECLINE, Intent.BLOCK_TIME, Intent.INVITE, Intent.ABSENT, Intent.RELOCATE)
BEFORE = {
    "nothing": (),
    "a list": (Act(intent=Intent.LIST),),
    "a card": (Act(intent=Intent.CANCEL, booking=BookingWords(title="choir class")),),
    "a search that found none": (Act(intent=Intent.CANCEL, booking=OTHERS[0]),),
}


class Scripted:
    """An interpreter that reads any message as the act it was given; it keeps what it was told of the conversation."""

    name = "offline"

    def __init__(self) -> None:
        self.act = Act(intent=Intent.UNCLEAR)
        self.told: list[Dialogue] = []

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        self.told.append(dialogue)
        return Reading(understanding=Understanding(acts=(self.act,)))


class Guest(Talk):
    """The talk of a guest whose messages mean what the script says. Ben has a seat, and a meeting of his own."""

    def __init__(self, preferences: Preferences = BEN) -> None:
        self.script = Scripted()
        super().__init__(world=a_full_calendar(), interpreter=self.script, preferences=preferences)

    async def means(self, act: Act) -> TurnDone:
        self.script.act = act
        return await self.say("gnarf")


def a_full_calendar() -> World:
    world = with_a_studio(sample_world(lambda: TUESDAY))
    kinds = {kind.slug: kind for kind in world.event_types.values()}
    put_booking(world, kinds["30min"], TUESDAY.replace(hour=16) + timedelta(days=2), "Ben Ode", "ben@example.test")
    put_booking(world, kinds["project-review"], TUESDAY.replace(hour=16) + timedelta(days=3), "Ben Ode",
                "ben@example.test", status="pending")  # fmt: skip
    return world


def strangers(world: World) -> set[str]:
    """Full names and addresses of everybody in the calendar but Ben and its owner."""
    people = [attendee for booking in world.bookings.values() for attendee in booking.attendees]
    others = {text for one in people if one.email != BEN.email for text in (one.name, one.email)}
    return (others | {"team@example.com"}) - {""}


def told(turn: TurnDone, said: Act) -> str:
    """Everything a turn hands out, without the words that the guest said himself."""
    text = json.dumps(turn.model_dump(mode="json"), ensure_ascii=False)
    for own in strings(said.model_dump(mode="json")):
        text = text.replace(own, "")
    return text


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


async def nothing_of_others(guest: Guest, act: Act) -> None:
    """Nobody else is told of, to the guest or to the interpreter; what is confirmed is Ben's alone."""
    hidden = strangers(guest.world)
    turns = [await guest.means(act)]
    if (card := turns[0].card) is not None:
        assert all(party.email == BEN.email for party in card.attendees)
        turns.append(await guest.press("confirm", card=card.hash))
    await guest.means(Act(intent=Intent.UNCLEAR))
    heard = " ".join(dialogue.model_dump_json() for dialogue in guest.script.told)

    assert {one for one in hidden for turn in turns if one in told(turn, act)} == set()
    assert {one for one in hidden if one in heard} == set()
    assert meetings_of_others(guest.world) == meetings_of_others(a_full_calendar())


def meetings_of_others(world: World) -> list[tuple[str, str, str]]:
    people = ((who.email, booking) for booking in world.bookings.values() for who in booking.attendees)
    return sorted((email, str(booking.start), booking.status) for email, booking in people if email != BEN.email)


def test_every_intent_has_its_guest_story() -> None:
    assert set(STORIES) == set(Intent)


@pytest.mark.parametrize("intent", [*Intent])
async def test_whatever_a_guest_means_nobody_else_is_told_of(intent: Intent) -> None:
    for act in STORIES[intent][:2]:
        await nothing_of_others(Guest(), act)


@pytest.mark.parametrize(("intent", "before"), sliced(product(Intent, BEFORE), quick=0, slow=15))
async def test_whatever_came_before_a_guest_is_told_of_nobody_else(intent: Intent, before: str) -> None:
    for act in STORIES[intent]:
        guest = Guest()
        for earlier in BEFORE[before]:
            await guest.means(earlier)
        await nothing_of_others(guest, act)


@pytest.mark.parametrize("intent", HOSTS_ALONE)
async def test_what_is_the_hosts_to_do_is_told_in_a_sentence(intent: Intent) -> None:
    guest = Guest()

    turn = await guest.means(STORIES[intent][0])

    assert turn.card is None
    assert turn.outcome is not None
    assert turn.outcome.code == "host_decides"
    assert "Only the host" in turn.reply


async def test_a_guest_moves_no_class_that_others_share() -> None:
    guest = Guest()
    act = Act(intent=Intent.RESCHEDULE, booking=BookingWords(title="choir class"), when="friday", scope=Scope.ALL)

    turn = await guest.means(act)

    assert turn.card is None
    assert turn.outcome is not None
    assert turn.outcome.code == "seat_stays"


async def test_of_a_shared_class_a_guest_is_told_how_many_more_there_are() -> None:
    turn = await Guest().means(Act(intent=Intent.LIST, when="thursday"))

    assert "Choir class with Ben Ode and 2 more" in turn.reply


@pytest.mark.parametrize("intent", [Intent.LIST, Intent.CANCEL])
async def test_a_guest_who_did_not_say_who_they_are_sees_nothing(intent: Intent) -> None:
    guest = Guest(NOBODY)

    turn = await guest.means(Act(intent=intent, booking=BookingWords(when="thursday")))

    assert turn.card is None
    assert turn.options == ()
    assert not any(one in told(turn, Act(intent=intent)) for one in strangers(guest.world))
    assert not any("/v2/bookings" in entry.get("path", "") for entry in guest.world.journal.entries)


async def test_a_server_that_ignores_whose_bookings_were_asked_for_tells_a_guest_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guest = Guest()
    everybody = guest.calcom.bookings

    async def ignoring(query: BookingQuery, *, limit: int = 1000) -> tuple[list[Booking], bool]:
        return await everybody(query.model_copy(update={"attendee_email": None}), limit=limit)

    monkeypatch.setattr(guest.calcom, "bookings", ignoring)

    turn = await guest.means(Act(intent=Intent.LIST))

    assert "Ben Ode" in turn.reply
    assert {one for one in strangers(guest.world) if one in told(turn, Act(intent=Intent.LIST))} == set()
