"""The card's rows: exactly what would be done; and the question below them."""

from dataclasses import dataclass

from graph.known.proposal import Proposal
from graph.wording.many import Row, is_whole, scope_rows, word_people
from graph.wording.times import Voice, word_clock
from tools.calcom.models import BookingStatus

# Labels of the rows that a page draws otherwise than as a line of their own.
WHEN, OLD_TIME, NEW_TIME, WITH, HOST, NOTES = "When", "From", "To", "With", "Host", "Notes"
_TITLES = {
    "book": "Book",
    "reschedule": "Move",
    "cancel": "Cancel",
    "accept": "Confirm the pending booking",
    "decline": "Decline the pending booking",
    "invite": "Add to the booking",
    "absent": "Note as absent",
}
_QUESTIONS = {
    "book": "Shall I book it?",
    "reschedule": "Shall I move it?",
    "cancel": "Shall I cancel it?",
    "accept": "Shall I confirm it?",
    "decline": "Shall I decline it?",
    "invite": "Shall I add them?",
    "absent": "Shall I note that?",
}


@dataclass(frozen=True)
class Deeds:
    """What the buttons of a card say: the deed itself, what leaves everything as it is, and the way to change it."""

    yes: str
    no: str
    change: str | None = "Change…"


_DEEDS = {
    "book": Deeds("Book it", "Don’t book"),
    "reschedule": Deeds("Move it", "Leave it"),
    "cancel": Deeds("Cancel meeting", "Keep it", None),
    "accept": Deeds("Accept it", "Not now", None),
    "decline": Deeds("Decline it", "Keep it", None),
    "invite": Deeds("Add them", "Leave it"),
    "absent": Deeds("Note it", "Leave it", None),
}


def card_deeds(action: str) -> Deeds:
    """The words on the buttons of a card for this action."""
    return _DEEDS.get(action, Deeds("Do it", "Don’t"))


def card_rows(proposal: Proposal, voice: Voice) -> list[Row]:
    """Label and value of each line, in order."""
    return [
        (_title(proposal), _name(proposal, voice)),
        *_kind(proposal),
        *_times(proposal, voice),
        *scope_rows(proposal, voice),
        *([("Where", proposal.where)] if proposal.where else []),
        *_people(proposal, voice),
        _mailed(proposal, voice),
        *_extras(proposal),
        *_doubts(proposal),
    ]


def card_question(proposal: Proposal, voice: Voice) -> str:
    """What the yes is asked for."""
    if proposal.action == "book" and proposal.kind and proposal.kind.may_need_confirmation:
        needs = f"This one needs {voice.whose} confirmation, so it will be requested."
        return f"{needs} Shall I send the request?"
    return _question(proposal)


def _title(proposal: Proposal) -> str:
    if proposal.seat is not None:
        return "Cancel one seat"
    if len(proposal.occurrences) > 1:
        return {"book": "Book a series", "cancel": "Cancel several meetings of a series"}[proposal.action]
    return _TITLES[proposal.action]


def _name(proposal: Proposal, voice: Voice) -> str:
    return voice.title(proposal.booking) if proposal.booking else proposal.title


def _question(proposal: Proposal) -> str:
    if proposal.seat is not None:
        return "Shall I cancel that seat?"
    if len(proposal.occurrences) > 1:
        return {"book": "Shall I book the series?", "cancel": "Shall I cancel all of these?"}[proposal.action]
    return _QUESTIONS[proposal.action]


def _kind(proposal: Proposal) -> list[Row]:
    """Why this kind, where none was named, and which else it may be."""
    if proposal.kind_why is None:
        return []
    first = proposal.attendee.name.partition(" ")[0]
    why = f"As last time with {first}" if proposal.kind_why == "last" else "Kind of meeting not named, so assumed"
    others = [f"{n}. {label}" for n, label in enumerate(proposal.other_kinds, start=1)]
    return [("", why), *([("Or", " · ".join(others))] if others else [])]


def _times(proposal: Proposal, voice: Voice) -> list[Row]:
    when = voice.span(proposal.start, proposal.end)
    rows = [(WHEN, when)]
    if proposal.action == "reschedule" and proposal.booking:
        old = proposal.booking
        rows = [(OLD_TIME, voice.span(old.start, old.end)), (NEW_TIME, when)]
    zones = dict.fromkeys((proposal.attendee.zone, proposal.host.zone))
    others = [voice.elsewhere(proposal.start, proposal.end, zone) for zone in zones]
    rows += [("", f"That is {other}") for other in others if other]
    if proposal.action == "reschedule" and proposal.booking and proposal.booking.status is BookingStatus.PENDING:
        rows.append(("", "It waits for a confirmation; for its host, moving it is accepting it"))
    return rows + [("At the same time", voice.booking(clash)) for clash in proposal.clashes]


def _people(proposal: Proposal, voice: Voice) -> list[Row]:
    person = f"{proposal.attendee.name} <{proposal.attendee.email}>"
    if proposal.action == "absent":
        return [("Absent", person), ("Host", proposal.host.name)]
    if proposal.booking and is_whole(proposal) and len(proposal.booking.seats) > 1:
        person = word_people(proposal.booking)
    rows = [(WITH, person), *_known(proposal, voice), (HOST, proposal.host.name)]
    if proposal.guests:
        rows.append(("New guests" if proposal.action == "invite" else "Guests", ", ".join(proposal.guests)))
    return rows


def _known(proposal: Proposal, voice: Voice) -> list[Row]:
    """Where an address comes from that nobody typed."""
    known = proposal.known_as
    met = known and (known.next or known.last)
    if known is None:
        return []
    return [("", f"Address as in your meeting of {voice.day_of(met)}" if met else "Address as in your calendar")]


def _extras(proposal: Proposal) -> list[Row]:
    labels = {q.slug: q.label for q in proposal.kind.questions} if proposal.kind else {}
    rows = [(labels.get(slug, slug), value) for slug, value in proposal.answers.items()]
    if proposal.notes:
        rows.append((NOTES, proposal.notes))
    if proposal.reason:
        rows.append(("Reason", proposal.reason))
    if proposal.told and proposal.reason:
        rows.append(("", "Cal.com sends no message of its own; it goes along as the reason"))
    elif proposal.told:
        rows.append(("Not sent", f"“{proposal.told}”: Cal.com sends nothing along with that"))
    return rows


def _mailed(proposal: Proposal, voice: Voice) -> Row:
    """Whom Cal.com writes to once it is done."""
    if proposal.action != "book" and proposal.seat is None:
        return ("Mail goes to", "nobody" if proposal.action == "absent" else "everybody in it")
    host = "you" if voice.is_host else proposal.host.name
    return ("Mail goes to", f"{', '.join((proposal.attendee.name, *proposal.guests))} and {host}")


def _doubts(proposal: Proposal) -> list[Row]:
    """What is to be looked at twice: how words were read, and which were not."""
    rows = [("Understood as", assumption) for assumption in proposal.assumptions]
    if proposal.clock_off:
        rows.append(("Check the day", word_clock(proposal.clock_off)))
    return rows + [("Not used", f"“{words}”") for words in proposal.unused]
