"""Served beside the graph by LangGraph's server: opens the house at its start, so that runs find their ports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from graph.given import ports
from graph.given.settings import Settings
from graph.opening.door import House, open_house


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """With a Cal.com key the real account; without one the mocked Cal.com on this machine."""
    async with open_house(Settings()) as house:
        ports.install(house.ports)
        app.state.house = house
        yield


async def about(request: Request) -> JSONResponse:
    """Which Cal.com and which interpreter this server uses; no key, no address of a person."""
    house: House = request.app.state.house
    return JSONResponse({"calcom": house.calcom_url, "demo": house.is_demo, "interpreter": house.interpreter})


app = Starlette(routes=[Route("/about", about)], lifespan=lifespan)
