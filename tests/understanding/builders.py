"""Dialogues for tests, with good defaults: a Tuesday morning in Berlin; and what a message is read as in them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from graph.understanding.dialogue import Dialogue, EventTypeSeen, Need, OptionSeen, Pending, Stage
from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent
from tools.people import KnownPerson

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, tzinfo=BERLIN)
TYPES = (
    EventTypeSeen(id=1, title="15 Min Intro", slug="intro-15", lengths=(15,)),
    EventTypeSeen(id=2, title="30 Min Meeting", slug="30min", lengths=(30,)),
    EventTypeSeen(id=3, title="Consultation", slug="consultation", lengths=(30, 60, 90)),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, Berlin time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def a_dialogue(stage: Stage = Stage.START, **fields: Any) -> Dialogue:
    """Where the talk stands."""
    return Dialogue(**{"now": NOW, "zone": BERLIN.key, "event_types": TYPES, "stage": stage, **fields})


def a_pending(action: Intent = Intent.BOOK, **fields: Any) -> Pending:
    """A half hour with Ana on Wednesday at two."""
    known = {
        "event_type": "30 Min Meeting",
        "start": at(25, 14),
        "end": at(25, 14, 30),
        "person": "Ana Ruiz",
        "email": "ana@example.com",
    }
    if action is not Intent.BOOK:
        known["title"] = "Call with Ana Ruiz"
    return Pending(**{"action": action, **known, **fields})


def at_a_card(action: Intent = Intent.BOOK, **fields: Any) -> Dialogue:
    """A card awaits a yes."""
    return a_dialogue(Stage.PROPOSAL, pending=a_pending(action, **fields))


def with_options(*starts: datetime, pending: Pending | None = None) -> Dialogue:
    """Times are on the table, numbered from 1."""
    options = tuple(OptionSeen(n=n, label=f"{start:%A %H:%M}", start=start) for n, start in enumerate(starts, 1))
    return a_dialogue(Stage.OPTIONS, options=options, pending=pending or a_pending())


def asked(*needs: Need, **fields: Any) -> Dialogue:
    """We asked for something about a booking that has no time yet."""
    return a_dialogue(Stage.QUESTION, **{"asked": needs, "pending": a_pending(start=None, end=None), **fields})


def two_bookings(action: Intent = Intent.CANCEL) -> Dialogue:
    """One of two is to be told."""
    options = (
        OptionSeen(n=1, label="Thursday 26 November, 14:00–14:30: 30 Min Meeting with Lena Hartl", start=at(26, 14)),
        OptionSeen(n=2, label="Friday 27 November, 15:00–15:15: 15 Min Intro with Lena Voigt", start=at(27, 15)),
    )
    return a_dialogue(Stage.OPTIONS, options=options, asked=(Need.BOOKING,), pending=Pending(action=action))


def knowing(message: str, *names: str) -> Dialogue:
    """Nothing was said yet, and those of these people whom the message names have a meeting to come."""
    people = (KnownPerson(name=n, addresses=(f"{n.split()[0].lower()}@example.com",), next=at(30, 10)) for n in names)
    return a_dialogue(people=seen(named_in(message, tuple(people))))


STAGES = (
    a_dialogue(),
    at_a_card(),
    with_options(at(25, 9), at(26, 10)),
    asked(Need.ATTENDEE_EMAIL, pending=a_pending()),
)

# --- reading ---------------------------------------------------------------------------------------------------------


def first(message: str, dialogue: Dialogue | None = None) -> Act:
    return understand(message, dialogue or a_dialogue()).acts[0]


def one_act(message: str, dialogue: Dialogue | None = None) -> Act:
    [act] = understand(message, dialogue or a_dialogue()).acts
    return act


def intents(message: str, dialogue: Dialogue | None = None) -> list[Intent]:
    return [act.intent for act in understand(message, dialogue or a_dialogue()).acts]


def told(message: str) -> list[tuple[Intent, str | None, str | None, str | None]]:
    """Intent, kind, person and time of each act."""
    acts = understand(message, a_dialogue()).acts
    return [(act.intent, act.event_type, act.people[0].name if act.people else None, act.when) for act in acts]


def each(text: str) -> list[str]:
    """The messages that stand between bars or on lines of their own."""
    phrases = (phrase.strip() for line in text.splitlines() for phrase in line.split("|"))
    return [phrase for phrase in phrases if phrase]


def misread(messages: str, intent: Intent, dialogue: Dialogue | None = None) -> dict[str, str]:
    """Those of the messages that are not read as this, and as what they are."""
    read = {message: first(message, dialogue).intent for message in each(messages)}
    return {message: found.value for message, found in read.items() if found is not intent}
