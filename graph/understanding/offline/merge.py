"""From clauses back to requests: small words dropped, reasons and afterthoughts put with the request they belong to."""

import re

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline import cues, when_words
from graph.understanding.offline.bookings import booking_in
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.reasons import reason_told_by
from graph.understanding.offline.visited import whom_in
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
_WISHES = {Intent.BOOK, Intent.CHANGE, Intent.ANSWER}
_TELLS = {Intent.BOOK, Intent.AVAILABILITY}
_AWAITING = {Stage.PROPOSAL, Stage.OPTIONS}
_TAKES_A_REASON = {Intent.CANCEL, Intent.RESCHEDULE, Intent.DECLINE}
_TAKES_A_CHANGE = {Intent.BOOK, Intent.RESCHEDULE, Intent.CHANGE, Intent.ANSWER, Intent.AVAILABILITY}


def merged(said: list[Said], *, whole: Act, dialogue: Dialogue) -> tuple[Act, ...]:
    """The acts of a message from its clauses; `whole`, the message read in one piece, when the pieces say nothing."""
    telling = [(act, clause) for act, clause in said if act.intent not in _SMALL]
    if not telling:
        return (said[0][0],)
    if all(act.intent is Intent.UNCLEAR for act, _ in telling):
        return (whole,)
    telling = _with_their_guests(_told_then_booked(_with_their_time(telling)))
    telling = _found_first(_vague_first(_statements_aside(telling)), dialogue)
    return _with_afterthoughts(_with_asides(_without_openings(telling, dialogue)), dialogue)


def _with_their_time(said: list[Said]) -> list[Said]:
    """A wish and a question for free times that complete each other are one, in either order of day and hour.

    "I'd like the 10th. Do you have 11?" is one wish; "What's on the 7th? Any free time?" asks both about one day.
    """
    joined: list[Said] = []
    for act, clause in said:
        at = next((i for i in reversed(range(len(joined))) if joined[i][0].intent is not Intent.UNCLEAR), None)
        before = None if at is None or act.intent is not Intent.AVAILABILITY else joined[at][0]
        if at is None or before is None or before.intent not in (*_WISHES, Intent.LIST):
            joined.append((act, clause))
        elif before.intent is Intent.LIST:
            joined.append((act.model_copy(update={"when": act.when or before.when}), clause))
        elif _is_one_wish(before, act):
            joined[at] = (_joined(before, act.model_copy(update={"event_type": None})), joined[at][1])
        elif before.when is None and before.people:
            joined[at] = (act.model_copy(update={"people": act.people or before.people}), clause)
        else:
            joined.append((act, clause))
    return joined


def _is_one_wish(before: Act, asked: Act) -> bool:
    """ "The 12th. Is there an opening then?", "The 12th. Do you have 11?", and at a card also "With Bo. At 11?"."""
    if asked.when is None:
        return before.when is not None and not asked.people
    if before.when is None:
        return before.intent is not Intent.BOOK
    return _completes(before.when, asked.when)


def _told_then_booked(said: list[Said]) -> list[Said]:
    """ "A call with Ana tomorrow at 2, book it": what was told first is what is booked."""
    if len(said) < 2 or said[1][0] != Act(intent=Intent.BOOK) or said[0][0].intent not in _TELLS:
        return said
    told, clause = said[0]
    return [(told.model_copy(update={"intent": Intent.BOOK}), f"book {clause}"), *said[2:]]


def _with_their_guests(said: list[Said]) -> list[Said]:
    """ "Book Ana at 3, and add her boss Bo, bo@…": whoever is added has no meeting of their own."""
    first, clause = said[0]
    added = [(act, c) for act, c in said[1:] if act.intent is Intent.BOOK and act.people and not act.when and _adds(c)]
    if first.intent is not Intent.BOOK or not added:
        return said
    guests = (*first.guests, *(person for act, _ in added for person in act.people))
    return [(first.model_copy(update={"guests": guests}), clause), *(one for one in said[1:] if one not in added)]


def _adds(clause: str) -> bool:
    return "add" in lexicon().classes.get(Heard.of(clause).core.split(" ")[0], ())


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
        and not re.match(cues.STARTS["go"], core)  # "I need to go see the doctor. His name is Bo Lind"
        and not _is_complete(core)
    )


def _is_complete(core: str) -> bool:
    """A plan with an address and a time stands for itself: "intro Anna Roth anna@… thu 10"; an old one is none."""
    old = re.match(cues.STARTS["i_have"], core) or re.search(r"\b(?:was|were|had|used to)\b", core)
    return "§m" in core and "§t" in core and not old


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
    """A clause that is no request may complete the request beside it or tell why.

    A reason is what plainly tells one; other remarks are for nobody else to read.
    """
    requests = [at for at, (act, _) in enumerate(said) if act.intent is not Intent.UNCLEAR]
    asides = [at for at, (act, clause) in enumerate(said) if at not in requests and Heard.of(clause).core]
    if not asides or not requests:
        return [said[at] for at in requests] or said
    acts = {at: said[at][0] for at in requests}
    for at in asides:
        before = max((place for place in requests if place < at), default=None)
        told = requests[0] if before is None else before
        acts[told] = _with_aside(acts[told], said[at][1].strip(" .!"))
    return [(acts[at], said[at][1]) for at in requests]


def _with_aside(act: Act, aside: str) -> Act:
    """ "His name is Bo Lind" tells the person, "preferably on the 12th" the time; the rest why or what about."""
    heard, wish = Heard.of(aside), act.intent in (*_WISHES, Intent.AVAILABILITY)
    people, when = whom_in(heard), when_words.wanted(heard)
    if wish and people and not act.people:
        act = _joined(act, Act(intent=act.intent, people=people, when=when))
    elif wish and when and (act.when is None or _completes(act.when, when)):
        act = _joined(act, Act(intent=act.intent, when=when))
    elif act.intent in _TAKES_A_REASON and (reason := reason_told_by(heard)):
        act = act.model_copy(update={"reason": f"{act.reason}. {reason}" if act.reason else reason})
    return act


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
        if before == Act(intent=Intent.BOOK, event_type=before.event_type, notes=before.notes):
            return True  # "I need a haircut. Please book one for today"
        begins_anew = re.match(cues.STARTS["book"] + r"|an? |another ", core) or re.match(cues.STARTS["i_have"], core)
        return not begins_anew and not _is_with_others(before, act)
    return dialogue.stage is Stage.PROPOSAL and act.intent is Intent.PICK


def _is_with_others(before: Act, act: Act) -> bool:
    """ "Intro Ana, ana@…, thu 10; intro Bo, bo@…, fri 11": a booking with somebody else at a time of its own."""
    with_whom = [{(person.email or person.name or "").lower() for person in one.people} for one in (before, act)]
    return bool(act.when and before.when) and all(with_whom) and with_whom[0].isdisjoint(with_whom[1])


_ITS_OWN = {"intent", "booking", "one_seat", "option", "filter", "talk", "together"}


def _joined(first: Act, second: Act) -> Act:
    """The first act with what the second adds; a second value of the same kind counts, for it was said later."""
    said_later = {name: value for name in Act.model_fields.keys() - _ITS_OWN if (value := getattr(second, name))}
    if first.when and second.when:
        said_later["when"] = f"{first.when} {second.when}" if _completes(first.when, second.when) else second.when
    return first.model_copy(update=said_later)


def _completes(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and when_words.completes(first, second)
