"""What a client resumes a card with, in whatever form, as one decision; or the sentence with which it is asked again.

Besides our own form there are bare words, a bare decision, and the older form of LangGraph's inbox (accept, response,
ignore, with `args`), which some clients send as JSON text. Nothing raises: LangGraph keeps every value a card was
resumed with and hands it in again before the next, so one that raised would do so for ever.
"""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph.arranging.edits import not_taken, values_edited
from graph.arranging.review import Decision, Edit, Review
from graph.wording.clients import NOT_READ, NOTHING_EDITED, OLDER_CARD, ONE_CARD, word_not_taken

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
_OLDER_NAMES = {"accept": "approve", "response": "respond", "ignore": "reject"}


def decision_in(value: object, review: Review) -> Decision | str:
    """The decision on this card, or why it cannot be taken as one; then nothing of it is."""
    value = _parsed(value)
    given = value.get("decisions", value) if isinstance(value, dict) else value
    given = given if isinstance(given, list | tuple) else [given]
    if len(given) > 1:
        return ONE_CARD
    told = _in_our_form(_parsed(given[0])) if given else None
    if told is None:
        return NOT_READ
    if (seen := _hash_in(told)) is not None and seen != review.action_requests[0].args.get("hash"):
        return OLDER_CARD
    try:
        decision = _DECISION.validate_python(told)
    except ValidationError:
        return NOT_READ
    return _refused(decision, review) or decision if isinstance(decision, Edit) else decision


# --- helpers ---------------------------------------------------------------------------------------------------------


def _parsed(value: object) -> Any:
    """JSON where a text is that; any other text is words."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _in_our_form(given: object) -> dict[str, Any] | None:
    """None for what is no decision at all: true, a number, an empty text."""
    if isinstance(given, str):
        return {"type": "respond", "message": given} if given.strip() else None
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        return None
    kind, args = _OLDER_NAMES.get(given["type"], given["type"]), _parsed(given.get("args"))
    told = {name: value for name, value in {**given, "type": kind}.items() if value is not None}
    if kind in ("respond", "reject") and isinstance(args, str):
        told.setdefault("message", args)
    if kind == "edit" and isinstance(args, dict) and "edited_action" not in given:
        told["edited_action"] = {"name": args.get("action") or args.get("name"), "args": _parsed(args.get("args"))}
    return told


def _hash_in(told: dict[str, Any]) -> str | None:
    """Which card its sender saw, where they say so."""
    edited, args = told.get("edited_action"), _parsed(told.get("args"))
    for holder in (told, args, *(part.get("args") for part in (edited, args) if isinstance(part, dict))):
        seen = _parsed(holder)
        if isinstance(seen, dict) and isinstance(seen.get("hash"), str):
            return str(seen["hash"])
    return None


def _refused(edit: Edit, review: Review) -> str | None:
    """Why nothing of an edit is taken."""
    if names := not_taken(edit, review):
        return word_not_taken(names)
    return None if values_edited(edit, review) else NOTHING_EDITED
