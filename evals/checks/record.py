"""What one conversation left behind: everything the checks look at, so that a stored run can be checked again."""

from datetime import date
from typing import Any, Literal

from langchain_core.messages.ai import UsageMetadata
from pydantic import AwareDatetime, BaseModel, ConfigDict

from evals.stories.scenario import Scenario


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Side(_Record):
    """An attendee."""

    name: str
    email: str
    time_zone: str


class BookingView(_Record):
    """A booking as the mocked Cal.com has it. `ref` is the scenario's own name for it."""

    uid: str
    ref: str | None = None
    event_type: str  # slug
    title: str
    status: str
    start: AwareDatetime
    end: AwareDatetime
    attendees: list[Side]
    guests: list[str] = []
    answers: dict[str, Any] = {}
    notes: str | None = None
    reason: str = ""
    moved_from: str | None = None
    moved_to: str | None = None
    series: str | None = None
    seated: bool = False
    location: str | None = None
    absent: list[str] = []  # addresses of those noted as absent

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def alive(self) -> bool:
        """Neither cancelled nor rejected."""
        return self.status in ("accepted", "pending")


class Snapshot(_Record):
    """The calendar at one moment; `others` are digests of every other table."""

    bookings: dict[str, BookingView]
    others: dict[str, str] = {}


class Effect(_Record):
    """One change of a booking, as the mock's journal has it, with the booking as it was right after the turn."""

    what: str  # created, cancelled, moved, confirmed, declined, seat taken, seat given up, changed
    uid: str
    old_uid: str | None = None
    booking: BookingView | None = None


class Requested(_Record):
    """One request that reached the mock."""

    op: str
    method: str
    path: str = ""
    status: int
    version: str
    authorised: bool
    fault: str | None = None
    effects: list[Effect] = []


class Option(_Record):
    n: int
    label: str
    start: AwareDatetime | None = None
    free: bool | None = None  # whether the mock would have taken a booking there at that moment


class CardSeen(_Record):
    """The open card as data and in words."""

    action: str
    event_type: str
    slug: str | None = None
    start: AwareDatetime
    end: AwareDatetime
    zone: str
    attendees: list[Side]
    from_start: AwareDatetime | None = None
    scope: str | None = None
    occurrences: list[AwareDatetime] = []  # of a series: every start that is booked or cancelled
    guests: list[str] = []
    notes: str | None = None
    answers: dict[str, str] = {}
    reason: str | None = None
    hash: str
    text: str
    booking: str | None = None  # uid of the existing one it is about
    steps: list["CardSeen"] = []  # of a card with several: each of them, in the order in which they are done

    @property
    def writes(self) -> list["CardSeen"]:
        """What may be written after one yes: each step, or the card itself."""
        return self.steps or [self]


class ResultSeen(_Record):
    """What programs were told came of a turn."""

    status: Literal["success", "error", "pending", "unknown"]
    code: str
    message: str
    data: dict[str, Any] = {}


class StateSeen(_Record):
    """What the conversation knew after a turn; instants in UTC."""

    valid: bool = True
    intent: str | None = None
    problem: str | None = None
    problem_start: AwareDatetime | None = None
    free: list[tuple[AwareDatetime, AwareDatetime]] = []  # told of the person's own time
    aside: str | None = None
    needs: list[str] = []
    slots: dict[str, Any] = {}
    arranging: bool = False
    dropped: bool = False


class Turn(_Record):
    """One step of the story. `at` is the clock when it began, `until` when it was answered; back-offs lie between."""

    n: int  # counts what was said or pressed; 0 for the world and the clock
    kind: Literal["user", "press", "world", "wait"]
    text: str
    at: AwareDatetime
    until: AwareDatetime | None = None
    reply: str = ""
    card: CardSeen | None = None
    options: list[Option] = []
    outcome: ResultSeen | None = None
    nodes: list[str] = []
    model_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calcom_calls: int = 0
    milliseconds: float = 0.0
    requests: list[Requested] = []
    state: StateSeen = StateSeen()
    logs: list[str] = []
    error: str | None = None

    @property
    def effects(self) -> list[Effect]:
        """Changes of the calendar that this turn caused."""
        return [effect for request in self.requests for effect in request.effects]


class Spent(_Record):
    """What was asked of a model, and how much of it."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def plus(self, usage: UsageMetadata | None) -> "Spent":
        """And one call more; its tokens count when the endpoint says how many."""
        return Spent(
            calls=self.calls + 1,
            prompt_tokens=self.prompt_tokens + (usage["input_tokens"] if usage else 0),
            completion_tokens=self.completion_tokens + (usage["output_tokens"] if usage else 0),
        )

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


class Left(_Record):
    """How a simulated person left the conversation."""

    how: Literal["done", "give_up", "limit"]
    why: str = ""


class Run(_Record):
    """One trial of one variant of one scenario."""

    scenario: Scenario
    path: str = ""
    variant: int = 0  # 0: as written
    perturbed: str | None = None  # the perturbation, if the words were changed
    trial: int = 0
    profile: str = "offline"
    model: str | None = None  # that read the messages
    person: str | None = None  # the model that played the person; None: the turns were played as written
    person_spent: Spent = Spent()
    left: Left | None = None  # of a simulated person
    mutant: str | None = None
    key: str
    host_email: str
    zone: str  # the person's
    turns: list[Turn] = []
    before: Snapshot
    after: Snapshot
    unfired: list[str] = []
    waited: float = 0.0  # seconds of back-off, virtual
    seconds: float = 0.0
    played_on: date | None = None  # the day of the machine, for quarantines alone
    failure: str | None = None  # why it could not be played to the end
    failure_kind: Literal["agent", "infra", "harness", "stale"] | None = None

    @property
    def played(self) -> list[Turn]:
        """Turns that the assistant answered."""
        return [turn for turn in self.turns if turn.n]

    @property
    def spent(self) -> Spent:
        """By the assistant's model."""
        return Spent(
            calls=sum(turn.model_calls for turn in self.played),
            prompt_tokens=sum(turn.prompt_tokens for turn in self.played),
            completion_tokens=sum(turn.completion_tokens for turn in self.played),
        )

    @property
    def name(self) -> str:
        """The scenario's id and what was varied."""
        marks = [f"v{self.variant}"] if self.variant else []
        marks += [self.perturbed] if self.perturbed else []
        marks += ["simulated"] if self.person else []
        marks += [f"t{self.trial}"] if self.trial else []
        return " ".join([self.scenario.id, *marks])
