"""Short true answers to what is no request: greetings, help, what can be booked, never mind."""

import re
from collections.abc import Sequence
from datetime import date

from langchain_core.messages import HumanMessage

from graph.known.request import Request
from graph.known.saying import Aside
from graph.known.state import State
from graph.wording.notices import name_request
from graph.wording.questions import hint, word_ask
from graph.wording.times import Facts
from tools.event_types import visible

_PLAIN = {
    Aside.GREETING: "Hello! I can book, list, move and cancel meetings. What would you like?",
    Aside.THANKS: "You're welcome.",
    Aside.GOODBYE: "Goodbye!",
    Aside.OUT_OF_SCOPE: "I only know this calendar: I can book, list, move and cancel meetings, and find free times.",
    Aside.FOREIGN: (
        "I did not understand that; I read English only. "
        "Try “book a 30 minute meeting tomorrow at 2pm with Ana, ana@example.com”."
    ),
    Aside.EMPTY: "There was nothing in that message. What can I do for you?",
    Aside.CANNOT_BLOCK: (
        "I can't keep time free without a meeting: Cal.com takes that from your connected calendar or your hours. "
        "To book a meeting then, say with whom."
    ),
    Aside.PAUSE: "Take your time.",
    Aside.DROPPED: "Dropped. Nothing was changed.",
    Aside.NOTHING_TO_DROP: "There is nothing under way, so there is nothing to drop.",
    Aside.NOTHING_PENDING: "There is nothing waiting for an answer right now. What would you like to do?",
    Aside.SHALL_I: "I'd rather be sure: shall I? Yes, change something, or no.",
    Aside.STALE: "That was for an earlier proposal; nothing was done.",
    Aside.NO_MORE: "That was all there is. Another day may have more.",
    Aside.NOTHING_TO_UNDO: "There is nothing of mine to take back.",
    Aside.CANNOT_UNDO: "A cancellation can't be taken back: people have been told. I can book it anew: shall I?",
    Aside.MODEL_DOWN: "The language model does not answer right now. Nothing was lost; please say it again soon.",
    Aside.MODEL_CONFUSED: "I could not make sense of that. Could you put it differently?",
}
# What is not served here, and what comes nearest.
_UNSERVED = {
    "message": (
        "I can't send messages or reminders; Cal.com mails people itself when a meeting is booked, moved or cancelled. "
        "I can tell you when a meeting is and with whom: “when do I see Olga?”"
    ),
    "guest": (
        "Cal.com takes no guest off a booking that stands: cancel it and book anew without them. "
        "In a shared booking one seat can go; say whose: “take Ben off the choir class”."
    ),
    "title": (
        "Cal.com can't rename a booking that stands; it is called after its kind. "
        "What it is about can be told when it is booked: “… about the budget”."
    ),
    "note": (
        "Cal.com takes no notes for a booking that stands. They go along when it is booked: “note: bring the slides”; "
        "a reason goes along when it is moved or cancelled."
    ),
    "block": (
        "I can't keep time free without a meeting; in Cal.com that is done under Availability, as a date override. "
        "I can show what is booked then: “what do I have on Friday?”"
    ),
    "day": (
        "I can't change the hours of a day; in Cal.com that is done under Availability, as a date override. "
        "I can show what is booked after that: “what do I have tomorrow after 3?”"
    ),
    "absence": (
        "I can't set days off; in Cal.com that is done under Availability, “Out of office”. "
        "I can show what is booked then, to be moved or cancelled: “what do I have next week?”"
    ),
    "hours": (
        "I can't change your hours or set rules for all meetings; in Cal.com that is done under Availability. "
        "I can look for times that keep to it: “what is free tomorrow after 10?”"
    ),
    "calendar": (
        "I can't connect another calendar; in Cal.com that is done under Calendars, and then every booking is in it. "
        "I can show what is booked: “what do I have this week?”"
    ),
}
# What was done and cannot be taken back from here.
_LASTS = {
    "invite": "Cal.com takes nobody off a booking again. To be rid of a guest, cancel it and book anew without them.",
    "relocate": "I don't keep the place it had before. Say where it shall be, and I change it again.",
    "absent": "I can't take that back here; on Cal.com's own page of that booking the mark can be removed.",
}
_TRY = (
    "Try “book a 30 minute meeting tomorrow at 2pm with Ana, ana@example.com”, “what do I have this week?” or "
    "“cancel my call with John”."
)
_QUOTED = 80  # characters of what was not understood
_PICK = "Say the number of one of the above, another time, or “never mind”."
_HELP = """I can, on your Cal.com calendar:
- book: “book a 30 minute meeting tomorrow at 2pm with Ana, ana@example.com”
- find free times: “what's free Thursday afternoon for a consultation?”
- list: “what do I have this week?”, “any meetings with Ana?”
- move: “move my 3pm tomorrow to Friday at 10”
- cancel: “cancel my call with John, he's ill”
I always show what I would do and wait for your yes."""


