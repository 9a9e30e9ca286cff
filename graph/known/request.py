"""The request being arranged: what the person wants, as far as it is known. Filled over turns, never guessed."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.known.wanted import Wanted
from graph.understanding.dialogue import FieldSeen
from graph.understanding.schema import BookingWords, ListFilter, Scope, Wants
from tools.calcom.models import Attendee, Booking, BookingStatus, EventType, Place

Action = Literal["book", "reschedule", "cancel", "accept", "decline", "invite", "absent", "availability", "list"]
OF_ONE = frozenset({"cancel", "accept", "decline", "absent"})  # for which all that can be changed is which booking


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


def is_same_address(one: str, other: str) -> bool:
    """Whether two e-mail addresses are one, however they are written."""
    return one.casefold() == other.casefold()


def together(*texts: str | None) -> str | None:
    """Texts one after the other as sentences; None where there are none."""
    return ". ".join(text.rstrip(".") for text in texts if text) or None


class Seat(_Fact):
    """One attendee of a shared booking. `uid` is a capability, like a booking's."""

    uid: str
    name: str
    email: str
    zone: str = "UTC"


class Contact(_Fact):
    """Somebody of the calendar who may be meant."""

    name: str
    email: str
    zone: str = "UTC"
    last: AwareDatetime | None = None  # start of the newest meeting
    next: AwareDatetime | None = None  # of the next one to come
    is_guest: bool = False  # so far only a further address
    kind: int | None = None  # id of the event type used with them last


class Occurrence(_Fact):
    """One meeting of a series; without a uid it is still to be booked."""

    start: AwareDatetime
    end: AwareDatetime
    uid: str = ""
    status: BookingStatus = BookingStatus.ACCEPTED

    @classmethod
    def of(cls, seen: "BookingSeen") -> "Occurrence":
        return cls(uid=seen.uid, start=seen.start, end=seen.end, status=seen.status)

    def as_booking(self) -> Booking:
        """As the writing verbs compare it with what stands now."""
        return Booking(uid=self.uid, status=self.status, start=self.start, end=self.end)


class BookingSeen(_Fact):
    """An existing booking as it was when we looked. `uid` is a capability: shown only to its owner."""

    uid: str
    title: str
    status: BookingStatus
    start: AwareDatetime
    end: AwareDatetime
    event_type_id: int | None = None
    attendee_name: str = ""
    attendee_email: str = ""
    attendee_zone: str = "UTC"
    location: str | None = None  # an address, a link, or Cal.com's name of a video service
    notes: str | None = None
    series_uid: str | None = None  # set on an occurrence of a recurring booking
    was_moved: bool = False  # given up for another time
    seats: tuple[Seat, ...] = ()  # of a shared booking: everybody who is in it
    seat: Seat | None = None  # the one seat we speak of, when it is not the whole booking

    @classmethod
    def of(cls, booking: Booking, own: str | None = None) -> "BookingSeen":
        """What a conversation keeps of a booking. `own` is a guest's address: of others in it only that they are."""
        first = booking.attendees[0] if booking.attendees else None
        return cls(
            uid=booking.uid,
            title=booking.title,
            status=booking.status,
            start=booking.start,
            end=booking.end,
            event_type_id=booking.event_type_id,
            attendee_name=first.name if first else "",
            attendee_email=first.email if first else "",
            attendee_zone=first.time_zone if first else "UTC",
            location=booking.location,
            notes=str(booking.booking_fields_responses.get("notes") or "") or None,
            series_uid=booking.recurring_booking_uid,
            was_moved=booking.rescheduled_to_uid is not None,
            seats=tuple(
                Seat(uid=a.seat_uid, name=a.name, email=a.email, zone=a.time_zone)
                for a in booking.attendees
                if a.seat_uid
            ),
        ).to(own)

    def to(self, own: str | None) -> "BookingSeen":
        """As a guest of this address may see it; None is the host, who sees all."""
        mine = next((seat for seat in self.seats if own is not None and is_same_address(seat.email, own)), None)
        if own is None or not self.seats:
            return self
        seats = tuple(seat if seat == mine else Seat(uid=seat.uid, name="", email="") for seat in self.seats)
        who = mine or Seat(uid="", name="", email="")
        title = self.title.partition(" between ")[0]  # Cal.com names a shared booking after who came first
        facts = {"attendee_name": who.name, "attendee_email": who.email, "attendee_zone": who.zone}
        return self.model_copy(update={**facts, "title": title, "seats": seats})

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    def as_booking(self) -> Booking:
        """What we had seen, as the writing verbs compare it with what stands now."""
        first = Attendee(name=self.attendee_name, email=self.attendee_email, time_zone=self.attendee_zone)
        shared = tuple(Attendee(name=s.name, email=s.email, time_zone=s.zone, seat_uid=s.uid) for s in self.seats)
        return Booking(
            uid=self.uid,
            title=self.title,
            status=self.status,
            start=self.start,
            end=self.end,
            event_type_id=self.event_type_id,
            attendees=shared or (first,),
            recurring_booking_uid=self.series_uid,
        )


class Question(_Fact):
    """A required question of the booking form; `options` when only some answers are good."""

    slug: str
    label: str
    type: str = "text"
    options: tuple[str, ...] = ()

    @property
    def asked(self) -> FieldSeen:
        """As an interpreter sees it."""
        return FieldSeen(slug=self.slug, label=self.label, type=self.type, options=self.options)


