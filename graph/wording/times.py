"""Times in a person's words and zone, the other side's beside it when its clock differs; and what else is known."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from graph.given.preferences import Locale
from graph.known.request import BookingSeen, Contact
from graph.when.saying.words_out import say_span, say_time
from tools.calcom.models import BookingStatus, EventType, Me

_BETWEEN = re.compile(r" between .+ and .+$")  # how Cal.com names a booking after its two sides


@dataclass(frozen=True)
class Voice(Locale):
    """How times are said to one person: in their zone, with their clock, knowing what day it is.

    Starts to pick are said on the clock of `beside` too, where that zone was named and its clock differs.
    """

    beside: str | None = None

    @classmethod
    def of(cls, locale: Locale) -> Self:
        return cls(locale.zone, locale.now, locale.date_order, locale.is_host)

    def start(self, start: datetime) -> str:
        """A start to pick: weekday, date, time; the year only when it is another one."""
        local = self.local(start)
        return f"{self.day(local.date())}, {self.clock(local)}{self._also(start)}"

    def also_in(self, zone: str | None) -> Self:
        """The same voice, that says starts on another zone's clock as well."""
        return replace(self, beside=zone)

    def exact_start(self, start: datetime) -> str:
        """A start whose offset matters: an hour that the clock shows twice."""
        local = self.local(start)
        return f"{self.day(local.date())}, {self.clock(local)} (UTC{local:%z})"

    def day(self, day: date) -> str:
        """Weekday and date; the year only when it is not this one."""
        year = "" if day.year == self.local(self.now).year else f" {day.year}"
        if self.date_order == "MDY":
            return f"{day:%A}, {day:%B} {day.day}{year and ',' + year}"
        return f"{day:%A} {day.day} {day:%B}{year}"

    def day_of(self, instant: datetime) -> str:
        """The day on which it is, here."""
        return self.day(self.local(instant).date())

    def clock(self, local: datetime) -> str:
        """A time of day, in 24 hours or 12 as the person reads dates."""
        return say_time(local.time(), date_order=self.date_order)

    def span(self, start: datetime, end: datetime) -> str:
        """A booking's time with its full date and zone: nothing left to guess."""
        return say_span(start, end, zone=self.zone, date_order=self.date_order)

    def elsewhere(self, start: datetime, end: datetime, zone: str) -> str | None:
        """The same time on another zone's clock; None when that clock shows the same."""
        here, there = self.local(start), start.astimezone(ZoneInfo(zone))
        if here.utcoffset() == there.utcoffset():
            return None
        return say_span(start, end, zone=zone, date_order=self.date_order)

    def contact(self, known: Contact) -> str:
        """Somebody to pick, with what tells them from others of their name."""
        met = [f"met {self.day_of(known.last)}"] if known.last else []
        met += [f"next {self.day_of(known.next)}"] if known.next else []
        told = met or ["only as a guest" if known.is_guest else "only in what was cancelled"]
        return f"{known.name} <{known.email}>, {', '.join(told)}"

    def booking(self, seen: BookingSeen) -> str:
        """An existing booking on one line."""
        return f"{self.day_of(seen.start)}, {self.booking_of_day(seen)}"

    def booking_of_day(self, seen: BookingSeen) -> str:
        """An existing booking on one line, under its day."""
        local, last = self.local(seen.start), self.local(seen.end)
        who = seen.attendee_name or seen.attendee_email
        title = self.title(seen)
        person = f" with {who}" if who and who not in title else ""
        if len(seen.seats) > 1:
            names = [seat.name or seat.email for seat in seen.seats if seat.name or seat.email]
            person = f" with {len(seen.seats)} attendees: {', '.join(names)}"
            if len(names) < len(seen.seats):  # a guest is told of the others only that they are
                person = f" with {', '.join(names)} and {len(seen.seats) - len(names)} more"
        when = f"{self.clock(local)}–{self.clock(last)}"
        series = " — one of a series" if seen.series_uid else ""
        return f"{when}: {title}{person}{series}{self._status(seen)}"

    @property
    def whose(self) -> str:
        """The owner of the calendar, as a possessive."""
        return "your" if self.is_host else "the host's"

    def _status(self, seen: BookingSeen) -> str:
        if seen.status is BookingStatus.CANCELLED:
            return " — moved to another time" if seen.was_moved else " — cancelled"
        waits = f" — waits for {'you' if self.is_host else 'the host'}"
        return waits if seen.status is BookingStatus.PENDING else ""

    def title(self, seen: BookingSeen) -> str:
        """A booking's title without the two sides that Cal.com puts into it; a shared one is named after its first."""
        who = seen.attendee_name or seen.attendee_email
        named = seen.seats or (who and seen.title.endswith(f" and {who}"))
        return _BETWEEN.sub("", seen.title) if named else seen.title

    def _also(self, start: datetime) -> str:
        """ " (17:00 in Australia/Sydney)", with the weekday where that is another one."""
        here, there = self.local(start), start.astimezone(ZoneInfo(self.beside or self.zone))
        if here.utcoffset() == there.utcoffset():
            return ""
        day = "" if here.date() == there.date() else f"{there:%A} "
        return f" ({day}{self.clock(there)} in {self.beside})"

    def local(self, instant: datetime) -> datetime:
        """An instant on this person's clock."""
        return instant.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True)
class Facts:
    """What wording needs besides the state: the person's locale, and the account as far as it could be read."""

    locale: Locale
    me: Me | None = None
    event_types: tuple[EventType, ...] = ()
    guest: str | None = None  # e-mail of a guest at the keyboard: of others in a shared booking nothing is told

    @property
    def zone(self) -> str:
        return self.locale.zone

    @property
    def voice(self) -> Voice:
        return Voice.of(self.locale)


def word_clock(minutes: int) -> str:
    """That this machine's clock is wrong: `minutes` ahead of Cal.com's, or behind when below zero."""
    off = timedelta(minutes=abs(minutes))
    days, hours = off.days, off.seconds // 3600
    amount, unit = (days, "day") if days else (hours, "hour") if hours else (abs(minutes), "minute")
    way = "ahead of" if minutes > 0 else "behind"
    told = f"this machine's clock is {amount} {unit}{'' if amount == 1 else 's'} {way} Cal.com's"
    return f"{told}, so a day like “tomorrow” may be a wrong one"
