"""Which existing booking is meant: by person, title, time, place in the list or "it". Never the first of two."""

from datetime import datetime, timedelta
from typing import Literal

from langgraph.runtime import Runtime

from graph.acts.filling import ask_about, time_trouble, to_come
from graph.acts.situation import Situation
from graph.arranging.amending import amended
from graph.arranging.offers import offer_bookings, offer_readings
from graph.arranging.proposing import propose_change
from graph.arranging.reading_times import Understood, understand_times, wanted_at
from graph.arranging.scoping import scoped
from graph.given.context import Context, thread_of
from graph.known.request import BookingSeen, Request
from graph.known.saying import Ask, Problem, left_open
from graph.known.state import State, Update
from graph.known.wanted import Wanted
from graph.understanding.dialogue import Need
from graph.understanding.nouns import telling
from graph.understanding.schema import BookingWords, Pronoun, Scope
from graph.when import Reason, length_minutes
from graph.wording.times import Voice
from tools.bookings import likest, list_with_named, match_bookings
from tools.calcom.models import Booking, BookingQuery, BookingStatus, Me, Window
from tools.errors import SchedulingError
from tools.likeness import Likeness

_SHOWN = 10  # bookings to pick from
_BUCKETS: dict[str, tuple[Literal["past", "upcoming", "unconfirmed"], ...]] = {
    "accept": ("unconfirmed",),
    "decline": ("unconfirmed",),
    "absent": ("past", "upcoming"),  # it may run still
}


async def find_booking(state: State, runtime: Runtime[Context]) -> Update:
    """Find the booking. Reads: request. Writes: request.booking and proposal, or options to pick from, or problem."""
    ctx, request = runtime.context, state.request
    assert request is not None  # routed here with a request
    try:
        me = await ctx.calcom.me()
        if request.booking is None:
            found = await _search(request, state, ctx, me)
            if isinstance(found, dict):
                return found
            if isinstance(found, list):
                return await _one_by_one(request, found, state, ctx, me, thread_of(runtime))
            read_as = _read_as(request.booking_words or BookingWords(), found)
            facts = {"booking": found, "scope": _scope_meant(request, found), "read_as": read_as}
            request = request.model_copy(update=facts)
        return await _with_booking(request, state, ctx, me, thread_of(runtime))
    except SchedulingError as error:
        return {"said": state.stuck(Problem.of(error))}


async def _one_by_one(
    request: Request, found: list[BookingSeen], state: State, ctx: Context, me: Me, thread: str
) -> Update:
    """ "cancel everything tomorrow": each booking is a wish of its own; they come together on one card."""
    each = (
        request.model_copy(update={"booking": one, "scope": _scope_of_each(request, one), "booking_words": None})
        for one in found
    )
    first, *others = each
    update = await _with_booking(first, state, ctx, me, thread)
    return {**update, "wishes": (*others, *state.wishes)}


def _scope_of_each(request: Request, booking: BookingSeen) -> Scope | None:
    """Taken one by one, an occurrence is only itself."""
    return request.scope or (Scope.ONE if booking.series_uid else None)


async def _with_booking(request: Request, state: State, ctx: Context, me: Me, thread: str) -> Update:
    booking = request.booking
    assert booking is not None
    if (code := _hindrance(request, booking, ctx.now())) is not None:
        return {"said": state.stuck(Problem(code=code, start=booking.start)), "request": None, "recent": booking}
    settled = await scoped(request, ctx, Voice.of(ctx.locale(state, me)))
    if not isinstance(settled, Request):
        return settled
    settled = await amended(settled, ctx)
    if not isinstance(settled, Request):
        return settled
    request, booking = settled, settled.booking or booking
    if request.action != "reschedule":
        return {"request": request, "recent": booking, "proposal": propose_change(state, request, me, ctx, thread)}
    return {"recent": booking, **_with_new_time(request, state, ctx, me)}


