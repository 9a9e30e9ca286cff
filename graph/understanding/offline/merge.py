"""From clauses back to requests: small words dropped, reasons and afterthoughts put with the request they belong to."""

import re

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline import cues
from graph.understanding.offline.bookings import booking_in
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Act, Intent, Pronoun

Said = tuple[Act, str]

_SMALL = {Intent.SMALL_TALK, Intent.PAUSE, Intent.HELP}
_OPENING = {Intent.YES, Intent.NO, Intent.DROP}
_REQUESTS = {
    Intent.CANCEL,
    Intent.RESCHEDULE,
    Intent.LIST,
    Intent.AVAILABILITY,
    Intent.CHANGE,
    Intent.BOOK,
    Intent.OUT_OF_SCOPE,
}
_TELLS = {Intent.BOOK, Intent.AVAILABILITY}
_AWAITING = {Stage.PROPOSAL, Stage.OPTIONS}
_TAKES_A_REASON = {Intent.CANCEL, Intent.RESCHEDULE, Intent.DECLINE}
_TAKES_NOTES = {Intent.BOOK, Intent.CHANGE, Intent.ANSWER}
_TAKES_A_CHANGE = {Intent.BOOK, Intent.RESCHEDULE, Intent.CHANGE, Intent.ANSWER, Intent.AVAILABILITY}


def merged(said: list[Said], *, whole: Act, dialogue: Dialogue) -> tuple[Act, ...]:
    """The acts of a message from its clauses; `whole`, the message read in one piece, when the pieces say nothing."""
    telling = [(act, clause) for act, clause in said if act.intent not in _SMALL]
    if not telling:
        return (said[0][0],)
    if all(act.intent is Intent.UNCLEAR for act, _ in telling):
        return (whole,)
    telling = _found_first(_vague_first(_statements_aside(_told_then_booked(telling))), dialogue)
    return _with_afterthoughts(_with_asides(_without_openings(telling, dialogue)), dialogue)


def _told_then_booked(said: list[Said]) -> list[Said]:
    """ "A call with Ana tomorrow at 2, book it": what was told first is what is booked."""
    if len(said) < 2 or said[1][0] != Act(intent=Intent.BOOK) or said[0][0].intent not in _TELLS:
        return said
    told, clause = said[0]
    return [(told.model_copy(update={"intent": Intent.BOOK}), f"book {clause}"), *said[2:]]


def _statements_aside(said: list[Said]) -> list[Said]:
    """ "I was to meet Sally on Saturday. Can you move that?": a plan told beside a request is not one of its own."""
    requested = [act.intent for act, clause in said if act.intent in _REQUESTS and not _is_statement(act, clause)]
    if not requested:
        return said
    return [(Act(intent=Intent.UNCLEAR) if _is_statement(act, clause) else act, clause) for act, clause in said]


def _is_statement(act: Act, clause: str) -> bool:
    core = Heard.of(clause).core
    return (
        act.intent is Intent.BOOK
        and not re.fullmatch(r"(?:(?:at|on|for|from) )?§t(?:,? §t)*", core)  # nothing but a time completes a request
        and not re.match(cues.STARTS["book"] + r"|an? |another ", core)
        and not re.match(cues.STARTS["i_want"], core)
    )


def _vague_first(said: list[Said]) -> list[Said]:
    """ "I'd like an appointment. When are you free on Friday?" asks for free times and nothing more."""
    if len(said) < 2 or said[1][0].intent is not Intent.AVAILABILITY:
        return said
    first, (asked, clause) = said[0][0], said[1]
    if first.intent not in {Intent.BOOK, Intent.LIST} or first.when or first.people:
        return said
    return [(asked.model_copy(update={"event_type": asked.event_type or first.event_type}), clause), *said[2:]]


def _found_first(said: list[Said], dialogue: Dialogue) -> list[Said]:
    """ "Find my call with Ana and delete it" is one request: "it" is what was to be found."""
    if len(said) < 2 or said[0][0].intent is not Intent.LIST or said[1][0].intent not in _TAKES_A_REASON:
        return said
    act, clause = said[1]
    if act.booking is None or act.booking.pronoun is not Pronoun.IT:
        return said
    looked_for = Heard.of(said[0][1])
    found = booking_in(looked_for, dialogue, when=said[0][0].when)
    return [(act.model_copy(update={"booking": found or act.booking}), clause), *said[2:]]


