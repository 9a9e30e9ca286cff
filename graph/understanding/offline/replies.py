"""Answers to the questions of the booking form, as typed."""

import re

from graph.understanding.dialogue import Dialogue, FieldSeen, Need
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import FieldAnswer


def answers_in(heard: Heard, dialogue: Dialogue) -> tuple[FieldAnswer, ...]:
    """One answer per question: by "label: value", by one of its options, or the clause when nothing else was asked."""
    if not dialogue.fields:
        return ()
    found = [
        FieldAnswer(field=field.slug, value=value) for field in dialogue.fields if (value := _answer(heard, field))
    ]
    if not found and Need.FIELD in dialogue.asked:
        open_fields = [field for field in dialogue.fields if not field.options]
        rest = _rest(heard, dialogue)
        found = [FieldAnswer(field=open_fields[0].slug, value=rest)] if open_fields and rest else []
    return tuple(found)


def _answer(heard: Heard, field: FieldSeen) -> str | None:
    for name in (field.label, field.slug):
        if hit := re.search(rf"(?<!\w){re.escape(name)}\s*(?:is|:|=|-)\s*(.+?)(?=[;\n]|$)", heard.text, re.I):
            return hit[1].strip()
    fitting = [option for option in field.options if re.search(rf"(?<!\w){re.escape(option)}(?!\w)", heard.text, re.I)]
    return max(fitting, key=len) if fitting else None


def _rest(heard: Heard, dialogue: Dialogue) -> str:
    """The clause itself, or, when other things were asked too, what is left beside addresses and times."""
    if set(dialogue.asked) == {Need.FIELD}:
        return heard.text
    pieces = [piece.strip(" ,.;:-") for piece in re.split(r"[|;]", heard.blank)]
    return max(pieces, key=len, default="")
