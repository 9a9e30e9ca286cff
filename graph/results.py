"""What came of a turn, for programs: made once, from the state, for every door; never read back from words."""

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from graph.events import Answer, BookingShown, Card, Option, Party, Result
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Seat
from graph.known.saying import Aside, Outcome, OutcomeCode, Problem
from graph.known.state import State
from graph.wording import PICK, Facts, Words
from graph.wording.asides import word_aside
from graph.wording.outcomes import word_note, word_outcome
from graph.wording.problems import word_problem
from graph.wording.questions import word_ask

ALREADY_SO = "already_so"  # the success that took nothing: it had been done before
# Answers in passing that refuse what was said; all others are talk, of which nothing comes.
_REFUSALS = frozenset(
    {
        Aside.CANNOT_BLOCK,
        Aside.CANNOT_UNDO,
        Aside.EMPTY,
        Aside.MODEL_CONFUSED,
        Aside.MODEL_DOWN,
        Aside.NOTHING_PENDING,
        Aside.NOTHING_TO_UNDO,
        Aside.OUT_OF_SCOPE,
        Aside.STALE,
        Aside.TOO_LONG,
        Aside.UNCLEAR,
        Aside.UNSERVED,
        Aside.FOREIGN,
    }
)


def answer_of(state: State, words: Words, facts: Facts) -> Answer:
    """What a turn without a card tells."""
    return Answer(
        reply=words.text,
        said=words.said,
        options=options_of(state),
        outcome=result_of(state, facts),
        bookings=_read_out(state, facts),
        lists=words.lists,
        more=_more(state),
    )


def answer_with(card: Card, state: State) -> Answer:
    """What a turn tells that ends at a card; what can be picked there is another kind of meeting."""
    asked = Result(status="pending", code="confirmation_needed", message=card.question, data=card.as_json())
    return Answer(reply=card.text, card=card, options=options_of(state), outcome=asked)


def options_of(state: State) -> tuple[Option, ...]:
    """What is on the table to pick from. Instants carry the offset of the zone it is told in."""
    zone = ZoneInfo(state.zone or state.spoken_zone)
    starts = [offer.start and offer.start.astimezone(zone) for offer in state.options]
    return tuple(Option(n=o.n, label=o.label, start=start) for o, start in zip(state.options, starts, strict=True))


def settled_before(outcome: Outcome, state: State, facts: Facts) -> Result:
    """What is told of a write that an earlier turn brought to its end: this one did nothing."""
    result = _of_write(outcome, state, facts)
    return result.model_copy(update={"code": ALREADY_SO}) if result.status == "success" else result


def result_of(state: State, facts: Facts) -> Result | None:
    """What came of it, in the order in which it is worded; None when it was only talk, or only a list was read out."""
    if state.aside is not None:
        return _of_aside(state, state.aside, facts)
    if state.outcome is not None:
        return _of_write(state.outcome, state, facts)
    if state.listing is not None:
        return None
    if state.problem is not None:
        data = _of_problem(state.problem, facts) | _on_the_table(state)
        return _error(state.problem.code, word_problem(state.problem, state, facts.voice), data)
    asked = word_ask(state, state.ask) if state.ask else ""
    if not asked and not state.options:
        return None
    code = "more_needed" if asked else "choice_needed"
    return Result(status="pending", code=code, message=asked or PICK, data=_on_the_table(state))


def _error(code: str, message: str, data: dict[str, Any]) -> Result:
    return Result(status="error", code=code, message=message, data=data)


def _of_aside(state: State, aside: Aside, facts: Facts) -> Result | None:
    if aside not in _REFUSALS:
        return None
    return _error(str(aside), word_aside(state, facts), _on_the_table(state) if aside is Aside.UNCLEAR else {})


def _of_problem(problem: Problem, facts: Facts) -> dict[str, Any]:
    """What the sentence about it is made from, as far as there is any."""
    start = problem.start.astimezone(ZoneInfo(facts.zone)).isoformat() if problem.start else None
    told = {"words": problem.words, "start": start, "choices": list(problem.choices), "others": list(problem.others)}
    return {name: value for name, value in told.items() if value}


def _on_the_table(state: State) -> dict[str, Any]:
    """What is asked for and what can be picked."""
    asked = state.ask
    fields = [field.model_dump(mode="json") for field in asked.fields] if asked else []
    options = [option.model_dump(mode="json") for option in options_of(state)]
    needs = [str(need) for need in asked.needs] if asked else []
    return {"needs": needs, "options": options, **({"fields": fields} if fields else {})}


