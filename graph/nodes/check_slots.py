"""Is the wanted time free? If so a proposal, if not the reason and other times. Offers come from here alone."""

from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime

from graph.arranging.looking import CARRIED, Found, look
from graph.arranging.needs import missing
from graph.arranging.offers import offer_kinds, offer_times
from graph.arranging.proposing import as_it_fits, propose_booking, propose_change
from graph.given.context import Context, thread_of
from graph.known.request import Kind, Request
from graph.known.saying import Ask, Problem, left_open
from graph.known.state import PAGE, State, Update
from graph.known.steps import freed_for
from graph.known.wanted import Wanted
from graph.understanding.dialogue import Need
from graph.wording.times import Voice
from tools.calcom.models import EventType, Me
from tools.errors import NotFound, SchedulingError

_ANYTIME = Wanted(words="", soonest=False)


async def check_slots(state: State, runtime: Runtime[Context]) -> Update:
    """Look at the calendar. Reads: request. Writes: proposal, or options with a problem, or ask for what else lacks."""
    ctx, request = runtime.context, state.request
    assert request is not None  # routed here with a request
    try:
        me = await ctx.calcom.me()
        event_type = await _event_type(request, ctx)
        request = _as_long_as_said(request, event_type)
        request = request.model_copy(update={"kind": request.kind or Kind.of(event_type)})
        request = request.model_copy(update={"instead_of": freed_for(request, state.pile)})
        found = await _look(request, event_type, state, ctx, me)
        return await _judged(found, state, request, ctx, me, thread_of(runtime))
    except SchedulingError as error:
        return {"said": state.stuck(Problem.of(error)), "proposal": None}


async def _event_type(request: Request, ctx: Context) -> EventType:
    wanted_id = request.kind.id if request.kind else request.booking and request.booking.event_type_id
    known = next((t for t in await ctx.calcom.event_types() if t.id == wanted_id), None)
    if known is None and wanted_id is None:
        raise NotFound("the booking has no event type any more")
    return known or await ctx.calcom.event_type(int(wanted_id or 0))


def _as_long_as_said(request: Request, event_type: EventType) -> Request:
    """ "2 to 3:30" for a type that may take 90 minutes means 90 minutes."""
    said = request.wanted.said_minutes if request.wanted and request.minutes is None else None
    return request.model_copy(update={"minutes": said}) if said in event_type.lengths else request


async def _look(request: Request, event_type: EventType, state: State, ctx: Context, me: Me) -> Found:
    """A start that was offered needs no second look before the card: the write is preceded by a fresh one.

    Of a shared time the seats are counted on the card, so it is looked at.
    """
    now = ctx.now()
    is_known = request.start is not None and state.notice != "slot_lost" and not event_type.is_seated
    if is_known and request.start is not None and request.start > now:
        return Found(start=request.start)
    zone = ZoneInfo(ctx.locale(state, me).zone)
    return await look(ctx.calcom, request, event_type, request.wanted or _ANYTIME, zone, now)


async def _judged(found: Found, state: State, request: Request, ctx: Context, me: Me, thread: str) -> Update:
    if request.action == "reschedule" and request.booking and found.start == request.booking.start:
        problem = Problem(code="same_time", start=found.start)
        return {"said": left_open(problem, Ask(needs=(Need.WHEN,)))}
    if found.start is None or request.action == "availability" or request.asking:
        return _offered(found, state, request, Voice.of(ctx.locale(state, me)))
    return await _complete(found, state, request.model_copy(update={"start": found.start}), ctx, me, thread)


async def _complete(found: Found, state: State, request: Request, ctx: Context, me: Me, thread: str) -> Update:
    """The time is free: ask for the rest, or propose."""
    ask = missing(request)
    notice = state.notice or found.notice
    if ask.needs:
        return {"request": request, "said": left_open(ask=ask), "notice": notice or "time_is_free"}
    propose = propose_booking if request.action == "book" else propose_change
    proposal = propose(state, request, me, ctx, thread)
    if request.action == "book":
        proposal = await as_it_fits(proposal, request, ctx)
    return {
        "request": request,
        "proposal": proposal.marked(thread, state.turn),
        "options": offer_kinds(request) if request.action == "book" else (),
        "notice": "series_stops" if proposal.stops_at else notice,
        "said": None,
    }


def _offered(found: Found, state: State, request: Request, voice: Voice) -> Update:
    own = request.booking.start if request.booking else None
    starts = (found.start,) if found.start else tuple(start for start in found.offers if start != own)
    offers = offer_times(starts[:CARRIED], voice.also_in(request.wanted.zone if request.wanted else None))
    problem = Problem(code=str(found.problem), start=found.about) if found.problem else None
    code = state.notice or found.notice or ("kind_taken" if request.kind_why else None)
    return {
        "request": request.model_copy(update={"start": None}),
        "options": offers[:PAGE],
        "more": offers[PAGE:],
        "said": left_open(problem, None if offers else Ask(needs=(Need.WHEN,))),
        "proposal": None,
        "notice": code,
    }
