"""The booking form of the kind that was chosen: what was said already answers its questions."""

from graph.known.request import Kind, Request
from graph.understanding.dialogue import FieldSeen
from graph.understanding.form import as_words, fitted, named_options


def number_asked(kind: Kind) -> str | None:
    """The label of a required question for a number: Cal.com's API refuses every answer to it."""
    return next((question.label for question in kind.questions if question.type == "number"), None)


def answered(request: Request) -> Request:
    """With the answers to the form that the request's words hold, which name exactly one of the options.

    What was answered before the kind was known is read by its type now. Notes that are nothing but an answer go.
    """
    if request.kind is None or request.action != "book":
        return request
    answers, notes = dict(request.answers), request.notes or ""
    told = " ".join((notes, request.event_type_words or "", *request.unused))
    for field in (question.asked for question in request.kind.questions):
        said = answers.pop(field.slug, None) or answers.pop(field.label, None) or _by_option(told, field)
        value = fitted(said, field.type, field.options) if said else None
        if value is not None:
            answers[field.slug] = as_words(value)
    only_an_answer = any(notes.casefold() == value.casefold() for value in answers.values())
    return request.model_copy(update={"answers": answers, "notes": None if only_an_answer else request.notes})


def _by_option(text: str, field: FieldSeen) -> str | None:
    """The one option that the words name; two are no answer."""
    named = named_options(text, field.options)
    return named[0] if len(named) == 1 else None
