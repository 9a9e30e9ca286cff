"""Broken understanding: wrong zones, offsets, days and people, forgotten corrections, wishes that get lost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from evals.mutants import replaced
from graph.acts import details
from graph.acts.filling import Filling
from graph.arranging.proposing import propose_booking
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import Request
from graph.known.saying import Outcome
from graph.nodes import check_slots, parse_intent
from graph.understanding.schema import Act
from graph.when.meanings import days
from graph.when.meanings.options import Options, one
from graph.when.meanings.periods import Days
from graph.when.words import tree


def ignores_the_persons_zone() -> AbstractContextManager[None]:
    """Understands and shows every time in the account's own zone."""
    return replaced(Context, "locale", lambda self, state, me: self.locale_in(me.time_zone))


def keeps_todays_offset() -> AbstractContextManager[None]:
    """Carries the present offset across a clock change."""

    def shifted(*args: Any, **more: Any) -> Proposal:
        return _with_offset_of(propose_booking(*args, **more))

    return replaced(check_slots, "propose_booking", shifted)


def _with_offset_of(proposal: Proposal) -> Proposal:
    zone = ZoneInfo(proposal.zone)
    now, then = proposal.made_at.astimezone(zone), proposal.start.astimezone(zone)
    drift = (then.utcoffset() or timedelta()) - (now.utcoffset() or timedelta())
    return proposal.model_copy(update={"start": proposal.start + drift, "end": proposal.end + drift})


def forgets_corrections() -> AbstractContextManager[None]:
    """Proposes the time that was said first, whatever was said since."""
    said: dict[str, datetime] = {}

    def as_first(*args: Any, **more: Any) -> Proposal:
        proposal = propose_booking(*args, **more)
        first = said.setdefault(f"{proposal.attendee.email} {proposal.title} {proposal.made_at}", proposal.start)
        return proposal.model_copy(update={"start": first, "end": first + (proposal.end - proposal.start)})

    return replaced(check_slots, "propose_booking", as_first)


def _other_weekday(change: Callable[[tree.Weekday, Any, Options[Days]], Options[Days]]) -> AbstractContextManager[None]:
    """Weekdays read otherwise."""

    @contextmanager
    def registered() -> Iterator[None]:
        sound = days._days.dispatch(tree.Weekday)

        def otherwise(said: tree.Weekday, context: Any) -> Options[Days]:
            read = sound(said, context)
            return change(said, context, read)

        days._days.register(tree.Weekday, otherwise)
        try:
            yield
        finally:
            days._days.register(tree.Weekday, sound)

    return registered()


def comes_a_week_early() -> AbstractContextManager[None]:
    """ "Friday week" is the coming Friday."""

    def early(said: tree.Weekday, context: Any, read: Options[Days]) -> Options[Days]:
        return _shifted(read, -7) if said.weeks_later else read

    return _other_weekday(early)


def is_a_day_late() -> AbstractContextManager[None]:
    """A weekday that is counted in weeks is the day after."""

    def late(said: tree.Weekday, context: Any, read: Options[Days]) -> Options[Days]:
        return _shifted(read, 1) if said.weeks_later else read

    return _other_weekday(late)


def takes_next_for_coming() -> AbstractContextManager[None]:
    """ "Next Friday" is the coming one, without a question."""

    def coming(said: tree.Weekday, context: Any, read: Options[Days]) -> Options[Days]:
        ahead = (said.weekday - context.today.weekday()) % 7 or 7
        return one(Days.single(context.today + timedelta(days=ahead))) if said.which == "next" else read

    return _other_weekday(coming)


def _shifted(read: Options[Days], by: int) -> Options[Days]:
    return one(Days.single(read.best.first + timedelta(days=by)))


def takes_the_second_person() -> AbstractContextManager[None]:
    """Of two people the one named last is the attendee."""

    def swapped(self: Filling, act: Act) -> Filling:
        return fill(self, act.model_copy(update={"people": act.people[::-1]}))

    fill = Filling.fill
    return replaced(Filling, "fill", swapped)


def forgets_guests() -> AbstractContextManager[None]:
    """Nobody is invited besides the attendee, and nobody is told."""
    return replaced(Filling, "_take_guest", lambda self, guest: None)


def drops_the_second_wish() -> AbstractContextManager[None]:
    """Of two wishes in one message only the first is dealt with."""
    split = parse_intent._split
    return replaced(parse_intent, "_split", lambda acts: (split(acts)[0], ()))


def undoes_a_move_by_cancelling() -> AbstractContextManager[None]:
    """Undo of a move cancels what was moved."""

    def cancelling(last: Outcome) -> Request | None:
        request = undoing(last)
        return request and request.model_copy(update={"action": "cancel", "wanted": None, "minutes": None})

    undoing = details._undoing
    return replaced(details, "_undoing", cancelling)


def forgets_what_was_answered() -> AbstractContextManager[None]:
    """Each message begins anew: what was arranged before is gone."""

    def fresh(self: Filling, act: Act) -> Filling:
        kept = {"action": self.request.action, "kind": self.request.kind, "booking": self.request.booking}
        self.request = Request.model_validate(kept)
        return fill(self, act)

    fill = Filling.fill
    return replaced(Filling, "fill", fresh)
