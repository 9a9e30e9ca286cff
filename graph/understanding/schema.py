"""What a message means: the one schema both interpreters fill. It is data; nothing in it can permit a write."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.when.words.rhythms import Rhythm


class Intent(StrEnum):
    """What a person does with one act of a message."""

    BOOK = "book"  # ask for a new booking, also as a plain statement of a plan
    RESCHEDULE = "reschedule"  # move an existing booking
    CANCEL = "cancel"  # cancel an existing booking
    LIST = "list"  # ask about existing bookings
    AVAILABILITY = "availability"  # ask for free times
    BLOCK_TIME = "block_time"  # keep time free of meetings
    EVENT_TYPES = "event_types"  # ask what can be booked
    PROFILE = "profile"  # ask about the account, its zone or hours, or which date a day is (`when`)
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
    AGAIN = "again"  # try once more what could not be done
    CHECK = "check"  # did it work? look again
    GO_ON = "go_on"  # take up what was set aside
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


class Beside(_Words):
    """A meeting next to which the wanted one shall be."""

    said: Annotated[str, Field(description="the words for it, verbatim")]
    person: Annotated[str | None, Field(description="whose meeting that is, as named")] = None
    is_after: Annotated[bool, Field(description="after it, else before it")] = True
    is_close: Annotated[bool, Field(description="right after or before it")] = False


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


class Wants(StrEnum):
    """What a question about bookings or kinds of meetings wants to know; nothing said: which ones there are."""

    FREE = "free"  # is the person themselves free or busy then
    KIND = "kind"  # what is that kind of meeting
    LENGTH = "length"
    WHEN = "when"
    ADDRESS = "address"  # an e-mail address or telephone number
    PLACE = "place"
    LINK = "link"
    TOPIC = "topic"
    STATUS = "status"  # is it still on, was it booked
    CLOCK = "clock"  # what time that is for the other side
    COUNT = "count"  # how many
    HOURS = "hours"  # how many hours in all


class SmallTalk(StrEnum):
    """What a person does who only talks."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"


class Series(_Words):
    """Meetings that repeat: every `every` units, `count` of them."""

    unit: Annotated[Rhythm | None, Field(description="None: only how many was said")] = None
    every: int = 1
    count: int | None = None
    said: Annotated[str | None, Field(description="the words of the rhythm, verbatim")] = None


class FieldAnswer(_Words):
    """An answer to a question of the booking form; `field` is its slug or label."""

    field: str
    value: str


def _answer(said: object) -> object:
    """ "company: Acme", as a model writes an answer."""
    if not isinstance(said, str):
        return said
    field, _, value = said.partition(":")
    return {"field": field.strip(), "value": value.strip()}


def _guest(said: object) -> object:
    """ "Bo Lind, bo@example.com", as a model writes a guest: the word with an @ is the address."""
    if not isinstance(said, str):
        return said
    email = next((word for word in said.split() if "@" in word), "")
    name = " ".join(said.replace(email, " ").split()).strip(" ,;<>()")
    return {"name": name or None, "email": email.strip(",;<>()") or None}


def _listed(said: object) -> object:
    """One string, as a model writes what is nearly always one."""
    return (said,) if isinstance(said, str) else said


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Act(_Words):
    """One thing the person does. Time words are words; code turns them into instants.

    What a field holds, both interpreters may fill; what a reader could not use it names in `unused`.
    """

    intent: Intent
    event_type: Annotated[str | None, Field(description="words naming the kind of meeting")] = None
    when: Annotated[str | None, Field(description="time words wanted: the new time of a move")] = None
    said: Annotated[str | None, Field(description="the words of `when` as typed, where those are others")] = None
    alternatives: Annotated[Texts, Field(description="times that would do as well, best first")] = ()
    beside: Annotated[Beside | None, Field(description="a meeting before or after which it shall be")] = None
    duration: Annotated[str | None, Field(description="length words, verbatim")] = None
    series: Series | None = None
    people: Annotated[tuple[Person, ...], Field(description="who it is with")] = ()
    guests: Annotated[tuple[Annotated[Person, BeforeValidator(_guest)], ...], Field(description="extra people")] = ()
    removes: Annotated[Texts, Field(description="details or guests to be taken away, verbatim")] = ()
    booking: BookingWords | None = None
    one_seat: Annotated[bool, Field(description="one person leaves, the meeting stays")] = False
    place: Annotated[str | None, Field(description="where it shall take place, verbatim")] = None
    reason: str | None = None
    notes: str | None = None
    answers: tuple[Annotated[FieldAnswer, BeforeValidator(_answer)], ...] = ()
    zone: Annotated[str | None, Field(description="words for the person's own time zone")] = None
    option: Annotated[int | None, Field(description="number of the option picked, -1 = last")] = None
    filter: ListFilter | None = None
    scope: Scope | None = None
    wants: Wants | None = None
    talk: SmallTalk | None = None
    together: Annotated[bool, Field(description="one wish with the act before it: both or neither")] = False
    unused: Annotated[Texts, Field(description="words that could not be used, verbatim")] = ()


class Understanding(_Words):
    """The acts of one message, in the order they were said; at least one."""

    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
