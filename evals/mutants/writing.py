"""Broken writes: sent twice, to the wrong person, as another operation, without what was said."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import graph.nodes.execute
import tools.writing.reconciling
import tools.writing.writes
from evals.mutants import replaced
from graph.executing import writes
from graph.executing.writes import Write
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen
from tools.calcom.models import BookingQuery, BookingRequest
from tools.writing.comparing import unlike_request
from tools.writing.journal import Line
from tools.writing.outcome import WriteState, Written

_UPCOMING = BookingQuery(statuses=("upcoming",))


def _instead(kind: Write, write: Any) -> AbstractContextManager[None]:
    return replaced(writes, "WRITES", {**writes.WRITES, kind: write})


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


def writes_another_zone() -> AbstractContextManager[None]:
    """Puts the host's clock where the attendee's belongs."""
    return replaced(writes, "WRITES", {kind: _in_utc(write) for kind, write in writes.WRITES.items()})


def _in_utc(write: Any) -> Any:
    async def written(proposal: Proposal, ctx: Context, line: Line) -> Written:
        side = proposal.attendee.model_copy(update={"zone": "UTC"})
        done: Written = await write(proposal.model_copy(update={"attendee": side}), ctx, line)
        return done

    return written


def gives_its_own_reason() -> AbstractContextManager[None]:
    """Passes on a reason nobody gave."""
    return replaced(writes, "WRITES", {kind: _with_reason(write) for kind, write in writes.WRITES.items()})


def _with_reason(write: Any) -> Any:
    async def written(proposal: Proposal, ctx: Context, line: Line) -> Written:
        told = None if proposal.action in ("book", "accept") else "something came up"
        done: Written = await write(proposal.model_copy(update={"reason": told}), ctx, line)
        return done

    return written


def compares_nothing() -> AbstractContextManager[None]:
    """Takes whatever Cal.com answers for what was asked."""

    def believed(booking: Any, differences: Any, doubt: Any) -> Written:
        return Written(WriteState.DONE, booking)

    @contextmanager
    def everywhere() -> Iterator[None]:
        with ExitStack() as both:
            both.enter_context(replaced(tools.writing.writes, "judged", believed))
            both.enter_context(replaced(tools.writing.reconciling, "judged", believed))
            yield

    return everywhere()


def believes_another_start() -> AbstractContextManager[None]:
    """Does not compare when a new booking begins."""

    def blind(*args: Any, **more: Any) -> tuple[str, ...]:
        return tuple(name for name in unlike_request(*args, **more) if name != "start")

    @contextmanager
    def everywhere() -> Iterator[None]:
        with ExitStack() as both:
            both.enter_context(replaced(tools.writing.writes, "unlike_request", blind))
            both.enter_context(replaced(tools.writing.reconciling, "unlike_request", blind))
            yield

    return everywhere()


def skips_the_last_look() -> AbstractContextManager[None]:
    """Writes without looking whether the start is still to be had as shown."""

    async def never(*_: Any) -> None:
        return None

    return replaced(graph.nodes.execute, "no_longer_so", never)


def writes_whatever_became_of_it() -> AbstractContextManager[None]:
    """Changes a booking as it was seen, without looking at it again."""

    async def as_it_was(look: Any, seen: Any, journal: Any) -> Any:
        return seen

    return replaced(tools.writing.writes, "as_seen", as_it_was)
