"""A read-only page that shows the account's week and the journal live, for whoever demonstrates the assistant."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tools.mock_calcom.world.model import Booking, Json, User
from tools.mock_calcom.world.timestamps import find_zone
from tools.mock_calcom.world.world import World

# Everything the page needs is in it; it may talk to this server and to no other.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"


def page_routes(world: World) -> list[Route]:
    """`/` and the data behind it."""

    async def page(_: Request) -> Response:
        return HTMLResponse(_html(), headers={"Content-Security-Policy": _POLICY})

    async def week(request: Request) -> Response:
        text = request.query_params.get("offset", "0")
        return JSONResponse(week_of(world, int(text) if text.lstrip("-").isdigit() and len(text) < 5 else 0))

    return [Route("/", page, methods=["GET"]), Route("/_mock/week", week, methods=["GET"])]


def week_of(world: World, offset: int = 0) -> Json:
    """The first user's week in their own zone, Monday first, at a weekend the seven days from today on.

    `offset` counts weeks from this one.
    """
    host = next(iter(world.users.values()))
    zone = find_zone(host.time_zone) or ZoneInfo("UTC")
    now = world.now().astimezone(zone)
    into = now.weekday() if now.weekday() < 5 else 0
    first = now.date() + timedelta(days=7 * offset - into)
    days = [first + timedelta(days=number) for number in range(7)]
    return {
        "host": host.name,
        "zone": zone.key,
        "now": f"{now:%A, %d %B %Y, %H:%M}",
        "days": [
            {"name": f"{day:%a %d %b}", "today": day == now.date(), "bookings": _day(world, host, day, zone)}
            for day in days
        ],
    }


def _day(world: World, host: User, day: date, zone: ZoneInfo) -> list[Json]:
    start = datetime.combine(day, datetime.min.time(), zone)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return [
        _shown(booking, zone)
        for booking in world.bookings_between(start, end)
        if booking.host_id == host.id and booking.start >= start and booking.moved_to is None
    ]


def _shown(booking: Booking, zone: ZoneInfo) -> Json:
    start, end = booking.start.astimezone(zone), booking.end.astimezone(zone)
    return {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "title": booking.title, "status": booking.status}


@cache
def _html() -> str:
    return Path(__file__).with_name("page.html").read_text(encoding="utf-8")
