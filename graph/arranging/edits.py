"""An edited card from a LangGraph client, as an act: it is understood like a change that was typed."""

from typing import Any

from graph.arranging.review import Decision, Edit, Reject, Respond, Review
from graph.understanding.form import as_words
from graph.understanding.schema import Act, BookingWords, FieldAnswer, Intent, Person

_READ = frozenset({"start", "event_type", "attendees", "reason", "notes", "duration", "answers"})
_FIXED = frozenset({"action", "end", "zone", "host", "hash", "from", "scope", "occurrences", "guests"})
_DRAWN = frozenset({"notice", "rows", "question"})  # the rest once more, in words


def decided_as_one(decisions: tuple[Decision, ...], review: Review) -> Decision | Act:
    """What the decisions come to: one for all, the same for each step, or a change of some steps.

    Anything else says nothing that could be done: then it is asked which step is meant.
    """
    count = len(review.action_requests)
    if len(decisions) == 1 and not (count > 1 and isinstance(decisions[0], Edit)):
        return decisions[0]
    edits = [(n, one) for n, one in enumerate(decisions) if isinstance(one, Edit)]
    gone = tuple(str(n) for n, one in enumerate(decisions, start=1) if isinstance(one, Reject))
    if len(decisions) == 1 and edits:
        return _of_step(edits[0][1], _place(edits[0][1], review), review)
    if len(decisions) != count:
        return Act(intent=Intent.CHANGE)
    if said := next((one for one in decisions if isinstance(one, Respond)), None):
        return said
    if len(gone) == count or not (gone or edits):
        return decisions[0]
    if gone and not edits:
        return Act(intent=Intent.CHANGE, removes=gone)
    return _of_step(edits[0][1], edits[0][0], review) if len(edits) == 1 and not gone else Act(intent=Intent.CHANGE)


def _place(edit: Edit, review: Review) -> int:
    """Of which step an edit is: the one whose hash it kept, else the first of that name."""
    asked = list(enumerate(review.action_requests))
    same = (n for n, one in asked if one.args.get("hash") == edit.edited_action.args.get("hash"))
    return next(same, next((n for n, one in asked if one.name == edit.edited_action.name), 0))


def _of_step(edit: Edit, place: int, review: Review) -> Act:
    return act_of_edit(edit, review, place).model_copy(update={"booking": BookingWords(ordinal=place + 1)})


def act_of_edit(edit: Edit, review: Review, place: int = 0) -> Act:
    """A change act with the values that differ from the card; unknown names are answers to the booking form."""
    before = review.action_requests[place].args
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
