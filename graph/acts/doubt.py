"""After a write that failed, or whose end is not known: looking what became of it, and proposing the same anew."""

from graph.acts.situation import Situation, clean_slate
from graph.arranging.reading_times import day_of, wanted_at
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Request
from graph.known.saying import Outcome
from graph.known.state import Update


def verdict_on(doubt: Outcome) -> Update:
    """ "Check again": is it there, is it not, or can that still not be told? Sends nothing."""
    return {**clean_slate(), "checking": doubt}


def look_at(outcome: Outcome, situation: Situation) -> Update:
    """ "Did it work?" of what has ended: what stands on the day it was about, read from Cal.com."""
    day = day_of(outcome.proposal.start, situation.locale.zone)
    return {**clean_slate(), "look": Request(action="list", wanted=day)}


def once_more(outcome: Outcome) -> Update:
    """ "Try again" of what certainly failed: the same wish is looked at afresh and gets a card and a yes of its own."""
    if outcome.steps:  # each that was not done has to be asked for again
        return clean_slate()
    return {**clean_slate(), "request": wish_of(outcome.proposal)}


def booked_anew(booking: BookingSeen) -> Request | None:
    """A booking like this one, at a time that is still to be said; None where it is of no kind, a series or shared."""
    if booking.event_type_id is None or booking.series_uid or booking.seats:
        return None
    return Request(
        action="book",
        event_type_words=str(booking.event_type_id),
        minutes=booking.minutes,
        attendee_name=booking.attendee_name,
        attendee_email=booking.attendee_email,
        notes=booking.notes,
    )


def wish_anew(proposal: Proposal) -> Request | None:
    """What was cancelled, to be booked once more: with the same person, of the same kind and length, at its time."""
    gone = proposal.booking
    if gone is None:
        return None
    who = proposal.attendee
    return Request(
        action="book",
        event_type_words=str(gone.event_type_id) if gone.event_type_id else None,
        minutes=gone.minutes,
        wanted=wanted_at(gone.start, proposal.zone),
        attendee_name=who.name,
        attendee_email=who.email,
        notes=gone.notes,
    )


def wish_of(proposal: Proposal) -> Request:
    """What was wanted, as it stands on a card."""
    is_new = proposal.action == "book"
    takes_time = proposal.action in ("book", "reschedule")
    return Request(
        action=proposal.action,
        kind=proposal.kind if takes_time else None,
        minutes=proposal.minutes if proposal.kind and proposal.kind.variable and is_new else None,
        wanted=wanted_at(proposal.start, proposal.zone) if takes_time else None,
        attendee_name=proposal.attendee.name if is_new else None,
        attendee_email=proposal.attendee.email if is_new else None,
        attendee=proposal.known_as if is_new else None,
        guests=proposal.guests,
        answers=proposal.answers,
        place_words=proposal.place.value if proposal.place else None,
        notes=proposal.notes,
        reason=proposal.reason,
        told=proposal.told,
        booking=proposal.booking,
        scope=proposal.scope,
        seat=proposal.seat,
        count=len(proposal.occurrences) or None if is_new else None,
        unused=proposal.unused,
    )
