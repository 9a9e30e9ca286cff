"""Writing a whole series, or the rest of one: look first, send once, compare every occurrence, in doubt look again."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, BookingQuery, BookingRequest
from tools.errors import ChangedElsewhere, OutcomeUnknown, UnexpectedAnswer
from tools.writing.comparing import MINOR, unlike_rest, unlike_series
from tools.writing.operation import Operation, as_seen, carry_out
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.reconciling import TOKEN, UNDER_WAY, marked, search, was_refused


def occurrence_starts(start: datetime, steps: tuple[str, int], count: int, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When the occurrences of a series begin, in UTC: the clock of `zone` (the attendee's) stays the same.

    Args:
        steps: as EventType.steps: "weekly", "monthly" or "yearly", and every how many of those.
    """
    local, (frequency, interval) = start.astimezone(zone), steps
    return tuple(_stepped(local, frequency, interval * n).astimezone(UTC) for n in range(count))


async def book_series(
    calcom: CalcomClient,
    request: BookingRequest,
    starts: Sequence[datetime],
    *,
    token: str,
    host: str | None = None,
    journal: Journal | None = None,
) -> Written:
    """Book every occurrence with one request, once. Never raises a SchedulingError.

    A DONE whose differences name "occurrences" was booked only in part: Cal.com stops at a time that is taken, and what
    it made before stays. `bookings` are those that stand.

    Args:
        starts: of every occurrence, as they were shown; as many as the request counts.
        token, host: as in writes.book.
    """
    stamped = request.model_copy(update={"metadata": {**request.metadata, TOKEN: token}})
    operation = Operation(
        send=lambda: calcom.create_series(stamped),
        judge=lambda made, doubt: _judged(made, stamped, starts, doubt, host),
        find=lambda doubt, looks: _found(calcom, stamped, starts, token, host, doubt, looks),
        makes_new=True,
    )
    return await carry_out(operation, calcom.now(), journal)


async def cancel_series(
    calcom: CalcomClient,
    going: Sequence[Booking],
    *,
    series_uid: str,
    reason: str,
    journal: Journal | None = None,
) -> Written:
    """Cancel the last occurrences of a series with one request, once, if exactly these are still to come from then on.

    With all of them and none before, the series itself is cancelled, else the first of them "and later". Those that
    are cancelled already are DONE, and nothing is sent.

    Args:
        going: the occurrences that shall be cancelled, as they were seen.
    """
    seen = await as_seen(lambda: _exactly_these(calcom, series_uid, going), going, journal)
    if isinstance(seen, Written):
        return seen
    operation = Operation(
        send=lambda: _send_cancel(calcom, seen, going, series_uid, reason),
        judge=lambda answer, doubt: _told(answer, going, unlike_rest(answer, going, seen), doubt),
        find=lambda doubt, looks: _gone(calcom, seen, going, series_uid, doubt, looks),
    )
    return await carry_out(operation, calcom.now(), journal)


# --- helpers ---------------------------------------------------------------------------------------------------------


def _stepped(local: datetime, frequency: str, steps: int) -> datetime:
    if frequency == "weekly":
        return local + timedelta(weeks=steps)
    months = local.month - 1 + steps * (12 if frequency == "yearly" else 1)
    year, month = local.year + months // 12, months % 12 + 1
    return local.replace(year=year, month=month, day=min(local.day, monthrange(year, month)[1]))


async def _found(
    calcom: CalcomClient,
    request: BookingRequest,
    starts: Sequence[datetime],
    token: str,
    host: str | None,
    doubt: OutcomeUnknown,
    looks: Sequence[float],
) -> Written:
    """What stands of a series. Without any answer a part of it is no end: Cal.com may still be making the rest."""
    is_answered = doubt.status is not None and (doubt.status < 300 or was_refused(doubt))
    is_over = is_answered or calcom.now() - doubt.sent_at >= UNDER_WAY  # what stands now is what there will be
    part: list[Written] = []

    async def look() -> Written | None:
        seen = _judged(await _ours(calcom, request, starts, token), request, starts, doubt, host)
        part[:] = [seen] if seen.bookings else []
        return seen if part and (is_over or (seen.is_done and "occurrences" not in seen.differences)) else None

    found = await search(calcom, look, doubt, looks)
    return replace(part[0], state=WriteState.UNKNOWN, error=doubt) if part and not found.bookings else found


