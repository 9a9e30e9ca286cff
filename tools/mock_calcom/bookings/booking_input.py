"""The bodies of booking writes: what is let through to the core, and what is refused before. Source: contract §4.1."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tools.mock_calcom.wire.errors import Refusal, core_bad_request
from tools.mock_calcom.wire.validation import LANGUAGES, Complaints, is_email, is_integer
from tools.mock_calcom.world.model import Json
from tools.mock_calcom.world.timestamps import find_zone, parse_instant

_CREATE = ("start", "attendee", "eventTypeId", "eventTypeSlug", "username", "teamSlug", "organizationSlug",
           "lengthInMinutes", "bookingFieldsResponses", "guests", "location", "meetingUrl", "metadata", "routing",
           "emailVerificationCode", "bookingFieldsResponses")  # fmt: skip
_ATTENDEE = ("name", "email", "timeZone", "phoneNumber", "language")
_SELECTOR = "eventTypeId or eventTypeSlug + username"
_METADATA = "Metadata must have at most 50 keys, each key up to 40 characters, and string values up to 500 characters."


@dataclass(frozen=True)
class Person:
    """The attendee as sent; the name may still be empty and the e-mail no e-mail (the core refuses those)."""

    name: str
    email: str | None
    time_zone: str
    language: str
    phone: str | None


@dataclass(frozen=True)
class Wish:
    """A create body that passed the outer layer."""

    start: datetime
    person: Person
    event_type_id: int | None = None
    slug: str | None = None
    username: str | None = None
    team_slug: str | None = None
    organization: str | None = None
    minutes: int | None = None
    answers: Json = field(default_factory=dict)
    guests: list[Any] | None = None
    place: Any = None
    metadata: Json = field(default_factory=dict)
    count: int | None = None
    instant: bool = False
    code: str | None = None


@dataclass(frozen=True)
class Move:
    """A reschedule body."""

    start: datetime
    reason: str | None = None
    by: str | None = None
    seat_uid: str | None = None


@dataclass(frozen=True)
class Cancellation:
    """A cancel body."""

    reason: str | None = None
    subsequent: bool = False
    seat_uid: str | None = None


def read_wish(body: Any) -> Wish:
    """Validates a create body. Raises Refusal 400, in one string or from the deeper layer."""
    if not isinstance(body, dict):
        raise Refusal(400, "undefined property is wrong,an unknown value was passed to the validate function ")
    recurring, instant = "recurrenceCount" in body, body.get("instant") is True
    complaints = Complaints()
    allowed = (*_CREATE, *(("recurrenceCount",) if recurring else ()), *(("instant",) if instant else ()))
    complaints.unknown(body, allowed)
    _check_start(body, complaints)
    _check_attendee(body, complaints)
    _check_selector(body, complaints)
    _check_rest(body, complaints)
    complaints.check()
    if isinstance(body["attendee"], list):
        raise core_bad_request("timeZone - Required, ")
    return _wish(body, instant)


def read_move(body: Any) -> Move:
    """Validates a reschedule body. Raises Refusal 400."""
    body = body if isinstance(body, dict) else {}
    complaints = Complaints()
    complaints.unknown(body, ("start", "reschedulingReason", "rescheduledBy", "seatUid", "emailVerificationCode"))
    _check_start(body, complaints)
    _check_strings(body, complaints, "reschedulingReason", "seatUid", "emailVerificationCode")
    if body.get("rescheduledBy") is not None and not is_email(body["rescheduledBy"]):
        complaints.add("rescheduledBy", "rescheduledBy must be an email")
    complaints.check()
    by, seat_uid = body.get("rescheduledBy"), body.get("seatUid")
    return Move(_start(body["start"]), body.get("reschedulingReason"), by, seat_uid)


def read_cancellation(body: Any) -> Cancellation:
    """Validates a cancel body. Raises Refusal 400."""
    body = body if isinstance(body, dict) else {}
    seated = "seatUid" in body
    complaints = Complaints()
    complaints.unknown(body, ("cancellationReason", "seatUid" if seated else "cancelSubsequentBookings"))
    _check_strings(body, complaints, "cancellationReason", "seatUid")
    if not isinstance(body.get("cancelSubsequentBookings") or False, bool):
        complaints.add("cancelSubsequentBookings", "cancelSubsequentBookings must be a boolean value")
    complaints.check()
    subsequent = bool(body.get("cancelSubsequentBookings"))
    return Cancellation(body.get("cancellationReason"), subsequent, body.get("seatUid"))


def _wish(body: Json, instant: bool) -> Wish:
    person = body["attendee"]
    return Wish(
        start=_start(body["start"]),
        person=Person(person["name"], person.get("email") or None, person["timeZone"],
                      person.get("language") or "en", person.get("phoneNumber") or None),
        event_type_id=body.get("eventTypeId"),
        slug=body.get("eventTypeSlug"),
        username=body.get("username"),
        team_slug=body.get("teamSlug"),
        organization=body.get("organizationSlug"),
        minutes=body.get("lengthInMinutes"),
        answers=body["bookingFieldsResponses"] if isinstance(body.get("bookingFieldsResponses"), dict) else {},
        guests=body.get("guests"),
        place=body["location"] if body.get("location") is not None else body.get("meetingUrl"),
        metadata=body.get("metadata") or {},
        count=body.get("recurrenceCount"),
        instant=instant,
        code=body.get("emailVerificationCode"),
    )  # fmt: skip


def _start(text: Any) -> datetime:
    if isinstance(text, str) and " " in text:
        raise core_bad_request("start - Expected string, received null, end - Expected string, received null, ")
    moment = parse_instant(text)
    assert moment is not None, "start was checked"  # noqa: S101
    return moment


def _check_start(body: Json, complaints: Complaints) -> None:
    if parse_instant(body.get("start")) is None:
        complaints.add("start", "start must be a valid ISO 8601 date string")


def _check_attendee(body: Json, complaints: Complaints) -> None:
    person = body.get("attendee")
    if person is None:
        reasons = ["attendee should not be null or undefined"]
        if "attendee" in body:
            reasons.append("nested property attendee must be either object or array")
        complaints.add("attendee", *reasons)
    elif isinstance(person, dict):
        complaints.nest("attendee", _person_complaints(person))
    elif not isinstance(person, list):
        complaints.add("attendee", "nested property attendee must be either object or array")


def _person_complaints(person: Json) -> Complaints:
    inner = Complaints()
    inner.unknown(person, _ATTENDEE)
    if not isinstance(person.get("name"), str):
        inner.add("name", "name must be a string")
    if find_zone(person.get("timeZone")) is None:
        inner.add("timeZone", "timeZone must be a valid IANA time-zone")
    _check_strings(person, inner, "email", "phoneNumber")
    language = person.get("language")
    if language is not None and language not in LANGUAGES.split(", "):
        inner.add("language", f"language must be one of the following values: {LANGUAGES}")
    if not person.get("email") and not person.get("phoneNumber"):
        text = "Attendee must have at least one contact method (email or phone number)"
        inner.add("attendee email or phone", text)
    return inner


def _check_selector(body: Json, complaints: Complaints) -> None:
    event_type_id = body.get("eventTypeId")
    by_slug = body.get("eventTypeSlug") and (body.get("username") or body.get("teamSlug"))
    if event_type_id is not None and not is_integer(event_type_id):
        complaints.add("eventTypeId", "eventTypeId must be an integer number")
    elif event_type_id is None and not by_slug:
        text = "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided"
        complaints.add(_SELECTOR, text)
    _check_strings(body, complaints, "eventTypeSlug", "username", "teamSlug", "organizationSlug")


def _check_rest(body: Json, complaints: Complaints) -> None:
    _check_count(body, complaints, "lengthInMinutes")
    _check_count(body, complaints, "recurrenceCount")
    if not isinstance(body.get("bookingFieldsResponses", {}), dict | list):
        complaints.add("bookingFieldsResponses", "bookingFieldsResponses must be an object")
    if body.get("guests") is not None and not isinstance(body["guests"], list):
        complaints.add("guests", "guests must be an array")
    _check_strings(body, complaints, "meetingUrl", "emailVerificationCode")
    _check_metadata(body.get("metadata"), complaints)


def _check_count(body: Json, complaints: Complaints, name: str) -> None:
    value = body.get(name)
    if value is None or (is_integer(value) and value >= 1):
        return
    reasons = [f"{name} must not be less than 1"]
    if not is_integer(value):
        reasons.append(f"{name} must be an integer number")
    complaints.add(name, *reasons)


def _check_metadata(metadata: Any, complaints: Complaints) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        complaints.add("metadata", "metadata must be an object")
    elif len(metadata) > 50 or any(not _fits(key, value) for key, value in metadata.items()):
        complaints.add("metadata", _METADATA)


def _fits(key: str, value: Any) -> bool:
    return len(key) <= 40 and not isinstance(value, dict | list) and (not isinstance(value, str) or len(value) <= 500)


def _check_strings(body: Json, complaints: Complaints, *names: str) -> None:
    for name in names:
        if body.get(name) is not None and not isinstance(body[name], str):
            complaints.add(name, f"{name} must be a string")
