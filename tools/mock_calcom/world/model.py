"""What the mocked Cal.com remembers: users, keys, schedules, event types, bookings. Plain data, JSON both ways."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

BookingStatus = Literal["accepted", "pending", "cancelled", "rejected"]
Json = dict[str, Any]


@dataclass
class User:
    """An account. `time_zone` is the host's own; `out_of_office` holds [first, last] dates."""

    id: int
    name: str
    email: str
    username: str
    time_zone: str = "Europe/London"
    week_start: str = "Sunday"
    time_format: int = 12
    default_schedule_id: int | None = None
    out_of_office: list[tuple[str, str]] = field(default_factory=list)
    calendars: list[Json] = field(default_factory=list)


@dataclass
class RateLimit:
    """So many calls per `per_s` seconds, then `block_s` seconds of 429."""

    calls: int
    name: str = "Default"
    per_s: int = 60
    block_s: int = 60


@dataclass
class ApiKey:
    """A key `cal_…` of one user; expired once `expires_at` has passed. `limits` replace the default one."""

    user_id: int
    expires_at: datetime | None = None
    limits: list[RateLimit] = field(default_factory=list)


@dataclass
class Schedule:
    """Weekly hours: `availability` and `overrides` in the form of the API, wall-clock HH:MM in `time_zone`."""

    id: int
    owner_id: int
    name: str
    time_zone: str
    availability: list[Json]
    overrides: list[Json] = field(default_factory=list)


@dataclass
class EventType:
    """A kind of meeting. Lengths, notice and buffers are minutes; a policy that is off is None."""

    id: int
    owner_id: int
    title: str
    slug: str
    length: int
    length_options: list[int] | None = None
    description: str = ""
    locations: list[Json] = field(default_factory=lambda: [{"type": "integration", "integration": "cal-video"}])
    fields: list[Json] = field(default_factory=list)
    recurrence: Json | None = None
    seats: Json | None = None
    confirmation: Json | None = None
    window: Json | None = None
    limits_count: Json | None = None
    limits_duration: Json | None = None
    booker_limit: Json | None = None
    slot_interval: int | None = None
    notice: int = 120
    buffer_before: int = 0
    buffer_after: int = 0
    offset_start: int = 0
    schedule_id: int | None = None
    hidden: bool = False
    first_slot_only: bool = False
    verify_email: bool = False
    requires_authentication: bool = False
    disable_guests: bool = False
    disable_cancelling: Json | None = None
    disable_rescheduling: Json | None = None
    team_id: int | None = None
    host_ids: list[int] = field(default_factory=list)
    settings: Json = field(default_factory=dict)

    @property
    def blocks_while_pending(self) -> bool:
        """Whether a pending booking hides its time from this type."""
        return bool(self.confirmation and self.confirmation.get("blockUnconfirmedBookingsInBooker"))


@dataclass
class Attendee:
    """The other side of a booking, or a guest (empty name); `seat_uid` only on seated types."""

    id: int
    name: str
    email: str
    time_zone: str
    language: str = "en"
    phone: str | None = None
    absent: bool = False
    seat_uid: str | None = None
    responses: Json = field(default_factory=dict)
    metadata: Json = field(default_factory=dict)


@dataclass
class Booking:
    """One meeting. A moved one is `cancelled` with `moved_to`; its successor has another uid and `moved_from`."""

    id: int
    uid: str
    event_type_id: int
    host_id: int
    title: str
    status: BookingStatus
    start: datetime
    end: datetime
    attendees: list[Attendee]
    created_at: datetime
    updated_at: datetime
    description: str | None = ""
    location: str | None = None
    responses: Json = field(default_factory=dict)
    metadata: Json = field(default_factory=dict)
    guests: list[str] = field(default_factory=list)
    cancellation_reason: str = ""
    rejection_reason: str = ""  # kept and mailed, never echoed
    rescheduling_reason: str | None = None
    rescheduled_by: str | None = None
    moved_from: str | None = None
    moved_to: str | None = None
    series_uid: str | None = None
    ics_uid: str = ""
    absent_host: bool = False
    seated: bool = False
    visible_at: datetime | None = None
    idempotency_key: str | None = None

    @property
    def alive(self) -> bool:
        """Neither cancelled nor rejected."""
        return self.status == "accepted" or self.status == "pending"

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start


@dataclass
class Reservation:
    """A slot held for some minutes: hides the time from slot lists, stops no booking."""

    uid: str
    event_type_id: int
    host_id: int
    start: datetime
    end: datetime
    minutes: int
    until: datetime
    seated: bool = False


@dataclass
class PrivateLink:
    """A private link to an event type, limited by time or by use."""

    id: str
    event_type_id: int
    expires_at: datetime | None = None
    max_usage: int | None = None
    used: int = 0


@dataclass
class Team:
    """A team, read-only here."""

    id: int
    name: str
    slug: str
    member_ids: list[int] = field(default_factory=list)
