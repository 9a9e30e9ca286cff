"""The names people give to time zones: cities, countries, regions, abbreviations. Data, and a few look-ups."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import available_timezones

from graph.when.words.sentence_words import listed
from tools.likeness import slips_between


@dataclass(frozen=True)
class ZoneWord:
    """What one zone name stands for.

    region: an IANA zone, or "mine" or "theirs" (whose side it is, known only to the context); UNKNOWN when nobody
    knows it.
    offset: minutes east of UTC when the name fixes them ("PST" is -480 even in summer); None leaves it to the region.
    said: the name as people write it; empty when there is nothing to explain.
    """

    region: str
    offset: int | None = None
    said: str = ""


UNKNOWN = ""

_ZONES = available_timezones()
_BY_LOWER = {name.lower(): name for name in _ZONES}
_AREAS = frozenset(name.partition("/")[0] for name in _BY_LOWER if "/" in name)
_LONG = 5  # letters from which a place may be misspelt
_MOST_CLOSE = 3

# Abbreviation -> (region whose clock it usually means, minutes east of UTC).
_ABBREVIATIONS = {
    "pst": ("America/Los_Angeles", -480), "pdt": ("America/Los_Angeles", -420),
    "mst": ("America/Denver", -420), "mdt": ("America/Denver", -360),
    "cst": ("America/Chicago", -360), "cdt": ("America/Chicago", -300),
    "est": ("America/New_York", -300), "edt": ("America/New_York", -240),
    "akst": ("America/Anchorage", -540), "akdt": ("America/Anchorage", -480), "hst": ("Pacific/Honolulu", -600),
    "ast": ("America/Halifax", -240), "adt": ("America/Halifax", -180),
    "nst": ("America/St_Johns", -210), "ndt": ("America/St_Johns", -150), "brt": ("America/Sao_Paulo", -180),
    "bst": ("Europe/London", 60), "wet": ("Europe/Lisbon", 0),
    "cet": ("Europe/Paris", 60), "cest": ("Europe/Paris", 120), "mez": ("Europe/Berlin", 60),
    "eet": ("Europe/Athens", 120), "eest": ("Europe/Athens", 180), "msk": ("Europe/Moscow", 180),
    "ist": ("Asia/Kolkata", 330), "pkt": ("Asia/Karachi", 300), "gst": ("Asia/Dubai", 240),
    "sast": ("Africa/Johannesburg", 120), "sgt": ("Asia/Singapore", 480), "hkt": ("Asia/Hong_Kong", 480),
    "jst": ("Asia/Tokyo", 540), "kst": ("Asia/Seoul", 540), "awst": ("Australia/Perth", 480),
    "acst": ("Australia/Adelaide", 570), "acdt": ("Australia/Adelaide", 630),
    "aest": ("Australia/Sydney", 600), "aedt": ("Australia/Sydney", 660),
    "nzst": ("Pacific/Auckland", 720), "nzdt": ("Pacific/Auckland", 780),
    "gmt": ("Etc/GMT", 0), "utc": ("Etc/UTC", 0), "zulu": ("Etc/UTC", 0), "z": ("Etc/UTC", 0),
}  # fmt: skip

_REGIONS = {
    "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles", "west coast": "America/Los_Angeles",
    "mt": "America/Denver", "mountain": "America/Denver",
    "ct": "America/Chicago", "central": "America/Chicago",
    "et": "America/New_York", "eastern": "America/New_York", "east coast": "America/New_York",
    "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu", "arizona": "America/Phoenix",
    "california": "America/Los_Angeles", "texas": "America/Chicago", "florida": "America/New_York",
    "uk": "Europe/London", "british": "Europe/London", "england": "Europe/London", "scotland": "Europe/London",
    "central european": "Europe/Paris", "eastern european": "Europe/Athens", "western european": "Europe/Lisbon",
    "germany": "Europe/Berlin", "german": "Europe/Berlin", "france": "Europe/Paris", "french": "Europe/Paris",
    "spain": "Europe/Madrid", "spanish": "Europe/Madrid", "italy": "Europe/Rome", "italian": "Europe/Rome",
    "netherlands": "Europe/Amsterdam", "dutch": "Europe/Amsterdam", "belgium": "Europe/Brussels",
    "switzerland": "Europe/Zurich", "swiss": "Europe/Zurich", "austria": "Europe/Vienna", "ireland": "Europe/Dublin",
    "sweden": "Europe/Stockholm", "norway": "Europe/Oslo", "denmark": "Europe/Copenhagen", "finland": "Europe/Helsinki",
    "greece": "Europe/Athens", "ukraine": "Europe/Kyiv", "romania": "Europe/Bucharest", "hungary": "Europe/Budapest",
    "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "japan": "Asia/Tokyo", "japanese": "Asia/Tokyo",
    "china": "Asia/Shanghai", "chinese": "Asia/Shanghai", "korea": "Asia/Seoul", "korean": "Asia/Seoul",
    "nepal": "Asia/Kathmandu", "uae": "Asia/Dubai", "pakistan": "Asia/Karachi", "vietnam": "Asia/Ho_Chi_Minh",
    "thailand": "Asia/Bangkok", "philippines": "Asia/Manila", "new zealand": "Pacific/Auckland",
    "south africa": "Africa/Johannesburg", "kenya": "Africa/Nairobi", "nigeria": "Africa/Lagos",
    "argentina": "America/Argentina/Buenos_Aires", "newfoundland": "America/St_Johns",
}  # fmt: skip

# Cities that have no zone of their own name.
_CITIES = {
    "nyc": "America/New_York", "boston": "America/New_York", "washington": "America/New_York", "dc": "America/New_York",
    "miami": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "dallas": "America/Chicago", "houston": "America/Chicago", "austin": "America/Chicago",
    "minneapolis": "America/Chicago",
    "salt lake city": "America/Denver", "la": "America/Los_Angeles", "san francisco": "America/Los_Angeles",
    "sf": "America/Los_Angeles", "seattle": "America/Los_Angeles", "portland": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "las vegas": "America/Los_Angeles", "silicon valley": "America/Los_Angeles",
    "montreal": "America/Toronto", "ottawa": "America/Toronto", "calgary": "America/Edmonton",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo",
    "edinburgh": "Europe/London", "manchester": "Europe/London", "birmingham": "Europe/London",
    "barcelona": "Europe/Madrid", "milan": "Europe/Rome", "munich": "Europe/Berlin", "hamburg": "Europe/Berlin",
    "frankfurt": "Europe/Berlin", "cologne": "Europe/Berlin", "geneva": "Europe/Zurich", "lyon": "Europe/Paris",
    "krakow": "Europe/Warsaw", "kiev": "Europe/Kyiv", "the hague": "Europe/Amsterdam",
    "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
    "bengaluru": "Asia/Kolkata", "chennai": "Asia/Kolkata", "hyderabad": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "osaka": "Asia/Tokyo", "abu dhabi": "Asia/Dubai",
    "tel aviv": "Asia/Jerusalem", "hanoi": "Asia/Bangkok", "saigon": "Asia/Ho_Chi_Minh",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland", "cape town": "Africa/Johannesburg",
}  # fmt: skip

_SIDES = {
    "my": "mine",
    "our": "mine",
    "local": "mine",
    "their": "theirs",
    "your": "theirs",
    "his": "theirs",
    "her": "theirs",
}

# Offsets that are no whole hour have one well-known IANA zone without clock changes (minutes east of UTC).
_ODD_OFFSETS = {
    210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon",
    525: "Australia/Eucla", 570: "Australia/Darwin", -570: "Pacific/Marquesas",
}  # fmt: skip

# Names in the zone data that are everyday words or people's names first.
_PLAIN_WORDS = listed(
    """act lhi nsw north south west east wake oral easter center yap troll casey davis palmer dawson nelson victoria
    jersey general winamac knox regina vincennes thomas jan mayen macquarie nome truk"""
)


def is_zone(name: str) -> bool:
    """Is this an IANA zone name of this machine's data?"""
    return name in _ZONES


