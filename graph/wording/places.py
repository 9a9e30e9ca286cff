"""Where a new booking takes place: one of its kind's places, as the card tells it and as Cal.com is told it."""

from graph.known.request import Request
from tools.calcom.models import EventType, Location, Place
from tools.places import first_place, lacks_its_value, place_meant

_SAID = {
    "attendeePhone": "by phone at {}",
    "phone": "by phone: they call {}",
    "attendeeAddress": "at {}",
    "address": "at {}",
    "attendeeDefined": "{}",
    "link": "{}",
    "integration": "on {}",
}
_UNTOLD = {
    "attendeePhone": "by phone, but their number is not known: say it, or nobody can call",
    "attendeeAddress": "at their address, which is not known: say it",
    "attendeeDefined": "where they like, which is not known: say it",
}
_SERVICES = {"cal-video": "Cal Video", "daily": "Cal Video", "zoom": "Zoom", "google-meet": "Google Meet"}


def placed(request: Request, event_type: EventType) -> Request:
    """The request with the place that is meant; what its kind does not offer stays in words and goes as a note."""
    if request.action != "book":
        return request
    offered = event_type.locations
    place = place_meant(request.place_words or "", request.attendee_phone, offered)
    first = first_place(offered)
    if place is not None:
        where = word_place(place)
    elif first is None or first.type == "integration":
        where = None
    else:
        where = _UNTOLD[first.type] if lacks_its_value(offered) else _SAID[first.type].format(_value(first))
    return request.model_copy(update={"place": place, "where": where})


def word_place(place: Place) -> str:
    """As a card tells it."""
    return _SAID[place.type].format(_named(place))


def _named(place: Place) -> str:
    return _SERVICES.get(place.value or "", place.value or "")


def _value(location: Location) -> str:
    return location.value or ""
