"""Which event type: by the person's words, their default, or the only one there is; else a short question."""

from collections.abc import Sequence

from langgraph.runtime import Runtime

from graph.arranging.form import answered
from graph.arranging.kinds import Open, Taken, kind_meant
from graph.arranging.needs import missing
from graph.arranging.placing import placed
from graph.arranging.special import only_on_its_page, too_many_of_theirs
from graph.given.context import Context
from graph.known.request import Kind, OtherKind, Request, together
from graph.known.saying import Ask, Problem, Stuck, left_open
from graph.known.state import Offer, State, Update
from graph.understanding.dialogue import Need
from tools.calcom.models import EventType
from tools.errors import SchedulingError
from tools.event_types import hidden_named, visible

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
    if (full := await _full_of_theirs(request, event_types, runtime.context)) is not None:
        return {**update, "said": Stuck(problem=full), "request": None}
    said = update.get("said")
    problem = said.problem if isinstance(said, Stuck) else None
    if problem and problem.code == "length_not_offered":
        return {**update, "said": left_open(problem, Ask(needs=(Need.DURATION,)))}
    problem = problem or state.problem
    return {**update, "said": left_open(problem, _ask(request, soft=problem is not None))}


async def _full_of_theirs(request: Request, event_types: Sequence[EventType], ctx: Context) -> Problem | None:
    """Whether the one it is with may not have another of that kind; what cannot be counted Cal.com will say."""
    event_type = next((kind for kind in event_types if request.kind and kind.id == request.kind.id), None)
    if event_type is None:
        return None
    try:
        return await too_many_of_theirs(request, event_type, ctx)
    except SchedulingError:
        return None


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
    used = request.attendee.kind if request.attendee else None
    match kind_meant(words, event_types, default=default, used=used, duration=request.minutes):
        case Taken() as taken:
            return _chosen(_assuming(request, taken), taken.one.event_type, taken.one.duration, event_types)
        case Open(candidates=candidates, minutes=None):
            return {"options": _offers(candidates), "request": request.model_copy(update={"kind": None})}
        case Open(candidates=candidates, minutes=minutes):
            problem = Problem(code="no_such_length", words=str(minutes))
            unset = request.model_copy(update={"kind": None, "minutes": None})
            return {"options": _offers(candidates), "said": Stuck(problem=problem), "request": unset}


def _assuming(request: Request, taken: Taken) -> Request:
    """What the card tells of a kind that was not named; a word that names no kind tells what the meeting is about."""
    is_assumed = bool(taken.others) or taken.is_unnamed
    why = None if not is_assumed else "last" if taken.is_last_used else "rule"
    others = tuple(OtherKind(id=kind.id, label=_label(kind)) for kind in taken.others)
    topic = request.event_type_words if taken.is_unnamed else None
    notes = together(request.notes, topic[:1].upper() + topic[1:] if topic else None)
    return request.model_copy(update={"kind_why": why, "other_kinds": others, "notes": notes})


def _chosen(request: Request, event_type: EventType, duration: int | None, others: Sequence[EventType]) -> Update:
    """This type, unless it cannot take the length that was said; then the types that can are named.

    What cannot be booked here at all is said before anything is asked.
    """
    kind = Kind.of(event_type)
    if request.action == "book" and (problem := only_on_its_page(event_type)) is not None:
        return _elsewhere(request, problem, others)
    if request.guests and event_type.disable_guests:
        return {
            "notice": "no_guests",
            **_chosen(request.model_copy(update={"guests": ()}), event_type, duration, others),
        }
    request = placed(request, event_type)
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


def _elsewhere(request: Request, problem: Problem, others: Sequence[EventType]) -> Update:
    offered = tuple(kind for kind in visible(others) if only_on_its_page(kind) is None)
    unset = request.model_copy(update={"kind": None, "event_type_words": None})
    return {"options": _offers(offered), "said": Stuck(problem=problem), "request": unset}


def _offers(event_types: tuple[EventType, ...]) -> tuple[Offer, ...]:
    return tuple(Offer(n=n, label=_label(t), event_type_id=t.id) for n, t in enumerate(event_types, start=1))


def _label(event_type: EventType) -> str:
    return f"{event_type.title} ({_lengths(event_type)} min)"


def _lengths(event_type: EventType) -> str:
    return "/".join(str(minutes) for minutes in sorted(event_type.lengths))


def _ask(request: Request, *, soft: bool = False) -> Ask | None:
    """Everything missing, when a look at the calendar cannot help yet."""
    needs = missing(request)
    if not soft and not set(needs.needs) - MAY_BE_CHECKED_LATER:
        return None
    return needs if needs.needs else None
