"""An edited card from a LangGraph client, as an act: it is understood like a change that was typed."""

from typing import Any

from graph.arranging.review import Edit, Review
from graph.understanding.form import as_words
from graph.understanding.schema import Act, FieldAnswer, Intent, Person

_READ = frozenset({"start", "event_type", "attendees", "reason", "notes", "duration", "answers"})
_FIXED = frozenset({"action", "end", "zone", "host", "hash", "from", "scope", "occurrences", "guests"})
_DRAWN = frozenset({"notice", "rows", "question"})  # the rest once more, in words


def act_of_edit(edit: Edit, review: Review) -> Act:
    """A change act with the values that differ from the card; unknown names are answers to the booking form."""
    before = review.action_requests[0].args
    args = {name: value for name, value in edit.edited_action.args.items() if value != before.get(name)}
    return Act(
        intent=Intent.CHANGE,
        when=_text(args, "start"),
        event_type=_text(args, "event_type"),
        duration=_text(args, "duration"),
        people=_people(args),
        reason=_text(args, "reason"),
        notes=_text(args, "notes"),
        answers=tuple(FieldAnswer(field=name, value=_words(value)) for name, value in _answers(args, before).items()),
    )


def _answers(args: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Answers of the form that are not as before, under `answers` or beside the card's own names."""
    known, given = before.get("answers") or {}, args.get("answers")
    changed = {name: v for name, v in given.items() if v != known.get(name)} if isinstance(given, dict) else {}
    return changed | {name: value for name, value in args.items() if name not in _READ | _FIXED | _DRAWN}


def _people(args: dict[str, Any]) -> tuple[Person, ...]:
    attendees = args.get("attendees")
    first = attendees[0] if isinstance(attendees, list) and attendees else None
    if not isinstance(first, dict):
        return ()
    return (Person(name=_text(first, "name"), email=_text(first, "email")),)


def _words(value: object) -> str:
    """True is "yes", a list its items."""
    if isinstance(value, bool):
        return as_words(value)
    return as_words(tuple(map(str, value))) if isinstance(value, list | tuple) else str(value)


def _text(args: dict[str, Any], name: str) -> str | None:
    value = args.get(name)
    return None if value is None else str(value)
