"""Assistants broken on purpose: each must be caught by some scenario, or the suite proves nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """One way to be wrong."""

    name: str
    does: str
    patch: Callable[[], AbstractContextManager[None]]
    kinds: tuple[str, ...] = ()  # where to look first
    at: str = ""  # the node or the write it breaks: only conversations that pass there can tell; "": any
    missing: str = ""  # the kind of scenario that would catch it, told of a survivor


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """An attribute changed while the block lasts."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)
