"""Writing one booking: making, moving, cancelling it, and the host's word on one that is pending."""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingRequest, BookingStatus, EventType
from tools.errors import AlreadyCancelled, AlreadyMoved, ChangedElsewhere, OutcomeUnknown, SchedulingError
from tools.writing.comparing import refuses_duplicates, unlike_cancelled, unlike_decided, unlike_move, unlike_request
from tools.writing.operation import Operation, as_seen, carry_out
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.reconciling import TOKEN, find_booked, find_cancelled, find_decided, find_moved, judged, successor_of


async def book(
    calcom: CalcomClient,
    request: BookingRequest,
    *,
    token: str,
    now: Callable[[], datetime] | None = None,
    event_type: EventType | None = None,
    length: int | None = None,
    journal: Journal | None = None,
) -> Written:
    """Book once. Never raises a SchedulingError: a refusal is NOT_DONE with the error.

    Args:
        token: random, one per confirmed proposal and the same in every life of it; goes into the metadata.
        now: the clock; the client's own when left out.
        event_type: lets a lost request be sent a second time where Cal.com itself refuses duplicates; without it never.
        length: minutes that were confirmed, where the request leaves them to the event type.
    """
    stamped = request.model_copy(update={"metadata": {**request.metadata, TOKEN: token}})
    operation = _of_one(
        calcom,
        send=lambda: calcom.create_booking(stamped),
        differences=lambda booking: unlike_request(booking, stamped, length),
        find=lambda doubt: find_booked(calcom, stamped, token=token, doubt=doubt, length=length),
        may_repeat=event_type is not None and refuses_duplicates(event_type),
    )
    return await carry_out(operation, (now or calcom.now)(), journal)


async def move(
    calcom: CalcomClient,
    seen: Booking,
    start: datetime,
    *,
    reason: str | None = None,
    rescheduled_by: str | None = None,
    journal: Journal | None = None,
) -> Written:
    """Move a booking once, if it still is as it was seen. The booking of a DONE is the new one, with a new uid.

    NOT_DONE with ChangedElsewhere, AlreadyMoved or AlreadyCancelled when it is not; `booking` is then what stands.
    """
    fresh = await as_seen(lambda: _unchanged(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        return fresh
    operation = _of_one(
        calcom,
        send=lambda: calcom.reschedule_booking(seen.uid, start, reason=reason, rescheduled_by=rescheduled_by),
        differences=lambda booking: unlike_move(booking, seen, start),
        find=lambda doubt: find_moved(calcom, seen, start, doubt=doubt),
        may_repeat=seen.recurring_booking_uid is None,
    )
    return await carry_out(operation, calcom.now(), journal)


async def cancel(calcom: CalcomClient, seen: Booking, *, reason: str, journal: Journal | None = None) -> Written:
    """Cancel a booking once, if it still is as it was seen.

    One that is cancelled already is DONE and nothing is sent: a repeat may mail everybody again.
    """
    fresh = await as_seen(lambda: _unchanged(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        is_gone = isinstance(fresh.error, AlreadyCancelled)
        return Written(WriteState.DONE, fresh.booking, found_so=True) if is_gone else fresh
    operation = _of_one(
        calcom,
        send=lambda: calcom.cancel_booking(seen.uid, reason=reason),
        differences=lambda booking: unlike_cancelled(booking, seen),
        find=lambda doubt: find_cancelled(calcom, seen, doubt=doubt),
        may_repeat=seen.recurring_booking_uid is None,
    )
    return await carry_out(operation, calcom.now(), journal)


async def accept(calcom: CalcomClient, seen: Booking, *, journal: Journal | None = None) -> Written:
    """Confirm a pending booking once, if it still is pending and at the time it was seen at; else ChangedElsewhere."""
    return await _decide(calcom, seen, lambda: calcom.confirm_booking(seen.uid), BookingStatus.ACCEPTED, journal)


async def decline(
    calcom: CalcomClient, seen: Booking, *, reason: str | None = None, journal: Journal | None = None
) -> Written:
    """Decline a pending booking once, if it still is pending and at the time it was seen at; else ChangedElsewhere."""

    def send() -> Awaitable[Booking]:
        return calcom.decline_booking(seen.uid, reason=reason)

    return await _decide(calcom, seen, send, BookingStatus.REJECTED, journal)


# --- helpers ---------------------------------------------------------------------------------------------------------


async def _decide(
    calcom: CalcomClient,
    seen: Booking,
    send: Callable[[], Awaitable[Booking]],
    wanted: BookingStatus,
    journal: Journal | None,
) -> Written:
    """Never repeated: a second confirm revives what was cancelled since, a second decline may mail everybody again."""
    fresh = await as_seen(lambda: _still_pending(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        return fresh
    operation = _of_one(
        calcom,
        send=send,
        differences=lambda booking: unlike_decided(booking, seen, wanted),
        find=lambda doubt: find_decided(calcom, seen, wanted, doubt=doubt),
    )
    return await carry_out(operation, calcom.now(), journal)


def _of_one(
    calcom: CalcomClient,
    *,
    send: Callable[[], Awaitable[Booking]],
    differences: Callable[[Booking], tuple[str, ...]],
    find: Callable[[OutcomeUnknown], Awaitable[Written]],
    may_repeat: bool = False,
) -> Operation[Booking]:
    """A write that is answered with one booking; an answer that differs is read again by its uid."""

    def judge(booking: Booking, doubt: OutcomeUnknown) -> Written:
        return judged(booking, differences(booking), doubt)

    async def look_again(booking: Booking | None, doubt: OutcomeUnknown) -> Written:
        if booking is None:
            return await find(doubt)
        with contextlib.suppress(SchedulingError):  # then the answer is all we have
            booking = await calcom.booking(booking.uid)
        return judge(booking, doubt)

    return Operation(send, judge, find, look_again, may_repeat=may_repeat)


async def _unchanged(calcom: CalcomClient, seen: Booking) -> Booking | Written:
    """The booking, if it still is as it was shown."""
    fresh = await calcom.booking(seen.uid)
    if (successor := await successor_of(calcom, fresh)) is not None:
        return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved since it was shown"))
    if fresh.status == seen.status and fresh.start == seen.start:
        return fresh
    if not fresh.is_live:
        return Written(WriteState.NOT_DONE, fresh, AlreadyCancelled("cancelled since it was shown"))
    return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("its start or status is another now"))


async def _still_pending(calcom: CalcomClient, seen: Booking) -> Booking | Written:
    """The booking, if its host still has to decide on it. Cal.com would revive a refused one, so we look ourselves."""
    fresh = await calcom.booking(seen.uid)
    if fresh.status is BookingStatus.PENDING and fresh.start == seen.start:
        return fresh
    return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("no longer pending as it was shown"))