def _hindrance(request: Request, booking: BookingSeen, now: datetime) -> str | None:
    """Why this booking cannot be changed that way."""
    if booking.status in (BookingStatus.CANCELLED, BookingStatus.REJECTED):
        return "already_cancelled"
    if booking.end <= now and request.action in ("cancel", "reschedule", "invite"):
        return "already_over"
    if booking.start > now and request.action == "absent":
        return "not_begun"
    if request.action in ("accept", "decline") and booking.status is not BookingStatus.PENDING:
        return "not_pending"
    if request.action == "reschedule" and request.minutes not in (None, booking.minutes):
        return "length_stays"
    return None


def _with_new_time(request: Request, state: State, ctx: Context, me: Me) -> Update:
    """Read the new time against the booking's own: "an hour later", "to Friday", "at 4"."""
    booking = request.booking
    assert booking is not None
    if request.start is not None or (request.wanted is not None and request.when_words is None):
        return {"request": request}
    if request.when_words is None and request.minutes is None:
        return {"request": request, "said": left_open(ask=Ask(needs=(Need.WHEN,)))}
    locale = ctx.locale(state, me)
    base = wanted_at(booking.start, locale.zone)
    if request.when_words is None:
        return {"request": request.model_copy(update={"wanted": base})}
    situation = Situation(state, locale, me.time_zone)
    reading = situation.reading(request).model_copy(update={"wanted": base, "moving": booking.start})
    understood = understand_times(request.when_words, reading)
    if understood.trouble:
        problem = time_trouble(understood, request.when_words)
        waits = request.when_words if problem.code == Reason.ZONE_UNKNOWN else None  # until the zone is told
        return {
            "request": request.model_copy(update={"when_words": waits}),
            "said": left_open(problem, ask_about(problem, request)),
            "options": offer_readings(to_come(understood.choices, locale.now), Voice.of(locale)),
        }
    wanted = understood.wanted or base
    update = {"wanted": wanted, "when_words": None, "minutes": understood.minutes or request.minutes}
    return {"request": request.model_copy(update=update)}


async def _search(request: Request, state: State, ctx: Context, me: Me) -> BookingSeen | list[BookingSeen] | Update:
    """The one booking that fits, all of them when all of a day were meant, or an update that asks or says why not."""
    words = request.booking_words or BookingWords()
    candidates = await _candidates(request, words, state, ctx, me)
    if isinstance(candidates, Problem):
        return {"said": left_open(candidates, Ask(needs=(Need.BOOKING,)))}
    voice = Voice.of(ctx.locale(state, me))
    if request.unread:
        return _none_fits(request, candidates, ", ".join(request.unread), voice, ctx.own, "name_not_understood")
    fitting = _fitting(candidates, words, state, ctx, me)
    if words.besides and not isinstance(fitting, Problem):
        fitting = _without(fitting, candidates, words.besides, state, ctx, me)
    if isinstance(fitting, Problem):
        return {"said": left_open(fitting, Ask(needs=(Need.BOOKING,)))}
    if request.action == "absent":
        fitting = _lately_begun(fitting, words, ctx.now())
    if any(_likeness(words, booking) is Likeness.PART for booking in fitting):  # "Mia's boss" where there is a "Mia"
        return _none_fits(request, fitting, words.person or words.title or "", voice, ctx.own)
    seen = [BookingSeen.of(booking, ctx.own) for booking in fitting]
    if len(on_the_table := [booking for booking in seen if booking.uid in request.among]) == 1 and not words.all:
        seen = on_the_table
    if (picked := _picked(seen, words)) is not None:
        return picked
    if _means_a_series(seen, request, words):
        return seen[0]
    if len(seen) > 1 and words.all and _is_a_set(seen, request, words):
        return seen
    if len(seen) > 1 or (seen and _says_nothing(words)):
        offers = offer_bookings(seen[:_SHOWN], voice)
        asked = request.model_copy(update={"seat_of": words.person})
        return {"options": offers, "said": left_open(ask=Ask(needs=(Need.BOOKING,))), "request": asked}
    said = ", ".join(filter(None, (words.person, words.title, words.when)))
    theirs = _of_the_person(candidates, words, ctx.own)
    return _none_fits(
        request, theirs or candidates, said, voice, ctx.own, "not_like_that" if theirs else "no_such_booking"
    )


