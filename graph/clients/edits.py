"""An edited card from a LangGraph client, as an act: it is understood like a change that was typed."""

import json
from datetime import datetime
from typing import Any

from graph.clients.review import Edit, Review
from graph.understanding.form import as_words
from graph.understanding.schema import Act, FieldAnswer, Intent, Person

_READ = frozenset({"start", "event_type", "attendees", "guests", "reason", "notes", "duration", "answers", "end"})
_DRAWN = frozenset({"notice", "rows", "question"})  # the rest once more, in words: what is edited there is not read


def act_of_edit(edit: Edit, review: Review) -> Act:
    """A change act with the values that differ from the card."""
    before, args = review.action_requests[0].args, values_edited(edit, review)
    came, went = _guests(args, before)
    return Act(
        intent=Intent.CHANGE,
        when=_text(args, "start"),
        event_type=_text(args, "event_type"),
        duration=_length(args, before),
        people=_people(args, before),
        guests=tuple(Person(email=address) for address in came),
        removes=went,
        reason=_text(args, "reason"),
        notes=_text(args, "notes"),
        answers=tuple(FieldAnswer(field=name, value=_words(value)) for name, value in _answers(args, before).items()),
    )


def values_edited(edit: Edit, review: Review) -> dict[str, Any]:
    """The values that are not as on the card. Some clients send what is no text there as JSON text."""
    before = review.action_requests[0].args
    given = {name: _like(value, before.get(name)) for name, value in edit.edited_action.args.items()}
    return {name: value for name, value in given.items() if value != before.get(name) and name not in _DRAWN}


def not_taken(edit: Edit, review: Review) -> tuple[str, ...]:
    """Names of edited values that can't be changed on a card, or that it does not have."""
    before = review.action_requests[0].args
    known = _READ | set(before.get("answers") or {})
    other = () if edit.edited_action.name in ("", review.action_requests[0].name) else ("action",)
    return (*other, *(name for name in values_edited(edit, review) if name not in known))


# --- helpers ---------------------------------------------------------------------------------------------------------


def _like(value: Any, before: Any) -> Any:
    """Read back from JSON text where the card has no text there; a number's text where it has one."""
    if not isinstance(value, str) or isinstance(before, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _answers(args: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Answers of the form that are not as before, under `answers` or beside it under their own names."""
    known, given = before.get("answers") or {}, args.get("answers")
    changed = {name: v for name, v in given.items() if v != known.get(name)} if isinstance(given, dict) else {}
    return changed | {name: value for name, value in args.items() if name not in _READ}


def _people(args: dict[str, Any], before: dict[str, Any]) -> tuple[Person, ...]:
    """Whom it is with: the first of the attendees, where that one changed."""
    attendees = args.get("attendees")
    first = attendees[0] if isinstance(attendees, list) and attendees else None
    if not isinstance(first, dict) or first == next(iter(before.get("attendees") or ()), None):
        return ()
    return (Person(name=_text(first, "name"), email=_text(first, "email")),)


def _guests(args: dict[str, Any], before: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of who is invited besides and of who no longer is, by the list of guests or by the attendees'."""
    were = [str(guest) for guest in before.get("guests") or ()]
    listed, attendees = args.get("guests"), args.get("attendees")
    if listed is None and not isinstance(attendees, list):
        return (), ()
    given = _addresses(listed if listed is not None else (attendees or [])[1:])
    return tuple(a for a in given if a not in were), tuple(a for a in were if a not in given)


def _addresses(listed: Any) -> list[str]:
    """Of a list of addresses or of people, or of a text with commas."""
    parts = listed.split(",") if isinstance(listed, str) else listed if isinstance(listed, list | tuple) else []
    found = (part.get("email") if isinstance(part, dict) else part for part in parts)
    return [str(address).strip() for address in found if address and str(address).strip()]


def _length(args: dict[str, Any], before: dict[str, Any]) -> str | None:
    """In minutes, or in words; or by another end, whose start stays or is edited too."""
    if (said := args.get("duration")) is not None:
        return f"{said} minutes" if str(said).strip().isdigit() else str(said)
    try:
        start = datetime.fromisoformat(str(args.get("start", before.get("start"))))
        now = datetime.fromisoformat(str(args["end"])) - start
        was = datetime.fromisoformat(before["end"]) - datetime.fromisoformat(before["start"])
    except (KeyError, TypeError, ValueError):
        return None
    return None if now == was else f"{now.total_seconds() / 60:g} minutes"


def _words(value: object) -> str:
    """True is "yes", a list its items."""
    if isinstance(value, bool):
        return as_words(value)
    return as_words(tuple(map(str, value))) if isinstance(value, list | tuple) else str(value)


def _text(args: dict[str, Any], name: str) -> str | None:
    value = args.get(name)
    return None if value is None else str(value)
