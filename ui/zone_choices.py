"""The time zone a person writes into the settings: its IANA name, a city, a country or an abbreviation."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from graph.when.words.zone_names import ZONE_WORDS
from tools.likeness import closest

# Read once: every call walks the folders of the time zone data.
_KNOWN = frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})
_OLD = ("Etc/", "US/", "Canada/", "Mexico/", "Brazil/", "Chile/", "SystemV/")
# What is offered: places. Names that are none, or stand only for older ones, can still be told by a browser.
ZONES = tuple(sorted(name for name in _KNOWN if "/" in name and not name.startswith(_OLD)))

_SPELT = {name.replace("_", " ").lower(): name for name in ZONES}
_CITIES = {name: name.rsplit("/", 1)[-1] for name in ZONES}
_OFFSET = re.compile(r"(?:utc|gmt) ?([+\-−]) ?(\d\d?)(?::?00)?")
_SHOWN = 4


def zone_or_none(name: str | None) -> str | None:
    """The name when it is an IANA zone; browsers are free to send anything."""
    return name if name in _KNOWN else None


def zone_label(name: str, now: datetime) -> str:
    """How far it is from UTC now: "UTC−5", "UTC+5:30"."""
    minutes = int((now.astimezone(ZoneInfo(name)).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def zones_meant(words: str) -> list[str]:
    """The zones these words may stand for: one when they name it, several when they are part of several names.

    What people call a zone goes before what its files are called: "EST" is New York, not a clock without summer time;
    "GMT+2" is east of Greenwich, though IANA's Etc/GMT+2 is west of it. A city goes before a part of another name.
    """
    typed = " ".join(words.replace("_", " ").split()).lower()
    if not typed:
        return []
    named = _SPELT.get(typed) or (ZONE_WORDS[typed].region if typed in ZONE_WORDS else None) or _at_offset(typed)
    if named in _KNOWN:
        return [named]
    begins = [name for name, city in _CITIES.items() if city.replace("_", " ").lower().startswith(typed)]
    return begins or [name for spelt, name in _SPELT.items() if typed in spelt]


def _at_offset(typed: str) -> str | None:
    """ "utc+2", "gmt -5": a clock that never changes."""
    told = _OFFSET.fullmatch(typed)
    if told is None:
        return None
    return f"Etc/GMT{'-' if told[1] == '+' else '+'}{int(told[2])}" if int(told[2]) else "Etc/UTC"


def zone_note(words: str) -> str:
    """Why these words were not taken, and what to write instead."""
    if several := zones_meant(words):
        more = ", …" if len(several) > _SHOWN else ""
        return f"“{words}” is in the names of {len(several)} zones: {', '.join(several[:_SHOWN])}{more}"
    near = closest(words, _CITIES, _SHOWN)
    hint = f"Did you mean {', '.join(near)}?" if near else "Write a city, like Tokyo."
    return f"I know no time zone “{words}”. {hint}"
