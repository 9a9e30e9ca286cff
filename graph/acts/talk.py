"""Acts that leave the calendar alone: greetings, questions about us, never mind, a bare yes or no."""

import re

from graph.acts import requests
from graph.acts.desk import Desk, clean_slate
from graph.state import Aside, Ask, Update
from graph.understanding.dialogue import Need
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun
from tools.calcom.models import BookingStatus

_THANKS = re.compile(r"\b(thank\w*|thx|ty|cheers|appreciate\w*|great|perfect|awesome|nice|good job)\b", re.IGNORECASE)
_GOODBYE = re.compile(
    r"\b(bye|goodbye|good night|see you|see ya|that'?s all|that is all|have a (good|nice|great))\b", re.I
)
_HOW_LONG = re.compile(r"\bhow long\b", re.IGNORECASE)
_CONFIRMS = re.compile(r"\b(confirm|accept|approve)\b", re.IGNORECASE)
_ASIDES = {
    Intent.HELP: Aside.HELP,
    Intent.EVENT_TYPES: Aside.EVENT_TYPES,
    Intent.PROFILE: Aside.PROFILE,
    Intent.OUT_OF_SCOPE: Aside.OUT_OF_SCOPE,
    Intent.PAUSE: Aside.PAUSE,
    Intent.UNCLEAR: Aside.UNCLEAR,
}


def passing(which: Aside, act: Act) -> Update:
    """Answer in passing; everything being arranged, asked or offered stays as it is."""
    return {"aside": which, "aside_words": act.notes or ""}


def aside(act: Act, desk: Desk) -> Update:
    """Small talk, help and the like."""
    if act.intent is Intent.SMALL_TALK:
        return passing(_kind_of_talk(str(desk.state.messages[-1].content)), act)
    request = desk.state.request
    if act.intent is Intent.EVENT_TYPES and request and request.kind and _HOW_LONG.search(desk.message):
        return passing(Aside.LENGTH, act)
    return passing(_ASIDES.get(act.intent, Aside.UNCLEAR), act)


def _kind_of_talk(message: str) -> Aside:
    """A goodbye is one even when it thanks first."""
    if _GOODBYE.search(message):
        return Aside.GOODBYE
    return Aside.THANKS if _THANKS.search(message) else Aside.GREETING


def drop(act: Act, desk: Desk) -> Update:
    """Never mind: nothing is written, and nothing of it comes back later."""
    state = desk.state
    if state.request is None and state.proposal is None and not state.options:
        return passing(Aside.NOTHING_TO_DROP, act)
    dropped: Update = {"request": None, "parked": None, "queue": (), "dropped": True, "aside": Aside.DROPPED}
    return {**clean_slate(), **dropped}


def go_on(desk: Desk) -> Update:
    """Take up what was set aside when another request came first."""
    return {**clean_slate(), "request": desk.state.parked, "parked": None}


def refuse(act: Act, desk: Desk) -> Update:
    """No: not like this. The request is kept, and we ask what to change."""
    if desk.state.request is None:
        return passing(Aside.NOTHING_PENDING, act)
    if desk.state.problem and desk.state.problem.code == "guest_email_needed":
        return clean_slate()  # then without that guest
    return {**clean_slate(), "ask": Ask(needs=(Need.CHANGE,))}


def yes(act: Act, desk: Desk) -> Update:
    """A yes that was no whole-message yes to a card: ask plainly, ask again what was asked, or say nothing waits."""
    state = desk.state
    if _confirms_what_was_spoken_of(desk):
        return requests.accept(Act(intent=Intent.ACCEPT, booking=BookingWords(pronoun=Pronoun.IT)), desk)
    if state.proposal is None and (state.ask or state.options):
        return {"aside": None}  # what was asked is asked again
    return passing(Aside.SHALL_I if state.proposal else Aside.NOTHING_PENDING, act)


def _confirms_what_was_spoken_of(desk: Desk) -> bool:
    """ "Confirm it", said with no card open of a booking that waits for its host."""
    state = desk.state
    nothing_open = state.proposal is None and state.request is None and not state.options
    waits = state.recent is not None and state.recent.status is BookingStatus.PENDING
    return nothing_open and waits and _CONFIRMS.search(desk.message) is not None
