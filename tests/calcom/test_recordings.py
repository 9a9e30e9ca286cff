"""Answers recorded from real servers are read without surprise. Stands aside where the recordings are not at hand."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tools.calcom.envelope import First, Page, Success
from tools.calcom.models import Booking, EventType, Me, Schedule, Slot
from tools.calcom.refusals import refusal
from tools.calcom.transport import Answer
from tools.calcom.versions import VERSIONS, Resource
from tools.errors import NotFound, SlotTaken, UnexpectedAnswer, Unreachable
from tools.writing.comparing import unlike_move

RECORDINGS = Path(__file__).parents[3] / "shared" / "calcom" / "recordings"
pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="no recordings beside the project")

SHAPES: list[tuple[str, Resource, type[BaseModel]]] = [
    (r"GET /v2/me", Resource.ME, Success[Me]),
    (r"GET /v2/event-types", Resource.EVENT_TYPES, Success[tuple[EventType, ...]]),
    (r"(GET|PATCH) /v2/event-types/\d+|POST /v2/event-types", Resource.EVENT_TYPES, Success[EventType]),
    (r"GET /v2/schedules", Resource.SCHEDULES, Success[tuple[Schedule, ...]]),
    (r"GET /v2/schedules/default", Resource.SCHEDULES, Success[Schedule | None]),
    (r"GET /v2/slots", Resource.SLOTS, Success[dict[str, tuple[Slot, ...]]]),
    (r"GET /v2/bookings", Resource.BOOKINGS, Page),
    (
        r"GET /v2/bookings/\w+|POST /v2/bookings(/\w+/(cancel|reschedule|confirm|decline))?",
        Resource.BOOKINGS,
        First[Booking],
    ),
]


def recorded(release: str) -> Iterator[dict[str, Any]]:
    for file in sorted((RECORDINGS / release).glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def answer_of(exchange: dict[str, Any]) -> Answer:
    reply = exchange["response"]
    body = reply.get("body")
    raw = json.dumps(body) if body is not None else reply.get("text") or ""
    return Answer(reply["status"], {}, raw.encode())


def shape_of(exchange: dict[str, Any]) -> type[BaseModel] | None:
    """The model our client reads this exchange with; None for what it never asks."""
    request = exchange["request"]
    asked = f"{request['method']} {request['path'].partition('?')[0].rstrip('/')}"
    version = (request.get("headers") or {}).get("cal-api-version")
    for pattern, resource, shape in SHAPES:
        if re.fullmatch(pattern, asked) and (version == VERSIONS[resource] or resource is Resource.ME):
            return shape
    return None


@pytest.mark.parametrize("release", ["2025-12", "2026-07-community"])
def test_every_recorded_success_of_our_endpoints_is_read(release: str) -> None:
    read = 0
    for exchange in recorded(release):
        shape = shape_of(exchange)
        is_cut = "shortened" in exchange["response"] or "format=" in exchange["request"]["path"]
        if shape is not None and exchange["response"]["status"] < 300 and not is_cut:
            shape.model_validate_json(answer_of(exchange).body)
            read += 1

    assert read > 200


@pytest.mark.parametrize("release", ["2024-11", "2025-12", "2026-07-community"])
def test_every_recorded_refusal_has_its_error_and_tells_no_secret(release: str) -> None:
    for exchange in recorded(release):
        answer = answer_of(exchange)
        if answer.status < 400 or answer.status == 429:
            continue
        error = refusal(answer, operation="test", version="test")
        said = answer.body.decode()

        assert isinstance(error, Unreachable) == (answer.status >= 500)
        assert isinstance(error, UnexpectedAnswer) == (answer.status == 404 and '"message": "Cannot ' in said)
        assert answer.status != 404 or isinstance(error, NotFound | UnexpectedAnswer)
        if "already has booking" in said or "booking_conflict" in said:
            assert isinstance(error, SlotTaken)
        assert "@" not in error.detail
        assert not any(
            uid in error.detail for uid in re.findall(r"/v2/bookings/(\w{20,})", exchange["request"]["path"])
        )


@pytest.mark.parametrize("release", sorted(path.name for path in RECORDINGS.glob("20*")))
def test_a_move_leaves_host_and_place_as_they_were(release: str) -> None:
    bookings = {booking.uid: booking for booking in whole_bookings(list(recorded(release)))}
    moved = [(new, bookings[old]) for new in bookings.values() if (old := new.rescheduled_from_uid) in bookings]

    assert moved or release == "2024-11"
    assert [new.uid for new, old in moved if {"host", "location"} & {*unlike_move(new, old, new.start)}] == []


def whole_bookings(told: Any) -> Iterator[Booking]:
    """Every booking anywhere in what was recorded."""
    if isinstance(told, dict) and {"uid", "hosts", "attendees", "status", "start", "end"} <= told.keys():
        yield Booking.model_validate(told)
    elif isinstance(told, dict | list):
        for part in told.values() if isinstance(told, dict) else told:
            yield from whole_bookings(part)
