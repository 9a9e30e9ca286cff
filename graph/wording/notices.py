"""What is said before a card, an offer or a question: what changed since, or that a time is free."""

from graph.state import State
from graph.wording.times import Voice

_NOTICES = {
    "slot_lost": "That time was just taken by somebody else, so nothing was booked.",
    "stale_card": "That proposal had grown old, so I looked at the calendar again before doing anything.",
    "near_days_full": "The next three days are full; this is the first free time after them.",
}


def word_notice(state: State, voice: Voice) -> str | None:
    """The notice of this turn in words, if there is one."""
    if state.notice == "time_is_free":
        start = state.request and state.request.start
        return f"{voice.start(start)} is free." if start else None
    return _NOTICES.get(state.notice or "")