def iana(lowered: str) -> str | None:
    """The IANA zone spelt so, capitals aside; None when there is none."""
    return _BY_LOWER.get(lowered)


def is_area(word: str) -> bool:
    """Is this, in lower case, the first half of zone names: "america", "europe"?"""
    return word in _AREAS


def closest_zones(said: str) -> list[str]:
    """The zones whose place is meant by a name that is none, or is spelt nearly so; those of its own area first."""
    area, _, place = said.lower().replace("_", " ").rpartition("/")
    if known := ZONE_WORDS.get(place):
        return [known.region]
    near = {city: zone for city, zone in _CITY_ZONES.items() if len(place) >= _LONG and slips_between(place, city) <= 2}
    by_area = sorted(near, key=lambda city: (not near[city].lower().startswith(area), slips_between(place, city)))
    return list(dict.fromkeys(near[city] for city in by_area))[:_MOST_CLOSE]


def offset_zone(minutes: int) -> str | None:
    """An IANA zone that always has this offset (minutes east of UTC); None when there is none."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return _ODD_OFFSETS.get(minutes)
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 and hours else ("Etc/UTC" if hours == 0 else None)


def _city_words() -> dict[str, str]:
    """Cities by the last part of their zone's name, the plain spelling first."""
    skipped = ("Etc/", "SystemV/", "US/", "posix/", "right/", "Brazil/", "Chile/", "Mexico/", "Canada/")
    named = sorted(zone for zone in _ZONES if "/" in zone and not zone.startswith(skipped))
    cities = {zone.rsplit("/", 1)[1].replace("_", " ").lower(): zone for zone in named}
    return {name: zone for name, zone in cities.items() if name not in _PLAIN_WORDS}


def _all_words() -> dict[str, ZoneWord]:
    words = {name: ZoneWord(zone) for name, zone in {**_CITY_ZONES, **_REGIONS}.items()}
    words |= {name: ZoneWord(zone, minutes, name.upper()) for name, (zone, minutes) in _ABBREVIATIONS.items()}
    return words | {name: ZoneWord(side) for name, side in _SIDES.items()}


_CITY_ZONES = _city_words() | _CITIES
ZONE_WORDS = _all_words()
LONGEST_NAME_IN_WORDS = max(name.count(" ") for name in ZONE_WORDS) + 1
