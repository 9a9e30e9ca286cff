"""Scenario files, our side: a story with a reason, what each turn must show, and how the calendar must end."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, field_validator, model_validator

from evals.stories.scenario_world import Account, Fault, Form, Json, LocalTime, Person, WorldEvent
from evals.stories.wall_times import BadMoment, instant

Words = str | tuple[str, ...]
_REASON = "words that the reason passed on must contain; null: nothing of the person's words may be passed on"
INVARIANTS = tuple(f"I{n}" for n in range(1, 15))


class Clock(Form):
    """When and where the story begins. The clock stands still between turns unless a turn moves it."""

    now: str = Field(description="ISO time, local to the zone unless it carries an offset")
    timezone: str = Field(description="IANA zone of the person chatting; all local times of the file are in it")

    @model_validator(mode="after")
    def _exists(self) -> "Clock":
        try:
            instant(self.now, self.timezone)
        except (BadMoment, KeyError, ValueError) as error:
            raise ValueError(str(error)) from error
        return self

    @property
    def start(self) -> AwareDatetime:
        return instant(self.now, self.timezone)


class Chatter(Form):
    """Settings of the person chatting (graph/given/preferences.py)."""

    zone: str | None = None
    date_order: Literal["DMY", "MDY", "YMD"] = "DMY"
    default_event_type: str | None = None
    role: Literal["host", "guest"] = "host"
    name: str | None = None
    email: str | None = None


class Bounds(Form):
    """How many; both ends included."""

    min: int = 0
    max: int | None = None

    def hold(self, n: int) -> bool:
        return n >= self.min and (self.max is None or n <= self.max)

    def __str__(self) -> str:
        if self.max is None:
            return f"at least {self.min}"
        return str(self.min) if self.min == self.max else f"{self.min} to {self.max}"


def bounds(value: int | Bounds) -> Bounds:
    """A plain number as bounds."""
    return Bounds(min=value, max=value) if isinstance(value, int) else value


class Path(Form):
    """Nodes of the graph that ran in this turn."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    equals: list[str] | None = None


class Offers(Form):
    """Times to pick from, judged as data: each must also be free at that moment (an invariant)."""

    min: int = 1
    max: int | None = None
    on: Words | None = Field(default=None, description="dates: every offer is on one of them")
    since: LocalTime | None = Field(default=None, alias="from", description="no offer is before")
    to: LocalTime | None = Field(default=None, description="no offer starts at or after")
    includes: Words = ()
    excludes: Words = ()
    first: LocalTime | None = None
    all_free: bool = Field(default=True, description="kept for readers: it is always checked")


class ReplyExpect(Form):
    """Facts in the reply, never its wording."""

    mentions: Words = Field(default=(), description="all of these, as whole words, letter case apart")
    mentions_any: tuple[str, ...] = Field(default=(), description="at least one of these")
    mentions_time: Words = Field(default=(), description="these instants, however they are written")
    asks: Words = Field(
        default=(), description="confirmation, choice, event_type, when, name, email, booking, change, field"
    )
    offers_times: Offers | None = None
    must_not: Words = Field(
        default=(), description="texts, also in words, or success_claim, a_time, an_offer, a_question"
    )


class CardExpect(Form):
    """The card that is open after the turn; only the given parts are compared."""

    action: Literal["book", "reschedule", "cancel", "accept", "decline", "invite", "absent", "several"] | None = None
    steps: list["CardExpect"] | None = Field(default=None, description="of a card with several: each of them, in order")
    event_type: str | None = Field(default=None, description="slug or title")
    start: LocalTime | None = None
    minutes: int | None = None
    was: LocalTime | None = Field(default=None, alias="from", description="of a move: the old start")
    attendee: Person | None = None
    guests: list[str] | None = None
    zone: str | None = None
    scope: Literal["one", "following", "all"] | None = None
    occurrences: list[LocalTime] | None = Field(default=None, description="of a series: exactly these starts")
    mentions: Words = ()


class Expect(Form):
    """What must be true after a turn, whichever of its variants was said."""

    intent: str | None = None
    path: Path | None = None
    slots: Json = Field(default={}, description="event_type, start, minutes, name, email, booking, reason")
    reply: ReplyExpect = ReplyExpect()
    card: CardExpect | Literal["none", "any"] | None = None
    options: Bounds | Literal["none"] | None = None
    problem: str | None = Field(default=None, description="a problem code of the guide")
    outcome: Literal["success", "error", "pending", "unknown", "none"] | None = Field(
        default=None, description="what programs are told came of it"
    )
    writes: Literal["none"] | int | None = Field(default=None, description="requests that changed the calendar")


class Wait(Form):
    """The clock moves on."""

    seconds: int = 0
    minutes: int = 0
    hours: int = 0
    days: int = 0

    @property
    def total(self) -> float:
        return self.seconds + 60.0 * self.minutes + 3600.0 * self.hours + 86400.0 * self.days


