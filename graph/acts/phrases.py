"""A few fixed phrases about the talk itself, read before any interpreter: again, more, go on, an option's number."""

import re

from graph.acts.desk import Desk
from graph.acts.details import more, pick
from graph.acts.doubt import look_at, once_more
from graph.acts.talk import go_on
from graph.state import OutcomeCode, Update
from graph.understanding.schema import Act, Intent

_NUMBER = re.compile(r"\W*(\d{1,2})\W*")
_POLITE = r"(\W+please)?\W*"
_ONCE_MORE = r"(again|once more|one more time|now)"
_AGAIN = re.compile(
    rf"\W*((ok|okay|and|now|so)\W+)?(please )?((re)?try( (it|that))?( {_ONCE_MORE})?|{_ONCE_MORE}){_POLITE}",
    re.IGNORECASE,
)
_CHECK = re.compile(
    rf"\W*((ok|okay|and|now|so|please)\W+)?((check|look)( (it|that|the calendar))?( {_ONCE_MORE})?"
    rf"|(did|has) (it|that) (work(ed)?|go(ne)? through)|(is|was) (it|that) (done|there|booked|moved|cancell?ed)( now)?)"
    rf"{_POLITE}",
    re.IGNORECASE,
)
_MORE = re.compile(rf"\W*(show |and |see )?(me )?(some |the )?(more|next|rest|next page){_POLITE}", re.IGNORECASE)
_GO_ON = re.compile(
    rf"\W*((yes|ok|okay|sure|please)\W+)?(go on|continue|carry on|go ahead)( with (it|that))?{_POLITE}", re.IGNORECASE
)


def asks_again(message: str) -> bool:
    """ "Try again", and nothing else."""
    return _AGAIN.fullmatch(message) is not None


def fixed_phrase(message: str, desk: Desk) -> Update | None:
    """What such a phrase does where the talk gives it a meaning; None for everything else."""
    state = desk.state
    if (number := _NUMBER.fullmatch(message)) and any(offer.n == int(number[1]) for offer in state.options):
        return pick(Act(intent=Intent.PICK, option=int(number[1])), desk)
    if state.request and state.problem and (_AGAIN.fullmatch(message) or _CHECK.fullmatch(message)):
        return {"problem": None, "aside": None}
    if state.last_outcome and state.request is None and state.proposal is None:
        if _CHECK.fullmatch(message):
            return look_at(state.last_outcome, desk)
        if _AGAIN.fullmatch(message) and state.last_outcome.code is OutcomeCode.UNKNOWN:
            return once_more(state.last_outcome, desk)
    if state.parked and state.request is None and _GO_ON.fullmatch(message):
        return go_on(desk)
    if (state.listing or state.more) and _MORE.fullmatch(message):
        return more(Act(intent=Intent.MORE), desk)
    return None
