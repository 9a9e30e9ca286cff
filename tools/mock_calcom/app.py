"""The ASGI application: Cal.com's API for one world, and beside it the control routes."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tools.mock_calcom.control import Control
from tools.mock_calcom.gateway import Gateway, Incoming
from tools.mock_calcom.page import page_routes
from tools.mock_calcom.wire.delivery import deliver
from tools.mock_calcom.world.world import World


def create_app(world: World, *, control: bool = True) -> Starlette:
    """An app that serves `world`; usable through uvicorn and through httpx.ASGITransport.

    Args:
        control: whether `/_mock/…` and the page at `/` exist.
    """
    gateway = Gateway(world)
    routes: list[Route] = [*Control(gateway).routes(), *page_routes(world)] if control else []
    app = Starlette(routes=[*routes, Route("/{path:path}", _Api(gateway))])
    app.state.world = world
    app.state.gateway = gateway
    return app


class _Api:
    """Everything that is not a control route, as raw ASGI: faults need the wire."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        incoming = Incoming(
            method=request.method,
            target=_target(scope),
            headers=request.headers,
            body=await request.body(),
            address=request.client.host if request.client else "unknown",
        )
        outcome = await self.gateway.answer(incoming)
        await deliver(outcome.reply, outcome.fault, self.gateway.world.now(), scope, send)


def _target(scope: Scope) -> str:
    path = scope.get("raw_path") or scope["path"].encode()
    query = scope.get("query_string", b"")
    target: bytes = path.partition(b"?")[0] + (b"?" + query if query else b"")
    return target.decode("latin-1")
