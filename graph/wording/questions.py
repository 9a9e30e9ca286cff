"""Questions: everything that is missing, in one message."""

from graph.known.request import Request
from graph.known.saying import Ask
from graph.known.state import State
from graph.understanding.dialogue import FieldSeen, Need

_CHANGE = {
    "book": "Nothing was written. What should I change: the time, the person, or the kind of meeting?",
    "reschedule": "Nothing was moved. What should I change: the time, or the booking?",
    "cancel": "Nothing was cancelled. Did you mean another booking?",
}
_HINTS = {
    Need.WHEN: "“Friday at 2pm”",
    Need.DAY: "“Friday” or “the 3rd”",
    Need.TIME: "“2pm”",
    Need.ATTENDEE_NAME: "“Ana Ruiz”",
    Need.ATTENDEE_EMAIL: "“ana@example.com”",
    Need.DURATION: "“30 minutes”",
    Need.CHANGE: "“at 3pm” or “with Ana Ruiz”",
}
_OR_BACK = "“Leave it as it was” shows the card again."
_OR_DROP = "“Never mind” drops it."


def word_ask(state: State, ask: Ask) -> str:
    """All open questions as one sentence or a short list."""
    if Need.CHANGE in ask.needs:
        action = state.request.action if state.request else "book"
        return f"{_CHANGE.get(action, _CHANGE['book'])} {_OR_BACK} {_OR_DROP}"
    parts = [_part(need, state) for need in ask.needs if need is not Need.FIELD]
    parts = [part for part in parts if part] + [_field(field) for field in ask.fields]
    if not parts:
        return ""
    if len(parts) == 1:
        return parts[0][0].upper() + parts[0][1:] + "?"
    return "I still need to know:\n" + "\n".join(f"- {part}" for part in parts)


def hint(ask: Ask) -> str:
    """An example of an answer to the first open question; "" where its answers are anyone's guess."""
    example = _HINTS.get(ask.needs[0]) if ask.needs else None
    return f"For example: {example}." if example else ""


def _part(need: Need, state: State) -> str:
    request = state.request
    match need:
        case Need.EVENT_TYPE:
            return "which kind of meeting"
        case Need.WHEN | Need.TIME:
            return "when should it move to" if request and request.action == "reschedule" else "when: a day and a time"
        case Need.DAY:
            return "on which day"
        case Need.ATTENDEE_NAME:
            return "who it is with"
        case Need.ATTENDEE_EMAIL:
            return f"{_whose(request)} e-mail address"
        case Need.PERSON:
            return f"which {request.attendee_name} do you mean" if request and request.attendee_name else "whom"
        case Need.BOOKING:
            return "which booking do you mean"
        case Need.SCOPE:
            return "that is one of a series. Only this one, or more of it"
        case Need.SEAT:
            return "several people share that booking. Whose seat"
    return str(need).replace("_", " ")


def _whose(request: Request | None) -> str:
    name = request.attendee_name if request else None
    return f"{name}'s" if name else "their"


def _field(field: FieldSeen) -> str:
    label = field.label or field.slug
    return f"{label} ({', '.join(field.options)})" if field.options else label
