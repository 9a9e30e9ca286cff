"""Looking what became of a write whose answer was lost, now or in a later life of the process. Sends nothing."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, BookingRequest, BookingStatus
from tools.errors import (
    AlreadyMoved,
    BadKey,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    SchedulingError,
    UnexpectedAnswer,
)
from tools.writing.comparing import MINOR, minutes, unlike_cancelled, unlike_decided, unlike_move, unlike_request
from tools.writing.outcome import WriteState, Written

TOKEN = "csa_op"  # noqa: S105 (the key in a booking's metadata under which we know our own writes)
LOOKS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds before each look: half a minute's lag of a copy was seen
FEW_LOOKS = (0.0, 1.0, 2.0)  # an answer came, so nothing is still under way
LONGEST_SEARCH = 40.0  # seconds for all looks together, however slowly each is answered
UNDER_WAY = timedelta(minutes=10)  # so long a lost request may still arrive; after it, no trace means that it never did
_CLOCKS_APART = timedelta(minutes=5)

Look = Callable[[], Awaitable[Written | None]]


async def find_booked(
    calcom: CalcomClient,
    request: BookingRequest,
    *,
    token: str,
    doubt: OutcomeUnknown,
    length: int | None = None,
    host: str | None = None,
    looks: Sequence[float] = LOOKS,
) -> Written:
    """Look for a booking that may have been made: by our token, else by its shape if exactly one fits.

    UNKNOWN when none is found (a lagging server, or a request still under way, makes absence no proof) or several fit.
    """
    # By start rather than creation time, which would trust two clocks; in every state, for it may be cancelled since.
    day = timedelta(days=1)
    query = BookingQuery(event_type_id=request.event_type_id, after_start=request.start, before_end=request.start + day)

    async def look() -> Written | None:
        listed, complete = await _listed(calcom, query)
        ours = marked(listed, token) or ([] if was_refused(doubt) else _of_our_shape(listed, request, doubt.sent_at))
        if not ours and not complete:
            raise UnexpectedAnswer("the list of bookings did not end")
        if len(ours) > 1:
            return Written(WriteState.UNKNOWN, error=doubt)
        return judged(ours[0], unlike_request(ours[0], request, length, host), doubt) if ours else None

    return await search(calcom, look, doubt, looks)


async def at_that_time(calcom: CalcomClient, start: datetime, end: datetime) -> tuple[Booking, ...]:
    """What is live in the account's calendar and overlaps a stretch of time, earliest first.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    around = timedelta(hours=12)
    query = BookingQuery(after_start=start - around, before_end=end + around)
    listed, _ = await calcom.bookings(query)
    there = [booking for booking in listed if booking.is_live and booking.start < end and booking.end > start]
    return tuple(sorted(there, key=lambda booking: booking.start))


async def _listed(calcom: CalcomClient, query: BookingQuery) -> tuple[list[Booking], bool]:
    """Of an event type that is gone, all types' bookings of that time: ours are known by more than that."""
    try:
        return await calcom.bookings(query)
    except NotFound:
        return await calcom.bookings(query.model_copy(update={"event_type_id": None}))


async def find_moved(
    calcom: CalcomClient, seen: Booking, start: datetime, *, doubt: OutcomeUnknown, looks: Sequence[float] = LOOKS
) -> Written:
    """Look whether a booking was moved. Its successor is named by a field of either, never taken from a text."""

    async def look() -> Written | None:
        successor = await successor_of(calcom, await calcom.booking(seen.uid))
        if successor is None:
            return None
        if successor.start != start:
            return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved elsewhere meanwhile"))
        return judged(successor, unlike_move(successor, seen, start), doubt)

    return await search(calcom, look, doubt, looks)


async def successor_of(calcom: CalcomClient, old: Booking) -> Booking | None:
    """What a booking was moved to; None when it was not. An occurrence does not name its successor, the series does."""
    if old.rescheduled_to_uid:
        return await calcom.booking(old.rescheduled_to_uid)
    if old.is_live or old.recurring_booking_uid is None:
        return None
    series = await calcom.series(old.recurring_booking_uid)
    return next((booking for booking in series if booking.rescheduled_from_uid == old.uid), None)


