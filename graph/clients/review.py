"""The confirmation as LangGraph clients know it: the human-in-the-loop request and its answers, as our types."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class ActionRequest(_Form):
    """One action that awaits a decision; `args` is the card, `description` the same in words."""

    name: str
    args: dict[str, Any]
    description: str


class ReviewConfig(_Form):
    """Which decisions an action accepts."""

    action_name: str
    allowed_decisions: tuple[Literal["approve", "edit", "reject", "respond"], ...] = (
        "approve",
        "edit",
        "reject",
        "respond",
    )


class Review(_Form):
    """The interrupt's value."""

    action_requests: tuple[ActionRequest, ...]
    review_configs: tuple[ReviewConfig, ...]
    card: dict[str, Any] | None = None  # of several steps: the whole of them, as it is shown

    def as_value(self) -> dict[str, Any]:
        """As JSON, without what a single action does not have."""
        return self.model_dump(mode="json", exclude=None if self.card else {"card"})


class Approve(_Form):
    """Do exactly what the card says."""

    type: Literal["approve"]


class EditedAction(_Form):
    """The action with other arguments; those that can't be changed are refused by name (edits.py)."""

    name: str
    args: dict[str, Any]


class Edit(_Form):
    """Change the arguments; leads to a new card, never straight to a write."""

    type: Literal["edit"]
    edited_action: EditedAction


class Reject(_Form):
    """Drop it. The message is kept in the conversation; nothing is read from it."""

    type: Literal["reject"]
    message: str = ""


class Respond(_Form):
    """Free text: a plain yes or no is read as such, anything else is understood like any message."""

    type: Literal["respond"]
    message: str


Decision = Annotated[Approve | Edit | Reject | Respond, Field(discriminator="type")]
