"""Series and shared bookings in words: which occurrences, how many seats, and what became of them."""

from collections.abc import Sequence
from datetime import datetime

from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Kind
from graph.known.saying import Outcome, OutcomeCode
from graph.understanding.schema import Scope
from graph.wording.times import Voice
from tools.calcom.models import BookingStatus

_LISTED = 12  # occurrences told one by one
_NAMED = 6  # attendees told by name
Row = tuple[str, str]  # of a card: label and value; the label is empty where there is none
MAILED = "Cal.com mails everybody in it."
_UNITS = {"weekly": "week", "monthly": "month", "yearly": "year"}


def rhythm(kind: Kind) -> str:
    """ "every week", "every 2 months"."""
    frequency, interval = kind.steps or ("weekly", 1)
    unit = _UNITS.get(frequency, frequency)
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def word_starts(starts: Sequence[datetime], voice: Voice) -> str:
    """Every start of a series; of a long one the first dozen and the last."""
    shown = [voice.start(start) for start in starts[:_LISTED]]
    if len(starts) > _LISTED:
        shown += ["…", voice.start(starts[-1])]
    return "; ".join(shown)


def word_people(booking: BookingSeen) -> str:
    """ "3 attendees: Anna Roth, Ben Ode, Cora Li"."""
    names = [seat.name or seat.email for seat in booking.seats]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    noun = "attendee" if len(names) == 1 else "attendees"
    return f"{len(names)} {noun}: {', '.join([*names[:_NAMED], *more])}"


def is_whole(proposal: Proposal) -> bool:
    """Whether it is about a shared booking with everybody in it."""
    return proposal.booking is not None and bool(proposal.booking.seats) and proposal.seat is None


def scope_rows(proposal: Proposal, voice: Voice) -> list[Row]:
    """The card's rows about how much of a series goes or comes, or about seats."""
    if proposal.action == "book":
        return _new_series(proposal, voice) + _seats_left(proposal)
    booking = proposal.booking
    if booking is None:
        return []
    if booking.seats:
        return _seats(proposal, booking)
    return _of_series(proposal, voice) if booking.series_uid else []


def _new_series(proposal: Proposal, voice: Voice) -> list[Row]:
    if not proposal.occurrences or proposal.kind is None:
        return []
    starts = [occurrence.start for occurrence in proposal.occurrences]
    if len(starts) == 1:
        return [("Series", "1 meeting only")]
    return [("Series", f"{len(starts)} meetings, {rhythm(proposal.kind)}"), ("Dates", f"{word_starts(starts, voice)}")]


def _seats_left(proposal: Proposal) -> list[Row]:
    if proposal.kind is None or not proposal.kind.seated:
        return []
    if proposal.seats_left is None:
        return [("Seat", "one, shared with others")]
    left, total = proposal.seats_left
    return [("Seat", f"one of the {left} still free ({left} of {total} seats left)")]


def _seats(proposal: Proposal, booking: BookingSeen) -> list[Row]:
    others = len(booking.seats) - 1
    if proposal.seat is not None:
        return [
            ("Seat", f"only this one; the other {_count(others, 'attendee')} stay" if others > 1 else _lone(others))
        ]
    if proposal.action == "reschedule":
        return [("Seats", f"all {len(booking.seats)} move together")] if others else []
    return [("Seats", f"everybody loses theirs, {len(booking.seats)} in all")] if others else []


def _lone(others: int) -> str:
    return "only this one; the other attendee stays" if others else "the last one, so the booking goes too"


def _of_series(proposal: Proposal, voice: Voice) -> list[Row]:
    staying = proposal.staying
    if proposal.occurrences:
        n = len(proposal.occurrences)
        starts = [occurrence.start for occurrence in proposal.occurrences]
        what = f"all {n} still to come" if proposal.scope is Scope.ALL else f"this one and the {n - 1} after it"
        rest = f"; {staying} before {'stays' if staying == 1 else 'stay'}" if staying else ""
        return [("Series", f"{what}{rest}"), ("Dates", f"{word_starts(starts, voice)}")]
    if not staying:
        return [("Series", "the only one of it still to come")]
    verb = "moves" if proposal.action == "reschedule" else "goes"
    stay = "the other one stays" if staying == 1 else f"the other {staying} stay"
    return [("Series", f"only this one {verb}; {stay} as {'it is' if staying == 1 else 'they are'}")]


