"""How conversations are kept: as plain data, to which State alone gives its types back.

A checkpoint names no module and no class of ours, so files may move and classes be renamed, and a conversation stored
before still opens. Up to 0.1 checkpoints did name them; those names are read over and never looked up.
Only the newest checkpoints of a thread matter for going on, so few are kept: each holds the whole state.
"""

from enum import Enum
from typing import Any

import ormsgpack
from langchain_core.messages import BaseMessage
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_SINGLE_ARG, EXT_PYDANTIC_V2, JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from pydantic import BaseModel
from sqlalchemy import BindParameter, bindparam, column, delete, desc, select, table
from sqlalchemy.dialects import sqlite

_OURS = ("graph", "tools")
_NAMED = range(EXT_CONSTRUCTOR_SINGLE_ARG, EXT_PYDANTIC_V2 + 1)  # kept as (module, name, data, …)
_strict = JsonPlusSerializer(allowed_msgpack_modules=None)  # builds LangGraph's own safe types and nothing else

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


class PlainData(JsonPlusSerializer):
    """For any checkpointer: our models become JSON on the way in and stay so on the way out.

    Strict whatever the environment says: nothing a checkpoint names is imported, LangGraph's safe types apart.
    """

    def __init__(self) -> None:
        super().__init__(allowed_msgpack_modules=None, __unpack_ext_hook__=_read)

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        """Raises TypeError for something of ours that is neither model nor enum."""
        return super().dumps_typed(_plain(obj))

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """What was kept; a checkpoint of an older release as today's state has it."""
        value = super().loads_typed(data)
        if isinstance(value, dict) and isinstance(channels := value.get("channel_values"), dict):
            return {**value, "channel_values": _as_today(channels)}
        return value


async def trim(saver: AsyncSqliteSaver, thread: str) -> None:
    """Delete the older checkpoints of a thread. LangGraph's SQLite saver has no pruning of its own."""
    async with saver.lock:
        for statement in _DELETIONS:
            await saver.conn.execute(str(statement), statement.construct_params({"thread": thread}))
        await saver.conn.commit()


def _plain(value: Any) -> Any:
    """Messages stay as they are: LangGraph knows them, and the reducer of the talk needs them."""
    if isinstance(value, BaseMessage | BaseException):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if type(value) in (list, tuple):
        return [_plain(one) for one in value]
    if type(value).__module__.split(".")[0] in _OURS:
        raise TypeError(f"a {type(value).__name__} has no plain form and cannot be kept in a checkpoint")
    return value


def _as_today(channels: dict[str, Any]) -> dict[str, Any]:
    """Up to 0.1 what a turn says was kept in seven channels, and which of them counted was a matter of order."""
    if "said" in channels or not channels.keys() & {"aside", "outcome", "listing", "problem", "ask"}:
        return channels
    ask, problem = channels.get("ask"), channels.get("problem")
    said = {"kind": "stuck", "problem": problem, "ask": ask} if problem else {"kind": "asked", "ask": ask}
    standing = said if problem or ask else None
    if outcome := channels.get("outcome"):
        standing = {"kind": "settled", "outcome": outcome}
    elif listing := channels.get("listing"):
        standing = {"kind": "read_out", "listing": listing, "over": standing}
    if aside := channels.get("aside"):
        words = channels.get("aside_words", "")
        standing = {"kind": "passing", "aside": aside, "words": words, "over": standing}
    return {**channels, "said": standing}


def _read(code: int, data: bytes) -> Any:
    """What a named value holds when the name is ours, else what LangGraph makes of it."""
    if code in _NAMED:
        module, _, held, *_ = ormsgpack.unpackb(data, ext_hook=_read, option=ormsgpack.OPT_NON_STR_KEYS)
        if module.split(".")[0] in _OURS:
            return held
    return _strict.loads_typed(("msgpack", ormsgpack.packb(ormsgpack.Ext(code, data))))
