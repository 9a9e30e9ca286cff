"""The card of a proposal: as data for the page and scripts, and as LangChain's review form for other clients."""

from zoneinfo import ZoneInfo

from graph.events import Card, Party
from graph.proposal import Proposal, Side
from graph.review import ActionRequest, Review, ReviewConfig
from graph.state import State
from graph.wording.card import word_card
from graph.wording.many import is_whole
from graph.wording.times import Voice


def card_of(proposal: Proposal, text: str) -> Card:
    """What would be done, in the person's zone."""
    zone = ZoneInfo(proposal.zone)
    moved = proposal.action == "reschedule" and proposal.booking
    return Card(
        action=proposal.action,
        event_type=proposal.kind.title if proposal.kind else proposal.title,
        start=proposal.start.astimezone(zone),
        end=proposal.end.astimezone(zone),
        zone=proposal.zone,
        host=_party(proposal.host),
        attendees=_attendees(proposal),
        from_start=moved.start.astimezone(zone) if moved else None,
        scope=proposal.scope,
        occurrences=tuple(occurrence.start.astimezone(zone) for occurrence in proposal.occurrences),
        hash=proposal.hash,
        text=text,
    )


def review_of(state: State, voice: Voice) -> Review:
    """The interrupt's value: the card as arguments, the same in words as description."""
    proposal = state.proposal
    assert proposal is not None
    card = card_of(proposal, word_card(state, voice))
    request = ActionRequest(name=proposal.action, args=card.as_json(), description=card.text)
    return Review(action_requests=(request,), review_configs=(ReviewConfig(action_name=proposal.action),))


def _attendees(proposal: Proposal) -> tuple[Party, ...]:
    if proposal.booking and is_whole(proposal):
        return tuple(Party(name=s.name, email=s.email, time_zone=s.zone) for s in proposal.booking.seats)
    guests = (Party(name="", email=guest, time_zone="") for guest in proposal.guests)
    return (_party(proposal.attendee), *guests)


def _party(side: Side) -> Party:
    return Party(name=side.name, email=side.email, time_zone=side.zone)
