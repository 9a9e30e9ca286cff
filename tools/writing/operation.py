"""One write and its protocol: look first, note it, send it once, compare the answer, in doubt look again, note its end.

A request is sent once; a second and last time only where no trace of it is found and a repeat can do no harm. Each step
is told in the log by the journal's mark, with nothing personal in it.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from tools.errors import AlreadyCancelled, AlreadyMoved, Interrupted, NotSaved, OutcomeUnknown, SchedulingError
from tools.writing.outcome import Journal, WriteState, Written

_ANSWERED = 200  # an answer came, only not the one that was asked for
UNDER_WAY = timedelta(minutes=10)  # as long as a yes is good for: until then a lost request may be sent once more

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """One write. `T` is what Cal.com answers it with: a booking, or the occurrences of a series."""

    send: Callable[[], Awaitable[T]]
    judge: Callable[[T, OutcomeUnknown], Written]  # what an answer amounts to
    find: Callable[[OutcomeUnknown], Awaitable[Written]]  # no answer came: is there a trace of it?
    look_again: Callable[[T | None, OutcomeUnknown], Awaitable[Written]]  # the answer differs; None: it was a refusal
    doubtful: tuple[type[SchedulingError], ...] = (AlreadyCancelled, AlreadyMoved)  # refusals that need another look
    may_repeat: bool = False  # Cal.com turns a duplicate away, and nothing worse comes of it


async def as_seen(look: Callable[[], Awaitable[T | Written]], seen: T, journal: Journal | None) -> T | Written:
    """The fresh look before a write: what stands, or how it ends without being sent. A look that fails ends it, too.

    Where an earlier life sent this very write, what changed since may be our own doing: then it is as it was seen.
    """
    if journal is not None and journal.sent_before is not None:
        return seen
    try:
        return await look()
    except SchedulingError as error:
        return Written(WriteState.NOT_DONE, error=error)


async def carry_out(operation: Operation[T], at: datetime, journal: Journal | None) -> Written:
    """Do a write between the two lines of its journal; nothing is sent when the first cannot be written.

    What an earlier life sent is looked up instead; what long ago left no trace was never sent, and is not sent now
    without a new yes. Never raises a SchedulingError: a refusal is NOT_DONE with the error.
    """
    if journal is None:
        return await _sent(operation, at, "")
    if journal.sent_before is not None:
        doubt = OutcomeUnknown("the process ended before an answer was noted", sent_at=journal.sent_before)
        written = await _of_an_earlier_life(operation, doubt, at, journal.mark)
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


async def _of_an_earlier_life(operation: Operation[T], doubt: OutcomeUnknown, at: datetime, mark: str) -> Written:
    _log.info("write looked up %s after=kill", mark)
    if at - doubt.sent_at < UNDER_WAY:
        return await _looked_up(operation, doubt, mark)
    found = await operation.find(doubt)
    return Written(WriteState.NOT_DONE, error=Interrupted("no trace of it")) if found.is_absent else found


async def _sent(operation: Operation[T], at: datetime, mark: str) -> Written:
    """Send a first time. An unknown end that does not say how often it was sent was sent once."""
    _log.info("write sent %s", mark)
    try:
        written = await _compared(operation, await operation.send(), at)
    except OutcomeUnknown as doubt:
        _log.info("write looked up %s after=lost_answer", mark)
        written = await _looked_up(operation, doubt, mark)
    except SchedulingError as error:
        written = await _refused(operation, error, at)
    is_open = written.state is WriteState.UNKNOWN and not written.sent
    return replace(written, sent=1) if is_open else written


async def _looked_up(operation: Operation[T], doubt: OutcomeUnknown, mark: str) -> Written:
    found = await operation.find(doubt)
    if not (found.is_absent and operation.may_repeat):
        return found
    return replace(await _repeated(operation, doubt, mark), sent=2)


async def _repeated(operation: Operation[T], doubt: OutcomeUnknown, mark: str) -> Written:
    """Send a second and last time, after a search found no trace and only where Cal.com turns a duplicate away.

    A refusal now may be the first request's own success showing late, so it is looked into, never believed outright.
    """
    _log.info("write sent again %s", mark)
    try:
        return await _compared(operation, await operation.send(), doubt.sent_at)
    except SchedulingError as error:
        return await operation.find(OutcomeUnknown(error.detail, sent_at=doubt.sent_at, status=error.status))


async def _compared(operation: Operation[T], answer: T, at: datetime) -> Written:
    """Judge an answer; one that is not what was asked is looked into first, for the answer itself may be wrong."""
    doubt = OutcomeUnknown("the answer is not what was asked", sent_at=at, status=_ANSWERED)
    written = operation.judge(answer, doubt)
    return await operation.look_again(answer, doubt) if written.differences else written


async def _refused(operation: Operation[T], error: SchedulingError, at: datetime) -> Written:
    """Between our look and our write somebody may have been faster, or a part may stand: see what does."""
    if isinstance(error, operation.doubtful):
        found = await operation.look_again(None, OutcomeUnknown(error.detail, sent_at=at, status=error.status))
        if not found.is_absent:
            return found
    return Written(WriteState.NOT_DONE, error=error)