# --- a confirmed action ----------------------------------------------------------------------------------------------


def _of_write(outcome: Outcome, state: State, facts: Facts) -> Result:
    status, code = _ended(outcome)
    message = word_outcome(outcome, state, facts.voice)
    note = word_note(outcome, state, facts.voice)
    return Result(status=status, code=code, message=message, data=_of_outcome(outcome, status, note, facts))


def _ended(outcome: Outcome) -> tuple[Literal["success", "error", "unknown"], str]:
    match outcome.code:
        case OutcomeCode.UNKNOWN:
            return "unknown", "outcome_unknown"
        case OutcomeCode.NOT_DONE:
            return "error", outcome.problem or "refused"
    return "success", ALREADY_SO if outcome.found_so else str(outcome.code)


def _of_outcome(outcome: Outcome, status: str, note: str | None, facts: Facts) -> dict[str, Any]:
    if outcome.steps:
        return {"action": outcome.action, "steps": [_of_step(step, facts) for step in outcome.steps]}
    proposal = outcome.proposal
    found = booking_shown(outcome.booking, facts, proposal) if outcome.booking else None
    told = {
        "action": outcome.action,
        "booking" if status == "success" else "found": found and found.model_dump(mode="json"),
        "previous": _previous(proposal, facts),
        "bookings": [booking_shown(b, facts, proposal).model_dump(mode="json") for b in outcome.bookings],
        "seat": _seat(proposal.seat).model_dump(mode="json") if proposal.seat else None,
        "rival": booking_shown(outcome.rival, facts, proposal).model_dump(mode="json") if outcome.rival else None,
        "differs": list(outcome.differs),
        "instead": outcome.instead or None,
        "sent": outcome.sent if status == "unknown" else None,
        "note": note,
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


def _of_step(step: Outcome, facts: Facts) -> dict[str, Any]:
    """How one of several ended: as an outcome of its own, its sentence aside."""
    status, code = _ended(step)
    return {"status": status, "code": code, "data": _of_outcome(step, status, None, facts)}


def _previous(proposal: Proposal, facts: Facts) -> dict[str, str] | None:
    """Of a move: what was there before."""
    was = proposal.booking if proposal.action == "reschedule" else None
    if was is None:
        return None
    start, end = _local(facts, was.start, was.end)
    return {"uid": was.uid, "start": start.isoformat(), "end": end.isoformat()}


# --- bookings --------------------------------------------------------------------------------------------------------


def _read_out(state: State, facts: Facts) -> tuple[BookingShown, ...] | None:
    """The page of a list that is read out in this turn."""
    listing = state.listing
    if listing is None or state.aside not in (None, Aside.MORE_BOOKINGS) or state.outcome is not None:
        return None
    return tuple(booking_shown(booking, facts) for _, booking in listing.numbered)


def _more(state: State) -> int:
    """How much of the same is still to be read out."""
    listing = state.listing
    return len(state.more) if listing is None else len(listing.bookings) - listing.shown


def booking_shown(seen: BookingSeen, facts: Facts, proposal: Proposal | None = None) -> BookingShown:
    """A guest at the keyboard is told of a shared booking only what is theirs: its uid gives every seat away."""
    seen = seen.to(facts.guest)
    start, end = _local(facts, seen.start, seen.end)
    is_shared = facts.guest is not None and bool(seen.seats)
    return BookingShown(
        uid=None if is_shared else seen.uid,
        title=seen.title,
        event_type_id=seen.event_type_id,
        start=start,
        end=end,
        status=str(seen.status),
        attendees=_attendees(seen, facts.guest),
        event_type=proposal.kind.title if proposal and proposal.kind else None,
        zone=facts.zone if proposal else None,
        name=facts.voice.title(seen),
        location=seen.location,
    )


def _attendees(seen: BookingSeen, guest: str | None) -> tuple[Party, ...]:
    if not seen.seats:
        return (Party(name=seen.attendee_name, email=seen.attendee_email, time_zone=seen.attendee_zone),)
    return tuple(_seat(seat) for seat in seen.seats if guest is None or seat.email.casefold() == guest.casefold())


def _seat(seat: Seat) -> Party:
    return Party(name=seat.name, email=seat.email, time_zone=seat.zone)


def _local(facts: Facts, *instants: datetime) -> tuple[datetime, ...]:
    return tuple(instant.astimezone(ZoneInfo(facts.zone)) for instant in instants)
