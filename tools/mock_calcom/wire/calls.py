"""One request as the handlers see it, and the reply they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tools.mock_calcom.world.model import Json, User
from tools.mock_calcom.world.world import World

Query = dict[str, str | list[str]]


@dataclass(frozen=True)
class Call:
    """A routed, throttled and authenticated request.

    `target` is the path with its query string, as sent; `user` is None without (valid) credentials; `body` is {}
    when there was none.
    """

    world: World
    method: str
    target: str
    params: dict[str, str]
    query: Query
    body: Any
    user: User | None
    version: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The present instant of the world."""
        return self.world.now()

    @property
    def host(self) -> User:
        """The caller, on routes that no one enters without a key."""
        assert self.user is not None, "the route let a caller without a key in"  # noqa: S101
        return self.user

    def one(self, name: str) -> str | None:
        """A query value; the last one when it was repeated."""
        value = self.query.get(name)
        return value[-1] if isinstance(value, list) else value


@dataclass
class Reply:
    """What goes back. A `body` of None sends an empty one."""

    status: int
    body: Json | str | None
    headers: dict[str, str] = field(default_factory=dict)


def success(data: Any, *, status: int = 200, **more: Any) -> Reply:
    """`{"status": "success", "data": …}`."""
    return Reply(status, {"status": "success", "data": data, **more})


def done() -> Reply:
    """`{"status": "success"}` alone: deletions of schedules and reservations."""
    return Reply(200, {"status": "success"})
