"""A language model that plays the person: it sees what a person sees, says the next thing, and says when it stops."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from langchain_core.exceptions import ModelError, OutputParserException
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from evals.chat_models.cassettes import short_hash
from evals.checks.record import Spent, Turn
from evals.stories.scenario import Simulate

PROMPT_FILE = Path(__file__).parent / "person_prompt.txt"
LONGEST = 1_000  # characters of one message
TOOL: dict[str, Any] = {
    "name": "next",
    "description": "What you say next, or that you stop.",
    "parameters": {
        "type": "object",
        "properties": {
            "say": {"type": "string"},
            "stop": {"type": "string", "enum": ["done", "give_up"]},
            "why": {"type": "string"},
        },
    },
}


class PersonFailed(Exception):
    """The model that plays the person does not answer, or not with a turn. No fault of the assistant."""


class Move(BaseModel):
    """The person's next step: words, or the end, or last words."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    say: str | None = None
    stop: Literal["done", "give_up"] | None = None
    why: str = ""

    @field_validator("say", "stop", mode="before")
    @classmethod
    def _blank_is_nothing(cls, value: Any) -> Any:
        return value.strip() or None if isinstance(value, str) else value

    @field_validator("why", mode="before")
    @classmethod
    def _null_is_nothing(cls, value: Any) -> Any:
        return value or ""

    @model_validator(mode="after")
    def _one_at_least(self) -> "Move":
        if self.say is None and self.stop is None:
            raise ValueError("neither say nor stop")
        if self.say is not None and len(self.say) > LONGEST:
            raise ValueError(f"say has more than {LONGEST} characters")
        return self


class SimulatedPerson:
    """Plays one conversation. `spent` counts what it cost."""

    def __init__(self, chat: BaseChatModel, part: Simulate, now: datetime, zone: str, *, method: str) -> None:
        asking = chat.with_structured_output(TOOL, method=method, include_raw=True)
        self._ask: Runnable[LanguageModelInput, Any] = asking
        knows = "\n".join(f"- {fact}" for fact in part.knows) or "- nothing else"
        self._prompt = PROMPT_FILE.read_text(encoding="utf-8").format(
            persona=part.persona,
            goal=part.goal,
            knows=knows,
            now=f"{now.astimezone(ZoneInfo(zone)):%A %d %B %Y, %H:%M}",
            zone=zone,
        )
        if method == "json_mode":
            shape = json.dumps(TOOL["parameters"])
            self._prompt += f"\nHere there is no tool: answer with JSON of this schema. {shape}"
        self.spent = Spent()

    async def next(self, talk: list[Turn]) -> Move:
        """What comes next, after these turns.

        Raises:
            PersonFailed: the endpoint does not answer, or answered twice with something that is no turn.
        """
        asked = [SystemMessage(self._prompt), *_seen(talk)]
        complaint: list[BaseMessage] = []
        for _ in range(2):
            raw = await self._answer([*asked, *complaint])
            self.spent = self.spent.plus(raw.usage_metadata)
            try:
                return Move.model_validate(_arguments(raw))
            except ValueError as error:
                reason = _why(error)
                complaint = [HumanMessage(f"(Your last answer could not be used: {reason}. Call the tool again.)")]
        raise PersonFailed(f"answered twice with what is no turn: {reason}")

    async def _answer(self, messages: list[BaseMessage]) -> AIMessage:
        from openai import OpenAIError  # loaded with the chat model

        try:
            answer = await self._ask.ainvoke(messages)
        except ModelError as error:
            raise PersonFailed(f"does not answer ({type(error).__name__})") from error
        except (OpenAIError, ValidationError, OutputParserException):
            return AIMessage("")  # cut off, refused or misshapen: asked for once more
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise PersonFailed("does not answer with a chat completion") from error
        raw = answer["raw"]
        assert isinstance(raw, AIMessage)
        return raw


def prompt_hash() -> str:
    """Of the prompt before a scenario's words are put in."""
    return short_hash(PROMPT_FILE.read_text(encoding="utf-8"))


def _seen(talk: list[Turn]) -> list[BaseMessage]:
    """The conversation from the other side: replies as a person reads them, cards and options in them; no more."""
    messages: list[BaseMessage] = [HumanMessage("(The chat is open. What do you say?)")]
    for turn in talk:
        messages += [AIMessage(turn.text), HumanMessage(turn.reply or "(no answer)")]
    return messages


def _arguments(raw: AIMessage) -> object:
    if raw.tool_calls:
        return raw.tool_calls[0]["args"]
    return json.loads(str(raw.content))


def _why(error: ValueError) -> str:
    """Without the values."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, fault['loc']))} {fault['msg']}".strip() for fault in error.errors()[:3])
    return "there was neither a tool call nor JSON"
