"""Giving up one seat of a shared booking: look first, send once, compare, in doubt look again."""

from collections.abc import Sequence

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking
from tools.errors import AlreadyMoved, ChangedElsewhere, OutcomeUnknown
from tools.writing.comparing import unlike_seat_gone
from tools.writing.operation import Operation, as_seen, carry_out
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.reconciling import judged, search, successor_of


async def give_up_seat(
    calcom: CalcomClient, seen: Booking, seat_uid: str, *, reason: str, journal: Journal | None = None
) -> Written:
    """Take one attendee off a booking, once. The others keep theirs; with the last one the booking is cancelled.

    A seat that is gone already is DONE, and nothing is sent. Never sent twice: a repeat may mail everybody again.
    """
    fresh = await as_seen(lambda: _as_it_stands(calcom, seen, seat_uid), seen, journal)
    if isinstance(fresh, Written):
        return fresh
    operation = Operation(
        send=lambda: calcom.cancel_booking(seen.uid, reason=reason, seat_uid=seat_uid),
        judge=lambda booking, doubt: judged(booking, unlike_seat_gone(booking, fresh, seat_uid), doubt),
        find=lambda doubt, looks: _found(calcom, fresh, seat_uid, doubt, looks),
    )
    return await carry_out(operation, calcom.now(), journal)


# --- helpers ---------------------------------------------------------------------------------------------------------


async def _as_it_stands(calcom: CalcomClient, seen: Booking, seat_uid: str) -> Booking | Written:
    """The booking as it stands now, where what was confirmed still applies."""
    fresh = await calcom.booking(seen.uid)
    if (successor := await successor_of(calcom, fresh)) is not None:
        return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved since it was shown"))
    if not fresh.is_live or not any(attendee.seat_uid == seat_uid for attendee in fresh.attendees):
        return Written(WriteState.DONE, fresh, found_so=True)
    if fresh.start != seen.start:
        return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("its start is another now"))
    return fresh


async def _found(
    calcom: CalcomClient, seen: Booking, seat_uid: str, doubt: OutcomeUnknown, looks: Sequence[float]
) -> Written:
    async def look() -> Written | None:
        now = await calcom.booking(seen.uid)
        if any(attendee.seat_uid == seat_uid for attendee in now.attendees):
            return None
        return judged(now, unlike_seat_gone(now, seen, seat_uid), doubt)

    return await search(calcom, look, doubt, looks)
