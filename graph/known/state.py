"""What a conversation knows. Frozen: a node reads it and returns an Update; LangGraph writes."""

from enum import StrEnum
from typing import Annotated, Any, cast

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from graph.events import Answer
from graph.known.proposal import Approval, Proposal
from graph.known.request import BookingSeen, Request, Seat
from graph.known.wanted import IsoDate
from graph.understanding.dialogue import FieldSeen, Need
from graph.understanding.interpreter import Usage
from graph.understanding.schema import Act, Scope

KEPT_MESSAGES = 20
# What an assistant's message keeps beside its text, to be drawn from when the conversation is shown again.
CARD, SAID = "card", "said"  # the card as JSON; the paragraphs without the options' lines


def keep_last(old: list[AnyMessage], new: Any) -> list[AnyMessage]:
    """Add messages and keep the last 20, so that a turn costs the same on day 200 as on day 1."""
    merged: Any = add_messages(cast(Any, old), new)
    return list(merged)[-KEPT_MESSAGES:]


def told_so_far(old: Any, new: Any) -> Answer | None:
    """What a turn tells, piece after piece; None begins a new turn. A server may hand either in as plain JSON."""
    if new is None or old is None:
        return new and Answer.model_validate(new)
    return Answer.model_validate(old).followed_by(Answer.model_validate(new))


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class Offer(_Fact):
    """Something to pick: a free time (`start`), an existing booking (`booking`), an event type (`event_type_id`), how
    much of a series or shared booking (`scope`), or one seat of it (`seat`)."""

    n: int
    label: str
    start: AwareDatetime | None = None
    words: str | None = None  # time words that picking stands for, when it is no single start
    booking: BookingSeen | None = None
    event_type_id: int | None = None
    scope: Scope | None = None
    seat: Seat | None = None


class Ask(_Fact):
    """All that is missing, asked for at once; `fields` are questions of the booking form."""

    needs: tuple[Need, ...]
    fields: tuple[FieldSeen, ...] = ()


class Problem(_Fact):
    """Why it cannot be done as said: a stable code, and what the sentence about it needs."""

    code: str
    words: str = ""  # what the person had said, or a name the sentence needs
    start: AwareDatetime | None = None  # the time it is about
    choices: tuple[str, ...] = ()  # closest names, or the answers that would do
    others: tuple[str, ...] = ()  # other kinds of meeting that would do


class OutcomeCode(StrEnum):
    """How a confirmed action ended. `requested` waits for the host; `partial` is the beginning of a series; `unknown`
    is said as unknown."""

    DONE = "done"
    REQUESTED = "requested"
    PARTIAL = "partial"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class Outcome(_Fact):
    """What Cal.com answered to a confirmed action: one structured outcome per action."""

    code: OutcomeCode
    action: str
    proposal: Proposal
    booking: BookingSeen | None = None  # as Cal.com has it now
    bookings: tuple[BookingSeen, ...] = ()  # of a series: all that it was about
    problem: str | None = None  # an error code of tools/errors.py
    differs: tuple[str, ...] = ()  # fields of the answer that are not as confirmed
    sent: int = 0  # of an unknown end: how often the request was sent; 0 when an earlier life of the process sent it
    answered: int | None = None  # of an unknown end: the status of the last answer; None when none came
    found_so: bool = False  # somebody else had done it before: nothing was sent


class Listing(_Fact):
    """Bookings that were asked for; `shown` of them have been read out."""

    bookings: tuple[BookingSeen, ...]
    shown: int  # bookings read out so far
    first: int = 0  # where the page now read out begins
    complete: bool
    what: str  # "upcoming", "past", "cancelled", "unconfirmed"
    day: IsoDate | None = None  # the one day asked about
    when: str | None = None  # the stretch in the person's words
    person: str | None = None
    unmatched: str | None = None  # words of a title that none of them has
    of_guest: bool = False  # only the bookings of a guest at the keyboard: the host may have others
    is_one: bool = False  # only the next one was asked for, or the last one that is over


class Aside(StrEnum):
    """What is answered without touching what is being arranged."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    PAUSE = "pause"
    DROPPED = "dropped"
    NOTHING_TO_DROP = "nothing_to_drop"
    NOTHING_PENDING = "nothing_pending"
    EVENT_TYPES = "event_types"
    LENGTH = "length"
    CANNOT_BLOCK = "cannot_block"
    PROFILE = "profile"
    SETTINGS = "settings"
    SHALL_I = "shall_i"
    STALE = "stale"
    NO_MORE = "no_more"
    MORE_BOOKINGS = "more_bookings"
    NOTHING_TO_UNDO = "nothing_to_undo"
    CANNOT_UNDO = "cannot_undo"
    MODEL_DOWN = "model_down"
    MODEL_CONFUSED = "model_confused"


class State(BaseModel):
    """One conversation. Instants are UTC; the IANA zone travels beside them."""

    model_config = ConfigDict(frozen=True)

    messages: Annotated[list[AnyMessage], keep_last] = Field(default_factory=list)
    turn: int = 0  # counts messages and presses; part of every write token
    edited: Act | None = None  # an edited card, to be handled like a typed change
    unread: str | None = None  # a message that could not be dealt with, for "try again"
    queue: tuple[Act, ...] = ()  # acts of a message still to be handled, one request at a time
    request: Request | None = None  # what is being arranged
    parked: Request | None = None  # set aside unfinished when another was begun; "go on" takes it up again
    look: Request | None = None  # a question about existing bookings; leaves what is being arranged alone
    options: tuple[Offer, ...] = ()  # what is on the table to pick from
    more: tuple[Offer, ...] = ()  # further ones of the same look-up
    ask: Ask | None = None
    problem: Problem | None = None
    notice: str | None = None  # a code said before the card or the offers: "slot_lost", "stale_card"
    aside: Aside | None = None
    aside_words: str = ""
    proposal: Proposal | None = None
    approval: Approval | None = None
    dropped: bool = False
    outcome: Outcome | None = None  # of this turn
    last_outcome: Outcome | None = None  # of the last confirmed action: what "undo" means
    listing: Listing | None = None
    recent: BookingSeen | None = None  # the booking last made, moved or spoken of: what "it" means
    zone: str | None = None  # the person's zone when they told us one in the chat
    spoken_zone: str = "UTC"  # the zone replies of this turn are worded in
    usage: Usage = Usage()  # of this turn
    answer: Annotated[Answer | None, told_so_far] = None  # of this turn, for programs


class Input(TypedDict):
    """What starts a turn."""

    messages: Annotated[list[AnyMessage], keep_last]


class Output(TypedDict):
    """What a client of the served graph gets of a turn; a card that is open is the interrupt's value as well."""

    messages: Annotated[list[AnyMessage], keep_last]
    answer: Annotated[Answer | None, told_so_far]


class Update(TypedDict, total=False):
    """The same fields as State; mypy reads the spelling, because LangGraph drops an unknown key without a word."""

    messages: list[AnyMessage]
    turn: int
    edited: Act | None
    unread: str | None
    queue: tuple[Act, ...]
    request: Request | None
    parked: Request | None
    look: Request | None
    options: tuple[Offer, ...]
    more: tuple[Offer, ...]
    ask: Ask | None
    problem: Problem | None
    notice: str | None
    aside: Aside | None
    aside_words: str
    proposal: Proposal | None
    approval: Approval | None
    dropped: bool
    outcome: Outcome | None
    last_outcome: Outcome | None
    listing: Listing | None
    recent: BookingSeen | None
    zone: str | None
    spoken_zone: str
    usage: Usage
    answer: Answer | None
