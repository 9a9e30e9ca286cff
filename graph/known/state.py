"""What a conversation knows. Frozen: a node reads it and returns an Update; LangGraph writes."""

from typing import Annotated, Any, cast

from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.graph.message import add_messages
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from graph.events import Answer
from graph.known.proposal import Approval, Proposal
from graph.known.request import BookingSeen, Contact, Request, Seat
from graph.known.saying import Aside, Ask, Asked, Listing, Outcome, Passing, Problem, ReadOut, Saying, Settled, Stuck
from graph.known.steps import Step
from graph.understanding.interpreter import Usage
from graph.understanding.schema import Act, Scope

KEPT_MESSAGES = 20
LONGEST_MESSAGE = 2_000  # characters; more is refused, and no more of it is kept than shows that
PAGE = 5  # options read out at once; of bookings twice as many, and then as many again
# What an assistant's message keeps beside its text, to be drawn from when the conversation is shown again.
CARD, SAID = "card", "said"  # the card as JSON; the paragraphs without the options' lines
PROGRESS = "progress"  # the key under which a node streams a sentence for the meantime


def keep_last(old: list[AnyMessage], new: Any) -> list[AnyMessage]:
    """Add messages and keep the last 20, none too long, so that a turn costs the same on day 200 as on day 1."""
    merged: Any = add_messages(cast(Any, old), new)
    return [_short(message) for message in list(merged)[-KEPT_MESSAGES:]]


def _short(message: AnyMessage) -> AnyMessage:
    """What a person said, cut right after the longest that is read; the node that reads it refuses what is longer."""
    if not isinstance(message, HumanMessage) or len(message.text) <= LONGEST_MESSAGE:
        return message
    collapsed = " ".join(message.text.split())
    return message.model_copy(update={"content": collapsed[: LONGEST_MESSAGE + 1]})


def told_so_far(old: Any, new: Any) -> Answer | None:
    """What a turn tells, piece after piece; None begins a new turn. A server may hand either in as plain JSON."""
    if new is None or old is None:
        return new and Answer.model_validate(new)
    return Answer.model_validate(old).followed_by(Answer.model_validate(new))


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


class Offer(_Fact):
    """Something to pick: a free time (`start`), an existing booking (`booking`), an event type (`event_type_id`), how
    much of a series or shared booking (`scope`), one seat of it (`seat`), somebody (`contact`), or something that the
    assistant would do (`anew`): then a yes takes it as well."""

    n: int
    label: str
    start: AwareDatetime | None = None
    words: str | None = None  # time words that picking stands for, when it is no single start
    booking: BookingSeen | None = None
    event_type_id: int | None = None
    scope: Scope | None = None
    seat: Seat | None = None
    contact: Contact | None = None
    anew: Request | None = None  # what is arranged when it is taken


