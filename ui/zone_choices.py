"""The time zone a person writes into the settings: its IANA name, a city, a country or an abbreviation."""

from zoneinfo import available_timezones

from graph.when.words.zone_names import ZONE_WORDS
from tools.likeness import closest

# Read once: every call walks the folders of the time zone data.
ZONES = tuple(sorted(available_timezones() - {"Factory", "localtime", "posixrules"}))

_SPELT = {name.replace("_", " ").lower(): name for name in ZONES}
_CITIES = {name: name.rsplit("/", 1)[-1] for name in ZONES if "/" in name}
_SHOWN = 4


def zone_or_none(name: str | None) -> str | None:
    """The name when it is an IANA zone; browsers are free to send anything."""
    return name if name in ZONES else None


def zones_meant(words: str) -> list[str]:
    """The zones these words may stand for: one when they name it, several when they are part of several names."""
    typed = " ".join(words.replace("_", " ").split()).lower()
    if not typed:
        return []
    named = _SPELT.get(typed) or (ZONE_WORDS[typed].region if typed in ZONE_WORDS else None)
    if named in ZONES:
        return [named]
    return [name for spelt, name in _SPELT.items() if typed in spelt]


def zone_note(words: str) -> str:
    """Why these words were not taken, and what to write instead."""
    if several := zones_meant(words):
        more = ", …" if len(several) > _SHOWN else ""
        return f"“{words}” is in the names of {len(several)} zones: {', '.join(several[:_SHOWN])}{more}"
    near = closest(words, _CITIES, _SHOWN)
    hint = f"Did you mean {', '.join(near)}?" if near else "Write a city, like Tokyo."
    return f"I know no time zone “{words}”. {hint}"
