"""Time words into what is wanted: the resolver's meanings as constraints on a start, and when to ask instead."""

from datetime import date, datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from graph import when
from graph.given.preferences import Locale
from graph.known.wanted import Piece, Wanted
from graph.when.saying.words_out import say_meaning


class ReadingContext(BaseModel):
    """What time words lean on: the person's locale, other zones, the slot under discussion, what was wanted so far."""

    model_config = ConfigDict(frozen=True)

    locale: Locale
    host_zone: str
    their_zone: str | None = None  # the other side's, where it is known
    anchor: tuple[datetime, datetime] | None = None
    wanted: Wanted | None = None
    moving: datetime | None = None  # the start of the booking that is moved
    looks_back: bool = False  # it is asked what was


class Understood(BaseModel):
    """What time words came to: a wanted time, a length in minutes, or a reason to ask (a code of `when.Reason`)."""

    model_config = ConfigDict(frozen=True)

    wanted: Wanted | None = None
    minutes: int | None = None
    trouble: str | None = None
    choices: tuple[when.Meaning, ...] = ()


# Doubts in which the likeliest reading is taken and said on the card; all others are asked.
_SPOKEN_DOUBTS = frozenset(
    {
        when.Reason.AM_PM,
        when.Reason.THIS_OR_NEXT_WEEK,
        when.Reason.SAME_WEEKDAY_TODAY,
        when.Reason.WINDOW_OR_DEADLINE,
    }
)


def understand_times(words: str, reading: ReadingContext) -> Understood:
    """Read time words in their context; never guesses where the resolver declined."""
    resolution = when.resolve(words, _context(reading))
    match resolution:
        case when.Found(meaning=meaning, assumptions=assumptions):
            return _meant(meaning, words, reading, assumptions)
        case when.Ambiguous(candidates=candidates, reason=reason, assumptions=assumptions):
            return _doubtful(candidates, reason, words, reading, assumptions)
        case when.Invalid(reason=reason, neighbours=neighbours):
            return Understood(trouble=str(reason), choices=neighbours)
        case when.NotUnderstood():
            return Understood(trouble="time_not_understood")
    assert_never(resolution)


def zone_named(words: str, reading: ReadingContext) -> str | None:
    """The IANA zone that words such as "Tokyo", "Pacific time" or "CET" name; None when they name none, or several."""
    plain = words.strip()
    for phrase in (f"12:00 {plain}", f"12:00 {plain} time"):
        resolution = when.resolve(phrase, _context(reading.model_copy(update={"wanted": None, "anchor": None})))
        if isinstance(resolution, when.Found) and isinstance(resolution.meaning, when.ClockTime | when.Instant):
            return resolution.meaning.zone
    return None


def wanted_at(start: datetime, zone: str, words: str = "") -> Wanted:
    """Exactly this start."""
    return Wanted(words=words, pieces=(_simple(when.Instant(at=start, zone=zone)),))


def day_of(start: datetime, zone: str) -> Wanted:
    """The whole day of a start, in a zone."""
    day = start.astimezone(ZoneInfo(zone)).date()
    return Wanted(words="", pieces=(Piece(zone=zone, first=day, last=day),))


def _context(reading: ReadingContext) -> when.TimeContext:
    locale = reading.locale
    anchor = when.Anchor(start=reading.anchor[0], end=reading.anchor[1]) if reading.anchor else None
    return when.TimeContext.model_validate(
        {
            "now": locale.now.astimezone(ZoneInfo(locale.zone)),
            "user_zone": locale.zone,
            "host_zone": reading.host_zone,
            "their_zone": reading.their_zone,
            "date_order": locale.date_order,
            "anchor": anchor,
            "looks_back": reading.looks_back,
            "bare_number_is_time": True,  # an interpreter has read the words as a time before they come here
        }
    )


def _doubtful(
    candidates: tuple[when.Meaning, ...],
    reason: when.Reason,
    words: str,
    reading: ReadingContext,
    assumptions: tuple[str, ...],
) -> Understood:
    """Take the reading that fits what was wanted before, or the likeliest of a mild doubt; else ask."""
    if reason in _SPOKEN_DOUBTS:
        spoken = [(*assumptions, _spoken(candidate, words, reading)) for candidate in candidates]
        readings = [_meant(c, words, reading, said) for c, said in zip(candidates, spoken, strict=True)]
        inside = [r for r in readings if r.wanted and reading.wanted and _lies_within(r.wanted, reading.wanted)]
        return (inside or readings)[0]
    return Understood(trouble=str(reason), choices=candidates)


def _spoken(meaning: when.Meaning, words: str, reading: ReadingContext) -> str:
    """How doubtful words were read, for the card."""
    return f"“{words}” as {say_meaning(meaning, zone=reading.locale.zone, date_order=reading.locale.date_order)}"


