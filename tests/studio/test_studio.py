"""Studio's way in: the development server, the SDK, the mocked Cal.com; no key and no network."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient

from tests.graph.stories import effects
from tests.studio.running import studio_served
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer

pytestmark = [pytest.mark.studio, pytest.mark.slow, pytest.mark.xdist_group("studio")]
NODES = {
    "parse_intent",
    "resolve_event_type",
    "find_booking",
    "check_slots",
    "list_bookings",
    "confirm",
    "execute",
    "respond",
}
BOOK = "Book an intro call as soon as possible with Zed Zimmer, zed@example.com"
UNLISTED = ("/", "/docs", "/ok", "/info", "/metrics", "/openapi.json", "/mcp", "/mcp/", "/about", "/ui/x", "/nothing")
HELLO_BY_MCP: Any = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "calcom", "arguments": {"messages": [{"role": "user", "content": "hello"}]}},
}
CONTEXT: Any = {"zone": "Europe/Berlin"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    with studio_served(home) as url:
        yield url


async def the_mocks_bookings(url: str, email: str) -> list[dict[str, Any]]:
    """What the mocked Cal.com behind this server holds, by its own state."""
    async with httpx.AsyncClient() as client:
        calcom = (await client.get(f"{url}/about")).json()["calcom"]
        state = (await client.get(f"{calcom}/_mock/state")).json()
    bookings = state["bookings"].values() if isinstance(state["bookings"], dict) else state["bookings"]
    return [booking for booking in bookings if booking["attendees"][0]["email"] == email]


async def at_the_card(client: LangGraphClient, text: str) -> tuple[str, Any]:
    """A thread that waits at the confirmation, and its interrupt."""
    thread = (await client.threads.create())["thread_id"]
    said: dict[str, Any] = {"messages": [{"role": "user", "content": text}]}
    await client.runs.wait(thread, "calcom", input=said, context=CONTEXT)
    state: Any = await client.threads.get_state(thread)
    return thread, state["interrupts"][0]


async def test_the_graph_shows_its_nodes_and_its_settings(server: str) -> None:
    client = get_client(url=server)
    assistant = (await client.assistants.search(graph_id="calcom"))[0]["assistant_id"]

    drawn: Any = await client.assistants.get_graph(assistant)
    schemas: Any = await client.assistants.get_schemas(assistant)

    assert {node["id"] for node in drawn["nodes"]} == NODES | {"__start__", "__end__"}
    assert set(schemas["input_schema"]["properties"]) == {"messages"}
    assert set(schemas["output_schema"]["properties"]) == {"messages", "answer"}
    assert "zone" in schemas["context_schema"]["properties"]
    assert "calcom" not in schemas["context_schema"]["properties"]


async def test_a_booking_waits_for_an_approval_and_then_stands_on_the_mock(server: str) -> None:
    client = get_client(url=server)

    thread, interrupt = await at_the_card(client, BOOK)
    before = await the_mocks_bookings(server, "zed@example.com")
    resume: Any = {"resume": {interrupt["id"]: {"decisions": [{"type": "approve"}]}}}
    done: Any = await client.runs.wait(thread, "calcom", command=resume, context=CONTEXT)
    after = await the_mocks_bookings(server, "zed@example.com")

    card = interrupt["value"]["action_requests"][0]
    assert card["name"] == "book"
    assert interrupt["value"]["review_configs"][0]["allowed_decisions"] == ["approve", "edit", "reject", "respond"]
    assert before == []
    assert len(after) == 1
    assert after[0]["uid"] in str(done["answer"]["outcome"])


async def test_a_client_gets_what_came_of_each_turn_and_nothing_of_the_inner_state(server: str) -> None:
    client = get_client(url=server)
    thread = (await client.threads.create())["thread_id"]

    async def say(text: str) -> Any:
        said: Any = {"messages": [{"role": "user", "content": text}]}
        return await client.runs.wait(thread, "calcom", input=said, context=CONTEXT)

    hello = await say("hello")
    asked = await say(BOOK.replace("zed@", "told@"))
    [interrupt] = asked["__interrupt__"]
    resume: Any = {"resume": {interrupt["id"]: {"decisions": [{"type": "approve"}]}}}
    done: Any = await client.runs.wait(thread, "calcom", command=resume, context=CONTEXT)

    card = interrupt["value"]["action_requests"][0]
    assert set(hello) == {"messages", "answer"}
    assert (hello["answer"]["outcome"], hello["answer"]["card"]) == (None, None)
    assert asked["answer"]["card"] == asked["answer"]["outcome"]["data"] == card["args"]
    assert asked["answer"]["reply"] == card["description"]
    assert card["args"]["rows"][0] == ["Book", "Intro call"]
    assert done["answer"]["outcome"]["status"] == "success"
    assert done["answer"]["card"] is None
    [made] = await the_mocks_bookings(server, "told@example.com")
    assert done["answer"]["outcome"]["data"]["booking"]["uid"] == made["uid"]


async def test_an_edited_card_becomes_a_new_card_and_writes_nothing(server: str) -> None:
    client = get_client(url=server)

    thread, interrupt = await at_the_card(client, BOOK.replace("zed@", "edit@"))
    args = {**interrupt["value"]["action_requests"][0]["args"]}
    args["attendees"] = [{"name": "Yan", "email": "yan@example.com", "time_zone": "Europe/Berlin"}]
    edit: Any = {"type": "edit", "edited_action": {"name": "book", "args": args}}
    await client.runs.wait(
        thread, "calcom", command={"resume": {interrupt["id"]: {"decisions": [edit]}}}, context=CONTEXT
    )
    state: Any = await client.threads.get_state(thread)

    card = state["interrupts"][0]["value"]["action_requests"][0]["args"]
    assert card["attendees"][0]["email"] == "yan@example.com"
    assert card["hash"] != args["hash"]
    assert await the_mocks_bookings(server, "yan@example.com") == []


async def test_the_history_of_a_run_can_be_read(server: str) -> None:
    client = get_client(url=server)

    thread, _ = await at_the_card(client, BOOK.replace("zed@", "history@"))
    history: Any = await client.threads.get_history(thread)

    assert history[0]["next"] == ["confirm"]
    assert len(history) >= 4


async def test_the_server_builds_no_type_that_it_was_not_told_of(server: str, home: Path) -> None:
    client = get_client(url=server)

    thread, _ = await at_the_card(client, BOOK.replace("zed@", "strict@"))
    await client.threads.get_history(thread)

    log = (home / "log").read_text()
    assert "calcom" in log
    assert "unregistered type" not in log


async def test_what_the_server_keeps_of_conversations_can_be_read_by_its_owner_alone(server: str, home: Path) -> None:
    await at_the_card(get_client(url=server), BOOK.replace("zed@", "kept@"))

    kept = [*(home / "checkout" / ".langgraph_api").iterdir(), *(home / "data").rglob("*")]
    open_to_others = {file.name for file in kept if file.is_file() and file.stat().st_mode & 0o077}

    assert len(kept) > 3
    assert open_to_others == set()


def test_every_route_of_the_server_is_behind_the_guard(server: str) -> None:
    spec = httpx.get(f"{server}/openapi.json").json()
    routes = [(method, path) for path, methods in spec["paths"].items() for method in methods]
    routes += [(method, path) for path in UNLISTED for method in ("get", "post", "options")]

    let_in = [
        (method, path, sent)
        for method, path in routes
        for sent in ({"origin": "https://elsewhere.example"}, {"host": "elsewhere.example"})
        if httpx.request(method, server + path.replace("{", "").replace("}", ""), headers=sent).status_code
        not in (400, 403)
    ]

    assert len(routes) > 80
    assert let_in == []


def test_studios_own_page_may_call_and_so_may_what_the_settings_name(tmp_path: Path) -> None:
    with studio_served(tmp_path, CALCOM_AGENT_ORIGINS="http://localhost:3000, https://chat.example") as url:
        told = {
            origin: httpx.post(f"{url}/threads/search", json={}, headers={"origin": origin})
            for origin in ("https://smith.langchain.com", "http://localhost:3000", "https://other.example")
        }
        called = httpx.post(f"{url}/mcp", json=HELLO_BY_MCP, headers={"accept": "application/json"}, timeout=30).json()

    assert [answer.status_code for answer in told.values()] == [200, 200, 403]
    allowed = [answer.headers.get("access-control-allow-origin") for answer in told.values()]
    assert allowed == ["https://smith.langchain.com", "http://localhost:3000", None]
    assert "Hello" in called["result"]["content"][0]["text"]  # the server calls itself, by a name of its own


@pytest.mark.timeout(240)
async def test_a_write_in_doubt_is_looked_after_when_the_server_starts_anew(tmp_path: Path) -> None:
    world = sample_world(lambda: datetime.now(UTC))
    with MockServer(world) as calcom:
        account = {"CALCOM_BASE_URL": calcom.base_url, "CALCOM_API_KEY": calcom.key}
        with studio_served(tmp_path, **account) as url:
            client = get_client(url=url)
            thread, interrupt = await at_the_card(client, BOOK)
            world.faults.script("POST /v2/bookings", "commit_then_drop")
            world.faults.script("GET /v2/bookings", "status", code=401, times=99)
            approve: Any = {"resume": {interrupt["id"]: {"decisions": [{"type": "approve"}]}}}
            await client.runs.wait(thread, "calcom", command=approve, context=CONTEXT)
        before = stages_in(tmp_path)
        world.faults.clear()

        with studio_served(tmp_path, **account):
            after = await until_known(tmp_path)

    assert (before, after) == (["unknown"], ["done"])
    assert effects(world) == ["created"]


async def until_known(home: Path) -> list[str]:
    """The journal's states once none is unknown, or at last as they are."""
    for _ in range(200):
        if "unknown" not in (found := stages_in(home)):
            break
        await asyncio.sleep(0.1)
    return found


def stages_in(home: Path) -> list[str]:
    [file] = (home / "data").rglob("operations.sqlite")
    with closing(sqlite3.connect(file)) as sql:
        return [stage for (stage,) in sql.execute("SELECT state FROM operations")]
