"""What POST and PATCH of event types accept, and how it lands in the table. Source: contract §2."""

import re
from collections.abc import Callable
from typing import Any

from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, at_least, is_boolean, is_integer, is_string
from tools.mock_calcom.world.model import EventType, Json

LOCATION_VALUES = {"address": "address", "link": "link", "integration": "integration", "phone": "phone",
                   "attendeePhone": None, "attendeeAddress": None, "attendeeDefined": None}  # fmt: skip
CONNECTED_APPS = ("cal-video",)
FIELD_TYPES = ("phone", "address", "text", "number", "textarea", "select", "multiselect", "multiemail", "checkbox",
               "radio", "boolean", "url")  # fmt: skip
WITH_OPTIONS = ("select", "multiselect", "checkbox", "radio")
DEFAULT_FIELDS = ("name", "email", "title", "location", "notes", "guests", "rescheduleReason")
PERIODS = ("day", "week", "month", "year")

_PLAIN = {
    "title": "title", "slug": "slug", "description": "description", "lengthInMinutes": "length",
    "lengthInMinutesOptions": "length_options", "slotInterval": "slot_interval", "minimumBookingNotice": "notice",
    "beforeEventBuffer": "buffer_before", "afterEventBuffer": "buffer_after", "offsetStart": "offset_start",
    "scheduleId": "schedule_id", "hidden": "hidden", "onlyShowFirstAvailableSlot": "first_slot_only",
    "requiresBookerEmailVerification": "verify_email", "bookingRequiresAuthentication": "requires_authentication",
    "disableGuests": "disable_guests", "locations": "locations",
}  # fmt: skip
_POLICIES = {
    "recurrence": "recurrence", "seats": "seats", "confirmationPolicy": "confirmation", "bookingWindow": "window",
    "bookerActiveBookingsLimit": "booker_limit",
}  # fmt: skip
_LIMITS = {"bookingLimitsCount": "limits_count", "bookingLimitsDuration": "limits_duration"}
_NULLABLE = ("slotInterval", "scheduleId", "recurrence", "successRedirectUrl")
_SETTINGS = ("lockTimeZoneToggleOnBookingPage", "forwardParamsSuccessRedirect", "successRedirectUrl", "isInstantEvent",
             "hideCalendarNotes", "useDestinationCalendarEmail", "hideCalendarEventDetails", "hideOrganizerEmail",
             "calVideoSettings", "color", "customName")  # fmt: skip


def checked(given: Any, *, creating: bool) -> Json:
    """The body, validated. Raises Refusal 400; unknown properties are simply not looked at."""
    whole: Json = given if isinstance(given, dict) else {}
    body = {name: value for name, value in whole.items() if value is not None or name in _NULLABLE}
    form = QueryForm(body)
    form.rule("lengthInMinutes", at_least(1), required=creating)
    form.rule("lengthInMinutesOptions", _options)
    form.rule("title", is_string, required=creating)
    form.rule("slug", is_string, required=creating)
    form.rule("description", is_string)
    for name in ("minimumBookingNotice", "beforeEventBuffer", "afterEventBuffer"):
        form.rule(name, at_least(0))
    form.rule("slotInterval", _optional(at_least(1)))
    form.rule("offsetStart", at_least(1 if body.get("offsetStart") else 0))
    form.rule("scheduleId", _optional(_whole))
    form.rule("confirmationPolicy", _confirmation)
    form.rule("bookingWindow", _window)
    form.rule("recurrence", _recurrence)
    form.rule("seats", _seats)
    for name in ("hidden", "disableGuests", "onlyShowFirstAvailableSlot", "requiresBookerEmailVerification",
                 "bookingRequiresAuthentication"):  # fmt: skip
        form.rule(name, is_boolean)
    form.rule("bookingLimitsCount", _limits)
    form.rule("bookingLimitsDuration", _limits)
    form.rule("bookerActiveBookingsLimit", _booker_limit)
    for name in ("disableCancelling", "disableRescheduling"):
        form.rule(name, _flag)
    for name in ("locations", "bookingFields", "hosts"):
        form.rule(name, _objects)
    form.check()
    _check_locations(body.get("locations"))
    _check_fields(body.get("bookingFields"))
    return body


def apply(event_type: EventType, body: Json) -> None:
    """Writes a validated body onto an event type; whole lists and policies are replaced."""
    for given, attribute in _PLAIN.items():
        if given in body:
            setattr(event_type, attribute, body[given])
    for given, attribute in _POLICIES.items():
        if given in body:
            setattr(event_type, attribute, None if _is_off(body[given]) else body[given])
    for given, attribute in _LIMITS.items():
        if given in body:
            setattr(event_type, attribute, {} if _is_off(body[given]) else _without_flag(body[given]))
    if "bookingFields" in body:
        event_type.fields = body["bookingFields"]
    for name in ("disableCancelling", "disableRescheduling"):
        if name in body:
            setattr(event_type, re.sub(r"([A-Z])", r"_\1", name).lower(), body[name])
    event_type.settings |= {name: body[name] for name in _SETTINGS if name in body}


