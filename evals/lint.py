"""What is wrong with a scenario before it is played: unknown names, days that contradict dates, dead faults."""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from evals import accounts
from evals.claims import known_questions
from evals.invariants import NODES
from evals.loader import Loaded
from evals.model import BookingsEnd, CardExpect, Scenario, Turn
from evals.model_world import WorldEvent
from evals.moments import BadMoment, day, instant
from evals.operations import OPERATIONS
from evals.replies import words
from evals.symbols import is_symbol

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_DATED = re.compile(
    rf"\b({'|'.join(_DAYS)}),? (?:the )?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(_MONTHS)})"
    rf"|({'|'.join(_MONTHS)}) "
    r"(\d{1,2})(?:st|nd|rd|th)?\b|(\d{4}-\d\d-\d\d))(?:,? (\d{4}))?",
    re.IGNORECASE,
)
_SLOTS = frozenset({"event_type", "start", "minutes", "name", "email", "booking", "reason", "guests"})


def lint(loaded: Loaded) -> list[str]:
    """Sentences about what is wrong; [] for a sound scenario."""
    scenario = loaded.scenario
    try:
        account = accounts.resolved(scenario.account)
    except ValueError as error:
        return [str(error)]
    slugs = {str(body.get("slug")) for body in account.event_types}
    refs = {seed.ref for seed in account.bookings if seed.ref} | _world_refs(scenario)
    return [
        *_identity(loaded),
        *_slugs(scenario, slugs, {str(body.get("title")) for body in account.event_types}),
        *_refs(scenario, refs),
        *_times(scenario),
        *_weekdays(scenario),
        *_faults(scenario),
        *_names(scenario),
        *_judges(scenario),
        *_person(scenario),
    ]


def _identity(loaded: Loaded) -> Iterator[str]:
    prefix = loaded.scenario.id.partition(".")[0]
    if prefix != loaded.kind:
        yield f"the id begins with {prefix!r}, but the kind is {loaded.kind!r}"
    for turn in loaded.scenario.turns:
        said = [turn.user, *turn.variants]
        if len(set(said)) < len(said):
            yield f"a variant of {turn.user!r} comes twice"


def _slugs(scenario: Scenario, slugs: set[str], titles: set[str]) -> Iterator[str]:
    wanted = {seed.event_type for seed in accounts.resolved(scenario.account).bookings}
    wanted |= {event.books.event_type for event in _events(scenario) if event.books}
    wanted |= {made.event_type for made in scenario.end_state.bookings.created if made.event_type}
    for slug in sorted(wanted - slugs):
        yield f"no event type of the account has the slug {slug!r}"
    for card in _cards(scenario):
        if card.event_type and card.event_type not in slugs | titles:
            yield f"a card expects the event type {card.event_type!r}, which the account does not have"


def _refs(scenario: Scenario, refs: set[str]) -> Iterator[str]:
    ends = scenario.end_state.bookings
    decided = (*ends.confirmed, *ends.declined)
    wanted = {item.ref for item in ends.cancelled} | {item.ref for item in ends.moved} | {item.ref for item in decided}
    for happening in _events(scenario):
        wanted |= {ref for ref in (happening.cancels, happening.confirms) if ref}
        wanted |= {happening.moves.ref} if happening.moves else set()
    wanted |= {seat.ref for seat in (*ends.joined, *ends.left)}
    wanted |= {event.takes_seat.ref for event in _events(scenario) if event.takes_seat}
    for ref in sorted(wanted - refs):
        if not ref.startswith("$created."):
            yield f"no booking has the ref {ref!r}"


def _times(scenario: Scenario) -> Iterator[str]:
    start = scenario.clock.start
    for what, text in _all_times(scenario):
        if is_symbol(text):
            continue
        try:
            moment = instant(text, scenario.zone)
        except BadMoment as error:
            yield f"{what}: {error}"
            continue
        if what in ("created", "moved") and moment <= start:
            yield f"{what}: {text} is not after the clock's {scenario.clock.now}"


