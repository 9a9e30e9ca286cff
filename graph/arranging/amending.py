"""What stands in the way of changing a booking that stands, looked up before its card is drawn."""

from graph.given.context import Context
from graph.known.request import BookingSeen, Request, is_same_address
from graph.known.saying import Ask, Problem, left_open
from graph.known.state import Update
from graph.understanding.dialogue import Need
from tools.bookings import likest, match_bookings
from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, EventType
from tools.errors import WrongVersion
from tools.writing.reconciling import at_that_time

MOST_AT_ONCE, MOST_IN_ALL = 10, 30  # people that Cal.com adds by one call, and that it lets into one booking


async def amended(request: Request, ctx: Context) -> Request | Update:
    """The request with what its card needs, or why it cannot be done. Other actions pass as they are.

    Raises:
        SchedulingError: as CalcomClient.booking.
    """
    match request.action:
        case "invite":
            return await _with_guests(request, ctx)
        case "absent":
            return await _with_whoever_was_missing(request, ctx)
        case "accept":
            return await _with_what_stands_there(request, ctx)
    return request


async def _with_guests(request: Request, ctx: Context) -> Request | Update:
    """Only those who are not in it yet, where its kind, its size and this release of Cal.com let them in."""
    booking = request.booking
    assert booking is not None  # found before
    if not request.guests:
        ask = Ask(needs=(Need.CHANGE,))
        return {"request": request, "recent": booking, "said": left_open(Problem(code="guest_email_needed"), ask)}
    stands = await ctx.calcom.booking(booking.uid)
    there = [*(attendee.email for attendee in stands.attendees), *stands.guests]
    new = tuple(guest for guest in request.guests if not any(is_same_address(guest, email) for email in there))
    code = await _hindrance(new, stands, await _kind_of(booking, ctx.calcom), ctx.calcom)
    return _refused(code, request, ", ".join(request.guests)) if code else request.model_copy(update={"guests": new})


async def _hindrance(new: tuple[str, ...], stands: Booking, kind: EventType | None, calcom: CalcomClient) -> str | None:
    if not new:
        return "already_in_it"
    if kind is not None and kind.is_seated:
        return "guests_of_seats"
    if kind is not None and kind.disable_guests:
        return "guests_disabled"
    if len(new) > MOST_AT_ONCE or len(stands.attendees) + len(new) > MOST_IN_ALL:
        return "too_many_guests"
    try:
        await calcom.calendar_links(stands.uid)  # which releases learned together with adding guests
    except WrongVersion:
        return "cannot_add_guests"
    return None


async def _with_whoever_was_missing(request: Request, ctx: Context) -> Request:
    """Who was named, where the booking has several people; else the one it is with."""
    booking, words = request.booking, request.booking_words
    assert booking is not None  # found before
    stands = await ctx.calcom.booking(booking.uid)
    each = [stands.model_copy(update={"attendees": (attendee,), "guests": ()}) for attendee in stands.attendees]
    named = match_bookings(each, person=words.person) if words and words.person else ()
    missing = next((one.attendees[0] for one in named if words and likest(words.person or "", one)), None)
    if missing is None:
        return request
    return request.model_copy(update={"attendee_name": missing.name or missing.email, "attendee_email": missing.email})


async def _with_what_stands_there(request: Request, ctx: Context) -> Request:
    """Cal.com accepts two bookings at one time without a word, so the card has it."""
    booking = request.booking
    assert booking is not None  # found before
    there = await at_that_time(ctx.calcom, booking.start, booking.end)
    return request.model_copy(update={"clashes": tuple(BookingSeen.of(b) for b in there if b.uid != booking.uid)})


async def _kind_of(booking: BookingSeen, calcom: CalcomClient) -> EventType | None:
    return next((kind for kind in await calcom.event_types() if kind.id == booking.event_type_id), None)


def _refused(code: str, request: Request, words: str) -> Update:
    return {"said": left_open(Problem(code=code, words=words)), "request": None, "recent": request.booking}