class State(BaseModel):
    """One conversation. Instants are UTC; the IANA zone travels beside them."""

    model_config = ConfigDict(frozen=True)

    messages: Annotated[list[AnyMessage], keep_last] = Field(default_factory=list)
    account: str = ""  # digest of the server and the account this conversation is about; "": not known yet
    turn: int = 0  # counts messages and presses; part of every write token
    edited: Act | None = None  # an edited card, to be handled like a typed change
    unread: str | None = None  # a message that could not be dealt with, for "try again"
    queue: tuple[Act, ...] = ()  # acts of a message still to be handled, one request at a time
    wishes: tuple[Request, ...] = ()  # requests of a message that wait, ahead of the queue
    pile: tuple[Step, ...] = ()  # what was looked at and waits for one card with what is still to come, or is on it
    left_out: tuple[Problem, ...] = ()  # why a part of what was asked for is not on the card
    going_on: bool = False  # the next wish of the same message comes now
    rest: str = ""  # said behind a yes: read once that is done
    request: Request | None = None  # what is being arranged
    parked: Request | None = None  # set aside unfinished when another was begun; "go on" takes it up again
    look: Request | None = None  # a question about existing bookings; leaves what is being arranged alone
    options: tuple[Offer, ...] = ()  # what is on the table to pick from
    more: tuple[Offer, ...] = ()  # further ones of the same look-up
    said: Saying | None = None  # what this turn says, or left standing
    unused: tuple[str, ...] = ()  # words of this message that nothing came of
    notice: str | None = None  # a code said before the card or the offers: "slot_lost", "stale_card"
    proposal: Proposal | None = None
    approval: Approval | None = None
    last_outcome: Outcome | None = None  # of the last confirmed action: what "undo" means
    doubts: tuple[Outcome, ...] = ()  # confirmed actions whose end is not known yet, oldest first
    checking: Outcome | None = None  # one of them, to be looked at now; nothing is sent for it
    recent: BookingSeen | None = None  # the booking last made, moved or spoken of: what "it" means
    zone: str | None = None  # the person's zone when they told us one in the chat
    spoken_zone: str = "UTC"  # the zone replies of this turn are worded in
    usage: Usage = Usage()  # of this turn
    answer: Annotated[Answer | None, told_so_far] = None  # of this turn, for programs

    @property
    def page(self) -> tuple[Offer, ...]:
        """The options read out last: "the first one" is one of these, although earlier numbers can be picked."""
        return self.options[-PAGE:] if self.notice == "more" else self.options

    @property
    def passing(self) -> Passing | None:
        """What is answered without touching what is being arranged."""
        return self.said if isinstance(self.said, Passing) else None

    @property
    def aside(self) -> Aside | None:
        return self.passing.aside if self.passing else None

    @property
    def dropped(self) -> bool:
        """What was being arranged was given up in this turn."""
        return self.aside is Aside.DROPPED

    def in_passing(self, aside: Aside, words: str = "") -> Passing:
        """Said over what stands, which stays."""
        return Passing(aside=aside, words=words, over=self.standing)

    def stuck(self, problem: Problem) -> Stuck:
        """Why not; what was asked for before still is."""
        return Stuck(problem=problem, ask=self.ask)

    @property
    def standing(self) -> Settled | ReadOut | Stuck | Asked | None:
        """What was said last, answers in passing aside."""
        return self.said.over if isinstance(self.said, Passing) else self.said

    @property
    def outcome(self) -> Outcome | None:
        """How the action ended that was spoken of last."""
        return self.standing.outcome if isinstance(self.standing, Settled) else None

    @property
    def listing(self) -> Listing | None:
        """The list that was read out last."""
        return self.standing.listing if isinstance(self.standing, ReadOut) else None

    @property
    def left_open(self) -> Stuck | Asked | None:
        """What is in the way of what is being arranged, or asked for it; a list read out beside it hides neither."""
        standing = self.standing.over if isinstance(self.standing, ReadOut) else self.standing
        return None if isinstance(standing, Settled) else standing

    @property
    def problem(self) -> Problem | None:
        return self.left_open.problem if isinstance(self.left_open, Stuck) else None

    @property
    def ask(self) -> Ask | None:
        return self.left_open.ask if self.left_open else None


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
    account: str
    turn: int
    edited: Act | None
    unread: str | None
    queue: tuple[Act, ...]
    wishes: tuple[Request, ...]
    pile: tuple[Step, ...]
    left_out: tuple[Problem, ...]
    going_on: bool
    rest: str
    request: Request | None
    parked: Request | None
    look: Request | None
    options: tuple[Offer, ...]
    more: tuple[Offer, ...]
    said: Passing | Settled | ReadOut | Stuck | Asked | None
    unused: tuple[str, ...]
    notice: str | None
    proposal: Proposal | None
    approval: Approval | None
    last_outcome: Outcome | None
    doubts: tuple[Outcome, ...]
    checking: Outcome | None
    recent: BookingSeen | None
    zone: str | None
    spoken_zone: str
    usage: Usage
    answer: Answer | None
