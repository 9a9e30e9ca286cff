"""Whether the person themselves is free: their bookings, their working hours and their connected calendars."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from graph.answering.stretches import stretches
from graph.given.context import Context
from graph.known.request import BookingSeen, Request
from graph.known.saying import Listing, OwnTimeSeen, Stretch
from graph.known.wanted import Piece, Wanted
from tools.calcom.models import BusyTime, Window
from tools.free_time import own_time

_SOON = 7  # days looked at where no time was said


async def own_time_asked(request: Request, zone: str, ctx: Context) -> Listing:
    """What stands in the way, and what is free.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    now = ctx.now()
    wanted = request.wanted if request.wanted and request.wanted.pieces else _the_next_days(zone, ctx)
    asked = stretches(wanted, now, request.minutes)
    in_figures = wanted.has_time and any(character.isdigit() for character in wanted.words)
    found = await own_time(ctx.calcom, asked, ZoneInfo(zone), with_hours=in_figures, own=ctx.own)
    seen = OwnTimeSeen(
        asked=_stretched(asked),
        free=_stretched(found.free),
        elsewhere=_stretched(found.elsewhere),
        is_exact=wanted.exact is not None,
        is_open=found.is_open,
        calendars_read=found.calendars_read,
    )
    return Listing(
        bookings=tuple(BookingSeen.of(booking, ctx.own) for booking in found.bookings),
        shown=len(found.bookings),
        complete=found.complete,
        what="all",
        when=wanted.words or None,
        wants=request.wants,
        own_time=seen,
    )


def _the_next_days(zone: str, ctx: Context) -> Wanted:
    today = ctx.now().astimezone(ZoneInfo(zone)).date()
    return Wanted(words="", pieces=(Piece(zone=zone, first=today, last=today + timedelta(days=_SOON - 1)),))


def _stretched(windows: Iterable[Window | BusyTime]) -> tuple[Stretch, ...]:
    return tuple(Stretch(start=window.start, end=window.end) for window in windows)