async def find_cancelled(
    calcom: CalcomClient, seen: Booking, *, doubt: OutcomeUnknown, looks: Sequence[float] = LOOKS
) -> Written:
    """Look whether a booking was cancelled, or else moved by somebody."""

    async def look() -> Written | None:
        fresh = await calcom.booking(seen.uid)
        if (successor := await successor_of(calcom, fresh)) is not None:
            return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved meanwhile"))
        if fresh.status is not BookingStatus.CANCELLED:
            return None
        return judged(fresh, unlike_cancelled(fresh, seen), doubt)

    return await search(calcom, look, doubt, looks)


async def find_decided(
    calcom: CalcomClient, seen: Booking, wanted: BookingStatus, *, doubt: OutcomeUnknown, looks: Sequence[float] = LOOKS
) -> Written:
    """Look whether a pending booking was accepted or rejected. In any other state there is no trace of our word."""

    async def look() -> Written | None:
        fresh = await calcom.booking(seen.uid)
        return judged(fresh, unlike_decided(fresh, seen, wanted), doubt) if fresh.status is wanted else None

    return await search(calcom, look, doubt, looks)


def marked(listed: Iterable[Booking], token: str) -> list[Booking]:
    """Those that carry our token: on the booking, or on one of its seats."""
    return [booking for booking in listed if token in _tokens(booking)]


def judged(booking: Booking, differences: tuple[str, ...], doubt: OutcomeUnknown | None) -> Written:
    """DONE when it is what was asked, but for its length; else UNKNOWN: something stands that nobody asked for."""
    if set(differences) <= MINOR:
        return Written(WriteState.DONE, booking, differences=differences)
    return Written(WriteState.UNKNOWN, booking, doubt, differences)


async def search(calcom: CalcomClient, look: Look, doubt: OutcomeUnknown, looks: Sequence[float] = LOOKS) -> Written:
    """Look until something is found or the looks are used up; then it is as unknown as before."""
    is_absent = False
    with contextlib.suppress(TimeoutError):  # not seen in time: as unknown as before
        async with asyncio.timeout(LONGEST_SEARCH):
            for pause in looks:
                if pause:
                    await calcom.wait(pause)
                try:
                    if (found := await look()) is not None:
                        return found
                    is_absent = True
                except (BadKey, NotAllowed):
                    break  # we may not look, now or a second later
                except SchedulingError:
                    is_absent = False  # also NotFound: what was just written may not be readable yet
    return Written(WriteState.UNKNOWN, error=doubt, is_absent=is_absent)


def was_refused(doubt: OutcomeUnknown) -> bool:
    """An answer came, and it was no."""
    return doubt.status is not None and 400 <= doubt.status < 500 and doubt.status not in (408, 499)


def _of_our_shape(listed: list[Booking], request: BookingRequest, sent_at: datetime) -> list[Booking]:
    """Where the server dropped the metadata: what looks like ours and was made since we sent.

    Never asked after a refusal: what stands there and is not marked may just as well be what it was refused for.
    """
    return [booking for booking in listed if _is_of_our_shape(booking, request, sent_at)]


def _tokens(booking: Booking) -> set[str]:
    everywhere = (booking.metadata, *(attendee.metadata for attendee in booking.attendees))
    return {str(metadata[TOKEN]) for metadata in everywhere if TOKEN in metadata}


def _is_of_our_shape(booking: Booking, request: BookingRequest, sent_at: datetime) -> bool:
    is_new = booking.created_at is not None and booking.created_at >= sent_at - _CLOCKS_APART
    is_marked = bool(_tokens(booking))  # by another operation, or it would have been found by token
    has_email = request.attendee_email.casefold() in {attendee.email.casefold() for attendee in booking.attendees}
    is_as_long = request.length_in_minutes in (None, minutes(booking))
    is_of_kind = booking.event_type_id in (None, request.event_type_id)
    is_there = booking.start == request.start and is_of_kind
    return is_new and not is_marked and has_email and is_as_long and is_there
