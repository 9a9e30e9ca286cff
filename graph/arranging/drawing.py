"""The card of a proposal: as data for the page and scripts, and as LangChain's review form for other clients."""

from functools import wraps
from typing import Protocol
from zoneinfo import ZoneInfo

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from graph.clients.review import ActionRequest, Review, ReviewConfig
from graph.events import Card, CardRow, Party
from graph.given.context import Context
from graph.known.proposal import Proposal, Side
from graph.known.state import CARD, State, Update, told_so_far
from graph.results import answer_with
from graph.wording.card import NEW_TIME, card_question, card_rows
from graph.wording.many import is_whole
from graph.wording.notices import word_notice
from graph.wording.steps import steps_question, steps_rows
from graph.wording.times import Voice


class Node(Protocol):
    """A node of the graph."""

    async def __call__(self, state: State, runtime: Runtime[Context]) -> Update: ...


def card_of(state: State, voice: Voice) -> Card:
    """What would be done, in the person's zone. Reads: proposal, notice, and what was shown for the request before."""
    proposal = state.proposal
    assert proposal is not None  # a card is drawn of nothing else
    if proposal.steps:
        return _of_steps(state, proposal, voice)
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
        guests=proposal.guests,
        notes=proposal.notes,
        reason=proposal.reason,
        answers=proposal.answers,
        scope=proposal.scope,
        occurrences=tuple(occurrence.start.astimezone(zone) for occurrence in proposal.occurrences),
        notice=word_notice(state, voice) or "",
        rows=_rows(state, proposal, voice),
        question=card_question(proposal, voice),
        hash=proposal.hash,
    )


def _of_steps(state: State, proposal: Proposal, voice: Voice) -> Card:
    """One card for several steps; each of them is in it as a card as well."""
    alone = state.model_copy(update={"notice": None, "left_out": (), "request": None})
    steps = tuple(card_of(alone.model_copy(update={"proposal": step}), voice) for step in proposal.steps)
    zone = ZoneInfo(proposal.zone)
    return Card(
        action=proposal.action,
        event_type="",
        start=proposal.start.astimezone(zone),
        end=proposal.end.astimezone(zone),
        zone=proposal.zone,
        host=_party(proposal.host),
        attendees=tuple(dict.fromkeys(person for step in steps for person in step.attendees)),
        steps=steps,
        notice=word_notice(state, voice) or "",
        rows=tuple(CardRow(label=label, value=value) for label, value in steps_rows(proposal, voice)),
        question=steps_question(proposal),
        hash=proposal.hash,
    )


def review_of(card: Card) -> Review:
    """The interrupt's value: the card as arguments, the same in words as description; of several steps each of them."""
    if card.steps:
        asked = tuple(ActionRequest(name=s.action, args=s.as_json(), description=s.text) for s in card.steps)
        names = dict.fromkeys(step.action for step in card.steps)
        configs = tuple(ReviewConfig(action_name=name) for name in names)
        return Review(action_requests=asked, review_configs=configs, card=card.as_json())
    request = ActionRequest(name=card.action, args=card.as_json(), description=card.text)
    return Review(action_requests=(request,), review_configs=(ReviewConfig(action_name=card.action),))


def message_of(card: Card) -> AIMessage:
    """The card as a line of the conversation, which keeps what it is drawn from."""
    return AIMessage(card.text, additional_kwargs={CARD: card.as_json()})


def is_told(card: Card, state: State) -> bool:
    """Whether the conversation ends with this card; not so where an older release had put it up."""
    last = state.messages[-1] if state.messages else None
    kept = last.additional_kwargs.get(CARD) if isinstance(last, AIMessage) else None
    return isinstance(kept, dict) and kept.get("hash") == card.hash


def telling_its_card(node: Node) -> Node:
    """The node; where it leads to a card it tells that card as well, to programs and as a message of the conversation.

    `confirm` tells nothing before it is answered, and there are clients that draw only messages.
    """

    @wraps(node)
    async def telling(state: State, runtime: Runtime[Context]) -> Update:
        update = await node(state, runtime)
        after = state.model_copy(update=dict(update))
        if after.proposal is None:
            return update
        card = card_of(after, Voice.of(runtime.context.locale_in(after.proposal.zone)))
        told = told_so_far(update.get("answer"), answer_with(card, after))
        return {**update, "answer": told, "messages": [*update.get("messages", ()), message_of(card)]}

    return telling


def shown(card: Card) -> tuple[tuple[str, str], ...]:
    """What a request keeps of its card, so that the next one can tell what changed."""
    return tuple((row.label, row.value) for row in card.rows)


def _rows(state: State, proposal: Proposal, voice: Voice) -> tuple[CardRow, ...]:
    before = state.request.shown if state.request else ()
    return tuple(
        CardRow(label=label, value=value, changed=label == NEW_TIME or (bool(before) and (label, value) not in before))
        for label, value in card_rows(proposal, voice)
    )


def _attendees(proposal: Proposal) -> tuple[Party, ...]:
    if proposal.booking and is_whole(proposal):
        return tuple(Party(name=s.name, email=s.email, time_zone=s.zone) for s in proposal.booking.seats)
    guests = (Party(name="", email=guest, time_zone="") for guest in proposal.guests)
    return (_party(proposal.attendee), *guests)


def _party(side: Side) -> Party:
    return Party(name=side.name, email=side.email, time_zone=side.zone)
