"""How a confirmed action ended: done, requested, not done, not known. Said from Cal.com's answer, never before it."""

from graph.known.request import BookingSeen
from graph.known.saying import Outcome, OutcomeCode, Problem
from graph.known.state import State
from graph.wording.many import MAILED, word_many
from graph.wording.problems import word_problem
from graph.wording.times import Voice
from tools.calcom.models import BookingStatus
from tools.writing.patience import Step

_DONE = {
    "book": "Booked",
    "reschedule": "Moved",
    "cancel": "Cancelled",
    "accept": "Confirmed",
    "decline": "Declined",
    "invite": "Added",
    "absent": "Noted as absent",
}
_AGAIN = {
    OutcomeCode.DONE: "I looked again: it is there.\n",
    OutcomeCode.REQUESTED: "I looked again: it is there.\n",
    OutcomeCode.PARTIAL: "I looked again: a part of it is there.\n",
    OutcomeCode.NOT_DONE: "I looked again: it is not there.\n",
    OutcomeCode.UNKNOWN: "I looked again.\n",
}
_VERB = {
    "book": "booked",
    "reschedule": "moved",
    "cancel": "cancelled",
    "accept": "confirmed",
    "decline": "declined",
    "invite": "added",
    "absent": "noted as absent",
}


_TOLD_BY_FACTS = ("book", "reschedule", "cancel", "accept", "decline")  # what was done, when and with whom tells it all
_STEPS = {
    Step.SENT: "Sent to Cal.com; I am waiting for its answer…",
    Step.LOOKING: "No answer that I can trust came; I am looking in the calendar whether it is there…",
}


def word_step(step: Step) -> str:
    """What is said while somebody waits for a write."""
    return _STEPS[step]


def word_outcome(outcome: Outcome, state: State, voice: Voice) -> str:
    """One or two sentences with uid and time as Cal.com answered them."""
    if outcome.checked and outcome.code is OutcomeCode.UNKNOWN and not outcome.bookings:
        return _still_unknown(outcome)
    return _AGAIN[outcome.code] * outcome.checked + _worded(outcome, state, voice)


def word_note(outcome: Outcome, state: State, voice: Voice) -> str | None:
    """What the sentence says beside what was done, with whom and when; None where only the whole sentence tells it."""
    plain = outcome.code in (OutcomeCode.DONE, OutcomeCode.REQUESTED) and not outcome.found_so
    plain = plain and outcome.action in _TOLD_BY_FACTS
    if outcome.booking is None or not plain or word_many(outcome, voice) is not None:
        return None
    again = _AGAIN[outcome.code].strip() if outcome.checked else ""
    return f"{again} {_mailed(outcome, voice)}{_differing(outcome, outcome.booking)}{_beside(outcome, voice)}".strip()


def _worded(outcome: Outcome, state: State, voice: Voice) -> str:
    if outcome.steps:
        return _each_step(outcome, state, voice)
    booking = outcome.booking
    if outcome.found_so and booking is not None:
        return _found_so(outcome, booking, voice)
    if outcome.code is OutcomeCode.UNKNOWN and not outcome.bookings:
        return _unknown(outcome)
    if (told := word_many(outcome, voice)) is not None:
        is_done = outcome.code in (OutcomeCode.DONE, OutcomeCode.PARTIAL)
        return told + (_differing(outcome, booking) if is_done and booking else "")
    if outcome.code is OutcomeCode.NOT_DONE or booking is None:
        words = _wait(outcome.retry_after) if outcome.retry_after else ""
        why = Problem(
            code=outcome.problem or "refused", start=outcome.proposal.start, words=words, version=outcome.version
        )
        if outcome.version is not None:  # it was asked, and it is always asked about bookings
            why = why.model_copy(update={"part": "bookings", "status": outcome.answered})
        reason = word_problem(why, state, voice)
        return f"Not {_VERB[outcome.action]}. {reason}"
    return _finished(outcome, booking, voice) + _differing(outcome, booking) + _beside(outcome, voice)


def _each_step(outcome: Outcome, state: State, voice: Voice) -> str:
    """How each of several ended, under its number on the card, and the way back where not all of it was done."""
    told = [f"{n}. {word_outcome(step, state, voice)}" for n, step in enumerate(outcome.steps, start=1)]
    done = [step for step in outcome.steps if step.code in (OutcomeCode.DONE, OutcomeCode.REQUESTED)]
    if done and len(done) < len(outcome.steps):
        told.append("To take back what was done, say “undo”; I ask before I do.")
    return "\n".join(told)


def _finished(outcome: Outcome, booking: BookingSeen, voice: Voice) -> str:
    who = booking.attendee_name or booking.attendee_email
    line = f"{booking.title}, {voice.span(booking.start, booking.end)}"
    match outcome.action:
        case "invite":
            return f"Added: {', '.join(outcome.proposal.guests)} to {line}. {MAILED}"
        case "absent":
            return f"Noted as absent: {outcome.proposal.attendee.name}, {line}. Nobody is mailed about that."
    line += f", with {who}" if who and who not in booking.title else ""
    return f"{word_done(outcome.code, outcome.action)}: {line}. {_mailed(outcome, voice)}"


