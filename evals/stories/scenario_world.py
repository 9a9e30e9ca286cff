"""Scenario files, the far side: accounts, bookings, what happens in the world, what goes wrong on the wire."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Form(BaseModel):
    """Unknown keys are errors: a misspelt expectation must not pass."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


LocalTime = str  # "2026-05-14T10:00", local to the scenario's zone unless it carries an offset; or "$offer.2"
Json = dict[str, Any]


class Person(Form):
    """One side of a booking; of an expectation only the given parts are compared."""

    name: str | None = None
    email: str | None = None
    time_zone: str | None = Field(default=None, alias="timeZone", description="IANA zone")


class BookingSeed(Form):
    """A booking that is there, as if it had been made through the API long ago."""

    ref: str | None = Field(default=None, description="the name by which this file speaks of it")
    event_type: str = Field(description="slug")
    start: LocalTime
    attendee: Person = Person()
    seats: list[Person] = Field(default=[], description="on a type with seats: everybody else who has one")
    minutes: int | None = None
    status: Literal["accepted", "pending", "cancelled", "rejected"] = "accepted"
    title: str | None = Field(default=None, description="another title than Cal.com's own 'X between A and B'")
    notes: str | None = None
    guests: list[str] = []
    answers: Json = {}
    reason: str | None = Field(default=None, description="why it was cancelled")
    series: str | None = Field(default=None, description="bookings with the same word are one recurring booking")


class Stretch(Form):
    """From and to, local."""

    since: LocalTime = Field(alias="from")
    to: LocalTime


class Host(Form):
    """Who owns the account."""

    name: str = "Clara Berger"
    email: str = "clara@example.com"
    time_zone: str = Field(default="Europe/Berlin", alias="timeZone")


class Schedule(Form):
    """The host's hours, in the form of Cal.com's API; without `availability` Monday to Friday, 9 to 17."""

    time_zone: str | None = Field(default=None, alias="timeZone", description="the host's zone when left out")
    availability: list[Json] | None = None
    overrides: list[Json] = []
    out_of_office: list[list[str]] = Field(default=[], description="[first, last] dates without any hours")


class Account(Form):
    """A Cal.com account. What a scenario gives replaces (host, schedule) or adds to (the lists) what its base has."""

    base: str | None = Field(default=None, description="a file of evals/accounts, without .yaml")
    host: Host | None = None
    schedule: Schedule | None = None
    event_types: list[Json] = Field(
        default=[], description="bodies of POST /v2/event-types; one with a known slug changes that type"
    )
    only: list[str] | None = Field(default=None, description="slugs: of the base's event types keep these")
    bookings: list[BookingSeed] = []
    blocked: list[Stretch] = Field(default=[], description="times that are busy without being bookings")
    knobs: Json = Field(default={}, description="switches of the mocked Cal.com (tools/mock_calcom/world/knobs.py)")
    rate_limit: int | None = None


class Move(Form):
    """Somebody else moves a booking."""

    ref: str
    to: LocalTime


class SeatTaken(Form):
    """Somebody else books a seat of a shared booking."""

    ref: str
    attendee: Person


class TypeChange(Form):
    """The host changes an event type; `set` as in PATCH /v2/event-types."""

    slug: str
    set: Json


class WorldEvent(Form):
    """Something that happens at Cal.com without us: between turns, or as a part of a fault."""

    books: BookingSeed | None = None
    cancels: str | None = Field(default=None, description="ref of a booking, or $created.n")
    moves: Move | None = None
    takes_seat: SeatTaken | None = None
    confirms: str | None = Field(default=None, description="ref of a pending booking that the host confirms")
    blocks: Stretch | None = None
    block: list[LocalTime] | None = Field(default=None, description="[from, to]: short for blocks")
    frees: bool = Field(default=False, description="all blocked times become free again")
    deletes_event_type: str | None = Field(default=None, description="slug")
    changes_event_type: TypeChange | None = None
    revokes_key: bool = False
    knobs: Json = {}

    @field_validator("block")
    @classmethod
    def _two(cls, block: list[str] | None) -> list[str] | None:
        if block is not None and len(block) != 2:
            raise ValueError("block is [from, to]")
        return block


FaultKind = Literal[
    "rate_limited",
    "error",
    "bad_key",
    "forbidden",
    "not_found",
    "refuse",
    "drop",
    "timeout",
    "commit_then_drop",
    "commit_then_error",
    "commit_then_timeout",
    "deliver_twice",
    "slow",
    "html",
    "truncated",
    "bad_json",
    "odd_shape",
    "alter",
    "slot_taken",
    "event",
]


class When(Form):
    """Which request it happens to."""

    op: str = Field(description="an operation of evals/stories/operations.py, or *")
    call: int = Field(default=1, ge=1, description="the first time it happens: 1 = the first such request")
    times: Annotated[int, Field(ge=1)] | Literal["always"] = Field(
        default=1, description="how many requests in a row; each must come. always: from then on, at least once"
    )


class Fault(Form):
    """Something that goes wrong on the wire or in the world. One that never happens fails the scenario."""

    when: When
    do: FaultKind
    status: int | None = Field(default=None, description="of error and commit_then_error: 500, 502 …")
    retry_after: int | None = Field(default=None, description="of rate_limited: seconds")
    message: str | None = None
    set: Json = Field(default={}, description="of alter: fields of the answer that are replaced")
    remove: list[str] = Field(default=[], description="of alter: fields of the answer that are missing")
    then: WorldEvent | None = Field(default=None, description="what happens in the world just before that request")
