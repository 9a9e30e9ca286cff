"""Recorded answers of a chat model, kept at the seam to the model: a conversation, a file.

A file begins with what it was recorded with; each further line is one answer under the digest of what was asked.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

FOLDER = Path(__file__).parents[1] / "cassettes"
_SECRETS = re.compile(r"\b(?:cal_[a-z_]*|sk-)[0-9A-Za-z_-]{8,}|\bBearer\s+[0-9A-Za-z._-]{8,}")


class StaleCassette(Exception):
    """Nothing was recorded for what was asked. No kind of ValueError, so that nobody takes it for an answer."""


@dataclass(frozen=True)
class Source:
    """What answers depend on: the model, and digests of the prompt and of the tool's schema."""

    model: str
    prompt: str
    schema: str = ""


class Tape:
    """One conversation's file."""

    def __init__(self, path: Path, source: Source) -> None:
        self.path, self._source = path, source
        self._answers: dict[str, dict[str, Any]] = {}
        self._asked: Counter[str] = Counter()
        self._recorded, self._date = source, f"{datetime.now(UTC):%Y-%m-%d}"
        if path.exists():
            head, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            self._date = head.pop("date")
            self._recorded = Source(**head)
            self._answers = {line["key"]: line["answer"] for line in lines}

    def next_key(self, digest: str) -> str:
        """What was asked, and for the how-manieth time."""
        self._asked[digest] += 1
        return f"{digest}#{self._asked[digest]}"

    def find(self, key: str) -> AIMessage | None:
        """The recorded answer."""
        kept = self._answers.get(key)
        return AIMessage(**kept) if kept is not None and self._recorded == self._source else None

    def keep(self, key: str, answer: AIMessage) -> None:
        """Record an answer. What was recorded with another prompt, schema or model is thrown away first."""
        if self._recorded != self._source:
            self._answers, self._recorded = {}, self._source
        self._date = f"{datetime.now(UTC):%Y-%m-%d}"
        facts = answer.model_dump(include={"content", "tool_calls", "invalid_tool_calls", "usage_metadata"})
        facts["response_metadata"] = {"finish_reason": answer.response_metadata.get("finish_reason")}
        if refusal := answer.additional_kwargs.get("refusal"):
            facts["additional_kwargs"] = {"refusal": refusal}
        self._answers[key] = json.loads(json.dumps(facts))
        self._write()

    def miss(self) -> StaleCassette:
        """Why there is no answer, in one sentence."""
        if not self.path.exists():
            return StaleCassette(f"nothing is recorded in {self.path.name}")
        for what, before, now in (
            ("system prompt", self._recorded.prompt, self._source.prompt),
            ("tool schema", self._recorded.schema, self._source.schema),
            ("model", self._recorded.model, self._source.model),
        ):
            if before != now:
                return StaleCassette(f"recorded on {self._date} with {what} {before}, which now is {now}")
        return StaleCassette(f"{self.path.name} has no answer to this question: the talk went another way")

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        head = {**asdict(self._recorded), "date": self._date}
        lines = [{"key": key, "answer": answer} for key, answer in self._answers.items()]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *lines))
        self.path.write_text(text, encoding="utf-8")


def scrubbed(text: str, key: str = "") -> str:
    """The text without what looks like a key, and without this one."""
    return _SECRETS.sub("[key]", text.replace(key, "[key]") if key else text)


def digest(messages: list[BaseMessage], asked: dict[str, Any]) -> str:
    """Of what was said and offered; ids and provider's metadata do not count."""
    said = [[message.type, message.content] for message in messages]
    return short_hash(json.dumps([said, asked], sort_keys=True, default=str), 24)


def short_hash(text: str, length: int = 12) -> str:
    """The beginning of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]
