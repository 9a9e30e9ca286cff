"""Comparing two answers after what differs per run has been taken out: status, error, headers, shape, values."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.replay.exchanges import Exchange
from tests.replay.translation import Translation

_STAMPS = ("timestamp", "createdAt", "updatedAt", "reservationUntil")
_ROW_IDS = ("id", "bookingId", "eventUid", "meetingId", "idempotencyKey")
_ISO = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"
_HEADERS = re.compile(r"x-ratelimit-.*|content-type|retry-after", re.IGNORECASE)


@dataclass
class Verdict:
    """What agreed. `error` is None where neither side refused; `gaps` say in words what did not agree."""

    exchange: Exchange
    status: bool
    error: bool | None
    headers: bool
    shape: bool
    values: bool
    gaps: list[str] = field(default_factory=list)


def compare(exchange: Exchange, status: int, headers: dict[str, str], body: Any, known: Translation) -> Verdict:
    """The verdict on one answer of ours."""
    recorded = normal(_translated(exchange.body, known), exchange.path)
    ours = normal(body, exchange.path)
    gaps: list[str] = []
    if status != exchange.status:
        gaps.append(f"status {exchange.status} → {status}")
    error = _same_error(recorded, ours, gaps) if exchange.status >= 400 or status >= 400 else None
    same_headers = _same_headers(exchange.answer_headers, headers, gaps)
    if exchange.shortened:
        recorded, ours = _shortened(recorded, ours)
    shapes, values = _differences(recorded, ours, "$")
    gaps += [*shapes, *values]
    return Verdict(
        exchange, status == exchange.status, error, same_headers, not shapes, not shapes and not values, gaps
    )


def normal(value: Any, path: str, name: str = "") -> Any:
    """The value without stamps and row ids."""
    if isinstance(value, dict):
        if value.get("type") == "daily_video":
            return dict.fromkeys(value, "<room>")
        return {key: normal(inner, path, key) for key, inner in value.items()}
    if name == "schedule" and isinstance(value, list):
        return [{**normal(item, path, ""), "id": "<id>"} if isinstance(item, dict) else item for item in value]
    if isinstance(value, list):
        return [normal(item, path, name) for item in value]
    if name in _STAMPS and isinstance(value, str):
        return "<stamp>"
    if name in _ROW_IDS and isinstance(value, int | str) and _is_row(path, value):
        return "<id>"
    if isinstance(value, str):
        value = re.sub(rf"Current time in UTC\+0: {_ISO}", "Current time in UTC+0: <stamp>", value)
        value = re.sub(r"UID%3A[\w-]+%0D|DTSTAMP%3A\w+", "<stamp>", value)
        return re.sub(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "<uuid>", value)
    return value


def _is_row(path: str, value: Any) -> bool:
    """Ids of bookings, attendees and references; those of users and event types are the same in every run."""
    return "/bookings" in path and not (isinstance(value, int) and value < 1000 and "/attendees" not in path)


def _translated(value: Any, known: Translation) -> Any:
    if isinstance(value, dict):
        return {key: _translated(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [_translated(item, known) for item in value]
    return known.text(value) if isinstance(value, str) else value


def _same_error(recorded: Any, ours: Any, gaps: list[str]) -> bool:
    left, right = _error_of(recorded), _error_of(ours)
    if left != right:
        gaps.append(f"error {left} → {right}")
    return left == right


def _error_of(body: Any) -> tuple[Any, Any]:
    if not isinstance(body, dict):
        return None, None
    error = body.get("error")
    if isinstance(error, dict):
        return error.get("code"), _sorted_reasons(error.get("message"))
    return None, body.get("message")


def _sorted_reasons(message: Any) -> Any:
    """Several reasons come in no particular order."""
    if not isinstance(message, str) or "property is wrong" not in message:
        return message
    return sorted(part.strip() for part in re.split(r" , |, (?=\w+ property is wrong)", message))


def _same_headers(recorded: dict[str, str], ours: dict[str, str], gaps: list[str]) -> bool:
    left = {name.lower(): value for name, value in recorded.items() if _HEADERS.fullmatch(name)}
    right = {name.lower(): value for name, value in ours.items() if _HEADERS.fullmatch(name)}
    for name in sorted(left.keys() | right.keys()):
        if left.get(name) != right.get(name):
            gaps.append(f"header {name}: {left.get(name)} → {right.get(name)}")
    has_id = any(name.lower() == "x-request-id" for name in recorded)
    if has_id and "x-request-id" not in {name.lower() for name in ours}:
        gaps.append("header x-request-id is missing")
        return False
    return left == right


def _shortened(recorded: Any, ours: Any) -> tuple[Any, Any]:
    """Both cut to what a shortened recording still holds: lists to its items, later items to its names."""
    if isinstance(recorded, dict) and isinstance(ours, dict):
        pairs = {key: _shortened(recorded[key], ours[key]) for key in recorded.keys() & ours.keys()}
        return (
            {key: pairs[key][0] if key in pairs else value for key, value in recorded.items()},
            {key: pairs[key][1] if key in pairs else value for key, value in ours.items()},
        )
    if isinstance(recorded, list) and isinstance(ours, list):
        cut = [
            _shortened(one, _only(one, other, i)) for i, (one, other) in enumerate(zip(recorded, ours, strict=False))
        ]
        rest = recorded[len(ours) :]
        return [pair[0] for pair in cut] + rest, [pair[1] for pair in cut]
    return recorded, ours


def _only(recorded: Any, ours: Any, index: int) -> Any:
    if index == 0 or not isinstance(recorded, dict) or not isinstance(ours, dict):
        return ours
    return {key: _reduced(recorded[key], value) for key, value in ours.items() if key in recorded}


def _reduced(recorded: Any, ours: Any) -> Any:
    """Ours with the names that an item reduced to identifying fields still has."""
    if isinstance(recorded, dict) and isinstance(ours, dict):
        return {key: _reduced(recorded[key], value) for key, value in ours.items() if key in recorded}
    if isinstance(recorded, list) and isinstance(ours, list):
        return [_reduced(one, other) for one, other in zip(recorded, ours, strict=False)]
    return ours


def _differences(recorded: Any, ours: Any, path: str) -> tuple[list[str], list[str]]:
    """Shape differences (paths, types) and value differences."""
    if isinstance(recorded, dict) and isinstance(ours, dict):
        return _of_objects(recorded, ours, path)
    if isinstance(recorded, list) and isinstance(ours, list):
        recorded, ours = _unordered(recorded, path), _unordered(ours, path)
        shapes: list[str] = []
        values = [] if len(recorded) == len(ours) else [f"{path}: {len(recorded)} items → {len(ours)}"]
        for index, (one, other) in enumerate(zip(recorded, ours, strict=False)):
            inner = _differences(one, other, f"{path}[{index}]")
            shapes, values = shapes + inner[0], values + inner[1]
        return shapes, values
    if _kind(recorded) != _kind(ours):
        return [f"{path}: {_short(recorded)} → {_short(ours)}"], []
    if path.endswith(".message") and _sorted_reasons(recorded) == _sorted_reasons(ours):
        return [], []
    return [], [] if recorded == ours else [f"{path}: {_short(recorded)} → {_short(ours)}"]


def _unordered(items: list[Any], path: str) -> list[Any]:
    """Attendees come back in whatever order the database has them."""
    if not path.endswith(".attendees") or not all(isinstance(item, dict) for item in items):
        return items
    return sorted(items, key=lambda item: (str(item.get("email")), str(item.get("name"))))


def _of_objects(recorded: dict[str, Any], ours: dict[str, Any], path: str) -> tuple[list[str], list[str]]:
    by_day = path.endswith((".data", ".slots")) and any(
        re.fullmatch(r"\d{4}-\d\d-\d\d", key) for key in recorded | ours
    )
    missing = [f"{path}.{key} is missing" for key in recorded if key not in ours]
    extra = [f"{path}.{key} is ours alone" for key in ours if key not in recorded]
    shapes, values = ([], missing + extra) if by_day else (missing + extra, [])
    for key in recorded:
        if key in ours:
            inner = _differences(recorded[key], ours[key], f"{path}.{key}")
            shapes, values = shapes + inner[0], values + inner[1]
    return shapes, values


def _kind(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return str(type(value).__name__)
    return "number" if isinstance(value, int | float) else type(value).__name__


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:97]}…"
