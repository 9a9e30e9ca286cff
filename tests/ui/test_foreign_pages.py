"""A page of another site, open in the same real browser: of no server of ours can it read or do anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route

from tests.slices import sliced
from tests.studio.running import studio_served
from tests.ui.running import a_browser, served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("foreign pages")]

KINDS = ("page", "mock", "studio")
WAYS = ("another port", "another site", "a name turned to us")
ELSEWHERE = "elsewhere.example"
TRUSTING = "--disable-features=LocalNetworkAccessChecks"  # other browsers do not ask before a site calls this machine
ASKING = {"messages": [{"role": "user", "content": "what do I have next week?"}]}
RUN = {"assistant_id": "calcom", "input": ASKING, "context": {"zone": "Europe/Berlin"}}
JOIN = {"data": ["what do I have next week?"], "fn_index": 0, "session_hash": "theirs", "event_data": None}
BOOKING = {
    "event_type": "intro",
    "start": "2026-12-01T09:00:00Z",
    "attendee": {"name": "Eve Else", "email": "eve@example.com", "timeZone": "Europe/Berlin"},
}
READS = {
    "page": ["/", "/config", "/gradio_api/app_id", "/gradio_api/queue/data?session_hash=theirs"],
    "mock": ["/_mock/state", "/_mock/journal", "/_mock/week", "/v2/slots?eventTypeId=1", "/"],
    "studio": ["/about", "/docs", "/openapi.json", "/info", "/ok", "/mcp"],
}
WRITES: dict[str, list[tuple[str, Any]]] = {
    "page": [(f"/gradio_api/queue/join?{number}", {**JOIN, "fn_index": number}) for number in range(12)],
    "mock": [
        ("/_mock/seed", {"bookings": [BOOKING]}),
        ("/_mock/faults", {"route": "*", "kind": "500"}),
        ("/_mock/clock", {"advance_s": 60}),
    ],
    "studio": [("/threads", {}), ("/runs/wait", RUN), ("/runs/stream", RUN), ("/runs", RUN), ("/threads/search", {})],
}
# Everything a page can try; answers with what it could read.
TRIES = """async ({target, reads, writes}) => {
    const read = [];
    const soon = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 3000))]);
    const note = (how, path) => read.push(`${how} ${path}`);
    const get = (path, options) => fetch(target + path, options).then(async (answer) => {
        const text = await answer.text();
        if (answer.ok && text) note(options.mode, path);
    }).catch(() => {});
    for (const path of reads) {
        await soon(get(path, {mode: "cors", credentials: "include"}));
        await soon(get(path, {mode: "no-cors", credentials: "include"}));
        await soon(new Promise((done) => {
            const source = new EventSource(target + path, {withCredentials: true});
            source.onopen = () => { note("stream", path); done(); };
            source.onerror = () => { source.close(); done(); };
        }));
        for (const tag of ["img", "script", "iframe"]) {
            await soon(new Promise((done) => {
                const element = document.createElement(tag);
                element.onload = () => { if (tag !== "iframe") note(tag, path); done(); };
                element.onerror = done;
                element.src = target + path;
                document.body.append(element);
            }));
        }
        await soon(new Promise((done) => {
            const socket = new WebSocket(target.replace("http", "ws") + path);
            socket.onopen = () => { note("socket", path); done(); };
            socket.onerror = done;
        }));
    }
    for (const [path, content] of writes) {
        const body = JSON.stringify(content);
        for (const type of ["text/plain", "application/json"]) {
            const post = {method: "POST", credentials: "include", body, headers: {"content-type": type}};
            for (const mode of ["cors", "no-cors"]) await soon(get(path, {...post, mode}));
        }
        navigator.sendBeacon(target + path, body);
        const [frame, form, field] = ["iframe", "form", "input"].map((tag) => document.createElement(tag));
        frame.name = form.target = `frame${Math.random()}`;
        Object.assign(form, {method: "POST", enctype: "text/plain", action: target + path});
        Object.assign(field, {name: body.slice(0, -1) + ', "more": "', value: '"}'});
        form.append(field);
        document.body.append(frame, form);
        await soon(new Promise((done) => { frame.onload = done; form.submit(); }));
    }
    return read;
}"""


@dataclass(frozen=True)
class Target:
    """A running server of ours, the calendar behind it, and what else it holds."""

    kind: str
    address: str
    calcom: str

    def holds(self) -> list[Any]:
        """What a stranger must not be able to change, as programs on this machine see it."""
        entries = httpx.get(f"{self.calcom}/_mock/journal").json()["entries"]
        calls = [entry for entry in entries if entry.get("method") != "GET"]  # our own page may look at any time
        state = httpx.get(f"{self.calcom}/_mock/state").json()
        faults = httpx.get(f"{self.calcom}/_mock/faults").json()
        threads = httpx.post(f"{self.address}/threads/search", json={}).json() if self.kind == "studio" else []
        return [calls, state["bookings"], faults, threads]


@pytest.fixture(scope="module", params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "studio":
        with studio_served(home) as address:
            yield Target("studio", address, httpx.get(f"{address}/about").json()["calcom"])
        return
    with served(home) as page:
        yield Target(request.param, page.calcom if request.param == "mock" else page.address, page.calcom)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", sliced(WAYS, quick=0, slow=1))
async def test_a_foreign_page_reads_nothing_and_does_nothing(target: Target, way: str) -> None:
    port = int(target.address.rpartition(":")[2])

    async with a_browser(f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1", TRUSTING) as browser:
        page = await (await browser.new_context()).new_page()
        await page.goto(target.address)  # as its person does: a cookie, if there is one, is this browser's now
        await page.wait_for_load_state("networkidle")
        before = target.holds()
        with a_foreign_site() as foreign:
            aim = await open_foreign_page(page, way, foreign, port)
            wanted = {"target": aim, "reads": READS[target.kind], "writes": WRITES[target.kind]}
            read = await page.evaluate(TRIES, wanted)

    assert read == []
    assert target.holds() == before


async def open_foreign_page(page: Page, way: str, foreign: int, port: int) -> str:
    """Open the stranger's page; answers with the address at which it will try our server."""
    if way == "a name turned to us":  # the stranger's name first led to the stranger, and now leads here
        aim = f"http://{ELSEWHERE}:{port}"
        await page.route(f"{aim}/stranger", answer_as_the_stranger)
        await page.goto(f"{aim}/stranger")
        return aim
    await page.goto(f"http://{ELSEWHERE if way == 'another site' else '127.0.0.1'}:{foreign}/")
    return f"http://127.0.0.1:{port}"


async def answer_as_the_stranger(route: Route) -> None:
    await route.fulfill(body="<body>Hello</body>", content_type="text/html")


@contextmanager
def a_foreign_site() -> Iterator[int]:
    """Somebody else's web server on this machine; its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True).start()
    yield server.server_port
    server.shutdown()


class Stranger(BaseHTTPRequestHandler):
    """A web server with one page and no rules."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<body>Hello</body>")

    def log_message(self, *_: object) -> None:
        """Says nothing."""
