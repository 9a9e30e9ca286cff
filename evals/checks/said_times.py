"""Times in a reply, whatever its wording: dates and clock readings in the text, each with the zone it is said in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from graph.when.words.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

_MONTHS = [name.capitalize() for name in MONTH_NAMES]
_MONTH = "|".join(_MONTHS)
_WEEKDAY = "|".join(name[:3].capitalize() for name in WEEKDAY_NAMES)
_TOKEN = re.compile(
    rf"(?P<dmy>\b(?:(?P<wd1>{_WEEKDAY})[a-z]*,? )?(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH})(?: (?P<y1>\d{{4}}))?)"
    rf"|(?P<mdy>\b(?:(?P<wd2>{_WEEKDAY})[a-z]*,? )?(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:, (?P<y2>\d{{4}}))?)"
    r"|(?P<iso>\b(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)\b)"
    r"|(?P<zone>\((?P<name>[A-Z][A-Za-z_]+(?:/[A-Za-z_+-]+)*)?(?:,? ?UTC(?P<offset>[+-]\d\d:?\d\d))?\))"
    r"|(?P<clock>(?<![\d:+])(?P<h>\d{1,2}):(?P<min>\d{2})(?: ?(?P<half>AM|PM))?(?![\d:]))"
    r"|(?P<line>\n(?P<numbered>\d+\. )?)"
)


@dataclass(frozen=True)
class Said:
    """One clock reading in a text. `day` is None when no date stands before it on its line, nor over its list."""

    day: date | None
    clock: time
    zone: str
    text: str
    has_year: bool = True
    weekday: str | None = None  # of a date without a year: the first letters, when it was said with one

    def instants(self, now: datetime) -> set[datetime]:
        """The instants it can mean: without a year the one around `now` that fits, of a repeated hour both."""
        if self.day is None:
            return set()
        zone = ZoneInfo(self.zone)
        day = self.day if self.has_year else _nearest(self.day, self.weekday, now.astimezone(zone).date())
        walls = [datetime.combine(day, self.clock, zone)]
        return {wall.replace(fold=fold).astimezone(UTC) for wall in walls for fold in (0, 1)}


def times_in(text: str, zone: str, now: datetime) -> list[Said]:
    """Every clock reading of a text; a zone in brackets belongs to the readings before it, else it is `zone`."""
    found: list[Said] = []
    day: date | None = None
    over: date | None = None  # of the line above that has a date and no time: it is that of the numbered lines below
    has_year, weekday, since = True, None, 0
    for token in _TOKEN.finditer(text):
        if token["line"]:
            over = day if day and since == len(found) else over
            day, since = over if token["numbered"] else None, len(found)
        elif token["zone"]:
            if token["name"] in _zones():
                found[since:] = [replace(said, zone=token["name"]) for said in found[since:]]
                since = len(found)
        elif token["clock"]:
            if (clock := _clock(token)) is not None:
                found.append(Said(day, clock, zone, token["clock"], has_year, weekday))
        elif (read := _date(token, now.astimezone(ZoneInfo(zone)).year)) is not None:
            (day, has_year), weekday = read, token["wd1"] or token["wd2"]
    return found


def instants_in(text: str, zone: str, now: datetime) -> set[datetime]:
    """All instants a text mentions with date and time."""
    return {moment for said in times_in(text, zone, now) for moment in said.instants(now)}


def dates_in(text: str, zone: str, now: datetime) -> set[date]:
    """All dates a text mentions."""
    year = now.astimezone(ZoneInfo(zone)).year
    return set(_dates(text, year))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _dates(text: str, year: int) -> Iterator[date]:
    for token in _TOKEN.finditer(text):
        if (token["dmy"] or token["mdy"] or token["iso"]) and (read := _date(token, year)):
            yield read[0]


def _date(token: re.Match[str], year: int) -> tuple[date, bool] | None:
    said_year = token["y1"] or token["y2"] or token["y3"]
    month = int(token["m3"]) if token["m3"] else _MONTHS.index(token["m1"] or token["m2"]) + 1
    day = int(token["d1"] or token["d2"] or token["d3"])
    try:
        return date(int(said_year or year), month, day), said_year is not None
    except ValueError:
        return None


def _clock(token: re.Match[str]) -> time | None:
    hour, minute = int(token["h"]), int(token["min"])
    if token["half"]:
        hour = hour % 12 + (12 if token["half"] == "PM" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _nearest(day: date, weekday: str | None, today: date) -> date:
    """The date in the year that is meant: nearest to today, among those on the weekday it was said with, if any."""
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(day.replace(year=year))
        except ValueError:
            continue
    fitting = [one for one in candidates if weekday is None or f"{one:%a}" == weekday]
    return min(fitting or candidates or [day], key=lambda one: abs(one - today))
