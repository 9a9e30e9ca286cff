"""What stands before the page, over real HTTP messages, with a small application behind it."""

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from ui.page.cookies import BrowserCookie
from ui.page.guard import Guard

HERE = "http://127.0.0.1:7860"
JOIN = "/gradio_api/queue/join"
DATA = "/gradio_api/queue/data"


async def test_a_first_visit_gets_a_cookie_no_script_can_read() -> None:
    answer = await a_client().get("/")

    rules = answer.headers["set-cookie"]
    assert "HttpOnly" in rules
    assert "SameSite=Lax" in rules
    assert COOKIE.browser(answer.cookies[COOKIE.name]) is not None


async def test_a_browser_we_know_keeps_its_cookie() -> None:
    assert "set-cookie" not in (await a_client(known=True).get("/")).headers


async def test_a_forged_cookie_is_replaced() -> None:
    answer = await a_client(cookie="0123.forged").get("/")

    assert COOKIE.browser(answer.cookies[COOKIE.name]) is not None


async def test_every_answer_says_what_a_browser_may_load() -> None:
    client = a_client(known=True)

    for answer in (await client.get("/"), await client.post(JOIN), await client.get("/gradio_api/file=/etc/passwd")):
        policy = answer.headers["content-security-policy"]
        for rule in ("default-src 'self'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'"):
            assert rule in policy
        assert "http:" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_calls_without_a_cookie_are_refused() -> None:
    client = a_client()

    answers = [await client.post(JOIN, json={}), await client.get(DATA, params={"session_hash": "s"})]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize(
    "path",
    [
        "upload",
        "file=/etc/passwd",
        "run/say",
        "call/say",
        "api/say",
        "component_server",
        "info",
        "queue/joint",
        "proxy=http://x",
    ],
)
async def test_what_the_page_does_not_use_is_shut(path: str) -> None:
    client = a_client(known=True)

    answers = [await client.get(f"/gradio_api/{path}"), await client.post(f"/gradio_api/{path}", json={})]

    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize(
    "path", ["/openapi.json", "/logout", "/login", "/monitoring/summary", "/pwa_icon", "/anything"]
)
async def test_what_gradio_serves_beside_its_api_and_we_do_not_use_is_shut(path: str) -> None:
    assert (await a_client(known=True).get(path)).status_code == 403


@pytest.mark.parametrize("path", ["/config", "/config/"])
async def test_how_the_page_is_made_is_told_only_to_its_own_browsers(path: str) -> None:
    answers = [await client.get(path) for client in (a_client(), a_client(known=True))]

    assert [answer.status_code for answer in answers] == [403, 200]


SESSION = {"session_hash": "s1"}


@pytest.mark.parametrize("first", ["listens", "calls"])
@pytest.mark.parametrize("second", ["listens", "calls"])
async def test_a_session_belongs_to_the_browser_that_named_it_first(first: str, second: str) -> None:
    app = an_app()
    mine, theirs = a_client(app, known=True), a_client(app, known=True)

    async def use(client: httpx.AsyncClient, how: str) -> int:
        if how == "calls":
            return (await client.post(JOIN, json={"data": [], **SESSION})).status_code
        return (await client.get(DATA, params=SESSION)).status_code

    assert [await use(mine, first), await use(theirs, second), await use(mine, second)] == [200, 403, 200]


async def test_what_is_called_arrives_whole_behind_the_guard() -> None:
    words = "x" * 100_000

    answer = await a_client(known=True).post(JOIN, json={"data": [words], **SESSION})

    assert answer.json()["said"] == [words]


async def test_a_call_longer_than_any_page_sends_is_not_let_through() -> None:
    longest = await a_client(known=True).post(JOIN, json={"data": ["x" * 1_100_000], **SESSION})

    assert longest.status_code == 403


COOKIE = BrowserCookie(b"secret")


def an_app() -> Any:
    inner = FastAPI()

    @inner.api_route("/{path:path}", methods=["GET", "POST"])
    async def anything(path: str, request: Request) -> Response:
        try:
            said = json.loads(await request.body() or b"{}")
        except ValueError:
            return Response(status_code=400)
        return JSONResponse({"path": path, "said": said.get("data")})

    return Guard(inner, cookie=COOKIE)


def a_client(app: Any = None, *, known: bool = False, cookie: str | None = None) -> httpx.AsyncClient:
    value = COOKIE.mint() if known else cookie
    cookies = {COOKIE.name: value} if value else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app or an_app()), base_url=HERE, cookies=cookies)
