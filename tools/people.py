"""The people of the calendar: who was met lately, who is met soon, and what tells two of one name apart."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, Utc
from tools.likeness import folded, same_name

_PAST = timedelta(days=180)
_MOST = 250  # bookings of one page: the newest past ones, and the next to come
_LIFE = timedelta(minutes=10)  # of what was read; our own writes end it at once
_FOUND = 50  # bookings read for a name that is looked up


class KnownPerson(BaseModel):
    """Somebody with a booking. Instants are UTC."""

    model_config = ConfigDict(frozen=True)

    name: str
    addresses: tuple[str, ...]  # the one used last first
    zone: str = "UTC"  # IANA, of the newest booking
    kinds: tuple[int, ...] = ()  # ids of event types used with them, the newest first
    last: Utc | None = None  # start of the newest meeting that has begun
    next: Utc | None = None  # start of the next one to come
    next_end: Utc | None = None
    is_guest: bool = False  # never the other side, only a further address
    is_gone: bool = False  # in cancelled bookings alone


async def known_people(calcom: CalcomClient) -> tuple[KnownPerson, ...]:
    """Attendees and guests of the past 180 days and of what is to come, of at most 250 bookings each. Two calls of
    Cal.com, not repeated on a fault, since nothing hangs on them; kept for ten minutes or until we write.

    Raises:
        SchedulingError: as CalcomClient.bookings_page.
    """
    return await calcom.kept("people", lambda: _read(calcom), _LIFE)


async def look_up(calcom: CalcomClient, *, name: str) -> tuple[KnownPerson, ...]:
    """Who has exactly this name in any booking, however old. One call of Cal.com.

    Raises:
        SchedulingError: as CalcomClient.bookings_page.
    """
    page = await calcom.bookings_page(BookingQuery(attendee_name=name, descending=True), take=_FOUND, once=True)
    wanted = folded(name)
    return tuple(p for p in people_of(page.bookings, calcom.now()) if folded(p.name) == wanted)


def people_of(bookings: Iterable[Booking], now: datetime) -> tuple[KnownPerson, ...]:
    """Everybody in these bookings, hosts aside.

    One name with several addresses is one person, unless two of these have a meeting to come: then it is two of a name.
    """
    by_address: dict[str, list[_Use]] = defaultdict(list)
    for use in _uses(bookings):
        by_address[folded(use.email)].append(use)
    by_name: dict[str, list[list[_Use]]] = defaultdict(list)
    for of_one in by_address.values():
        for uses_of_one in _by_name(of_one):
            by_name[folded(_name_of(uses_of_one))].append(uses_of_one)
    return tuple(person for alike in by_name.values() for person in _persons(alike, now))


# --- helpers ---------------------------------------------------------------------------------------------------------


class _Use(BaseModel):
    """One person in one booking."""

    model_config = ConfigDict(frozen=True)

    name: str
    email: str
    zone: str | None
    start: Utc
    end: Utc
    kind: int | None
    is_live: bool
    is_guest: bool


async def _read(calcom: CalcomClient) -> tuple[KnownPerson, ...]:
    """The bucket of the past holds no cancelled one, so that one is named beside it."""
    now = calcom.now()
    past = BookingQuery(statuses=("past", "cancelled"), after_start=now - _PAST, descending=True)
    coming = BookingQuery(statuses=("upcoming",), descending=False)
    pages = await asyncio.gather(*(calcom.bookings_page(query, take=_MOST, once=True) for query in (past, coming)))
    return people_of((b for page in pages for b in page.bookings if b.start >= now - _PAST), now)


def _uses(bookings: Iterable[Booking]) -> Iterable[_Use]:
    """Cal.com repeats guests among the attendees, as far as it knows them."""
    for booking in bookings:
        own = {folded(host.email) for host in booking.hosts}
        guests = {folded(guest) for guest in booking.guests}
        sides = [(a.name, a.email, a.time_zone) for a in booking.attendees]
        known = {folded(email) for _, email, _ in sides}
        further = [("", guest, None) for guest in booking.guests if folded(guest) not in known]
        for name, email, zone in (*sides, *further):
            if email and folded(email) not in own:
                yield _Use(
                    name=name.strip(),
                    email=email,
                    zone=zone,
                    start=booking.start,
                    end=booking.end,
                    kind=booking.event_type_id,
                    is_live=booking.is_live,
                    is_guest=folded(email) in guests,
                )


def _by_name(uses: Sequence[_Use]) -> list[list[_Use]]:
    """Several people may share an address; "Ana" and "Ana Ruiz" are one."""
    groups: list[list[_Use]] = []
    for use in sorted(uses, key=lambda use: len(use.name), reverse=True):
        of_one = next((group for group in groups if not use.name or same_name(use.name, group[0].name)), None)
        groups += [] if of_one else [[use]]
        if of_one:
            of_one.append(use)
    return groups


def _name_of(uses: Sequence[_Use]) -> str:
    """The fullest that was written; of a guest, of whom only the address is known, its words."""
    return max((use.name for use in uses), key=len) or name_in(uses[0].email.partition("@")[0])


def name_in(local: str) -> str:
    """ "bo.lind" is Bo Lind."""
    return " ".join(part.capitalize() for part in local.replace("_", ".").replace("-", ".").split(".") if part)


def _persons(alike: Sequence[Sequence[_Use]], now: datetime) -> Iterable[KnownPerson]:
    """Who has one name: an old address goes with the newest, one with meetings of its own to come is somebody else."""
    coming = [uses for uses in alike if any(use.is_live and use.start > now for use in uses)]
    if len(coming) < 2:
        return (_person([use for uses in alike for use in uses], now),)
    old = [use for uses in alike if uses not in coming for use in uses]
    return (*(_person(uses, now) for uses in coming), *([_person(old, now)] if old else []))


def _person(uses: Sequence[_Use], now: datetime) -> KnownPerson:
    newest = sorted(uses, key=lambda use: (use.is_live, use.start), reverse=True)
    live = [use for use in newest if use.is_live]
    coming = min((use for use in live if use.start > now), key=lambda use: use.start, default=None)
    return KnownPerson(
        name=_name_of(newest),
        addresses=tuple(dict.fromkeys(use.email for use in newest)),
        zone=next((use.zone for use in newest if use.zone and _is_zone(use.zone)), "UTC"),
        kinds=tuple(dict.fromkeys(use.kind for use in newest if use.kind is not None)),
        last=max((use.start for use in live if use.start <= now), default=None),
        next=coming and coming.start,
        next_end=coming and coming.end,
        is_guest=all(use.is_guest for use in uses),
        is_gone=not live,
    )


@lru_cache(maxsize=256)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # not found is a KeyError
        return False
    return True
