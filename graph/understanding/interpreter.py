"""The seam between a message and its meaning: the model and the offline interpreter both stand behind it."""

from typing import Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from graph.understanding.dialogue import Dialogue
from graph.understanding.schema import Understanding


class Usage(BaseModel):
    """What one interpretation cost; tokens are 0 when the endpoint does not say."""

    model_config = ConfigDict(frozen=True)

    model_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            model_calls=self.model_calls + other.model_calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


class Reading(BaseModel):
    """An understanding and its cost."""

    model_config = ConfigDict(frozen=True)

    understanding: Understanding
    usage: Usage = Usage()


@runtime_checkable
class Interpreter(Protocol):
    """Turns a message into acts. Never writes, never decides, never computes a date."""

    name: str  # "offline" or "model"; shown to the person

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """Read one message.

        Raises:
            ModelUnavailable: the endpoint did not answer usefully (model only).
            NotUnderstood: it answered twice with something that is no understanding (model only).
        """
        ...
