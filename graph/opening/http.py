"""Served beside the graph by LangGraph's server: opens the service at its start, so that runs find their ports.

What stands here as middleware stands before all of that server's own routes too.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import langsmith
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from graph.given import ports
from graph.given.settings import Settings
from graph.opening.served import reconcile
from graph.opening.service import Service, looking_after, open_service
from tools.body_limit import BodyLimit
from tools.origins import OriginGuard

LARGEST_BODY = 256_000  # bytes; a whole conversation put in by hand is a tenth of that
STUDIO = ("https://smith.langchain.com", "https://eu.smith.langchain.com")  # where Studio's own page comes from
_THREADS = Path(".langgraph_api")  # where that server keeps its threads, below the folder it was started in


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """With a Cal.com key the real account; without one the mocked Cal.com on this machine."""
    settings = Settings()
    _keep_private()
    langsmith.configure(enabled=settings.is_traced)  # its runs are not started by us
    async with open_service(settings) as service, looking_after(partial(reconcile, service.ports)):
        ports.install(service.ports)
        app.state.service = service
        yield


def guarded(app: ASGIApp) -> OriginGuard:
    """The guard as the settings have it; they are read when the server starts, not when this file is imported."""
    return OriginGuard(app, origins=(*STUDIO, *Settings().calcom_agent_origins))


async def about(request: Request) -> JSONResponse:
    """Which Cal.com and which interpreter this server uses; no key, no address of a person."""
    service: Service = request.app.state.service
    return JSONResponse({"calcom": service.calcom_url, "demo": service.is_demo, "interpreter": service.interpreter})


def _keep_private() -> None:
    """What this process writes from now on is its owner's alone, and so is what the server wrote before."""
    os.umask(0o077)
    if _THREADS.is_dir():
        _THREADS.chmod(0o700)
        for file in _THREADS.iterdir():
            file.chmod(0o600)


# The server keeps what a run begins with before our graph sees it.
limited = Middleware(BodyLimit, limit=LARGEST_BODY)
app = Starlette(routes=[Route("/about", about)], middleware=[Middleware(guarded), limited], lifespan=lifespan)
