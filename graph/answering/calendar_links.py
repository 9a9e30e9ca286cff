"""How a booking gets into another calendar: the links that Cal.com has for it."""

from graph.given.context import Context
from graph.known.saying import LinkSeen, Listing
from graph.understanding.schema import Wants
from tools.errors import WrongVersion

_FILE = "data:"  # the calendar file itself, which is no link to follow


async def with_calendar_links(listing: Listing, ctx: Context) -> Listing:
    """The list with the links of the one booking it is about; none where a release has none.

    A guest gets none of a shared booking: its title tells who else is in it.

    Raises:
        SchedulingError: as CalcomClient.calendar_links.
    """
    if listing.wants is not Wants.CALENDAR or len(listing.bookings) != 1:
        return listing
    booking = listing.bookings[0]
    if ctx.own is not None and booking.seats:
        return listing
    try:
        known = await ctx.calcom.calendar_links(booking.uid)
    except WrongVersion:
        return listing
    links = (LinkSeen(label=one.label, link=one.link.replace(" ", "%20")) for one in known if _FILE not in one.link)
    return listing.model_copy(update={"links": tuple(links)})
