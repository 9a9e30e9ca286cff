"""What an act carries: the spans of its clause put into the schema's fields, nothing invented, nothing computed."""

import re
from itertools import pairwise

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import people_in
from graph.understanding.offline.reasons import reason_told_by, with_told
from graph.understanding.offline.spans.clauses import STRONG, Clause, turned, words_of
from graph.understanding.offline.spans.spans import Span
from graph.understanding.schema import Act, Beside, BookingWords, Intent, ListFilter, Person, Wants

_WANTS = (
    ("long", Wants.LENGTH),
    ("count", Wants.COUNT),
    ("address", Wants.ADDRESS),
    ("link", Wants.LINK),
    ("where", Wants.PLACE),
    ("status", Wants.STATUS),
    ("topic", Wants.TOPIC),
)
_BETWEEN = frozenset(("and", ",", "with", "&"))
_END = re.compile(r"[.!?](?!\w)")
_SAME_DAY = re.compile(r"(?:the )?same (?:day|time)", re.I)
_START = re.compile(r"^(?:start|from) (?!.* to )", re.I)


def acts_for(intent: Intent, clause: Clause, text: str, dialogue: Dialogue) -> tuple[Act, ...]:
    """The acts of one clause with what is told in it: one, or one for each of several people who are meant alike."""
    told = tuple(span.told for span in clause.spans if span.told)
    return tuple(with_told(act, told, dialogue.pending) for act in _acts(intent, clause, text))


def _acts(intent: Intent, clause: Clause, text: str) -> tuple[Act, ...]:
    names = [span.text for span in _apart(clause.of("person"))]
    if intent is Intent.LIST:
        return tuple(_list(clause, [name]) for name in names) or (_list(clause, names),)
    if intent is Intent.BOOK:
        return (_book(clause, text),)
    if intent not in (Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE):
        return (Act(intent=intent),)
    meant = [span.text for span in _listed(clause)]
    others = tuple(name for name in names if name not in meant)
    acts = (_of_booking(intent, clause, name, text) for name in (meant or (None,)))
    return tuple(act.model_copy(update={"unused": others}) for act in acts)


def _listed(clause: Clause) -> list[Span]:
    """Whom the verb is about: several only in a list ("Nina and Omar"), not where one is just mentioned besides."""
    people = _apart(clause.of("person"))
    verb = next((span.end for span in clause.of(*STRONG)), 0)
    first = next((span for span in people if span.start >= verb), next(iter(people), None))
    meant = [first] if first else []
    for span in people:
        between = [s for s in clause.spans if meant and meant[-1].end <= s.start < span.start]
        if (
            meant
            and span.start > meant[-1].start
            and all(s.text.lower() in _BETWEEN or s.has("generic", "meeting", "person") for s in between)
        ):
            meant.append(span)
    return meant


def _apart(people: list[Span]) -> list[Span]:
    """Each person once, by the first name rather than an address."""
    found: dict[frozenset[str], Span] = {}
    for span in sorted(people, key=lambda span: ("@" in span.text, span.start)):
        who = frozenset(person.name for person in span.who)
        if not any(who & known for known in found):
            found[who] = span
    return sorted(found.values(), key=lambda span: span.start)


def _of_booking(intent: Intent, clause: Clause, name: str | None, text: str) -> Act:
    old, new = _old_and_new(clause) if intent is Intent.RESCHEDULE else (clause.of("time", "old"), [])
    kept = [span.text for span in clause.of("besides", "refused")]
    words = BookingWords(
        person=name,
        title=next((span.text for span in clause.of("type")), None),
        when=_said(old),
        besides=" and ".join(kept) or None,
        all=clause.has("all") or (name is None and clause.has("many")),
    )
    length = _said(clause.of("length")) if clause.has("lengthen") or not _step(clause) else None
    return Act(intent=intent, when=_said(new), duration=length, booking=words, reason=_reason(clause, text))


def _said(times: list[Span]) -> str | None:
    kept = [_START.sub("", span.text) for span in times if not _SAME_DAY.fullmatch(span.text)]
    return " ".join(kept) or None


def _reason(clause: Clause, text: str) -> str | None:
    """What stands beside the wish in its sentence, or is plainly a reason in one of its own."""
    verb = next(iter(clause.of(*STRONG, "off")), None)
    beside = [span for span in clause.aside if verb and not _END.search(text[slice(*sorted((span.start, verb.start)))])]
    if beside:
        return words_of(beside, text)
    return reason_told_by(Heard(words_of(clause.aside, text))) if clause.aside else None