def _lately_begun(fitting: tuple[Booking, ...], words: BookingWords, now: datetime) -> tuple[Booking, ...]:
    """Of several with whoever did not come the last that has begun; nothing that is to come, where one has."""
    begun = tuple(booking for booking in reversed(fitting) if booking.start <= now) or fitting
    return begun[:1] if words.person or words.title else begun


def _of_the_person(candidates: tuple[Booking, ...], words: BookingWords, own: str | None) -> tuple[Booking, ...]:
    """The bookings with whoever was named, where what else was said fits none of them; nobody else's."""
    if not words.person or words.besides:
        return ()
    found = match_bookings(candidates, person=words.person, hosts=own is not None)
    return tuple(booking for booking in found if likest(words.person, booking, hosts=True) is not Likeness.PART)


def _likeness(words: BookingWords, booking: Booking) -> Likeness:
    """How well the name that was said fits somebody of the booking; a title that nothing is called so may be a name."""
    title = telling(words.title)
    by_title = not title or match_bookings((booking,), title=title)
    said = words.person or (None if by_title else title)
    return likest(said, booking, hosts=True) if said else Likeness.WRITTEN


def _read_as(words: BookingWords, found: BookingSeen) -> tuple[str, ...]:
    """ "Dan" where there is only a "Daniela" is told on the card."""
    if _likeness(words, found.as_booking()) in (Likeness.WRITTEN, Likeness.NONE):
        return ()
    names = ", ".join(seat.name for seat in found.seats) or found.attendee_name
    return (f"“{words.person or telling(words.title)}” is {names}",)


async def _candidates(
    request: Request, words: BookingWords, state: State, ctx: Context, me: Me
) -> tuple[Booking, ...] | Problem:
    """Bookings still to come, soonest first; with a guest at the keyboard only their own.

    Of very many not all are read, but surely the ones that are named.
    """
    statuses = _BUCKETS.get(request.action, ("upcoming",))
    wanted = _time_meant(words.when, state, ctx, me).wanted if words.when else None
    person = words.person or ("" if telling(words.title) else None)
    query = BookingQuery(statuses=statuses, attendee_email=ctx.own)
    listing = await list_with_named(ctx.calcom, query, window=_around(wanted, ctx.now()), person=person)
    is_first = words.pronoun is Pronoun.NEXT and person is None and wanted is None
    if not listing.complete and not is_first:
        return Problem(code="too_many_bookings")
    return tuple(sorted(listing.bookings, key=lambda booking: booking.start))


def _around(wanted: Wanted | None, now: datetime) -> Window | None:
    """Where what starts or runs then must start."""
    if wanted is None or not wanted.pieces:
        return None
    windows = [piece.whole(now) for piece in wanted.pieces]
    return Window(start=min(w.start for w in windows) - timedelta(days=1), end=max(w.end for w in windows))


def _time_meant(said: str, state: State, ctx: Context, me: Me) -> Understood:
    reading = Situation(state, ctx.locale(state, me), me.time_zone).reading(None).model_copy(update={"anchor": None})
    return understand_times(said, reading)


def _fitting(
    candidates: tuple[Booking, ...], words: BookingWords, state: State, ctx: Context, me: Me
) -> tuple[Booking, ...] | Problem:
    """Those that fit everything that was said; general nouns such as "call" rule nothing out."""
    kept = match_bookings(candidates, person=words.person, hosts=ctx.own is not None)
    title = telling(words.title)
    if title:
        by_person = match_bookings(kept, person=title) if not words.person else ()
        kept = match_bookings(kept, title=title) or by_person or _that_long(kept, title)
    if not words.when:
        return kept
    understood = _time_meant(words.when, state, ctx, me)
    if understood.wanted is None:
        return time_trouble(understood, words.when)
    return _at_time(kept, understood.wanted)


