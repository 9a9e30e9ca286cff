"""Acts about what came before: trying again, looking what became of it, taking up what was set aside."""

from graph.acts.doubt import look_at, once_more, verdict_on
from graph.acts.situation import Situation, clean_slate
from graph.acts.small_talk import passing
from graph.known.saying import Aside, OutcomeCode, left_open
from graph.known.state import State, Update
from graph.understanding.dialogue import Need
from graph.understanding.schema import Act, Intent


def possible(state: State) -> frozenset[Intent]:
    """Which of these acts, and of asking for more, would do something now."""
    can = {
        Intent.AGAIN: _has_failed(state) or _is_in_doubt(state) or _was_not_done(state),
        Intent.CHECK: _has_failed(state) or _is_in_doubt(state) or _is_over(state),
        Intent.GO_ON: _asked_what_to_change(state) or (state.parked is not None and state.request is None),
        Intent.MORE: state.listing is not None or bool(state.more),
    }
    return frozenset(intent for intent, does_something in can.items() if does_something)


def again(act: Act, situation: Situation) -> Update:
    """The same once more: what could not be looked up, or a write that failed. While an end is not known, a look."""
    state = situation.state
    if _has_failed(state):
        return {"said": left_open(ask=state.ask), "look": state.look}
    if _is_in_doubt(state):
        return verdict_on(state.doubts[-1])
    if state.last_outcome is not None and _was_not_done(state):
        return once_more(state.last_outcome)
    return passing(Aside.UNCLEAR, act, situation)


def check(act: Act, situation: Situation) -> Update:
    """Did it work? What could not be looked up is looked up again, what was done is looked at."""
    state = situation.state
    if _has_failed(state):
        return again(act, situation)
    if _is_in_doubt(state):
        return verdict_on(state.doubts[-1])
    if state.last_outcome is not None and _is_over(state):
        return look_at(state.last_outcome, situation)
    return passing(Aside.UNCLEAR, act, situation)


def go_on(act: Act, situation: Situation) -> Update:
    """Take up what was set aside when another request came first; or the card as it was, after "change"."""
    if _asked_what_to_change(situation.state):
        return {**clean_slate(), "request": situation.state.request}
    if Intent.GO_ON not in possible(situation.state):
        return passing(Aside.UNCLEAR, act, situation)
    return {**clean_slate(), "request": situation.state.parked, "parked": None}


def _has_failed(state: State) -> bool:
    return state.problem is not None and (state.request is not None or state.look is not None)


def _asked_what_to_change(state: State) -> bool:
    return state.ask is not None and Need.CHANGE in state.ask.needs and state.request is not None


def _is_over(state: State) -> bool:
    return state.last_outcome is not None and state.request is None and state.proposal is None


def _was_not_done(state: State) -> bool:
    """Certainly not done; what was arranged is still in its card, however long ago that was."""
    last = state.last_outcome
    return last is not None and _is_over(state) and last.code is OutcomeCode.NOT_DONE


def _is_in_doubt(state: State) -> bool:
    return bool(state.doubts) and state.proposal is None
