"""The small pieces every drawing is made of: buttons, days and clocks."""

from dataclasses import dataclass
from datetime import date, datetime

from graph.given.preferences import Locale
from graph.wording.times import Voice
from ui.rendering import encoded

PRESS, PICK, SAY = "press", "pick", "say"  # what a click does: a card's button, an offer's number, words as if typed


@dataclass(frozen=True)
class Clock:
    """How one person's days and times of day are written. Instants are shown on the clock whose offset they carry."""

    voice: Voice

    @classmethod
    def of(cls, locale: Locale) -> "Clock":
        return cls(Voice.of(locale))

    @property
    def today(self) -> date:
        return self.voice.local(self.voice.now).date()

    def time(self, at: datetime) -> str:
        """ "14:00", "2:00 PM"."""
        return self.voice.clock(at)

    def span(self, start: datetime, end: datetime) -> str:
        """ "14:00 – 14:30"."""
        return f"{self.time(start)} – {self.time(end)}"

    def day(self, day: date) -> str:
        """Weekday and date; the year only when it is not this one, and not within the next 60 days."""
        said = self.voice.day(day)
        return said.removesuffix(f" {day.year}").rstrip(",") if 0 <= (day - self.today).days <= 60 else said

    def short_day(self, day: date) -> tuple[str, str]:
        """ "Mon" and "30 Nov"; "Nov 30" where the month comes first."""
        dated = f"{day:%b} {day.day}" if self.voice.date_order == "MDY" else f"{day.day} {day:%b}"
        return f"{day:%a}", dated


def city(zone: str) -> str:
    """ "Berlin" of "Europe/Berlin"."""
    return zone.rpartition("/")[2].replace("_", " ")


def button(label: str, does: str, value: str, *, kind: str = "", described: str = "") -> str:
    """A button of ours: ui/page/looks/sending.js sends what it does with its value; `described` is read out instead."""
    name = f' aria-label="{encoded(described)}"' if described else ""
    act = f'data-does="{does}" data-value="{encoded(value)}"'
    return f'<button type="button" class="{kind or "plain"}" {act}{name}>{encoded(label)}</button>'


def buttons(*drawn: str, kind: str = "options") -> str:
    """Buttons in a row; nothing where there are none."""
    return f'<div class="{kind}">{"".join(drawn)}</div>' if any(drawn) else ""


def text(words: str, kind: str = "text") -> str:
    """A paragraph; nothing where there are no words."""
    return f'<p class="{kind}">{encoded(words)}</p>' if words else ""


def time_tag(at: datetime, shown: str) -> str:
    """A time that programs can read as well."""
    return f'<time datetime="{encoded(at.isoformat(timespec="minutes"))}">{encoded(shown)}</time>'


def tile(day: date) -> str:
    """A leaf of a calendar; for the eye only, the day stands beside it in words."""
    return f'<div class="tile" aria-hidden="true"><b>{day:%b}</b><span>{day.day}</span></div>'
