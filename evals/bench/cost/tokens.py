"""Counting prompt tokens without the network: with tiktoken when its data is on this machine, else an estimate."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ENCODING = "cl100k_base"
_SOURCE = f"https://openaipublic.blob.core.windows.net/encodings/{_ENCODING}.tiktoken"
_PIECES = re.compile(r"[^\W\d_]+|\d{1,3}|_+|[^\w\s]+")


@dataclass(frozen=True)
class Counter:
    """Counts the tokens of a text; `name` says how."""

    name: str
    count: Callable[[str], int]

    def of_request(self, body: dict[str, Any]) -> int:
        """Prompt tokens of a chat-completions request: every message and every tool's schema, framing left out."""
        tools = (_compact(tool["function"]) for tool in body.get("tools", ()))
        return sum(map(self.count, (*map(_said, body["messages"]), *tools)))


def counter() -> Counter:
    """The best counter this machine has; never fetches anything."""
    if not _is_cached():
        return Counter("max(len/4, words)", _estimate)
    import tiktoken

    encoding = tiktoken.get_encoding(_ENCODING)
    return Counter(f"tiktoken {_ENCODING}", lambda text: len(encoding.encode(text, disallowed_special=())))


def _estimate(text: str) -> int:
    """A quarter of the letters, as one says of prose; or, in dense JSON, its words, marks and three-figure groups."""
    return max(-(-len(text) // 4), len(_PIECES.findall(text)))


def _is_cached() -> bool:
    """tiktoken keeps its data in a folder under the hash of the address; without the file it would go and fetch it."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    kept = Path(folder) if folder else Path(tempfile.gettempdir(), "data-gym-cache")
    return (kept / hashlib.sha1(_SOURCE.encode(), usedforsecurity=False).hexdigest()).exists()


def _said(message: dict[str, Any]) -> str:
    """A message's text and the calls it makes."""
    calls = [call["function"] for call in message.get("tool_calls") or ()]
    return str(message.get("content") or "") + "".join(_compact(call) for call in calls)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
