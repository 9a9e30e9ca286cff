"""Dialogues for tests, with good defaults: a Tuesday morning in Berlin."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from graph.understanding.dialogue import Dialogue, EventTypeSeen, OptionSeen, Pending, Stage
from graph.understanding.schema import Intent

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
