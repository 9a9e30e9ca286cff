"""Which conversation a node runs in."""

from typing import Any

from langgraph.runtime import Runtime


def thread_of(runtime: Runtime[Any]) -> str:
    """The thread's id; empty when the graph runs without a checkpointer."""
    info = runtime.execution_info
    return (info.thread_id if info else None) or ""
