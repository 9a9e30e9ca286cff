"""Cal.com's resources as we read them: lenient on input, frozen afterwards, instants in UTC."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic.alias_generators import to_camel

Utc = Annotated[AwareDatetime, AfterValidator(lambda instant: instant.astimezone(UTC))]
"""An aware datetime, turned to UTC on the way in."""


class Resource(BaseModel):
    """Something Cal.com sent: camelCase names, unknown fields ignored, never changed by us."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class Me(Resource):
    """The key's owner, who is the host. `time_zone` is the host's IANA zone."""

    id: int
    email: str
    name: str = ""
    username: str | None = None
    time_zone: str
    week_start: str = "Monday"
    default_schedule_id: int | None = None


class BookingField(Resource):
    """One question of an event type's booking form; `is_default` ones are Cal.com's own (name, email, notes …)."""

    type: str
    slug: str
    label: str = ""
    required: bool = False
    is_default: bool = False
    hidden: bool = False
    options: tuple[str, ...] = ()

    @field_validator("options", mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        """Options arrive as strings, or as {label, value} in older releases."""
        return tuple(v.get("value", v.get("label", "")) if isinstance(v, Mapping) else v for v in value or ())

    @field_validator("label", mode="before")
    @classmethod
    def _label(cls, value: Any) -> Any:
        return value or ""


class Location(Resource):
    """One of the places that a kind of meeting is offered at; the value only where its owner has set it."""

    type: str
    address: str | None = None
    link: str | None = None
    phone: str | None = None
    integration: str | None = None

    @property
    def value(self) -> str | None:
        """Where it is, as far as the owner has set it; of a video service its name."""
        return self.address or self.link or self.phone or self.integration


class EventType(Resource):
    """A kind of meeting that can be booked. Lengths in minutes."""

    id: int
    title: str
    slug: str
    length_in_minutes: int
    length_in_minutes_options: tuple[int, ...] = ()
    description: str = ""
    hidden: bool = False
    price: float = 0
    disable_guests: bool = False  # a wish of its owner's that the API itself does not enforce
    requires_booker_email_verification: bool = False  # by a code that Cal.com mails; its API takes no booking without
    team_id: int | None = None
    booker_active_bookings_limit: Mapping[str, Any] | None = None
    booking_url: str | None = None
    booking_fields: tuple[BookingField, ...] = ()
    locations: tuple[Location, ...] = ()
    minimum_booking_notice: int = 0
    booking_window: Mapping[str, Any] | None = None
    confirmation_policy: Mapping[str, Any] | None = None
    recurrence: Mapping[str, Any] | None = None
    seats: Mapping[str, Any] | None = None

    @field_validator("length_in_minutes_options", "booking_fields", "locations", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return value or ()

    @field_validator("description", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return value or ""

    @property
    def lengths(self) -> tuple[int, ...]:
        """Every length in minutes that may be booked, the default first."""
        return (self.length_in_minutes, *(m for m in self.length_in_minutes_options if m != self.length_in_minutes))

    @property
    def has_variable_length(self) -> bool:
        return bool(self.length_in_minutes_options)

    @property
    def may_need_confirmation(self) -> bool:
        """A new booking may start as pending, waiting for the host."""
        return _is_on(self.confirmation_policy)

    @property
    def is_recurring(self) -> bool:
        return _is_on(self.recurrence)

    @property
    def is_seated(self) -> bool:
        return _is_on(self.seats)

    @property
    def most_at_once(self) -> int | None:
        """How many bookings to come one person may have of it; None where nobody counts."""
        limit = self.booker_active_bookings_limit or {}
        return int(limit["maximumActiveBookings"]) if limit.get("maximumActiveBookings") else None

    @property
    def occurrences(self) -> int:
        """How many meetings a recurring type makes at most; 1 for any other."""
        return int((self.recurrence or {}).get("occurrences") or 1) if self.is_recurring else 1

    @property
    def steps(self) -> tuple[str, int] | None:
        """How a recurring type repeats: "weekly", "monthly" or "yearly", and every how many of those."""
        if not self.is_recurring or not self.recurrence:
            return None
        return str(self.recurrence.get("frequency") or "weekly"), int(self.recurrence.get("interval") or 1)

    @property
    def questions(self) -> tuple[BookingField, ...]:
        """The required custom fields: they must be answered before a booking is sent."""
        return tuple(f for f in self.booking_fields if f.required and not f.is_default and not f.hidden)


def _is_on(policy: Mapping[str, Any] | None) -> bool:
    """Absent, null and {"disabled": true} all mean off."""
    return bool(policy) and not (policy or {}).get("disabled")


class Slot(Resource):
    """A bookable start, with its end when that was asked for. The rest only on seated event types; `booking_uid` is
    of the booking that has the seats."""

    start: Utc
    end: Utc | None = None
    seats_remaining: int | None = None
    seats_total: int | None = None
    booking_uid: str | None = None


class Attendee(Resource):
    """The other side of a booking, as Cal.com stores it. `seat_uid` and `metadata` only on seated types."""

    name: str = ""
    email: str = ""
    time_zone: str = "UTC"
    language: str = "en"
    phone_number: str | None = None
    seat_uid: str | None = None
    absent: bool = False  # noted by the host afterwards
    metadata: Mapping[str, Any] = Field(default_factory=dict)

    @field_validator("metadata", mode="before")
    @classmethod
    def _dict(cls, value: Any) -> Any:
        return value or {}


class Host(Resource):
    """The side whose account and time it is."""

    id: int | None = None
    name: str = ""
    email: str = ""
    username: str | None = None
    time_zone: str = "UTC"


class BookingStatus(StrEnum):
    """A booking's state. `pending` awaits the host; `unknown` is a word we have not met."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "BookingStatus":
        return cls.UNKNOWN


class Booking(Resource):
    """A booking as Cal.com answers it. `uid` is a bearer capability: never log it whole."""

    uid: str
    id: int | None = None
    title: str = ""
    status: BookingStatus
    start: Utc
    end: Utc
    event_type_id: int | None = None
    event_type_slug: str | None = None
    hosts: tuple[Host, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    guests: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = Field(default_factory=dict)
    booking_fields_responses: Mapping[str, Any] = Field(default_factory=dict)
    location: str | None = None
    created_at: Utc | None = None
    rescheduled_from_uid: str | None = None
    rescheduled_to_uid: str | None = None
    recurring_booking_uid: str | None = None
    seat_uid: str | None = None  # in the answer to a create: the seat just taken
    cancellation_reason: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _lift(cls, data: Any) -> Any:
        """Cal.com nests the type's slug: eventType: {id, slug}."""
        nested = data.get("eventType") if isinstance(data, Mapping) else None
        if not isinstance(nested, Mapping):
            return data
        return {"eventTypeSlug": nested.get("slug"), "eventTypeId": nested.get("id"), **data}

    @field_validator("hosts", "attendees", "guests", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return value or ()

    @field_validator("metadata", "booking_fields_responses", mode="before")
    @classmethod
    def _dict(cls, value: Any) -> Any:
        return value or {}

    @field_validator("location", mode="before")
    @classmethod
    def _place(cls, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)

    @property
    def is_live(self) -> bool:
        """Accepted or pending: it still holds its time."""
        return self.status in (BookingStatus.ACCEPTED, BookingStatus.PENDING)


class Availability(Resource):
    """Weekly hours: wall-clock times on the named days, in the schedule's zone."""

    days: tuple[str, ...]
    start_time: time
    end_time: time


class Override(Resource):
    """Hours of one date that replace that day's weekly hours."""

    date: date
    start_time: time
    end_time: time


class Schedule(Resource):
    """A host's weekly hours, wall-clock times in `time_zone`."""

    id: int
    name: str = ""
    time_zone: str
    is_default: bool = False
    availability: tuple[Availability, ...] = ()
    overrides: tuple[Override, ...] = ()


class CalendarLink(Resource):
    """A link that puts a booking into somebody's own calendar; of id "ics" it is the file itself."""

    id: str
    label: str
    link: str


class Calendar(Resource):
    """One calendar of a connected account; `is_selected` ones are looked at for conflicts."""

    external_id: str
    name: str = ""
    is_selected: bool = True


class Connected(Resource):
    """An account elsewhere (Google, Outlook, CalDAV) whose calendars are connected."""

    credential_id: int
    calendars: tuple[Calendar, ...] = ()

    @field_validator("calendars", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return value or ()


class Calendars(Resource):
    """What is connected to the host's account; () for nothing."""

    connected_calendars: tuple[Connected, ...] = ()


class BusyTime(Resource):
    """A stretch in which a connected calendar has something, of which no more is told."""

    start: Utc
    end: Utc
    source: str = ""

    @field_validator("source", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return value or ""


class Pagination(Resource):
    """Where a page of a list stands. `total_items` counts all pages."""

    total_items: int
    has_next_page: bool


class BookingPage(Resource):
    """One page of bookings. Nothing may be called "not found" or "free" from a page that has a next one."""

    bookings: tuple[Booking, ...]
    pagination: Pagination


class Window(BaseModel):
    """A stretch of time asked for: start inclusive, end exclusive, both UTC."""

    model_config = ConfigDict(frozen=True)

    start: Utc
    end: Utc

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end

    def extended(self, days: int, zone: ZoneInfo) -> "Window":
        """The same window, ending at the end of the local day that lies `days` days after its last one."""
        last = (self.end - timedelta(microseconds=1)).astimezone(zone).date()
        midnight = datetime.combine(last + timedelta(days=days + 1), time.min, tzinfo=zone)
        return Window(start=self.start, end=max(self.end, midnight.astimezone(UTC)))


class Place(BaseModel):
    """Where a booking takes place, as Cal.com is told it: its word for the kind, and the value it takes with it.

    A kind whose value the event type has already ("address", "link", "phone" when booking) takes none.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    value: str | None = None

    def as_wire(self) -> dict[str, str]:
        """As a body names it: {type, and the field of that kind}."""
        field = _PLACE_FIELDS.get(self.type)
        return {"type": self.type} | ({field: self.value} if field and self.value else {})


_PLACE_FIELDS = {
    "address": "address",
    "attendeeAddress": "address",
    "link": "link",
    "phone": "phone",
    "attendeePhone": "phone",
    "attendeeDefined": "location",
    "integration": "integration",
}


class BookingRequest(BaseModel):
    """What a create sends, nothing else. `length_in_minutes` only on types of variable length, `recurrence_count` only
    on recurring ones."""

    model_config = ConfigDict(frozen=True)

    event_type_id: int
    start: Utc
    attendee_name: str
    attendee_email: str
    attendee_time_zone: str
    length_in_minutes: int | None = None
    recurrence_count: int | None = None
    guests: tuple[str, ...] = ()
    place: Place | None = None  # None: the first that its kind is offered at
    answers: Mapping[str, Any] = Field(default_factory=dict)
    metadata: Mapping[str, str] = Field(default_factory=dict)


class BookingQuery(BaseModel):
    """Filters of a list of bookings; `statuses` are Cal.com's buckets, not a booking's own status.

    The server's own filtering is not trusted: callers filter the answer again.
    """

    model_config = ConfigDict(frozen=True)

    statuses: tuple[Literal["upcoming", "recurring", "past", "cancelled", "unconfirmed"], ...] = ()
    attendee_email: str | None = None
    attendee_name: str | None = None
    event_type_id: int | None = None
    after_start: Utc | None = None
    before_end: Utc | None = None
    after_created: Utc | None = None
    descending: bool | None = None  # by start; None keeps the server's own order
