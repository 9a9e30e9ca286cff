"""A small OpenAI-compatible endpoint on loopback that always calls the tool, and says what the prompt cost."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from evals.bench.cost.tokens import Counter
from graph.understanding.model.interpreter import ModelInterpreter, open_model


@dataclass
class FakeModel:
    """The running endpoint: what it answers, and every request it was sent."""

    counter: Counter
    arguments: dict[str, Any]  # of the tool call
    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)

    def interpreter(self) -> ModelInterpreter:
        """Our interpreter on this endpoint, as a person with a key would have it."""
        return open_model(api_key=SecretStr("no-key-is-needed"), base_url=self.base_url)

    async def answer(self, request: Request) -> JSONResponse:
        """One chat completion: a call of the only tool there is."""
        body = await request.json()
        self.requests.append(body)
        function = {"name": body["tools"][0]["function"]["name"], "arguments": json.dumps(self.arguments)}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
        }
        prompt, completion = self.counter.of_request(body), self.counter.count(function["arguments"])
        usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
        choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
        head = {"id": "chatcmpl-bench", "object": "chat.completion", "created": 1, "model": body["model"]}
        return JSONResponse({**head, "choices": [choice], "usage": usage})


@asynccontextmanager
async def a_fake_model(counter: Counter, arguments: dict[str, Any]) -> AsyncIterator[FakeModel]:
    """The endpoint on a free port of 127.0.0.1 while the block lasts."""
    fake = FakeModel(counter, arguments)
    app = Starlette(routes=[Route("/v1/chat/completions", fake.answer, methods=["POST"])])
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        fake.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield fake
        finally:
            server.should_exit = True
            await task
