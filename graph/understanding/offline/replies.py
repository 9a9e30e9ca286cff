"""Answers to the questions of the booking form, as typed."""

from graph.understanding.dialogue import Dialogue, Need
from graph.understanding.form import closed_answers, is_closed, labelled
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import FieldAnswer


def answers_in(heard: Heard, dialogue: Dialogue) -> tuple[FieldAnswer, ...]:
    """By the label of a question, by what only fits one of them, else the whole of it where one takes any text.

    Asked for other things as well, it answers that one with what is left beside addresses and times.
    """
    told = labelled(heard.text, dialogue.fields)
    found = told or closed_answers(heard.text, dialogue.fields)
    free = [field for field in dialogue.fields if not is_closed(field)]
    if found or not free or Need.FIELD not in dialogue.asked:
        return found
    text = heard.text if set(dialogue.asked) == {Need.FIELD} else _beside(heard)
    return (FieldAnswer(field=free[0].slug, value=text),) if text else ()


def _beside(heard: Heard) -> str:
    pieces = [piece.strip(" ,.;:-") for part in heard.blank.split("|") for piece in part.split(";")]
    return max(pieces, key=len, default="")
