"""Served beside the graph by LangGraph's server: opens the service at its start, so that runs find their ports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from graph.given import ports
from graph.given.settings import Settings
from graph.opening.service import Service, open_service
from tools.body_limit import BodyLimit

LARGEST_BODY = 256_000  # bytes; a whole conversation put in by hand is a tenth of that


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """With a Cal.com key the real account; without one the mocked Cal.com on this machine."""
    async with open_service(Settings()) as service:
        ports.install(service.ports)
        app.state.service = service
        yield


async def about(request: Request) -> JSONResponse:
    """Which Cal.com and which interpreter this server uses; no key, no address of a person."""
    service: Service = request.app.state.service
    return JSONResponse({"calcom": service.calcom_url, "demo": service.is_demo, "interpreter": service.interpreter})


# The server keeps what a run begins with before our graph sees it.
limited = Middleware(BodyLimit, limit=LARGEST_BODY)
app = Starlette(routes=[Route("/about", about)], middleware=[limited], lifespan=lifespan)
