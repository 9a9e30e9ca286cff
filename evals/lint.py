"""What is wrong with a scenario before it is played: unknown names, impossible times, dead faults."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from evals.checks.replies import words
from evals.checks.said_words import known_questions
from evals.checks.symbols import is_symbol
from evals.lint_doubts import doubts, told_to_the_person
from evals.stories import accounts
from evals.stories.known_names import COUNTED, KNOBS, NODES, SLOTS, problems
from evals.stories.loader import Loaded
from evals.stories.operations import OPERATIONS
from evals.stories.scenario import CardExpect, Scenario
from evals.stories.scenario_world import WorldEvent
from evals.stories.wall_times import BadMoment, instant

_ENVELOPE = frozenset({"data", "status", "pagination"})  # around the fields of an answer


def lint(loaded: Loaded) -> list[str]:
    """Mistakes and doubts, as sentences; [] for a sound scenario."""
    return [*mistakes(loaded), *doubts(loaded)]


def mistakes(loaded: Loaded) -> list[str]:
    """What keeps it from being played for what it says: it is named and left out."""
    scenario = loaded.scenario
    try:
        account = accounts.resolved(scenario.account)
    except ValueError as error:
        return [str(error)]
    slugs = {str(body.get("slug")) for body in account.event_types}
    refs = {seed.ref for seed in account.bookings if seed.ref} | _world_refs(scenario)
    return [
        *_slugs(scenario, slugs, {str(body.get("title")) for body in account.event_types}),
        *_refs(scenario, refs),
        *_times(scenario),
        *_faults(scenario),
        *_names(scenario),
        *_nobody(scenario),
        *_person(scenario),
    ]


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


def _person(scenario: Scenario) -> Iterator[str]:
    """What a model that plays the person cannot know or do."""
    if scenario.simulate is None:
        return
    if any(not turn.is_played for turn in scenario.turns):
        yield "simulate: world and wait turns are not played with a simulated person; a fault's `then` is"
    told = " ".join(told_to_the_person(scenario)).casefold()
    ends = scenario.end_state.bookings
    for attendee in (made.attendee for made in ends.created if made.attendee):
        for fact in filter(None, (attendee.name, attendee.email)):
            if not re.search(rf"(?<!\w){re.escape(fact.casefold())}(?!\w)", told):
                yield f"simulate: the person is never told {fact!r}, which the end expects"
    for text in (*(made.start or "" for made in ends.created), *(moved.to for moved in ends.moved)):
        if is_symbol(text):
            yield f"simulate: {text} depends on how the talk goes; the end needs a time"


def _faults(scenario: Scenario) -> Iterator[str]:
    never = {rule.op for rule in scenario.calls if rule.times == 0}
    writes = any(op in never for op in ("write", "any"))
    for fault in scenario.faults:
        op = fault.when.op
        if op != "*" and op not in OPERATIONS:
            yield f"a fault on {op!r}, which is no operation (see evals/stories/operations.py)"
        elif op in never or (writes and op != "*" and OPERATIONS[op].writes):
            yield f"a fault on {op} cannot fire: the scenario forbids that call"
        if fault.do in ("slot_taken", "event") and fault.then is None:
            yield f"{fault.do} on {op} needs `then`: what happens in the world"
        for key in (*fault.set, *fault.remove) if fault.do == "alter" else ():
            if "." in key or key in _ENVELOPE:
                yield f"alter on {op}: {key!r} is no field of the answer; give those inside `data`, without it or dots"


def _names(scenario: Scenario) -> Iterator[str]:
    for turn in scenario.turns:
        expect = turn.expect
        nodes = {*expect.path.includes, *expect.path.excludes, *(expect.path.equals or ())} if expect.path else set()
        yield from (f"no node of the graph is called {node!r}" for node in sorted(nodes.difference(NODES)))
        asked = set(words(expect.reply.asks)) - {*known_questions(), "confirmation"}
        yield from (f"nothing known asks for {what!r}" for what in sorted(asked))
        slots = {name for name in expect.slots if not name.startswith("answers.")}.difference(SLOTS)
        yield from (f"no slot is called {name!r}" for name in sorted(slots))
        if expect.problem is not None and expect.problem not in problems():
            yield f"no problem has the code {expect.problem!r}{_nearest(expect.problem, problems())}"
    for rule in scenario.calls:
        if rule.op not in COUNTED:
            yield f"calls: {rule.op!r} is no operation{_nearest(rule.op, COUNTED)}"
    for name in sorted(
        {*scenario.account.knobs, *(name for e in _events(scenario) for name in e.knobs)}.difference(KNOBS)
    ):
        yield f"no knob is called {name!r}{_nearest(name, KNOBS)}"


def _nearest(name: str, known: tuple[str, ...]) -> str:
    """A name that may have been meant."""
    close = get_close_matches(name, known, 1)
    return f"; {close[0]!r}?" if close else ""


def _nobody(scenario: Scenario) -> Iterator[str]:
    if not any(turn.is_played for turn in scenario.turns):
        yield "nobody says anything"


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
