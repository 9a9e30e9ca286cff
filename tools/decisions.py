"""The host's word on a pending booking. Cal.com would also revive a refused one, so we look at it ourselves first."""

import contextlib
from collections.abc import Awaitable, Callable

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingStatus
from tools.errors import ChangedElsewhere, NotSaved, OutcomeUnknown, SchedulingError
from tools.outcome import Journal, WriteState, Written


async def accept(calcom: CalcomClient, seen: Booking, *, journal: Journal | None = None) -> Written:
    """Confirm a pending booking once, if it still is pending and at the time it was seen at."""
    return await _decide(calcom, seen, lambda: calcom.confirm_booking(seen.uid), BookingStatus.ACCEPTED, journal)


async def decline(
    calcom: CalcomClient, seen: Booking, *, reason: str | None = None, journal: Journal | None = None
) -> Written:
    """Decline a pending booking once, if it still is pending and at the time it was seen at."""

    def send() -> Awaitable[Booking]:
        return calcom.decline_booking(seen.uid, reason=reason)

    return await _decide(calcom, seen, send, BookingStatus.REJECTED, journal)


async def _decide(
    calcom: CalcomClient,
    seen: Booking,
    send: Callable[[], Awaitable[Booking]],
    wanted: BookingStatus,
    journal: Journal | None,
) -> Written:
    try:
        fresh = await calcom.booking(seen.uid)
        if journal is not None and journal.sent_before is not None and fresh.status is wanted:
            written = Written(WriteState.DONE, fresh)
        elif fresh.status is not BookingStatus.PENDING or fresh.start != seen.start:
            written = Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("no longer pending as it was shown"))
        else:
            if journal is not None:
                await journal.sending(calcom.now())
            written = _judged(await send(), wanted)
    except OutcomeUnknown as doubt:
        written = await _looked_up(calcom, seen, wanted, doubt)
    except SchedulingError as error:
        written = Written(WriteState.NOT_DONE, error=error)
    if journal is not None:
        with contextlib.suppress(NotSaved):  # the line still says that it was sent: a later life would look
            await journal.settled(written)
    return written


async def _looked_up(calcom: CalcomClient, seen: Booking, wanted: BookingStatus, doubt: OutcomeUnknown) -> Written:
    """The answer was lost: what the booking says now settles a yes; anything else stays unknown."""
    try:
        fresh = await calcom.booking(seen.uid)
    except SchedulingError:
        return Written(WriteState.UNKNOWN, error=doubt, sent=1)
    if fresh.status is wanted:
        return Written(WriteState.DONE, fresh)
    return Written(WriteState.UNKNOWN, fresh, doubt, sent=1)


def _judged(booking: Booking, wanted: BookingStatus) -> Written:
    differs = () if booking.status is wanted else ("status",)
    return Written(WriteState.DONE, booking, differences=differs)
