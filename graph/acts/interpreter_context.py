"""The conversation as an interpreter may see it: derived from state, small, without uids or keys."""

from zoneinfo import ZoneInfo

from graph.acts.resuming import possible
from graph.acts.situation import Situation
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen, Request
from graph.known.state import Offer, State
from graph.understanding.dialogue import Dialogue, EventTypeSeen, FieldSeen, Need, OptionSeen, Pending, Stage
from graph.understanding.naming import seen
from graph.understanding.schema import Intent
from tools.calcom.models import BookingStatus
from tools.event_types import visible

_PICKED = {
    Need.EVENT_TYPE,
    Need.PERSON,
    Need.BOOKING,
    Need.SCOPE,
    Need.SEAT,
    Need.WHEN,
}  # what picking an option answers
_LONGEST = 120  # characters of any title or name


def dialogue_of(situation: Situation) -> Dialogue:
    """What the interpreter is told."""
    state, locale = situation.state, situation.locale
    own = None if situation.user is None else situation.user[1] or ""
    zone = ZoneInfo(locale.zone)
    return Dialogue(
        now=locale.now.astimezone(zone),
        zone=locale.zone,
        date_order=locale.date_order,
        stage=stage_of(state),
        pending=_with_details(_pending(state, zone), state.request),
        asked=state.ask.needs if state.ask else (),
        fields=_fields(state),
        options=tuple(_option(offer, zone) for offer in state.page),
        event_types=tuple(
            EventTypeSeen(id=t.id, title=t.title[:_LONGEST], slug=t.slug, lengths=t.lengths)
            for t in visible(situation.event_types)
        ),
        recent=_of_booking(state.recent.to(own), Intent.BOOK, zone) if state.recent else None,
        listed=_listed(state, zone),
        earlier=tuple(offer.n for offer in state.options),
        people=seen(situation.people),
        own_name=situation.own_name,
        possible=possible(state),
    )


def _listed(state: State, zone: ZoneInfo) -> tuple[OptionSeen, ...]:
    """The numbers and times of a list that was just read out; whom its lines are with is nobody else's to know."""
    if state.listing is None or len(state.listing.bookings) == 1:
        return ()
    numbered = state.listing.numbered
    return tuple(OptionSeen(n=n, label="", start=booking.start.astimezone(zone)) for n, booking in numbered)


def _fields(state: State) -> tuple[FieldSeen, ...]:
    """Questions of the booking form: those that were asked; at the card of a new booking those it answers."""
    if state.ask is not None or state.proposal is None:
        return state.ask.fields if state.ask else ()
    kind = state.proposal.kind if state.proposal.action == "book" else None
    return tuple(question.asked for question in kind.questions) if kind else ()


def stage_of(state: State) -> Stage:
    """What the assistant had just done."""
    if state.proposal is not None:
        return Stage.PROPOSAL
    open_questions = set(state.ask.needs) - _PICKED if state.ask else set()
    if state.options and not open_questions:
        return Stage.OPTIONS
    if state.ask is not None:
        return Stage.QUESTION
    return Stage.DONE if state.outcome is not None else Stage.START


def _option(offer: Offer, zone: ZoneInfo) -> OptionSeen:
    start = offer.start or (offer.booking and offer.booking.start)
    return OptionSeen(n=offer.n, label=offer.label[:_LONGEST], start=start and start.astimezone(zone))


def _pending(state: State, zone: ZoneInfo) -> Pending | None:
    if state.proposal is not None:
        return pending_of(state.proposal)
    request = state.request
    if request is None or request.action == "list":
        return None
    start = request.start or (request.wanted and request.wanted.exact)
    return Pending(
        action=_intent(request),
        event_type=request.kind.title[:_LONGEST] if request.kind else request.event_type_words,
        start=start and start.astimezone(zone),
        person=request.attendee_name,
        email=request.attendee_email,
        guests=request.guests,
        title=request.booking.title[:_LONGEST] if request.booking else None,
    )


def _with_details(pending: Pending | None, request: Request | None) -> Pending | None:
    """With what can be named besides the time and the person."""
    if pending is None or request is None:
        return pending
    labels = tuple(q.label for q in request.kind.questions if q.slug in request.answers) if request.kind else ()
    named = tuple(name for address, name in request.guest_names.items() if address in pending.guests)
    return pending.model_copy(
        update={"guest_names": named, "answered": tuple(dict.fromkeys((*labels, *request.answers)))}
    )


def pending_of(proposal: Proposal) -> Pending:
    """What a card proposes, in the person's zone."""
    zone = ZoneInfo(proposal.zone)
    if proposal.steps:
        return Pending(action=Intent(proposal.steps[0].action), steps=tuple(map(pending_of, proposal.steps)))
    return Pending(
        action=Intent(proposal.action),
        event_type=proposal.kind.title[:_LONGEST] if proposal.kind else None,
        start=proposal.start.astimezone(zone),
        end=proposal.end.astimezone(zone),
        person=None if _is_of_many(proposal) else proposal.attendee.name[:_LONGEST],
        email=None if _is_of_many(proposal) else proposal.attendee.email,
        guests=proposal.guests,
        notes=proposal.notes,
        reason=proposal.reason,
        title=proposal.booking.title[:_LONGEST] if proposal.booking else None,
    )


def _is_of_many(proposal: Proposal) -> bool:
    """A shared booking as a whole: naming one of its people must not pass for repeating the card."""
    return proposal.booking is not None and len(proposal.booking.seats) > 1 and proposal.seat is None


def _of_booking(booking: BookingSeen, action: Intent, zone: ZoneInfo) -> Pending:
    return Pending(
        action=action,
        start=booking.start.astimezone(zone),
        end=booking.end.astimezone(zone),
        person=booking.attendee_name[:_LONGEST],
        email=booking.attendee_email,
        title=booking.title[:_LONGEST],
        unconfirmed=booking.status is BookingStatus.PENDING,
    )


def _intent(request: Request) -> Intent:
    return Intent.BOOK if request.action == "availability" else Intent(request.action)
