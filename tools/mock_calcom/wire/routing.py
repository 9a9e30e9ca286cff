"""From method, path and version to a handler. What matches nothing is a router 404."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from tools.mock_calcom.wire.auth import Access
from tools.mock_calcom.wire.calls import Call, Reply
from tools.mock_calcom.wire.versions import Serves
from tools.mock_calcom.world.knobs import Knobs
from tools.mock_calcom.world.model import RateLimit

Handler = Callable[[Call], Reply | Awaitable[Reply]]


@dataclass(frozen=True)
class Route:
    """One row of the routes table; `rule` is `METHOD /v2/path/{name}`, `newer` hides it from releases before 2026.

    `own_limit` replaces the throttle's usual one where the release limits guests.
    """

    rule: str
    handler: Handler
    access: Access
    serves: frozenset[str] = Serves.ANY
    newer: bool = False
    own_limit: RateLimit | None = None
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        path = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.rule.partition(" ")[2]))
        object.__setattr__(self, "_pattern", re.compile(path))

    @property
    def method(self) -> str:
        """GET, POST, PATCH or DELETE."""
        return self.rule.partition(" ")[0]

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The path's parameters, or None."""
        match = self._pattern.fullmatch(path) if method == self.method else None
        return None if match is None else {name: unquote(value) for name, value in match.groupdict().items()}


def find_route(
    routes: list[Route], method: str, path: str, version: str, knobs: Knobs
) -> tuple[Route, dict[str, str]] | None:
    """The first route that serves this method, path and version; HEAD goes where GET goes, a trailing slash is fine."""
    method = "GET" if method == "HEAD" else method
    path = path.rstrip("/") or "/"
    for route in routes:
        if (params := route.match(method, path)) is None or version not in route.serves:
            continue
        if knobs.newer_routes or not route.newer:
            return route, params
    return None
