"""A record of each request sent to Cal.com: for the trace panel and for counting the calls of one run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One request that was sent (or tried); retries count one by one. Carries no address, query, name or key."""

    operation: str  # the client's method, e.g. "slots"
    method: str
    status: int | None  # None when no answer came
    milliseconds: float


_recorder: ContextVar[list[Call] | None] = ContextVar("calcom_calls", default=None)


@contextmanager
def record_calls() -> Iterator[list[Call]]:
    """Collect the calls made by this task, and by tasks it starts, although other chats share the client.

    The yielded list grows while the calls happen. An inner recording keeps its calls from the outer one until it
    ends, then hands them over, so that a turn's total stays whole.
    """
    outer = _recorder.get()
    calls: list[Call] = []
    token = _recorder.set(calls)
    try:
        yield calls
    finally:
        _recorder.reset(token)
        if outer is not None:
            outer.extend(calls)


def note(call: Call, on_call: Callable[[Call], None] | None) -> None:
    """Hand a call to the client's own hook and to the recording of the current task."""
    if (calls := _recorder.get()) is not None:
        calls.append(call)
    if on_call is not None:
        on_call(call)