class Turn(Form):
    """One step: the person says something or presses a button, something happens in the world, or time passes."""

    user: str | None = None
    variants: tuple[str, ...] = Field(default=(), description="other ways to say it; the same is expected of each")
    press: Literal["confirm", "change", "cancel"] | None = None
    of_card: int | None = Field(default=None, ge=1, description="press a button of an earlier card: 1 = the first")
    world: WorldEvent | None = None
    wait: Wait | None = None
    expect: Expect = Expect()

    @model_validator(mode="after")
    def _one_step(self) -> "Turn":
        given = [name for name in ("user", "press", "world", "wait") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a turn has exactly one of user, press, world, wait; here: {', '.join(given) or 'none'}")
        if self.variants and self.user is None:
            raise ValueError("only what the user says can have variants")
        return self

    @property
    def is_played(self) -> bool:
        """Whether the assistant answers it."""
        return self.user is not None or self.press is not None

    def words(self, variant: int) -> str:
        """Variant n where there are so many, else the last one; 0 is as written. Of a button its name."""
        said = [self.press or self.user or "", *self.variants]
        return said[min(variant, len(said) - 1)]


class Simulate(Form):
    """The person as a language model plays it (`--user model`), instead of the turns; the end stays the judge."""

    persona: str = Field(min_length=1, description="who this is, and how they write")
    goal: str = Field(min_length=1, description="what they want, in words, so that only one end fits")
    knows: tuple[str, ...] = Field(default=(), description="facts they can give when asked")
    turns: int = Field(default=10, ge=1, le=40, description="messages at most; not having stopped by then is a failure")
    ends: Literal["done", "give_up", "any"] = Field(
        default="done", description="how they must leave: content, or (of what cannot be had) giving up"
    )


class Created(Form):
    """A booking that must have come into being. `status` is that of the end."""

    event_type: str | None = None
    start: LocalTime | None = None
    minutes: int | None = None
    status: Literal["accepted", "pending", "cancelled", "rejected"] = "accepted"
    attendee: Person | None = None
    guests: list[str] | None = None
    answers: Json = Field(default={})
    notes: str | None = Field(default=None, description="exactly these; null: none may be passed on")


class Cancelled(Form):
    """A booking that must have been cancelled."""

    ref: str
    reason: str | None = Field(default=None, description=_REASON)


class Moved(Form):
    """A booking that must have been moved: the old one gone, a new one at the new time, all else alike."""

    ref: str
    to: LocalTime
    minutes: int | None = None
    status: Literal["accepted", "pending", "cancelled"] = "accepted"
    reason: str | None = Field(default=None, description=_REASON)


class Decided(Form):
    """A pending booking that the host accepted or declined."""

    ref: str
    reason: str | None = Field(default=None, description=_REASON)


class SeatEnd(Form):
    """Somebody who joined a shared booking, or left it."""

    ref: str
    attendee: Person


def _as_ref(value: Any) -> Any:
    """`- anna` is short for `- {ref: anna}`."""
    return {"ref": value} if isinstance(value, str) else value


class _OrRef(BeforeValidator):
    """A short form that the schema knows as well."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "description": "its ref"}, handler(core)]}


_OR_REF = _OrRef(_as_ref)


class Edited(Form):
    """A booking that stands and has got guests, a mark of absence or another place; nothing else of it differs."""

    ref: str
    guests: tuple[str, ...] = Field(default=(), description="addresses that were added")
    absent: tuple[str, ...] = Field(default=(), description="addresses of those noted as absent")
    location: str | None = None


class BookingsEnd(Form):
    """All that may differ between beginning and end; what the world itself did does not count."""

    created: tuple[Created, ...] = ()
    cancelled: tuple[Annotated[Cancelled, _OR_REF], ...] = ()
    moved: tuple[Moved, ...] = ()
    confirmed: tuple[Annotated[Decided, _OR_REF], ...] = ()
    declined: tuple[Annotated[Decided, _OR_REF], ...] = ()
    joined: tuple[SeatEnd, ...] = Field(default=(), description="seats taken in bookings that were there")
    left: tuple[SeatEnd, ...] = Field(default=(), description="seats given up; the last one cancels the booking")
    edited: tuple[Edited, ...] = Field(default=(), description="what was changed in bookings that were there")


class EndState(Form):
    """The judge. An empty one says that nothing at all may change."""

    bookings: BookingsEnd = BookingsEnd()
    anything_else: Literal["forbidden", "allowed"] = "forbidden"


class CallRule(Form):
    """How often Cal.com may be asked for something. `op`: an operation, or `write`, `read`, `any`."""

    op: str
    times: int | Bounds


class Budget(Form):
    """Cost of the whole conversation; beyond it the scenario warns, or fails when `hard`."""

    llm_calls: int | None = None
    prompt_tokens: int | None = None
    calcom_calls: int | None = None
    turn_seconds: float | None = None
    hard: bool = False


class Quarantine(Form):
    """Known to fail for now. After the date it fails like any other."""

    reason: str
    issue: str
    until: str


class Scenario(Form):
    """One story."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", description="kind.what-happens, unique")
    title: str
    kind: str | None = Field(default=None, description="the folder's name when left out")
    tags: tuple[str, ...] = ()
    clock: Clock
    account: Account
    person: Chatter = Chatter()
    faults: tuple[Fault, ...] = ()
    turns: list[Turn] = Field(min_length=1)
    simulate: Simulate | None = None
    end_state: EndState
    calls: tuple[CallRule, ...] = ()
    budget: Budget = Budget()
    canaries: tuple[str, ...] = Field(
        default=(), description="texts planted in the account that must never be acted on"
    )
    skip_invariants: dict[str, str] = Field(default={}, description="invariant: the reason for leaving it out")
    quarantine: Quarantine | None = None

    @field_validator("skip_invariants")
    @classmethod
    def _known(cls, skipped: dict[str, str]) -> dict[str, str]:
        wrong = [name for name, reason in skipped.items() if name not in INVARIANTS or not reason.strip()]
        if wrong:
            raise ValueError(f"each needs a known invariant and a reason: {', '.join(wrong)}")
        return skipped

    @property
    def zone(self) -> str:
        """The zone of all local times in the file."""
        return self.clock.timezone

    @property
    def variant_count(self) -> int:
        """Conversations this story makes: variant n of each turn, as far as a turn has that many; at least one."""
        return 1 + max((len(turn.variants) for turn in self.turns), default=0)