def _that_long(bookings: tuple[Booking, ...], words: str) -> tuple[Booking, ...]:
    """ "My half hour meeting" is told by its length, whatever it is called."""
    minutes = length_minutes(words)
    return tuple(booking for booking in bookings if booking.end - booking.start == timedelta(minutes=minutes or -1))


def _without(
    fitting: tuple[Booking, ...], candidates: tuple[Booking, ...], besides: str, state: State, ctx: Context, me: Me
) -> tuple[Booking, ...] | Problem:
    """Those that may be changed; when it is not clear which are to stay, none is."""
    for kind in ("person", "title", "when"):
        stay = _fitting(candidates, BookingWords.model_validate({kind: besides}), state, ctx, me)
        if stay and not isinstance(stay, Problem) and len(stay) < len(candidates):
            return tuple(booking for booking in fitting if booking not in stay)
    return Problem(code="no_such_booking", words=besides)


def _at_time(bookings: tuple[Booking, ...], wanted: Wanted) -> tuple[Booking, ...]:
    """Those that start then, or run then."""
    starting = tuple(b for b in bookings if wanted.fits(b.start))
    exact = wanted.exact
    return starting or tuple(b for b in bookings if exact is not None and b.start <= exact < b.end)


def _picked(seen: list[BookingSeen], words: BookingWords) -> BookingSeen | None:
    """One that is left, or the one whose place in the list was named."""
    if words.ordinal and seen:
        place = words.ordinal - 1 if words.ordinal > 0 else words.ordinal
        return seen[place] if -len(seen) <= place < len(seen) else None
    if words.pronoun is Pronoun.NEXT and seen:
        return seen[0]
    return seen[0] if len(seen) == 1 and not _says_nothing(words) else None


def _means_a_series(seen: list[BookingSeen], request: Request, words: BookingWords) -> bool:
    """All that fit are one series, and it is meant whole, or from the first of them on."""
    if len(seen) < 2 or seen[0].series_uid is None or len({b.series_uid for b in seen}) > 1:
        return False
    from_then_on = request.scope is Scope.FOLLOWING and words.when is not None
    return request.scope is Scope.ALL or from_then_on or (words.all and words.when is None and request.scope is None)


def _is_a_set(seen: list[BookingSeen], request: Request, words: BookingWords) -> bool:
    """All that fit are meant where something tells which: a day, a name, how many, or that their host has to decide."""
    if words.count is not None:
        return words.count == len(seen)
    return bool(words.when or words.person or telling(words.title)) or request.action in ("accept", "decline")


def _scope_meant(request: Request, found: BookingSeen) -> Scope | None:
    """ "all my meetings with Mia", when that is one series, is the whole of it."""
    words = request.booking_words or BookingWords()
    everything = words.all and not words.when and found.series_uid
    return request.scope or (Scope.ALL if everything else None)


def _says_nothing(words: BookingWords) -> bool:
    """ "cancel it" with nothing that "it" could mean."""
    return not (
        words.person or words.title or words.when or words.ordinal or words.pronoun is Pronoun.NEXT or words.all
    )


def _none_fits(
    request: Request,
    candidates: tuple[Booking, ...],
    said: str,
    voice: Voice,
    own: str | None,
    code: str = "no_such_booking",
) -> Update:
    """Say there is none, or that it is not understood which, and show what there is."""
    code = code if candidates else "no_bookings"
    offers = offer_bookings([BookingSeen.of(b, own) for b in candidates[:5]], voice)
    kept = request.model_copy(update={"booking_words": None, "unread": ()}) if candidates else None
    ask = Ask(needs=(Need.BOOKING,)) if candidates else None
    return {"said": left_open(Problem(code=code, words=said), ask), "options": offers, "request": kept}
