"""The world behind the mocked API: its tables, its clock, its ids, its journal. No rule of Cal.com lives here."""

import json
import os
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Self

from pydantic import TypeAdapter

from tools.mock_calcom.world.clock import WorldClock
from tools.mock_calcom.world.faults import FaultQueue
from tools.mock_calcom.world.ids import Ids
from tools.mock_calcom.world.journal import Journal
from tools.mock_calcom.world.knobs import Knobs
from tools.mock_calcom.world.model import (
    ApiKey,
    Booking,
    EventType,
    PrivateLink,
    Reservation,
    Schedule,
    Team,
    User,
)
from tools.mock_calcom.world.timestamps import floor_ms, utc_text

FIRST_EVENT_TYPE_ID, FIRST_BOOKING_ID = 101, 1001


@dataclass
class Tables:
    """Everything that is saved, by id, uid or key."""

    users: dict[int, User] = field(default_factory=dict)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    schedules: dict[int, Schedule] = field(default_factory=dict)
    event_types: dict[int, EventType] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    reservations: dict[str, Reservation] = field(default_factory=dict)
    private_links: dict[str, PrivateLink] = field(default_factory=dict)
    teams: dict[int, Team] = field(default_factory=dict)


_TABLES = TypeAdapter(Tables)


class World:
    """One Cal.com server's state, deterministic for the same seed, clock and course of requests.

    Args:
        clock: gives aware datetimes; the control route may shift it.
        seed: of every id and uid.
        release: a preset of knobs (see knobs.RELEASES).
    """

    def __init__(self, clock: Callable[[], datetime], seed: int = 0, release: str = "default") -> None:
        self.clock = WorldClock(clock)
        self.ids = Ids(seed)
        self.release = release
        self.knobs = Knobs.of_release(release)
        self.journal = Journal()
        self.faults = FaultQueue()
        self.rate_limit = 120
        self.web_app = "http://app.cal.test"
        self.persist_to: Path | None = None
        self.tables = Tables()
        self.slot_cache: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._by_start: list[tuple[datetime, int, Booking]] = []
        self._longest = timedelta()

    @property
    def users(self) -> dict[int, User]:
        """By id."""
        return self.tables.users

    @property
    def keys(self) -> dict[str, ApiKey]:
        """By the key itself."""
        return self.tables.keys

    @property
    def schedules(self) -> dict[int, Schedule]:
        """By id."""
        return self.tables.schedules

    @property
    def event_types(self) -> dict[int, EventType]:
        """By id."""
        return self.tables.event_types

    @property
    def bookings(self) -> dict[str, Booking]:
        """By uid, in order of creation."""
        return self.tables.bookings

    def now(self) -> datetime:
        """The present instant, whole milliseconds."""
        return floor_ms(self.clock())

    def stamp(self) -> str:
        """The present instant as Cal.com prints it."""
        return utc_text(self.now())

    def add_user(self, name: str, email: str, *, key: str, id: int | None = None, **more: Any) -> User:
        """A user with one key that never expires."""
        username = more.pop("username", email.partition("@")[0])
        user = User(id=id or self.ids.number("user"), name=name, email=email, username=username, **more)
        self.users[user.id] = user
        self.keys[key] = ApiKey(user.id)
        return user

    def user_named(self, username: str) -> User | None:
        """By username, case-sensitive."""
        return next((user for user in self.users.values() if user.username == username), None)

    def add_booking(self, booking: Booking) -> None:
        """Stores a booking and indexes it."""
        self.bookings[booking.uid] = booking
        self._index(booking)

    def reindex(self) -> None:
        """After bookings were given other times."""
        self._by_start, self._longest = [], timedelta()
        for booking in self.bookings.values():
            self._index(booking)

    def bookings_by_start(self) -> list[Booking]:
        """All, earliest start first, then oldest."""
        return [booking for _, _, booking in self._by_start]

    def bookings_between(self, start: datetime, end: datetime) -> Iterator[Booking]:
        """Those that overlap [start, end), earliest first."""
        for i in range(bisect_left(self._by_start, (start - self._longest, 0)), len(self._by_start)):
            begins, _, booking = self._by_start[i]
            if begins >= end:
                return
            if booking.end > start:
                yield booking

    def series(self, series_uid: str) -> list[Booking]:
        """The occurrences of one recurring booking, earliest first."""
        return sorted((b for b in self.bookings.values() if b.series_uid == series_uid), key=lambda b: (b.start, b.id))

    def dump(self) -> dict[str, Any]:
        """The whole state as JSON; journal and pending faults excluded."""
        tables = _TABLES.dump_python(self.tables, mode="json")
        return {"seed": self.ids.seed, "counters": self.ids.counters, "release": self.release,
                "knobs": self.knobs.as_dict(), "rate_limit": self.rate_limit, **tables}  # fmt: skip

    def load(self, state: dict[str, Any]) -> Self:
        """Replaces the state by a dump; tables that are left out become empty. Raises ValueError on a bad one."""
        if not isinstance(state, dict):
            raise ValueError("a saved world is a JSON object")
        names = set(Tables.__dataclass_fields__)
        tables = _TABLES.validate_python({name: state[name] for name in names if name in state})
        self.release = state.get("release", self.release)
        self.knobs = Knobs.of_release(self.release).turned(state.get("knobs", {}))
        self.rate_limit = state.get("rate_limit", self.rate_limit)
        self.ids = Ids(state.get("seed", self.ids.seed), state.get("counters"))
        self.tables = tables
        self.slot_cache.clear()
        self.reindex()
        return self

    def load_from(self, path: Path) -> Self:
        """Loads a saved world and goes on saving there. Raises OSError, ValueError for a missing or broken file."""
        self.load(json.loads(path.read_text(encoding="utf-8")))
        self.persist_to = path
        return self

    def save(self) -> None:
        """Writes the dump to `persist_to`; nothing when that is None."""
        self.write(json.dumps(self.dump()))

    def write(self, state: str) -> None:
        """Puts a dump's text at `persist_to`, whole or not at all; touches nothing else of the world."""
        if self.persist_to is None:
            return
        self.persist_to.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=self.persist_to.parent, delete=False, encoding="utf-8") as file:
            file.write(state)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, self.persist_to)

    def _index(self, booking: Booking) -> None:
        insort(self._by_start, (booking.start, booking.id, booking))
        self._longest = max(self._longest, booking.length)
