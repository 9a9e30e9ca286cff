"""How much is meant: one occurrence, the later ones or the whole series; one seat or the whole shared booking."""

from graph.arranging.offers import offer_bookings, offer_scopes, offer_seats
from graph.given.context import Context
from graph.known.request import BookingSeen, Occurrence, Request, Seat, is_same_address
from graph.known.saying import Ask, Problem, left_open
from graph.known.state import Update
from graph.understanding.dialogue import Need
from graph.understanding.nouns import telling
from graph.understanding.schema import BookingWords, Scope
from graph.wording.times import Voice
from tools.bookings import match_bookings
from tools.calcom.models import Attendee, Booking

_SHOWN = 10  # occurrences or seats to pick from


async def scoped(request: Request, ctx: Context, voice: Voice) -> Request | Update:
    """The request with its scope settled, or an update that asks for it or says why it cannot be had.

    Raises:
        SchedulingError: as CalcomClient.series.
    """
    booking = request.booking
    assert booking is not None  # found before
    if booking.seats and request.action in ("cancel", "reschedule"):
        return _seats(request, booking, ctx)
    if request.one_seat and request.action == "cancel":
        return _refused(request, booking, "no_seats")
    if booking.series_uid and request.action in ("cancel", "reschedule"):
        series = await ctx.calcom.series(booking.series_uid)
        live = sorted((b for b in series if b.is_live and b.end > ctx.now()), key=lambda b: b.start)
        occurrences = tuple(BookingSeen.of(b, ctx.own) for b in live)
        return (
            _to_move(request, occurrences, voice)
            if request.action == "reschedule"
            else _to_cancel(request, occurrences, voice)
        )
    return request


# --- series ----------------------------------------------------------------------------------------------------------


def _to_cancel(request: Request, live: tuple[BookingSeen, ...], voice: Voice) -> Request | Update:
    booking = request.booking
    assert booking is not None
    later = tuple(b for b in live if b.start >= booking.start)
    if request.scope is None and len(live) > 1:
        offers = offer_scopes(booking, len(later), len(live), live[-1].start, voice)
        return {
            "request": request,
            "recent": booking,
            "options": offers,
            "said": left_open(ask=Ask(needs=(Need.SCOPE,))),
        }
    going = {Scope.FOLLOWING: later, Scope.ALL: live}.get(request.scope or Scope.ONE, ())
    if len(going) < 2:
        only = going[0] if going else booking
        left = max(len(live) - 1, 0)
        return request.model_copy(update={"scope": Scope.ONE, "booking": only, "occurrences": (), "staying": left})
    return request.model_copy(
        update={
            "scope": Scope.ALL if going == live else Scope.FOLLOWING,
            "booking": going[0],
            "occurrences": tuple(Occurrence.of(b) for b in going),
            "staying": len(live) - len(going),
        }
    )


def _to_move(request: Request, live: tuple[BookingSeen, ...], voice: Voice) -> Request | Update:
    """Cal.com moves one occurrence at a time."""
    booking = request.booking
    assert booking is not None
    staying = len(live) - 1
    if request.scope in (None, Scope.ONE) or staying < 1:
        return request.model_copy(update={"scope": Scope.ONE, "staying": max(staying, 0)})
    offers = tuple(offer.model_copy(update={"scope": Scope.ONE}) for offer in offer_bookings(live[:_SHOWN], voice))
    return {
        "request": request.model_copy(update={"booking": None, "scope": None}),
        "recent": booking,
        "options": offers,
        "said": left_open(Problem(code="series_moves_singly"), Ask(needs=(Need.BOOKING,))),
    }


# --- seats -----------------------------------------------------------------------------------------------------------


def _seats(request: Request, booking: BookingSeen, ctx: Context) -> Request | Update:
    named = _named(request, booking, ctx)
    if request.action == "reschedule":
        if ctx.own is not None:  # everybody's time is the host's to change
            return _refused(request, booking, "seat_stays")
        return _to_move_all(request, booking, named)
    if request.seat is not None or (booking.seat is not None and request.scope is not Scope.ALL):
        return _of_seat(request, request.seat or booking.seat)
    if ctx.own is not None:  # the key is the host's and would cancel everybody's
        return _of_seat(request, named[0]) if named else _refused(request, booking, "not_your_seat")
    narrower = request.one_seat or request.unused  # somebody is meant who is not understood: never everybody instead
    if request.scope is Scope.ALL or (
        request.scope is None and not narrower and (not named or len(booking.seats) == 1)
    ):
        return request.model_copy(update={"scope": Scope.ALL, "seat": None})
    if request.scope is Scope.ONE and len(named) == 1:
        return _of_seat(request, named[0])
    offers = offer_seats((named or booking.seats)[:_SHOWN], booking, with_whole=not request.one_seat)
    lost = ", ".join(request.unused)
    problem = Problem(code="name_not_understood", words=lost) if lost and not named else None
    said = left_open(problem, Ask(needs=(Need.SEAT,)))
    return {"request": request, "recent": booking, "options": offers, "said": said}


def _named(request: Request, booking: BookingSeen, ctx: Context) -> tuple[Seat, ...]:
    """The seats of the person that was named; a guest at the keyboard is always that person."""
    if ctx.own is not None:
        return tuple(seat for seat in booking.seats if ctx.own and is_same_address(seat.email, ctx.own))
    words = request.booking_words or BookingWords()
    each = [_alone(seat, booking) for seat in booking.seats]
    for person in filter(None, (request.seat_of, words.person, telling(words.title))):
        if fitting := {one.uid for one in match_bookings(each, person=person)}:
            return tuple(seat for seat in booking.seats if seat.uid in fitting)
    return ()


def _alone(seat: Seat, booking: BookingSeen) -> Booking:
    """A seat as a booking of its own, so that its person is matched like any other."""
    attendee = Attendee(name=seat.name, email=seat.email)
    return Booking(uid=seat.uid, status=booking.status, start=booking.start, end=booking.end, attendees=(attendee,))


def _of_seat(request: Request, seat: Seat | None) -> Request:
    return request.model_copy(update={"scope": Scope.ONE, "seat": seat})


def _to_move_all(request: Request, booking: BookingSeen, named: tuple[Seat, ...]) -> Request | Update:
    """A shared booking moves with everybody in it, and only when that is what was said."""
    one = bool(named) or booking.seat is not None or request.scope is Scope.ONE
    if one and request.scope is not Scope.ALL and len(booking.seats) > 1:
        return _refused(request, booking, "seat_stays")
    return request.model_copy(update={"scope": Scope.ALL})


def _refused(request: Request, booking: BookingSeen, code: str) -> Update:
    return {
        "said": left_open(Problem(code=code, words=str(len(booking.seats)))),
        "request": None,
        "recent": booking,
    }
