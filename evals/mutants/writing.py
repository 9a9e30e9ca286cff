"""Broken writes: sent twice, to the wrong person, as another operation, without what was said."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

import tools.writing.operation
from evals.mutants import replaced
from graph.executing import writes
from graph.executing.writes import Write
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen
from tools.calcom.models import BookingQuery, BookingRequest
from tools.errors import OutcomeUnknown, SchedulingError
from tools.writing.journal import Line
from tools.writing.operation import Operation
from tools.writing.outcome import WriteState, Written

_UPCOMING = BookingQuery(statuses=("upcoming",))


def _instead(kind: Write, write: Any) -> AbstractContextManager[None]:
    return replaced(writes, "WRITES", {**writes.WRITES, kind: write})


def resends_blindly() -> AbstractContextManager[None]:
    """After an answer that never came it sends the same again, without looking."""

    async def sent(operation: Operation[Any], at: datetime, mark: str) -> Written:
        for _ in range(3):
            try:
                return operation.judge(await operation.send(), OutcomeUnknown("odd", sent_at=at))
            except OutcomeUnknown:
                continue
            except SchedulingError as error:
                return Written(WriteState.NOT_DONE, error=error)
        return Written(WriteState.UNKNOWN)

    return replaced(tools.writing.operation, "_sent", sent)


def cancels_and_books_anew() -> AbstractContextManager[None]:
    """Moves by cancelling and booking again: people get two mails, the lineage is lost."""

    async def moved(proposal: Proposal, ctx: Context, line: Line) -> Written:
        booking = proposal.booking
        assert booking is not None
        assert booking.event_type_id is not None
        await ctx.calcom.cancel_booking(booking.uid, reason="moved")
        request = BookingRequest(
            event_type_id=booking.event_type_id,
            start=proposal.start,
            attendee_name=proposal.attendee.name,
            attendee_email=proposal.attendee.email,
            attendee_time_zone=proposal.attendee.zone,
        )
        return Written(WriteState.DONE, await ctx.calcom.create_booking(request))

    return _instead("move", moved)


def books_for_the_host() -> AbstractContextManager[None]:
    """Puts the host's own address where the attendee's belongs."""
    book = writes.WRITES["book"]

    async def booked(proposal: Proposal, ctx: Context, line: Line) -> Written:
        other = proposal.attendee.model_copy(update={"email": "somebody.else@example.test"})
        return await book(proposal.model_copy(update={"attendee": other}), ctx, line)

    return _instead("book", booked)


def drops_the_reason() -> AbstractContextManager[None]:
    """Cancels without passing on why."""
    cancel = writes.WRITES["cancel"]

    async def cancelled(proposal: Proposal, ctx: Context, line: Line) -> Written:
        return await cancel(proposal.model_copy(update={"reason": "Cancelled"}), ctx, line)

    return _instead("cancel", cancelled)


def cancels_the_next_too() -> AbstractContextManager[None]:
    """One yes, two cancellations."""
    cancel = writes.WRITES["cancel"]

    async def cancelled(proposal: Proposal, ctx: Context, line: Line) -> Written:
        written = await cancel(proposal, ctx, line)
        page = await ctx.calcom.bookings_page(_UPCOMING)
        others = [b for b in page.bookings if proposal.booking is None or b.uid != proposal.booking.uid]
        for other in others[:1]:
            again = proposal.model_copy(update={"booking": BookingSeen.of(other)})
            await cancel(again, ctx, line)
        return written

    return _instead("cancel", cancelled)


def believes_every_write() -> AbstractContextManager[None]:
    """Takes any failure of a write for a success."""

    def believed(write: Any) -> Any:
        async def done(proposal: Proposal, ctx: Context, line: Line) -> Written:
            written: Written = await write(proposal, ctx, line)
            if written.state is WriteState.DONE:
                return written
            page = await ctx.calcom.bookings_page(_UPCOMING)
            return replace(written, state=WriteState.DONE, booking=next(iter(page.bookings), None), error=None)

        return done

    return replaced(writes, "WRITES", {kind: believed(write) for kind, write in writes.WRITES.items()})


def cancels_the_whole_series() -> AbstractContextManager[None]:
    """One meeting of a series was confirmed, all of them go."""
    cancel = writes.WRITES["cancel"]

    async def cancelled(proposal: Proposal, ctx: Context, line: Line) -> Written:
        booking = proposal.booking
        if booking is None or booking.series_uid is None:
            return await cancel(proposal, ctx, line)
        gone = await ctx.calcom.cancel_series(booking.series_uid, reason=proposal.reason or "Cancelled")
        return Written(WriteState.DONE, gone[0])

    return _instead("cancel", cancelled)


def cancels_everybody() -> AbstractContextManager[None]:
    """One seat was confirmed, the whole shared booking goes."""
    return _instead("give_up_seat", writes.WRITES["cancel"])
