"""The one place where Cal.com's words are read: status, code and text become an error of ours, text kept for logs."""

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.calcom.transport import Answer
from tools.errors import (
    AlreadyCancelled,
    AlreadyMoved,
    AlreadyOver,
    AlreadySignedUp,
    BadKey,
    FieldNeeded,
    InThePast,
    LimitReached,
    NoSeatsLeft,
    NotAllowed,
    NotFound,
    OutsideWindow,
    Refused,
    SchedulingError,
    SlotTaken,
    UnexpectedAnswer,
    Unreachable,
    WrongVersion,
)

_log = logging.getLogger(__name__)

_LONGEST_DETAIL = 300

_WORDS: tuple[tuple[re.Pattern[str], type[SchedulingError]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), error)
    for words, error in (
        (r"already has booking|not available|booking_conflict|already reserved|event is already booked", SlotTaken),
        (r"no more seats left", NoSeatsLeft),
        (r"already_signed_up_for_this_booking", AlreadySignedUp),
        (r"in the past", InThePast),
        (r"can't be booked at the .start. time provided|minimum booking notice", OutsideWindow),
        (r"booking_limit_reached|duration_limit_reached|maximum number of active bookings", LimitReached),
        (r"cancelled and rescheduled already", AlreadyMoved),
        (r"has been cancelled|already been cancelled|already cancelled", AlreadyCancelled),
        (r"already ended", AlreadyOver),
        (r"cancellation reason is required", FieldNeeded),
        (r"email_verification_required|invalid_verification_code", FieldNeeded),
        (r"^missing required booking field|^invalid (type|option) |^one or more invalid options", FieldNeeded),
        (r"^responses( - |\.)", FieldNeeded),
        (r"^attendee property is wrong", FieldNeeded),
        (r"requested event-types do not exist", NotFound),
    )
)

_FIELD = (
    re.compile(r"booking field response: (?P<slug>[\w-]+)"),
    re.compile(r"(?:booking )?field '(?P<slug>[\w-]+)'"),
    re.compile(r"^responses(?: - \{|\.)(?P<slug>[\w-]+)"),
    re.compile(r"^attendee property is wrong,\s*(?:attendee )?(?P<slug>name|email|timeZone|phoneNumber|language)\b"),
)

_NOT_YOURS = re.compile(r"not a host|not authorized|do not belong", re.IGNORECASE)

_NO_ROUTE = re.compile(r"\bCannot (GET|POST|PATCH|PUT|DELETE) ")
_VERSION = re.compile(r"cal-api-version|\bapi[ -]?version\b|\b(unsupported|unknown|invalid) version\b", re.IGNORECASE)

