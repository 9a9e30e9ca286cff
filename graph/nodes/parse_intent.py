"""First node: what does the message mean? The only one that may ask a language model, and at most once."""

from dataclasses import replace

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime

from graph.acts import STARTS_A_REQUEST, Desk, apply
from graph.acts.interpreter_context import dialogue_of
from graph.acts.small_talk import passing
from graph.given.context import Context
from graph.known.saying import Aside, Problem, left_open
from graph.known.state import State, Update
from graph.understanding.interpreter import Reading, Usage
from graph.understanding.offline.bookings import with_namings_kept
from graph.understanding.plain import asks_again, without_model
from graph.understanding.schema import Act, Intent
from tools.errors import ModelUnavailable, NotUnderstood, SchedulingError

LONGEST_MESSAGE = 2_000  # characters
_TALK = frozenset({Intent.SMALL_TALK, Intent.HELP, Intent.OUT_OF_SCOPE, Intent.UNCLEAR, Intent.PAUSE, Intent.YES})


async def parse_intent(state: State, runtime: Runtime[Context]) -> Update:
    """Read the message, or take the next queued act. Writes: request, look, queue, or what is said in passing."""
    ctx = runtime.context
    anew: Update = {"answer": None} if _is_new_message(state) else {}  # a queued act goes on with the turn
    if _is_new_message(state) and state.unread and asks_again(_said(state)):
        again = [*state.messages[:-1], HumanMessage(state.unread)]
        state = state.model_copy(update={"messages": again, "said": left_open(ask=state.ask)})
    try:
        me = await ctx.calcom.me()
        event_types = await ctx.calcom.event_types()
    except SchedulingError as error:
        said = state.stuck(Problem(code=error.code))
        return {**anew, "said": said, "turn": state.turn + 1, "unread": _unread(state)}
    locale = ctx.locale(state, me)
    desk = Desk(
        state=state,
        locale=locale,
        host_zone=me.time_zone,
        event_types=tuple(event_types),
        user=(ctx.name, ctx.email) if ctx.role == "guest" else None,
    )
    turn: Update = {**anew, "turn": state.turn + 1, "spoken_zone": locale.zone, "unread": None, "look": None}
    if state.edited is not None:
        return {**turn, **apply_all((state.edited,), desk, state.queue), "edited": None}
    if not _is_new_message(state):
        return {**turn, **apply_all(state.queue, desk)}
    return {**turn, "usage": Usage(), **await _understood(desk, ctx)}


async def _understood(desk: Desk, ctx: Context) -> Update:
    """The message as an update; a model that fails leaves everything as it was."""
    message = _said(desk.state)
    if not message.strip():
        return {"said": desk.state.in_passing(Aside.EMPTY)}
    if len(message) > LONGEST_MESSAGE:
        return {"said": desk.state.in_passing(Aside.TOO_LONG, str(len(message)))}
    try:
        reading = await _read(message, desk, ctx)
    except ModelUnavailable:
        return {"said": desk.state.in_passing(Aside.MODEL_DOWN)}
    except NotUnderstood:
        return {"said": desk.state.in_passing(Aside.MODEL_CONFUSED)}
    return {**apply_all(reading.understanding.acts, desk, desk.state.queue), "usage": reading.usage}


async def _read(message: str, desk: Desk, ctx: Context) -> Reading:
    """Numbers, plain yes and no, greetings and "try again" need no model."""
    dialogue = dialogue_of(desk)
    if (plain := without_model(message, dialogue)) is not None:
        return Reading(understanding=plain)
    reading = await ctx.interpreter.interpret(message, dialogue)
    kept = with_namings_kept(message, reading.understanding)
    return reading.model_copy(update={"understanding": kept})


def apply_all(acts: tuple[Act, ...], desk: Desk, behind: tuple[Act, ...] = ()) -> Update:
    """Apply a message's acts in order; from the second request on they wait, ahead of those already waiting."""
    if desk.state.proposal and acts[0].intent is Intent.YES and len(acts) > 1:
        return {**passing(Aside.SHALL_I, acts[0], desk), "queue": (*_requests(acts), *behind)}
    now, later = _split(tuple(act for act in acts if act.intent not in _TALK) or acts[:1])
    update: Update = {"said": desk.state.standing}
    for act in now:
        seen = replace(desk, state=desk.state.model_copy(update=dict(update)))
        update = {**update, **apply(act, seen)}
    is_dropped = desk.state.model_copy(update=dict(update)).dropped
    update["queue"] = () if is_dropped else (*later, *behind)
    return update


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
    return " ".join(str(state.messages[-1].content).split())


def _is_new_message(state: State) -> bool:
    return bool(state.messages) and isinstance(state.messages[-1], HumanMessage)
