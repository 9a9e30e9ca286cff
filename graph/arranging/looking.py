"""One look at the calendar for a request: the start that fits, or what to offer instead and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, zip_longest
from zoneinfo import ZoneInfo

from graph.known.request import Request
from graph.known.state import PAGE
from graph.known.wanted import Wanted
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType, Schedule, Window
from tools.errors import SchedulingError
from tools.hours import Obstacle, obstacle
from tools.slots import Openings, find_slots

CARRIED = 15  # kept for "more"
_STEP = timedelta(minutes=15)
_MOST_STEPS = 31 * 96
# What stands against a stretch in which nothing is free: a start that could be had is taken, before all else.
_AGAINST = (
    "full",
    Obstacle.TOO_SOON,
    Obstacle.ENDS_OUTSIDE_HOURS,
    Obstacle.OUTSIDE_HOURS,
    Obstacle.CLOSED_DAY,
    Obstacle.TOO_FAR,
    Obstacle.IN_THE_PAST,
)
_OF_A_STRETCH = (Obstacle.TOO_SOON, Obstacle.OUTSIDE_HOURS, Obstacle.ENDS_OUTSIDE_HOURS)
_NEAR_DAYS, _FAR_DAYS = 3, 14  # how far "as soon as possible" looks, first and then


@dataclass(frozen=True)
class Found:
    """What a look came to. `start` is set when exactly one start is meant and it is free."""

    start: datetime | None = None
    offers: tuple[datetime, ...] = ()
    problem: Obstacle | str | None = None
    about: datetime | None = None  # the start the problem is about
    notice: str | None = None


async def look(
    calcom: CalcomClient, request: Request, event_type: EventType, wanted: Wanted, zone: ZoneInfo, now: datetime
) -> Found:
    """Query once (twice only for "as soon as possible" on full days) and judge.

    Raises:
        SchedulingError: as CalcomClient.slots.
    """
    exact = wanted.exact
    if exact is not None and exact <= now:
        return Found(problem=Obstacle.IN_THE_PAST, about=exact)
    window = wanted.hull(now)
    if window.end <= now:
        return Found(problem=Obstacle.IN_THE_PAST, about=window.start)
    openings = await _openings(calcom, request, event_type, window, zone, _FAR_DAYS if wanted.soonest else 7)
    if exact is not None:
        return await _exactly(calcom, exact, openings, request, event_type, now)
    fitting = [slot.start for slot in openings.inside if wanted.fits(slot.start) and slot.start > now]
    if wanted.soonest:
        return _soonest(fitting, openings)
    named = None if request.action == "availability" else _range_as_start(wanted, request, zone)
    if named is not None and named > now and named not in fitting:  # "2 to 3:30" names a start, another is not it
        return await _exactly(calcom, named, openings, request, event_type, now)
    if fitting:
        return _among(fitting, wanted, request, zone)
    return await _nothing_in(calcom, wanted, window, openings, event_type, request, now)


async def _openings(
    calcom: CalcomClient, request: Request, event_type: EventType, window: Window, zone: ZoneInfo, ahead: int
) -> Openings:
    own = request.booking.uid if request.booking and request.action == "reschedule" else None
    moving = request.instead_of or own
    return await find_slots(
        calcom, event_type, window, zone, duration=request.length, rescheduling=moving, look_ahead=ahead
    )


async def _exactly(
    calcom: CalcomClient,
    exact: datetime,
    openings: Openings,
    request: Request,
    event_type: EventType,
    now: datetime,
) -> Found:
    free = [slot for slot in (*openings.inside, *openings.around) if slot.start > now]
    if any(slot.start == exact for slot in free):
        return Found(start=exact)
    schedule = await _hours(calcom)
    minutes = request.length or event_type.length_in_minutes
    why = obstacle(exact, event_type, schedule, free, now=now, minutes=minutes)
    offers = tuple(slot.start for slot in openings.alternatives(exact, PAGE) if slot.start > now)
    return Found(problem=why, about=exact, offers=offers)


def _soonest(fitting: Sequence[datetime], openings: Openings) -> Found:
    later = [slot.start for slot in openings.later]
    if fitting:
        return Found(start=fitting[0])
    return Found(start=later[0], notice="near_days_full") if later else Found(problem="nothing_free")


def _among(fitting: Sequence[datetime], wanted: Wanted, request: Request, zone: ZoneInfo) -> Found:
    """Several starts fit: offer them, unless a range such as "2 to 3" names one meeting, or only one is left."""
    named = _range_as_start(wanted, request, zone)
    if named in fitting:
        return Found(start=named)
    if len(fitting) == 1 and request.action != "availability":
        return Found(start=fitting[0])
    differs = wanted.said_minutes is not None and request.action != "availability"
    return Found(offers=spread(fitting, zone), notice="range_differs" if differs else None)


async def _nothing_in(
    calcom: CalcomClient,
    wanted: Wanted,
    window: Window,
    openings: Openings,
    event_type: EventType,
    request: Request,
    now: datetime,
) -> Found:
    """Nothing of it is free: say what stands against every start in it, and offer the next openings."""
    schedule = await _hours(calcom)
    minutes = request.length or event_type.length_in_minutes
    starts = _starts_in(window, wanted, now)
    found = {obstacle(start, event_type, schedule, (), now=now, minutes=minutes) for start in starts}
    reasons = {"full" if why in (Obstacle.TAKEN, Obstacle.OFF_GRID) else why for why in found}
    same_days = [slot.start for slot in (*openings.inside, *openings.around) if slot.start > now]
    offers = same_days or [slot.start for slot in openings.next_day]
    why = next((why for why in _AGAINST if why in reasons), "full")
    about = None if why in _OF_A_STRETCH else window.start
    return Found(problem=why, about=about, offers=spread(offers, openings.zone)[:CARRIED])


def spread(starts: Sequence[datetime], zone: ZoneInfo, limit: int = CARRIED) -> tuple[datetime, ...]:
    """Starts to offer: of one day in order of time; of several, first one of each day, then the seconds, and so on."""
    days: dict[date, list[datetime]] = {}
    for start in starts:
        days.setdefault(start.astimezone(zone).date(), []).append(start)
    if len(days) <= 1:
        return tuple(starts[:limit])
    rounds = chain.from_iterable(zip_longest(*days.values()))
    picked = [start for start in rounds if start is not None][:limit]
    pages = [sorted(picked[at : at + PAGE]) for at in range(0, len(picked), PAGE)]
    return tuple(chain.from_iterable(pages))


def _range_as_start(wanted: Wanted, request: Request, zone: ZoneInfo) -> datetime | None:
    """The start of a range on one day that is just as long as the meeting."""
    piece = wanted.pieces[0] if len(wanted.pieces) == 1 else None
    if piece is None or piece.one_day is None or piece.since is None or piece.minutes != request.length:
        return None
    return piece.model_copy(update={"clock": piece.since}).exact


def _starts_in(window: Window, wanted: Wanted, now: datetime) -> Iterator[datetime]:
    """Every quarter of an hour that was asked for, at most a month of them."""
    starts = (window.start + n * _STEP for n in range(min((window.end - window.start) // _STEP, _MOST_STEPS) + 1))
    return (start for start in starts if now < start < window.end and wanted.fits(start))


async def _hours(calcom: CalcomClient) -> Schedule | None:
    """The host's hours, which tell why a time is not free; that it is not is known without them."""
    try:
        return await calcom.default_schedule()
    except SchedulingError:
        return None
