"""Which event type: by the person's words, their default, or the only one there is; else a short question."""

from collections.abc import Sequence

from langgraph.runtime import Runtime

from graph.arranging.form import answered, number_asked
from graph.arranging.kinds import match_event_type
from graph.arranging.needs import missing
from graph.given.context import Context
from graph.known.request import Kind, Request
from graph.known.saying import Ask, Problem, Stuck, left_open
from graph.known.state import Offer, State, Update
from graph.understanding.dialogue import Need
from tools.calcom.models import EventType
from tools.errors import SchedulingError
from tools.event_types import NoMatch, One, Several, hidden_named, visible

MAY_BE_CHECKED_LATER = frozenset({Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL, Need.FIELD})


async def resolve_event_type(state: State, runtime: Runtime[Context]) -> Update:
    """Find the event type. Reads: request. Writes: request.kind, or ask (everything missing at once), or problem."""
    request = state.request
    assert request is not None  # only requests with an event type are routed here
    try:
        event_types = await runtime.context.calcom.event_types()
    except SchedulingError as error:
        return {"said": state.stuck(Problem.of(error))}
    known = next((t for t in event_types if request.kind and t.id == request.kind.id), None)
    default = runtime.context.default_event_type
    words = request.event_type_words or ""
    hidden = None if request.kind or runtime.context.role == "guest" else hidden_named(words, event_types)
    if hidden is not None:
        return _hidden(request, hidden, event_types)
    update = _chosen(request, known, None, event_types) if known else _resolved(request, event_types, default)
    chosen = update.get("request") or request
    if chosen.kind and request.kind != chosen.kind:  # later words answer what is asked then
        chosen = answered(chosen)
    request, update = chosen, {**update, "request": chosen}
    said = update.get("said")
    problem = said.problem if isinstance(said, Stuck) else None
    if problem and problem.code == "length_not_offered":
        return {**update, "said": left_open(problem, Ask(needs=(Need.DURATION,)))}
    problem = problem or state.problem
    return {**update, "said": left_open(problem, _ask(request, soft=problem is not None))}


def _hidden(request: Request, event_type: EventType, others: Sequence[EventType]) -> Update:
    """A kind of one's own that is kept from view: said so, and never booked from here."""
    problem = Problem(code="hidden_event_type", words=event_type.title)
    return {
        "said": Stuck(problem=problem),
        "options": _offers(visible(others)),
        "request": request.model_copy(update={"event_type_words": None}),
    }


def _resolved(request: Request, event_types: list[EventType], default: str | None) -> Update:
    words = request.event_type_words or ""
    match match_event_type(words, event_types, default=default, duration=request.minutes):
        case One(event_type=event_type, duration=duration):
            return _chosen(request, event_type, duration, event_types)
        case Several(candidates=candidates):
            return {"options": _offers(candidates), "request": request.model_copy(update={"kind": None})}
        case NoMatch() if len(offered := visible(event_types)) == 1:
            return _chosen(request, offered[0], None, offered)  # whatever it was called, there is only one kind
        case NoMatch(suggestions=suggestions):
            problem = Problem(code="unknown_event_type", words=words, choices=tuple(t.title for t in suggestions))
            unset = request.model_copy(update={"kind": None, "event_type_words": None})
            return {"options": _offers(suggestions), "said": Stuck(problem=problem), "request": unset}


def _chosen(request: Request, event_type: EventType, duration: int | None, others: Sequence[EventType]) -> Update:
    """This type, unless it cannot take the length that was said; then the types that can are named.

    A type that asks for a number cannot be booked here at all, which is said before anything is asked.
    """
    kind = Kind.of(event_type)
    if request.action == "book" and (number := number_asked(kind)) is not None:
        return _elsewhere(request, event_type, number, others)
    minutes = request.minutes or duration
    if minutes and minutes not in kind.lengths:
        problem = Problem(
            code="length_not_offered",
            words=str(minutes),
            choices=tuple(map(str, sorted(kind.lengths))),
            others=tuple(t.title for t in visible(others) if minutes in t.lengths),
        )
        return {"said": Stuck(problem=problem), "request": request.model_copy(update={"kind": kind, "minutes": None})}
    return {"request": request.model_copy(update={"kind": kind, "minutes": minutes})}


def _elsewhere(request: Request, event_type: EventType, asked: str, others: Sequence[EventType]) -> Update:
    page = (event_type.booking_url,) if event_type.booking_url else ()
    problem = Problem(code="number_question", words=asked, choices=page, others=(event_type.title,))
    offered = tuple(t for t in visible(others) if number_asked(Kind.of(t)) is None)
    unset = request.model_copy(update={"kind": None, "event_type_words": None})
    return {"options": _offers(offered), "said": Stuck(problem=problem), "request": unset}


def _offers(event_types: tuple[EventType, ...]) -> tuple[Offer, ...]:
    return tuple(
        Offer(n=n, label=f"{t.title} ({_lengths(t)} min)", event_type_id=t.id)
        for n, t in enumerate(event_types, start=1)
    )


def _lengths(event_type: EventType) -> str:
    return "/".join(str(minutes) for minutes in sorted(event_type.lengths))


def _ask(request: Request, *, soft: bool = False) -> Ask | None:
    """Everything missing, when a look at the calendar cannot help yet."""
    needs = missing(request)
    if not soft and not set(needs.needs) - MAY_BE_CHECKED_LATER:
        return None
    return needs if needs.needs else None