class Kind(_Fact):
    """The event type chosen for a request. Lengths in minutes, the default first."""

    id: int
    title: str
    slug: str
    lengths: tuple[int, ...]
    variable: bool = False
    may_need_confirmation: bool = False
    recurring: bool = False
    seated: bool = False
    occurrences: int = 1  # most meetings of a series; 1 on a type that does not repeat
    steps: tuple[str, int] | None = None  # "weekly", "monthly" or "yearly", and every how many of those
    questions: tuple[Question, ...] = ()

    @classmethod
    def of(cls, event_type: EventType) -> "Kind":
        """What a conversation keeps of an event type."""
        asked = event_type.questions
        return cls(
            id=event_type.id,
            title=event_type.title,
            slug=event_type.slug,
            lengths=event_type.lengths,
            variable=event_type.has_variable_length,
            may_need_confirmation=event_type.may_need_confirmation,
            recurring=event_type.is_recurring,
            seated=event_type.is_seated,
            occurrences=event_type.occurrences,
            steps=event_type.steps,
            questions=tuple(
                Question(slug=f.slug, label=f.label or f.slug, type=f.type, options=f.options) for f in asked
            ),
        )

    def as_event_type(self) -> EventType:
        """The event type as far as a slot query and a write need it, without asking Cal.com again."""
        on = {"disabled": False}
        return EventType(
            id=self.id,
            title=self.title,
            slug=self.slug,
            length_in_minutes=self.lengths[0],
            length_in_minutes_options=self.lengths if self.variable else (),
            confirmation_policy=on if self.may_need_confirmation else None,
            recurrence=on | {"occurrences": self.occurrences} if self.recurring else None,
            seats=on if self.seated else None,
        )


class OtherKind(_Fact):
    """A kind of meeting that may be meant as well as the one that was taken."""

    id: int
    label: str


class Request(_Fact):
    """One request. A field is None until it is known."""

    action: Action
    event_type_words: str | None = None
    kind: Kind | None = None
    kind_why: Literal["last", "rule"] | None = None  # it was not named: used last with them, or taken by rule
    other_kinds: tuple[OtherKind, ...] = ()  # that might have been meant as well
    minutes: int | None = None
    asking: bool = False  # only what is free was asked: offers, even when one exact time was named
    wanted: Wanted | None = None
    when_words: str | None = None  # of a move, read once the booking it leans on is known
    their_zone: str | None = None  # IANA, of the other side, as told when "his time" was said
    start: AwareDatetime | None = None  # a start that was offered, or found free
    attendee_name: str | None = None
    attendee_email: str | None = None
    attendee_phone: str | None = None
    attendee: Contact | None = None  # as the calendar knows them, while name and address come from there
    guests: tuple[str, ...] = ()
    guest_names: dict[str, str] = Field(default_factory=dict)  # by address, as they were told
    answers: dict[str, str] = Field(default_factory=dict)
    place_words: str | None = None  # where it shall take place, as typed
    place: Place | None = None  # one of the places of its kind
    where: str | None = None  # the place as the card tells it
    notes: str | None = None
    reason: str | None = None
    told: str | None = None  # for the other side, of a booking there is: Cal.com sends none by itself
    booking_words: BookingWords | None = None
    among: tuple[str, ...] = ()  # uids of what was read out or offered when it was said: it is meant before others
    booking: BookingSeen | None = None
    filter: ListFilter | None = None
    wants: Wants | None = None  # what a question wants to know of bookings
    clock_of: str | None = None  # IANA, in which it was asked when they are
    clashes: tuple[BookingSeen, ...] = ()  # what stands at the time of a request that is to be accepted
    scope: Scope | None = None  # of a series: how much of it; of a shared booking: one seat, or all
    seat: Seat | None = None  # whose seat is given up
    one_seat: bool = False  # one person shall leave; where nobody has a seat, nothing is cancelled instead
    seat_of: str | None = None  # who was named when a shared booking was looked for
    occurrences: tuple[Occurrence, ...] = ()  # of a series: those that will be cancelled
    staying: int = 0  # of a series: occurrences to come that are left alone
    count: int | None = None  # of a new series: how many meetings were asked for
    unused: tuple[str, ...] = ()  # words that nothing came of; named on the card
    lost_to: BookingSeen | None = None  # what stands at the start that was just refused, where that is seen
    unread: tuple[str, ...] = ()  # words that may name the booking and were not understood: which one is asked
    read_as: tuple[str, ...] = ()  # how a name was read that is not written so in the booking; said on the card
    instead_of: str | None = None  # uid of a booking that is given up in the same breath, whose time it needs
    together: bool = False  # one wish with the one before it: both or neither
    is_told: bool = False  # set aside, and said that it can be taken up again: that is said once
    shown: tuple[tuple[str, str], ...] = ()  # label and value of each row of the card last shown for it

    @property
    def length(self) -> int | None:
        """Minutes the booking would take: the asked ones, the old booking's, or the event type's own."""
        if self.minutes:
            return self.minutes
        if self.booking and self.action == "reschedule":
            return self.booking.minutes
        return self.kind.lengths[0] if self.kind else None