def word_aside(state: State, facts: Facts) -> str:
    """The answer in passing."""
    match state.aside:
        case Aside.CANNOT_UNDO if state.last_outcome and state.last_outcome.action in _LASTS:
            return _LASTS[state.last_outcome.action]
        case Aside.UNCLEAR:
            return _unclear(state)
        case Aside.UNSERVED:
            return _UNSERVED[state.passing.words if state.passing else "message"]
        case Aside.STALE if state.proposal is not None:
            return f"{_PLAIN[Aside.STALE]} This is a new card:"
        case Aside.GREETING if state.request is not None:
            return "Hello!"
        case Aside.HELP:
            return _HELP
        case Aside.EVENT_TYPES:
            return _event_types(facts)
        case Aside.BOOKING_PAGES:
            return _booking_pages(facts, state.passing.words.split() if state.passing else ())
        case Aside.LENGTH if state.request and state.request.kind:
            return _length(state.request)
        case Aside.PROFILE:
            return _profile(facts)
        case Aside.DATE:
            return _date(state.passing.words if state.passing else "", facts)
        case Aside.SETTINGS:
            return f"Times are now in {facts.zone}."
        case Aside.TOO_LONG:
            said = state.passing.words if state.passing else "too many"
            return f"That message has {said} characters; I read at most 2,000. Please say it shorter."
    return _PLAIN[state.aside] if state.aside in _PLAIN else _unclear(state)


def _date(told: str, facts: Facts) -> str:
    """ "Next Friday is …", of the words and their day."""
    words, _, day = told.rpartition("=")
    date_of_it = date.fromisoformat(day)
    year = f" {date_of_it.year}"
    return f"{words[0].upper()}{words[1:]} is {facts.voice.day(date_of_it).removesuffix(year)}{year}."


def _unclear(state: State) -> str:
    """What was not understood, what is kept all the same, and a way on."""
    said = next((m.text for m in reversed(state.messages) if isinstance(m, HumanMessage)), "")
    short = said if len(said) <= _QUOTED else f"{said[:_QUOTED].rsplit(maxsplit=1)[0]} …"
    what = f"“{' '.join(short.split())}”" if re.search(r"\w", said) else "that"
    kept = f" I keep {name_request(state.request)} as it is." if state.request else ""
    told = f"I did not understand {what}.{kept}"
    if state.ask is not None and state.ask.needs:
        return "\n".join(filter(None, (told, word_ask(state, state.ask), hint(state.ask))))
    if state.options and state.proposal is None:
        return f"{told} {_PICK}"
    return told if state.request else f"{told} {_TRY}"


def _event_types(facts: Facts) -> str:
    offered = visible(facts.event_types)
    if not offered:
        return "There is nothing to book on this account right now."
    lines = [f"- {t.title} ({'/'.join(map(str, sorted(t.lengths)))} min)" for t in offered]
    return "\n".join(["What can be booked:", *lines])


def _booking_pages(facts: Facts, ids: Sequence[str]) -> str:
    """Where whoever has the link books for themselves; a server may not tell the address of its own pages."""
    meant = [kind for kind in facts.event_types if str(kind.id) in ids]
    if not meant:
        return "There is nothing to book on this account right now."
    owner = (facts.me and facts.me.username) or ""
    lines = [f"- {kind.title}: {kind.booking_url or f'/{owner}/{kind.slug} on your Cal.com'}" for kind in meant]
    return "\n".join(["Whoever has the link can book there:", *lines])


def _length(request: Request) -> str:
    """How long what is being arranged will take, and what else it could."""
    kind = request.kind
    assert kind  # asked only then
    others = [str(minutes) for minutes in sorted(kind.lengths) if minutes != request.length]
    choice = f"; {' or '.join(others)} can be had as well" if others else ""
    return f"“{kind.title}” takes {request.length} minutes{choice}."


def _profile(facts: Facts) -> str:
    if facts.me is None:
        return "I can't read the account right now."
    owner = facts.me.name or facts.me.username
    return f"This is {owner}'s calendar, in {facts.me.time_zone}. Times are shown in {facts.zone}."
