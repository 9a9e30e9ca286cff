"""Keeps a conversation's checkpoints few: only the newest matter for going on, and each holds the whole state."""

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from sqlalchemy import BindParameter, bindparam, column, delete, desc, select, table
from sqlalchemy.dialects import sqlite

KEPT = 10  # checkpoints of a thread: the last turn, and a little of the one before for the trace

_thread: BindParameter[str] = bindparam("thread")
_saved = table("checkpoints", column("thread_id"), column("checkpoint_id"))
_written = table("writes", column("thread_id"), column("checkpoint_id"))
_newest = (
    select(_saved.c.checkpoint_id)
    .where(_saved.c.thread_id == _thread)
    .order_by(desc(_saved.c.checkpoint_id))
    .limit(KEPT)
)
# Writes first: what is kept is told by the checkpoints.
_DELETIONS = tuple(
    delete(kind)
    .where(kind.c.thread_id == _thread, kind.c.checkpoint_id.not_in(_newest))
    .compile(dialect=sqlite.dialect(paramstyle="named"))
    for kind in (_written, _saved)
)


async def trim(saver: AsyncSqliteSaver, thread: str) -> None:
    """Delete the older checkpoints of a thread. LangGraph's SQLite saver has no pruning of its own."""
    async with saver.lock:
        for statement in _DELETIONS:
            await saver.conn.execute(str(statement), statement.construct_params({"thread": thread}))
        await saver.conn.commit()
