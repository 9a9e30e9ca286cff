"""Instants, dates and zones the way Cal.com reads and prints them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

# Read once: looking through the zone files blocks, which a server's event loop must not.
_ZONE_NAMES = {
    name.lower(): name for name in available_timezones() if name not in ("localtime", "Factory", "posixrules")
}
_ISO = re.compile(
    r"^(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?P<gap>[T ])(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$"
)


def parse_instant(text: object) -> datetime | None:
    """The UTC instant a client wrote; None when Cal.com would refuse it.

    Naive values are UTC, a bare date is its 00:00 UTC, seconds are kept. Source: contract, time rules.
    """
    match = _ISO.match(text) if isinstance(text, str) else None
    if match is None:
        return None
    part = match.groupdict()
    try:
        day = date(int(part["year"]), int(part["month"]), int(part["day"]))
        fraction = int(((part["fraction"] or "") + "000000")[:6])
        at = time(int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0), fraction)
        return datetime.combine(day, at, _offset(part["zone"])).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_bare_date(text: str) -> bool:
    """Whether the text names a day and no time of day."""
    return "T" not in text and " " not in text


def parse_date(text: object) -> date | None:
    """A calendar date written YYYY-MM-DD (a time of day after it is dropped); None otherwise."""
    moment = parse_instant(text)
    return None if moment is None or not isinstance(text, str) else date(*map(int, (text[:4], text[5:7], text[8:10])))


def utc_text(moment: datetime) -> str:
    """`2027-03-02T09:00:00.000Z`: how every booking time and stamp is printed."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:23]}Z"


def zoned_text(moment: datetime, zone: ZoneInfo) -> str:
    """How slots are printed: `Z` in UTC, otherwise the offset, `+00:00` included."""
    if zone.key in ("UTC", "Etc/UTC"):
        return utc_text(moment)
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def find_zone(name: object) -> ZoneInfo | None:
    """The IANA zone of that name in any letter case; None for offsets and unknown names."""
    known = _ZONE_NAMES.get(name.lower()) if isinstance(name, str) else None
    return None if known is None else ZoneInfo(known)


def floor_ms(moment: datetime) -> datetime:
    """The instant without what a millisecond stamp cannot carry."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _offset(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)
