"""Looking what became of a write whose answer was lost, now or in a later life of the process. Sends nothing."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, BookingRequest, BookingStatus
from tools.errors import AlreadyMoved, BadKey, NotAllowed, OutcomeUnknown, SchedulingError, UnexpectedAnswer
from tools.writing.comparing import MINOR, minutes, unlike_cancelled, unlike_decided, unlike_move, unlike_request
from tools.writing.outcome import WriteState, Written

TOKEN = "csa_op"  # noqa: S105 (the key in a booking's metadata under which we know our own writes)
LOOKS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each look: a server may read from a copy that lags
LONGEST_SEARCH = 40.0  # seconds for all looks together, however slowly each is answered
_CLOCKS_APART = timedelta(minutes=5)

Look = Callable[[], Awaitable[Written | None]]


async def find_booked(
    calcom: CalcomClient,
    request: BookingRequest,
    *,
    token: str,
    doubt: OutcomeUnknown,
    length: int | None = None,
    looks: Sequence[float] = LOOKS,
) -> Written:
    """Look for a booking that may have been made: by our token, else by its shape if exactly one fits.

    UNKNOWN when none is found (a lagging server, or a request still under way, makes absence no proof) or several fit.
    """
    # By start rather than creation time, which would trust two clocks; in every state, for it may be cancelled since.
    day = timedelta(days=1)
    query = BookingQuery(event_type_id=request.event_type_id, after_start=request.start, before_end=request.start + day)

    async def look() -> Written | None:
        listed, complete = await calcom.bookings(query)
        ours = _ours(listed, request, token, doubt.sent_at)
        if not ours and not complete:
            raise UnexpectedAnswer("the list of bookings did not end")
        if len(ours) > 1:
            return Written(WriteState.UNKNOWN, error=doubt)
        return judged(ours[0], unlike_request(ours[0], request, length), doubt) if ours else None

    return await search(calcom, look, doubt, looks)


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
        if await successor_of(calcom, fresh) is not None:
            return Written(WriteState.NOT_DONE, fresh, AlreadyMoved("moved meanwhile"))
        return None if unlike_cancelled(fresh, seen) else Written(WriteState.DONE, fresh)

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


def _ours(listed: list[Booking], request: BookingRequest, token: str, sent_at: datetime) -> list[Booking]:
    """Bookings with our token; where the server dropped the metadata, those of our shape made since we sent."""
    if by_token := marked(listed, token):
        return by_token
    return [booking for booking in listed if _is_of_our_shape(booking, request, sent_at)]


def _tokens(booking: Booking) -> set[str]:
    everywhere = (booking.metadata, *(attendee.metadata for attendee in booking.attendees))
    return {str(metadata[TOKEN]) for metadata in everywhere if TOKEN in metadata}


def _is_of_our_shape(booking: Booking, request: BookingRequest, sent_at: datetime) -> bool:
    is_new = booking.created_at is not None and booking.created_at >= sent_at - _CLOCKS_APART
    is_marked = bool(_tokens(booking))  # by another operation, or it would have been found by token
    has_email = request.attendee_email.casefold() in {attendee.email.casefold() for attendee in booking.attendees}
    is_as_long = request.length_in_minutes in (None, minutes(booking))
    return is_new and not is_marked and has_email and is_as_long and booking.start == request.start
