"""Bookings as rows under their days, with what can be done about each."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from graph.events import BookingShown
from graph.wording.wishes import word_wish
from tools.calcom.models import BookingStatus
from ui.page.drawing.pieces import SAY, Clock, button, buttons, time_tag
from ui.rendering import encoded

_PILLS = {"pending": "your yes?", "cancelled": "cancelled", "rejected": "declined"}


def booking_list(bookings: Sequence[BookingShown], clock: Clock, *, is_open: bool) -> str:
    """All of them, day by day; with buttons while the list is the last thing said."""
    days = groupby(bookings, key=lambda booking: booking.start.date())
    return "".join(
        f'<section class="day"><h3>{encoded(clock.day(day))}</h3>{_rows(held, clock, is_open)}</section>'
        for day, held in days
    )


def _rows(bookings: Iterable[BookingShown], clock: Clock, is_open: bool) -> str:
    return f"<ul>{''.join(booking_row(booking, clock, is_open=is_open) for booking in bookings)}</ul>"


def booking_row(booking: BookingShown, clock: Clock, *, is_open: bool, kind: str = "") -> str:
    """One booking: time, who, kind and length, what stands about it, and what can be done."""
    minutes = int((booking.end - booking.start).total_seconds()) // 60
    who, name = who_of(booking), booking.name or booking.title
    pill = _PILLS.get(booking.status, "")
    pills = f' <span class="pill">{encoded(pill)}</span>' if pill else ""
    head = f'<span class="who">{encoded(who or name)}{pills}</span>'
    says = f"<div>{head}<small>{encoded(name)} · {minutes} min</small></div>"
    at = time_tag(booking.start, clock.time(booking.start))
    deeds = _deeds(booking, clock) if is_open else ""
    return f'<li class="booking {encoded(booking.status)} {kind}">{at}{says}{deeds}</li>'


def who_of(booking: BookingShown) -> str:
    """The other side by name; of a shared booking the first, and how many more."""
    names = [person.name or person.email for person in booking.attendees if person.name or person.email]
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else "".join(names)


def _deeds(booking: BookingShown, clock: Clock) -> str:
    if booking.end <= clock.voice.now:
        return ""
    offered = {
        BookingStatus.ACCEPTED: ("move", "cancel"),
        BookingStatus.PENDING: ("accept", "decline"),
    }
    return buttons(*(deed(one, booking, clock) for one in offered.get(BookingStatus(booking.status), ())), kind="deeds")


def deed(word: str, booking: BookingShown, clock: Clock) -> str:
    """A button that says what is wished with this booking, as if it were typed."""
    first = booking.attendees[0] if booking.attendees else None
    who = (first.name or first.email) if first else ""
    wish = word_wish(word, booking.name or booking.title, who, booking.start, clock.voice)
    return button(word.capitalize(), SAY, wish, kind="link", described=f"{wish[0].upper()}{wish[1:]}")
