"""Finding bookings by what a person says of them, and the three writes (their careful part is in writing/writes.py)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, BookingStatus, Window
from tools.likeness import Likeness, likeness, name_likeness, words_of
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.writes import book, cancel, move

__all__ = [
    "Journal",
    "Listing",
    "WriteState",
    "Written",
    "book",
    "cancel",
    "likest",
    "list_bookings",
    "list_with_named",
    "match_bookings",
    "move",
]

_ENOUGH_DIGITS = 5  # to tell somebody by a phone number
_FARTHEST = 5_000  # bookings looked through for somebody by name


@dataclass(frozen=True, slots=True)
class Listing:
    """Bookings found. Unless `complete`, more exist, and nothing may be called not found."""

    bookings: tuple[Booking, ...]
    complete: bool


async def list_bookings(
    calcom: CalcomClient,
    query: BookingQuery,
    *,
    window: Window | None = None,
    person: str | None = None,
    title: str | None = None,
    limit: int = 1000,
) -> Listing:
    """Bookings that match a query, filtered again on our side: some servers ignore dates, and names are exact there.

    Args:
        query: its attendee filters are exact and case-sensitive; prefer `person`.
        window: bookings that start in it; takes the place of the query's dates.
        person, title: words as a person says them, see match_bookings.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    if query.attendee_email == "":
        return Listing((), complete=True)  # of somebody who did not say who they are
    asked = query if window is None else _within(query, window)
    found, complete = await calcom.bookings(asked, limit=limit)
    kept = [b for b in found if _passes(b, query, calcom.now()) and (window is None or b.start in window)]
    return Listing(match_bookings(kept, person=person, title=title), complete)


async def list_with_named(
    calcom: CalcomClient, query: BookingQuery, *, window: Window | None = None, person: str | None = None
) -> Listing:
    """The bookings of a query; where they are very many, the first of them and all that fit what is named, so that
    `complete` then means: what was named is among these, if there is such a thing.

    Args:
        window: when it starts, as far as that was said.
        person: name or e-mail of an attendee, as far as one was named; "" when it is named otherwise.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    first = await list_bookings(calcom, query)
    if first.complete:
        return first
    further = first
    if window is not None:
        further = await list_bookings(calcom, query, window=window)
    elif person and "@" in person and query.attendee_email is None:
        further = await list_bookings(calcom, query.model_copy(update={"attendee_email": person}))
        further = further if further.bookings else first  # addresses are compared to the letter there
    if not further.complete and person is not None:
        further = await list_bookings(calcom, query, limit=_FARTHEST)
    found = {booking.uid: booking for booking in (*first.bookings, *further.bookings)}
    return Listing(tuple(found.values()), further.complete)


def match_bookings(
    bookings: Iterable[Booking], *, person: str | None = None, title: str | None = None, hosts: bool = False
) -> tuple[Booking, ...]:
    """The bookings that words describe, in their order: all that fit equally well, for the caller to ask which.

    Blind to case and accents. Typos count only when nothing fits as written.

    Args:
        person: name, part of a name, or e-mail of an attendee or guest.
        title: words of the booking's title or its event type's slug; where none fits, of what was answered when it
            was booked (notes, questions of the form), or the digits of a phone number.
        hosts: look for the person among the hosts too (a guest speaks of the host).
    """
    kept = tuple(bookings)
    if person and person.strip():
        kept = _best(kept, person, lambda b: likest(person, b, hosts))
    if title and title.strip():
        named = _best(
            kept, title, lambda b: likeness(words_of(title), words_of(f"{b.title} {b.event_type_slug or ''}"))
        )
        kept = named or tuple(booking for booking in kept if _tells(booking, title))
    return kept


def likest(said: str, booking: Booking, hosts: bool = False) -> Likeness:
    """How well a name fits the person of the booking it fits best."""
    people = [(attendee.name, attendee.email) for attendee in booking.attendees]
    people += [("", guest) for guest in booking.guests]
    if hosts:
        people += [(host.name, host.email) for host in booking.hosts]
    return max((name_likeness(said, name, email) for name, email in people), default=Likeness.NONE)


# --- helpers ---------------------------------------------------------------------------------------------------------


def _within(query: BookingQuery, window: Window) -> BookingQuery:
    # Cal.com compares ends with beforeEnd; a booking that starts in the window may end a day after it.
    return query.model_copy(update={"after_start": window.start, "before_end": window.end + timedelta(days=1)})


def _passes(booking: Booking, query: BookingQuery, now: datetime) -> bool:
    return (
        (not query.statuses or any(_is_in(booking, bucket, now) for bucket in query.statuses))
        and (query.event_type_id is None or booking.event_type_id in (None, query.event_type_id))
        and (query.attendee_email is None or _has_part(query.attendee_email, booking))
        and (query.after_start is None or booking.start >= query.after_start)
        and (query.before_end is None or booking.end <= query.before_end)
    )


def _has_part(email: str, booking: Booking) -> bool:
    """Is it theirs: as the one it is with, or with a seat of their own?"""
    mine = [n for n, who in enumerate(booking.attendees) if who.email.casefold() == email.casefold()]
    return any(n == 0 or booking.attendees[n].seat_uid for n in mine)


def _is_in(booking: Booking, bucket: str, now: datetime) -> bool:
    """Cal.com's buckets: a mixture of time and state, and not a booking's own status."""
    is_gone = booking.status in (BookingStatus.CANCELLED, BookingStatus.REJECTED)
    return {
        "upcoming": not is_gone and booking.end >= now,
        "recurring": not is_gone and booking.end >= now and booking.recurring_booking_uid is not None,
        "past": not is_gone and booking.end <= now,
        "cancelled": is_gone,
        "unconfirmed": booking.status is BookingStatus.PENDING and booking.end >= now,
    }[bucket]


def _tells(booking: Booking, said: str) -> bool:
    """Whether all words stand, as they are, in what the attendee wrote, or the digits are of their number."""
    wrote = [answer for answer in booking.booking_fields_responses.values() if isinstance(answer, str)]
    digits = re.sub(r"\D", "", said)
    if len(digits) >= _ENOUGH_DIGITS and digits == re.sub(r"[\s()./+-]", "", said):
        phones = [*(attendee.phone_number or "" for attendee in booking.attendees), *wrote]
        return any(digits in re.sub(r"\D", "", phone) for phone in phones)
    words = set(words_of(said))
    return bool(words) and any(words <= set(words_of(text)) for text in wrote)


def _best(bookings: tuple[Booking, ...], said: str, fit: Callable[[Booking], Likeness]) -> tuple[Booking, ...]:
    """Those that fit best, of those that fit at all; words of nothing but punctuation rule out none."""
    if not words_of(said):
        return bookings
    fits = [fit(booking) for booking in bookings]
    best = max(fits, default=Likeness.NONE)
    return tuple(b for b, one in zip(bookings, fits, strict=True) if best and one is best)
