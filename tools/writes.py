"""Writing to the calendar: look first, send, compare the answer with what was asked, in doubt look again.

A request is sent once; a second and last time only where no trace of it is found and Cal.com itself takes no double.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingRequest, EventType
from tools.comparing import refuses_duplicates, unlike_cancelled, unlike_move, unlike_request
from tools.errors import (
    AlreadyCancelled,
    AlreadyMoved,
    ChangedElsewhere,
    Interrupted,
    NotSaved,
    OutcomeUnknown,
    SchedulingError,
)
from tools.outcome import Journal, WriteState, Written
from tools.reconciling import TOKEN, find_booked, find_cancelled, find_moved, judged, successor_of

_ANSWERED = 200  # an answer came, only not the one that was asked for
UNDER_WAY = timedelta(minutes=10)  # as long as a yes is good for: until then a lost request may be sent once more


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
    operation = _Operation(
        send=lambda: calcom.create_booking(stamped),
        differences=lambda booking: unlike_request(booking, stamped, length),
        find=lambda doubt: find_booked(calcom, stamped, token=token, doubt=doubt, length=length),
        may_repeat=event_type is not None and refuses_duplicates(event_type),
    )
    return await _write(calcom, operation, (now or calcom.now)(), journal)


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
    if (changed := await _changed_since(calcom, seen, journal)) is not None:
        return changed
    operation = _Operation(
        send=lambda: calcom.reschedule_booking(seen.uid, start, reason=reason, rescheduled_by=rescheduled_by),
        differences=lambda booking: unlike_move(booking, seen, start),
        find=lambda doubt: find_moved(calcom, seen, start, doubt=doubt),
        may_repeat=seen.recurring_booking_uid is None,
    )
    return await _write(calcom, operation, calcom.now(), journal)


async def cancel(calcom: CalcomClient, seen: Booking, *, reason: str, journal: Journal | None = None) -> Written:
    """Cancel a booking once, if it still is as it was seen.

    One that is cancelled already is DONE and nothing is sent: a repeat may mail everybody again.
    """
    if (changed := await _changed_since(calcom, seen, journal)) is not None:
        is_gone = isinstance(changed.error, AlreadyCancelled)
        return Written(WriteState.DONE, changed.booking, found_so=True) if is_gone else changed
    operation = _Operation(
        send=lambda: calcom.cancel_booking(seen.uid, reason=reason),
        differences=lambda booking: unlike_cancelled(booking, seen),
        find=lambda doubt: find_cancelled(calcom, seen, doubt=doubt),
        may_repeat=seen.recurring_booking_uid is None,
    )
    return await _write(calcom, operation, calcom.now(), journal)


# --- helpers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Operation:
    """One write: how it is sent, how its answer is compared, how it is looked for, whether a repeat can do no harm."""

    send: Callable[[], Awaitable[Booking]]
    differences: Callable[[Booking], tuple[str, ...]]
    find: Callable[[OutcomeUnknown], Awaitable[Written]]
    may_repeat: bool


async def settling(
    send: Callable[[], Awaitable[Written]],
    look_up: Callable[[OutcomeUnknown], Awaitable[Written]],
    at: datetime,
    journal: Journal | None,
) -> Written:
    """Do a write between the two lines of its journal; nothing is sent when the first cannot be written.

    What an earlier life sent is looked up instead; what long ago left no trace was never sent, and is not sent now
    without a new yes.
    """
    if journal is None:
        return _counted(await send())
    if journal.sent_before is not None:
        doubt = OutcomeUnknown("the process ended before an answer was noted", sent_at=journal.sent_before)
        written = await look_up(doubt)
        if written.is_absent and at - doubt.sent_at >= UNDER_WAY:
            written = Written(WriteState.NOT_DONE, error=Interrupted("no trace of it"))
    else:
        try:
            await journal.sending(at)
        except SchedulingError as error:
            return Written(WriteState.NOT_DONE, error=error)
        written = _counted(await send())
    with contextlib.suppress(NotSaved):  # the line still says that it was sent: a later life would look it up
        await journal.settled(written)
    return written


def _counted(written: Written) -> Written:
    """An unknown end that does not say how often it was sent was sent once."""
    is_open = written.state is WriteState.UNKNOWN and not written.sent
    return replace(written, sent=1) if is_open else written


async def _write(calcom: CalcomClient, operation: _Operation, at: datetime, journal: Journal | None) -> Written:
    async def of_an_earlier_life(doubt: OutcomeUnknown) -> Written:
        is_recent = at - doubt.sent_at < UNDER_WAY
        return await (_looked_up(calcom, operation, doubt) if is_recent else operation.find(doubt))

    return await settling(lambda: _sent(calcom, operation, at), of_an_earlier_life, at, journal)


async def _sent(calcom: CalcomClient, operation: _Operation, at: datetime) -> Written:
    try:
        return await _compared(calcom, await operation.send(), operation, at)
    except OutcomeUnknown as doubt:
        return await _looked_up(calcom, operation, doubt)
    except (AlreadyCancelled, AlreadyMoved) as error:
        # Between our look and our write somebody was faster, or an earlier life of ours: see what stands.
        found = await operation.find(OutcomeUnknown(error.detail, sent_at=at, status=error.status))
        return found if found.state is not WriteState.UNKNOWN else Written(WriteState.NOT_DONE, error=error)
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)


async def _looked_up(calcom: CalcomClient, operation: _Operation, doubt: OutcomeUnknown) -> Written:
    found = await operation.find(doubt)
    if not (found.is_absent and operation.may_repeat):
        return found
    return replace(await _repeated(calcom, operation, doubt), sent=2)


async def _repeated(calcom: CalcomClient, operation: _Operation, doubt: OutcomeUnknown) -> Written:
    """Send a second and last time, after a search found no trace and only where Cal.com turns a duplicate away.

    A refusal now may be the first request's own success showing late, so it is looked into, never believed outright.
    """
    try:
        return await _compared(calcom, await operation.send(), operation, doubt.sent_at)
    except SchedulingError as error:
        return await operation.find(OutcomeUnknown(error.detail, sent_at=doubt.sent_at, status=error.status))


async def _compared(calcom: CalcomClient, booking: Booking, operation: _Operation, at: datetime) -> Written:
    """Judge an answer; one that is not what was asked is read again first, for the answer itself may be wrong."""
    differences = operation.differences(booking)
    if not differences:
        return Written(WriteState.DONE, booking)
    with contextlib.suppress(SchedulingError):  # then the answer is all we have
        booking = await calcom.booking(booking.uid)
    differences = operation.differences(booking)
    return judged(
        booking, differences, OutcomeUnknown(f"differs in {', '.join(differences)}", sent_at=at, status=_ANSWERED)
    )


async def _changed_since(calcom: CalcomClient, seen: Booking, journal: Journal | None) -> Written | None:
    """None when a booking still is as it was shown, or when we may have changed it ourselves in an earlier life."""
    if journal is not None and journal.sent_before is not None:
        return None
    try:
        fresh = await calcom.booking(seen.uid)
        if (successor := await successor_of(calcom, fresh)) is not None:
            return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved since it was shown"))
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)
    if fresh.status == seen.status and fresh.start == seen.start:
        return None
    if not fresh.is_live:
        return Written(WriteState.NOT_DONE, fresh, AlreadyCancelled("cancelled since it was shown"))
    return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("its start or status is another now"))