def _is_off(policy: Any) -> bool:
    return not policy or bool(policy.get("disabled"))


def _without_flag(policy: Json) -> Json:
    return {name: value for name, value in policy.items() if name != "disabled"}


def _check_locations(locations: Any) -> None:
    for location in locations or []:
        kind = location.get("type")
        if not isinstance(kind, str) or kind not in LOCATION_VALUES:
            raise Refusal(
                400, f"Unsupported location type '{kind}'. Valid types are address, link, integration, and phone."
            )
        value = LOCATION_VALUES[kind]
        if value and not isinstance(location.get(value), str):
            raise Refusal(400, f"Validation failed for {kind} location: {value} must be a string")
        if kind == "integration" and location["integration"] not in CONNECTED_APPS:
            raise Refusal(400, f"{location['integration']} not connected.")


def _check_fields(fields: Any) -> None:
    for field in fields or []:
        kind = field.get("type")
        if kind in DEFAULT_FIELDS or field.get("slug") in DEFAULT_FIELDS:
            continue
        if kind not in FIELD_TYPES:
            raise Refusal(400, f"Unsupported booking field type '{kind}'.")
        problems = [f"{name} must be a string" for name in ("slug", "label") if not isinstance(field.get(name), str)]
        if not isinstance(field.get("required"), bool):
            problems.append("required must be a boolean value")
        if kind in WITH_OPTIONS and not isinstance(field.get("options"), list):
            problems.append("options must be an array")
        elif kind in WITH_OPTIONS and not all(isinstance(option, str) for option in field["options"]):
            problems.append("each value in options must be a string")
        if problems:
            raise Refusal(400, f"Validation failed for {kind} booking field: {', '.join(problems)}")


def _booker_limit(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and (value.get("disabled") or is_integer(value.get("maximumActiveBookings"))):
        return {}
    return {"BookerActiveBookingsLimitValidator": f"Invalid {name}"}


def _flag(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and isinstance(value.get("disabled", False), bool):
        return {}
    return {"isObject": f"{name} must be an object"}


def _objects(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, list):
        return {"isArray": f"{name} must be an array"}
    good = all(isinstance(item, dict) for item in value)
    return {} if good else {"nestedValidation": f"each value in nested property {name} must be either object or array"}


def _optional(rule: Callable[[str, Any], dict[str, str]]) -> Callable[[str, Any], dict[str, str]]:
    return lambda name, value: {} if value is None else rule(name, value)


def _whole(name: str, value: Any) -> dict[str, str]:
    return {} if is_integer(value) else {"isInt": f"{name} must be an integer number"}


def _options(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, list):
        return {"isArray": f"{name} must be an array"}
    good = all(is_integer(item) and item >= 1 for item in value)
    return {} if good else {"isInt": f"each value in {name} must be an integer number"}


def _confirmation(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and (value.get("disabled") or value.get("type") == "always"):
        return {}
    threshold = value.get("noticeThreshold") if isinstance(value, dict) else None
    if (
        isinstance(value, dict)
        and value.get("type") == "time"
        and isinstance(threshold, dict)
        and threshold.get("unit") in ("hours", "minutes")
        and is_integer(threshold.get("count"))
    ):
        return {}
    text = (
        'Invalid requiresConfirmation structure. Use "type": "always" or provide a valid time and unit in '
        '"noticeThreshold" for "type": "time".'
    )
    return {"ConfirmationPolicyValidator": text}


def _window(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and value.get("disabled"):
        return {}
    kind = value.get("type") if isinstance(value, dict) else None
    inner = value.get("value") if isinstance(value, dict) else None
    if kind == "range":
        good = isinstance(inner, list) and len(inner) == 2 and all(isinstance(day, str) for day in inner)
    else:
        good = kind in ("calendarDays", "businessDays") and is_integer(inner)
    return {} if good else {"inputBookingWindow": f"Validation failed for {name}"}


def _recurrence(name: str, value: Any) -> dict[str, str]:
    if value is None or (isinstance(value, dict) and value.get("disabled")):
        return {}
    good = (
        isinstance(value, dict)
        and is_integer(value.get("interval"))
        and is_integer(value.get("occurrences"))
        and value.get("frequency") in ("yearly", "monthly", "weekly")
    )
    return {} if good else {"RecurrenceValidator": f"Invalid {name}"}


def _seats(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and (value.get("disabled") or is_integer(value.get("seatsPerTimeSlot"))):
        return {}
    return {"SeatOptionsValidator": f"Invalid {name}"}


def _limits(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and all(
        key == "disabled" or (key in PERIODS and is_integer(count)) for key, count in value.items()
    ):
        return {}
    return {"BookingLimitsValidator": f"Invalid {name}"}