_SECRETS = (
    (re.compile(r"[^\s@,;<>\"'(]+@[^\s@,;<>\"')]+"), "<e-mail>"),
    (re.compile(r"\bcal_\w+"), "<key>"),
    (re.compile(r"(?i)\bbearer\s+\S+"), "<key>"),
    (re.compile(r"(?i)\b(\w*uid)(=|\s)\s*[\w-]{3,}"), r"\1\2<uid>"),
    (re.compile(r"\b(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{18,64}\b"), "<uid>"),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uid>"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What an error body says, whichever of its forms it has: enveloped (A), bare (B), both (C), HTML or nothing."""

    code: str  # "" in the bare form
    text: str


def complaint(answer: Answer) -> Complaint:
    """Read the code and text of an error body; unreadable ones give an empty text."""
    try:
        body = json.loads(answer.body)
    except ValueError:
        return Complaint("", _first_words(answer))
    if not isinstance(body, Mapping):
        return Complaint("", "")
    error = body.get("error")
    if isinstance(error, Mapping):
        text = _constraints(error.get("details")) or error.get("message") or body.get("message")
        return Complaint(str(error.get("code") or ""), _as_text(text))
    return Complaint("", _as_text(body.get("message") or error))


def refusal(answer: Answer, *, operation: str, version: str) -> SchedulingError:
    """The error that a 3xx, 4xx or 5xx answer stands for; 429 is read by its headers, in pacing.py."""
    said = complaint(answer)
    detail = f"{operation}: {answer.status} {said.code} {redacted(said.text)}".strip()
    if answer.status >= 500 or answer.status == 408:
        return Unreachable(detail, status=answer.status)
    if answer.status < 400:
        return UnexpectedAnswer(
            f"{operation}: {answer.status}, a redirect, which we do not follow", status=answer.status
        )
    if is_no_route(answer):
        _log.error("%s: Cal.com knows no such route; cal-api-version sent was %s", operation, version)
        return WrongVersion(f"{operation}: no such route with cal-api-version {version}", status=answer.status)
    return _refused(answer.status, said, operation, detail)


def is_no_route(answer: Answer) -> bool:
    """What answers knows no such path under this version, which is another thing than a missing booking.

    Cal.com's router says "Cannot GET …"; a 404 that is no JSON is a web server's or another program's; a server that
    checks versions complains about them by name.
    """
    text = complaint(answer).text
    if answer.status == 404 and (_NO_ROUTE.search(text) or not answer.body.lstrip().startswith(b"{")):
        return True
    return answer.status == 405 or (400 <= answer.status < 500 and _VERSION.search(text) is not None)


def redacted(text: str) -> str:
    """A vendor's text made safe for a log: no e-mail, key or whole uid, one line, at most 300 characters."""
    for pattern, mask in _SECRETS:
        text = pattern.sub(mask, text)
    return " ".join(text.split())[:_LONGEST_DETAIL]


def _refused(status: int, said: Complaint, operation: str, detail: str) -> SchedulingError:
    # The text first for 400, 401, 409 and 422: an event type's limit is a 401, an overlap is a 400.
    if status in (400, 401, 409, 422):
        for words, kind in _WORDS:
            if words.search(said.text):
                return _field_needed(said, detail, status) if kind is FieldNeeded else kind(detail, status=status)
    if status == 400 and said.code == "TRPCError" and operation == "bookings":
        return NotFound(detail, status=status)  # older releases say only "bad request" for an unknown event type
    return _by_status(status, said)(detail, status=status)


def _by_status(status: int, said: Complaint) -> type[SchedulingError]:
    if status == 401:
        # The booking core and a few guards say 401 where 403 is meant: the key is good, the act is not allowed.
        return NotAllowed if said.code == "TRPCError" or _NOT_YOURS.search(said.text) else BadKey
    if status == 403:
        return BadKey if "no authentication provided" in said.text else NotAllowed
    return {404: NotFound, 409: SlotTaken, 410: NotFound, 498: BadKey}.get(status, Refused)


def _field_needed(said: Complaint, detail: str, status: int) -> FieldNeeded:
    found = next((match for pattern in _FIELD if (match := pattern.search(said.text))), None)
    return FieldNeeded(detail, field=found["slug"] if found else None, status=status)


def _constraints(details: Any) -> str:
    """The reasons of a global validation: details.errors[].constraints, nested in children for lists."""
    if not isinstance(details, Mapping) or not isinstance(details.get("errors"), list):
        return ""
    return "; ".join(_reasons(details["errors"]))


def _reasons(errors: list[Any]) -> list[str]:
    found: list[str] = []
    for error in errors:
        if isinstance(error, Mapping):
            constraints = error.get("constraints")
            found += [str(reason) for reason in constraints.values()] if isinstance(constraints, Mapping) else []
            children = error.get("children")
            found += _reasons(children) if isinstance(children, list) else []
    return found


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return value if isinstance(value, str) else ""


def _first_words(answer: Answer) -> str:
    """A proxy's page or plain text, without its tags."""
    text = answer.body[:2000].decode("utf-8", errors="replace")
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())
