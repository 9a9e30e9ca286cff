"""What a scenario expects besides its end: each turn, the calls, the budget."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from evals.checks.findings import Finding
from evals.checks.record import CardSeen, Run
from evals.checks.record import Turn as Seen
from evals.checks.replies import check_reply, words
from evals.checks.said_words import says
from evals.checks.symbols import Unresolved, moment_of
from evals.stories.operations import is_write
from evals.stories.scenario import CardExpect, Expect, Path, Turn, bounds
from evals.stories.wall_times import local


def check_turns(run: Run) -> Iterator[Finding]:
    """What each turn must show; of a simulated person, how it left."""
    if run.person is not None:
        yield from _left(run)
        return
    steps = [turn for turn in run.scenario.turns if turn.is_played]
    for step, seen in zip(steps, run.played, strict=False):
        if seen.error is None:
            for text in _turn(step, seen, run):
                yield Finding(gate="turns", turn=seen.n, text=text)


def check_calls(run: Run) -> Iterator[Finding]:
    """How often Cal.com was asked."""
    ops = [request.op for turn in run.turns for request in turn.requests]
    for rule in run.scenario.calls:
        n = sum(_is(rule.op, op) for op in ops)
        allowed = bounds(rule.times)
        if not allowed.hold(n):
            yield Finding(gate="calls", text=f"{rule.op}: {n} times, allowed {allowed}")


def check_budget(run: Run) -> Iterator[Finding]:
    """What the conversation cost."""
    budget, turns = run.scenario.budget, run.played
    spent = {
        "llm_calls": sum(turn.model_calls for turn in turns),
        "prompt_tokens": sum(turn.prompt_tokens for turn in turns),
        "calcom_calls": sum(turn.calcom_calls for turn in turns),
    }
    for name, used in spent.items():
        allowed = getattr(budget, name)
        if allowed is not None and used > allowed:
            yield Finding(gate="budget", text=f"{name}: {used}, allowed {allowed}")
    slowest = max((turn.milliseconds for turn in turns), default=0.0) / 1000
    if budget.turn_seconds is not None and slowest > budget.turn_seconds:
        yield Finding(gate="budget", text=f"slowest turn: {slowest:.2f} s, allowed {budget.turn_seconds:g} s")


def check_faults(run: Run) -> Iterator[Finding]:
    """A fault that did not happen as often as it should tests something else."""
    for text in run.unfired:
        yield Finding(gate="faults", text=text)


def _left(run: Run) -> Iterator[Finding]:
    """A simulated person says nothing that was foreseen; how it leaves is what can be checked."""
    wanted = run.scenario.simulate.ends if run.scenario.simulate else "any"
    if run.failure is not None or run.left is None:
        return
    if run.left.how == "limit":
        yield Finding(gate="turns", text=f"the person had not finished after {len(run.played)} messages")
    elif wanted not in ("any", run.left.how):
        told = {"done": "was content", "give_up": "gave up"}[run.left.how]
        why = f": {run.left.why}" if run.left.why else ""
        yield Finding(gate="turns", text=f"the person {told}{why}")


def _turn(step: Turn, seen: Seen, run: Run) -> Iterator[str]:
    expect = step.expect
    if expect.intent is not None and seen.state.intent != expect.intent:
        yield f"intent {seen.state.intent}, expected {expect.intent}"
    if expect.path is not None:
        yield from _path(expect.path, seen.nodes)
    yield from _slots(expect.slots, seen, run)
    yield from check_reply(expect.reply, seen, run)
    yield from _card(expect, seen, run)
    yield from _options(expect, seen)
    if expect.problem is not None and seen.state.problem != expect.problem:
        yield f"problem {seen.state.problem}, expected {expect.problem}"
    told = seen.outcome.status if seen.outcome else "none"
    if expect.outcome is not None and told != expect.outcome:
        yield f"programs are told {told}, expected {expect.outcome}"
    if expect.writes is not None:
        allowed = 0 if expect.writes == "none" else expect.writes
        made = sum(bool(request.effects) for request in seen.requests)
        if made != allowed:
            yield f"{made} writes in this turn, expected {allowed}"


def _path(expect: Path, nodes: list[str]) -> Iterator[str]:
    if missing := [node for node in expect.includes if node not in nodes]:
        yield f"did not pass {', '.join(missing)}"
    if passed := [node for node in expect.excludes if node in nodes]:
        yield f"passed {', '.join(passed)}"
    if expect.equals is not None and expect.equals != nodes:
        yield f"path {' > '.join(nodes)}, expected {' > '.join(expect.equals)}"


def _slots(expect: dict[str, Any], seen: Seen, run: Run) -> Iterator[str]:
    for name, wanted in expect.items():
        value = seen.state.slots.get(name)
        if name == "start" and value is not None:
            try:
                value, wanted = (
                    local(datetime.fromisoformat(value), run.zone),
                    local(moment_of(str(wanted), run, seen), run.zone),
                )
            except Unresolved as error:
                yield str(error)
                continue
        if value != wanted:
            yield f"slot {name} is {value!r}, expected {wanted!r}"


def _card(expect: Expect, seen: Seen, run: Run) -> Iterator[str]:
    if expect.card == "none" and seen.card is not None:
        yield f"a card to {seen.card.action} is open, expected none"
    elif expect.card is not None and expect.card != "none" and seen.card is None:
        yield "no card is open"
    elif isinstance(expect.card, CardExpect) and seen.card is not None:
        try:
            yield from _card_facts(expect.card, seen.card, seen, run)
        except Unresolved as error:
            yield str(error)


def _scope(expect: CardExpect, card: CardSeen, seen: Seen, run: Run) -> Iterator[str]:
    if expect.scope is not None and card.scope != expect.scope:
        yield f"the card's scope is {card.scope}, expected {expect.scope}"
    if expect.occurrences is not None:
        wanted = [moment_of(text, run, seen) for text in expect.occurrences]
        if wanted != card.occurrences:
            shown = ", ".join(local(start, run.zone) for start in card.occurrences) or "none"
            yield f"the card's occurrences are {shown}, expected {', '.join(expect.occurrences)}"


def _card_facts(expect: CardExpect, card: CardSeen, seen: Seen, run: Run) -> Iterator[str]:
    yield from _scope(expect, card, seen, run)
    if expect.action is not None and card.action != expect.action:
        yield f"the card is to {card.action}, expected {expect.action}"
    if expect.event_type is not None and expect.event_type not in (card.slug, card.event_type):
        yield f"the card's event type is {card.slug or card.event_type}, expected {expect.event_type}"
    for name, wanted, moment in (("start", expect.start, card.start), ("old start", expect.was, card.from_start)):
        if wanted is not None and (moment is None or moment_of(wanted, run, seen) != moment):
            shown = local(moment, run.zone) if moment else "missing"
            yield f"the card's {name} is {shown}, expected {wanted}"
    minutes = int((card.end - card.start).total_seconds()) // 60
    if expect.minutes is not None and minutes != expect.minutes:
        yield f"the card is for {minutes} minutes, expected {expect.minutes}"
    if expect.zone is not None and card.zone != expect.zone:
        yield f"the card's zone is {card.zone}, expected {expect.zone}"
    yield from _card_people(expect, card)
    yield from _steps(expect, card, seen, run)
    for wanted in words(expect.mentions):
        if not says(card.text, wanted):
            yield f"the card does not mention {wanted!r}"


def _steps(expect: CardExpect, card: CardSeen, seen: Seen, run: Run) -> Iterator[str]:
    if expect.steps is None:
        return
    if len(expect.steps) != len(card.steps):
        yield f"the card has {len(card.steps)} steps, expected {len(expect.steps)}"
    for n, (wanted, step) in enumerate(zip(expect.steps, card.steps, strict=False), start=1):
        for text in _card_facts(wanted, step, seen, run):
            yield f"step {n}: {text}"


def _card_people(expect: CardExpect, card: CardSeen) -> Iterator[str]:
    first = card.attendees[0] if card.attendees else None
    if expect.attendee is not None:
        for name, wanted in expect.attendee.model_dump(exclude_none=True).items():
            if first is None or getattr(first, name) != wanted:
                yield f"the card's attendee has {name} {getattr(first, name, None)!r}, expected {wanted!r}"
    if expect.guests is not None and [guest.email for guest in card.attendees[1:]] != expect.guests:
        yield f"the card's guests are {[guest.email for guest in card.attendees[1:]]}, expected {expect.guests}"


def _options(expect: Expect, seen: Seen) -> Iterator[str]:
    if expect.options == "none" and seen.options:
        yield f"{len(seen.options)} options are on the table, expected none"
    elif expect.options is not None and expect.options != "none" and not expect.options.hold(len(seen.options)):
        yield f"{len(seen.options)} options are on the table, expected {expect.options}"


def _is(wanted: str, op: str) -> bool:
    if wanted in ("any", "write", "read"):
        return wanted == "any" or is_write(op) == (wanted == "write")
    return wanted == op
