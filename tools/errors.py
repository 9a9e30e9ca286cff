"""What the world may refuse: one tree of errors with stable codes. Anything else that goes wrong is our bug."""

from datetime import datetime


class SchedulingError(Exception):
    """The world said no: Cal.com, the network, or the language model."""

    code = "scheduling_error"  # stable: logs, metrics and scenario files quote it
    retryable = False  # may the very same request be sent again?
    part: str | None = None  # of Cal.com, that answered so or not at all: "bookings"; None: no connection, or not it
    version: str | None = None  # the cal-api-version that was sent

    def __init__(self, detail: str, *, status: int | None = None) -> None:
        super().__init__(f"{self.code}: {detail}")
        self.detail = detail  # for us; what the user reads is worded in graph/wording/
        self.status = status  # HTTP status; None when no answer came back


class Unreachable(SchedulingError):
    """No usable answer from Cal.com: nothing listens, a timeout on a read, a fault on its side."""

    code = "unreachable"
    retryable = True


class RateLimited(SchedulingError):
    """Cal.com asked us to slow down; nothing was done."""

    code = "rate_limited"
    retryable = True

    def __init__(self, detail: str, *, retry_after: float, status: int | None = 429) -> None:
        super().__init__(detail, status=status)
        self.retry_after = retry_after  # seconds


class BadKey(SchedulingError):
    """The API key is missing, unknown or expired."""

    code = "bad_key"


class NotAllowed(SchedulingError):
    """The key is good, but it may not do this."""

    code = "not_allowed"


class NotFound(SchedulingError):
    """No such event type, booking, user or schedule for this key."""

    code = "not_found"


class SlotTaken(SchedulingError):
    """The time is booked, outside the host's hours, or was lost to somebody else between our look and our write."""

    code = "slot_taken"


class NoSeatsLeft(SlotTaken):
    """Every seat of that time is taken by now."""

    code = "no_seats_left"


class AlreadySignedUp(SchedulingError):
    """This address has a seat there already."""

    code = "already_signed_up"


class InThePast(SchedulingError):
    """The start lies before now."""

    code = "in_the_past"


class OutsideWindow(SchedulingError):
    """Too soon (minimum notice) or too far ahead (booking window) for the event type."""

    code = "outside_window"


class LimitReached(SchedulingError):
    """A limit of the event type or of the attendee on the number or length of bookings."""

    code = "limit_reached"


class FieldNeeded(SchedulingError):
    """A booking field is missing or its answer is not acceptable."""

    code = "field_needed"

    def __init__(self, detail: str, *, field: str | None = None, status: int | None = None) -> None:
        super().__init__(detail, status=status)
        self.field = field  # slug of the booking field; None when Cal.com does not name it


class AlreadyCancelled(SchedulingError):
    """The booking was cancelled before."""

    code = "already_cancelled"


class AlreadyMoved(SchedulingError):
    """The booking was rescheduled before: a successor exists."""

    code = "already_moved"


class ChangedElsewhere(SchedulingError):
    """The booking is no longer as it was when it was shown, so what was confirmed no longer applies."""

    code = "changed_elsewhere"


class AlreadyOver(SchedulingError):
    """The booking has ended, so it cannot be cancelled."""

    code = "already_over"


class Refused(SchedulingError):
    """Cal.com refused for a reason that has no code of its own; the text is in detail, for the log."""

    code = "refused"


class UnexpectedAnswer(SchedulingError):
    """An answer that is not Cal.com's: unreadable, oversized, redirected, or of another shape. On a read; on a write
    only where nothing can have been done (a redirect, no such route)."""

    code = "unexpected_answer"


class WrongVersion(UnexpectedAnswer):
    """The server has no such route: it wants another cal-api-version for this part, or the address is not quite right.

    On a write, too: nothing can have been done.
    """

    code = "wrong_version"


class OutcomeUnknown(SchedulingError):
    """A write left, and no trustworthy answer came. Never resend it: look the booking up."""

    code = "outcome_unknown"

    def __init__(self, detail: str, *, sent_at: datetime, status: int | None = None) -> None:
        super().__init__(detail, status=status)
        self.sent_at = sent_at  # UTC


class NeverArrived(SchedulingError):
    """Sent, or about to be when the process ended, and the calendar shows no trace of it long after."""

    code = "never_arrived"


class NotSaved(SchedulingError):
    """The journal on this machine cannot be written, so nothing may be sent."""

    code = "not_saved"


class Held(SchedulingError):
    """Another write about the same thing left, and its end is not known yet, so this one was not sent."""

    code = "held"


class InProgress(SchedulingError):
    """The same confirmed write is being carried out by somebody else right now."""

    code = "in_progress"


class ModelUnavailable(SchedulingError):
    """The language model's endpoint did not answer usefully."""

    code = "model_unavailable"
    retryable = True


class NotUnderstood(SchedulingError):
    """The language model answered, twice, with something that is no understanding."""

    code = "not_understood"
