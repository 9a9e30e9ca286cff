"""How a confirmed action ended: done, requested, not done, not known. Said from Cal.com's answer, never before it."""

from graph.known.request import BookingSeen
from graph.known.saying import Outcome, OutcomeCode, Problem
from graph.known.state import State
from graph.wording.many import word_many
from graph.wording.problems import word_problem
from graph.wording.times import Voice

_DONE = {"book": "Booked", "reschedule": "Moved", "cancel": "Cancelled", "accept": "Confirmed", "decline": "Declined"}
_VERB = {"book": "booked", "reschedule": "moved", "cancel": "cancelled", "accept": "confirmed", "decline": "declined"}


def word_outcome(outcome: Outcome, state: State, voice: Voice) -> str:
    """One or two sentences with uid and time as Cal.com answered them."""
    booking = outcome.booking
    if outcome.found_so and booking is not None:
        return _found_so(outcome, booking, voice)
    if outcome.code is OutcomeCode.UNKNOWN and not outcome.bookings:
        return _unknown(outcome)
    if (told := word_many(outcome, voice)) is not None:
        return told
    if outcome.code is OutcomeCode.NOT_DONE or booking is None:
        why = Problem(code=outcome.problem or "refused", start=outcome.proposal.start, version=outcome.version)
        if outcome.version is not None:  # it was asked, and it is always asked about bookings
            why = why.model_copy(update={"part": "bookings", "status": outcome.answered})
        reason = word_problem(why, state, voice)
        return f"Not {_VERB[outcome.action]}. {reason}"
    return _finished(outcome, booking, voice) + _differing(outcome, booking)


def _finished(outcome: Outcome, booking: BookingSeen, voice: Voice) -> str:
    who = booking.attendee_name or booking.attendee_email
    line = f"{booking.title}, {voice.span(booking.start, booking.end)}"
    line += f", with {who}" if who and who not in booking.title else ""
    if outcome.code is OutcomeCode.REQUESTED:
        return f"Requested: {line}. It waits for the host's confirmation. Reference {booking.uid}."
    if outcome.action in ("cancel", "decline"):
        return f"{_DONE[outcome.action]}: {line}."
    return f"{_DONE[outcome.action]}: {line}. Reference {booking.uid}."


def _found_so(outcome: Outcome, booking: BookingSeen, voice: Voice) -> str:
    """Somebody else was faster: it is as asked, but not by us, and nobody was told a second time."""
    if outcome.proposal.seat is not None:
        return f"That seat in “{booking.title}”, {voice.start(booking.start)}, was given up already, so I sent nothing."
    if outcome.bookings:
        return f"All {len(outcome.bookings)} meetings of that series were cancelled already, so I sent nothing."
    what = f"{booking.title}, {voice.span(booking.start, booking.end)},"
    return f"{what} was cancelled already in the meantime, so I sent nothing."


def _differing(outcome: Outcome, booking: BookingSeen) -> str:
    """What Cal.com made otherwise than confirmed, with the way back where there is one."""
    others = [name for name in outcome.differs if name != "length"]
    told = f" Note: Cal.com's answer differs in {', '.join(others)}." if others else ""
    if "length" in outcome.differs:
        told += (
            f" But mind: Cal.com made it {booking.minutes} minutes, not the {outcome.proposal.minutes} on the card. "
            "To take it back, say “undo”; I ask before I do."
        )
    return told


def _unknown(outcome: Outcome) -> str:
    return (
        f"I can't tell whether it was {_VERB[outcome.action]}: {_tried(outcome)}. A look at the calendar did not "
        f"settle it either{_seen(outcome)}. Say “check again” and I look once more; I send nothing without a new yes."
    )


def _seen(outcome: Outcome) -> str:
    return f": what stands there differs in {', '.join(outcome.differs)}" if outcome.differs else ""


def _tried(outcome: Outcome) -> str:
    """How often it was sent and what came back, as it was."""
    if not outcome.sent:
        return "I was stopped after I had sent it"
    came = "no answer came back"
    if outcome.answered is not None and 200 <= outcome.answered < 300:
        came = "the answer was not what I had asked for"
    elif outcome.answered is not None:
        came = f"Cal.com answered with an error ({outcome.answered})"
    if outcome.sent == 1:
        return f"I tried once, and {came}"
    return f"I tried, found no trace of it in the calendar and tried once more (Cal.com takes no double); {came}"
