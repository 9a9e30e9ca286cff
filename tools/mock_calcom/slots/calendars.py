"""Connected calendars and their busy times: any version, key required. Source: contract §5."""

import re
from collections.abc import Callable
from typing import Any

from tools.mock_calcom.slots.slot_queries import edges
from tools.mock_calcom.wire.calls import Call, Query, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, is_instant, is_string
from tools.mock_calcom.world.model import Json
from tools.mock_calcom.world.timestamps import parse_instant, utc_text


def get_calendars(call: Call) -> Reply:
    """GET /v2/calendars."""
    return success({"connectedCalendars": call.host.calendars, "destinationCalendar": {}})


def busy_times(call: Call) -> Reply:
    """GET /v2/calendars/busy-times, with bracketed names; a credential must be the caller's own."""
    query = _checked(call.query)
    own = {calendar["credentialId"] for calendar in call.host.calendars}
    if any(int(wanted["credentialId"]) not in own for wanted in query["calendarsToLoad"]):
        raise Refusal(401, "These credentials do not belong to you")
    start, end = edges(query["dateFrom"], query["dateTo"])
    wanted_ids = {wanted["externalId"] for wanted in query["calendarsToLoad"]}
    found = [
        {"start": utc_text(begins), "end": utc_text(ends), "source": calendar["integration"]}
        for calendar in call.host.calendars
        for inner in calendar.get("calendars", [])
        if inner["externalId"] in wanted_ids
        for begins, ends in _busy(inner)
        if begins < end and ends > start
    ]
    return success(found)


def _busy(calendar: Json) -> list[tuple[Any, Any]]:
    """The stretches of a calendar's `busy` list, seeded as [[start, end], …]."""
    return [(parse_instant(start), parse_instant(end)) for start, end in calendar.get("busy", [])]


def _checked(raw: Query) -> Json:
    query: Json = {name: value for name, value in raw.items() if not name.startswith("calendarsToLoad")}
    calendars: dict[str, Json] = {}
    for name, value in raw.items():
        if match := re.fullmatch(r"calendarsToLoad\[(\d+)\]\[(credentialId|externalId)\]", name):
            calendars.setdefault(match[1], {})[match[2]] = value
    if calendars:
        query["calendarsToLoad"] = list(calendars.values())
    form = QueryForm(query)
    form.rule("loggedInUsersTz", is_string, required=True)
    form.rule("dateFrom", _both(is_instant, is_string), required=True)
    form.rule("dateTo", _both(is_instant, is_string), required=True)
    form.rule("calendarsToLoad", _calendars, required=True)
    form.check()
    return query


def _both(*rules: Callable[[str, Any], dict[str, str]]) -> Callable[[str, Any], dict[str, str]]:
    def check(name: str, value: Any) -> dict[str, str]:
        wrong: dict[str, str] = {}
        for rule in rules:
            wrong |= rule(name, value)
        return wrong

    return check


def _calendars(name: str, value: Any) -> dict[str, str]:
    whole = isinstance(value, list) and all(
        str(entry.get("credentialId", "")).isdigit() and "externalId" in entry for entry in value
    )
    return {} if whole else {"isArray": f"{name} must be an array"}
