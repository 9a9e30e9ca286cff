"""What a turn tells those who watch it: typed events, and at the end one summary."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import (
    AliasChoices,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, serialize_by_alias=True)


class _Lean(_Event):
    """What is left at its default is left out when it is told."""

    @model_serializer(mode="wrap")
    def _without_defaults(self, tell: SerializerFunctionWrapHandler) -> dict[str, Any]:
        told: dict[str, Any] = tell(self)
        for name, field in type(self).model_fields.items():
            if not field.is_required() and getattr(self, name) == field.get_default(call_default_factory=True):
                told.pop(field.serialization_alias or name, None)
        return told


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


class CardRow(_Event):
    """One line of a card; the label is empty where a line has none. As JSON [label, value], and true when it changed.

    `changed`: not so on the card shown before for the same request; of a move, not so in the booking as it stands.
    """

    label: str
    value: str
    changed: bool = False

    @property
    def text(self) -> str:
        return f"{self.label}: {self.value}" if self.label else self.value

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, told: Any) -> Any:
        is_list = isinstance(told, list | tuple)
        return dict(zip(("label", "value", "changed"), told, strict=False)) if is_list else told

    @model_serializer
    def _as_list(self) -> list[str | bool]:
        return [self.label, self.value, *([True] if self.changed else [])]


class Card(_Lean):
    """What would be done, exactly: as data, and in rows to be drawn. Instants carry the offset of `zone`."""

    action: str
    event_type: str
    start: AwareDatetime
    end: AwareDatetime
    zone: str
    host: Party
    attendees: tuple[Party, ...]  # guests are among them, without a name
    from_start: AwareDatetime | None = Field(
        default=None, validation_alias=AliasChoices("from_start", "from"), serialization_alias="from"
    )
    guests: tuple[str, ...] = ()  # e-mail addresses
    notes: str | None = None
    reason: str | None = None
    answers: dict[str, str] = Field(default_factory=dict)  # to questions of the booking form, by slug
    scope: str | None = None  # of a series or a shared booking: one, following, all
    occurrences: tuple[AwareDatetime, ...] = ()  # of a series: every start that is booked or cancelled
    steps: tuple["Card", ...] = ()  # of "several": each as a card of its own, in the order in which they are done
    notice: str = ""  # what must be said first
    rows: tuple[CardRow, ...]
    question: str
    hash: str

    @property
    def text(self) -> str:
        """The card in words, several lines."""
        return "\n\n".join(filter(None, (self.notice, "\n".join(row.text for row in self.rows), self.question)))

    def as_json(self) -> dict[str, Any]:
        """The form every door gives it out in; `Card.model_validate` reads it back."""
        return self.model_dump(mode="json")


class Option(_Lean):
    """Something offered under a number; `start` when it is a time."""

    n: int
    label: str
    start: AwareDatetime | None = None

    @property
    def text(self) -> str:
        return f"{self.n}. {self.label}"


class BookingShown(_Lean):
    """An existing booking as it is told to programs; instants carry the offset of the person's zone.

    `uid` is a capability: None where it would give somebody else's seat away.
    """

    uid: str | None
    title: str
    event_type_id: int | None
    start: AwareDatetime
    end: AwareDatetime
    status: str
    attendees: tuple[Party, ...]
    event_type: str | None = None  # title, where it is known
    zone: str | None = None
    name: str = ""  # the title without the two sides that Cal.com puts into it
    location: str | None = None  # an address, a link, or Cal.com's name of a video service


class Result(_Event):
    """What came of a turn. The codes and what `data` holds are listed in docs/json.md."""

    status: Literal["success", "error", "pending", "unknown"]
    code: str
    message: str  # the sentence the person reads
    data: dict[str, JsonValue] = Field(default_factory=dict)


_WEIGHT = {"pending": 0, "error": 1, "success": 2, "unknown": 2}


class Answer(_Event):
    """All that a turn tells. `reply` is its whole text; `said` the same without the card and without
    the lines that come again as options or bookings."""

    reply: str
    said: tuple[str, ...] = ()
    card: Card | None = None
    options: tuple[Option, ...] = ()
    outcome: Result | None = None
    bookings: tuple[BookingShown, ...] | None = None  # that were asked for and read out
    lists: bool = False  # `reply` has a line for each of them, which `said` leaves out
    more: int = 0  # further options or bookings that "more" reads out

    def followed_by(self, later: "Answer") -> "Answer":
        """Both pieces of one turn as one: what was written counts before what was refused, that before a question."""
        results = [one.outcome for one in (self, later) if one.outcome]
        return Answer(
            reply="\n\n".join(filter(None, (self.reply, later.reply))),
            said=(*self.said, *later.said),
            card=later.card,
            options=later.options,
            outcome=max(results, key=lambda result: _WEIGHT[result.status], default=None),
            bookings=self.bookings if later.bookings is None else later.bookings,
            lists=self.lists or later.lists,
            more=later.more,
        )

    @model_serializer(mode="wrap")
    def _without_what_is_not_there(self, tell: SerializerFunctionWrapHandler) -> dict[str, Any]:
        told: dict[str, Any] = tell(self)
        if self.bookings is None:
            del told["bookings"]
        for name in ("lists", "more"):
            if not told[name]:
                del told[name]
        return told


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


class Progress(_Event):
    """How far a write is that lets one wait: a sentence for the meantime, no part of the reply."""

    kind: Literal["progress"] = "progress"
    text: str


class TurnDone(Answer):
    """The turn ended: everything it told, and what it cost."""

    kind: Literal["turn_done"] = "turn_done"
    nodes: tuple[str, ...] = ()
    usage: Usage = Usage()


class Said(_Event):
    """One line of a conversation, for showing it again."""

    by: Literal["user", "assistant"]
    text: str
    words: tuple[str, ...] = ()  # of offers: the text without the options' lines
    card: Card | None = None  # when it was one


class Conversation(_Event):
    """A conversation as it stands: what was said, and what is on the table."""

    said: tuple[Said, ...] = ()
    card: Card | None = None
    options: tuple[Option, ...] = ()


class Began(_Event):
    """A turn's first event: it has the conversation to itself from here on, and this is how it stood."""

    kind: Literal["began"] = "began"
    so_far: Conversation


Event = Began | NodeStarted | NodeFinished | CalcomCalled | Progress | Replied | TurnDone
