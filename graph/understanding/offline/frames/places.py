"""Where a meeting shall take place: cut out of the message before the rest of it is read."""

import re
from collections.abc import Callable

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.frames.table import SERVICE
from graph.understanding.schema import Act, Intent, Understanding
from graph.understanding.stand_ins import found_again
from graph.understanding.text import tidy

Understand = Callable[[str, Dialogue], Understanding]
_TAKES = (Intent.BOOK, Intent.CHANGE, Intent.ANSWER, Intent.PICK)
_PLACE = re.compile(
    lines(rf"""
        (?<!\bnot)[,;]?\s+(?:by|via|over|on|per) (?:the |a )?(?P<way>{SERVICE}(?: call)?
          (?:(?: at| on|:)? \+?\d[\d ()/.-]{{6,}}\d)?)
        [,;.]?\s*\b(?:place|location|where|at (?:their|her|his) (?:place|office|address))(?: is|:) (?P<at>.+)
    """),
    re.I,
)


def with_its_place(message: str, dialogue: Dialogue, understand: Understand) -> tuple[Act, ...] | None:
    """The acts of a message that says where, the first that can be somewhere with its place; None where none does."""
    text = tidy(message)
    hit = _PLACE.search(f" {text}")
    if hit is None or (dialogue.pending and dialogue.pending.action is not Intent.BOOK):
        return None
    rest = f" {text}"[: hit.start()] + f" {text}"[hit.end() :]
    place = (hit["way"] or hit["at"]).strip(" .")
    if not re.search(r"\w", rest):
        return (Act(intent=Intent.CHANGE, place=place),) if dialogue.pending else None
    talk = dialogue.model_copy(update={"people": found_again(tidy(rest), dialogue.people)})
    acts = understand(rest, talk).acts
    at = next((n for n, act in enumerate(acts) if act.intent in _TAKES), None)
    if at is None:
        return None
    return (*acts[:at], acts[at].model_copy(update={"place": place}), *acts[at + 1 :])
