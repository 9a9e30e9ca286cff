"""Where a meeting shall take place: a person's words matched to the places that its kind is offered at."""

import re
from collections.abc import Sequence

from tools.calcom.models import Location, Place
from tools.likeness import words_of

_PHONE = frozenset(("phone", "telephone", "mobile"))
_NUMBER = re.compile(r"\+?\d[\d\s()/.-]{5,}\d")
_ONLINE = frozenset(("video", "online", "remote", "virtual", "zoom", "teams", "meet", "webex", "skype", "hangout"))
_OWN = frozenset(("attendeePhone", "attendeeAddress", "attendeeDefined"))  # the other side says where


def place_meant(words: str, phone: str | None, offered: Sequence[Location]) -> Place | None:
    """The place that is meant, if it is one of those offered; None where it is none of them, or nothing was said.

    Args:
        words: as typed: "by phone", "on Zoom", "Main St 5"; "" when no place was named.
        phone: the other side's number, as far as it is known.
    """
    said = frozenset(words_of(words))
    number = next(iter(_NUMBER.findall(words)), phone)
    kinds = {location.type: location for location in reversed(offered)}
    if not words or not said.isdisjoint(_PHONE) or _NUMBER.search(words):
        return _by_phone(number, kinds, is_said=bool(words))
    if (by_name := _by_name(said, offered)) is not None:
        return by_name
    if not said.isdisjoint(_ONLINE):
        return None  # a service that this kind is not offered on: no address of anybody's
    free = next((kind for kind in ("attendeeAddress", "attendeeDefined") if kind in kinds), None)
    return Place(type=free, value=words) if free else None


def new_place(words: str, offered: Sequence[Location]) -> Place | None:
    """Where a booking that stands shall be: any number, link or address; of services only those that are offered."""
    if found := _NUMBER.search(words):
        return Place(type="attendeePhone", value=found[0].strip())
    if "://" in words:
        return Place(type="link", value=words.strip())
    said = frozenset(words_of(words))
    if (named := _by_name(said, offered)) is not None:
        return named
    if not said.isdisjoint(_ONLINE | _PHONE):
        return None  # a service that is not offered, or a call without a number
    return Place(type="address", value=words.strip())


def first_place(offered: Sequence[Location]) -> Location | None:
    """Where it is when nothing is said: what Cal.com takes then."""
    return offered[0] if offered else None


def lacks_its_value(offered: Sequence[Location]) -> bool:
    """Whether the place that is taken when nothing is said is for the other side to tell."""
    first = first_place(offered)
    return first is not None and first.type in _OWN


def _by_phone(number: str | None, kinds: dict[str, Location], *, is_said: bool) -> Place | None:
    if number and "attendeePhone" in kinds:
        return Place(type="attendeePhone", value=number.strip())
    return Place(type="phone", value=kinds["phone"].phone) if is_said and "phone" in kinds else None


def _by_name(said: frozenset[str], offered: Sequence[Location]) -> Place | None:
    """One whose address, link or service is named; of video services any, where only "video" was said."""
    for location in offered:
        named = frozenset(words_of(location.value or "")) - {"https", "com"}
        is_video = location.type == "integration" and not said.isdisjoint({"video", "online"})
        if location.type not in _OWN and (is_video or not named.isdisjoint(said)):
            return Place(type=location.type, value=location.value)
    return None
