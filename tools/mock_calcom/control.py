"""Control routes under `/_mock/`, for tests, evals and demonstrations; loopback only, no part of Cal.com."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.mock_calcom.gateway import Gateway
from tools.mock_calcom.seeding import plant
from tools.mock_calcom.world.timestamps import parse_instant

_LOOPBACK = ("127.0.0.1", "::1", "testclient", "localhost")
Endpoint = Callable[[Request], Awaitable[Response]]


class Control:
    """The routes for one gateway; `fresh` is the dump that reset goes back to."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway, self.world = gateway, gateway.world
        self.fresh = json.dumps(gateway.world.dump())

    def routes(self) -> list[Route]:
        """All of them."""
        return [
            self._route("reset", self.reset),
            self._route("seed", self.seed),
            self._route("clock", self.clock),
            self._route("throttle", self.forget_calls),
            self._route("faults", self.script),
            self._route("faults", self.faults, "GET"),
            self._route("journal", self.journal, "GET"),
            self._route("state", self.state, "GET"),
        ]

    async def reset(self, _: Request) -> Response:
        """POST: back to the state at start; journal, faults, counts and clock shifts are forgotten."""
        self.world.load(json.loads(self.fresh))
        self.world.journal.clear()
        self.world.faults.clear()
        self.world.clock.release()
        self.gateway.throttle.clear()
        self.world.save()
        return JSONResponse({"ok": True})

    async def seed(self, request: Request) -> Response:
        """POST a seed (see seeding.plant); answers with the ids and uids it made."""
        made = plant(self.world, await _json(request))
        self.world.save()
        return JSONResponse({"ok": True, "made": made})

    async def clock(self, request: Request) -> Response:
        """POST {"now": ISO, "frozen": bool} or {"advance_s": n} or {"release": true}; answers with the present."""
        body, clock = await _json(request), self.world.clock
        if (now := parse_instant(body.get("now"))) is not None:
            clock.set(now, frozen=body.get("frozen", False))
        if "advance_s" in body:
            clock.advance(timedelta(seconds=body["advance_s"]))
        if body.get("release"):
            clock.release()
        return JSONResponse({"ok": True, "now": self.world.stamp()})

    async def forget_calls(self, _: Request) -> Response:
        """POST: the rate limits start counting anew."""
        self.gateway.throttle.clear()
        return JSONResponse({"ok": True})

    async def script(self, request: Request) -> Response:
        """POST one fault {"route", "kind", "times"?, …} or a list of them, or {"clear": true}."""
        body = await _json(request)
        if isinstance(body, dict) and body.get("clear"):
            self.world.faults.clear()
            return JSONResponse({"ok": True, "faults": []})
        entries = body if isinstance(body, list) else [body]
        scripted = [self.world.faults.script(**entry).as_dict() for entry in entries]
        return JSONResponse({"ok": True, "faults": scripted})

    async def faults(self, _: Request) -> Response:
        """GET: every scripted fault, and those that never fired."""
        queue = self.world.faults
        return JSONResponse({"faults": [fault.as_dict() for fault in queue.faults],
                             "unfired": [fault.as_dict() for fault in queue.unfired()]})  # fmt: skip

    async def journal(self, request: Request) -> Response:
        """GET [?since=n]: entries and counts."""
        entries = self.world.journal.since(int(request.query_params.get("since", "0")))
        return JSONResponse({"entries": entries, "counts": self.world.journal.counts()})

    async def state(self, _: Request) -> Response:
        """GET: the dump, with the present instant."""
        return JSONResponse({"now": self.world.stamp(), **self.world.dump()})

    def _route(self, name: str, endpoint: Endpoint, method: str = "POST") -> Route:
        return Route(f"/_mock/{name}", _guarded(endpoint), methods=[method])


def _guarded(endpoint: Endpoint) -> Endpoint:
    async def guarded(request: Request) -> Response:
        if request.client is not None and request.client.host not in _LOOPBACK:
            return JSONResponse({"error": "loopback only"}, status_code=403)
        try:
            return await endpoint(request)
        except (ValueError, KeyError, TypeError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)

    return guarded


async def _json(request: Request) -> Any:
    body = await request.body()
    return json.loads(body) if body else {}
