"""Which calls are sent again, and when: reads on faults, writes only where nothing was done for certain."""

import asyncio
import logging
from collections.abc import AsyncIterable, Callable
from datetime import timedelta

import stamina
import stamina.instrumentation

from tools.calcom.transport import NeverSent, Timeouts
from tools.errors import RateLimited, UnexpectedAnswer, Unreachable

_log = logging.getLogger(__name__)


def _note(details: stamina.instrumentation.RetryDetails) -> None:
    _log.info("attempt %d failed, next in %.1f s: %s", details.retry_num, details.wait_for, details.caused_by)


# Left alone, stamina writes to standard output where structlog happens to be installed, and scripts read ours.
stamina.instrumentation.set_on_retry_hooks([_note])


class Garbled(UnexpectedAnswer):
    """An answer that is no JSON: most likely cut off or a proxy's page, so a read may ask again."""

    retryable = True


def of_reads(timeouts: Timeouts, deadline: float) -> AsyncIterable[stamina.Attempt]:
    """Attempts of one read. `deadline` is loop time; no pause begins that it would cut short."""

    def again(error: Exception) -> bool | float:
        left = deadline - asyncio.get_running_loop().time()
        if isinstance(error, RateLimited):
            return _after_a_block(error, deadline)
        return isinstance(error, Unreachable | Garbled) and left > timeouts.pause

    return _attempts(again, timeouts.attempts, timeouts)


def of_undone_writes(timeouts: Timeouts, deadline: float) -> AsyncIterable[stamina.Attempt]:
    """Attempts of one write: another only when nothing has left this machine, or a 429 says that nothing was done."""

    def again(error: Exception) -> bool | float:
        return _after_a_block(error, deadline) if isinstance(error, RateLimited) else isinstance(error, NeverSent)

    return _attempts(again, timeouts.connects, timeouts)


def _after_a_block(error: RateLimited, deadline: float) -> bool | float:
    """The pacer heard of the block and makes the next attempt wait, together with every other call."""
    left = deadline - asyncio.get_running_loop().time()
    return 0.0 if error.status is not None and error.retry_after < left else False


def _attempts(
    again: Callable[[Exception], bool | float | timedelta], attempts: int, timeouts: Timeouts
) -> AsyncIterable[stamina.Attempt]:
    return stamina.retry_context(
        on=again,
        attempts=attempts,
        timeout=None,  # the caller's deadline also cuts an attempt short, which stamina's cannot
        wait_initial=timeouts.pause,
        wait_max=timeouts.longest_pause,
        wait_jitter=timeouts.jitter,
    )
