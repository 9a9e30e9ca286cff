"""What wording needs besides the conversation's state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from graph.wording.times import Voice
from tools.calcom.models import EventType, Me


@dataclass(frozen=True)
class Facts:
    """The clock, the person's zone, and the account as far as it could be read."""

    now: datetime
    zone: str
    date_order: Literal["DMY", "MDY", "YMD"] = "DMY"
    me: Me | None = None
    event_types: tuple[EventType, ...] = ()
    guest: str | None = None  # e-mail of a guest at the keyboard: of others in a shared booking nothing is told

    @property
    def voice(self) -> Voice:
        return Voice(self.zone, self.now, self.date_order)
