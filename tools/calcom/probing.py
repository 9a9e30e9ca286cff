"""Which API a server serves for a resource and a version: it tells nobody, so the shape of the answer must."""

import asyncio
from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ValidationError

from tools.calcom.address import path
from tools.calcom.envelope import Page, Success
from tools.calcom.models import Calendars, EventType, Me, Schedule, Slot
from tools.calcom.refusals import is_no_route
from tools.calcom.transport import NeverSent, NoAnswer, TooLarge, Transport
from tools.calcom.versions import Resource


class Reading(StrEnum):
    """What a server made of a version."""

    RIGHT = "answers as expected"
    OTHER = "answers with another API's shape"
    NO_ROUTE = "knows no such route"
    REFUSED = "refuses"
    SILENT = "gives no usable answer"


_SHAPES: dict[Resource, type[BaseModel]] = {
    Resource.ME: Success[Me],
    Resource.EVENT_TYPES: Success[tuple[EventType, ...]],
    Resource.SLOTS: Success[dict[str, tuple[Slot, ...]]],
    Resource.BOOKINGS: Page,
    Resource.SCHEDULES: Success[tuple[Schedule, ...]],
    Resource.CALENDARS: Success[Calendars],
}


async def probe(
    transport: Transport, resource: Resource, version: str, query: Mapping[str, str], *, total: float
) -> Reading:
    """Ask for a resource's list once, under any version; reads only, never raises for what the server does."""
    try:
        async with asyncio.timeout(total):
            answer = await transport.send("GET", path(resource), version=version, silence=total, query=query, body=None)
    except (NeverSent, NoAnswer, TooLarge, TimeoutError):
        return Reading.SILENT
    if is_no_route(answer):
        return Reading.NO_ROUTE
    if answer.status >= 500 or answer.status < 200 or 300 <= answer.status < 400:
        return Reading.SILENT
    if answer.status >= 400:
        return Reading.REFUSED
    try:
        _SHAPES[resource].model_validate_json(answer.body)
    except ValidationError:
        return Reading.OTHER
    return Reading.RIGHT
