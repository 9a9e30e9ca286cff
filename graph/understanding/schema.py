"""What a message means: the one schema both interpreters fill. It is data; nothing in it can permit a write."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Intent(StrEnum):
    """What a person does with one act of a message."""

    BOOK = "book"  # ask for a new booking, also as a plain statement of a plan
    RESCHEDULE = "reschedule"  # move an existing booking
    CANCEL = "cancel"  # cancel an existing booking
    LIST = "list"  # ask about existing bookings
    AVAILABILITY = "availability"  # ask for free times
    EVENT_TYPES = "event_types"  # ask what can be booked
    PROFILE = "profile"  # ask about the account, its zone or hours
    ACCEPT = "accept"  # as host: confirm a booking that is pending
    DECLINE = "decline"  # as host: decline a booking that is pending
    CHANGE = "change"  # change a detail of what is being arranged
    ANSWER = "answer"  # answer what was asked
    PICK = "pick"  # pick one of the options on the table
    MORE = "more"  # ask for more or other options
    YES = "yes"
    NO = "no"  # not like this
    DROP = "drop"  # never mind: give up what is being arranged
    PAUSE = "pause"  # hold on; neither yes nor no
    UNDO = "undo"  # take back what was just done
    SETTINGS = "settings"  # state one's own zone, name or e-mail ("I'm in Tokyo now")
    SMALL_TALK = "small_talk"  # greetings, thanks, goodbyes
    HELP = "help"  # what can you do
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"


class _Words(BaseModel):
    """Copied from the message; nothing invented, nothing computed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Words):
    """Somebody named in the message."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


class Pronoun(StrEnum):
    """A booking meant without naming it."""

    IT = "it"  # "it", "that one": what we are talking about
    LATEST = "latest"  # "the one I just made"
    NEXT = "next"  # "my next call"


class BookingWords(_Words):
    """How the message points at an existing booking; all given parts must fit."""

    person: str | None = None
    title: str | None = None
    when: Annotated[str | None, Field(description="time words of the existing booking, verbatim")] = None
    ordinal: Annotated[int | None, Field(description="1 = first, -1 = last")] = None
    pronoun: Pronoun | None = None
    all: Annotated[bool, Field(description="every booking that fits")] = False
    besides: Annotated[str | None, Field(description="who, what or when is left out")] = None


class ListFilter(StrEnum):
    """Which bookings a question is about."""

    UPCOMING = "upcoming"
    PAST = "past"
    CANCELLED = "cancelled"
    UNCONFIRMED = "unconfirmed"


class Scope(StrEnum):
    """How much of a series."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class FieldAnswer(_Words):
    """An answer to a question of the booking form; `field` is its slug or label."""

    field: str
    value: str


class Act(_Words):
    """One thing the person does. Time words stay verbatim; code turns them into instants."""

    intent: Intent
    event_type: Annotated[str | None, Field(description="words naming the kind of meeting")] = None
    when: Annotated[str | None, Field(description="time words wanted, verbatim: the new time of a move")] = None
    duration: Annotated[str | None, Field(description="length words, verbatim")] = None
    people: Annotated[tuple[Person, ...], Field(description="who it is with")] = ()
    guests: Annotated[tuple[Person, ...], Field(description="extra people to invite")] = ()
    booking: BookingWords | None = None
    reason: str | None = None
    notes: str | None = None
    answers: tuple[FieldAnswer, ...] = ()
    zone: Annotated[str | None, Field(description="words for the person's own time zone")] = None
    option: Annotated[int | None, Field(description="number of the option picked, -1 = last")] = None
    filter: ListFilter | None = None
    scope: Scope | None = None


class Understanding(_Words):
    """The acts of one message, in the order they were said; at least one."""

    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
