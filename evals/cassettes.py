"""Recorded answers of a chat model, kept at the seam between interpreter and model: a conversation, a file.

A file begins with what it was recorded with; each further line is one answer under the digest of what was asked.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import PrivateAttr

FOLDER = Path(__file__).parent / "cassettes"
_SECRETS = re.compile(r"\b(?:cal_[a-z_]*|sk-)[0-9A-Za-z_-]{8,}")


class StaleCassette(Exception):
    """Nothing was recorded for what was asked. No kind of ValueError, so that nobody takes it for an answer."""


class Tape:
    """One conversation's file."""

    def __init__(self, path: Path, prompt_hash: str, model: str) -> None:
        self.path, self._prompt_hash, self._model = path, prompt_hash, model
        self._answers: dict[str, dict[str, Any]] = {}
        self._asked: Counter[str] = Counter()
        self.recorded_prompt = prompt_hash
        if path.exists():
            head, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            self.recorded_prompt = head["prompt"]
            self._answers = {line["key"]: line["answer"] for line in lines}

    def next_key(self, digest: str) -> str:
        """What was asked, and for the how-manieth time."""
        self._asked[digest] += 1
        return f"{digest}#{self._asked[digest]}"

    def find(self, key: str) -> AIMessage | None:
        """The recorded answer."""
        kept = self._answers.get(key)
        return AIMessage(**kept) if kept is not None and self.recorded_prompt == self._prompt_hash else None

    def keep(self, key: str, answer: AIMessage) -> None:
        """Record an answer, without secrets. What was recorded with another prompt is thrown away first."""
        if self.recorded_prompt != self._prompt_hash:
            self._answers, self.recorded_prompt = {}, self._prompt_hash
        facts = answer.model_dump(include={"content", "tool_calls", "invalid_tool_calls", "usage_metadata"})
        facts["response_metadata"] = {"finish_reason": answer.response_metadata.get("finish_reason")}
        self._answers[key] = json.loads(_SECRETS.sub("[key]", json.dumps(facts)))
        self._write()

    def miss(self) -> StaleCassette:
        """Why there is no answer, in one sentence."""
        if not self.path.exists():
            return StaleCassette(f"nothing is recorded in {self.path.name}")
        if self.recorded_prompt != self._prompt_hash:
            return StaleCassette(f"recorded with prompt {self.recorded_prompt}, which now is {self._prompt_hash}")
        return StaleCassette(f"{self.path.name} has no answer to this question: the talk went another way")

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        head = {"model": self._model, "prompt": self.recorded_prompt}
        lines = [{"key": key, "answer": answer} for key, answer in self._answers.items()]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *lines))
        self.path.write_text(text, encoding="utf-8")


class TapedChat(BaseChatModel):
    """A chat model that answers from a tape, and with `inner` asks for what is missing."""

    inner: BaseChatModel | None = None
    _tape: Tape = PrivateAttr()

    def __init__(self, tape: Tape, inner: BaseChatModel | None = None) -> None:
        super().__init__(inner=inner)
        self._tape = tape

    @property
    def _llm_type(self) -> str:
        return "taped"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Tools become part of what was asked."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], tool_choice=tool_choice)

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError("conversations are played asynchronously")

    async def _agenerate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        asked = {"tools": kwargs.get("tools"), "tool_choice": kwargs.get("tool_choice")}
        key = self._tape.next_key(digest(messages, asked))
        answer = self._tape.find(key)
        if answer is None:
            answer = await self._ask(messages, kwargs)
            self._tape.keep(key, answer)
        return ChatResult(generations=[ChatGeneration(message=answer)])

    async def _ask(self, messages: list[BaseMessage], kwargs: dict[str, Any]) -> AIMessage:
        if self.inner is None:
            raise self._tape.miss()
        bound = self.inner.bind_tools(kwargs["tools"], tool_choice=kwargs.get("tool_choice"))
        answer = await bound.ainvoke(messages)
        assert isinstance(answer, AIMessage)
        return answer


def digest(messages: list[BaseMessage], asked: dict[str, Any]) -> str:
    """Of what was said and offered; ids and provider's metadata do not count."""
    said = [[message.type, message.content] for message in messages]
    return hashlib.sha256(json.dumps([said, asked], sort_keys=True, default=str).encode()).hexdigest()[:24]