def word_many(outcome: Outcome, voice: Voice) -> str | None:
    """How it ended where a series or seats were concerned; None for anything else, to be worded as usual."""
    proposal = outcome.proposal
    if outcome.code is OutcomeCode.NOT_DONE:
        if proposal.action == "book" and proposal.occurrences and outcome.problem in ("slot_taken", "no_seats_left"):
            return (
                "Not booked. One of the times is taken after all, so Cal.com took none of them. "
                "Say how many meetings you want at most, or another start."
            )
        return None
    if proposal.occurrences:
        return _series_outcome(outcome, voice)
    if proposal.action == "book" and proposal.kind and proposal.kind.seated and outcome.code is not OutcomeCode.UNKNOWN:
        return _seat_taken(outcome, voice)
    if proposal.booking and proposal.booking.seats and outcome.code is OutcomeCode.DONE:
        return _seats_outcome(outcome, voice)
    return None


def _series_outcome(outcome: Outcome, voice: Voice) -> str | None:
    proposal, made = outcome.proposal, outcome.bookings
    asked, starts = len(proposal.occurrences), [booking.start for booking in made]
    match outcome.code:
        case OutcomeCode.UNKNOWN:
            return _series_unknown(outcome, voice)
        case OutcomeCode.PARTIAL:
            next_one = next((o.start for o in proposal.occurrences if o.start not in starts), None)
            why = f"{voice.start(next_one)} was taken meanwhile, and Cal.com stopped there" if next_one else ""
            stands = "stands" if len(made) == 1 else "stand"
            return (
                f"Booked: only {len(made)} of the {asked} meetings. {word_starts(starts, voice)} {stands}; {why}. "
                f"Say “undo” to cancel what was booked. {MAILED}"
            )
    zone = f" ({voice.zone})"
    if proposal.action == "cancel":
        dates = _all_starts(proposal, voice)
        return f"Cancelled: {asked} meetings of the series {proposal.title}: {dates}{zone}. {MAILED}"
    waits = f" They wait for {voice.whose} confirmation." if outcome.code is OutcomeCode.REQUESTED else ""
    done = "Requested" if outcome.code is OutcomeCode.REQUESTED else "Booked"
    who = proposal.attendee.name
    dates = word_starts(starts, voice)
    return f"{done}: a series of {len(made)}, {proposal.title} with {who}: {dates}{zone}.{waits} {MAILED}"


def _all_starts(proposal: Proposal, voice: Voice) -> str:
    return word_starts([occurrence.start for occurrence in proposal.occurrences], voice)


def _series_unknown(outcome: Outcome, voice: Voice) -> str | None:
    """What is known of a series although its answer was lost."""
    made, asked = outcome.bookings, len(outcome.proposal.occurrences)
    if not made:
        return None
    cancelling = outcome.action == "cancel"
    done = [b.start for b in made if (b.status is BookingStatus.CANCELLED) == cancelling]
    verb = "cancelled" if cancelling else "booked"
    seen = f"{len(done)} of the {asked} ({word_starts(done, voice)})" if done else f"none of the {asked}"
    return (
        f"I can't tell yet whether all of it was {verb}: no good answer came back. When I looked, {seen} "
        f"{'was' if len(done) == 1 else 'were'} {verb}. I sent it once. Say “check again” and I look once more."
    )


def _seat_taken(outcome: Outcome, voice: Voice) -> str | None:
    booking, proposal = outcome.booking, outcome.proposal
    if booking is None:
        return None
    when = voice.span(booking.start, booking.end)
    line = f"a seat for {proposal.attendee.name} in {proposal.title}, {when}"
    if outcome.code is OutcomeCode.REQUESTED:
        return f"Requested: {line}. It waits for {voice.whose} confirmation. {MAILED}"
    return f"Booked: {line}. {MAILED}"


def _seats_outcome(outcome: Outcome, voice: Voice) -> str | None:
    proposal, was = outcome.proposal, outcome.proposal.booking
    now = outcome.booking
    if was is None or now is None:
        return None
    title = voice.title(was)
    when = voice.span(now.start, now.end)
    if proposal.seat is not None:
        left = _count(len(now.seats), "attendee")
        rest = f"{left} {'stays' if len(now.seats) == 1 else 'stay'}" if now.seats else "it was the last one"
        return f"Cancelled: the seat of {proposal.attendee.name} in {title}, {when}; {rest}. {MAILED}"
    if proposal.action == "cancel":
        return f"Cancelled: {title}, {when}, with {word_people(was)}. {MAILED}"
    return f"Moved: {title}, {when}, with {word_people(was)}. {MAILED}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
