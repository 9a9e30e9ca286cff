"""A few fixed phrases about the talk itself, read before any interpreter: again, more, go on, an option's number."""

import re

from graph.acts.desk import Desk
from graph.acts.details import more, pick
from graph.acts.talk import go_on
from graph.state import Update
from graph.understanding.schema import Act, Intent

_NUMBER = re.compile(r"\W*(\d{1,2})\W*")
_POLITE = r"(\W+please)?\W*"
_AGAIN = re.compile(rf"\W*(please )?((try|check|look) again|retry){_POLITE}", re.IGNORECASE)
_MORE = re.compile(rf"\W*(show |and |see )?(me )?(some |the )?(more|next|rest|next page){_POLITE}", re.IGNORECASE)
_GO_ON = re.compile(
    rf"\W*((yes|ok|okay|sure|please)\W+)?(go on|continue|carry on|go ahead)( with (it|that))?{_POLITE}", re.IGNORECASE
)


def fixed_phrase(message: str, desk: Desk) -> Update | None:
    """What such a phrase does where the talk gives it a meaning; None for everything else."""
    state = desk.state
    if (number := _NUMBER.fullmatch(message)) and any(offer.n == int(number[1]) for offer in state.options):
        return pick(Act(intent=Intent.PICK, option=int(number[1])), desk)
    if state.request and state.problem and _AGAIN.fullmatch(message):
        return {"problem": None, "aside": None}
    if state.parked and state.request is None and _GO_ON.fullmatch(message):
        return go_on(desk)
    if (state.listing or state.more) and _MORE.fullmatch(message):
        return more(Act(intent=Intent.MORE), desk)
    return None
