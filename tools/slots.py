"""Looking for free time: what is open in a window, what else there is when it is full, whether one start is free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType, Slot, Window


@dataclass(frozen=True, slots=True)
class Openings:
    """What a search found, earliest first. Everything free in `searched` is in here."""

    inside: tuple[Slot, ...]  # in the window that was asked for
    around: tuple[Slot, ...]  # outside it, on the days it touches: earlier or later the same day
    later: tuple[Slot, ...]  # on the days after
    searched: Window
    zone: ZoneInfo  # whose days these are

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What there is to offer first: the window, or else the first later day that has room."""
        return self.inside or self.next_day

    @property
    def next_day(self) -> tuple[Slot, ...]:
        """The first day after the window's that has room, all of it."""
        days = [slot.start.astimezone(self.zone).date() for slot in self.later]
        return tuple(slot for slot, day in zip(self.later, days, strict=True) if day == days[0])

    def alternatives(self, wanted: datetime, limit: int = 5) -> list[Slot]:
        """The free starts closest to a wanted one, on its own day if there are any, else on the next day with room."""
        return nearest((*self.inside, *self.around) or self.next_day, wanted, limit)


async def find_slots(
    calcom: CalcomClient,
    event_type: EventType,
    window: Window,
    zone: ZoneInfo,
    *,
    duration: int | None = None,
    rescheduling: str | None = None,
    look_ahead: int = 7,
) -> Openings:
    """Free slots in the window, around it and on the days after it; one query, however far we look.

    Args:
        zone: whose days count as days.
        duration: minutes, when another than the event type's own is wanted.
        rescheduling: uid of the booking being moved; its own time counts as free.
        look_ahead: days past the window's last one.

    Raises:
        SchedulingError: as CalcomClient.slots.
    """
    searched = _whole_days(window, zone).extended(days=look_ahead, zone=zone)
    last = _whole_days(window, zone).end
    length = _asked_length(event_type, duration)
    slots = await calcom.slots(event_type.id, searched, zone, duration=length, rescheduling=rescheduling)
    slots = _for_all(slots, rescheduling)
    return Openings(
        inside=tuple(slot for slot in slots if slot.start in window),
        around=tuple(slot for slot in slots if slot.start not in window and slot.start < last),
        later=tuple(slot for slot in slots if slot.start >= last),
        searched=searched,
        zone=zone,
    )


def nearest(slots: tuple[Slot, ...] | list[Slot], wanted: datetime, limit: int = 5) -> list[Slot]:
    """The `limit` slots closest to a wanted start, earliest first; of two equally close ones the earlier wins."""
    closest = sorted(slots, key=lambda slot: (abs(slot.start - wanted), slot.start))[:limit]
    return sorted(closest, key=lambda slot: slot.start)


async def slot_at(
    calcom: CalcomClient,
    event_type: EventType,
    start: datetime,
    zone: ZoneInfo,
    *,
    duration: int | None = None,
    rescheduling: str | None = None,
) -> Slot | None:
    """The slot at exactly this start, with its end and the seats it has left; None when it is not offered."""
    window = Window(start=start, end=start + timedelta(minutes=1))
    length = _asked_length(event_type, duration)
    slots = await calcom.slots(event_type.id, window, zone, duration=length, rescheduling=rescheduling, ends=True)
    return next((slot for slot in _for_all(slots, rescheduling) if slot.start == start), None)


async def free_among(
    calcom: CalcomClient, event_type: EventType, starts: Sequence[datetime], zone: ZoneInfo
) -> tuple[Slot, ...]:
    """The slots at those of these starts that are offered, with their ends; one query from the first to the last."""
    window = Window(start=min(starts), end=max(starts) + timedelta(minutes=1))
    slots = await calcom.slots(event_type.id, window, zone, ends=True)
    return tuple(slot for slot in slots if slot.start in starts)


def local_day(day: date, zone: ZoneInfo) -> Window:
    """One date from midnight to midnight in a zone: 23, 24 or 25 hours."""
    begin = datetime.combine(day, time.min, tzinfo=zone)
    return Window(start=begin, end=datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone))


def _for_all(slots: list[Slot], rescheduling: str | None) -> list[Slot]:
    """For a shared booking that is moved whole: without starts where other people have seats already.

    Cal.com would put a second booking of the type over theirs.
    """
    if rescheduling is None:
        return slots
    return [slot for slot in slots if slot.booking_uid in (None, rescheduling)]


def _asked_length(event_type: EventType, duration: int | None) -> int | None:
    """Cal.com takes any number, on fixed types too, and then offers starts that a booking would not keep."""
    if duration is None or duration == event_type.length_in_minutes or duration not in event_type.lengths:
        return None
    return duration


def _whole_days(window: Window, zone: ZoneInfo) -> Window:
    """From the first midnight before the window to the first one after it, in a zone."""
    first = local_day(window.start.astimezone(zone).date(), zone)
    return Window(start=first.start, end=window.extended(days=0, zone=zone).end)