def _meant(meaning: when.Meaning, words: str, reading: ReadingContext, assumptions: tuple[str, ...]) -> Understood:
    if isinstance(meaning, when.Duration):
        return Understood(minutes=meaning.minutes)
    if isinstance(meaning, when.Shift):
        return Understood(trouble=str(when.Reason.NO_ANCHOR))
    if isinstance(meaning, when.Span) and meaning.start == reading.locale.now and meaning.end is None:
        return Understood(wanted=Wanted(words=words, soonest=True))
    pieces, excluded = _pieces(meaning)
    wanted = Wanted(words=words, pieces=pieces, excluded=excluded, assumptions=assumptions)
    if reading.moving is not None and when.names_a_bare_weekday(words):
        wanted = _in_its_week(wanted, reading.moving, reading)
    if reading.wanted is None or when.lifts_the_time_of_day(words):
        return Understood(wanted=wanted)
    return Understood(wanted=reading.wanted.narrowed(_within_old_days(wanted, reading.wanted)))


def _pieces(meaning: when.Meaning) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The stretches a meaning allows, and those it rules out."""
    match meaning:
        case when.AnyOf(options=options):
            return tuple(piece for option in options for piece in _pieces(option)[0]), ()
        case when.Except(base=base, exclusions=exclusions):
            return _pieces(base)[0], tuple(piece for other in exclusions for piece in _pieces(other)[0])
        case when.Span():
            return (_span(meaning),), ()
        case _:
            return (_simple(meaning),), ()


def _simple(meaning: when.Meaning) -> Piece:
    match meaning:
        case when.Instant(at=at, zone=zone):
            local = at.astimezone(ZoneInfo(zone))
            return Piece(zone=zone, first=local.date(), last=local.date(), clock=local.time(), at=at)
        case when.Day(date=day, zone=zone):
            return Piece(zone=zone, first=day, last=day)
        case when.DaySpan(first=first, last=last, zone=zone):
            return Piece(zone=zone, first=first, last=last)
        case when.ClockTime(time=clock, zone=zone):
            return Piece(zone=zone, clock=clock)
        case when.TimeRange(start=start, end=end, zone=zone):
            return Piece(zone=zone, since=start, until=end)
    raise AssertionError(f"no stretch in {meaning!r}")


def _span(span: when.Span) -> Piece:
    """A span inside one local day becomes that day with a time range, so that it can be narrowed by parts."""
    zone = ZoneInfo(span.zone)
    if span.start is not None and span.end is not None:
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        day = start.date()
        if (end - timedelta(microseconds=1)).date() == day:
            return Piece(zone=span.zone, first=day, last=day, since=start.time(), until=end.time())
    return Piece(zone=span.zone, after=span.start, before=span.end)


def _lies_within(new: Wanted, old: Wanted) -> bool:
    """Every day of the new lies in the old's stretch of days."""
    stretch = _stretch(old)
    days = [piece.one_day for piece in new.pieces]
    return stretch is not None and all(day and stretch[0] <= day <= stretch[1] for day in days)


def _within_old_days(new: Wanted, old: Wanted) -> Wanted:
    """First "next week", then "tuesday": the Tuesday of next week, though a nearer one exists."""
    stretch = _stretch(old)
    if stretch is None or not when.names_a_bare_weekday(new.words) or _lies_within(new, old):
        return new
    moved = tuple(_shifted_into(piece, *stretch) for piece in new.pieces)
    return new.model_copy(update={"pieces": moved, "assumptions": ()})


def _in_its_week(new: Wanted, booking: datetime, reading: ReadingContext) -> Wanted:
    """A booking of another week moved "to wednesday" stays in its week, where that day is still to come."""
    day, today = (moment.astimezone(ZoneInfo(reading.locale.zone)).date() for moment in (booking, reading.locale.now))
    monday = day - timedelta(days=day.weekday())
    pieces = tuple(_shifted_into(piece, max(monday, today), monday + timedelta(days=6)) for piece in new.pieces)
    if monday <= today or pieces == new.pieces:
        return new
    return new.model_copy(update={"pieces": pieces, "assumptions": (f"“{new.words}” in the booking's own week",)})


def _stretch(wanted: Wanted) -> tuple[date, date] | None:
    """The only stretch of several days that is wanted."""
    stretches = {(p.first, p.last) for p in wanted.pieces if p.first and p.last and p.first != p.last}
    first, last = stretches.pop() if len(stretches) == 1 else (None, None)
    return (first, last) if first and last else None


def _shifted_into(piece: Piece, first: date, last: date) -> Piece:
    """The same weekday inside the stretch; unchanged when it has none."""
    day = piece.one_day
    if day is None:
        return piece
    shifted = day + timedelta(days=-(-(first - day).days // 7) * 7)
    if not first <= shifted <= last:
        return piece
    return piece.model_copy(update={"first": shifted, "last": shifted, "at": None})
