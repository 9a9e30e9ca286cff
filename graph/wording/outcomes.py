"""How a confirmed action ended: done, requested, not done, not known. Said from Cal.com's answer, never before it."""

from graph.request import BookingSeen
from graph.state import Outcome, OutcomeCode, Problem, State
from graph.wording.many import word_many
from graph.wording.problems import word_problem
from graph.wording.times import Voice

_DONE = {"book": "Booked", "reschedule": "Moved", "cancel": "Cancelled", "accept": "Confirmed", "decline": "Declined"}
_VERB = {"book": "booked", "reschedule": "moved", "cancel": "cancelled", "accept": "confirmed", "decline": "declined"}


def word_outcome(outcome: Outcome, state: State, voice: Voice) -> str:
    """One or two sentences with uid and time as Cal.com answered them."""
    booking = outcome.booking
    if (told := word_many(outcome, voice)) is not None:
        return told
    if outcome.code is OutcomeCode.UNKNOWN:
        return _unknown(outcome)
    if outcome.code is OutcomeCode.NOT_DONE or booking is None:
        reason = word_problem(Problem(code=outcome.problem or "refused", start=outcome.proposal.start), state, voice)
        return f"Not {_VERB[outcome.action]}. {reason}"
    differs = f" Note: Cal.com's answer differs in {', '.join(outcome.differs)}." if outcome.differs else ""
    return _finished(outcome, booking, voice) + differs


def _finished(outcome: Outcome, booking: BookingSeen, voice: Voice) -> str:
    who = booking.attendee_name or booking.attendee_email
    line = f"{booking.title}, {voice.span(booking.start, booking.end)}"
    line += f", with {who}" if who and who not in booking.title else ""
    if outcome.code is OutcomeCode.REQUESTED:
        return f"Requested: {line}. It waits for the host's confirmation. Reference {booking.uid}."
    if outcome.action in ("cancel", "decline"):
        return f"{_DONE[outcome.action]}: {line}."
    return f"{_DONE[outcome.action]}: {line}. Reference {booking.uid}."


def _unknown(outcome: Outcome) -> str:
    return (
        f"I can't tell whether it was {_VERB[outcome.action]}: the request left, no answer came back, and a look at "
        "the calendar did not settle it. Please check before trying again; I have not sent it twice."
    )
