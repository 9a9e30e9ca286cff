"""Which bookings there are: by time, person and state, in the person's zone."""

from datetime import datetime
from typing import Literal

from langgraph.runtime import Runtime

from graph.answering.calendar_links import with_calendar_links
from graph.answering.own_time import own_time_asked
from graph.given.context import Context
from graph.known.request import BookingSeen, Request
from graph.known.saying import Listing, Problem, ReadOut
from graph.known.state import PAGE, State, Update
from graph.known.wanted import Wanted
from graph.understanding.nouns import telling
from graph.understanding.schema import BookingWords, ListFilter, Pronoun, Wants
from tools import bookings as verbs
from tools.calcom.models import Booking, BookingQuery, Window
from tools.errors import SchedulingError

Bucket = Literal["upcoming", "past", "cancelled", "unconfirmed"]
_MOST = 200  # bookings kept for paging through
_OF_ANY_STATE = (Wants.STATUS, Wants.ADDRESS)  # asked of what is over or cancelled as well


async def list_bookings(state: State, runtime: Runtime[Context]) -> Update:
    """Answer a question about bookings. Reads: look. Writes: listing, or problem."""
    ctx, request = runtime.context, state.look
    assert request is not None  # routed here with a question
    try:
        if request.wants is Wants.FREE:
            listing = await own_time_asked(request, state.zone or state.spoken_zone, ctx)
        else:
            listing = await with_calendar_links(await _listed(request, ctx), ctx)
    except SchedulingError as error:
        return {"said": state.stuck(Problem.of(error))}  # the question is kept, for "try again"
    spoken_of = {} if request.wants is Wants.FREE else _now_spoken_of(listing.bookings)
    return {"said": ReadOut(listing=listing, over=state.left_open), "look": None, **spoken_of}


async def _listed(request: Request, ctx: Context) -> Listing:
    """The bookings a question is about. Raises SchedulingError."""
    wanted = request.wanted if request.wanted and request.wanted.pieces else None
    buckets = _buckets(request, wanted, ctx.now())
    found = await _found(request, wanted, buckets, ctx)
    title = telling(request.booking_words.title if request.booking_words else None)
    matching = verbs.match_bookings(found.bookings, title=title)
    kept = _kept(request, wanted, matching or found.bookings, buckets, ctx.own)
    unmatched = ", ".join(request.unread) or (title if found.bookings and not matching else None)
    listing = _listing(request, kept, found.complete, buckets)
    return listing.model_copy(update={"unmatched": unmatched, "of_guest": ctx.own is not None})


def _kept(
    request: Request, wanted: Wanted | None, found: tuple[Booking, ...], buckets: tuple[Bucket, ...], own: str | None
) -> list[BookingSeen]:
    """What is read out, in order: newest first where it is over."""
    kept = [BookingSeen.of(b, own) for b in found if wanted is None or wanted.fits(b.start)]
    kept.sort(key=lambda seen: seen.start, reverse=buckets in (("past",), ("cancelled",)))
    return kept[:1] if _is_one_asked_for(request) else kept


def _is_one_asked_for(request: Request) -> bool:
    """ "My next call", "when did I last meet Ana": one booking answers it."""
    words = request.booking_words or BookingWords()
    return words.pronoun is Pronoun.NEXT or (request.filter is ListFilter.PAST and words.ordinal == -1)


async def _found(request: Request, wanted: Wanted | None, buckets: tuple[Bucket, ...], ctx: Context) -> verbs.Listing:
    """All pages that match; a guest at the keyboard sees only their own."""
    if request.booking is not None:
        return verbs.Listing((await ctx.calcom.booking(request.booking.uid),), complete=True)
    words = request.booking_words or BookingWords()
    window = _stretch(wanted, ctx.now()) if wanted else None
    query = BookingQuery(statuses=buckets, attendee_email=ctx.own)
    return await verbs.list_bookings(ctx.calcom, query, window=window, person=words.person, limit=_MOST)


def _stretch(wanted: Wanted, now: datetime) -> Window:
    """The time asked about; unlike a search for free time it may lie before now."""
    windows = [piece.whole(now) for piece in wanted.pieces]
    return Window(start=min(w.start for w in windows), end=max(w.end for w in windows))


def _buckets(request: Request, wanted: Wanted | None, now: datetime) -> tuple[Bucket, ...]:
    """What was asked for by name; else what the time implies; else what is to come."""
    if request.wants in _OF_ANY_STATE and request.filter is None:
        return "upcoming", "unconfirmed", "past", "cancelled"
    match request.filter:
        case ListFilter.PAST:
            return ("past",)
        case ListFilter.CANCELLED:
            return ("cancelled",)
        case ListFilter.UNCONFIRMED:
            return ("unconfirmed",)
        case ListFilter.UPCOMING:
            return ("upcoming",)
        case None:
            return ("past", "upcoming") if wanted and _stretch(wanted, now).start < now else ("upcoming",)


def _listing(request: Request, kept: list[BookingSeen], complete: bool, buckets: tuple[Bucket, ...]) -> Listing:
    words, wanted = request.booking_words, request.wanted
    return Listing(
        bookings=tuple(kept),
        shown=min(PAGE * 2, len(kept)),
        complete=complete,
        what=buckets[0] if len(buckets) == 1 else "all",
        day=wanted.pieces[0].one_day if wanted and len(wanted.pieces) == 1 else None,
        when=wanted.words if wanted else None,
        is_part=wanted is not None and wanted.has_time,
        person=words.person if words else None,
        wants=request.wants,
        clock_of=request.clock_of,
        is_one=_is_one_asked_for(request),
    )


def _now_spoken_of(kept: tuple[BookingSeen, ...]) -> Update:
    """A single booking that was read out is what "it" means next."""
    return {"recent": kept[0]} if len(kept) == 1 else {}
