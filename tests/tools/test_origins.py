"""The guard before every server of ours, over HTTP messages, before a small application that allows everybody."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from tools.origins import OriginGuard, as_origin

HERE = "http://127.0.0.1:7860"
STUDIO = "https://smith.langchain.com"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SITES = {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}

REFUSED: dict[str, dict[str, str]] = {
    "another name for this machine": {"host": "rebound.example:7860"},
    "a name that begins as ours": {"host": "127.0.0.1.rebound.example"},
    "no name": {"host": ""},
    "a page of another site": {"origin": "https://elsewhere.example"},
    "a page of another port": {"origin": "http://127.0.0.1:9999"},
    "a page of our other name": {"origin": "http://localhost:7860"},
    "a page without an origin": {"origin": "null"},
    "a page whose origin begins as a listed one": {"origin": f"{STUDIO}.elsewhere.example"},
    "a picture on another site": {"sec-fetch-site": "cross-site", **SITES},
    "a picture on another port": {"sec-fetch-site": "same-site", **SITES},
    "a frame on another site": {**LINK, "sec-fetch-dest": "iframe"},
    "a link to what is no page": LINK,
}
LET_IN: dict[str, dict[str, str]] = {
    "a program": {},
    "our own page": {"origin": HERE, "sec-fetch-site": "same-origin"},
    "a typed address": {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"},
    "our other name": {"host": "localhost:7860"},
    "the other loopback": {"host": "[::1]:7860"},
    "a listed page": {"origin": STUDIO, "sec-fetch-site": "cross-site"},
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", REFUSED)
async def test_what_a_page_of_another_site_sends_is_refused_on_every_method(who: str, method: str) -> None:
    called: list[str] = []

    answer = await a_client(called).request(method, "/anything", headers=REFUSED[who])

    assert answer.status_code in (400, 403)
    assert "access-control-allow-origin" not in answer.headers
    assert called == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", LET_IN)
async def test_programs_and_our_own_and_listed_pages_are_let_in(who: str, method: str) -> None:
    called: list[str] = []

    answer = await a_client(called).request(method, "/anything", headers=LET_IN[who])

    assert answer.status_code == 200
    assert called == [method]


async def test_a_browser_is_told_the_same_list_whatever_the_application_behind_says() -> None:
    client = a_client([])

    told = [(await client.get("/anything", headers={"origin": origin})).headers for origin in (STUDIO, HERE)]

    assert told[0]["access-control-allow-origin"] == STUDIO
    assert "Origin" in told[0]["vary"]
    assert "access-control-allow-origin" not in told[1]


async def test_a_listed_page_is_told_beforehand_that_it_may_and_nobody_else_is() -> None:
    called: list[str] = []
    asks = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
        "access-control-request-private-network": "true",
    }

    answers = [
        await a_client(called).options("/anything", headers={"origin": origin, **asks})
        for origin in (STUDIO, "https://elsewhere.example")
    ]

    assert [answer.status_code for answer in answers] == [204, 403]
    allowed = {name: value for name, value in answers[0].headers.items() if name.startswith("access-control")}
    assert allowed == {
        "access-control-allow-origin": STUDIO,
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "content-type",
        "access-control-allow-private-network": "true",
    }
    assert called == []


async def test_a_link_on_another_site_may_lead_to_a_page_and_do_nothing() -> None:
    client = a_client([])

    opened = await client.get("/", headers=LINK)
    sent = await client.post("/", headers=LINK)

    assert (opened.status_code, sent.status_code) == (200, 403)


@pytest.mark.parametrize(("origin", "is_open"), [(HERE, True), ("https://elsewhere.example", False)])
def test_a_socket_of_another_site_is_shut(origin: str, is_open: bool) -> None:
    client = TestClient(guarded([]), base_url=HERE)

    try:
        with client.websocket_connect("/socket", headers={"host": "127.0.0.1:7860", "origin": origin}) as socket:
            opened = socket.receive_text() == "open"
    except WebSocketDisconnect:
        opened = False

    assert opened == is_open


@pytest.mark.parametrize("text", ["https://Chat.example", "http://localhost:3000/", "http://[::1]:3000"])
def test_an_origin_is_taken_as_browsers_write_it(text: str) -> None:
    assert as_origin(text) == text.rstrip("/").lower()


@pytest.mark.parametrize(
    "text", ["*", "null", "chat.example", "https://*.example", "https://a.example/page", "ftp://a.example", "https://"]
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        as_origin(text)


def guarded(called: list[str]) -> OriginGuard:
    async def anything(request: Request) -> PlainTextResponse:
        called.append(request.method)
        return PlainTextResponse("secret", headers={"access-control-allow-origin": "*"})

    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("open")
        await socket.close()

    routes = [WebSocketRoute("/socket", talk), Route("/{path:path}", anything, methods=[*METHODS])]
    return OriginGuard(Starlette(routes=routes), origins=[STUDIO], pages=("/",))


def a_client(called: list[str], caller: str = "127.0.0.1") -> httpx.AsyncClient:
    transport: Any = httpx.ASGITransport(guarded(called), client=(caller, 50000))
    return httpx.AsyncClient(transport=transport, base_url=HERE)


CALLERS = {
    "127.0.0.1": 200,
    "127.3.2.1": 200,
    "::1": 200,
    "::ffff:127.0.0.1": 200,
    "192.0.2.7": 403,
    "::ffff:192.0.2.7": 403,
    "fe80::1": 403,
}


@pytest.mark.parametrize(("caller", "status"), CALLERS.items())
async def test_whatever_the_server_is_bound_to_only_this_machine_is_answered(caller: str, status: int) -> None:
    called: list[str] = []

    answer = await a_client(called, caller).request("GET", "/anything", headers={"host": "127.0.0.1:7860"})

    assert answer.status_code == status
    assert bool(called) == (status == 200)
