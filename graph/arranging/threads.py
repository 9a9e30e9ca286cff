"""Which conversation a node runs in, and how the log calls it."""

import hashlib
from typing import Any

from langgraph.runtime import Runtime


def thread_of(runtime: Runtime[Any]) -> str:
    """The thread's id; empty when the graph runs without a checkpointer."""
    info = runtime.execution_info
    return (info.thread_id if info else None) or ""


def log_mark(thread: str, token: str) -> str:
    """How log lines name a conversation and a write in it: `thread=3f2a9c01b7de token=…`.

    Who knows a thread's id may read and continue that conversation, so the log shows only the beginning of its SHA-256;
    with the id at hand the same digest finds its lines. The token is no secret: it only marks what we wrote.
    """
    return f"thread={hashlib.sha256(thread.encode()).hexdigest()[:12]} token={token}"
