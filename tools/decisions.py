"""The host's word on a pending booking. Cal.com would also revive a refused one, so we look at it ourselves first."""

from collections.abc import Awaitable, Callable

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingStatus
from tools.errors import ChangedElsewhere, OutcomeUnknown, SchedulingError
from tools.outcome import WriteState, Written


async def accept(calcom: CalcomClient, seen: Booking) -> Written:
    """Confirm a pending booking once, if it still is pending and at the time it was seen at."""
    return await _decide(calcom, seen, lambda: calcom.confirm_booking(seen.uid), BookingStatus.ACCEPTED)


async def decline(calcom: CalcomClient, seen: Booking, *, reason: str | None = None) -> Written:
    """Decline a pending booking once, if it still is pending and at the time it was seen at."""
    return await _decide(calcom, seen, lambda: calcom.decline_booking(seen.uid, reason=reason), BookingStatus.REJECTED)


async def _decide(
    calcom: CalcomClient, seen: Booking, send: Callable[[], Awaitable[Booking]], wanted: BookingStatus
) -> Written:
    try:
        fresh = await calcom.booking(seen.uid)
        if fresh.status is not BookingStatus.PENDING or fresh.start != seen.start:
            return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("no longer pending as it was shown"))
        return _judged(await send(), wanted)
    except OutcomeUnknown as doubt:
        return await _looked_up(calcom, seen, wanted, doubt)
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)


async def _looked_up(calcom: CalcomClient, seen: Booking, wanted: BookingStatus, doubt: OutcomeUnknown) -> Written:
    """The answer was lost: what the booking says now settles a yes; anything else stays unknown."""
    try:
        fresh = await calcom.booking(seen.uid)
    except SchedulingError:
        return Written(WriteState.UNKNOWN, error=doubt)
    return Written(WriteState.DONE, fresh) if fresh.status is wanted else Written(WriteState.UNKNOWN, fresh, doubt)


def _judged(booking: Booking, wanted: BookingStatus) -> Written:
    differs = () if booking.status is wanted else ("status",)
    return Written(WriteState.DONE, booking, differences=differs)
