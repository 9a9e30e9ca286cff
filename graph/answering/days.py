"""The bookings of some days, for whoever draws a calendar beside the conversation."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.events import BookingShown
from graph.given.preferences import Locale
from graph.known.request import BookingSeen
from graph.results import booking_shown
from graph.wording.times import Facts
from tools.bookings import list_bookings
from tools.calcom.client import CalcomClient
from tools.calcom.models import BookingQuery, Window


async def bookings_of_days(
    calcom: CalcomClient, first: date, days: int, locale: Locale, *, limit: int = 250
) -> tuple[BookingShown, ...]:
    """What holds time on these local days, earliest first; instants carry the offset of the person's zone.

    Raises:
        SchedulingError: as CalcomClient.bookings.
    """
    zone = ZoneInfo(locale.zone)
    start = datetime.combine(first, time.min, tzinfo=zone)
    end = datetime.combine(first + timedelta(days=days), time.min, tzinfo=zone)
    window = Window(start=start, end=end)
    found = await list_bookings(calcom, BookingQuery(), window=window, limit=limit)
    live = sorted((b for b in found.bookings if b.is_live), key=lambda booking: booking.start)
    return tuple(booking_shown(BookingSeen.of(booking), Facts(locale)) for booking in live)
