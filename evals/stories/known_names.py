"""The names a scenario may use, for the lint and the schema: read from where they are made, so none is forgotten."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from evals.stories import accounts
from evals.stories.operations import OPERATIONS
from graph.known.saying import Aside
from graph.when.resolution import Reason
from graph.wording.problems import CODES
from tools import errors
from tools.hours import Obstacle
from tools.mock_calcom.world.knobs import Knobs

NODES = (
    "parse_intent",
    "resolve_event_type",
    "find_booking",
    "check_slots",
    "list_bookings",
    "confirm",
    "execute",
    "respond",
)
SLOTS = ("event_type", "start", "minutes", "name", "email", "booking", "reason", "guests")
FAULTY = ("*", *OPERATIONS)
COUNTED = ("any", "read", "write", *OPERATIONS)
KNOBS = tuple(sorted(field.name for field in fields(Knobs)))


@cache
def problems() -> tuple[str, ...]:
    """Every code that can stand in the way: of Cal.com, of a time, of a request, or why a message was answered so."""
    return tuple(sorted({*CODES, *_below(errors.SchedulingError), *map(str, (*Reason, *Obstacle, *Aside))}))


@cache
def slugs() -> tuple[str, ...]:
    """Event types of the named accounts; a scenario may add others."""
    known = (accounts.base(name) for name in accounts.names())
    return tuple(sorted({str(body["slug"]) for account in known for body in account.event_types}))


def _below(error: type[errors.SchedulingError]) -> Iterator[str]:
    for child in error.__subclasses__():
        yield child.code
        yield from _below(child)
