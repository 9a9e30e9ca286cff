"""The request being arranged: what the person wants, as far as it is known. Filled over turns, never guessed."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.understanding.schema import BookingWords, ListFilter, Scope
from graph.wanted import Wanted
from tools.calcom.models import Attendee, Booking, BookingStatus, EventType

Action = Literal["book", "reschedule", "cancel", "accept", "decline", "availability", "list"]


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)


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
    series_uid: str | None = None  # set on an occurrence of a recurring booking

    @classmethod
    def of(cls, booking: Booking) -> "BookingSeen":
        """What a conversation keeps of a booking."""
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
            series_uid=booking.recurring_booking_uid,
        )

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    def as_booking(self) -> Booking:
        """What we had seen, as the writing verbs compare it with what stands now."""
        attendee = Attendee(name=self.attendee_name, email=self.attendee_email, time_zone=self.attendee_zone)
        return Booking(
            uid=self.uid,
            title=self.title,
            status=self.status,
            start=self.start,
            end=self.end,
            event_type_id=self.event_type_id,
            attendees=(attendee,),
            recurring_booking_uid=self.series_uid,
        )


class Question(_Fact):
    """A required question of the booking form; `options` when only some answers are good."""

    slug: str
    label: str
    type: str = "text"
    options: tuple[str, ...] = ()


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
            recurrence=on if self.recurring else None,
            seats=on if self.seated else None,
        )


class Request(_Fact):
    """One request. A field is None until it is known."""

    action: Action
    event_type_words: str | None = None
    kind: Kind | None = None
    minutes: int | None = None
    asking: bool = False  # only what is free was asked: offers, even when one exact time was named
    wanted: Wanted | None = None
    when_words: str | None = None  # of a move, read once the booking it leans on is known
    start: AwareDatetime | None = None  # a start that was offered, or found free
    attendee_name: str | None = None
    attendee_email: str | None = None
    attendee_phone: str | None = None
    guests: tuple[str, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)
    notes: str | None = None
    reason: str | None = None
    booking_words: BookingWords | None = None
    booking: BookingSeen | None = None
    filter: ListFilter | None = None
    scope: Scope | None = None

    @property
    def length(self) -> int | None:
        """Minutes the booking would take: the asked ones, the old booking's, or the event type's own."""
        if self.minutes:
            return self.minutes
        if self.booking and self.action == "reschedule":
            return self.booking.minutes
        return self.kind.lengths[0] if self.kind else None
