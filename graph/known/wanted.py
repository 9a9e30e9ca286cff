"""The time asked for, as constraints on a start: days, a time of day, or both, in the zone they were said in."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

from tools.calcom.models import Window

_OPEN_DAYS = 14  # how far an open end looks ahead for free time
_LOOK_BACK = timedelta(days=366)  # how far an open side reaches in questions about bookings


# Kept as text in checkpoints: LangGraph's server shows dates inside models as lists, which no model reads back.
IsoDate = Annotated[date, PlainSerializer(lambda day: day and day.isoformat())]
IsoTime = Annotated[time, PlainSerializer(lambda clock: clock and clock.isoformat())]


class Piece(BaseModel):
    """One stretch asked for; None means not said. `last` is inclusive, `until` and `before` are exclusive."""

    model_config = ConfigDict(frozen=True)

    zone: str
    first: IsoDate | None = None
    last: IsoDate | None = None
    clock: IsoTime | None = None  # an exact start
    since: IsoTime | None = None
    until: IsoTime | None = None  # 00:00 means the end of the day
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None
    at: AwareDatetime | None = None  # an exact instant; settles an hour that the clock shows twice

    @property
    def has_days(self) -> bool:
        return any(part is not None for part in (self.first, self.last, self.after, self.before, self.at))

    @property
    def has_time(self) -> bool:
        return any(part is not None for part in (self.clock, self.since, self.until, self.at))

    @property
    def one_day(self) -> date | None:
        """The day, when it is a single one."""
        return self.first if self.first is not None and self.first == self.last else None

    @property
    def exact(self) -> datetime | None:
        """The only start that fits, UTC; None when several would."""
        if self.at is not None:
            return self.at.astimezone(UTC)
        if self.clock is None or self.one_day is None:
            return None
        return datetime.combine(self.one_day, self.clock, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def minutes(self) -> int | None:
        """Length of the time range within a day; None when there is none."""
        if self.since is None or self.until is None:
            return None
        return (_of_day(self.until) or 1440) - _of_day(self.since)

    def fits(self, start: datetime) -> bool:
        """Would this start be what was asked for?"""
        if self.at is not None:
            return start == self.at
        local = start.astimezone(ZoneInfo(self.zone))
        return self._fits_day(local) and self._fits_time(local) and self._fits_span(start)

    def fits_day(self, start: datetime) -> bool:
        """Is its day one of those asked for?"""
        return self._fits_day(start.astimezone(ZoneInfo(self.zone)))

    def _fits_day(self, local: datetime) -> bool:
        return (self.first is None or self.first <= local.date()) and (self.last is None or local.date() <= self.last)

    def _fits_time(self, local: datetime) -> bool:
        clock = local.time()
        if self.clock is not None and clock != self.clock:
            return False
        if self.since is not None and clock < self.since:
            return False
        return self.until is None or self.until == time(0) or clock < self.until

    def _fits_span(self, start: datetime) -> bool:
        return (self.after is None or self.after <= start) and (self.before is None or start < self.before)

    def hull(self, now: datetime) -> Window:
        """The stretch to look through, never before now; open ends reach 14 days."""
        if exact := self.exact:
            midnight = _midnight(exact.astimezone(ZoneInfo(self.zone)).date(), self.zone)
            return Window(start=midnight, end=_midnight(_local(midnight, self.zone) + timedelta(days=1), self.zone))
        start = self.after or (_midnight(self.first, self.zone) if self.first else now)
        start = max(start, now)
        end = self.before or (_midnight(self.last + timedelta(days=1), self.zone) if self.last else None)
        return Window(start=start, end=max(end or start + timedelta(days=_OPEN_DAYS), start + timedelta(minutes=1)))

    def whole(self, now: datetime) -> Window:
        """The whole stretch, also the part that lies before now: for questions about bookings."""
        if self.one_day or self.first:
            start = _midnight(self.first or _local(now, self.zone), self.zone)
        else:
            start = self.after or (
                _midnight(_local(now, self.zone), self.zone) if not self.before else now - _LOOK_BACK
            )
        end = self.before or (_midnight(self.last + timedelta(days=1), self.zone) if self.last else now + _LOOK_BACK)
        return Window(start=start, end=max(end, start + timedelta(minutes=1)))

    def on_days_of(self, other: "Piece") -> "Piece":
        """This time of day, on the other's days."""
        days = {"first": other.first, "last": other.last, "after": other.after, "before": other.before}
        if other.at is not None and days["first"] is None:
            days["first"] = days["last"] = other.at.astimezone(ZoneInfo(other.zone)).date()
        return self.model_copy(update=days)

    def at_time_of(self, other: "Piece") -> "Piece":
        """These days, at the other's time of day."""
        return self.model_copy(update={"clock": other.clock, "since": other.since, "until": other.until})


class Wanted(BaseModel):
    """All the stretches asked for, best first, and what was ruled out. `words` are the person's own."""

    model_config = ConfigDict(frozen=True)

    words: str
    pieces: tuple[Piece, ...] = ()
    excluded: tuple[Piece, ...] = ()
    assumptions: tuple[str, ...] = ()
    soonest: bool = False  # "as soon as possible": the first free start, whatever it is

    @property
    def exact(self) -> datetime | None:
        """The only start that fits, UTC; None when several would."""
        return self.pieces[0].exact if len(self.pieces) == 1 else None

    @property
    def has_days(self) -> bool:
        return self.soonest or any(piece.has_days for piece in self.pieces)

    @property
    def has_time(self) -> bool:
        return any(piece.has_time for piece in self.pieces)

    @property
    def zone(self) -> str | None:
        """The zone the time was said in; None when several."""
        zones = {piece.zone for piece in self.pieces}
        return zones.pop() if len(zones) == 1 else None

    @property
    def said_minutes(self) -> int | None:
        """How long a range of clock times is that was said in figures ("2 to 3"); None for parts of the day."""
        piece = self.pieces[0] if len(self.pieces) == 1 else None
        in_figures = any(character.isdigit() for character in self.words)
        return piece.minutes if piece and piece.one_day and in_figures else None

    def fits(self, start: datetime) -> bool:
        """Would this start be what was asked for?"""
        if any(piece.fits(start) for piece in self.excluded):
            return False
        return self.soonest or not self.pieces or any(piece.fits(start) for piece in self.pieces)

    def hull(self, now: datetime) -> Window:
        """The stretch to look through, never starting before now unless an exact start lies there."""
        if not self.pieces:
            return Window(start=now, end=now + timedelta(days=3 if self.soonest else _OPEN_DAYS))
        windows = [piece.hull(now) for piece in self.pieces]
        return Window(start=min(w.start for w in windows), end=max(w.end for w in windows))

    def narrowed(self, new: "Wanted") -> "Wanted":
        """What is wanted once `new` has been said too: a new day keeps the time, a new time keeps the day."""
        if new.soonest or not self.pieces:
            return new
        pieces = tuple(_merged(old, piece) for piece in new.pieces for old in self._partners(piece))
        excluded = new.excluded or (() if new.has_days else self.excluded)
        return new.model_copy(update={"pieces": tuple(dict.fromkeys(pieces)), "excluded": excluded})

    def _partners(self, piece: Piece) -> tuple[Piece, ...]:
        """The old stretches a new one combines with: all of them when it brings no day of its own."""
        return self.pieces if not piece.has_days else self.pieces[:1]


def _merged(old: Piece, new: Piece) -> Piece:
    if not new.has_days:
        return new.on_days_of(old)
    if not new.has_time and old.has_time:
        return new.at_time_of(old)
    return new


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _local(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def _of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
