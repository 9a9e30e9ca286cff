"""What a turn tells those who watch it: typed events, and at the end one summary."""

from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)


class Button(StrEnum):
    """What can be pressed under a card."""

    CONFIRM = "confirm"
    CHANGE = "change"
    CANCEL = "cancel"


class Party(_Event):
    """One side of a booking. `time_zone` is IANA."""

    name: str
    email: str
    time_zone: str


class Card(_Event):
    """What would be done, exactly; instants carry the offset of `zone`."""

    action: str
    event_type: str
    start: AwareDatetime
    end: AwareDatetime
    zone: str
    host: Party
    attendees: tuple[Party, ...]
    from_start: AwareDatetime | None = None
    scope: str | None = None  # of a series or a shared booking: one, following, all
    occurrences: tuple[AwareDatetime, ...] = ()  # of a series: every start that is booked or cancelled
    hash: str
    text: str  # the card in words, several lines

    def as_json(self) -> dict[str, object]:
        """The form `calcom-agent chat --json` prints."""
        left_out = {"from_start", "text"} | ({"scope"} if self.scope is None else set())
        card = self.model_dump(mode="json", exclude=left_out | (set() if self.occurrences else {"occurrences"}))
        if self.from_start:
            card["from"] = self.model_dump(mode="json", include={"from_start"})["from_start"]
        return card


class Option(_Event):
    """Something offered under a number; `start` when it is a time."""

    n: int
    label: str
    start: AwareDatetime | None = None


class Usage(_Event):
    """What a turn cost."""

    model_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calcom_calls: int = 0


class NodeStarted(_Event):
    """A node of the graph began."""

    kind: Literal["node_started"] = "node_started"
    node: str


class NodeFinished(_Event):
    """A node of the graph ended; milliseconds as seen from outside, checkpoint included."""

    kind: Literal["node_finished"] = "node_finished"
    node: str
    milliseconds: float


class CalcomCalled(_Event):
    """A request to Cal.com ended; status None when no answer came."""

    kind: Literal["calcom_called"] = "calcom_called"
    operation: str
    status: int | None
    milliseconds: float


class Replied(_Event):
    """A piece of the reply: the turn's text so far is all pieces joined by blank lines."""

    kind: Literal["replied"] = "replied"
    text: str


class TurnDone(_Event):
    """The turn ended: everything the person sees, and what it cost."""

    kind: Literal["turn_done"] = "turn_done"
    reply: str
    card: Card | None = None
    options: tuple[Option, ...] = ()
    nodes: tuple[str, ...] = ()
    usage: Usage = Usage()


Event = NodeStarted | NodeFinished | CalcomCalled | Replied | TurnDone


class Said(_Event):
    """One line of a conversation, for showing it again."""

    by: Literal["user", "assistant"]
    text: str


class Conversation(_Event):
    """A conversation as it stands: what was said, and what is on the table."""

    said: tuple[Said, ...] = ()
    card: Card | None = None
    options: tuple[Option, ...] = ()
