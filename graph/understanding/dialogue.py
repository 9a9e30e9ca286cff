"""What an interpreter may know of the conversation so far: small, typed, free of keys and of uids."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from graph.understanding.schema import Intent


class Stage(StrEnum):
    """What the assistant had just done when the message came."""

    START = "start"  # nothing yet, or nothing is being arranged
    QUESTION = "question"  # it asked for something that is missing
    OPTIONS = "options"  # it put several things to pick from on the table
    PROPOSAL = "proposal"  # a card awaits a yes
    DONE = "done"  # something was just done
    CLOSED = "closed"  # "anything else?"


class Need(StrEnum):
    """What a request still lacks."""

    EVENT_TYPE = "event_type"
    WHEN = "when"
    DAY = "day"
    TIME = "time"
    DURATION = "duration"
    ATTENDEE_NAME = "attendee_name"
    ATTENDEE_EMAIL = "attendee_email"
    PERSON = "person"  # which of several people of one name
    BOOKING = "booking"  # which existing booking
    SCOPE = "scope"  # how much of a series
    SEAT = "seat"  # whose seat of a shared booking, or the whole
    FIELD = "field"  # a question of the booking form
    REASON = "reason"
    CHANGE = "change"  # what to change, after a no
    ZONE = "zone"


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EventTypeSeen(_Seen):
    """A visible event type; lengths in minutes, the default first."""

    id: int
    title: str
    slug: str
    lengths: tuple[int, ...]


class OptionSeen(_Seen):
    """Something offered under a number; `start` when it is a time."""

    n: int
    label: str
    start: AwareDatetime | None = None


class FieldSeen(_Seen):
    """A question of the booking form that was asked."""

    slug: str
    label: str
    type: str = "text"
    options: tuple[str, ...] = ()


class PersonSeen(_Seen):
    """Somebody of the calendar whom the message names, and where. Two at one place: either may be meant."""

    at: int  # of the tidied message
    said: str
    name: str
    emails: tuple[str, ...] = ()  # the one used last first
    booked: bool = False  # a meeting with them is to come


class Pending(_Seen):
    """What is being arranged: the action and what is known of it."""

    action: Intent  # book, reschedule, cancel, accept or decline
    event_type: str | None = None
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    person: str | None = None
    email: str | None = None
    title: str | None = None  # of the existing booking that is moved or cancelled
    guests: tuple[str, ...] = ()  # their addresses
    guest_names: tuple[str, ...] = ()  # as far as they were told
    answered: tuple[str, ...] = ()  # questions of the booking form that have an answer
    notes: str | None = None
    reason: str | None = None
    unconfirmed: bool = False  # an existing booking that waits for its host
    steps: tuple[Pending, ...] = ()  # of a card with several: each of them; nothing else is told of the whole


class Dialogue(_Seen):
    """The state of the talk, as an interpreter sees it. Instants carry the person's zone."""

    now: AwareDatetime
    zone: str
    date_order: str = "DMY"
    stage: Stage = Stage.START
    pending: Pending | None = None
    asked: tuple[Need, ...] = ()
    fields: tuple[FieldSeen, ...] = ()
    options: tuple[OptionSeen, ...] = ()
    event_types: tuple[EventTypeSeen, ...] = ()
    recent: Pending | None = None  # what was last done, that "it" may mean
    listed: tuple[OptionSeen, ...] = ()  # bookings that were just read out under numbers
    earlier: tuple[int, ...] = ()  # numbers of options on earlier pages, which can be picked still
    people: tuple[PersonSeen, ...] = ()
    own_name: str = ""  # of the person who writes, or for whom somebody does
    possible: frozenset[Intent] = frozenset()  # which of again, check, go_on and more would do something now
