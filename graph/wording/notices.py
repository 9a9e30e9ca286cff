"""What is said before a card, an offer or a question: what changed since, or that a time is free."""

from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Kind, Request
from graph.known.state import State
from graph.wording.problems import word_problem
from graph.wording.times import Voice

_NOTICES = {
    "other_account": "That was for another Cal.com account, so I did nothing. This is what it would be on this one.",
    "stale_card": "That proposal had grown old, so I looked at the calendar again before doing anything.",
    "no_guests": "That kind of meeting takes no guests; its settings in Cal.com say so. They are left out.",
    "near_days_full": "The next three days are full; this is the first free time after them.",
}


def name_request(request: Request) -> str:
    """What is being arranged, in a few words."""
    kind = f"the {request.kind.title}" if request.kind else "the booking"
    return f"{kind} with {request.attendee_name}" if request.attendee_name else kind


def word_parked(state: State) -> str:
    """The reminder that something set aside can be taken up again."""
    return f"Say “go on” to take up {name_request(state.parked)} again." if state.parked else ""


def word_unused(state: State, told: str) -> list[str]:
    """What nothing came of, where the reply does not speak of it anyhow; a card has it in a row of its own."""
    words = [words for words in state.unused if words not in told]
    return [f"Not used: {', '.join(f'“{said}”' for said in words)}."] if words else []


def _stops(proposal: Proposal, voice: Voice) -> str:
    """A new series ends before the first time that is taken; nothing is booked around it."""
    n = len(proposal.occurrences)
    kept = "only the first meeting" if n == 1 else f"the first {n} meetings"
    missing = voice.start(proposal.stops_at) if proposal.stops_at else "a later time"
    return f"{missing} is not free, so this card is for {kept} of the series."


def _kind_taken(request: Request, kind: Kind) -> str:
    """Which kind the times are for, where none was named."""
    last = request.kind_why == "last" and request.attendee_name
    why = f"as last time with {last}" if last else "as no kind of meeting was named"
    return f"For the {kind.title} ({request.length} minutes), {why}."


def _slot_lost(state: State, voice: Voice) -> str:
    """What stands there now, where it is seen; of one's own booking it is never said that somebody else was faster."""
    request = state.request
    done = "moved" if request and request.action == "reschedule" else "booked"
    is_shared = bool(request and request.kind and request.kind.seated)
    if request and request.lost_to is not None and not is_shared:
        return _in_the_way(request.lost_to, state, voice, done)
    what = "The last seat at that time" if is_shared else "That time"
    return f"{what} was just taken, so nothing was {done}."


def _in_the_way(there: BookingSeen, state: State, voice: Voice, done: str) -> str:
    made = state.last_outcome.booking if state.last_outcome and state.last_outcome.action == "book" else None
    span = voice.span(there.start, there.end)
    if made is not None and made.uid == there.uid:
        return f"That is the booking you just made: {there.title}, {span}. Nothing more was {done}."
    return f"That time was just taken: {there.title}, {span}, stands there, so nothing more was {done}."


def word_notice(state: State, voice: Voice) -> str | None:
    """The notice of this turn in words, if there is one, and what of the message is not on the card."""
    return "\n".join(filter(None, (_noticed(state, voice), *_left_out(state, voice)))) or None


def _left_out(state: State, voice: Voice) -> list[str]:
    """The parts of what was asked for that cannot be done."""
    return [f"Not part of this: {word_problem(problem, state, voice)}" for problem in state.left_out]


def _noticed(state: State, voice: Voice) -> str | None:
    if state.notice == "time_is_free":
        start = state.request and state.request.start
        return f"{voice.start(start)} is free." if start else None
    if state.notice == "range_differs" and state.request and state.request.kind:
        return f"“{state.request.kind.title}” takes {state.request.length} minutes; these starts lie in that range."
    if state.notice == "kind_taken" and state.request and state.request.kind:
        return _kind_taken(state.request, state.request.kind)
    if state.notice == "length_changed" and state.request and state.request.kind:
        length = " or ".join(map(str, sorted(state.request.kind.lengths)))
        return f"“{state.request.kind.title}” was changed to {length} minutes just now, so nothing was booked."
    if state.notice == "slot_lost":
        return _slot_lost(state, voice)
    if state.notice == "series_stops" and state.proposal and state.proposal.stops_at:
        return _stops(state.proposal, voice)
    if state.notice == "parked" and state.parked:
        return f"I've set {name_request(state.parked)} aside; nothing was booked."
    return _NOTICES.get(state.notice or "")
