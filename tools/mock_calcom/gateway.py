"""The way in: from a raw request to a reply, in the order in which Cal.com's layers look at it.

Body parser, router, throttle, guards, handler; faults and journal are ours.
"""

import asyncio
import contextlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass

from tools.mock_calcom.routes import ROUTES
from tools.mock_calcom.wire import auth
from tools.mock_calcom.wire.bodies import parse_body, parse_query
from tools.mock_calcom.wire.calls import Call, Reply
from tools.mock_calcom.wire.delivery import instead
from tools.mock_calcom.wire.errors import BareRefusal, Refusal, router_404
from tools.mock_calcom.wire.ratelimit import Throttle, too_many
from tools.mock_calcom.wire.routing import Route, find_route
from tools.mock_calcom.wire.versions import normalise
from tools.mock_calcom.world.faults import BEFORE, INSTEAD, TWICE, Fault
from tools.mock_calcom.world.model import RateLimit
from tools.mock_calcom.world.world import World

TOKEN_LIMIT = 500


@dataclass(frozen=True)
class Incoming:
    """A request off the wire; header names in lower case, `target` is the path with its query as sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    address: str = "127.0.0.1"

    @property
    def path(self) -> str:
        """Without the query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True)
class Outcome:
    """The reply, and the fault (if any) that still has to be done to it on its way out."""

    reply: Reply
    fault: Fault | None = None


class Gateway:
    """Answers requests for one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.throttle = Throttle()
        self._saving = asyncio.Lock()

    async def answer(self, incoming: Incoming) -> Outcome:
        """Never raises for anything a client may send; every request leaves one line in the journal."""
        visit = _Visit(self, incoming)
        reply = await visit.reply()
        if incoming.method == "HEAD":
            reply.body = None
        entry = self.world.journal.request(self.world.stamp(), **visit.facts(reply))
        if entry["effects"] or (reply.status < 400 and incoming.method not in ("GET", "HEAD")):
            await self._save()
        return Outcome(reply, visit.fault)

    async def _save(self) -> None:
        """Before the answer leaves. The disk does not hold up the loop, and an older state never overtakes a newer."""
        if self.world.persist_to is None:
            return
        async with self._saving:
            await asyncio.to_thread(self.world.write, json.dumps(self.world.dump()))


class _Visit:
    """One request on its way through the layers."""

    def __init__(self, gateway: Gateway, incoming: Incoming) -> None:
        self.world, self.throttle, self.incoming = gateway.world, gateway.throttle, incoming
        self.request_id = "unknown-request-id"
        self.version = normalise(
            incoming.headers.get("cal-api-version"), knows_2026=self.world.knobs.version_2026_02_25
        )
        self.headers: dict[str, str] = {}
        self.route: Route | None = None
        self.fault: Fault | None = None
        self.user_id: int | None = None

    async def reply(self) -> Reply:
        try:
            reply = await self._pass()
        except (Refusal, BareRefusal) as refusal:
            reply = Reply(refusal.status, refusal.body(self.incoming.target, self.world.stamp()))
        except OverflowError:  # numbers that no calendar can hold: there, too, an unknown fault
            reply = Reply(500, BareRefusal(500, "Internal server error").body("", ""))
        always = {"X-Request-Id": self.request_id, "Access-Control-Allow-Origin": "*"}
        reply.headers = {**always, **self.headers, **reply.headers}
        return reply

    def facts(self, reply: Reply) -> dict[str, object]:
        incoming, rule = self.incoming, self.route.rule if self.route else None
        return {"method": incoming.method, "path": incoming.target, "version": self.version, "rule": rule,
                "key": self.user_id, "status": reply.status,
                "fault": self.fault.kind if self.fault else None}  # fmt: skip

    async def _pass(self) -> Reply:
        incoming, world = self.incoming, self.world
        body = parse_body(incoming.body, incoming.headers.get("content-type", ""))
        self.request_id = world.ids.uuid("request")
        if incoming.method == "OPTIONS":
            return _preflight()
        found = find_route(ROUTES, incoming.method, incoming.path, self.version, world.knobs)
        if found is None:
            raise router_404(incoming.method, incoming.target)
        self.route, params = found
        caller = auth.identify(world, incoming.headers, incoming.address)
        self._throttle(caller, self.route)
        self.fault = world.faults.take(self.route.rule)
        if self.fault is not None and self.fault.kind in INSTEAD:
            return instead(self.fault, incoming.target, world.stamp())
        if self.fault is not None and self.fault.kind in BEFORE:
            await asyncio.sleep(self.fault.params.get("s", 1))
        user = auth.admit(world, caller, self.route.access)
        self.user_id = user.id if user else None
        query = parse_query(incoming.target.partition("?")[2])
        call = Call(world, incoming.method, incoming.target, params, query, body, user, self.version, incoming.headers)
        if self.fault is not None and self.fault.kind in TWICE:
            with contextlib.suppress(Refusal, BareRefusal):
                await _handled(self.route, call)
        return await _handled(self.route, call)

    def _throttle(self, caller: auth.Caller, route: Route) -> None:
        limits = (caller.key.limits if caller.key else []) or [
            RateLimit(TOKEN_LIMIT if caller.is_token else self.world.rate_limit)
        ]
        if route.own_limit is not None and self.world.knobs.guest_limits:
            limits = [route.own_limit]
        self.headers, allowed = self.throttle.hit(caller.tracker, limits, self.world.now())
        if not allowed:
            raise too_many()


async def _handled(route: Route, call: Call) -> Reply:
    answer = route.handler(call)
    return await answer if inspect.isawaitable(answer) else answer


def _preflight() -> Reply:
    return Reply(
        204,
        None,
        {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
            "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Origin, cal-api-version",
        },
    )
