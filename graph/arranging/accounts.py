"""Another key, another address: what was shown or approved for one Cal.com account is never done on another."""

from graph.known.proposal import Proposal
from graph.known.request import Request
from graph.known.state import State, Update
from graph.understanding.schema import BookingWords

NOTICE = "other_account"


def left_behind() -> Update:
    """What a conversation knows of bookings and event types, gone: they were another account's."""
    return {
        "request": None,
        "parked": None,
        "look": None,
        "queue": (),
        "wishes": (),
        "pile": (),
        "left_out": (),
        "options": (),
        "more": (),
        "said": None,
        "proposal": None,
        "approval": None,
        "last_outcome": None,
        "recent": None,
        "edited": None,
        "unread": None,
    }


def asked_anew(state: State, proposal: Proposal, account: str) -> Update:
    """The same wish looked up afresh on the account we are on now: its event type by name, its booking by who and when.

    Nothing of the other account's ids is kept, so that what has no counterpart here becomes a question.
    """
    request = state.request or Request(action=proposal.action, kind=proposal.kind)
    booking = proposal.booking
    kind = request.kind or proposal.kind
    changes = {
        "kind": None,
        "event_type_words": request.event_type_words or (kind.title if kind and booking is None else None),
        "booking": None,
        "booking_words": booking
        and BookingWords(person=booking.attendee_email or None, when=booking.start.isoformat(timespec="minutes")),
        "seat": None,
        "occurrences": (),
        "staying": 0,
    }
    return {**left_behind(), "account": account, "notice": NOTICE, "request": request.model_copy(update=changes)}
