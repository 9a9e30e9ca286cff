"""The card in words: exactly what would be done, and the question."""

from graph.proposal import Proposal
from graph.state import State
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
        f"{_TITLES[proposal.action]}: {proposal.title}",
        *_times(proposal, voice),
        *_people(proposal),
        *_extras(proposal),
    ]
    question = _QUESTIONS[proposal.action]
    if proposal.action == "book" and proposal.kind and proposal.kind.may_need_confirmation:
        question = "This one needs the host's confirmation, so it will be requested. Shall I send the request?"
    return "\n\n".join(filter(None, (notice, "\n".join(lines), question)))


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
    lines = [f"With: {proposal.attendee.name} <{proposal.attendee.email}>", f"Host: {proposal.host.name}"]
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
