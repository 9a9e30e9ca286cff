"""What a client resumes a card with, in whatever form, as one decision; or the sentence with which it is asked again.

Besides our own form there are bare words, a bare decision, and the older form of LangGraph's inbox (accept, response,
ignore, with `args`), which some clients send as JSON text. Nothing raises: LangGraph keeps every value a card was
resumed with and hands it in again before the next, so one that raised would do so for ever.
"""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph.clients.edits import act_of_edit, not_taken, values_edited
from graph.clients.review import ActionRequest, Approve, Decision, Edit, Reject, Respond, Review
from graph.understanding.schema import Act, BookingWords, Intent
from graph.wording.clients import EACH_STEP, NOT_READ, NOTHING_EDITED, OLDER_CARD, ONE_CARD, word_not_taken

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
_OLDER_NAMES = {"accept": "approve", "response": "respond", "ignore": "reject"}


def decision_in(value: object, review: Review) -> Decision | Act | str:
    """The decision on this card, or why it cannot be taken as one; then nothing of it is. An act changes some steps."""
    value = _parsed(value)
    given = value.get("decisions", value) if isinstance(value, dict) else value
    given = given if isinstance(given, list | tuple) else [given]
    if len(review.action_requests) > 1:
        return _of_steps(list(given), review)
    return ONE_CARD if len(given) > 1 else _one(given[0] if given else None, review)


# --- helpers ---------------------------------------------------------------------------------------------------------


def _of_steps(given: list[Any], review: Review) -> Decision | Act | str:
    """One decision for all steps, or one for each; taking some out, or editing one, is a change."""
    if len(given) == 1:
        return _of_all(given[0], review)
    if len(given) != len(review.action_requests):
        return EACH_STEP
    each = [_one(one, _alone(n, review)) for n, one in enumerate(given)]
    if (why := next((one for one in each if isinstance(one, str)), None)) is not None:
        return why
    kinds = {type(one) for one in each}
    if len(kinds) == 1 and kinds <= {Approve, Reject}:
        return next(one for one in each if not isinstance(one, str))
    edits = [_edited(one, n, review) for n, one in enumerate(each) if isinstance(one, Edit)]
    gone = tuple(str(n) for n, one in enumerate(each, start=1) if isinstance(one, Reject))
    if Respond in kinds or len(edits) > 1 or bool(edits) == bool(gone):
        return EACH_STEP
    return edits[0] if edits else Act(intent=Intent.CHANGE, removes=gone)


def _of_all(given: Any, review: Review) -> Decision | Act | str:
    """A yes, a no or words are about the card as a whole; an edit about the step whose hash it kept."""
    told = _in_our_form(_parsed(given))
    seen = _hash_in(told) if told else None
    place = next((n for n, one in enumerate(review.action_requests) if one.args.get("hash") == seen), None)
    if place is not None and told is not None and told.get("type") == "edit":
        decision = _one(given, _alone(place, review))
        return _edited(decision, place, review) if isinstance(decision, Edit) else decision
    whole = ActionRequest(name="several", args=review.card or {}, description="")
    decision = _one(given, review.model_copy(update={"action_requests": (whole,)}))
    return EACH_STEP if isinstance(decision, Edit) else decision


def _alone(place: int, review: Review) -> Review:
    return review.model_copy(update={"action_requests": (review.action_requests[place],)})


def _edited(edit: Edit, place: int, review: Review) -> Act:
    return act_of_edit(edit, _alone(place, review)).model_copy(update={"booking": BookingWords(ordinal=place + 1)})


def _one(given: Any, review: Review) -> Decision | str:
    told = _in_our_form(_parsed(given)) if given is not None else None
    if told is None:
        return NOT_READ
    if (seen := _hash_in(told)) is not None and seen != review.action_requests[0].args.get("hash"):
        return OLDER_CARD
    try:
        decision = _DECISION.validate_python(told)
    except ValidationError:
        return NOT_READ
    return _refused(decision, review) or decision if isinstance(decision, Edit) else decision


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
