"""One write and its protocol: look first, note it, send it once, compare what stands, in doubt look, note its end.

A request is sent **once** for a yes. When no trustworthy answer comes it is only looked for, never sent again: that a
server turns a duplicate away is known of none before it was tried, and trying is what must not be done. What a person
loses by that is a repeat after a request that was lost on its way; what they get is that one yes is never two effects.
And a refusal is believed only after our own mark was looked for: a gateway may deliver twice and hand on the second
answer, and another life of the process may have been faster. Only what cannot be our own doing is believed outright.
Each step is told in the log by the journal's mark, with nothing personal in it.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from tools.calcom.models import Booking
from tools.errors import (
    BadKey,
    FieldNeeded,
    InThePast,
    NeverArrived,
    NotAllowed,
    NotSaved,
    OutcomeUnknown,
    OutsideWindow,
    RateLimited,
    SchedulingError,
    SlotTaken,
    UnexpectedAnswer,
    Unreachable,
)
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.patience import Step, tell, until_sent, until_told
from tools.writing.reconciling import FEW_LOOKS, LOOKS, UNDER_WAY

_ANSWERED = 200  # an answer came, only not the one that was asked for
# What no earlier success of ours can have caused. Unreachable: it never left. UnexpectedAnswer: a redirect, no route.
_BELIEVED = (BadKey, NotAllowed, RateLimited, FieldNeeded, InThePast, OutsideWindow, Unreachable, UnexpectedAnswer)

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """One write. `T` is what Cal.com answers it with: a booking, or the occurrences of a series."""

    send: Callable[[], Awaitable[T]]
    judge: Callable[[T, OutcomeUnknown], Written]  # what an answer amounts to, every field of it compared
    find: Callable[[OutcomeUnknown, Sequence[float]], Awaitable[Written]]  # a trace of it; seconds before each look
    makes_new: bool = False  # its answer names a uid that only a look can vouch for
    in_the_way: Callable[[], Awaitable[Booking | None]] | None = None  # what stands where ours was refused


async def as_seen(look: Callable[[], Awaitable[T | Written]], seen: T, journal: Journal | None) -> T | Written:
    """The fresh look before a write: what stands, or how it ends without being sent. A look that fails ends it, too.

    Where an earlier life sent this very write, what changed since may be our own doing: then it is as it was seen.
    """
    if journal is not None and journal.sent_before is not None:
        return seen
    try:
        async with until_sent():
            return await look()
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)
    except TimeoutError:
        return Written(WriteState.NOT_DONE, error=Unreachable("no look at it in time"))


async def carry_out(operation: Operation[T], at: datetime, journal: Journal | None) -> Written:
    """Do a write between the two lines of its journal; nothing is sent when the first cannot be written.

    What an earlier life sent is looked up instead, never sent. Never raises a SchedulingError: a refusal is NOT_DONE
    with the error.
    """
    if journal is None:
        return await _sent(operation, at, "")
    if journal.sent_before is not None:
        _log.info("write looked up %s after=kill", journal.mark)
        doubt = OutcomeUnknown("the process ended before an answer was noted", sent_at=journal.sent_before)
        written = await _looked_up(operation, doubt, at)
    else:
        try:
            await journal.sending(at)
        except SchedulingError as error:
            return Written(WriteState.NOT_DONE, error=error)
        written = await _sent(operation, at, journal.mark)
    with contextlib.suppress(NotSaved):  # the line still says that it was sent: a later life would look it up
        await journal.settled(written)
    return written


# --- helpers ---------------------------------------------------------------------------------------------------------


async def _sent(operation: Operation[T], at: datetime, mark: str) -> Written:
    _log.info("write sent %s", mark)
    tell(Step.SENT)
    try:
        answer = await operation.send()
    except OutcomeUnknown as doubt:
        _log.info("write looked up %s after=lost_answer", mark)
        written = await _looked_up(operation, doubt, at)
    except SchedulingError as error:
        written = await _refused(operation, error, at)
    else:
        written = await _compared(operation, answer, at)
    return replace(written, sent=1) if written.state is WriteState.UNKNOWN else written


async def _looked_up(operation: Operation[T], doubt: OutcomeUnknown, at: datetime) -> Written:
    """What became of it, as far as looking tells. Without a trace it never arrived, once it can no longer arrive."""
    tell(Step.LOOKING)
    found = await _found(operation, doubt, LOOKS)
    is_over = at - doubt.sent_at >= UNDER_WAY
    return Written(WriteState.NOT_DONE, error=NeverArrived("no trace of it")) if found.is_absent and is_over else found


async def _found(operation: Operation[T], doubt: OutcomeUnknown, looks: Sequence[float]) -> Written:
    """One search, cut short when something must be told: then it is as unknown as before."""
    try:
        async with until_told():
            return await operation.find(doubt, looks)
    except TimeoutError:
        return Written(WriteState.UNKNOWN, error=doubt)


async def _refused(operation: Operation[T], error: SchedulingError, at: datetime) -> Written:
    """It may be refused because it was done: by the first of two deliveries, by another life. Or a part may stand."""
    if isinstance(error, _BELIEVED):
        return Written(WriteState.NOT_DONE, error=error)
    doubt = OutcomeUnknown(error.detail, sent_at=at, status=error.status)
    found = await _found(operation, doubt, FEW_LOOKS[:1])
    other = await _in_the_way(operation) if found.is_absent and isinstance(error, SlotTaken) else None
    if found.is_absent and other is None:
        found = await _found(operation, doubt, FEW_LOOKS[1:])
    return Written(WriteState.NOT_DONE, other, error) if found.is_absent else found


async def _in_the_way(operation: Operation[T]) -> Booking | None:
    if operation.in_the_way is None:
        return None
    try:
        async with until_told():
            return await operation.in_the_way()
    except (SchedulingError, TimeoutError):
        return None


async def _compared(operation: Operation[T], answer: T, at: datetime) -> Written:
    """Judge an answer; one that is not what was asked, or names a new uid, is held against what stands.

    Where nothing of ours is seen, the server lags: then an answer that is right in every field is believed.
    """
    doubt = OutcomeUnknown("the answer is not what was asked", sent_at=at, status=_ANSWERED)
    told = operation.judge(answer, doubt)
    if not (told.differences or operation.makes_new):
        return told
    found = await _found(operation, doubt, FEW_LOOKS)
    if told.is_done and found.state is WriteState.NOT_DONE:  # done by us, and otherwise by somebody at the same moment
        return replace(told, rival=found.booking)
    return found if found.booking is not None else told
