"""First node: what does the message mean? The only one that may ask a language model, and at most once."""

from dataclasses import replace

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime

from graph.acts import STARTS_A_REQUEST, Situation, apply, clean_slate, steps
from graph.acts.interpreter_context import dialogue_of
from graph.acts.knowing import in_full, unknown_name
from graph.acts.needing import missed_by
from graph.acts.small_talk import passing
from graph.arranging.accounts import left_behind
from graph.given.context import Context
from graph.known.request import Request
from graph.known.saying import Aside, Problem, left_open
from graph.known.state import LONGEST_MESSAGE, State, Update
from graph.understanding.interpreter import Reading, Usage
from graph.understanding.leftovers import with_leftovers
from graph.understanding.mail import mail_in
from graph.understanding.naming import Named, may_name_somebody, named_in
from graph.understanding.nouns import speaks_of_meetings
from graph.understanding.offline.bookings import with_namings_kept
from graph.understanding.offline.languages import speaks_another_language
from graph.understanding.plain import asks_again, without_model
from graph.understanding.schema import Act, Intent
from graph.understanding.taking_off import taken_off, with_taken_off
from graph.understanding.unserved import unserved
from tools.calcom.models import EventType
from tools.errors import ModelUnavailable, NotUnderstood, SchedulingError
from tools.event_types import hidden_named
from tools.people import known_people, look_up

_TALK = frozenset({Intent.SMALL_TALK, Intent.HELP, Intent.OUT_OF_SCOPE, Intent.UNCLEAR, Intent.PAUSE, Intent.YES})


async def parse_intent(state: State, runtime: Runtime[Context]) -> Update:
    """Read the message, or take the next queued act. Writes: request, look, queue, or what is said in passing."""
    ctx = runtime.context
    anew: Update = {"answer": None} if _is_new_message(state) else {}  # a queued act goes on with the turn
    if state.rest and not _is_new_message(state):
        state = state.model_copy(update={"messages": [*state.messages, HumanMessage(state.rest)]})
    if _is_new_message(state) and state.unread and asks_again(_said(state)):
        again = [*state.messages[:-1], HumanMessage(state.unread)]
        state = state.model_copy(update={"messages": again, "said": left_open(ask=state.ask)})
    situation = await _situation(state, ctx)
    account = ctx.calcom.account_known or state.account
    if state.account not in ("", account):
        anew |= left_behind()
        situation = replace(situation, state=state.model_copy(update=dict(left_behind())))
        state = situation.state
    new: Update = {
        "turn": state.turn + 1,
        "spoken_zone": situation.locale.zone,
        "unread": None,
        "look": None,
        "rest": "",
    }
    turn: Update = {**anew, "account": account, "unused": (), "going_on": False, **new}
    if state.going_on and state.wishes:
        anew = {**clean_slate(), "notice": state.notice}  # why they are looked at afresh
        return {**turn, **anew, "request": state.wishes[0], "wishes": state.wishes[1:]}
    if state.edited is not None:
        return {**turn, "edited": None, **apply_all((state.edited,), situation, state.queue)}
    if not _is_new_message(state):
        return {**turn, **apply_all(state.queue, situation)}
    return {**turn, "usage": Usage(), **await _understood(situation, ctx)}


async def _situation(state: State, ctx: Context) -> Situation:
    """What there is to read a message by; what Cal.com did not tell is left out, with the reason."""
    host_zone, own_name, no_account = "", "", None
    event_types: tuple[EventType, ...] = ()
    no_kinds = None
    try:
        me = await ctx.calcom.me()
        host_zone, own_name = me.time_zone, me.name if ctx.role == "host" else ""
    except SchedulingError as error:
        no_account = Problem.of(error)
    try:
        if no_account is None or no_account.part is not None:  # else nobody can be reached: it need not be tried again
            event_types = tuple(await ctx.calcom.event_types())
    except SchedulingError as error:
        no_kinds = Problem.of(error)
    zone = state.zone or ctx.zone_known or host_zone or (state.spoken_zone if state.turn else "")
    if not state.zone and ctx.zone != ctx.zone_known:  # in whichever other zone it was read, it could be a wrong one
        no_account, zone = Problem(code="zone_unknown", words=ctx.zone), ""
    return Situation(
        state=state,
        locale=ctx.locale_in(zone or state.spoken_zone),
        host_zone=host_zone or zone or state.spoken_zone,
        event_types=event_types,
        own_name=own_name,
        user=(ctx.name, ctx.email) if ctx.role == "guest" else None,
        no_account=no_account,
        no_kinds=no_kinds,
        no_zone=None if zone else no_account,
    )