async def _ours(
    calcom: CalcomClient, request: BookingRequest, starts: Sequence[datetime], token: str
) -> tuple[Booking, ...]:
    """What stands of a series, by our token."""
    query = BookingQuery(
        event_type_id=request.event_type_id, after_start=min(starts), before_end=max(starts) + timedelta(days=1)
    )
    listed, complete = await calcom.bookings(query)
    ours = tuple(booking for booking in marked(listed, token) if booking.is_live)
    if not complete and not ours:
        raise UnexpectedAnswer("the list of bookings did not end")
    return ours


def _judged(
    made: Sequence[Booking],
    request: BookingRequest,
    starts: Sequence[datetime],
    doubt: OutcomeUnknown,
    host: str | None = None,
) -> Written:
    """DONE when it is what was asked, or the beginning of it; else UNKNOWN: something stands that nobody asked for."""
    stands = tuple(sorted(made, key=lambda booking: booking.start))
    differences = unlike_series(stands, request, starts, host)
    is_ours = set(differences) <= MINOR | {"occurrences"} and {booking.start for booking in stands} <= set(starts)
    state = WriteState.DONE if is_ours and stands else WriteState.UNKNOWN
    error = None if state is WriteState.DONE else doubt
    return Written(state, stands[0] if stands else None, error, differences, bookings=stands)


async def _exactly_these(
    calcom: CalcomClient, series_uid: str, going: Sequence[Booking]
) -> Sequence[Booking] | Written:
    """The series, if what was shown to go is exactly what is live from the first of them on."""
    seen = await calcom.series(series_uid)
    first = min(booking.start for booking in going)
    live = {booking.uid: booking.start for booking in seen if booking.is_live and booking.start >= first}
    shown = {booking.uid: booking.start for booking in going}
    if live == shown:
        return seen
    now = _those(seen, going)
    if len(now) == len(shown) and not live and not any(booking.is_live for booking in now):
        return Written(WriteState.DONE, now[0], bookings=now, found_so=True)
    return Written(WriteState.NOT_DONE, error=ChangedElsewhere("the series is another now"), bookings=now)


async def _send_cancel(
    calcom: CalcomClient, seen: Sequence[Booking], going: Sequence[Booking], series_uid: str, reason: str
) -> tuple[Booking, ...]:
    if {booking.uid for booking in seen if booking.is_live} == {booking.uid for booking in going}:
        return await calcom.cancel_series(series_uid, reason=reason)
    first = min(going, key=lambda booking: booking.start)
    return await calcom.cancel_series(first.uid, reason=reason, and_later=True)


async def _gone(
    calcom: CalcomClient,
    seen: Sequence[Booking],
    going: Sequence[Booking],
    series_uid: str,
    doubt: OutcomeUnknown,
    looks: Sequence[float],
) -> Written:
    """Whether all of them are gone. Some gone, or another one too, is told as it is and never settled by a repeat."""

    async def look() -> Written | None:
        now = await calcom.series(series_uid)
        live = {booking.uid for booking in now if booking.is_live}
        if all(booking.uid in live for booking in going):
            return None
        return _told(now, going, unlike_rest(now, going, seen), doubt)

    return await search(calcom, look, doubt, looks)


def _told(
    series: Sequence[Booking], going: Sequence[Booking], differences: tuple[str, ...], doubt: OutcomeUnknown
) -> Written:
    """DONE when nothing differs that matters; else UNKNOWN, with those it was about as they stand."""
    stands = _those(series, going)
    first = stands[0] if stands else None
    if set(differences) <= MINOR:
        return Written(WriteState.DONE, first, differences=differences, bookings=stands)
    return Written(WriteState.UNKNOWN, first, doubt, differences, bookings=stands)


def _those(series: Sequence[Booking], going: Sequence[Booking]) -> tuple[Booking, ...]:
    wanted = {booking.uid for booking in going}
    return tuple(sorted((b for b in series if b.uid in wanted), key=lambda booking: booking.start))
