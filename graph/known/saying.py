"""What a turn says: an answer in passing, how an action ended, a list, why not, or a question. One value of a kind."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.known.proposal import Proposal
from graph.known.request import BookingSeen
from graph.known.wanted import IsoDate
from graph.understanding.dialogue import FieldSeen, Need
from graph.understanding.schema import Wants
from tools.errors import SchedulingError


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


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
    part: str | None = None  # of Cal.com, that failed: "bookings"
    version: str | None = None  # the cal-api-version that was sent
    status: int | None = None  # the HTTP status of the answer; None when none came

    @classmethod
    def of(cls, error: SchedulingError) -> Problem:
        """What the sentence about an error needs."""
        return cls(code=error.code, part=error.part, version=error.version, status=error.status)


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
    version: str | None = None  # the cal-api-version that was sent
    differs: tuple[str, ...] = ()  # fields of the answer that are not as confirmed
    instead: dict[str, str] = Field(default_factory=dict)  # of some of them: what Cal.com has now
    sent: int = 0  # of an unknown end: how often the request was sent; 0 when an earlier life of the process sent it
    answered: int | None = None  # of an unknown end: the status of the last answer; None when none came
    found_so: bool = False  # somebody else had done it before: nothing was sent
    sent_at: AwareDatetime | None = None  # of an unknown end: when, so that one day its absence is an end
    checked: bool = False  # told after another look at what was not known before
    rival: BookingSeen | None = None  # of a move: what somebody else moved the same booking to at the same moment
    retry_after: int | None = None  # seconds until Cal.com takes requests again
    steps: tuple[Outcome, ...] = ()  # of several steps: how each ended, in the order of the card


class Stretch(_Fact):
    """From a start to an end."""

    start: AwareDatetime
    end: AwareDatetime


class OwnTimeSeen(_Fact):
    """Whether the person themselves is free: what is, and what of other calendars stands in the way."""

    asked: tuple[Stretch, ...]
    free: tuple[Stretch, ...]
    elsewhere: tuple[Stretch, ...] = ()  # of connected calendars, of which no more is known
    is_exact: bool = False  # one moment was asked about
    is_open: bool = True  # whether any of it lies in the working hours
    calendars_read: bool = True  # False: only Cal.com's own bookings are known


class LinkSeen(_Fact):
    """A link that puts a booking into somebody's own calendar, under the name of that calendar."""

    label: str
    link: str


class Listing(_Fact):
    """Bookings that were asked for; `shown` of them have been read out."""

    bookings: tuple[BookingSeen, ...]
    shown: int  # bookings read out so far
    first: int = 0  # where the page now read out begins
    complete: bool
    what: str  # "upcoming", "past", "cancelled", "unconfirmed"
    day: IsoDate | None = None  # the one day asked about
    when: str | None = None  # the stretch in the person's words
    is_part: bool = False  # of that day only some hours
    person: str | None = None
    unmatched: str | None = None  # words of a title that none of them has
    of_guest: bool = False  # only the bookings of a guest at the keyboard: the host may have others
    wants: Wants | None = None  # what was to be known of them; nothing: which ones there are
    own_time: OwnTimeSeen | None = None  # where it was asked whether one is free; `bookings` stand in the way then
    clock_of: str | None = None  # IANA zone in which it was asked when they are
    links: tuple[LinkSeen, ...] = ()  # where one booking is to get into another calendar
    is_one: bool = False  # only the next one was asked for, or the last one that is over

    @property
    def numbered(self) -> tuple[tuple[int, BookingSeen], ...]:
        """The bookings of the page that is read out, each with its number in the whole list."""
        return tuple(enumerate(self.bookings, start=1))[self.first : self.shown]


class Aside(StrEnum):
    """What is answered without touching what is being arranged."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    HELP = "help"
    OUT_OF_SCOPE = "out_of_scope"
    UNSERVED = "unserved"
    FOREIGN = "foreign"
    UNCLEAR = "unclear"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    PAUSE = "pause"
    DROPPED = "dropped"
    NOTHING_TO_DROP = "nothing_to_drop"
    NOTHING_PENDING = "nothing_pending"
    EVENT_TYPES = "event_types"
    BOOKING_PAGES = "booking_pages"
    LENGTH = "length"
    CANNOT_BLOCK = "cannot_block"
    PROFILE = "profile"
    DATE = "date"  # which date a day is
    SETTINGS = "settings"
    SHALL_I = "shall_i"
    STALE = "stale"
    NO_MORE = "no_more"
    MORE_BOOKINGS = "more_bookings"
    NOTHING_TO_UNDO = "nothing_to_undo"
    CANNOT_UNDO = "cannot_undo"
    MODEL_DOWN = "model_down"
    MODEL_CONFUSED = "model_confused"


class Passing(_Fact):
    """An answer in passing; what stood before stands again with the next message."""

    kind: Literal["passing"] = "passing"
    aside: Aside
    words: str = ""  # what the sentence needs
    over: Standing | None = None


class Settled(_Fact):
    """How a confirmed action ended."""

    kind: Literal["settled"] = "settled"
    outcome: Outcome


class ReadOut(_Fact):
    """Bookings that were asked for, beside what is being arranged."""

    kind: Literal["read_out"] = "read_out"
    listing: Listing
    over: Open | None = None


class Stuck(_Fact):
    """Why it cannot be done as said, and what would help."""

    kind: Literal["stuck"] = "stuck"
    problem: Problem
    ask: Ask | None = None


class Asked(_Fact):
    """What is missing."""

    kind: Literal["asked"] = "asked"
    ask: Ask


Open = Annotated[Stuck | Asked, Field(discriminator="kind")]
Standing = Annotated[Settled | ReadOut | Stuck | Asked, Field(discriminator="kind")]
Saying = Annotated[Passing | Settled | ReadOut | Stuck | Asked, Field(discriminator="kind")]

Passing.model_rebuild()
ReadOut.model_rebuild()


def left_open(problem: Problem | None = None, ask: Ask | None = None) -> Stuck | Asked | None:
    """A problem with what would answer it, a question, or neither."""
    if problem is not None:
        return Stuck(problem=problem, ask=ask)
    return Asked(ask=ask) if ask is not None else None