async def _understood(situation: Situation, ctx: Context) -> Update:
    """The message as an update; a model that fails leaves everything as it was."""
    message = _said(situation.state)
    if not message.strip():
        return {"said": situation.state.in_passing(Aside.EMPTY)}
    if len(message) > LONGEST_MESSAGE:
        return {"said": situation.state.in_passing(Aside.TOO_LONG, str(len(message)))}
    try:
        situation, reading = await _read(message, situation, ctx)
    except ModelUnavailable:
        return {"said": situation.state.in_passing(Aside.MODEL_DOWN)}
    except NotUnderstood:
        return {"said": situation.state.in_passing(Aside.MODEL_CONFUSED)}
    arranging = situation.state.request is not None
    if (wish := unserved(message, reading.understanding.acts, arranging=arranging)) is not None:
        return {"said": situation.state.in_passing(Aside.UNSERVED, wish), "usage": reading.usage}
    situation = await _with_sought(situation, reading.understanding.acts, ctx)
    acts = tuple(
        in_full(_of_hidden_kind(act, message, situation), situation.people) for act in reading.understanding.acts
    )
    return {**apply_all(acts, situation, situation.state.queue), "usage": reading.usage}


def _of_hidden_kind(act: Act, message: str, situation: Situation) -> Act:
    """An interpreter is not told of hidden kinds, so it cannot have copied the name of one that stands there."""
    if act.intent not in (Intent.BOOK, Intent.AVAILABILITY) or situation.user is not None:
        return act
    hidden = hidden_named(message, situation.event_types)
    return act.model_copy(update={"event_type": hidden.title}) if hidden else act


async def _read(message: str, situation: Situation, ctx: Context) -> tuple[Situation, Reading]:
    """Numbers, plain yes and no, greetings and "try again" need no model, and name nobody."""
    if (plain := without_model(message, dialogue_of(situation))) is not None:
        return situation, Reading(understanding=plain)
    people = await _people_named(message, situation, ctx)
    names_meetings = bool(people) or speaks_of_meetings(message)
    is_foreign = ctx.interpreter.name == "offline" and speaks_another_language(message)
    situation = replace(situation, people=people, names_meetings=names_meetings, is_foreign=is_foreign)
    dialogue = dialogue_of(situation)
    reading = await ctx.interpreter.interpret(message, dialogue)
    mail = mail_in(message)
    kept = with_namings_kept(mail.wish if mail else message, reading.understanding, dialogue)
    kept = with_taken_off(taken_off(message, dialogue), kept, dialogue.pending)
    kept = with_leftovers(message, kept, dialogue)
    return situation, reading.model_copy(update={"understanding": kept})


async def _people_named(message: str, situation: Situation, ctx: Context) -> tuple[Named, ...]:
    """Where the message names people of the calendar. A guest knows nobody; what cannot be read is done without."""
    if situation.user is not None or situation.no_account is not None or not may_name_somebody(message):
        return ()
    try:
        people = await known_people(ctx.calcom)
    except SchedulingError:
        return ()
    return named_in(message, people, (event_type.title for event_type in situation.event_types))


async def _with_sought(situation: Situation, acts: tuple[Act, ...], ctx: Context) -> Situation:
    """With whoever would be called unknown, when an older booking knows them."""
    names = (unknown_name(act, situation.people, situation.state.request) for act in acts)
    name = next(filter(None, names), None)
    if name is None or situation.user is not None or situation.no_account is not None:
        return situation
    try:
        found = await look_up(ctx.calcom, name=name)
    except SchedulingError:
        return situation
    return replace(situation, people=(*situation.people, Named(at=-1, said=name, people=found))) if found else situation


