"""The served page over raw HTTP: every handler can be called by anybody, so every one must bear it."""

import json

import httpx
import pytest

from tests.ui.running import Served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("serving")]
JUNK: list[object] = [None, 7, "junk", [{"role": "user"}], {"path": "/etc/passwd"}]


@pytest.fixture
def client(page_server: Served) -> httpx.Client:
    client = httpx.Client(base_url=page_server.address)
    client.get("/")
    return client


def test_another_host_name_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_without_a_cookie_no_handler_is_reached(client: httpx.Client) -> None:
    handlers = client.get("/config").json()["dependencies"]

    client.cookies.clear()
    answers = [join(client, handler["id"], []) for handler in handlers]

    assert len(handlers) > 8
    assert {answer.status_code for answer in answers} == {403}


def test_no_handler_is_listed_as_an_api(client: httpx.Client) -> None:
    config = client.get("/config").json()

    assert {handler["api_visibility"] for handler in config["dependencies"]} == {"private"}
    assert client.get("/gradio_api/info").status_code == 403


def test_junk_for_any_handler_is_answered_without_a_trace(page_server: Served, client: httpx.Client) -> None:
    before = page_server.written()

    told = [
        outcome(client, handler["id"], [junk] * len(handler["inputs"]))
        for handler in client.get("/config").json()["dependencies"]
        for junk in JUNK
    ]

    assert told
    assert not any("Traceback" in text or "ui/" in text or "site-packages" in text for text in told)
    assert page_server.written() == before


def join(client: httpx.Client, handler: int, values: list[object]) -> httpx.Response:
    body = {"data": values, "fn_index": handler, "session_hash": "raw", "event_data": None}
    return client.post("/gradio_api/queue/join", json=body)


def outcome(client: httpx.Client, handler: int, values: list[object]) -> str:
    """Everything the page would be told about one call."""
    joined = join(client, handler, values)
    if joined.status_code != 200:
        return joined.text
    told = []
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "raw"}) as stream:
        for line in stream.iter_lines():
            told.append(line)
            if line.startswith("data:") and json.loads(line[5:])["msg"] in ("process_completed", "close_stream"):
                break
    return "\n".join(told)
