"""Giving up one seat of a shared booking: look first, send once, compare, in doubt look again."""

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking
from tools.comparing import unlike_seat_gone
from tools.errors import AlreadyCancelled, AlreadyMoved, ChangedElsewhere, OutcomeUnknown, SchedulingError
from tools.outcome import Journal, WriteState, Written
from tools.reconciling import search, successor_of
from tools.writes import settling


async def give_up_seat(
    calcom: CalcomClient, seen: Booking, seat_uid: str, *, reason: str, journal: Journal | None = None
) -> Written:
    """Take one attendee off a booking, once. The others keep theirs; with the last one the booking is cancelled.

    A seat that is gone already is DONE, and nothing is sent. Never sent twice: a repeat may mail everybody again.
    """
    if journal is None or journal.sent_before is None:
        fresh = await _as_seen(calcom, seen, seat_uid)
        if isinstance(fresh, Written):
            return fresh
        seen = fresh
    return await settling(
        lambda: _given_up(calcom, seen, seat_uid, reason),
        lambda doubt: _looked_up(calcom, seen, seat_uid, doubt),
        calcom.now(),
        journal,
    )


# --- helpers ---------------------------------------------------------------------------------------------------------


async def _as_seen(calcom: CalcomClient, seen: Booking, seat_uid: str) -> Booking | Written:
    """The booking as it stands now, where what was confirmed still applies."""
    try:
        fresh = await calcom.booking(seen.uid)
        if (successor := await successor_of(calcom, fresh)) is not None:
            return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved since it was shown"))
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)
    if not fresh.is_live or not any(attendee.seat_uid == seat_uid for attendee in fresh.attendees):
        return Written(WriteState.DONE, fresh, found_so=True)
    if fresh.start != seen.start:
        return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("its start is another now"))
    return fresh


async def _given_up(calcom: CalcomClient, seen: Booking, seat_uid: str, reason: str) -> Written:
    at = calcom.now()
    try:
        booking = await calcom.cancel_booking(seen.uid, reason=reason, seat_uid=seat_uid)
        if not unlike_seat_gone(booking, seen, seat_uid):
            return Written(WriteState.DONE, booking)
        doubt = OutcomeUnknown("the answer is not what was asked", sent_at=at, status=200)
    except OutcomeUnknown as error:
        doubt = error
    except AlreadyCancelled as error:
        doubt = OutcomeUnknown(error.detail, sent_at=at, status=error.status)
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)
    return await _looked_up(calcom, seen, seat_uid, doubt)


async def _looked_up(calcom: CalcomClient, seen: Booking, seat_uid: str, doubt: OutcomeUnknown) -> Written:
    async def look() -> Written | None:
        now = await calcom.booking(seen.uid)
        if any(attendee.seat_uid == seat_uid for attendee in now.attendees):
            return None
        differences = unlike_seat_gone(now, seen, seat_uid)
        return Written(WriteState.UNKNOWN if differences else WriteState.DONE, now, doubt, differences)

    return await search(calcom, look, doubt)