def apply_all(acts: tuple[Act, ...], situation: Situation, behind: tuple[Act, ...] = ()) -> Update:
    """Apply a message's acts in order; from the second request on they wait, ahead of those already waiting."""
    if situation.state.proposal and acts[0].intent is Intent.YES and len(acts) > 1:
        return {**passing(Aside.SHALL_I, acts[0], situation), "queue": (*_requests(acts), *behind)}
    now, later = _split(tuple(act for act in acts if act.intent not in _TALK) or acts[:1])
    if (problem := next(filter(None, (missed_by(act, situation) for act in now)), None)) is not None:
        return _stopped(situation.state, problem)
    update: Update = {"said": situation.state.standing}
    for act in now:
        seen = replace(situation, state=situation.state.model_copy(update=dict(update)))
        update = {**update, **_applied(act, seen)}
    if (request := update.get("request")) is not None and any(act.together for act in now):
        update["request"] = request.model_copy(update={"together": True})
    is_dropped = situation.state.model_copy(update=dict(update)).dropped
    known, later = _pointed_at(later, situation)
    update["wishes"] = (*update.get("wishes", situation.state.wishes), *known)
    update["queue"] = () if is_dropped else (*later, *behind)
    if is_dropped:
        update |= {"pile": (), "wishes": (), "left_out": ()}
    update["unused"] = (*(words for act in now for words in act.unused), *_apart_from(now, update.get("request")))
    return update


def _apart_from(acts: tuple[Act, ...], request: Request | None) -> tuple[str, ...]:
    """ "After Bo", where Bo's next meeting is on no day that is wanted."""
    said = (act.beside.said for act in acts if act.beside)
    return tuple(words for words in said if request and words in request.unused)


def _pointed_at(later: tuple[Act, ...], situation: Situation) -> tuple[tuple[Request, ...], tuple[Act, ...]]:
    """Of the acts that wait those that point at what was just read out: it is off the table when their turn comes."""
    known: list[Request] = []
    for n, act in enumerate(later):
        points = act.booking is not None and act.booking.ordinal is not None
        request = apply(act, situation).get("request") if points else None
        if request is None or request.booking is None:
            return tuple(known), later[n:]
        known.append(request)
    return tuple(known), ()


def _applied(act: Act, situation: Situation) -> Update:
    """What the act does; at a card with several steps first what it does to one of them."""
    if situation.state.proposal is None or not situation.state.proposal.steps:
        return apply(act, situation)
    if (left := steps.dropped(act, situation) or steps.taken_out(act, situation)) is not None:
        return left
    if (one := steps.opened(act, situation)) is not None:
        said, alone = one
        update = apply(said, alone)
        return steps.as_it_was(update, act, situation) or {**update, "pile": alone.state.pile}
    if (another := steps.one_more(act, situation)) is not None:
        return apply(another, situation)
    return steps.as_it_was({}, act, situation) or apply(act, situation)


def _stopped(state: State, problem: Problem) -> Update:
    """Everything is kept as it was, the message for "try again"."""
    return {"said": state.stuck(problem), "unread": _unread(state), "look": state.look, "edited": state.edited}


def _split(acts: tuple[Act, ...]) -> tuple[tuple[Act, ...], tuple[Act, ...]]:
    """The acts up to the second request, and the rest."""
    openers = [position for position, act in enumerate(acts) if act.intent in STARTS_A_REQUEST]
    cut = openers[1] if len(openers) > 1 else len(acts)
    return acts[:cut], acts[cut:]


def _requests(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    return tuple(act for act in acts if act.intent in STARTS_A_REQUEST)


def _unread(state: State) -> str | None:
    """The message that could not be dealt with; of "try again" what it was about is kept already."""
    if not _is_new_message(state) or state.edited is not None or asks_again(_said(state)):
        return None
    return _said(state)


def _said(state: State) -> str:
    """As typed: of a pasted mail the lines tell what is quoted."""
    return state.messages[-1].text.strip()


def _is_new_message(state: State) -> bool:
    return not state.going_on and bool(state.messages) and isinstance(state.messages[-1], HumanMessage)
