"""What became of a write, and the seam through which a durable journal learns of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tools.calcom.models import Booking
from tools.errors import SchedulingError


class WriteState(StrEnum):
    """DONE and NOT_DONE are certain; UNKNOWN means that nobody may claim either."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a write. `error` is set whenever it is not DONE.

    Of a series, `bookings` are the occurrences it was about, as they stand now; with "occurrences" among the
    differences of a DONE, only those of them were booked.
    """

    state: WriteState
    booking: Booking | None = None  # done: as it stands now; else what was found in its stead, if anything
    error: SchedulingError | None = None
    differences: tuple[str, ...] = ()  # what stands otherwise than asked: "start", "length", "attendee", …
    is_absent: bool = False  # unknown, and a full search saw no trace; still no proof that none will appear
    bookings: tuple[Booking, ...] = ()
    found_so: bool = False  # done, but by somebody else and before: nothing was sent
    sent: int = 0  # how often the request was sent in this life of the process, as far as it matters: of an UNKNOWN
    rival: Booking | None = None  # of a move that is DONE: what somebody else moved it to at the same moment

    @property
    def is_done(self) -> bool:
        return self.state is WriteState.DONE


class Journal(Protocol):
    """One operation's line in a durable journal. Both calls return only once it is on disk."""

    mark: str  # how the log tells this write from others: nothing of what it is about
    sent_before: datetime | None  # when an earlier life sent this very write without learning what became of it

    async def sending(self, at: datetime) -> None:
        """About to send. Raises a SchedulingError when that cannot be noted; then nothing is sent."""

    async def settled(self, written: Written) -> None:
        """What became of it."""
