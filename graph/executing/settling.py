"""How a write ended, or that nothing was written: as an update of the conversation."""

from math import ceil
from typing import Any

from graph.arranging.reading_times import wanted_at
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Request
from graph.known.saying import Outcome, OutcomeCode, Settled
from graph.known.state import State, Update
from tools.bookings import WriteState, Written
from tools.calcom.models import BookingStatus
from tools.errors import OutcomeUnknown, RateLimited, SchedulingError


def afresh(state: State, proposal: Proposal, notice: str | None) -> Update:
    """Nothing was written: look again at the same wish, and propose or offer anew."""
    request = state.request or Request(action=proposal.action, kind=proposal.kind, booking=proposal.booking)
    wanted = wanted_at(proposal.start, proposal.zone)
    return {
        "approval": None,
        "proposal": None,
        "said": None,
        "notice": notice,
        "request": request.model_copy(update={"start": None, "wanted": wanted, "when_words": None}),
    }


def settled(state: State, proposal: Proposal, written: Written) -> Update:
    """The action is over, or its end is not known yet. What was arranged is kept in its card, for "try again".

    Where only a look was asked for, what is being arranged meanwhile stays.
    """
    booking = _with_its_seat(BookingSeen.of(written.booking), proposal) if written.booking else None
    outcome = Outcome(
        code=_code(proposal, written),
        action=proposal.action,
        proposal=proposal,
        booking=booking,
        bookings=tuple(BookingSeen.of(b) for b in written.bookings),
        differs=written.differences,
        instead=_instead(written),
        sent=written.sent,
        found_so=written.found_so,
        checked=state.checking is not None,
        rival=BookingSeen.of(written.rival) if written.rival else None,
        **_why(written.error),
    )
    others = tuple(doubt for doubt in state.doubts if doubt.proposal.token != proposal.token)
    return {
        "said": Settled(outcome=outcome),
        "last_outcome": outcome,
        "doubts": (*others, outcome) if outcome.code is OutcomeCode.UNKNOWN else others,
        "recent": booking or proposal.booking,
        "checking": None,
        "request": state.request if state.checking else None,
        "pile": state.pile if state.checking else (),
        "left_out": (),
        "proposal": None,
        "approval": None,
        "notice": None,
    }


def _instead(written: Written) -> dict[str, str]:
    """What Cal.com has now where its answer differs, as far as a sentence can hold it."""
    booking = written.booking
    if booking is None:
        return {}
    now = {
        "host": ", ".join(host.name or host.email for host in booking.hosts),
        "location": booking.location or "",
        "guests": ", ".join(booking.guests),
    }
    return {name: told for name in written.differences if (told := now.get(name))}


def _why(error: SchedulingError | None) -> dict[str, Any]:
    """What an outcome keeps of an error."""
    if error is None:
        return {}
    return {
        "problem": error.code,
        "version": error.version,
        "answered": error.status,
        "sent_at": error.sent_at if isinstance(error, OutcomeUnknown) else None,
        "retry_after": ceil(error.retry_after) if isinstance(error, RateLimited) else None,
    }


def _with_its_seat(booking: BookingSeen, proposal: Proposal) -> BookingSeen:
    """Of a shared booking only the seat just taken is spoken of: "cancel it" must not mean everybody's."""
    if proposal.action != "book":
        return booking
    email = proposal.attendee.email.casefold()
    return booking.model_copy(update={"seat": next((s for s in booking.seats if s.email.casefold() == email), None)})


def _code(proposal: Proposal, written: Written) -> OutcomeCode:
    if written.state is WriteState.UNKNOWN:
        return OutcomeCode.UNKNOWN
    if written.state is WriteState.NOT_DONE:
        return OutcomeCode.NOT_DONE
    if "occurrences" in written.differences:
        return OutcomeCode.PARTIAL
    pending = written.booking is not None and written.booking.status is BookingStatus.PENDING
    return OutcomeCode.REQUESTED if pending and proposal.action in ("book", "reschedule") else OutcomeCode.DONE


def not_sent(step: Proposal, code: str) -> Outcome:
    """The end of a step that nothing was sent for, with why."""
    return Outcome(code=OutcomeCode.NOT_DONE, action=step.action, proposal=step, problem=code)


def untold(step: Proposal, code: str, begun: bool) -> Outcome:
    """Of a step whose line cannot be read: nothing was sent of it, unless an earlier life had begun."""
    outcome = not_sent(step, code)
    return outcome.model_copy(update={"code": OutcomeCode.UNKNOWN}) if begun else outcome


def settled_steps(state: State, whole: Proposal, ended: tuple[Outcome, ...]) -> Update:
    """All steps are over, or their end is not known: each is told, and each that is in doubt is kept as one."""
    codes = {one.code for one in ended}
    doubted = tuple(one for one in ended if one.code is OutcomeCode.UNKNOWN)
    done = [one for one in ended if one.code not in (OutcomeCode.UNKNOWN, OutcomeCode.NOT_DONE)]
    problem = next((one.problem for one in ended if one.problem), None)
    outcome = Outcome(code=_code_of_all(codes), action=whole.action, proposal=whole, steps=ended, problem=problem)
    known = {one.proposal.token for one in ended}
    others = tuple(doubt for doubt in state.doubts if doubt.proposal.token not in known)
    return {
        "said": Settled(outcome=outcome),
        "last_outcome": outcome,
        "doubts": (*others, *doubted),
        "recent": next((one.booking for one in reversed(done) if one.booking), None),
        "request": None,
        "pile": (),
        "left_out": (),
        "proposal": None,
        "approval": None,
        "notice": None,
    }


def _code_of_all(codes: set[OutcomeCode]) -> OutcomeCode:
    """Done or requested when each step is; partial when some are; a single doubt leaves the whole in doubt."""
    if OutcomeCode.UNKNOWN in codes:
        return OutcomeCode.UNKNOWN
    if codes <= {OutcomeCode.DONE, OutcomeCode.REQUESTED}:
        return OutcomeCode.REQUESTED if codes == {OutcomeCode.REQUESTED} else OutcomeCode.DONE
    return OutcomeCode.NOT_DONE if codes == {OutcomeCode.NOT_DONE} else OutcomeCode.PARTIAL
