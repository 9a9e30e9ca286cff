"""Answers to a narrow question about bookings: one line for each that is meant, rather than a list."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from graph.known.request import BookingSeen
from graph.known.saying import Listing, OwnTimeSeen, Stretch
from graph.understanding.schema import Wants
from graph.when.saying.words_out import say_duration
from graph.wording.times import Voice
from tools.calcom.models import BookingStatus

_MOST = 5  # bookings answered for
_VIDEO = "integrations:"  # how Cal.com names a video service in place of an address
_STANDS = {
    BookingStatus.ACCEPTED: "It is booked",
    BookingStatus.PENDING: "It still waits for confirmation",
    BookingStatus.CANCELLED: "It was cancelled",
    BookingStatus.REJECTED: "It was declined",
}


def word_answer(listing: Listing, voice: Voice, about: str) -> str | None:
    """The answer to what was asked of these bookings; None where a list answers it.

    Args:
        about: how the list's head says whose and when, as " with Ana on Friday 4 December".
    """
    bookings = listing.bookings
    if listing.wants is Wants.COUNT and listing.unmatched:
        return f"None like “{listing.unmatched}”{about}."
    if not bookings or listing.unmatched:
        return None
    match listing.wants:
        case Wants.COUNT:
            return f"{len(bookings)} {'booking' if len(bookings) == 1 else 'bookings'}{about}{_waiting(bookings)}."
        case Wants.HOURS:
            total = say_duration(sum(booking.minutes for booking in bookings))
            return f"{total} in {len(bookings)} {'booking' if len(bookings) == 1 else 'bookings'}{about}."
        case Wants.ADDRESS:
            return _addresses(listing)
        case Wants.STATUS:
            return _states(bookings, voice)
        case Wants.CLOCK:
            return _each(bookings, voice, lambda b: _elsewhere(b, voice, listing.clock_of or b.attendee_zone))
        case Wants.CALENDAR if len(bookings) == 1:
            return _into_a_calendar(listing, voice)
    told = _TOLD.get(listing.wants) if listing.wants else None
    return _each(bookings, voice, told) if told else None


def _waiting(bookings: Sequence[BookingSeen]) -> str:
    waiting = sum(booking.status is BookingStatus.PENDING for booking in bookings)
    return f", of which {waiting} still {'waits' if waiting == 1 else 'wait'} for confirmation" if waiting else ""


def word_own_time(listing: Listing, seen: OwnTimeSeen, voice: Voice) -> str:
    """Whether one is free: at a moment, on a day, or on several."""
    days = sorted({day for stretch in seen.asked for day in _days(stretch, voice)})
    in_the_way = [voice.booking(booking) for booking in listing.bookings]
    in_the_way += [f"{_on(t, voice)}: busy in another calendar" for t in seen.elsewhere]
    lines = [_moment(seen, voice, in_the_way)] if seen.is_exact else _free(seen, voice, days, in_the_way)
    if not listing.complete:
        lines.append("There are more bookings than I looked through; name a day to be sure.")
    if not seen.calendars_read:
        lines.append("That is by Cal.com's own bookings only: the connected calendars could not be read.")
    return "\n".join(lines)


def _moment(seen: OwnTimeSeen, voice: Voice, in_the_way: list[str]) -> str:
    start = voice.start(seen.asked[0].start)
    if in_the_way:
        return f"No, you are not free on {start}: {'; '.join(in_the_way)}."
    outside = "" if seen.is_open else ", though outside your working hours"
    return f"Yes, you are free on {start}{outside} ({voice.zone})."


def _free(seen: OwnTimeSeen, voice: Voice, days: list[date], in_the_way: list[str]) -> list[str]:
    """What is free, day by day, and what stands in the way."""
    when = voice.day(days[0]) if len(days) == 1 else f"from {voice.day(days[0])} to {voice.day(days[-1])}"
    way = ["In the way:", *(f"- {line}" for line in in_the_way)] if in_the_way else []
    if not seen.is_open and not seen.free:
        booked = "" if way else ", and nothing is booked then"
        return [f"{when[0].upper()}{when[1:]}: outside your working hours{booked} ({voice.zone}).", *way]
    if not seen.free:
        return [f"Nothing is free {_preposed(when, days)} ({voice.zone}).", *way]
    parts = [part for stretch in seen.free for part in _day_by_day(stretch, voice)]
    by_day = {day: [_clocks(part, voice) for part in parts if _days(part, voice)[0] == day] for day in days}
    if len(days) == 1:
        return [f"Free on {when} ({voice.zone}): {_joined(by_day[days[0]])}.", *way]
    lines = [f"- {voice.day(day)}: {_joined(free)}" for day, free in by_day.items() if free]
    return [f"Free {when} ({voice.zone}):", *lines, *way]


def _preposed(when: str, days: list[date]) -> str:
    return f"on {when}" if len(days) == 1 else when


def _addresses(listing: Listing) -> str | None:
    """Of everybody who is meant, each once."""
    found = {booking.attendee_email: booking.attendee_name for booking in listing.bookings if booking.attendee_email}
    if not found or len(found) > _MOST:
        return None
    return "\n".join(f"{name or 'Their address'}: {email}" for email, name in found.items())


def _states(bookings: Iterable[BookingSeen], voice: Voice) -> str:
    """What stands, if anything does; else what became of it."""
    known = list(bookings)
    live = [b for b in known if b.status in (BookingStatus.ACCEPTED, BookingStatus.PENDING) and b.end > voice.now]
    told = live or known[-1:]
    return "\n".join(f"{_STANDS.get(b.status, 'It stands')}: {_plainly(b, voice)}." for b in told[:_MOST])


def _each(bookings: Iterable[BookingSeen], voice: Voice, told: Callable[[BookingSeen], str]) -> str | None:
    known = list(bookings)
    if len(known) > _MOST:
        return None
    lines = [f"{told(booking)} ({_plainly(booking, voice)})" for booking in known]
    return f"{lines[0]}." if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def _plainly(booking: BookingSeen, voice: Voice) -> str:
    """The booking on a line, without what its state adds."""
    return voice.booking(booking.model_copy(update={"status": BookingStatus.ACCEPTED}))


def _place(booking: BookingSeen) -> str:
    if not booking.location:
        return "No place is noted"
    if booking.location.startswith(_VIDEO):
        return "It is a video call; Cal.com's mail has the link"
    return f"Place: {booking.location}"


def _link(booking: BookingSeen) -> str:
    place = booking.location or ""
    return f"Link: {place}" if place.startswith(("http://", "https://")) else _place(booking)


def _into_a_calendar(listing: Listing, voice: Voice) -> str:
    """Links to follow; where there are none, the mail has the file."""
    booking = _plainly(listing.bookings[0], voice)
    if not listing.links:
        return f"This Cal.com server has no links for that; its mail about the booking has the file ({booking})."
    lines = [f"- {one.label}: {one.link}" for one in listing.links]
    return "\n".join([f"Follow one of these to add it ({booking}):", *lines])


def _topic(booking: BookingSeen) -> str:
    return f"Notes: {booking.notes}" if booking.notes else "No topic is noted"


def _length(booking: BookingSeen) -> str:
    return say_duration(booking.minutes).capitalize()


def _elsewhere(booking: BookingSeen, voice: Voice, zone: str) -> str:
    there = voice.elsewhere(booking.start, booking.end, zone)
    return f"There it is {there}" if there else f"In {zone} the clock shows the same"


_TOLD: dict[Wants, Callable[[BookingSeen], str]] = {
    Wants.PLACE: _place,
    Wants.LINK: _link,
    Wants.TOPIC: _topic,
    Wants.LENGTH: _length,
}


def _days(stretch: Stretch, voice: Voice) -> list[date]:
    """The local days a stretch touches."""
    first = voice.local(stretch.start).date()
    last = voice.local(stretch.end - timedelta(microseconds=1)).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day_by_day(stretch: Stretch, voice: Voice) -> list[Stretch]:
    """The same, cut at each midnight here."""
    zone = voice.local(stretch.start).tzinfo
    cuts = [datetime.combine(day, time.min, tzinfo=zone) for day in _days(stretch, voice)[1:]]
    edges = [stretch.start, *cuts, stretch.end]
    return [Stretch(start=start, end=end) for start, end in itertools.pairwise(edges)]


def _clocks(stretch: Stretch, voice: Voice) -> str:
    start, end = voice.local(stretch.start), voice.local(stretch.end)
    if _is_midnight(start) and _is_midnight(end) and end.date() > start.date():
        return "all day"
    return f"{voice.clock(start)}–{voice.clock(end)}"


def _is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)


def _on(stretch: Stretch, voice: Voice) -> str:
    return f"{voice.day_of(stretch.start)}, {_clocks(stretch, voice)}"


def _joined(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
