"""Builders for tests of the mocked Cal.com: a clock that only moves when told, a world, raw HTTP into it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx

from tools.mock_calcom.app import create_app
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.event_types.teams import add_team_event_type
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.slots.schedules import add_schedule
from tools.mock_calcom.world.model import EventType, Team
from tools.mock_calcom.world.world import World

NOW = datetime(2031, 5, 5, 8, 0, tzinfo=UTC)  # a Monday, 10:00 in Berlin
OWNER, STRANGER = "cal_test_owner", "cal_test_stranger"
BOOKINGS, EVENT_TYPES, SLOTS, SCHEDULES = "2024-08-13", "2024-06-14", "2024-09-04", "2024-06-11"


def standing(now: datetime = NOW) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: now


def a_world(*, release: str = "default", zone: str = "Europe/Berlin", **knobs: Any) -> World:
    """Hanna (owner, office hours) and Egon (a stranger), without event types; no pause before a write."""
    world = World(standing(), release=release)
    world.knobs = world.knobs.turned({"commit_delay_s": 0.0, **knobs})
    for name, mail, key in (("Hanna Host", "hanna@example.com", OWNER), ("Egon Else", "egon@example.com", STRANGER)):
        user = world.add_user(name, mail, key=key, time_zone=zone)
        user.default_schedule_id = add_schedule(world, user.id, "Hours", zone).id
    return world


def a_type(world: World, slug: str = "meeting", **body: Any) -> EventType:
    """An event type of the owner: 30 minutes, no notice, unless the body says otherwise."""
    plain = {"title": slug.title(), "slug": slug, "lengthInMinutes": 30, "minimumBookingNotice": 0}
    return add_event_type(world, next(iter(world.users)), plain | body)


def a_client(world: World | None = None) -> httpx.AsyncClient:
    """Raw HTTP into a world (the sample by default), without a key."""
    app = create_app(sample_world(standing()) if world is None else world)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mock")


def as_owner(version: str = BOOKINGS, key: str = OWNER) -> dict[str, str]:
    """Headers with a key and a version."""
    return {"Authorization": f"Bearer {key}", "cal-api-version": version}


def plain(version: str = BOOKINGS) -> dict[str, str]:
    """Headers with a version only."""
    return {"cal-api-version": version}


def a_body(event_type: EventType, start: str, **more: Any) -> dict[str, Any]:
    """A create body for Ann."""
    person = {"name": "Ann", "email": "ann@example.com", "timeZone": "Europe/Rome"}
    return {"eventTypeId": event_type.id, "start": start, "attendee": person | more.pop("attendee", {}), **more}


async def booked(client: httpx.AsyncClient, event_type: EventType, start: str, **more: Any) -> Any:
    """Books and gives the booking (or the series) back; fails when Cal.com would not."""
    answer = await client.post("/v2/bookings", headers=plain(), json=a_body(event_type, start, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


async def move(client: httpx.AsyncClient, uid: str, start: str, key: str | None = None, **more: Any) -> httpx.Response:
    """Moves a booking; without a key as anybody may."""
    headers = as_owner(key=key) if key else plain()
    return await client.post(f"/v2/bookings/{uid}/reschedule", headers=headers, json={"start": start, **more})


async def cancel(client: httpx.AsyncClient, uid: str, key: str | None = None, **body: Any) -> httpx.Response:
    """Cancels a booking; without a key as anybody may."""
    headers = as_owner(key=key) if key else plain()
    return await client.post(f"/v2/bookings/{uid}/cancel", headers=headers, json=body)


async def read(client: httpx.AsyncClient, uid: str) -> Any:
    """A booking as anybody reads it."""
    return (await client.get(f"/v2/bookings/{uid}", headers=plain())).json()["data"]


async def starts(client: httpx.AsyncClient, event_type: EventType, day: str, **query: Any) -> list[str]:
    """The slots of one UTC day as HH:MM."""
    params = {"eventTypeId": event_type.id, "start": day, "end": day, **query}
    answer = await client.get("/v2/slots", headers=plain(SLOTS), params=params)
    assert answer.status_code == 200, answer.text
    return [slot["start"][11:16] for slots in answer.json()["data"].values() for slot in slots]


def said(answer: httpx.Response) -> str:
    """The message of an error, of either form."""
    body = answer.json()
    return str(body["error"]["message"] if "error" in body else body["message"])


def a_team(scheduling: str) -> tuple[World, EventType]:
    """A team of Hanna and Egon, and a type both can host: roundRobin or collective."""

    world = a_world()
    team = world.tables.teams[7] = Team(7, "Team Blue", "blue", [1, 2])
    body = {"title": "Both", "slug": "both", "lengthInMinutes": 30, "minimumBookingNotice": 0,
            "schedulingType": scheduling, "hosts": [{"userId": 1}, {"userId": 2}]}  # fmt: skip
    return world, add_team_event_type(world, team, 1, body)