def _old_and_new(clause: Clause) -> tuple[list[Span], list[Span]]:
    """The times of a move that name the booking, and those where it goes."""
    shifts, times = clause.of("shift"), clause.of("time", "old")
    if not shifts and (step := _step(clause)):
        shifts = [step]
    if shifts:
        return times, shifts
    old = [span for span in times if span.has("old") or _is_of_a_noun(span, clause) or _is_hindered(span, clause)]
    new = [span for span in times if span not in old and not span.has("old")]
    if len(new) == 1 and not old and (parts := turned(new[0], clause.spans)):
        return [parts[0]], [parts[1]]
    turn = next(
        (span for span in clause.spans if span.has("to") and new and new[0].start < span.start < new[-1].start), None
    )
    if turn:
        return [*old, *(span for span in new if span.start < turn.start)], [s for s in new if s.start > turn.start]
    if len(new) > 1 and new[0].text.lower().startswith("from "):
        return [*old, new[0]], new[1:]
    return old, new


def _step(clause: Clause) -> Span | None:
    """ "Push it back by half an hour": a length whose direction another word tells."""
    length = next(iter(clause.of("length")), None)
    if length is None:
        return None
    up = any(span.text.lower() == "up" and length.start - span.end == 1 for span in clause.spans)
    earlier = up or clause.has("earlier") or any(re.match(r"bring|pull|take", s.text, re.I) for s in clause.of("move"))
    later = any(re.match(r"push|postpone|delay|put", s.text, re.I) for s in clause.of("move"))
    if earlier or later or clause.has("later"):
        way = "earlier" if earlier and not later else "later"
        return Span(length.start, length.end, f"{length.text} {way}", frozenset(("shift",)))
    return None


def _is_of_a_noun(span: Span, clause: Clause) -> bool:
    """ "My 3pm call", "tomorrow's meeting": the time of the booking."""
    at = clause.spans.index(span)
    after = clause.spans[at + 1 : at + 2]
    return bool(after) and after[0].has("meeting") and any(other.has("time") for other in clause.spans[at + 1 :])


def _is_hindered(span: Span, clause: Clause) -> bool:
    """ "She can't make Friday": the time that will not do, where it stands in the same piece."""
    at = clause.spans.index(span)
    for before in reversed(clause.spans[:at]):
        if before.has("stop", "time") or before.text.lower() in ("but", "and", "so"):
            return False
        if before.has("hinder"):
            return True
    return False


def _list(clause: Clause, names: list[str]) -> Act:
    wants = next((wants for name, wants in _WANTS if clause.has(name)), None)
    people = tuple(Person(name=name) for name in names)
    asked = Act(intent=Intent.LIST, when=_said(clause.of("time")), people=people, wants=wants)
    if not clause.has("last"):
        return asked
    return asked.model_copy(update={"filter": ListFilter.PAST, "booking": BookingWords(ordinal=-1)})


def _book(clause: Clause, text: str) -> Act:
    people, guests = _whom(clause, text)
    return Act(
        intent=Intent.BOOK,
        beside=_beside(clause, text),
        event_type=_kind(clause),
        when=_said(clause.of("time", "shift")),
        duration=_said(clause.of("length")),
        people=people,
        guests=guests,
        notes=next((span.text for span in clause.of("theme")), None),
    )


def _kind(clause: Clause) -> str | None:
    """The account's kind, or the noun for the meeting when it says more than "meeting"."""
    if known := clause.of("type"):
        return known[0].text
    for length, noun in pairwise(clause.spans):
        if length.has("length") and noun.has("meeting"):
            return f"{length.text} {noun.text}"
    nouns = [span.text for span in clause.of("meeting") if not span.has("generic")]
    return nouns[0] if nouns else None


def _beside(clause: Clause, text: str) -> Beside | None:
    """ "Right after the call with Bo", "before her intro call": the meeting that is named behind the small word."""
    named = next(iter(clause.of("beside")), None)
    if named is None:
        return None
    lead = _lead_of(named, clause)
    words = lead.text.lower().split()
    whose = named if named.who else next(iter(clause.of("person")), None)
    return Beside(
        said=text[lead.start : named.end],
        person=whose and whose.text,
        is_after=words[-1] == "after",
        is_close=len(words) > 1,
    )


def _lead_of(named: Span, clause: Clause) -> Span:
    before = [span for span in clause.spans if span.start < named.start]
    return next(span for span in reversed(before) if span.text.lower().endswith(("after", "before")))


def _whom(clause: Clause, text: str) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Who it is with, and who is added to it."""
    adds = next((span.start for span in clause.of("add")), next((s.end for s in clause.spans[::-1]), 0))
    start, end = clause.spans[0].start, max(span.end for span in clause.spans)
    if besides := clause.of("beside"):
        lead = _lead_of(besides[0], clause).start
        adds, end = min(adds, lead), lead
    if clause.has("mail"):
        typed = clause.of("book", "want", "put")[:1]
        start = typed[0].start if typed else start
        return people_in(Heard(text[start:adds])), people_in(Heard(text[adds:end])) if adds < end else ()
    named = _apart(clause.of("person"))
    people = tuple(Person(name=span.text) for span in named if span.start < adds)
    return people, tuple(Person(name=span.text) for span in named if span.start > adds)