def _without_openings(said: list[Said], dialogue: Dialogue) -> list[Said]:
    """ "Yes. Make it 4" is a change, "No. Friday" one too; at a card "Yes. And what else is on?" keeps its yes."""
    while len(said) > 2 and said[0][0].intent in _OPENING and said[1][0].intent in _OPENING:
        said = said[1:]
    if len(said) < 2 or said[0][0].intent not in _OPENING:
        return said
    opening, follower = said[0][0].intent, said[1][0].intent
    if follower is Intent.UNCLEAR:
        return said
    kept = opening is Intent.YES and dialogue.stage in _AWAITING and follower not in {Intent.CHANGE, Intent.PICK}
    return said if kept else said[1:]


def _with_asides(said: list[Said]) -> list[Said]:
    """A clause that is no request becomes the reason or the notes of the request beside it."""
    requests = [(act, clause) for act, clause in said if act.intent is not Intent.UNCLEAR]
    asides = [clause.strip(" .!") for act, clause in said if act.intent is Intent.UNCLEAR and Heard.of(clause).core]
    if not asides or not requests:
        return requests or said
    act, clause = requests[0]
    field = "reason" if act.intent in _TAKES_A_REASON else "notes" if act.intent in _TAKES_NOTES else None
    if field and getattr(act, field) is None:
        requests[0] = (act.model_copy(update={field: ". ".join(asides)}), clause)
    return requests


def _with_afterthoughts(said: list[Said], dialogue: Dialogue) -> tuple[Act, ...]:
    """ "Book a call with Ana tomorrow. Make it 30 minutes": one request, not two."""
    acts: list[Act] = []
    for act, clause in said:
        if acts and _takes_back(acts[-1], act, clause):
            acts.pop()
        if acts and _belongs_to(acts[-1], act, clause, dialogue):
            acts[-1] = _joined(acts[-1], act)
        elif act not in acts:
            acts.append(act)
    return tuple(acts)


def _takes_back(before: Act, act: Act, clause: str) -> bool:
    """ "Cancel John. Actually no, cancel Olga": of two bookings only the one named last is meant."""
    same = before.intent is act.intent and act.intent in _TAKES_A_REASON
    elsewhere = act.booking is not None and act.booking.pronoun is None
    return same and elsewhere and not Heard.of(clause).openers.isdisjoint({"turn", "no"})


def _belongs_to(before: Act, act: Act, clause: str, dialogue: Dialogue) -> bool:
    if before.intent not in _TAKES_A_CHANGE:
        return False
    if act.intent is Intent.CHANGE or (act.intent is Intent.ANSWER and before.intent is Intent.ANSWER):
        return True
    core = Heard.of(clause).core
    if act.intent is Intent.RESCHEDULE:
        return re.match(cues.STARTS["make_it"], core) is not None or re.match(cues.STARTS["it_is"], core) is not None
    if act.intent is Intent.BOOK:
        return not re.match(cues.STARTS["book"] + r"|an? |another ", core) and not re.match(cues.STARTS["i_have"], core)
    return dialogue.stage is Stage.PROPOSAL and act.intent is Intent.PICK


def _joined(first: Act, second: Act) -> Act:
    """The first act with what the second adds; a second value of the same kind counts, for it was said later."""
    said_later = {
        name: value
        for name in (
            "event_type",
            "when",
            "duration",
            "people",
            "guests",
            "reason",
            "notes",
            "answers",
            "zone",
            "scope",
        )
        if (value := getattr(second, name))
    }
    if first.when and second.when and first.intent is not Intent.CHANGE:
        said_later["when"] = f"{first.when} {second.when}" if _completes(first.when, second.when) else second.when
    return first.model_copy(update=said_later)


def _completes(first: str, second: str) -> bool:
    """One names the day, the other the hour."""
    clock = r"\d\s*(?:[ap]\.?m|:\d\d)|\bat \d|noon"
    return bool(re.search(clock, first, re.I)) != bool(re.search(clock, second, re.I))
