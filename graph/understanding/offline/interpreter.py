"""The offline interpreter: dialogue state first, words second; no network, no chance, a few milliseconds."""

import re

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.interpreter import Reading
from graph.understanding.offline.fill import fill
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.merge import merged
from graph.understanding.offline.rules import intent_of
from graph.understanding.offline.split import clauses_of
from graph.understanding.schema import Act, Intent, Understanding
from graph.understanding.text import tidy


class OfflineInterpreter:
    """Reads a message with rules."""

    name = "offline"

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """Read one message; never fails, costs no tokens."""
        return Reading(understanding=understand(message, dialogue))


def understand(message: str, dialogue: Dialogue) -> Understanding:
    """The acts of a message; UNCLEAR when the rules find nothing in it."""
    whole = Heard(tidy(message))
    first = intent_of(whole, dialogue)
    if first in _WHOLE or (dialogue.stage is Stage.QUESTION and first in {Intent.UNCLEAR, Intent.ANSWER}):
        return Understanding(acts=(_act(whole, dialogue),))
    clauses = clauses_of(message)
    if len(clauses) < 2:
        return Understanding(acts=(_act(whole, dialogue),))
    after = dialogue if dialogue.stage is Stage.PROPOSAL else dialogue.model_copy(update={"stage": Stage.START})
    acts = [_act(Heard(clause), dialogue if index == 0 else after) for index, clause in enumerate(clauses)]
    return Understanding(
        acts=merged(list(zip(acts, clauses, strict=True)), whole=_act(whole, dialogue), dialogue=dialogue)
    )


_WHOLE = {Intent.YES, Intent.NO, Intent.DROP, Intent.PAUSE, Intent.HELP}


def _act(heard: Heard, dialogue: Dialogue) -> Act:
    intent = intent_of(heard, dialogue)
    if dialogue.stage is Stage.QUESTION and intent is Intent.UNCLEAR and re.search(r"\w", heard.text):
        intent = Intent.ANSWER
    return fill(intent, heard, dialogue)
