"""What stands before the page, over real HTTP messages, with a small application behind it."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

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


async def test_calls_from_a_page_of_another_origin_are_refused() -> None:
    client = a_client(known=True)

    origins = ["https://elsewhere.example", "http://127.0.0.1:9999", "null", HERE]
    answers = [await client.post(JOIN, headers={"origin": origin}) for origin in origins]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 200]


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


async def test_a_second_browser_cannot_listen_to_the_first_ones_session() -> None:
    app = an_app()
    first, second = a_client(app, known=True), a_client(app, known=True)

    answers = [await client.get(DATA, params={"session_hash": "s1"}) for client in (first, second, first)]

    assert [answer.status_code for answer in answers] == [200, 403, 200]


COOKIE = BrowserCookie(b"secret")


def an_app() -> Any:
    inner = FastAPI()

    @inner.api_route("/{path:path}", methods=["GET", "POST"])
    def anything(path: str) -> str:
        return path

    return Guard(inner, cookie=COOKIE)


def a_client(app: Any = None, *, known: bool = False, cookie: str | None = None) -> httpx.AsyncClient:
    value = COOKIE.mint() if known else cookie
    cookies = {COOKIE.name: value} if value else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app or an_app()), base_url=HERE, cookies=cookies)
