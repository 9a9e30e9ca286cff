"""Cal.com's API v2, one method per endpoint and no opinions: callers see models and errors of ours, never HTTP."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from tools.calcom import envelope, wire
from tools.calcom.address import api_root, id_segment, path, uid_segment
from tools.calcom.cache import Cache
from tools.calcom.calls import Call, record_calls
from tools.calcom.envelope import Page, Success
from tools.calcom.exchange import Exchange, Request
from tools.calcom.models import (
    Attendee,
    Booking,
    BookingPage,
    BookingQuery,
    BookingRequest,
    BusyTime,
    CalendarLink,
    EventType,
    Me,
    Place,
    Schedule,
    Slot,
    Window,
)
from tools.calcom.transport import Timeouts, Transport
from tools.calcom.versions import VERSIONS, Resource

__all__ = ["CalcomClient", "Call", "Timeouts", "record_calls"]

CLOCK_MAY_DIFFER = timedelta(minutes=5)
REFUSED_FOR = timedelta(seconds=5)  # a server's slots were measured to be two seconds old

T = TypeVar("T")

_PAGE, _LARGEST_PAGE = 100, 250  # bookings of one call; the larger page where there are many to read
_FEW = 1_000


class CalcomClient:
    """One account of one Cal.com. Serves any number of chats at once, within one event loop.

    Every method raises, besides what it names: Unreachable (no usable answer in time), RateLimited (asked to slow down;
    nothing was done), BadKey, NotAllowed, and UnexpectedAnswer (the answer is not Cal.com's; reads only). Writes raise
    OutcomeUnknown when the request may have left and no trustworthy answer came: look before saying anything.
    """

    def __init__(
        self,
        base_url: str,
        api_key: SecretStr | None,
        *,
        now: Callable[[], datetime],
        versions: Mapping[Resource, str] = VERSIONS,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 (frozen)
        transport: httpx.AsyncBaseTransport | None = None,
        on_call: Callable[[Call], None] | None = None,
        wait: Callable[[float], Awaitable[None]] | None = None,
        known_as: str | None = None,
    ) -> None:
        """
        Args:
            base_url: https, or http for loopback; with or without a trailing /v2.
            api_key: None for public calls only; then no Authorization header is sent.
            versions: the cal-api-version to send for some resources in place of ours.
            now: the clock, aware. Stamps what was sent and ages the cache; never used for deadlines.
            transport: another way out than the network, for tests.
            on_call: told of every request after it ended.
            wait: how to sleep, seconds; for tests.
            known_as: what stands for the address in `account`, where one server is found at changing ones.

        Raises:
            BadAddress: a base URL we do not send a key to.
        """
        self.now = now
        self.wait = wait or asyncio.sleep
        self._transport = Transport(base_url, api_key, timeouts=timeouts, transport=transport, now=now)
        self.versions = {**VERSIONS, **versions}
        self._exchange = Exchange(
            self._transport, versions=self.versions, now=now, timeouts=timeouts, wait=self.wait, on_call=on_call
        )
        self._cache = Cache(now)
        self._refused: dict[tuple[int, datetime], datetime] = {}  # event type and start: when
        self._server = known_as or api_root(base_url)
        self._account: str | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        await self._transport.aclose()

    @property
    def clock_off(self) -> int:
        """Minutes our clock is ahead of Cal.com's (below zero: behind), as its last answer told; 0 when up to five."""
        off = self._transport.clock_off
        return round(off / timedelta(minutes=1)) if abs(off) > CLOCK_MAY_DIFFER else 0

    # --- the account -------------------------------------------------------------------------------------------------

    async def me(self) -> Me:
        """The key's owner, who is the host. Kept for a minute.

        Raises:
            BadKey: the key is missing, unknown or expired.

        Source: GET /v2/me, any cal-api-version, data: {id, email, name, username, timeZone, defaultScheduleId, …}.
        """
        me = await self._kept("me", Resource.ME, (), envelope.ME)
        self._account = self.account_of(me)
        return me

    def account_of(self, me: Me) -> str:
        """A short digest of this server and this owner: two accounts never share one."""
        return hashlib.sha256(f"{self._server}\n{me.id}".encode()).hexdigest()[:16]

    @property
    def account_known(self) -> str:
        """The same as `account`, without asking; "" as long as Cal.com never told the owner."""
        return self._account or ""

    async def account(self) -> str:
        """The digest of the account this client is for. Asked once: neither key nor address of a client changes.

        Raises: as `me`.
        """
        return self._account or self.account_of(await self.me())

    async def schedules(self) -> list[Schedule]:
        """The host's schedules, wall-clock hours in each schedule's own zone. Kept for a minute.

        Source: GET /v2/schedules, cal-api-version 2024-06-11, data: [{id, name, timeZone, isDefault, availability, …}].
        """
        kept = await self._kept("schedules", Resource.SCHEDULES, (), envelope.SCHEDULES)
        return list(kept)

    async def default_schedule(self) -> Schedule | None:
        """The schedule that event types use unless they name another; None when the host has none. Kept for a minute.

        Source: GET /v2/schedules/default, cal-api-version 2024-06-11, data: {…} or null.
        """
        return await self._kept("default_schedule", Resource.SCHEDULES, ("default",), envelope.SCHEDULE)

    # --- connected calendars -----------------------------------------------------------------------------------------

    async def busy_times(self, window: Window, time_zone: ZoneInfo) -> tuple[BusyTime, ...]:
        """What the connected calendars have in a window; () where none is connected. Which are, is kept for a minute.

        Source: GET /v2/calendars, data: {connectedCalendars: [{credentialId, calendars: [{externalId, …}]}]}, and
        GET /v2/calendars/busy-times, data: [{start, end, source}]; both of any cal-api-version.
        """
        known = await self._kept("calendars", Resource.CALENDARS, (), envelope.CALENDARS)
        query = wire.busy_query(known, window, time_zone)
        if query is None:
            return ()
        request = Request("busy_times", "GET", Resource.CALENDARS, path(Resource.CALENDARS, "busy-times"), query=query)
        return (await self._exchange.read(request, envelope.BUSY_TIMES)).data

    # --- event types -------------------------------------------------------------------------------------------------

    async def event_types(self) -> list[EventType]:
        """Every event type of the key's owner, hidden ones included, unpaged. Lengths in minutes. Kept for a minute.

        Source: GET /v2/event-types, cal-api-version 2024-06-14, data: [{id, title, slug, lengthInMinutes, …}].
        """
        kept = await self._kept("event_types", Resource.EVENT_TYPES, (), envelope.EVENT_TYPES)
        return list(kept)

    def forget_event_types(self) -> None:
        """Let the next question about event types be asked anew: something showed that the kept ones are old."""
        self._cache.drop(Resource.EVENT_TYPES)

    async def event_type(self, event_type_id: int) -> EventType:
        """One event type of the key's owner. Kept for a minute.

        Raises:
            NotFound: no such id, or somebody else's.

        Source: GET /v2/event-types/{id}, cal-api-version 2024-06-14, data: {id, title, slug, lengthInMinutes, …}.
        """
        return await self._kept("event_type", Resource.EVENT_TYPES, (id_segment(event_type_id),), envelope.EVENT_TYPE)

    async def create_event_type(self, title: str, slug: str, length_in_minutes: int) -> EventType:
        """Create an event type with Cal.com's defaults for everything else.

        Raises:
            Refused: the slug is in use, or a value is not acceptable.
            OutcomeUnknown: it may have been created; list the event types before trying again.

        Source: POST /v2/event-types, cal-api-version 2024-06-14, 201, data: {id, title, slug, lengthInMinutes, …}.
        """
        body = {"title": title, "slug": slug, "lengthInMinutes": length_in_minutes}
        return (await self._post("create_event_type", Resource.EVENT_TYPES, (), body, envelope.EVENT_TYPE)).data

    # --- slots -------------------------------------------------------------------------------------------------------

    async def slots(
        self,
        event_type_id: int,
        window: Window,
        time_zone: ZoneInfo,
        *,
        duration: int | None = None,
        rescheduling: str | None = None,
        ends: bool = False,
    ) -> list[Slot]:
        """Free slots of one event type that start inside the window, earliest first; [] when it is full. Never kept.

        Full seats are left out. Cal.com itself may answer identical queries from a two-second memory, so a start that
        was just refused (`start_refused`) is left out as well.

        Args:
            event_type_id: Cal.com's integer id, not the slug.
            time_zone: IANA zone in which Cal.com groups its answer by day, and to whose hours it aligns the starts.
            duration: minutes; only for event types of variable length, as it becomes the step too.
            rescheduling: uid of a booking whose own time shall count as free.
            ends: tell when each slot would end, too.

        Raises:
            NotFound: no such event type.

        Source: GET /v2/slots, cal-api-version 2024-09-04, data: {day: [{start, end?, seatsRemaining?}]}.
        """
        query = wire.slots_query(event_type_id, window, time_zone, duration, rescheduling, ends=ends)
        request = Request("slots", "GET", Resource.SLOTS, path(Resource.SLOTS), query)
        days = (await self._exchange.read(request, envelope.SLOTS)).data
        free = [slot for day in days.values() for slot in day if slot.start in window and slot.seats_remaining != 0]
        lately = self.now() - REFUSED_FOR
        lost = {start for (kind, start), at in self._refused.items() if kind == event_type_id and at >= lately}
        return sorted((slot for slot in free if slot.start not in lost), key=lambda slot: slot.start)

    def start_refused(self, event_type_id: int, start: datetime) -> None:
        """Cal.com just refused this start, whatever its slots may still say for some seconds."""
        self._refused = {key: at for key, at in self._refused.items() if at >= self.now() - REFUSED_FOR}
        self._refused[event_type_id, start] = self.now()

    # --- bookings ----------------------------------------------------------------------------------------------------

    async def create_booking(self, request: BookingRequest) -> Booking:
        """Book once. The status of the answer says whether it stands (accepted) or awaits the host (pending).

        Of a recurring event type the first occurrence is returned. A free time off the slot grid is accepted by
        Cal.com, and a hidden event type too: callers book only what a fresh slot list offered.

        Raises:
            SlotTaken, InThePast, OutsideWindow, LimitReached: the time is refused.
            FieldNeeded: a booking field is missing or wrong; `field` has its slug when Cal.com names it.
            NotFound: no such event type.
            OutcomeUnknown: it may have been booked.

        Source: POST /v2/bookings, cal-api-version 2024-08-13, 201, data: {uid, status, start, end, attendees, …}.
        """
        return await self._booking("create_booking", (), wire.create_body(request))

    async def create_series(self, request: BookingRequest) -> tuple[Booking, ...]:
        """Book a recurring event type once: every occurrence, ascending. Always with a `recurrence_count`.

        Raises:
            SlotTaken: the first occurrence's time is refused and nothing is booked; or (409) a later one's is, and then
                **the first one stays booked**, alone.
            OutcomeUnknown: some of it may have been booked.
            Otherwise as create_booking.

        Source: POST /v2/bookings, cal-api-version 2024-08-13, 201, data: [{uid, recurringBookingUid, start, …}].
        """
        body = wire.create_body(request)
        return (await self._post("create_booking", Resource.BOOKINGS, (), body, envelope.OCCURRENCES)).data

    async def bookings_page(
        self, query: BookingQuery, *, skip: int = 0, take: int = 100, once: bool = False
    ) -> BookingPage:
        """One page of the bookings the key's owner hosts or attends. `take` is 1 to 250. `once`: not tried again.

        The filters are exact and case-sensitive on names and e-mails, and some servers ignore the dates: filter again.

        Raises:
            NotFound: no such event type.

        Source: GET /v2/bookings, cal-api-version 2024-08-13, data: [booking], pagination: {totalItems, hasNextPage, …}.
        """
        asked = wire.bookings_query(query, skip=skip, take=take)
        request = Request("bookings", "GET", Resource.BOOKINGS, path(Resource.BOOKINGS), asked)
        page = await self._exchange.read(request, Page, once=once)
        return BookingPage(bookings=page.data, pagination=page.pagination)

    async def bookings(self, query: BookingQuery, *, limit: int = 1000) -> tuple[list[Booking], bool]:
        """All bookings of a query, each uid once, and whether that is all of them.

        False means that more exist (beyond `limit`, or a page came back empty): nothing may then be called not found.

        Source: GET /v2/bookings, page by page.
        """
        found: dict[str, Booking] = {}
        skip = 0
        while skip < limit:
            take = min(_PAGE if limit <= _FEW else _LARGEST_PAGE, limit - skip)
            page = await self.bookings_page(query, skip=skip, take=take)
            found |= {booking.uid: booking for booking in page.bookings}
            if not page.pagination.has_next_page:
                return list(found.values()), len(found) >= page.pagination.total_items
            if not page.bookings:
                break
            skip += take
        return list(found.values()), False

    async def booking(self, uid: str) -> Booking:
        """One booking as it stands now; of a series' own uid, its first occurrence.

        Raises:
            NotFound: no such booking.

        Source: GET /v2/bookings/{uid}, cal-api-version 2024-08-13, data: {uid, status, start, end, …}.
        """
        request = Request("booking", "GET", Resource.BOOKINGS, path(Resource.BOOKINGS, uid_segment(uid)))
        return (await self._exchange.read(request, envelope.BOOKING)).data

    async def series(self, series_uid: str) -> tuple[Booking, ...]:
        """Every occurrence of a series, cancelled and moved ones too, by its recurring uid.

        Raises:
            NotFound: no such series.

        Source: GET /v2/bookings/{recurringBookingUid}, cal-api-version 2024-08-13, data: [{uid, status, start, …}].
        """
        request = Request("booking", "GET", Resource.BOOKINGS, path(Resource.BOOKINGS, uid_segment(series_uid)))
        return (await self._exchange.read(request, envelope.OCCURRENCES)).data

    async def reschedule_booking(
        self, uid: str, start: datetime, *, reason: str | None = None, rescheduled_by: str | None = None
    ) -> Booking:
        """Move a booking. The answer is a **new** booking with a new uid, `rescheduled_from_uid` naming the old one.

        Args:
            rescheduled_by: e-mail of whoever moves it; the host's own keeps an accepted booking accepted.

        Raises:
            AlreadyCancelled, AlreadyMoved: nothing left to move.
            SlotTaken, InThePast, OutsideWindow, LimitReached: the time is refused; the old booking stands untouched.
            NotFound: no such booking, or its event type is gone.
            OutcomeUnknown: it may have been moved.

        Source: POST /v2/bookings/{uid}/reschedule, cal-api-version 2024-08-13, 201, data: {uid, rescheduledFromUid, …}.
        """
        body = {"start": wire.instant(start), "reschedulingReason": reason, "rescheduledBy": rescheduled_by}
        return await self._booking("reschedule_booking", (uid_segment(uid), "reschedule"), wire.without_none(body))

    async def cancel_booking(self, uid: str, *, reason: str, seat_uid: str | None = None) -> Booking:
        """Cancel a booking, or only one seat of it. Hosts must give a reason, so one is always sent.

        Raises:
            AlreadyCancelled: it (or the seat) was cancelled or moved before; not sent to anybody again.
            AlreadyOver: it has ended.
            NotFound: no such booking.
            OutcomeUnknown: it may have been cancelled, and people may have been told.

        Source: POST /v2/bookings/{uid}/cancel, cal-api-version 2024-08-13, 200, data: {uid, status: "cancelled", …}.
        """
        body = wire.without_none({"cancellationReason": reason, "seatUid": seat_uid})
        return await self._booking("cancel_booking", (uid_segment(uid), "cancel"), body)

    async def cancel_series(self, uid: str, *, reason: str, and_later: bool = False) -> tuple[Booking, ...]:
        """Cancel a whole series by its recurring uid, or (`and_later`) one occurrence and all that start after it.

        The answer is the **whole** series either way, whatever was cancelled of it.

        Raises:
            AlreadyCancelled: nothing left to cancel there.
            NotFound: no such booking or series.
            OutcomeUnknown: some or all of it may have been cancelled.

        Source: POST /v2/bookings/{uid}/cancel, cal-api-version 2024-08-13, 200, data: [{uid, status, start, …}].
        """
        body: dict[str, Any] = {"cancellationReason": reason}
        if and_later:
            body["cancelSubsequentBookings"] = True
        segments = (uid_segment(uid), "cancel")
        return (await self._post("cancel_booking", Resource.BOOKINGS, segments, body, envelope.OCCURRENCES)).data

    async def confirm_booking(self, uid: str) -> Booking:
        """Accept a pending booking as its host.

        Cal.com also revives a rejected or cancelled one, and confirms two at one time: look at it first.

        Raises:
            Refused: it is accepted already.
            NotFound: no such booking.
            OutcomeUnknown: it may have been confirmed.

        Source: POST /v2/bookings/{uid}/confirm, cal-api-version 2024-08-13, 200, data: {uid, status: "accepted", …}.
        """
        return await self._booking("confirm_booking", (uid_segment(uid), "confirm"), {})

    async def decline_booking(self, uid: str, *, reason: str | None = None) -> Booking:
        """Reject a pending booking as its host.

        Raises:
            Refused: it is accepted already.
            NotFound: no such booking.
            OutcomeUnknown: it may have been declined.

        Source: POST /v2/bookings/{uid}/decline, cal-api-version 2024-08-13, 200, data: {uid, status: "rejected", …}.
        """
        body = wire.without_none({"reason": reason})
        return await self._booking("decline_booking", (uid_segment(uid), "decline"), body)

    async def add_guests(self, uid: str, guests: Sequence[str]) -> Booking:
        """Add people to a booking that stands; nobody can be taken off it again. Cal.com mails everybody in it.

        Args:
            guests: e-mail addresses, ten at most; thirty people may be in a booking.

        Raises:
            Refused: all of them are in it already, or they are too many.
            WrongVersion: a release that has no such call.
            NotFound: no such booking.
            OutcomeUnknown: they may have been added.

        Source: POST /v2/bookings/{uid}/guests, cal-api-version 2024-08-13, 200, data: {uid, attendees, guests, …}.
        """
        body = {"guests": [{"email": email} for email in guests]}
        return await self._booking("add_guests", (uid_segment(uid), "guests"), body)

    async def mark_absent(self, uid: str, email: str) -> Booking:
        """Note that an attendee did not come. Nobody is mailed.

        Raises:
            Refused: it has not begun.
            NotFound: no such booking.
            OutcomeUnknown: it may have been noted; or there is no such attendee, which releases answer with a 500.

        Source: POST /v2/bookings/{uid}/mark-absent, cal-api-version 2024-08-13, 200, data: {attendees: [{absent}], …}.
        """
        body = {"attendees": [{"email": email, "absent": True}]}
        return await self._booking("mark_absent", (uid_segment(uid), "mark-absent"), body)

    async def set_place(self, uid: str, place: Place) -> Booking:
        """Give a booking another place. Cal.com changes its own record; events in connected calendars may stay.

        Raises:
            WrongVersion: a release that has no such call.
            Refused: no kind of place that it takes.
            OutcomeUnknown: it may have been changed.

        Source: PATCH /v2/bookings/{uid}/location, cal-api-version 2024-08-13, 200, data: {uid, location, …}.
        """
        where = path(Resource.BOOKINGS, uid_segment(uid), "location")
        request = Request("set_place", "PATCH", Resource.BOOKINGS, where, body={"location": place.as_wire()})
        return (await self._written(request, envelope.BOOKING)).data

    async def calendar_links(self, uid: str) -> tuple[CalendarLink, ...]:
        """Ways to put a booking into one's own calendar: Google, Outlook, a file.

        Raises:
            WrongVersion: a release that has no such call; it cannot add guests to a booking either.
            NotFound: no such booking.

        Source: GET /v2/bookings/{uid}/calendar-links, cal-api-version 2024-08-13, data: [{label, id, link}].
        """
        where = path(Resource.BOOKINGS, uid_segment(uid), "calendar-links")
        request = Request("calendar_links", "GET", Resource.BOOKINGS, where)
        return (await self._exchange.read(request, envelope.CALENDAR_LINKS)).data

    async def attendees(self, uid: str) -> tuple[Attendee, ...]:
        """Everybody in a booking, as the newer releases list them.

        Raises:
            WrongVersion: a release without it; it cannot change a booking's place either.

        Source: GET /v2/bookings/{uid}/attendees, cal-api-version 2024-08-13, data: [{id, name, email, …}].
        """
        where = path(Resource.BOOKINGS, uid_segment(uid), "attendees")
        request = Request("attendees", "GET", Resource.BOOKINGS, where)
        return (await self._exchange.read(request, envelope.ATTENDEES)).data

    async def kept(self, what: str, load: Callable[[], Awaitable[T]], life: timedelta) -> T:
        """What was made of many bookings, as long as it may be used; every write of a booking ends its life."""
        return await self._cache.get(f"{Resource.BOOKINGS}/{what}", load, life)

    # --- helpers -----------------------------------------------------------------------------------------------------

    async def _kept(self, operation: str, resource: Resource, segments: tuple[str, ...], shape: type[Success[T]]) -> T:
        where = path(resource, *segments)
        request = Request(operation, "GET", resource, where)

        async def load() -> T:
            return (await self._exchange.read(request, shape)).data

        return await self._cache.get("/".join((resource, *segments)), load)

    async def _booking(self, operation: str, segments: tuple[str, ...], body: Mapping[str, Any]) -> Booking:
        return (await self._post(operation, Resource.BOOKINGS, segments, body, envelope.BOOKING)).data

    async def _post(
        self,
        operation: str,
        resource: Resource,
        segments: tuple[str, ...],
        body: Mapping[str, Any],
        shape: type[Success[T]],
    ) -> Success[T]:
        request = Request(operation, "POST", resource, path(resource, *segments), body=body)
        return await self._written(request, shape)

    async def _written(self, request: Request, shape: type[Success[T]]) -> Success[T]:
        try:
            return await self._exchange.write(request, shape)
        finally:
            self._cache.drop(request.resource)
