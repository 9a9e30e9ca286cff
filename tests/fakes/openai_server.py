"""An OpenAI-compatible endpoint on loopback, scripted answer by answer; it keeps what it was asked."""

import asyncio
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

Answer = Callable[[dict[str, Any]], Awaitable[Response]]


@dataclass
class FakeOpenAI:
    """The running server: `base_url` for the client, `requests` as received, `script` still to be answered."""

    base_url: str = ""
    script: list[Answer] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def answers(self, *answers: Answer) -> None:
        """The next answers, in order. When they run out the last one is repeated."""
        self.script[:] = answers


@contextmanager
def openai_server() -> Iterator[FakeOpenAI]:
    """A server on a free port of 127.0.0.1 for as long as the block lasts."""
    fake = FakeOpenAI()

    async def completions(request: Request) -> Response:
        body = await request.json()
        fake.requests.append(body)
        fake.keys.append(request.headers.get("authorization", ""))
        answer = fake.script.pop(0) if len(fake.script) > 1 else fake.script[0]
        return await answer(body)

    app = Starlette(routes=[Route("/v1/chat/completions", completions, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1))
    bound = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([bound])), daemon=True)
    thread.start()
    fake.base_url = f"http://127.0.0.1:{bound.getsockname()[1]}/v1"
    try:
        yield fake
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join(timeout=10)


def by_tool(without: Answer | None = None, **answers: Answer) -> Answer:
    """Several models behind one address, told apart by the tool they are given; `without` gets none."""

    async def answer(request: dict[str, Any]) -> Response:
        tools = [tool["function"]["name"] for tool in request.get("tools", ())]
        chosen = answers.get(tools[0]) if tools else without
        return await (chosen or fails(400))(request)

    return answer


def tool_call(arguments: object, *, usage: bool = True, name: str = "understanding") -> Answer:
    """A good answer: the tool called with these arguments (a string goes out as it is)."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}
    return _message({"content": None, "tool_calls": [call]}, finish="tool_calls", usage=usage)


def says(content: str, *, finish: str = "stop") -> Answer:
    """Plain text: prose, fenced JSON, or a cut-off answer."""
    return _message({"content": content}, finish=finish)


def refuses() -> Answer:
    """The refusal field, as OpenAI fills it."""
    return _message({"content": None, "refusal": "I can't help with that."})


def fails(status: int, **headers: str) -> Answer:
    """An error status with OpenAI's error body; retry_after becomes the header of that name."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: dict[str, Any]) -> Response:
        error = {"error": {"message": f"status {status}", "type": "error", "code": None, "param": None}}
        return JSONResponse(error, status_code=status, headers=sent)

    return answer


def html() -> Answer:
    """A web page with status 200, as a proxy or a wrong address gives."""

    async def answer(_: dict[str, Any]) -> Response:
        return HTMLResponse("<html><body>Welcome</body></html>")

    return answer


def other_json(body: object) -> Answer:
    """JSON with status 200 that is no chat completion."""

    async def answer(_: dict[str, Any]) -> Response:
        return JSONResponse(body)

    return answer


def hangs(seconds: float = 5.0) -> Answer:
    """Takes longer than the client waits."""

    async def answer(_: dict[str, Any]) -> Response:
        await asyncio.sleep(seconds)
        return Response(status_code=503)

    return answer


def _message(message: dict[str, Any], *, finish: str = "stop", usage: bool = True) -> Answer:
    async def answer(request: dict[str, Any]) -> Response:
        body: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": request.get("model", "fake"),
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", **message}}],
        }
        if usage:
            body["usage"] = {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050}
        return JSONResponse(body)

    return answer