def word_done(code: str, action: str) -> str:
    """ "Booked", "Moved", "Requested"."""
    return "Requested" if code == OutcomeCode.REQUESTED else _DONE.get(action, "Done")


def word_not_done(action: str) -> str:
    """ "Not booked", "Not moved"."""
    return f"Not {_VERB.get(action, 'done')}"


def _mailed(outcome: Outcome, voice: Voice) -> str:
    waits = f"It waits for {voice.whose} confirmation. " if outcome.code is OutcomeCode.REQUESTED else ""
    return f"{waits}{MAILED}"


def _found_so(outcome: Outcome, booking: BookingSeen, voice: Voice) -> str:
    """Somebody else was faster: it is as asked, but not by us, and nobody was told a second time."""
    if outcome.proposal.seat is not None:
        return f"That seat in “{booking.title}”, {voice.start(booking.start)}, was given up already, so I sent nothing."
    if outcome.bookings:
        return f"All {len(outcome.bookings)} meetings of that series were cancelled already, so I sent nothing."
    what = f"{booking.title}, {voice.span(booking.start, booking.end)},"
    if outcome.action in ("invite", "absent"):
        return f"{what} has that already: it was done in the meantime, so I sent nothing."
    so = (
        "stands there already: it was moved"
        if outcome.action == "reschedule"
        else f"was {_VERB[outcome.action]} already"
    )
    return f"{what} {so} in the meantime, so I sent nothing."


def _differing(outcome: Outcome, booking: BookingSeen) -> str:
    """What Cal.com made otherwise than confirmed, with the way back where there is one."""
    others = [name for name in outcome.differs if name not in ("length", "name", "occurrences", *outcome.instead)]
    told = f" Note: Cal.com's answer differs in {', '.join(others)}." if others else ""
    for name, now in outcome.instead.items():
        told += f" But mind: as its {name} Cal.com has “{now}”."
    if "name" in outcome.differs:
        told += f" But mind: Cal.com has it for “{booking.attendee_name}”, not “{outcome.proposal.attendee.name}”."
    if "length" in outcome.differs:
        told += (
            f" But mind: Cal.com made it {booking.minutes} minutes, not the {outcome.proposal.minutes} on the card. "
            "To take it back, say “undo”; I ask before I do."
        )
    return told


def _beside(outcome: Outcome, voice: Voice) -> str:
    """What else came of a move: somebody else's of the same booking, or a confirmation that it amounted to."""
    was, now, rival = outcome.proposal.booking, outcome.booking, outcome.rival
    if rival is not None:
        return (
            " But somebody else moved it at the same moment, and Cal.com let both: there are two live bookings of it "
            f"now, this one and {rival.title}, {voice.span(rival.start, rival.end)}. "
            "Say “undo” to cancel mine; I ask before I do."
        )
    is_accepted = (
        was is not None and was.status is BookingStatus.PENDING and now and now.status is BookingStatus.ACCEPTED
    )
    if outcome.action == "reschedule" and is_accepted:
        return " It was waiting for a confirmation; by moving it you have accepted it."
    return ""


def _unknown(outcome: Outcome) -> str:
    return (
        f"I can't tell yet whether it was {_VERB[outcome.action]}: {_tried(outcome)}. {_looked(outcome)}. I sent it "
        "once and send it no second time; I keep looking, and until I know I send nothing else about it. "
        "Say “check again” to hear what I see."
    )


def _still_unknown(outcome: Outcome) -> str:
    return (
        f"I looked again and still can't tell whether it was {_VERB[outcome.action]}. {_looked(outcome)}. Ten minutes "
        "after it was sent I can say for certain. Say “check again” then; until I know I send nothing else about it."
    )


def _looked(outcome: Outcome) -> str:
    """What the calendar shows of it; true as well where it could not be looked at."""
    if outcome.differs:
        return f"A look at the calendar did not settle it either{_seen(outcome)}"
    done = "there" if outcome.action == "book" else _VERB[outcome.action]
    return f"So far I do not see it {done} in the calendar, but that may still come"


def _seen(outcome: Outcome) -> str:
    return f": what stands there differs in {', '.join(outcome.differs)}" if outcome.differs else ""


def _tried(outcome: Outcome) -> str:
    """What came back, as it was; an earlier life of the process may not have come to sending it."""
    if not outcome.sent:
        return "I was stopped around the moment of sending it"
    if outcome.answered is None:
        return "I sent it, and no answer came back"
    if 200 <= outcome.answered < 300:
        return "I sent it, and the answer was not what I had asked for"
    return f"I sent it, and Cal.com answered with an error ({outcome.answered})"


def _wait(seconds: int) -> str:
    """ "30 seconds", "a minute", "5 minutes"."""
    if seconds < 60:
        return "a second" if seconds <= 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
