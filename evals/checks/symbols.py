"""Times of a scenario that are only known while it runs: `$offer.2`, `$card`, `$created.1`."""

import re
from datetime import datetime

from evals.checks.record import BookingView, Run, Turn
from evals.stories.wall_times import BadMoment, instant

_SYMBOL = re.compile(r"\$(?:(offer|created)\.(-?\d+)|(card))")


class Unresolved(ValueError):
    """A symbol that nothing in this run stands for."""


def is_symbol(text: str) -> bool:
    """Whether it has the form of one."""
    return _SYMBOL.fullmatch(text) is not None


def moment_of(text: str, run: Run, turn: Turn | None = None) -> datetime:
    """A time of the scenario as an instant, at that turn or (None) at the end.

    Raises:
        Unresolved: no such offer, card or booking; or no time at all.
    """
    match = _SYMBOL.fullmatch(text)
    if match is None:
        try:
            return instant(text, run.scenario.zone)
        except BadMoment as error:
            raise Unresolved(str(error)) from error
    if match[3]:
        return _card(run, turn)
    number = int(match[2])
    if match[1] == "offer":
        return _offer(run, turn, number)
    return created(run, number).start


def created(run: Run, number: int) -> BookingView:
    """The n-th booking that came into being by our doing, as it is at the end. Raises Unresolved."""
    made = [b for uid, b in run.after.bookings.items() if uid not in run.before.bookings and b.moved_from is None]
    if not 1 <= number <= len(made):
        raise Unresolved(f"$created.{number}: only {len(made)} were created")
    return made[number - 1]


def _offer(run: Run, turn: Turn | None, number: int) -> datetime:
    earlier = [t for t in run.played if turn is None or t.n < turn.n]
    for past in reversed([*earlier, *([turn] if turn and not _has_times(earlier) else [])]):
        starts = [option.start for option in past.options if option.start is not None]
        if not starts:
            continue
        try:
            return starts[number - 1] if number > 0 else starts[number]
        except IndexError as error:
            raise Unresolved(f"$offer.{number}: {len(starts)} were offered") from error
    raise Unresolved(f"$offer.{number}: no time was offered")


def _has_times(turns: list[Turn]) -> bool:
    return any(option.start for turn in turns for option in turn.options)


def _card(run: Run, turn: Turn | None) -> datetime:
    seen = [t.card for t in run.played if t.card and (turn is None or t.n <= turn.n)]
    if not seen:
        raise Unresolved("$card: no card was shown")
    return seen[-1].start
