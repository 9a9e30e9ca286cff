"""Kinds of meetings that can't be booked here as they are, told before anything is asked or a card is drawn."""

from graph.arranging.form import number_asked
from graph.given.context import Context
from graph.known.request import Kind, Request, is_same_address
from graph.known.saying import Problem
from tools.bookings import list_bookings
from tools.calcom.models import BookingQuery, EventType


def only_on_its_page(event_type: EventType) -> Problem | None:
    """Why a kind is booked on Cal.com's own page alone; None where it can be booked here."""
    if (number := number_asked(Kind.of(event_type))) is not None:
        return _elsewhere("number_question", event_type, number)
    if event_type.price > 0:
        return _elsewhere("paid_kind", event_type)
    if event_type.requires_booker_email_verification:
        return _elsewhere("verified_email", event_type)
    return _elsewhere("team_kind", event_type) if event_type.team_id else None


async def too_many_of_theirs(request: Request, event_type: EventType, ctx: Context) -> Problem | None:
    """Whether this person has as many bookings of that kind to come as its owner lets one person have.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    most, email = event_type.most_at_once, request.attendee_email
    if most is None or email is None or request.action != "book":
        return None
    query = BookingQuery(statuses=("upcoming",), event_type_id=event_type.id)
    listing = await list_bookings(ctx.calcom, query)
    theirs = [b for b in listing.bookings if any(is_same_address(email, who.email) for who in b.attendees)]
    if len(theirs) < most:
        return None
    return Problem(code="booker_limit", words=request.attendee_name or email, others=(event_type.title, str(most)))


def _elsewhere(code: str, event_type: EventType, words: str = "") -> Problem:
    page = (event_type.booking_url,) if event_type.booking_url else ()
    return Problem(code=code, words=words or event_type.title, choices=page, others=(event_type.title,))
