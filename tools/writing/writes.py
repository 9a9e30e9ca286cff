"""Writing one booking: making, moving, cancelling it, and the host's word on one that is pending."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingRequest, BookingStatus
from tools.errors import AlreadyCancelled, AlreadyMoved, ChangedElsewhere, SlotTaken
from tools.writing.comparing import unlike_cancelled, unlike_decided, unlike_move, unlike_request
from tools.writing.operation import Operation, as_seen, carry_out
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.reconciling import (
    TOKEN,
    at_that_time,
    find_booked,
    find_cancelled,
    find_decided,
    find_moved,
    judged,
    successor_of,
)


async def book(
    calcom: CalcomClient,
    request: BookingRequest,
    *,
    token: str,
    now: Callable[[], datetime] | None = None,
    length: int | None = None,
    host: str | None = None,
    journal: Journal | None = None,
) -> Written:
    """Book once. Never raises a SchedulingError: a refusal is NOT_DONE with the error.

    Args:
        token: random, one per confirmed proposal and the same in every life of it; goes into the metadata.
        now: the clock; the client's own when left out.
        length: minutes that were confirmed, where the request leaves them to the event type.
        host: the address of the host who was confirmed.
    """
    stamped = request.model_copy(update={"metadata": {**request.metadata, TOKEN: token}})
    lasts = timedelta(minutes=request.length_in_minutes or length or 1)
    operation = Operation(
        send=lambda: calcom.create_booking(stamped),
        judge=lambda booking, doubt: judged(booking, unlike_request(booking, stamped, length, host), doubt),
        find=lambda doubt, looks: find_booked(
            calcom, stamped, token=token, doubt=doubt, length=length, host=host, looks=looks
        ),
        makes_new=True,
        in_the_way=lambda: _first_at(calcom, request.start, request.start + lasts),
    )
    written = await carry_out(operation, (now or calcom.now)(), journal)
    return _remembered(calcom, written, request.event_type_id, request.start)


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

    NOT_DONE with ChangedElsewhere, AlreadyMoved or AlreadyCancelled when it is not; `booking` is then what stands. One
    that was moved to that very start already is DONE, and nothing is sent. Cal.com lets two moves of one booking at the
    same moment both succeed, and two bookings stand: the old one is read afterwards, and the other's is the `rival`.
    """
    fresh = await as_seen(lambda: unchanged(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        is_there = isinstance(fresh.error, AlreadyMoved) and fresh.booking is not None and fresh.booking.start == start
        return Written(WriteState.DONE, fresh.booking, found_so=True) if is_there else fresh
    seen = with_its_place(seen, fresh)
    operation = Operation(
        send=lambda: calcom.reschedule_booking(seen.uid, start, reason=reason, rescheduled_by=rescheduled_by),
        judge=lambda booking, doubt: judged(booking, unlike_move(booking, seen, start), doubt),
        find=lambda doubt, looks: find_moved(calcom, seen, start, doubt=doubt, looks=looks),
        makes_new=True,
        in_the_way=lambda: _first_at(calcom, start, start + (seen.end - seen.start), but=seen.uid),
    )
    written = await carry_out(operation, calcom.now(), journal)
    return _remembered(calcom, written, seen.event_type_id, start)


async def cancel(calcom: CalcomClient, seen: Booking, *, reason: str, journal: Journal | None = None) -> Written:
    """Cancel a booking once, if it still is as it was seen.

    One that is cancelled already is DONE and nothing is sent: a repeat may mail everybody again.
    """
    fresh = await as_seen(lambda: unchanged(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        is_gone = isinstance(fresh.error, AlreadyCancelled)
        return Written(WriteState.DONE, fresh.booking, found_so=True) if is_gone else fresh
    seen = with_its_place(seen, fresh)
    operation = Operation(
        send=lambda: calcom.cancel_booking(seen.uid, reason=reason),
        judge=lambda booking, doubt: judged(booking, unlike_cancelled(booking, seen), doubt),
        find=lambda doubt, looks: find_cancelled(calcom, seen, doubt=doubt, looks=looks),
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
    fresh = await as_seen(lambda: _still_pending(calcom, seen, wanted), seen, journal)
    if isinstance(fresh, Written):
        return fresh
    seen = with_its_place(seen, fresh)
    operation = Operation(
        send=send,
        judge=lambda booking, doubt: judged(booking, unlike_decided(booking, seen, wanted), doubt),
        find=lambda doubt, looks: find_decided(calcom, seen, wanted, doubt=doubt, looks=looks),
    )
    return await carry_out(operation, calcom.now(), journal)


def _remembered(calcom: CalcomClient, written: Written, event_type_id: int | None, start: datetime) -> Written:
    """A start that was refused is not offered again while the server's own slots may be older than the refusal."""
    if written.state is WriteState.NOT_DONE and isinstance(written.error, SlotTaken) and event_type_id is not None:
        calcom.start_refused(event_type_id, start)
    return written


async def _first_at(calcom: CalcomClient, start: datetime, end: datetime, *, but: str = "") -> Booking | None:
    return next((booking for booking in await at_that_time(calcom, start, end) if booking.uid != but), None)


def with_its_place(seen: Booking, fresh: Booking) -> Booking:
    """What was seen, and host and place as they are now: a card does not show them, but the write must leave them."""
    return seen.model_copy(update={"hosts": fresh.hosts, "location": fresh.location})


async def unchanged(calcom: CalcomClient, seen: Booking) -> Booking | Written:
    """The booking, if it still is as it was shown."""
    fresh = await calcom.booking(seen.uid)
    if (successor := await successor_of(calcom, fresh)) is not None:
        return Written(WriteState.NOT_DONE, successor, AlreadyMoved("moved since it was shown"))
    if fresh.status == seen.status and fresh.start == seen.start:
        return fresh
    if not fresh.is_live:
        return Written(WriteState.NOT_DONE, fresh, AlreadyCancelled("cancelled since it was shown"))
    return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("its start or status is another now"))


async def _still_pending(calcom: CalcomClient, seen: Booking, wanted: BookingStatus) -> Booking | Written:
    """The booking, if its host still has to decide on it. Cal.com would revive a refused one, so we look ourselves."""
    fresh = await calcom.booking(seen.uid)
    if fresh.status is BookingStatus.PENDING and fresh.start == seen.start:
        return fresh
    if fresh.status is wanted and fresh.start == seen.start:
        return Written(WriteState.DONE, fresh, found_so=True)
    return Written(WriteState.NOT_DONE, fresh, ChangedElsewhere("no longer pending as it was shown"))
