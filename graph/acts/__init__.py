"""What each act of a message does to the conversation: pure functions from an act and the situation to an update."""

from graph.acts.details import answer, change, more, pick, settings, undo
from graph.acts.requests import (
    absent,
    accept,
    availability,
    block_time,
    book,
    cancel,
    decline,
    invite,
    look,
    relocate,
    reschedule,
)
from graph.acts.resuming import again, check, go_on
from graph.acts.situation import Situation, clean_slate
from graph.acts.small_talk import aside, drop, refuse, yes
from graph.known.state import Update
from graph.understanding.schema import Act, Intent

__all__ = ["STARTS_A_REQUEST", "Situation", "apply", "clean_slate"]

# Acts that open a request of their own: a second one in a message waits for the first to be settled.
STARTS_A_REQUEST = frozenset(
    {
        Intent.BOOK,
        Intent.RESCHEDULE,
        Intent.CANCEL,
        Intent.ACCEPT,
        Intent.DECLINE,
        Intent.INVITE,
        Intent.ABSENT,
        Intent.RELOCATE,
        Intent.AVAILABILITY,
        Intent.LIST,
        Intent.UNDO,
    }
)

_HANDLERS = {
    Intent.BOOK: book,
    Intent.RESCHEDULE: reschedule,
    Intent.CANCEL: cancel,
    Intent.ACCEPT: accept,
    Intent.DECLINE: decline,
    Intent.INVITE: invite,
    Intent.ABSENT: absent,
    Intent.RELOCATE: relocate,
    Intent.AVAILABILITY: availability,
    Intent.LIST: look,
    Intent.BLOCK_TIME: block_time,
    Intent.CHANGE: change,
    Intent.ANSWER: answer,
    Intent.PICK: pick,
    Intent.MORE: more,
    Intent.UNDO: undo,
    Intent.AGAIN: again,
    Intent.CHECK: check,
    Intent.GO_ON: go_on,
    Intent.SETTINGS: settings,
    Intent.DROP: drop,
    Intent.NO: refuse,
    Intent.YES: yes,
}


def apply(act: Act, situation: Situation) -> Update:
    """What the act does; acts without a handler of their own are answered in passing."""
    handler = _HANDLERS.get(act.intent, aside)
    return handler(act, situation)
