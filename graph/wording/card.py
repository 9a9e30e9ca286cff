"""The card in words: exactly what would be done, and the question."""

from graph.proposal import Proposal
from graph.state import State
from graph.wording.many import is_whole, scope_rows, word_people
from graph.wording.notices import word_notice
from graph.wording.times import Voice

_TITLES = {
    "book": "Book",
    "reschedule": "Move",
    "cancel": "Cancel",
    "accept": "Confirm the pending booking",
    "decline": "Decline the pending booking",
}
_QUESTIONS = {
    "book": "Shall I book it?",
    "reschedule": "Shall I move it?",
    "cancel": "Shall I cancel it?",
    "accept": "Shall I confirm it?",
    "decline": "Shall I decline it?",
}


def word_card(state: State, voice: Voice) -> str:
    """The card's lines, below what must be said first."""
    proposal = state.proposal
    assert proposal is not None
    notice = word_notice(state, voice)
    lines = [
        f"{_title(proposal)}: {_name(proposal, voice)}",
        *_times(proposal, voice),
        *scope_rows(proposal, voice),
        *_people(proposal),
        *_extras(proposal),
    ]
    question = _question(proposal)
    if proposal.action == "book" and proposal.kind and proposal.kind.may_need_confirmation:
        question = "This one needs the host's confirmation, so it will be requested. Shall I send the request?"
    return "\n\n".join(filter(None, (notice, "\n".join(lines), question)))


def _title(proposal: Proposal) -> str:
    if proposal.seat is not None:
        return "Cancel one seat"
    if len(proposal.occurrences) > 1:
        return {"book": "Book a series", "cancel": "Cancel several meetings of a series"}[proposal.action]
    return _TITLES[proposal.action]


def _name(proposal: Proposal, voice: Voice) -> str:
    shared = proposal.booking and proposal.booking.seats
    return voice.title(proposal.booking) if proposal.booking and shared else proposal.title


def _question(proposal: Proposal) -> str:
    if proposal.seat is not None:
        return "Shall I cancel that seat?"
    if len(proposal.occurrences) > 1:
        return {"book": "Shall I book the series?", "cancel": "Shall I cancel all of these?"}[proposal.action]
    return _QUESTIONS[proposal.action]


def _times(proposal: Proposal, voice: Voice) -> list[str]:
    when = voice.span(proposal.start, proposal.end)
    if proposal.action == "reschedule" and proposal.booking:
        old = proposal.booking
        lines = [f"From: {voice.span(old.start, old.end)}", f"To: {when}"]
    else:
        lines = [f"When: {when}"]
    zones = dict.fromkeys((proposal.attendee.zone, proposal.host.zone))
    others = [voice.elsewhere(proposal.start, proposal.end, zone) for zone in zones]
    return lines + [f"That is {other}" for other in others if other]


def _people(proposal: Proposal) -> list[str]:
    person = f"{proposal.attendee.name} <{proposal.attendee.email}>"
    if proposal.booking and is_whole(proposal) and len(proposal.booking.seats) > 1:
        person = word_people(proposal.booking)
    lines = [f"With: {person}", f"Host: {proposal.host.name}"]
    if proposal.guests:
        lines.append(f"Guests: {', '.join(proposal.guests)}")
    return lines


def _extras(proposal: Proposal) -> list[str]:
    labels = {q.slug: q.label for q in proposal.kind.questions} if proposal.kind else {}
    lines = [f"{labels.get(slug, slug)}: {value}" for slug, value in proposal.answers.items()]
    if proposal.notes:
        lines.append(f"Notes: {proposal.notes}")
    if proposal.reason:
        lines.append(f"Reason: {proposal.reason}")
    return lines + [f"Understood as: {assumption}" for assumption in proposal.assumptions]
