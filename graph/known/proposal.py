"""What we would do, and the yes to it: a card is drawn from a proposal, a yes bound to it, a write built from it."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.known.request import BookingSeen, Contact, Kind, Occurrence, Seat
from graph.understanding.schema import Scope
from tools.calcom.models import Place

LIFETIME = timedelta(minutes=10)  # of a yes
_ONLY_SHOWN = {
    *("token", "assumptions", "unused", "zone", "made_at", "stops_at", "seats_left", "clock_off"),
    *("known_as", "kind_why", "other_kinds", "told", "where", "steps", "needs", "clashes"),
}
_LATER = ("place",)  # facts that cards of earlier releases did not have


class Side(BaseModel):
    """Host or attendee. `zone` is IANA."""

    model_config = ConfigDict(frozen=True)

    name: str
    email: str
    zone: str


class Proposal(BaseModel):
    """One write, complete: everything that will be sent is in it. Or several of them, each complete, under one yes."""

    model_config = ConfigDict(frozen=True)

    action: Literal["book", "reschedule", "cancel", "accept", "decline", "invite", "absent", "several"]
    account: str = ""  # digest of the server and the account it is for; "" on a card of 0.1, which did not tell
    kind: Kind | None = None  # None on actions that need no event type
    kind_why: Literal["last", "rule"] | None = None  # why this kind, where none was named; said on the card
    other_kinds: tuple[str, ...] = ()  # that might have been meant as well; said on the card
    title: str  # of the event type, or of the existing booking
    start: AwareDatetime  # UTC
    end: AwareDatetime
    zone: str  # the person's, in which the card is worded
    host: Side
    attendee: Side
    known_as: Contact | None = None  # whom the attendee's name and address come from, when nobody typed them
    guests: tuple[str, ...] = ()  # further addresses: of a new booking, or that one there is gets
    answers: dict[str, str] = Field(default_factory=dict)
    place: Place | None = None  # None: the first that its kind is offered at
    where: str | None = None  # the place in words, for the card
    notes: str | None = None
    reason: str | None = None
    told: str | None = None  # what was to be told with it, which Cal.com sends as the reason or not at all
    booking: BookingSeen | None = None  # the existing one that something is done to
    clashes: tuple[BookingSeen, ...] = ()  # what stands at the time of a request that is to be accepted
    scope: Scope | None = None  # of a series: how much of it goes; of a shared booking: one seat, or everybody
    seat: Seat | None = None  # the one that is given up
    occurrences: tuple[Occurrence, ...] = ()  # of a series: every meeting that is booked or cancelled
    staying: int = 0  # of a series: occurrences to come that are left alone
    stops_at: AwareDatetime | None = None  # of a new series: the first start that is not free, where it ends early
    seats_left: tuple[int, int] | None = None  # of a shared time: free ones and all
    assumptions: tuple[str, ...] = ()  # how doubtful words were read; said on the card
    unused: tuple[str, ...] = ()  # words of the wish that nothing came of; said on the card
    clock_off: int = 0  # minutes our clock was ahead of Cal.com's while a time was read; said on the card
    made_at: AwareDatetime  # when it was shown; an old card is checked afresh instead of believed
    token: str = ""  # marks the write so that it can be found again; not part of the hash
    steps: tuple["Proposal", ...] = ()  # of "several": what is written, in this order
    needs: int | None = None  # of a step: which one before it must have ended well, counted from 0

    @property
    def hash(self) -> str:
        """sha256 of everything that would be written, in canonical JSON; what a yes is bound to."""
        unset = {name for name in _LATER if getattr(self, name) is None}  # a card of before has the hash it had
        left_out = _ONLY_SHOWN | unset | (set() if self.account else {"account"})
        facts = self.model_dump(mode="json", exclude=left_out) | self._bound
        return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    @property
    def _bound(self) -> dict[str, Any]:
        """What a single write does not have: the steps as their hashes, and what a step waits for."""
        steps = {"steps": [step.hash for step in self.steps]} if self.steps else {}
        return steps | ({} if self.needs is None else {"needs": self.needs})

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def short(self) -> str:
        """What would be written, without persons: for records. A booking's own title tells who is in it."""
        if self.steps:
            return f"{len(self.steps)} steps, the first {self.steps[0].short}"
        what = self.kind.title if self.kind else f"event type {self.booking.event_type_id}" if self.booking else "?"
        several = f", {len(self.occurrences)} meetings" if self.occurrences else ""
        return f"{what}, {self.start:%Y-%m-%d %H:%M} UTC{several}"

    def marked(self, thread: str, turn: int) -> "Proposal":
        """The same proposal with a write token: new for each turn that proposes it, stable when a node runs again."""
        seed = f"{thread}\n{turn}\n{self.made_at.isoformat()}\n{self.hash}"
        return self.model_copy(update={"token": hashlib.sha256(seed.encode()).hexdigest()[:32]})


class Approval(BaseModel):
    """The user's yes: permission for exactly what one card shows.

    Minted by the confirm node alone, from a button or a whole-message yes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    proposal_hash: str
    token: str
    given_at: AwareDatetime
    via: Literal["button", "words"]

    def covers(self, proposal: Proposal, now: datetime) -> bool:
        """True when the yes was given to this very proposal, not longer than ten minutes ago."""
        same = self.proposal_hash == proposal.hash and self.token == proposal.token
        return same and timedelta(0) <= now - self.given_at <= LIFETIME
