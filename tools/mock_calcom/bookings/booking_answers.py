"""Answers to a type's booking fields: the outer check with its exact texts, and what the core refuses later."""

from typing import Any

from tools.mock_calcom.bookings.booking_input import Wish
from tools.mock_calcom.wire.errors import Refusal, core_bad_request
from tools.mock_calcom.wire.validation import is_email, is_phone
from tools.mock_calcom.world.knobs import Knobs
from tools.mock_calcom.world.model import EventType, Json

_STRINGS = ("text", "textarea", "phone", "address", "url")
_SINGLE = ("select", "radio")
_LISTS = ("multiselect", "checkbox", "multiemail")
_EXPECTED = (
    dict.fromkeys(_STRINGS, "string") | {"number": "number", "boolean": "boolean"} | dict.fromkeys(_LISTS, "array")
)


def check_answers(event_type: EventType, answers: Json) -> None:
    """Custom fields against what was answered. Raises Refusal 400."""
    for field in _custom(event_type):
        slug = field["slug"]
        if slug == "attendeePhoneNumber":
            continue
        if slug not in answers:
            if field.get("required"):
                raise Refusal(400, _missing(slug, event_type.id))
            continue
        _check_answer(field, answers[slug])


def check_core(event_type: EventType, wish: Wish, knobs: Knobs) -> None:
    """What only the deeper layer looks at. Raises Refusal 400 with code BAD_REQUEST and no details."""
    for key, value in wish.metadata.items():
        if not isinstance(value, str):
            raise core_bad_request(f"metadata.{key} - Expected string, received {_kind(value)}, ")
    problem = _person_problem(wish) or _field_problem(event_type, wish, knobs)
    if problem is not None:
        raise core_bad_request(f"responses - {problem}, ")


def responses_of(wish: Wish, place: Json | None) -> Json:
    """What is stored and shown as `bookingFieldsResponses`; the attendee's own name and e-mail win."""
    responses = {slug: value for slug, value in wish.answers.items() if slug != "location"}
    responses |= {"email": wish.person.email, "name": wish.person.name}
    if wish.person.phone:
        responses["attendeePhoneNumber"] = wish.person.phone
    if wish.guests:
        responses["guests"] = wish.guests
    if place is not None:
        responses["location"] = place
    return responses


def _custom(event_type: EventType) -> list[Json]:
    return [field for field in event_type.fields if field.get("slug") and field.get("type") in (*_EXPECTED, *_SINGLE)]


def _check_answer(field: Json, value: Any) -> None:
    kind, slug, options = field["type"], field["slug"], field.get("options") or []
    if kind in _SINGLE:
        if value not in options:
            shown = "" if value is None else _text(value)
            raise Refusal(
                400, f"Invalid option '{shown}' for booking field '{slug}'. Allowed options are: {', '.join(options)}."
            )
        return
    expected = _EXPECTED[kind]
    if value is None:
        return
    if _kind(value) != expected:
        raise Refusal(
            400,
            f"Invalid type for booking field '{slug}'. Expected type {expected} (compatible with field type '{kind}'), "
            f"but received {'object' if _kind(value) == 'array' else _kind(value)}.",
        )
    if kind in ("multiselect", "checkbox") and any(item not in options for item in value):
        raise Refusal(
            400, f"One or more invalid options for booking field '{slug}'. Allowed options are: {', '.join(options)}."
        )


def _person_problem(wish: Wish) -> str | None:
    person = wish.person
    if person.name == "":
        return "{name}error_required_field"
    if not person.name.strip():
        return "{name}Invalid string"
    if person.email is None:
        return "{email}error_required_field"
    if not is_email(person.email):
        return "{email}email_validation_error"
    return "{guests}email_validation_error" if any(not is_email(guest) for guest in wish.guests or []) else None


def _field_problem(event_type: EventType, wish: Wish, knobs: Knobs) -> str | None:
    for field in _custom(event_type):
        slug, kind = field["slug"], field["type"]
        value = wish.person.phone if slug == "attendeePhoneNumber" else wish.answers.get(slug)
        if field.get("required") and value in (None, "", []):
            return f"{{{slug}}}error_required_field"
        if kind == "number" and value is not None and knobs.number_fields == "refused":
            return f"{{{slug}}}Invalid string"
        if kind == "phone" and value and not is_phone(value):
            return f"{{{slug}}}invalid_number"
        if kind == "multiemail" and any(not is_email(item) for item in value or []):
            return f"{{{slug}}}email_validation_error"
    return None


def _missing(slug: str, event_type_id: int) -> str:
    return (
        f"Missing required booking field response: {slug} - it is required by the event type booking fields, but "
        f"missing in the bookingFieldsResponses. You can fetch the event type with ID {event_type_id} to see the "
        "required fields."
    )


def _kind(value: Any) -> str:
    """The JSON type's name as JavaScript says it."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return {str: "string", list: "array", type(None): "null"}.get(type(value), "object")


def _text(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
