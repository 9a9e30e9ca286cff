"""Broken in the same ways at every write there is: made from the table of writes, so that a new write has them too."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import tools.writing.operation
from evals.mutants import Mutant, replaced
from graph.executing import writes
from graph.executing.writes import Write
from graph.given.context import Context
from graph.known.proposal import Proposal
from tools.calcom.models import BookingQuery
from tools.errors import OutcomeUnknown, SchedulingError
from tools.writing.journal import Line
from tools.writing.operation import Operation
from tools.writing.outcome import WriteState, Written

Carried = Callable[[Proposal, Context, Line], Awaitable[Written]]
Applies = Callable[[Proposal], bool]
_UPCOMING = BookingQuery(statuses=("upcoming", "unconfirmed"))
_resending: ContextVar[bool] = ContextVar("resending", default=False)

# What of a proposal is words or people's facts, written and never looked at by the last look.
_PASSED_ON = {
    "reason": lambda proposal: bool(proposal.reason),
    "notes": lambda proposal: bool(proposal.notes),
    "answers": lambda proposal: bool(proposal.answers),
    "guests": lambda proposal: bool(proposal.guests),
}
_EMPTY: dict[str, Any] = {"reason": None, "notes": None, "answers": {}, "guests": ()}
# A write of which only some are sent again: what else in the far side's answer it depends on.
_SOME: dict[str, Applies] = {
    "a-request": lambda proposal: bool(proposal.kind and proposal.kind.may_need_confirmation),
    "a-seat": lambda proposal: bool(proposal.kind and proposal.kind.seated),
    "an-occurrence": lambda proposal: bool(proposal.booking and proposal.booking.series_uid),
}


def of_each_write() -> Iterator[Mutant]:
    """Four for each write, and those of what writes pass on."""
    for kind in writes.WRITES:
        yield Mutant(
            f"{kind}-believes-a-refusal",
            f"tells of a refused {kind} as done",
            partial(_wrapped, _believing(WriteState.NOT_DONE), kind),
            ("refused",),
            at=kind,
            missing=f"a scenario of the kind `refused`: Cal.com answers {kind} with 403",
        )
        yield Mutant(
            f"{kind}-believes-a-loss",
            f"tells of a {kind} as done whose answer never came, without having seen it",
            partial(_wrapped, _believing(WriteState.UNKNOWN), kind),
            ("lost",),
            at=kind,
            missing=f"a scenario of the kind `lost`: the request for {kind} never arrives",
        )
        yield Mutant(
            f"{kind}-is-sent-again",
            f"sends a {kind} again when no answer comes",
            partial(resending, _always, kind),
            ("lost",),
            at=kind,
            missing=f"a scenario of the kind `lost`: the request for {kind} never arrives",
        )
        yield Mutant(
            f"{kind}-of-another",
            f"carries out a {kind} for something else than the card shows",
            partial(_wrapped, _of_another, kind),
            ("happy", "answer-lost"),
            at=kind,
            missing=f"any scenario that ends with a {kind}",
        )


def of_what_is_passed_on() -> Iterator[Mutant]:
    """For each field of words: it is dropped on the way; and those that are sent again only in some cases."""
    for name in _PASSED_ON:
        yield Mutant(
            f"drops-the-{name}-of-every-write",
            f"writes without the {name} on the card",
            partial(_wrapped, _without(name)),
            ("texts",),
            at="execute",
            missing=f"a scenario of the kind `texts` with {name} in its end state",
        )
    for name, applies in _SOME.items():
        yield Mutant(
            f"sends-{name}-again",
            f"sends a write of {name} again when no answer comes",
            partial(resending, applies),
            ("lost",),
            at="execute",
            missing=f"a scenario of the kind `lost` about {name}",
        )


# --- helpers ---------------------------------------------------------------------------------------------------------


def _always(_: Proposal) -> bool:
    return True


def _wrapped(around: Callable[[Carried], Carried], *kinds: Write) -> AbstractContextManager[None]:
    """The table of writes with these carried out otherwise; all where none is named."""
    changed = {kind: around(writes.WRITES[kind]) for kind in kinds or writes.WRITES}
    return replaced(writes, "WRITES", {**writes.WRITES, **changed})


def _believing(state: WriteState) -> Callable[[Carried], Carried]:
    """What ended so is told as done, with the booking as it was seen."""

    def around(write: Carried) -> Carried:
        async def believed(proposal: Proposal, ctx: Context, line: Line) -> Written:
            written = await write(proposal, ctx, line)
            if written.state is not state:
                return written
            page = await ctx.calcom.bookings_page(_UPCOMING)
            seen = proposal.booking.as_booking() if proposal.booking else next(iter(page.bookings), None)
            return replace(written, state=WriteState.DONE, booking=seen, error=None)

        return believed

    return around


def _without(name: str) -> Callable[[Carried], Carried]:
    def around(write: Carried) -> Carried:
        async def dropped(proposal: Proposal, ctx: Context, line: Line) -> Written:
            if not _PASSED_ON[name](proposal):
                return await write(proposal, ctx, line)
            return await write(proposal.model_copy(update={name: _EMPTY[name]}), ctx, line)

        return dropped

    return around


def _of_another(write: Carried) -> Carried:
    """Another booking that stands, or of a new one another time."""

    async def elsewhere(proposal: Proposal, ctx: Context, line: Line) -> Written:
        if proposal.booking is None:
            later = proposal.model_copy(update={"start": proposal.start + timedelta(hours=1)})
            return await write(later, ctx, line)
        page = await ctx.calcom.bookings_page(_UPCOMING)
        gone = {proposal.booking.uid, *(occurrence.uid for occurrence in proposal.occurrences)}
        other = next((b for b in page.bookings if b.uid not in gone), None)
        if other is None:
            return await write(proposal.model_copy(update={"start": proposal.start + timedelta(hours=1)}), ctx, line)
        done = await ctx.calcom.cancel_booking(other.uid, reason="another")
        return Written(WriteState.DONE, done)

    return elsewhere


@contextmanager
def resending(applies: Applies, *kinds: Write) -> Iterator[None]:
    """Where no answer comes, such a write is sent again at once, without a look."""
    sound = tools.writing.operation._sent

    def around(write: Carried) -> Carried:
        async def marked(proposal: Proposal, ctx: Context, line: Line) -> Written:
            token = _resending.set(applies(proposal))
            try:
                return await write(proposal, ctx, line)
            finally:
                _resending.reset(token)

        return marked

    async def sent(operation: Operation[Any], at: datetime, mark: str) -> Written:
        return await (_again(operation, at) if _resending.get() else sound(operation, at, mark))

    with ExitStack() as stack:
        stack.enter_context(_wrapped(around, *kinds))
        stack.enter_context(replaced(tools.writing.operation, "_sent", sent))
        yield


async def _again(operation: Operation[Any], at: datetime) -> Written:
    for _ in range(3):
        try:
            return operation.judge(await operation.send(), OutcomeUnknown("odd", sent_at=at))
        except OutcomeUnknown:
            continue
        except SchedulingError as error:
            return Written(WriteState.NOT_DONE, error=error)
    return Written(WriteState.UNKNOWN)