def _all_times(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for made in scenario.end_state.bookings.created:
        if made.start:
            yield "created", made.start
    for moved in scenario.end_state.bookings.moved:
        yield "moved", moved.to
    for seed in accounts.resolved(scenario.account).bookings:
        yield "booking", seed.start
    for turn in scenario.turns:
        yield from (("mentions_time", text) for text in words(turn.expect.reply.mentions_time))
        if isinstance(turn.expect.card, CardExpect):
            yield from (("card", text) for text in (turn.expect.card.start, turn.expect.card.was) if text)


def _weekdays(scenario: Scenario) -> Iterator[str]:
    """A weekday that contradicts its date is a mistake, unless the story is about just that (tag: mismatch)."""
    if "mismatch" in scenario.tags:
        return
    year = scenario.clock.start.astimezone(ZoneInfo(scenario.zone)).year
    for text in (*_said(scenario), *_told_to_the_person(scenario)):
        for match in _DATED.finditer(text):
            meant = _dated(match, year)
            if meant is not None and _DAYS[meant.weekday()] != match[1].lower():
                yield f"{match[0]!r}: that day is a {_DAYS[meant.weekday()].title()} (tag it `mismatch` if meant so)"


def _said(scenario: Scenario) -> Iterator[str]:
    yield scenario.title
    for turn in scenario.turns:
        yield from (turn.user or "", *turn.variants)


def _told_to_the_person(scenario: Scenario) -> tuple[str, ...]:
    part = scenario.simulate
    return (part.persona, part.goal, *part.knows) if part else ()


def _person(scenario: Scenario) -> Iterator[str]:
    """What a model that plays the person cannot know or do."""
    if scenario.simulate is None:
        return
    if any(not turn.is_played for turn in scenario.turns):
        yield "simulate: world and wait turns are not played with a simulated person; a fault's `then` is"
    told = " ".join(_told_to_the_person(scenario)).casefold()
    ends = scenario.end_state.bookings
    for attendee in (made.attendee for made in ends.created if made.attendee):
        for fact in filter(None, (attendee.name, attendee.email)):
            if not re.search(rf"(?<!\w){re.escape(fact.casefold())}(?!\w)", told):
                yield f"simulate: the person is never told {fact!r}, which the end expects"
    for text in (*(made.start or "" for made in ends.created), *(moved.to for moved in ends.moved)):
        if is_symbol(text):
            yield f"simulate: {text} depends on how the talk goes; the end needs a time"
    if scenario.end_state.anything_else == "allowed" and ends == BookingsEnd():
        yield "simulate: any end is allowed: it cannot fail"


def _dated(match: re.Match[str], year: int) -> date | None:
    try:
        if match[6]:
            return day(match[6])
        month = _MONTHS.index((match[3] or match[4]).lower()) + 1
        return date(int(match[7] or year), month, int(match[2] or match[5]))
    except (ValueError, BadMoment):
        return None


def _faults(scenario: Scenario) -> Iterator[str]:
    never = {rule.op for rule in scenario.calls if rule.times == 0}
    writes = any(op in never for op in ("write", "any"))
    for fault in scenario.faults:
        op = fault.when.op
        if op != "*" and op not in OPERATIONS:
            yield f"a fault on {op!r}, which is no operation (see evals/operations.py)"
        elif op in never or (writes and op != "*" and OPERATIONS[op].writes):
            yield f"a fault on {op} cannot fire: the scenario forbids that call"
        if fault.do in ("slot_taken", "event") and fault.then is None:
            yield f"{fault.do} on {op} needs `then`: what happens in the world"


def _names(scenario: Scenario) -> Iterator[str]:
    for turn in scenario.turns:
        expect = turn.expect
        nodes = {*expect.path.includes, *expect.path.excludes, *(expect.path.equals or ())} if expect.path else set()
        yield from (f"no node of the graph is called {node!r}" for node in sorted(nodes - NODES))
        asked = set(words(expect.reply.asks)) - {*known_questions(), "confirmation"}
        yield from (f"nothing known asks for {what!r}" for what in sorted(asked))
        slots = {name for name in expect.slots if not name.startswith("answers.")} - _SLOTS
        yield from (f"no slot is called {name!r}" for name in sorted(slots))
    for rule in scenario.calls:
        if rule.op not in (*OPERATIONS, "any", "write", "read"):
            yield f"calls: {rule.op!r} is no operation"


def _judges(scenario: Scenario) -> Iterator[str]:
    """Something must be able to fail, besides the invariants."""
    played: list[Turn] = [turn for turn in scenario.turns if turn.is_played]
    if not played:
        yield "nobody says anything"
    says_all = scenario.end_state.anything_else == "allowed"
    if says_all and not any(turn.expect.model_dump(exclude_defaults=True) for turn in played):
        yield "it expects nothing of any turn and allows any end: it cannot fail"


def _events(scenario: Scenario) -> Iterator[WorldEvent]:
    for turn in scenario.turns:
        if turn.world is not None:
            yield turn.world
    for fault in scenario.faults:
        if fault.then is not None:
            yield fault.then


def _world_refs(scenario: Scenario) -> set[str]:
    return {event.books.ref for event in _events(scenario) if event.books and event.books.ref}


def _cards(scenario: Scenario) -> Iterator[CardExpect]:
    for turn in scenario.turns:
        if isinstance(turn.expect.card, CardExpect):
            yield turn.expect.card
