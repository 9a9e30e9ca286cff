"""Where a meeting shall take place: words matched to the places its kind is offered at, and to no others."""

import pytest

from tools.calcom.models import Location, Place
from tools.places import place_meant

OFFICE = Location(type="address", address="Lindenallee 9, Köln")
VIDEO = Location(type="integration", integration="cal-video")
ZOOM = Location(type="integration", integration="zoom")
THEIR_PHONE, THEIR_PLACE, ANYWHERE = (
    Location(type=kind) for kind in ("attendeePhone", "attendeeAddress", "attendeeDefined")
)
OURS = Location(type="phone", phone="+49 221 55500")
EVERYTHING = (OFFICE, OURS, THEIR_PHONE, THEIR_PLACE, ANYWHERE, VIDEO, ZOOM)
NUMBER = "+49 40 7654321"


@pytest.mark.parametrize(
    ("words", "phone", "offered", "place"),
    [
        (f"phone at {NUMBER}", None, EVERYTHING, Place(type="attendeePhone", value=NUMBER)),
        ("phone", NUMBER, EVERYTHING, Place(type="attendeePhone", value=NUMBER)),
        ("", NUMBER, (THEIR_PHONE,), Place(type="attendeePhone", value=NUMBER)),
        ("phone", None, EVERYTHING, Place(type="phone", value="+49 221 55500")),
        ("phone", None, (VIDEO, THEIR_PHONE), None),
        ("zoom", None, EVERYTHING, Place(type="integration", value="zoom")),
        ("video call", None, EVERYTHING, Place(type="integration", value="cal-video")),
        ("zoom", None, (OFFICE, ANYWHERE), None),
        ("Lindenallee", None, EVERYTHING, Place(type="address", value="Lindenallee 9, Köln")),
        ("Hafenstr. 12, Kiel", None, EVERYTHING, Place(type="attendeeAddress", value="Hafenstr. 12, Kiel")),
        ("the bakery", None, (VIDEO, ANYWHERE), Place(type="attendeeDefined", value="the bakery")),
        ("the bakery", None, (VIDEO, OFFICE), None),
        ("", None, EVERYTHING, None),
        ("", NUMBER, (VIDEO,), None),
    ],
)
def test_a_place_is_one_of_those_offered(
    words: str, phone: str | None, offered: tuple[Location, ...], place: Place | None
) -> None:
    assert place_meant(words, phone, offered) == place
