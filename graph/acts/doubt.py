"""After a write whose end is not known: looking at the calendar, and proposing the same anew. Neither sends a write."""

from graph.acts.desk import Desk, clean_slate
from graph.arranging.reading_times import day_of, wanted_at
from graph.known.proposal import Proposal
from graph.known.request import Request
from graph.known.saying import Outcome
from graph.known.state import Update


def look_at(outcome: Outcome, desk: Desk) -> Update:
    """ "Check again": what stands on the day it was about, read from Cal.com."""
    day = day_of(outcome.proposal.start, desk.locale.zone)
    return {**clean_slate(), "look": Request(action="list", wanted=day)}


def once_more(outcome: Outcome, desk: Desk) -> Update:
    """ "Try again": the same wish is looked at afresh and gets a card and a yes of its own.

    What stands after all is seen by that look, or by the one before the write. Of a series or a seat it would not be.
    """
    proposal = outcome.proposal
    if proposal.occurrences or proposal.seat or (proposal.kind and (proposal.kind.recurring or proposal.kind.seated)):
        return look_at(outcome, desk)
    if proposal.action in ("accept", "decline"):
        return {**clean_slate(), "request": Request(action=proposal.action, booking=proposal.booking)}
    return {**clean_slate(), "request": wish_of(proposal)}


def wish_of(proposal: Proposal) -> Request:
    """What was wanted, as it stands on a card."""
    is_new = proposal.action == "book"
    return Request(
        action=proposal.action,
        kind=proposal.kind,
        minutes=proposal.minutes if proposal.kind and proposal.kind.variable and is_new else None,
        wanted=None if proposal.action == "cancel" else wanted_at(proposal.start, proposal.zone),
        attendee_name=proposal.attendee.name if is_new else None,
        attendee_email=proposal.attendee.email if is_new else None,
        guests=proposal.guests,
        answers=proposal.answers,
        notes=proposal.notes,
        reason=proposal.reason,
        booking=proposal.booking,
    )
