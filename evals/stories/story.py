"""A scenario told as a story, for reading."""

from evals.stories import accounts
from evals.stories.loader import Loaded
from evals.stories.scenario import Turn
from evals.stories.wall_times import instant, local


def story(loaded: Loaded) -> str:
    """Title, account, what is said, what is expected, how it must end."""
    scenario = loaded.scenario
    account = accounts.resolved(scenario.account)
    lines = [
        f"{scenario.id}  ({loaded.kind}; {', '.join(scenario.tags) or 'no tags'})",
        f"  {scenario.title}",
        f"  It is {local(scenario.clock.start, scenario.zone)} in {scenario.zone}.",
        f"  Account: {scenario.account.base or 'own'}",
    ]
    for seed in account.bookings:
        when = local(instant(seed.start, scenario.zone), scenario.zone)
        lines.append(f"    {seed.ref or '-':<18}{when}  {seed.event_type} with {seed.attendee.name} ({seed.status})")
    lines += [f"  fault   {fault.do} on {fault.when.op}, call {fault.when.call}" for fault in scenario.faults]
    for turn in scenario.turns:
        lines += _turn(turn)
    if (part := scenario.simulate) is not None:
        lines += [f"  or, simulated, at most {part.turns} messages, leaving {part.ends}", f"    who   {part.persona}"]
        lines += [f"    want  {part.goal}", *(f"    know  {fact}" for fact in part.knows)]
    ends = scenario.end_state.bookings.model_dump(exclude_defaults=True, by_alias=True)
    lines.append("  in the end nothing has changed" if not ends else "  in the end")
    lines += [f"    {what}: {item}" for what, items in ends.items() for item in items]
    return "\n".join(lines)


def _turn(turn: Turn) -> list[str]:
    if turn.world is not None:
        return [f"  world   {turn.world.model_dump(exclude_defaults=True, by_alias=True)}"]
    if turn.wait is not None:
        return [f"  clock   {turn.wait.total:g} s pass"]
    said = f"[{turn.press}]" if turn.press else (turn.user or "")[:200]
    more = f"  (+{len(turn.variants)} variants)" if turn.variants else ""
    expected = turn.expect.model_dump(exclude_defaults=True, by_alias=True)
    return [f"  user    {said}{more}", *(f"            {name}: {value}" for name, value in expected.items())]
