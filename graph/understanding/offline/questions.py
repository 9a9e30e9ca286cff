"""What a question is about: free times rather than bookings, a length, a kind of meeting, the person's own time."""

import re

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.places import asked_in
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun, Wants

_OWN_TIME = re.compile(
    r"\b(?:am i|are we|i have)\b.*\b(?:free|busy|available|time|open)\b|^\W*(?:is|what'?s) (?!the).*\bfree\b", re.I
)
_ASKS_FOR_A_SLOT = re.compile(
    r"\b(?:slots?|openings?|free times?|(?:any|some|enough|there) time)\b"
    r"|\b(?:could|can|may) (?:i|we) (?:do|have|get|fit)\b",
    re.I,
)
_OWN_BOOKINGS = re.compile(r"\b(?:my|i have|i've|have i|do i have|booked)\b", re.I)
ASKS_THEIR_ADDRESS = re.compile(
    r"(?:and |what(?:'s| is| are| about) )*(?:his|her|their) e-?mails?(?: address(?:es)?)?", re.I
)
_ASKED = (
    (Wants.LENGTH, re.compile(r"\bhow (?:long|many minutes)\b", re.I)),
    (Wants.HOURS, re.compile(r"\bhow many hours\b", re.I)),
    (Wants.COUNT, re.compile(r"\bhow many\b", re.I)),
    (Wants.ADDRESS, ASKS_THEIR_ADDRESS),
    (Wants.KIND, re.compile(r"\W*what(?:'s|’s| is) an? ", re.I)),
)
_OFFERED_KINDS = re.compile(
    r"\W*(?:which|what)\b.*\b(?:do you|you) offer\b|\W*(?:which|what) (?:types|kinds|sorts)\b", re.I
)


def as_asked(act: Act, heard: Heard, dialogue: Dialogue) -> Act:
    """A question about bookings as what it is; with what it wants to know, where that is told."""
    if _OFFERED_KINDS.match(heard.text):
        return Act(intent=Intent.EVENT_TYPES)
    if place := asked_in(heard.text):
        words = act.booking if act.booking and place not in (act.booking.title or "") else None
        return act.model_copy(update={"wants": Wants.CLOCK, "zone": place, "booking": words})
    if (wants := wanted_by(heard)) is Wants.ADDRESS and not act.people:
        return act.model_copy(update={"wants": wants, "booking": BookingWords(pronoun=Pronoun.IT)})
    if wants is not None:
        return _of_its_kind(act.model_copy(update={"wants": wants}), heard, dialogue)
    if asks_for_a_slot(heard) and not act.people:
        kind = title_in(heard, dialogue) or (act.booking.title if act.booking else None) or act.event_type
        return Act(intent=Intent.AVAILABILITY, event_type=kind, when=act.when)
    return act


def wanted_by(heard: Heard) -> Wants | None:
    """The person's own time, a length, how many, or what a kind of meeting is."""
    if asks_about_own_time(heard):
        return Wants.FREE
    return next((wants for wants, asks in _ASKED if asks.search(heard.text)), None)


def _of_its_kind(act: Act, heard: Heard, dialogue: Dialogue) -> Act:
    """ "How many intro calls": of that kind alone."""
    kind = title_in(heard, dialogue)
    if act.wants is not Wants.COUNT or act.booking is not None or kind is None:
        return act
    return act.model_copy(update={"booking": BookingWords(title=kind)})


def asks_for_a_slot(heard: Heard) -> bool:
    """ "Any intro slot this week?" is about free times, however it was heard."""
    is_own = _OWN_BOOKINGS.search(heard.text)
    return not is_own and _ASKS_FOR_A_SLOT.search(heard.text) is not None


def asks_about_own_time(heard: Heard) -> bool:
    """ "Am I free at 3?", "when do I have time?", "is Friday free?"; not what begins to look for a slot."""
    return _OWN_TIME.search(heard.text) is not None and _ASKS_FOR_A_SLOT.search(heard.text) is None


def title_in(heard: Heard, dialogue: Dialogue) -> str | None:
    """ "Slots for an intro call": the one kind whose title stands there as it is."""
    text = f" {heard.text.lower()} "
    titles = [kind.title for kind in dialogue.event_types if re.search(rf"\W{re.escape(kind.title.lower())}s?\W", text)]
    return titles[0] if len(titles) == 1 else None
