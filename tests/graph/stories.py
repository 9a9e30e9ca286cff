"""How a person comes to each write there is, and what is true once it is done."""

from typing import NamedTuple

from tests.graph.talk import TUESDAY, with_a_studio
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.world import World


class Story(NamedTuple):
    """How a person comes to one write, and what is true once it is done."""

    said: tuple[str, ...]  # before the yes
    method: str  # of the client, in which the write leaves
    claim: str  # in the reply that says it is done
    effects: list[str]  # on the calendar, all of the one request


STORIES = {
    "book": Story(
        ("Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com",),
        "create_booking",
        "Booked:",
        ["created"],
    ),
    "book_series": Story(
        ("book a voice lesson on Friday at 12 with Nia Bell, nia@example.test",),
        "create_series",
        "Booked:",
        ["created"] * 4,
    ),
    "move": Story(("move my call with Olga to Friday at 10",), "reschedule_booking", "Moved:", ["moved"]),
    "cancel": Story(("cancel my call with Olga",), "cancel_booking", "Cancelled:", ["cancelled"]),
    "cancel_series": Story(
        ("cancel my lesson with Mia on 3 December", "2"), "cancel_series", "Cancelled:", ["cancelled"] * 2
    ),
    "give_up_seat": Story(("take Ben off the choir class",), "cancel_booking", "Cancelled:", ["changed"]),
    "accept": Story(("accept Fatima's booking",), "confirm_booking", "Confirmed:", ["confirmed"]),
    "decline": Story(("decline Fatima's booking",), "decline_booking", "Declined:", ["declined"]),
    "invite": Story(("add zed@example.com to my call with Olga",), "add_guests", "Added:", ["changed"]),
    "relocate": Story(
        ("change the place of my call with Olga to Lindenallee 9, Zwickau",), "set_place", "New place:", ["changed"]
    ),
    "absent": Story(("mark Emma as a no-show",), "mark_absent", "Noted as absent:", ["changed"]),
}


def story_of(write: str) -> Story:
    assert write in STORIES, f"execute has a write “{write}” that no story of STORIES kills: tell one"
    return STORIES[write]


def a_world() -> World:
    return with_a_studio(sample_world(lambda: TUESDAY))


def effects(world: World) -> list[str]:
    return [entry["what"] for entry in world.journal.entries if entry["kind"] == "booking"]
