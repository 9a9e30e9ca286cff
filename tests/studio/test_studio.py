"""Studio's way in: the development server, the SDK, the mocked Cal.com; no key and no network."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient

pytestmark = [pytest.mark.studio, pytest.mark.slow]
ROOT = Path(__file__).parent.parent.parent
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
CONTEXT: Any = {"zone": "Europe/Berlin"}


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    """`langgraph dev` in a process of its own, with an empty environment and its own data folder."""
    url = f"http://127.0.0.1:{a_free_port()}"
    command = [str(Path(sys.executable).parent / "langgraph"), "dev", "--no-browser", "--no-reload", "--port"]
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "CALCOM_AGENT_HOME": str(home / "data"),
        "LANGGRAPH_CLI_NO_ANALYTICS": "1",
        "LANGGRAPH_NO_VERSION_CHECK": "true",
    }
    with (home / "log").open("w") as log:
        process = subprocess.Popen([*command, url.rpartition(":")[2]], cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_until_it_answers(url, process, home / "log")
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            httpx.get(f"{url}/about").raise_for_status()
            return
        except httpx.HTTPError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
                break
    raise AssertionError(log.read_text()[-3000:])


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
    assert after[0]["uid"] in done["messages"][-1]["content"]


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
