"""A chat model on an OpenAI-compatible endpoint, asked word for word as ever, whose answers can come from a tape."""

import json
from typing import Any, Self

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr, SecretStr

from evals.chat_models.cassettes import Tape, digest, scrubbed
from evals.chat_models.endpoints import Endpoint

_ASKED = ("tools", "tool_choice", "response_format")


class TapedChat(BaseChatModel):
    """Put before a chat model's class: asks it only for what the tape lacks. What looks like a key is cut out."""

    _tape: Tape | None = PrivateAttr(default=None)
    _asks: bool = PrivateAttr(default=True)
    _key: str = PrivateAttr(default="")

    def on(self, tape: Tape | None) -> Self:
        """The same model, client and all, with another tape."""
        copy = self.model_copy()
        copy._tape = tape
        return copy

    async def _agenerate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        if self._tape is None:
            return _result(await self._ask(messages, stop, run_manager, **kwargs))
        key = self._tape.next_key(digest(messages, {name: kwargs.get(name) for name in _ASKED}))
        answer = self._tape.find(key)
        if answer is None:
            if not self._asks:
                raise self._tape.miss()
            answer = await self._ask(messages, stop, run_manager, **kwargs)
            self._tape.keep(key, answer)
        return _result(answer)

    async def _ask(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> AIMessage:
        [generation] = (await super()._agenerate(messages, *args, **kwargs)).generations
        answer = generation.message
        assert isinstance(answer, AIMessage)
        # A parsed object is left out: nobody reads it, and it may not survive JSON.
        said = {name: value for name, value in answer.additional_kwargs.items() if name == "refusal"}
        # Why it ended is beside the message until the caller of this method puts it there.
        ended = {**answer.response_metadata, **(generation.generation_info or {})}
        update = {"additional_kwargs": said, "response_metadata": ended}
        told = answer.model_copy(update=update).model_dump(mode="json")
        return AIMessage.model_validate(json.loads(scrubbed(json.dumps(told), self._key)))


def open_chat(endpoint: Endpoint, *, asks: bool, timeout: float = 30.0) -> TapedChat:
    """A chat on this endpoint; nothing is sent yet, and without `asks` nothing ever is.

    Args:
        timeout: seconds for one attempt, of which there are two.
    """
    from langchain_openai import ChatOpenAI  # takes a second or two to import, so only when a model plays
    from openai import DefaultAsyncHttpxClient

    class TapedOpenAI(TapedChat, ChatOpenAI):
        """ChatOpenAI with a tape before it."""

    key = endpoint.api_key if asks and endpoint.api_key else SecretStr("none")
    chat = TapedOpenAI(
        model=endpoint.model,
        api_key=key,
        base_url=endpoint.base_url,
        timeout=timeout,
        max_retries=1,
        use_responses_api=False,
        disable_streaming=True,
        http_async_client=DefaultAsyncHttpxClient(),  # the default one is shared by all, and dies with its event loop
    )
    chat._asks, chat._key = asks, key.get_secret_value() if asks else ""
    return chat


def _result(answer: AIMessage) -> ChatResult:
    return ChatResult(generations=[ChatGeneration(message=answer)])
