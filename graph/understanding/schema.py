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
    INVITE = "invite"  # add guests to an existing booking
    ABSENT = "absent"  # as host: note that somebody did not come
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
    when: str | None = None  # time words of the existing booking, verbatim
    ordinal: int | None = None  # 1 = first, -1 = last
    pronoun: Pronoun | None = None
    all: bool = False  # every booking that fits
    count: int | None = None  # how many all are: both = 2
    besides: str | None = None  # who, what or when is left out


class Beside(_Words):
    """A meeting next to which the wanted one shall be."""

    said: str  # the words for it, verbatim
    person: str | None = None  # whose meeting that is, as named
    is_after: bool = True  # after it, else before it
    is_close: bool = False  # right after or before it


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
    LINK = "link"  # to join it; of a kind of meeting: to book it
    CALENDAR = "calendar"  # how it gets into another calendar
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

    unit: Rhythm | None = None  # None: only how many was said
    every: int = 1
    count: int | None = None
    said: str | None = None  # the words of the rhythm, verbatim


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
    event_type: str | None = None  # words naming the kind of meeting
    when: str | None = None  # time words wanted: the new time of a move
    said: str | None = None  # the words of `when` as typed, where those are others
    alternatives: Texts = ()  # times that would do as well, best first
    beside: Beside | None = None  # a meeting before or after which it shall be
    duration: str | None = None  # length words, verbatim
    series: Series | None = None
    people: tuple[Person, ...] = ()  # who it is with
    guests: tuple[Annotated[Person, BeforeValidator(_guest)], ...] = ()  # extra people
    removes: Texts = ()  # details or guests to be taken away, verbatim
    booking: BookingWords | None = None
    one_seat: bool = False  # one person leaves, the meeting stays
    place: str | None = None  # where it shall take place, verbatim
    reason: str | None = None
    notes: str | None = None
    answers: tuple[Annotated[FieldAnswer, BeforeValidator(_answer)], ...] = ()
    zone: str | None = None  # words for the person's own time zone
    option: int | None = None  # number of the option picked, -1 = last
    filter: ListFilter | None = None
    scope: Scope | None = None
    wants: Wants | None = None
    talk: SmallTalk | None = None
    together: bool = False  # one wish with the act before it: both or neither
    unused: Texts = ()  # words that could not be used, verbatim


class Understanding(_Words):
    """The acts of one message, in the order they were said; at least one."""

    acts: Annotated[tuple[Act, ...], Field(min_length=1)]
