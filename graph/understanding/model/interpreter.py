"""The language model as an interpreter: one call a message, one more to re-ask, and a named error for every failure."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from langchain_core.exceptions import ModelError, OutputParserException
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable
from pydantic import SecretStr, ValidationError

from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Reading, Usage
from graph.understanding.model.prompt import dialogue_json, tool_schema
from graph.understanding.plain import without_model
from graph.understanding.schema import Understanding
from tools.errors import ModelUnavailable, NotUnderstood
from tools.masking import masked_within

__all__ = ["Method", "ModelInterpreter", "open_model", "without_model"]

Method = Literal["function_calling", "json_schema", "json_mode"]

# In a checkout it lies in the root, in an installed package beside this file (setup.py).
_INSTALLED = Path(__file__).with_name("system_prompt.txt")
PROMPT_FILE = _INSTALLED if _INSTALLED.exists() else Path(__file__).parents[3] / _INSTALLED.name
_FENCE = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.S)


def open_model(
    *,
    api_key: SecretStr,
    base_url: str | None = None,
    model: str = "gpt-4.1-mini",
    method: Method = "function_calling",
    timeout: float = 15.0,
    max_retries: int = 1,
    names_only: bool = False,
) -> "ModelInterpreter":
    """An interpreter on an OpenAI-compatible endpoint. Nothing is sent yet.

    Args:
        timeout: seconds for one attempt; a call takes at most (max_retries + 1) times as long, plus a short wait.
        method: how the answer is asked for; json_mode is for endpoints without tools and without schemas.
        names_only: send no e-mail address but those that a message has.
    """
    from langchain_openai import ChatOpenAI  # takes a second or two to import, so only when a model is used
    from openai import DefaultAsyncHttpxClient

    chat = ChatOpenAI(
        model=model,
        api_key=api_key,
        base_url=base_url,
        timeout=timeout,
        max_retries=max_retries,
        use_responses_api=False,
        http_async_client=DefaultAsyncHttpxClient(),  # the default one is shared by all, and dies with its event loop
    )
    return ModelInterpreter(chat, method, secrets=[api_key.get_secret_value()], names_only=names_only)


class _Unusable(Exception):
    """An answer came that is no understanding; the text says why, for the re-ask."""


class ModelInterpreter:
    """Asks a chat model what a message means. What it returns is data, checked against the schema."""

    name = "model"

    def __init__(
        self,
        chat: BaseChatModel,
        method: Method = "function_calling",
        *,
        secrets: Sequence[str] = (),
        names_only: bool = False,
    ) -> None:
        """`secrets` are taken out of whatever the model answers, as are keys of a common form."""
        self._secrets, self._names_only = secrets, names_only
        self._prompt = PROMPT_FILE.read_text(encoding="utf-8").strip()
        schema = tool_schema()
        if method == "json_mode":
            shape = json.dumps(schema["parameters"], separators=(",", ":"))
            self._prompt += f"\n\nHere there is no tool: answer with JSON of this schema. {shape}"
        self._ask: Runnable[LanguageModelInput, Any] = chat.with_structured_output(
            schema, method=method, include_raw=True
        )

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """Read one message.

        Raises:
            ModelUnavailable: the endpoint did not answer, refused the request, or its answer is no chat completion.
            NotUnderstood: it answered twice with something that is no understanding.
        """
        asked = dialogue_json(message, dialogue, names_only=self._names_only)
        usage = Usage()
        complaint = ""
        for _ in range(2):
            raw = await self._answer([SystemMessage(self._prompt), HumanMessage(asked + complaint)])
            usage += _cost(raw)
            try:
                return Reading(understanding=_read(raw, self._secrets), usage=usage)
            except _Unusable as why:
                complaint = f"\n\nYour last answer could not be used ({why}). Answer again, with the tool's schema."
                reason = str(why)
        raise NotUnderstood(reason)

    async def _answer(self, messages: list[BaseMessage]) -> AIMessage:
        """One call; transport errors and answers that are no chat completion become ModelUnavailable."""
        from openai import OpenAIError  # loaded with the chat model

        try:
            answer = await self._ask.ainvoke(messages)
        except ModelError as error:
            raise ModelUnavailable(type(error).__name__, status=getattr(error, "status_code", None)) from error
        except (OpenAIError, ValidationError, OutputParserException) as error:
            # cut off, refused or misshapen under json_schema; tool arguments that are no object
            return AIMessage("", response_metadata={"finish_reason": type(error).__name__})
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            # HTML with status 200, a body without choices
            raise ModelUnavailable("the endpoint's answer is no chat completion") from error
        raw = answer["raw"]
        assert isinstance(raw, AIMessage)
        return raw


def _read(raw: AIMessage, secrets: Sequence[str]) -> Understanding:
    """The understanding in an answer, from the tool call or from JSON in the text."""
    if raw.additional_kwargs.get("refusal"):
        raise _Unusable("it was a refusal")
    finish = raw.response_metadata.get("finish_reason")
    if finish not in (None, "stop", "tool_calls", "function_call"):
        raise _Unusable(f"it ended early: {finish}")
    try:
        return Understanding.model_validate(masked_within(_without_nulls(_arguments(raw)), secrets))
    except ValidationError as error:
        raise _Unusable(_first_errors(error)) from error


def _arguments(raw: AIMessage) -> object:
    if raw.tool_calls:
        return raw.tool_calls[0]["args"]
    if raw.invalid_tool_calls:
        raise _Unusable("the tool's arguments were no JSON")
    text = str(raw.content).strip()
    fenced = _FENCE.search(text)
    try:
        return json.loads(fenced[1] if fenced else text)
    except json.JSONDecodeError:
        raise _Unusable("there was neither a tool call nor JSON") from None


def _without_nulls(value: object) -> object:
    """Some models fill every field with null or ""; what was not said is left out."""
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part is not None and part != ""}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


def _first_errors(error: ValidationError) -> str:
    """Where and what, without the values: they may hold names."""
    details = error.errors(include_input=False, include_url=False)[:3]
    return "; ".join(f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in details)


def _cost(raw: AIMessage) -> Usage:
    tokens = raw.usage_metadata
    return Usage(
        model_calls=1,
        prompt_tokens=tokens["input_tokens"] if tokens else 0,
        completion_tokens=tokens["output_tokens"] if tokens else 0,
    )
