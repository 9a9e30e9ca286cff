"""Acts that leave the calendar alone: greetings, questions about us, never mind, a bare yes or no."""

from graph.acts.situation import Situation, clean_slate
from graph.arranging.kinds import match_event_type
from graph.arranging.reading_times import understand_times
from graph.known.saying import Aside, Ask, Passing, left_open
from graph.known.state import Offer, Update
from graph.understanding.dialogue import Need
from graph.understanding.schema import Act, Intent, SmallTalk, Wants
from tools.event_types import NoMatch, One, Several

_ASIDES = {
    Intent.HELP: Aside.HELP,
    Intent.EVENT_TYPES: Aside.EVENT_TYPES,
    Intent.PROFILE: Aside.PROFILE,
    Intent.PAUSE: Aside.PAUSE,
}
_TALK = {
    SmallTalk.GREETING: Aside.GREETING,
    SmallTalk.THANKS: Aside.THANKS,
    SmallTalk.GOODBYE: Aside.GOODBYE,
}


def passing(which: Aside, act: Act, situation: Situation) -> Update:
    """Answer in passing; everything being arranged, asked or offered stays as it is."""
    return {"said": situation.state.in_passing(which, act.notes or "")}


def aside(act: Act, situation: Situation) -> Update:
    """Small talk, help and the like."""
    if act.intent is Intent.SMALL_TALK:
        return passing(_TALK[act.talk or SmallTalk.GREETING], act, situation)
    if act.intent in (Intent.UNCLEAR, Intent.OUT_OF_SCOPE):
        return passing(_not_understood(act, situation), act, situation)
    if act.intent is Intent.PROFILE and act.when:
        return _date(act.when, situation)
    request = situation.state.request
    if act.intent is Intent.EVENT_TYPES and act.wants is Wants.LINK:
        return {"said": situation.state.in_passing(Aside.BOOKING_PAGES, _kinds_named(act.event_type, situation))}
    if act.intent is Intent.EVENT_TYPES and act.wants is Wants.LENGTH and request and request.kind:
        return passing(Aside.LENGTH, act, situation)
    return passing(_ASIDES.get(act.intent, Aside.UNCLEAR), act, situation)


def _date(words: str, situation: Situation) -> Update:
    """ "What date is next Friday?": the day, where the words name one."""
    wanted = understand_times(words, situation.reading(None)).wanted
    day = wanted.pieces[0].one_day if wanted and len(wanted.pieces) == 1 else None
    about = Aside.DATE if day else Aside.UNCLEAR
    return {"said": situation.state.in_passing(about, f"{words}={day}" if day else "")}


def _kinds_named(words: str | None, situation: Situation) -> str:
    """The ids of the kinds that words mean; of all that can be booked where they mean none."""
    match match_event_type(words or "", situation.event_types):
        case One(event_type=kind):
            return str(kind.id)
        case Several(candidates) | NoMatch(candidates):
            return " ".join(str(kind.id) for kind in candidates)


def _not_understood(act: Act, situation: Situation) -> Aside:
    """Another language or another topic is called so only where it is one."""
    if situation.is_foreign:
        return Aside.FOREIGN
    is_elsewhere = act.intent is Intent.OUT_OF_SCOPE and not situation.names_meetings
    return Aside.OUT_OF_SCOPE if is_elsewhere else Aside.UNCLEAR


def drop(act: Act, situation: Situation) -> Update:
    """Never mind: nothing is written, and nothing of it comes back later."""
    state = situation.state
    if state.request is None and state.proposal is None and not state.options:
        return passing(Aside.NOTHING_TO_DROP, act, situation)
    dropped: Update = {"request": None, "parked": None, "queue": (), "said": Passing(aside=Aside.DROPPED)}
    return {**clean_slate(), **dropped}


def refuse(act: Act, situation: Situation) -> Update:
    """No: not like this. The request is kept, and we ask what to change."""
    if situation.state.request is None and any(offer.anew for offer in situation.state.options):
        return {**clean_slate(), "said": Passing(aside=Aside.DROPPED)}
    if situation.state.request is None:
        return passing(Aside.NOTHING_PENDING, act, situation)
    if situation.state.problem and situation.state.problem.code == "guest_email_needed":
        return clean_slate()  # then without that guest
    return {**clean_slate(), "said": left_open(ask=Ask(needs=(Need.CHANGE,)))}


def taken_up(offer: Offer) -> Update:
    """What the assistant said it would do is arranged; it gets a card and a yes of its own."""
    return {**clean_slate(), "request": offer.anew}


def yes(act: Act, situation: Situation) -> Update:
    """A yes that was no whole-message yes to a card: ask plainly, ask again what was asked, or say nothing waits."""
    state = situation.state
    if state.proposal is None and len(state.options) == 1 and state.options[0].anew:
        return taken_up(state.options[0])
    if state.proposal is None and (state.ask or state.options):
        return {"said": state.standing}  # what was asked is asked again
    return passing(Aside.SHALL_I if state.proposal else Aside.NOTHING_PENDING, act, situation)
