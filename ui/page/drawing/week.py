"""The week beside the chat: what is booked, what a card would book as a dashed hold, and the times on offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.events import Answer, BookingShown, Card
from ui.page.drawing.bookings import booking_row
from ui.page.drawing.pieces import Clock, button, time_tag
from ui.rendering import encoded

DAYS = 7
SHOW = "week"  # what a click on ‹ › does; its value is the week's Monday
_HOLDING = ("book", "reschedule")  # cards for a time that nothing stands at yet


@dataclass(frozen=True)
class Week:
    """Seven days from `first` on, and what stands on them. `bookings` None: they could not be read."""

    first: date
    bookings: Sequence[BookingShown] | None
    table: Answer | None = None  # the last answer: what it has on the table

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(DAYS)]


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def spoken_of(answer: Answer | None) -> date | None:
    """The day an answer is about, if it is about one."""
    if answer is None:
        return None
    starts = [answer.card.start] if answer.card else []
    starts += [option.start for option in answer.options if option.start]
    starts += [booking.start for booking in answer.bookings or ()]
    told = answer.outcome.data.get("booking") if answer.outcome else None
    starts += [BookingShown.model_validate(told).start] if told and not starts else []
    return starts[0].date() if starts else None


def week_panel(week: Week, clock: Clock) -> str:
    """The panel: its head to turn the pages, and the days that have something, or are today."""
    last = week.days[-1]
    span = f"{_dated(week.first, clock, month=week.first.month != last.month)} – {_dated(last, clock)}"
    turns = [
        button("‹", SHOW, (week.first - timedelta(days=DAYS)).isoformat(), kind="turn", described="Week before"),
        button("today", SHOW, monday(clock.today).isoformat(), kind="turn"),
        button("›", SHOW, (week.first + timedelta(days=DAYS)).isoformat(), kind="turn", described="Week after"),
    ]
    head = f'<header><h2>{encoded(span)}</h2><div class="turns">{"".join(turns)}</div></header>'
    if week.bookings is None:
        return f'{head}<p class="none">The calendar cannot be read right now.</p>'
    days = "".join(_day(day, week, clock) for day in week.days)
    return f'<div class="week" data-first="{week.first.isoformat()}">{head}{days or _NONE}</div>'


_NONE = '<p class="none">Nothing is booked in this week.</p>'


def _dated(day: date, clock: Clock, *, month: bool = True) -> str:
    return clock.short_day(day)[1] if month or clock.voice.date_order == "MDY" else str(day.day)


def _day(day: date, week: Week, clock: Clock) -> str:
    """A day's rows in the order of their times; nothing where it is empty and not today."""
    card = week.table.card if week.table else None
    held = [(booking.start, _row(booking, card, clock)) for booking in _on(day, week.bookings or ())]
    if card is not None and card.start.date() == day and card.action in _HOLDING:
        held.append((card.start, _hold(card, clock)))
    offered = _offered(day, week.table, clock)
    if not held and not offered and day != clock.today:
        return ""
    rows = "".join(row for _, row in sorted(held, key=lambda one: one[0]))
    today = " <small>today</small>" if day == clock.today else ""
    free = "" if rows or offered else '<p class="none">Nothing booked</p>'
    listed = f"<ul>{rows}</ul>" if rows else ""
    return f'<section class="day"><h3>{encoded(clock.day(day))}{today}</h3>{listed}{offered}{free}</section>'


def _on(day: date, bookings: Iterable[BookingShown]) -> list[BookingShown]:
    return [booking for booking in bookings if booking.start.date() == day]


def _is_it(booking: BookingShown, card: Card | None) -> bool:
    """Whether the card is about this booking."""
    if card is None or card.action == "book":
        return False
    was = card.from_start or card.start
    same = {person.email for person in booking.attendees} & {person.email for person in card.attendees}
    return booking.start == was and bool(same)


def _row(booking: BookingShown, card: Card | None, clock: Clock) -> str:
    """A booking; the one that a card is about is paler, and what can be done about it stands on the card."""
    if _is_it(booking, card):
        return booking_row(booking, clock, is_open=False, kind="touched")
    return booking_row(booking, clock, is_open=True)


def _hold(card: Card, clock: Clock) -> str:
    person = card.attendees[0].name or card.attendees[0].email if card.attendees else card.event_type
    says = f'<div><span class="who">{encoded(person)}</span><small>waiting for your yes</small></div>'
    return f'<li class="booking hold">{time_tag(card.start, clock.time(card.start))}{says}</li>'


def _offered(day: date, table: Answer | None, clock: Clock) -> str:
    starts = [o.start for o in (table.options if table else ()) if o.start and o.start.date() == day]
    shown = "".join(f"<span>{encoded(clock.time(start))}</span>" for start in starts)
    return f'<p class="free"><small>free</small> {shown}</p>' if shown else ""
