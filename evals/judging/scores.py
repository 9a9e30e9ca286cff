"""What a language model thinks of a conversation: for information, never a gate."""

from pydantic import BaseModel, ConfigDict


class Score(BaseModel):
    """One question's answer, 0 to 1; None when there is none, and the reason says why."""

    model_config = ConfigDict(frozen=True)

    metric: str
    score: float | None
    reason: str = ""
